"""Tells whoever listens what changed and how far the background work is."""

import threading
from collections.abc import Callable

from faceorg.core.events import Changes, Kind, Progress

Listener = Callable[[Changes | Progress], None]


class Announcer:
    """A list of listeners that any thread may change or call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[Listener, ...] = ()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` from now on, in the thread that made the change; returns what ends that."""
        with self._lock:
            self._listeners = (*self._listeners, listener)
        return lambda: self._unsubscribe(listener)

    def announce(self, news: Changes | Progress) -> None:
        """Tell every listener; a change that touched nothing is not news."""
        if isinstance(news, Changes) and news.kinds is Kind.NOTHING:
            return
        for listener in self._listeners:
            listener(news)

    def _unsubscribe(self, listener: Listener) -> None:
        with self._lock:
            self._listeners = tuple(other for other in self._listeners if other != listener)
