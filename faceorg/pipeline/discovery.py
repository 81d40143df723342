"""Compares what lies in the folders with what the catalog remembers; reads no file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from faceorg.catalog.files import KnownFile, SeenFile
from faceorg.media.formats import is_photo_name
from faceorg.watch.scanning import FoundFile, ScanProblem, scan

FileNumbers = tuple[int, int, int]


@dataclass(slots=True)
class Differences:
    """What changed in some folders since the catalog last looked.

    Attributes:
        to_read: Files that are new or whose size, time or inode changed.
        back: Files that were gone and are there again, unchanged.
        moved: Old path and new place of files that were renamed or moved inside the folders.
        gone: Paths of files that are no longer there.
        unreadable: Folders that could not be looked into; nothing below them counts as gone.
    """

    to_read: list[SeenFile] = field(default_factory=list)
    back: list[SeenFile] = field(default_factory=list)
    moved: list[tuple[bytes, SeenFile]] = field(default_factory=list)
    gone: list[bytes] = field(default_factory=list)
    unreadable: list[ScanProblem] = field(default_factory=list)


class Discovery:
    """Collects the differences of several folders, so that a move from one to another is seen as one.

    Args:
        excluded: Folders never looked into, such as the library's own.
    """

    def __init__(self, excluded: Sequence[bytes] = ()) -> None:
        self._excluded = tuple(excluded)
        self._found = Differences()
        self._seen: set[bytes] = set()
        self._gone: dict[bytes, KnownFile] = {}
        self._looked_into: list[bytes] = []
        self._unreadable: list[bytes] = []

    def look_into(self, folder: bytes, known: dict[bytes, KnownFile]) -> Iterator[None]:
        """Compare one folder with what is known below it; yields now and then, so that the caller can pause or stop."""
        self._looked_into.append(folder)
        for found in scan(folder, wanted=is_photo_name, excluded=self._excluded):
            if isinstance(found, ScanProblem):
                self._unreadable.append(found.path)
                self._found.unreadable.append(found)
            elif found.path not in self._seen:
                self._seen.add(found.path)
                self._compare(found, known.get(found.path))
            yield
        for path, file in known.items():
            if not file.missing and self.is_gone(path):
                self._gone[path] = file

    def is_gone(self, path: bytes) -> bool:
        """Tell whether a path would have been found if it was still there."""
        return path not in self._seen and is_within(path, self._looked_into) and not is_within(path, self._unreadable)

    def differences(self) -> Differences:
        """Return all that was found, moves recognised."""
        places = {_numbers(file): path for path, file in self._gone.items() if file.photo is not None}
        still_to_read = []
        for file in self._found.to_read:
            old = places.pop(_numbers(file), None)
            if old is None:
                still_to_read.append(file)
            else:
                self._found.moved.append((old, file))
                del self._gone[old]
        self._found.to_read = still_to_read
        self._found.gone = [path for path in self._gone if path not in self._seen]
        return self._found

    def _compare(self, found: FoundFile, known: KnownFile | None) -> None:
        file = SeenFile(found.path, found.size, found.mtime_ns, found.inode)
        if known is None or _numbers(known) != _numbers(file):
            self._found.to_read.append(file)
        elif known.missing and known.photo is not None:
            self._found.back.append(file)


def _numbers(file: SeenFile | KnownFile) -> FileNumbers:
    """Return what tells whether a file changed; never "newer than", clocks jump."""
    return file.size, file.mtime_ns, file.inode


def is_within(path: bytes, places: Sequence[bytes]) -> bool:
    """Tell whether a path is one of some places or lies below one."""
    return any(path == place or path.startswith(place.rstrip(b"/") + b"/") for place in places)
