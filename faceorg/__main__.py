"""Where the program starts; imports nothing heavy, because every worker process imports this module again."""

import os
import sys
from collections.abc import Sequence
from multiprocessing import freeze_support
from pathlib import Path

from faceorg.core.paths import LibraryPaths

OWNER_ONLY = 0o077
"""Umask of the process: what faceorg writes is readable by its user alone."""


def main() -> None:
    """Run faceorg with the arguments of this process and leave with its exit code."""
    freeze_support()  # must come first: in a frozen program a worker starts here too
    os.umask(OWNER_ONLY)
    from faceorg.cli.app import run  # noqa: PLC0415 - only the real program needs it, a worker does not

    sys.exit(run(open_window))


def open_window(paths: LibraryPaths, folders: Sequence[Path], pack: str | None) -> int:
    """Show the window until it is closed and return its exit code."""
    from faceorg.gui.app import run  # noqa: PLC0415 - Qt is loaded for the window alone

    return run(paths, folders, pack)


if __name__ == "__main__":
    main()
