"""What an event of the system means: the folder to look at again, or nothing."""

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)

from faceorg.watch.paths import SEPARATOR, as_prefix, is_inside
from faceorg.watch.rules import is_passed_over

HEARD_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
"""Events that may change what a scan finds; opening and reading, which we do ourselves, are not among them."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What decides whether an event below one chosen folder matters.

    Attributes:
        root: The chosen folder as the user gave it.
        real: The same without symbolic links, as events name it.
        wanted: Chooses files by their name.
        excluded: Real paths of folders that are passed over.
    """

    root: bytes
    real: bytes
    wanted: Callable[[bytes], bool]
    excluded: Collection[bytes]

    def folder_of(self, path: bytes, *, is_folder: bool, is_new: bool) -> bytes | None:
        """Return the folder to look at again after an event at ``path``, None if the event does not matter.

        A new folder is looked at itself; for everything else it is the folder around it, which is still there.
        """
        inner = os.path.relpath(path, self.real)
        if inner == os.fsencode(os.curdir):
            return self.root
        *around, name = inner.split(SEPARATOR)
        if any(map(is_passed_over, (*around, name))) or not (is_folder or self.wanted(name)):
            return None
        if any(is_inside(path, folder) for folder in self.excluded):
            return None
        inside = (*around, name) if is_folder and is_new else around
        return as_prefix(self.root) + SEPARATOR.join(inside) if inside else self.root


class EventHandler(FileSystemEventHandler):
    """Hears the events below one chosen folder and passes on which folder they concern; called by watchdog's thread."""

    def __init__(self, surroundings: Surroundings, on_touched: Callable[[bytes | None], None]) -> None:
        self._surroundings = surroundings
        self._on_touched = on_touched

    def dispatch(self, event: FileSystemEvent) -> None:
        """Translate one event; a move concerns the folder it left and the one it came to."""
        is_created = isinstance(event, DirCreatedEvent)
        for path, is_new in ((event.src_path, is_created), (event.dest_path, True)):
            if path:
                self._on_touched(
                    self._surroundings.folder_of(os.fsencode(path), is_folder=event.is_directory, is_new=is_new)
                )
