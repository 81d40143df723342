"""What the background work was asked to look at, and whether it is done with it."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from faceorg.core.errors import KnownError


@dataclass(frozen=True, slots=True)
class Request:
    """Folders to look into, with everything below them; ``everything`` means all folders of the library."""

    everything: bool
    folders: frozenset[bytes]


class Requests:
    """Collects requests while another is worked off, and wakes those who wait for the end."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._everything = False
        self._folders: set[bytes] = set()
        self._busy = False
        self._closed = False
        self._trouble: KnownError | None = None

    def ask(self, folders: Iterable[bytes] | None = None) -> None:
        """Ask for some folders, or for everything."""
        with self._changed:
            self._everything = self._everything or folders is None
            self._folders.update(folders or ())
            self._changed.notify_all()

    def take(self) -> Request | None:
        """Wait for the next request and return it; None once closed. The one before is finished by that."""
        with self._changed:
            self._busy = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._wanted or self._closed)
            if self._closed:
                return None
            request = Request(self._everything, frozenset(self._folders))
            self._everything, self._busy, self._trouble = False, True, None
            self._folders.clear()
            return request

    def stopped_by(self, trouble: KnownError) -> None:
        """Note what ended the request that is being worked off."""
        with self._changed:
            self._trouble = trouble

    def wait_idle(self) -> None:
        """Wait until nothing is asked for and nothing is being done.

        Raises:
            KnownError: What stopped the last request.
        """
        with self._changed:
            while (self._wanted or self._busy) and not self._closed:
                self._changed.wait(INTERRUPTIBLE_SECONDS)
            trouble, self._trouble = self._trouble, None
        if trouble is not None:
            raise trouble

    def close(self) -> None:
        """Take no more requests."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @property
    def _wanted(self) -> bool:
        return self._everything or bool(self._folders)


INTERRUPTIBLE_SECONDS = 0.5
"""Where an endless wait cannot be interrupted by Ctrl+C (Windows), waits are this long each."""
