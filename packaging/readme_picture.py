"""Takes the picture of the README: the page Unnamed just after the first group got its name.

Run as ``.venv/bin/python packaging/readme_picture.py [FILE]``. No photo of anybody's album is shown: the album is cut
out of the group photograph that insightface ships for trying its models, and the names are invented.
"""

import os
import sys
import tempfile
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from PIL import Image

PACKAGING = Path(__file__).resolve().parent
sys.path[:0] = [str(PACKAGING), str(PACKAGING.parent), str(PACKAGING.parent / "tests" / "e2e")]

import album  # noqa: E402  found only now
import screenshots  # noqa: E402  found only now

TARGET = PACKAGING / "screenshot.png"
SIZE = (1280, 800)
NAMED, TYPED = "Sophie", "Jonas"
"""The name given to the first group, and the one being typed for the second."""
FIRST_YEAR, YEARS = 2014, 11
"""The pictures of each person are spread over these years."""

TONES = [min(255, (tone + 1) // 2 * 2) for tone in range(256)] * 3
"""Every second tone of red, green and blue: nobody sees the difference, and the file is a sixth smaller."""


def main(arguments: list[str]) -> int:
    """Make album, library and picture; return the exit status."""
    target = Path(arguments[0]) if arguments else TARGET
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # there a window gets the keyboard without a window manager
    with tempfile.TemporaryDirectory() as folder:
        photos = Path(folder, "Family album")
        _make_album(photos)
        _photograph(photos, Path(folder, "library"), target)
    print(f"{target}: {target.stat().st_size // 1024} KB")
    return 0


def _make_album(folder: Path) -> None:
    """Write the pictures, and date each of them by the time of its file."""
    photograph = Path(str(files("insightface") / "data" / "images" / "t1.jpg"))
    for person, pictures in enumerate(album.make_album(photograph, folder).values()):
        for number, picture in enumerate(pictures):
            step = number * len(album.FACES) + person
            taken = datetime(FIRST_YEAR + step * 5 % YEARS, 1 + step * 7 % 12, 1 + step * 3 % 28, 12).timestamp()
            os.utime(picture, (taken, taken))


def _photograph(photos: Path, library_dir: Path, target: Path) -> None:
    from PySide6.QtGui import QFont  # noqa: PLC0415  only after the display is there
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  only after the display is there

    from faceorg.core.paths import library_paths  # noqa: PLC0415
    from faceorg.gui.theme import ThemeName, theme  # noqa: PLC0415
    from faceorg.gui.words import use_language  # noqa: PLC0415
    from faceorg.library import Library  # noqa: PLC0415

    application = QApplication([])
    application.setFont(QFont(screenshots.FONT, screenshots.FONT_POINTS))
    use_language()
    theme().use(ThemeName.LIGHT)
    with Library.open(library_paths(library_dir)) as library:
        library.add_folders([photos])
        library.start_indexing()
        library.wait_idle()
        _shoot(library, target)
    application.quit()


def _shoot(library: "screenshots.Library", target: Path) -> None:
    from PySide6.QtCore import Qt  # noqa: PLC0415
    from PySide6.QtGui import QImage  # noqa: PLC0415
    from PySide6.QtTest import QTest  # noqa: PLC0415

    from faceorg.gui.page_names import PageName  # noqa: PLC0415

    with screenshots.Session(library, target.parent, "light")._window(SIZE) as (window, frame):  # noqa: SLF001
        frame.choose_page(PageName.UNNAMED)
        window.activateWindow()
        screenshots.settle(window)
        field = frame.pages.current.view.field  # type: ignore[union-attr]  the page that was just chosen
        QTest.keyClicks(field, NAMED)
        QTest.keyClick(field, Qt.Key.Key_Return)
        screenshots.settle(window)
        QTest.keyClicks(field, TYPED)
        screenshots.settle(window)
        window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888).save(str(target))
    with Image.open(target) as picture:
        picture.point(TONES).save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
