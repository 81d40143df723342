"""Files as the catalog hears of them and remembers them, and what was found in them."""

from dataclasses import dataclass
from datetime import datetime

from faceorg.core.ids import PhotoId

NEVER_READ = -1
"""Size of a remembered file that may be tried again: unlike any real size, so that it never counts as unchanged."""


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as a scan saw it; the three numbers together tell whether it changed."""

    path: bytes
    size: int
    mtime_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as the catalog remembers it.

    Attributes:
        size: Bytes; ``NEVER_READ`` for a file that could not be read so far and may be tried again.
        mtime_ns: Time of its last change.
        inode: Number of the file in its file system.
        photo: None for a file that could not be read; with a real size it is given up until it changes.
        missing: It was noted as gone.
    """

    size: int
    mtime_ns: int
    inode: int
    photo: PhotoId | None
    missing: bool


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What decoding found out about a photo's content; fields as in ``core.records.Photo``."""

    content_hash: bytes
    width: int
    height: int
    taken: datetime
    camera: str = ""
