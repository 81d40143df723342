"""Looking through a folder: every ordinary file below it once, and every place that could not be looked into.

Symbolic links are not followed, folders that appear twice (bind mounts, loops) are entered once, pipes and devices are
never opened, and names are bytes, because a name need not be text.
"""

import errno
import os
from collections.abc import Callable, Collection, Generator, Iterator
from dataclasses import dataclass

from faceorg.watch.presence import identity
from faceorg.watch.rules import anything, is_passed_over

_FILE_REASON = "The drive reported an error while looking at this file. Check the drive and its cable."


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as the file system describes it; ``size``, ``mtime_ns`` or ``inode`` differ when it has changed."""

    path: bytes
    size: int
    mtime_ns: int
    inode: int
    device: int


@dataclass(frozen=True, slots=True)
class ScanProblem:
    """A place that could not be looked at.

    Attributes:
        path: The file or folder.
        reason: A sentence for people.
        is_folder: Whether it is a folder, so that nothing is known of all files below it; they are not gone.
    """

    path: bytes
    reason: str
    is_folder: bool


def scan(
    root: bytes, wanted: Callable[[bytes], bool] = anything, excluded: Collection[bytes] = ()
) -> Iterator[FoundFile | ScanProblem]:
    """Yield the wanted files below a folder in order of their names, and the problems met on the way.

    Args:
        root: The folder; may itself be a symbolic link.
        wanted: Chooses files by their name.
        excluded: Folders that are passed over with everything below them, such as the library's own.
    """
    entered = {found for folder in excluded if (found := identity(folder)) is not None}
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        own = identity(folder)
        if own in entered:
            continue
        if own is not None:
            entered.add(own)
        try:
            entries = _entries(folder)
        except OSError as error:
            if folder == root or not _is_gone(error):
                yield ScanProblem(folder, _folder_reason(error), is_folder=True)
            continue
        subfolders = yield from _look_at(entries, wanted)
        waiting.extend(reversed(subfolders))


def _entries(folder: bytes) -> list[os.DirEntry[bytes]]:
    with os.scandir(folder) as entries:
        return sorted((entry for entry in entries if not is_passed_over(entry.name)), key=lambda entry: entry.name)


def _look_at(
    entries: list[os.DirEntry[bytes]], wanted: Callable[[bytes], bool]
) -> Generator[FoundFile | ScanProblem, None, list[bytes]]:
    """Yield the wanted files of one folder, and return its subfolders."""
    subfolders = []
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                subfolders.append(entry.path)
            elif wanted(entry.name) and entry.is_file(follow_symlinks=False):
                yield _found(entry)
        except OSError as error:
            if not _is_gone(error):
                yield ScanProblem(entry.path, _FILE_REASON, is_folder=False)
    return subfolders


def _found(entry: os.DirEntry[bytes]) -> FoundFile:
    state = entry.stat(follow_symlinks=False)
    return FoundFile(entry.path, state.st_size, state.st_mtime_ns, entry.inode(), state.st_dev)


def _is_gone(error: OSError) -> bool:
    return error.errno in {errno.ENOENT, errno.ENOTDIR}


def _folder_reason(error: OSError) -> str:
    if _is_gone(error):
        return "The folder is not there. Its drive may be unplugged."
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "faceorg is not allowed to look into this folder. Change its permissions, then try again."
    if error.errno == errno.ENAMETOOLONG:
        return "The path of this folder is too long. Move it nearer to the top."
    return "The drive reported an error while this folder was read. Check the drive and its cable."
