"""The numbers of the frame (folders, photos, unnamed groups), read again at most once a second while things change."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from faceorg.core.events import Changes, Kind
from faceorg.core.records import Folder
from faceorg.gui.desk import Desk
from faceorg.gui.page_names import PageName
from faceorg.library import Library

PAUSE = 1000
"""Milliseconds between two readings while the background keeps changing things."""
_COUNTED = Kind.PHOTOS | Kind.FACES | Kind.GROUPS | Kind.PEOPLE | Kind.FOLDERS | Kind.PACKS | Kind.PROBLEMS


@dataclass(frozen=True, slots=True)
class _Numbers:
    """One reading."""

    folders: list[Folder]
    photos: int
    problems: int
    unnamed: int


def _read(library: Library) -> _Numbers:
    minimum = library.settings.group_minimum
    summary = library.summary()
    return _Numbers(library.folders(), summary.photos, summary.problems, len(library.groups(minimum=minimum)))


class Counts(QObject):
    """Reads in the background and announces what it read."""

    folders_read = Signal(object)
    photos_read = Signal(int)
    problems_read = Signal(int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = self._again = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_pause_over)

    def apply_changes(self, changes: Changes) -> None:
        """Read again soon if something counted changed; at once if the folders or a user's word did."""
        if not changes.kinds & _COUNTED:
            return
        if changes.label or changes.kinds & Kind.FOLDERS:
            self.read()
        else:
            self._again = True
            if not self._pause.isActive():
                self._pause.start()

    def read(self) -> None:
        """Read now, or right after the reading under way."""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        self._desk.bridge.ask(partial(_read, self._desk.library), self._on_read, self, self._on_failed)

    def _on_read(self, numbers: _Numbers) -> None:
        self._reading = False
        self.folders_read.emit(numbers.folders)
        self.photos_read.emit(numbers.photos)
        self.problems_read.emit(numbers.problems)
        self._desk.set_count(PageName.UNNAMED, numbers.unnamed)
        if self._again:
            self._pause.start()

    def _on_failed(self, error: Exception) -> None:
        self._reading = False
        self._desk.failed.emit(error)

    def _on_pause_over(self) -> None:
        if self._again:
            self.read()
