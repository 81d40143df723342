"""Fixtures for every kind of test: real photographs out of installed packages, and the labelled ones beside us."""

import importlib.util
import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder beside the checkout with labelled photos and packs; tests that use it skip without it."""
    folder = CHECKOUT.parent / "shared"
    if not (folder / "photos").is_dir():
        pytest.skip("the labelled photos and packs are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def six_people() -> Path:
    """A real photograph of six people that travels inside the insightface package."""
    spec = importlib.util.find_spec("insightface")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "data" / "images" / "t1.jpg"
