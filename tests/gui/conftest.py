"""A real library with faces for the window, indexed once by the built-in engine and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QThread

from faceorg.core.paths import library_paths
from faceorg.gui.main_window import MainWindow
from faceorg.gui.theme import ThemeName, theme
from faceorg.gui.words import use_language
from faceorg.library import Library

COLUMNS = 3
"""The sample photo is cut into this many overlapping parts, so that some people are in several photos."""


@pytest.fixture(scope="session")
def indexed_library(tmp_path_factory: pytest.TempPathFactory, six_people: Path) -> Path:
    """A library folder with photos of six people, indexed and grouped; never opened again, only copied."""
    root = tmp_path_factory.mktemp("indexed")
    photos = root / "photos"
    photos.mkdir()
    shutil.copy(six_people, photos / "all six.jpg")
    picture = Image.open(six_people)
    for part in range(COLUMNS):
        left = part * picture.width // (COLUMNS + 1)
        box = (left, 0, left + picture.width // 2, picture.height)
        picture.crop(box).save(photos / f"part {part}.jpg", quality=92 - 10 * part)
        picture.crop(box).rotate(2 - part, expand=False).save(photos / f"again {part}.jpg", quality=85)
    with Library.open(library_paths(root / "library")) as library:
        library.add_folders([photos])
        library.start_indexing()
        library.wait_idle()
    return root / "library"


@pytest.fixture
def library(indexed_library: Path, tmp_path: Path) -> Iterator[Library]:
    """An open copy of the indexed library."""
    shutil.copytree(indexed_library, tmp_path / "library")
    with Library.open(library_paths(tmp_path / "library")) as opened:
        yield opened


@pytest.fixture
def empty_library(tmp_path: Path) -> Iterator[Library]:
    """An open library without any folder."""
    with Library.open(library_paths(tmp_path / "library")) as opened:
        yield opened


@pytest.fixture
def open_window(qtbot) -> Iterator:
    """A function that opens the real window on a library; windows are closed and freed at the end."""
    windows: list[MainWindow] = []
    theme().use(ThemeName.LIGHT)
    use_language()

    def open_on(opened: Library) -> MainWindow:
        window = MainWindow()
        windows.append(window)
        window.use(opened)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        qtbot.waitUntil(lambda: window.frame.pages.current is not None)
        return window

    yield open_on
    for window in windows:
        window.close()
        window.close_bridge()
        window.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def window(open_window, library: Library) -> MainWindow:
    """The window on the indexed library, showing Photos."""
    return open_window(library)


@pytest.fixture
def quiet(qtbot):
    """A function that waits until a window has nothing under way any more."""

    def wait_for(window: MainWindow) -> None:
        qtbot.wait(10)
        qtbot.waitUntil(lambda: window.bridge is not None and not window.bridge.busy, timeout=20_000)
        QThread.msleep(1)
        qtbot.wait(10)

    return wait_for
