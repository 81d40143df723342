"""Following the chosen folders while the program runs: which of them to look at again, soon after something happened.

Nothing here is the truth. What the system may have failed to report (an overflowing queue, too few watches, a drive
that came back) ends as a whole chosen folder to be looked at again, so that the outcome equals a full scan.
"""

import os
import threading
import time
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path

from faceorg.watch.coalescing import Unsettled
from faceorg.watch.paths import topmost
from faceorg.watch.presence import identity
from faceorg.watch.rules import anything

CHECK_SECONDS = 5.0
"""How often the presence of the chosen folders is checked: the system says nothing when a drive is unplugged."""

POLL_SECONDS = 60.0
"""How often a folder that cannot be watched is looked at; a scan of 100,000 files costs a third of a second."""

_QUEUE_LENGTH = Path("/proc/sys/fs/inotify/max_queued_events")

_USUAL_QUEUE_LENGTH = 16384
"""Linux drops events when its queue is full, and nobody passes that on to us."""


class FolderWatch:
    """Watches chosen folders and reports which folders to scan again, with everything below them.

    ``on_dirty`` is called from a thread of its own, never twice at the same time. A reported folder may be absent:
    whoever scans asks ``presence.present`` of the chosen folder before believing that photos are gone.
    """

    def __init__(
        self,
        on_dirty: Callable[[frozenset[bytes]], None],
        wanted: Callable[[bytes], bool] = anything,
        excluded: Collection[bytes] = (),
    ) -> None:
        from faceorg.watch.observing import RootObserver  # noqa: PLC0415 - watchdog is not needed to open a window

        self._on_dirty = on_dirty
        self._observer = RootObserver(wanted, excluded)
        self._roots: dict[bytes, tuple[int, int] | None] = {}
        self._roots_lock = threading.Lock()
        self._unsettled = Unsettled()
        self._events = 0
        self._storm = _queue_length() // 2
        self._changed = threading.Condition()  # guards the three above; watchdog calls _touch under a lock of its own
        self._stopped = False
        self._polled_at = time.monotonic()
        self._thread = threading.Thread(target=self._report, name="folder-watch", daemon=True)
        self._thread.start()

    def watch(self, roots: Iterable[bytes]) -> None:
        """Watch these folders and no others from now on; absent ones are reported when they appear."""
        wanted = set(roots)
        with self._roots_lock:
            for root in self._roots.keys() - wanted:
                self._observer.detach(root)
                del self._roots[root]
            for root in wanted - self._roots.keys():
                self._attach(root)

    def notes(self) -> tuple[str, ...]:
        """Return sentences for people about folders that cannot be watched and are looked through instead."""
        with self._roots_lock:
            return tuple(
                f"{os.fsdecode(root)} cannot be watched by the system; it is looked through every minute instead."
                for root in sorted(self._observer.unwatched)
            )

    def stop(self) -> None:
        """Stop watching; ``on_dirty`` is not called afterwards. Not to be called by ``on_dirty`` itself."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._thread.join()
        with self._roots_lock:
            self._observer.stop()

    def _attach(self, root: bytes) -> None:
        self._roots[root] = identity(root)
        if self._roots[root] is not None:
            self._observer.attach(root, self._touch)

    def _touch(self, folder: bytes | None) -> None:
        """Take in one event; called by a thread of watchdog."""
        with self._changed:
            self._events += 1
            if folder is not None:
                was_quiet = not self._unsettled
                self._unsettled.touch(folder, time.monotonic())
                if was_quiet:
                    self._changed.notify()

    def _report(self) -> None:
        """Tell of folders that came to rest, and of chosen folders that came, went or must be polled."""
        check_at = time.monotonic() + CHECK_SECONDS
        while self._wait_until(check_at):
            now = time.monotonic()
            dirty = self._take_due(now)
            if now >= check_at:
                dirty |= self._came_or_went() | self._polled(now)
                check_at = now + CHECK_SECONDS
            if dirty:
                self._on_dirty(topmost(dirty))

    def _wait_until(self, latest: float) -> bool:
        """Wait until a folder has come to rest, at most until ``latest``; return False when stopped."""
        with self._changed:
            while not self._stopped:
                due = min(latest, self._unsettled.next_due() or latest)
                left = due - time.monotonic()
                if left <= 0:
                    return True
                self._changed.wait(left)
        return False

    def _take_due(self, now: float) -> frozenset[bytes]:
        """Return the folders that came to rest; after a storm of events some may be missing, so all chosen ones."""
        with self._changed:
            due = self._unsettled.take_due(now)
            if self._unsettled:
                return due
            was_storm = self._events >= self._storm
            self._events = 0
        return frozenset(self._roots) if was_storm else due

    def _came_or_went(self) -> frozenset[bytes]:
        """Return chosen folders that are not the ones they were, and watch what is in their places now."""
        with self._roots_lock:
            changed = [
                root for root, known in self._roots.items() if identity(root) != known or self._observer.is_deaf(root)
            ]
            for root in changed:
                self._observer.detach(root)
                self._attach(root)
        return frozenset(changed)

    def _polled(self, now: float) -> frozenset[bytes]:
        if now < self._polled_at + POLL_SECONDS:
            return frozenset()
        self._polled_at = now
        with self._roots_lock:
            return self._observer.unwatched


def _queue_length() -> int:
    with suppress(OSError, ValueError):
        return int(_QUEUE_LENGTH.read_text("ascii"))
    return _USUAL_QUEUE_LENGTH
