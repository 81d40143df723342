"""One writer a library: a lock file that the operating system frees by itself when its holder dies."""

import os
import sys
import time
from pathlib import Path
from typing import IO

from faceorg.core.errors import KnownError

RETRY_SECONDS = 0.05
"""Pause between two tries while another program holds the lock."""


class LibraryBusyError(KnownError):
    """Another faceorg has the library open for writing."""


class LibraryLock:
    """The lock of one library, held from ``acquire`` to ``release`` or the end of the process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def acquire(self, patience: float = 0.0) -> None:
        """Take the lock, waiting up to ``patience`` seconds for a program that is about to finish.

        Raises:
            LibraryBusyError: Another faceorg holds it.
            KnownError: The lock file belongs to somebody else, or cannot be made.
        """
        file = self._opened()
        give_up = time.monotonic() + patience
        while not _try_lock(file):
            if time.monotonic() >= give_up:
                file.close()
                raise LibraryBusyError(
                    f"The library in {self._path.parent} is open in another faceorg.",
                    "Close its window, or wait until its command has finished, and try again.",
                )
            time.sleep(RETRY_SECONDS)
        self._file = file

    def _opened(self) -> IO[bytes]:
        try:
            return self._path.open("a+b")
        except OSError as error:
            raise KnownError(
                f"{self._path} cannot be opened: {error.strerror}.", "Check whom the folder belongs to."
            ) from error

    def release(self) -> None:
        """Let others have it; does nothing when it is not held."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        """Lock the first byte; the system frees it when the file is closed or the process ends."""
        file.seek(0, os.SEEK_SET)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        """Lock the whole file; the system frees it when the file is closed or the process ends."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
