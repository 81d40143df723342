"""Takes pictures of every page of the real window, in both themes and two sizes, to look at and for the README.

Called by ``./packaging/dev screenshots DIR [PHOTOS…]``: makes a library in a temporary folder from the given photo
folders (or the sample picture), names the largest groups so that People has somebody, and photographs the pages. Starts
an X server of its own where there is no display; where there is none to start, Qt draws off screen.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faceorg.gui.frame.frame import Frame
    from faceorg.gui.main_window import MainWindow
    from faceorg.library import Library

THEMES = ("light", "dark")
SIZES = ((1280, 800), (1920, 1080))
SETTLE_MS = 700
"""Milliseconds a page gets to read and paint before it is photographed."""
PATIENCE_S = 20
"""Seconds to wait for calls of the window that are under way."""
DISPLAY = ":93"
FONT, FONT_POINTS = "Inter", 10
"""A bare X server has no font of a desktop; the design is drawn with this one."""
NAMES = ("Anna", "Ben", "Clara", "Ravi")
"""Invented names given to the largest groups."""


def main(arguments: list[str]) -> int:
    """Take all pictures; return the exit status."""
    parser = argparse.ArgumentParser(prog="screenshots", description="Pictures of every page of the real window")
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("photos", type=Path, nargs="*", help="folders with photos; the sample picture if none is given")
    parser.add_argument("--library", type=Path, help="an existing library to photograph instead of making one")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with _display(), tempfile.TemporaryDirectory() as folder:
        _photograph(options.out, options.library or Path(folder) / "library", options.photos, make=not options.library)
    return 0


@contextmanager
def _display() -> Iterator[None]:
    """Have something to draw on: the display there is, an X server started for this, or Qt's off-screen platform."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform != "linux":
        yield
        return
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        yield
        return
    largest = "x".join(map(str, SIZES[-1]))
    server = subprocess.Popen([xvfb, DISPLAY, "-screen", "0", f"{largest}x24"], stderr=subprocess.DEVNULL)
    os.environ["DISPLAY"] = DISPLAY
    try:
        time.sleep(1)  # Xvfb says nowhere that it is ready
        yield
    finally:
        server.terminate()
        server.wait()


def _photograph(out: Path, library_dir: Path, photos: list[Path], *, make: bool) -> None:
    from PySide6.QtGui import QFont  # noqa: PLC0415  only after the display is there
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  only after the display is there

    from faceorg.core.paths import library_paths  # noqa: PLC0415
    from faceorg.gui.theme import ThemeName, theme  # noqa: PLC0415
    from faceorg.gui.words import use_language  # noqa: PLC0415
    from faceorg.library import Library  # noqa: PLC0415

    application = QApplication([])
    application.setFont(QFont(FONT, FONT_POINTS))
    use_language()
    with Library.open(library_paths(library_dir)) as library:
        empty = Session(library, out, "empty")
        if make:
            theme().use(ThemeName.LIGHT)
            empty.shoot_pages(("welcome", "people", "unnamed"), SIZES[0])
            _fill(library, photos)
        for name in THEMES:
            theme().use(ThemeName(name))
            for size in SIZES:
                Session(library, out, name).shoot_all(size)
    application.quit()


def _fill(library: "Library", photos: list[Path]) -> None:
    """Index the photos and name the largest groups."""
    if photos:
        library.add_folders(photos)
    else:
        library.add_demo_folder()
    library.start_indexing()
    library.wait_idle()
    for name, group in zip(NAMES, library.groups(minimum=2), strict=False):
        library.name_group(group.id, name)


