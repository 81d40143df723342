from pathlib import Path

import pytest
from colour_engine import ColourPacks, make_photo

from faceorg.core.paths import library_paths
from faceorg.library import Library


@pytest.fixture
def colour_packs(monkeypatch):
    monkeypatch.setattr("faceorg.library.packs.PackStore", ColourPacks)


@pytest.fixture
def paths(tmp_path, colour_packs):
    return library_paths(tmp_path / "library")


@pytest.fixture
def library(paths):
    with Library.open(paths) as opened:
        yield opened


@pytest.fixture
def album(tmp_path) -> Path:
    """Three photos of red, three of green, one of both, one of nobody."""
    folder = tmp_path / "album"
    for seed in range(3):
        make_photo(folder / f"red {seed}.png", ["red"], seed)
        make_photo(folder / "trip" / f"green {seed}.png", ["green"], seed)
    make_photo(folder / "both.png", ["red", "green"], 9)
    make_photo(folder / "nobody.png", [], 9)
    return folder
