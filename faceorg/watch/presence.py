"""Whether a chosen folder is there at all: an absent folder says nothing about the photos in it."""

import os
from contextlib import suppress
from pathlib import Path


def identity(folder: bytes) -> tuple[int, int] | None:
    """Return (device, inode) of a folder, None if it is not there; another drive in its place has another one."""
    with suppress(OSError, ValueError):
        place = Path(os.fsdecode(folder))
        if place.is_dir():
            state = place.stat()
            return state.st_dev, state.st_ino
    return None


def present(root: bytes) -> bool:
    """Say whether a folder is there and can be looked into; if not, nothing is known of its photos."""
    try:
        with os.scandir(root):
            return True
    except (OSError, ValueError):
        return False
