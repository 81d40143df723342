"""The system's own file events, through watchdog, for as many chosen folders as the system allows."""

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from tempfile import TemporaryDirectory

from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from faceorg.watch.events import HEARD_EVENTS, EventHandler, Surroundings


class RootObserver:
    """Attaches chosen folders to watchdog; safe to use from one thread at a time."""

    def __init__(self, wanted: Callable[[bytes], bool], excluded: Collection[bytes]) -> None:
        self._wanted = wanted
        self._excluded = tuple(os.path.realpath(folder) for folder in excluded)
        self._observer = _started_observer()
        self._watches: dict[bytes, ObservedWatch] = {}
        self._unwatched: set[bytes] = set()

    @property
    def unwatched(self) -> frozenset[bytes]:
        """Attached folders from which events are not, or not all, to be expected."""
        return frozenset(self._unwatched)

    def attach(self, root: bytes, on_touched: Callable[[bytes | None], None]) -> None:
        """Report events below a folder from now on, or count it among the unwatched ones.

        ``on_touched`` gets the folder an event concerns, None for an event that does not matter; it is called by a
        thread of watchdog.
        """
        real = os.path.realpath(root)
        handler = EventHandler(Surroundings(root, real, self._wanted, self._excluded), on_touched)
        try:
            watch = self._scheduled(handler, real)
        except OSError:  # too many watches or observers; or the folder has just vanished, which its owner will notice
            self._unwatched.add(root)
        else:
            self._watches[root] = watch
            if not self._has_room():
                self._unwatched.add(root)

    def detach(self, root: bytes) -> None:
        """Report no more events of a folder."""
        self._unwatched.discard(root)
        watch = self._watches.pop(root, None)
        if watch is not None and self._observer is not None:
            self._observer.unschedule(watch)

    def is_deaf(self, root: bytes) -> bool:
        """Say whether a folder was attached but its events ended, as they do when it is deleted."""
        watch = self._watches.get(root)
        if watch is None or self._observer is None:
            return False
        return not any(emitter.watch == watch and emitter.is_alive() for emitter in self._observer.emitters)

    def stop(self) -> None:
        """End watchdog's threads."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()

    def _scheduled(self, handler: FileSystemEventHandler, folder: bytes) -> ObservedWatch:
        if self._observer is None:
            raise OSError("the system allows no more observers")
        return self._observer.schedule(handler, os.fsdecode(folder), recursive=True, event_filter=HEARD_EVENTS)

    def _has_room(self) -> bool:
        """Say whether one more folder could be watched; if not, watchdog may have left out some without a word."""
        with TemporaryDirectory(prefix="faceorg-") as folder:
            try:
                watch = self._scheduled(FileSystemEventHandler(), os.fsencode(folder))
            except OSError:
                return False
            if self._observer is not None:
                self._observer.unschedule(watch)
            return True


def _started_observer() -> BaseObserver | None:
    """Return a running observer, None where the system allows no more of them."""
    with suppress(OSError):
        observer = Observer()
        observer.start()
        return observer
    return None
