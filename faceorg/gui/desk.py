"""What a page has at hand: the library behind the bridge, the pictures, and its wishes to the window."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from faceorg.core.errors import KnownError
from faceorg.core.events import Changes
from faceorg.core.ids import FolderId, GroupId, PersonId
from faceorg.gui.actions import Actions
from faceorg.gui.bridge import Bridge
from faceorg.gui.files import folder_to_open, open_folder
from faceorg.gui.page_names import PageName
from faceorg.gui.pictures import Pictures
from faceorg.library import Library

_log = logging.getLogger(__name__)

Searched = bytes | Path | NDArray[np.uint8]
"""A picture to search: the bytes of an image file, a file, or RGB pixels of shape (height, width, 3)."""


class Desk(QObject):
    """Given to every page. Pages state wishes; the window, which knows the other pages, fulfils them."""

    page_wanted = Signal(object)
    person_wanted = Signal(int)
    group_wanted = Signal(int)
    photos_wanted = Signal(object, int)
    search_wanted = Signal(object)
    camera_wanted = Signal()
    back_wanted = Signal()
    folders_wanted = Signal(object)
    folder_choice_wanted = Signal()
    folder_wanted = Signal(object)
    size_step_wanted = Signal(int)
    said = Signal(str, bool)
    failed = Signal(object)
    counted = Signal(object, int)

    def __init__(self, library: Library, bridge: Bridge, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library, self.bridge, self.pictures = library, bridge, pictures
        self.actions = Actions(self)

    def perform(
        self,
        operation: Callable[[], Changes],
        owner: QObject,
        on_done: Callable[[Changes], None] | None = None,
        *,
        toast: bool = True,
    ) -> None:
        """Run a user operation in the background; when it is committed, offer to undo it.

        Args:
            operation: Calls the library and returns its Changes; must not touch any QObject.
            owner: The QObject on whose behalf it is done.
            on_done: A bound method of ``owner``, called with the Changes.
            toast: Whether the window says what was done; False where the page itself shows it.
        """
        self.bridge.ask(operation, partial(self._on_performed, owner, on_done, toast), self)

    def _on_performed(
        self, owner: QObject, on_done: Callable[[Changes], None] | None, toast: bool, changes: Changes
    ) -> None:
        if toast and changes.label:
            self.said.emit(changes.label, True)
        if on_done is not None and shiboken6.isValid(owner):
            on_done(changes)

    def undo(self) -> None:
        """Take back the last operation."""
        self.bridge.ask(self.library.undo, self._on_undone, self)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self.bridge.ask(self.library.redo, self._on_undone, self)

    def _on_undone(self, changes: Changes) -> None:
        if changes.label:
            self.said.emit(changes.label, False)

    def open_page(self, name: PageName) -> None:
        """Go to a page."""
        self.page_wanted.emit(name)

    def open_person(self, person: PersonId) -> None:
        """Go to a person's page."""
        self.person_wanted.emit(person)

    def open_group(self, group: GroupId) -> None:
        """Go to a group among the unnamed ones."""
        self.group_wanted.emit(group)

    def open_photos(self, ids: NDArray[np.int64], index: int) -> None:
        """Open the viewer on one photo of a row of photos, shape (n,)."""
        self.photos_wanted.emit(ids, index)

    def search_picture(self, source: Searched | Sequence[Searched]) -> None:
        """Search for the people in a picture, or in several."""
        self.search_wanted.emit(source)

    def add_folders(self, folders: Sequence[Path]) -> None:
        """Add folders to the library and look through them."""
        self.folders_wanted.emit(list(folders))

    def open_folder(self, folder: FolderId | None) -> None:
        """Show the photos of one folder, or of all."""
        self.folder_wanted.emit(folder)

    def choose_folders(self) -> None:
        """Let the user choose a folder to add."""
        self.folder_choice_wanted.emit()

    def open_camera(self) -> None:
        """Open the camera panel."""
        self.camera_wanted.emit()

    def show_in_folder(self, path: bytes) -> None:
        """Open the folder of a file in the file manager."""
        self.bridge.ask(partial(folder_to_open, path), open_folder, self)

    def say(self, text: str) -> None:
        """Show a short message that goes away by itself."""
        self.said.emit(text, False)

    def fail(self, error: KnownError) -> None:
        """Show an error in the message bar."""
        self.failed.emit(error)

    def set_count(self, name: PageName, count: int) -> None:
        """Show a number beside a page's name in the sidebar; 0 shows none."""
        self.counted.emit(name, count)
