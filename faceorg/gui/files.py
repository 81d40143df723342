"""Paths as people read them, and the way to the file manager."""

import os
from pathlib import Path
from urllib.parse import quote_from_bytes

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from faceorg.core.errors import KnownError

SHOWN_PARTS = 2
"""Parts of a path that say where a file is without filling the line."""


def shown_path(path: bytes) -> str:
    """Return a path as text; bytes that are no valid text become a replacement sign."""
    return os.fsencode(os.fsdecode(path)).decode("utf-8", "replace")


def short_path(path: bytes) -> str:
    """Return the last parts of a path, as "Urlaub 2004 / DSC_0173.NEF"."""
    parts = Path(shown_path(path)).parts
    return " / ".join(parts[-SHOWN_PARTS:])


def file_name(path: bytes) -> str:
    """Return the name of a file as text."""
    return Path(shown_path(path)).name


def folder_name(path: bytes) -> str:
    """Return the last part of a folder's path as text; the root has none and is shown whole."""
    return file_name(path) or shown_path(path)


def file_url(path: bytes) -> QUrl:
    """Return the URL of a path, right also for names that are no valid text."""
    return QUrl.fromEncoded(b"file://" + quote_from_bytes(path).encode())


def folder_to_open(path: bytes) -> bytes:
    """Return the folder a file lies in, or the path itself if it is one; for a background thread, it asks the disk.

    Raises:
        KnownError: Neither is there now.
    """
    folder = path if Path(os.fsdecode(path)).is_dir() else os.fsencode(Path(os.fsdecode(path)).parent)
    if not Path(os.fsdecode(folder)).is_dir():
        raise KnownError(f"The folder {shown_path(folder)} is not there now.", "Connect its disk and try again.")
    return folder


def open_folder(folder: bytes) -> None:
    """Open a folder in the file manager."""
    QDesktopServices.openUrl(file_url(folder))
