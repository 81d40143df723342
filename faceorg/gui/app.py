"""Starts the window: one instance, the theme, the library opened beside it, and an orderly end."""

import logging
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from faceorg.core.errors import KnownError
from faceorg.core.paths import APP, LibraryPaths, resource
from faceorg.gui.garbage import GarbageCollection
from faceorg.gui.instance import Instance
from faceorg.gui.main_window import MainWindow
from faceorg.gui.qt_log import take_qt_messages
from faceorg.gui.theme import theme
from faceorg.gui.words import use_language
from faceorg.library import Library

_log = logging.getLogger(__name__)


def run(paths: LibraryPaths, folders: Sequence[Path] = (), pack: str | None = None) -> int:
    """Open the window on a library and return the exit code of the program.

    Args:
        paths: The library.
        folders: Folders to add at the start.
        pack: The pack to use this time, None for the one chosen before.
    """
    take_qt_messages()
    application = _application()
    instance = Instance(paths)
    if not instance.is_first():
        instance.raise_other()
        return 0
    with GarbageCollection():
        start = Start(paths, folders, pack)
        instance.raised.connect(start.raise_window)
        start.begin()
        code = application.exec()
        start.finish()
    instance.close()
    return code


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName(APP)
    application.setApplicationDisplayName("")
    application.setDesktopFileName(APP)
    _translate(application)
    theme()
    return application


def _translate(application: QApplication) -> None:
    """Use the user's language where there is a translation; English needs none."""
    use_language()
    of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    wanted = ((str(resource("translations")), "faceorg"), (of_qt, "qtbase"))
    for folder, name in wanted:
        translator = QTranslator(application)
        if translator.load(QLocale(), name, "_", folder):
            application.installTranslator(translator)


class Start(QObject):
    """Opens the library in a thread while the window is painted for the first time, and closes both in order."""

    _opened = Signal(object)

    def __init__(self, paths: LibraryPaths, folders: Sequence[Path], pack: str | None) -> None:
        super().__init__()
        self._paths, self._folders, self._pack = paths, folders, pack
        self._library: Library | None = None
        self.window = MainWindow()
        self.window.closing.connect(self._on_closing)
        self.window.retry_wanted.connect(self.begin)
        self._opened.connect(self._on_opened, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Show the window and open the library."""
        self.window.show()
        threading.Thread(target=partial(_open, self._paths, self._pack, self._opened.emit), name="open").start()

    def raise_window(self) -> None:
        """Bring the window to the front, because faceorg was started a second time."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def finish(self) -> None:
        """Close everything; the window is hidden by now."""
        self.window.close_bridge()
        if self._library is not None:
            self._library.close()
            self._library = None
        shiboken6.delete(self.window)

    def _on_opened(self, opened: object) -> None:
        if isinstance(opened, KnownError):
            self.window.show_trouble(opened)
        elif isinstance(opened, Library):
            self._library = opened
            frame = self.window.use(opened)
            frame.begin_work(self._folders)

    def _on_closing(self) -> None:
        QApplication.quit()


def _open(paths: LibraryPaths, pack: str | None, answer: Callable[[object], None]) -> None:
    """Open the library in a thread of its own, so that the window is painted meanwhile."""
    try:
        answer(Library.open(paths, pack))
    except KnownError as error:
        answer(error)
    except Exception as error:  # noqa: BLE001  whatever it is, the window must say it
        _log.exception("the library could not be opened")
        answer(KnownError(f"The library could not be opened: {error}.", "The log file has the details."))
