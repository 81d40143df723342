"""Arithmetic of raw paths: which lies below which."""

import os
from collections.abc import Iterable

SEPARATOR = os.fsencode(os.sep)


def as_prefix(folder: bytes) -> bytes:
    """Return what the paths of everything below a folder start with."""
    return folder.rstrip(SEPARATOR) + SEPARATOR


def is_inside(path: bytes, folder: bytes) -> bool:
    """Say whether a path is a folder or lies below it."""
    return as_prefix(path).startswith(as_prefix(folder))


def topmost(folders: Iterable[bytes]) -> frozenset[bytes]:
    """Return the folders that lie in no other of them, for a folder is looked at with everything below it."""
    kept: list[bytes] = []
    for folder in sorted(folders, key=as_prefix):
        if not kept or not is_inside(folder, kept[-1]):
            kept.append(folder)
    return frozenset(kept)
