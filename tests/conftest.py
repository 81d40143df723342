"""Fixtures for every kind of test: real photographs out of installed packages, and the labelled ones beside us."""

import gc
import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

CHECKOUT = Path(__file__).resolve().parent.parent
WINDOW_TESTS = {"gui", "e2e"}


@pytest.fixture(autouse=True)
def _garbage_of_the_window_is_collected_here(request: pytest.FixtureRequest) -> Iterator[None]:
    """Free the widgets of a test in this thread; a worker of a later test that collects them would crash in Qt."""
    if request.path.parent.name not in WINDOW_TESTS:
        yield
        return
    gc.disable()
    yield
    gc.collect()
    gc.enable()


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
