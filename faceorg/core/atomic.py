"""Derived files are either old or new, never half: written beside, flushed to disk, then renamed into place."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def replace_file(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a temporary file in the same folder, flush it to disk and rename it to ``path``.

    Whatever happens, ``path`` is afterwards the old file or the complete new one, and no temporary file is left.

    Raises:
        OSError: The disk is full, or the folder cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    beside = Path(name)
    try:
        write(beside)
        flush_to_disk(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def flush_to_disk(path: Path) -> None:
    """Wait until the bytes of a file have reached the disk; what is renamed earlier may be empty after a power cut."""
    with path.open("rb+") as file:  # Windows flushes only what is open for writing
        os.fsync(file.fileno())


def flush_folder_to_disk(folder: Path) -> None:
    """Wait until the names in a folder have reached the disk; Windows opens no folders and does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
