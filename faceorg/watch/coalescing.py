"""From thousands of events to a few folders to look at again, once they have come to rest."""

from faceorg.watch.paths import topmost

SETTLE_SECONDS = 1.0
"""A folder is looked at when nothing happened in it for this long: a file that is still being copied is left alone."""

GATHER_SECONDS = 0.1
"""Folders that will have come to rest this soon are reported together with those that have, so that one copied tree is
one report."""

LONGEST_WAIT = 10.0
"""A folder in which something happens all the time is looked at this often nevertheless, in seconds."""


class Unsettled:
    """Folders in which something happened lately. Times are seconds of any steady clock; not safe across threads."""

    def __init__(self) -> None:
        self._first: dict[bytes, float] = {}
        self._last: dict[bytes, float] = {}

    def __bool__(self) -> bool:
        return bool(self._last)

    def touch(self, folder: bytes, now: float) -> None:
        """Note that something happened in a folder."""
        self._first.setdefault(folder, now)
        self._last[folder] = now

    def next_due(self) -> float | None:
        """Return when ``take_due`` will next have something to say, None if nothing is waiting."""
        earliest = min(map(self._due, self._last), default=None)
        return None if earliest is None else earliest + GATHER_SECONDS

    def take_due(self, now: float) -> frozenset[bytes]:
        """Return the folders that have come to rest or waited long enough, and forget them."""
        due = {folder for folder in self._last if self._due(folder) <= now}
        for folder in due:
            del self._first[folder], self._last[folder]
        return topmost(due)

    def _due(self, folder: bytes) -> float:
        return min(self._last[folder] + SETTLE_SECONDS, self._first[folder] + LONGEST_WAIT)