class Session:
    """One window on the library, for one theme."""

    def __init__(self, library: "Library", out: Path, theme_name: str) -> None:
        self._library, self._out, self._theme = library, out, theme_name

    def shoot_all(self, size: tuple[int, int]) -> None:
        """Photograph every page in one size."""
        with self._window(size) as (window, frame):
            for name, step in STEPS.items():
                step(frame, self._library)
                self._shoot(window, name, size)

    def shoot_pages(self, pages: tuple[str, ...], size: tuple[int, int]) -> None:
        """Photograph pages of an empty library."""
        from faceorg.gui.page_names import PageName  # noqa: PLC0415

        with self._window(size) as (window, frame):
            for name in pages:
                frame.open_page(PageName(name))
                self._shoot(window, name, size)

    @contextmanager
    def _window(self, size: tuple[int, int]) -> Iterator[tuple["MainWindow", "Frame"]]:
        from faceorg.gui.main_window import MainWindow  # noqa: PLC0415

        window = MainWindow()
        window.resize(*size)
        window.show()
        frame = window.use(self._library)
        settle(window)
        try:
            yield window, frame
        finally:
            window.close()
            window.close_bridge()
            window.deleteLater()

    def _shoot(self, window: "MainWindow", name: str, size: tuple[int, int]) -> None:
        settle(window)
        file = self._out / f"{name}-{self._theme}-{size[0]}x{size[1]}.png"
        window.grab().save(str(file))
        print(file, flush=True)


def settle(window: "MainWindow") -> None:
    """Let the window read and paint until it has nothing more to ask."""
    from PySide6.QtCore import QEventLoop, QTimer  # noqa: PLC0415

    until = time.monotonic() + PATIENCE_S
    while True:
        loop = QEventLoop()
        QTimer.singleShot(SETTLE_MS, loop.quit)
        loop.exec()
        if window.bridge is None or not window.bridge.busy or time.monotonic() > until:
            return


def _open(page: str) -> Callable[["Frame", "Library"], None]:
    def step(frame: "Frame", _library: "Library") -> None:
        from faceorg.gui.page_names import PageName  # noqa: PLC0415

        frame.toast.hide()
        frame.drop_layer.hide()
        frame.choose_page(PageName(page))

    return step


def _select(frame: "Frame", _library: "Library") -> None:
    frame.pages.current.view.toggle(1)  # type: ignore[union-attr]  the photos page is the current one


def _info(frame: "Frame", _library: "Library") -> None:
    view = frame.pages.current.view  # type: ignore[union-attr]
    view.clear_selection()
    view.set_current(0)
    frame.toggle_info()


def _view(frame: "Frame", _library: "Library") -> None:
    frame.toggle_info()
    view = frame.pages.current.view  # type: ignore[union-attr]
    frame.open_photos(view.ids, 0)
    frame.pages.current.canvas.toggle_names()  # type: ignore[union-attr]


def _face(frame: "Frame", _library: "Library") -> None:
    page = frame.pages.current
    page._on_next_face()  # type: ignore[union-attr]  # noqa: SLF001  what the Tab key does
    page._on_name_face()  # type: ignore[union-attr]  # noqa: SLF001  what the Enter key does


def _keys(frame: "Frame", library: "Library") -> None:
    _open("photos")(frame, library)
    frame.commands.open_keys()


def _problems(frame: "Frame", library: "Library") -> None:
    _open("photos")(frame, library)
    frame.open_problems()


def _drop(folders: bool) -> Callable[["Frame", "Library"], None]:
    def step(frame: "Frame", library: "Library") -> None:
        _open("photos")(frame, library)
        frame.drop_layer.appear(folders=folders)

    return step


def _toast(frame: "Frame", _library: "Library") -> None:
    frame.toast.say("Named 46 faces Sophie", undo=True)


def _person(frame: "Frame", library: "Library") -> None:
    frame.toast.hide()
    people = library.people()
    if people:
        frame.open_person(people[0].id)


def _search(frame: "Frame", library: "Library") -> None:
    frame.toast.hide()
    ids = library.photo_grid().ids
    if len(ids):
        from faceorg.core.ids import PhotoId  # noqa: PLC0415

        photo = library.photo(PhotoId(int(ids[0])))
        frame.search_picture(Path(os.fsdecode(photo.paths[0])))


STEPS: dict[str, Callable[["Frame", "Library"], None]] = {
    "photos": _open("photos"),
    "photos-selected": _select,
    "photos-info": _info,
    "viewer": _view,
    "viewer-face": _face,
    "keys": _keys,
    "problems": _problems,
    "drop-picture": _drop(folders=False),
    "drop-folder": _drop(folders=True),
    "people": _open("people"),
    "person": _person,
    "unnamed": _open("unnamed"),
    "toast": _toast,
    "search": _search,
}
"""What is photographed, in this order: a name, and how to get there from the page before."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
