"""One gate that every stage of the background work passes: open, held by a pause, or stopped for good."""

import threading

from faceorg.core.errors import CancelledError


class Gate:
    """Holds threads while the user wants a pause, and turns them away once the work is stopped."""

    def __init__(self) -> None:
        self._open = threading.Event()
        self._open.set()
        self._stopped = False

    @property
    def paused(self) -> bool:
        """True while the user wants a pause."""
        return not self._open.is_set()

    @property
    def stopped(self) -> bool:
        """True once ``stop`` was called."""
        return self._stopped

    def pause(self) -> None:
        """Hold every thread at its next ``check``."""
        if not self._stopped:
            self._open.clear()

    def resume(self) -> None:
        """Let the held threads go on."""
        self._open.set()

    def stop(self) -> None:
        """Turn every thread away, the held ones too; cannot be taken back."""
        self._stopped = True
        self._open.set()

    def check(self) -> None:
        """Return at once, or after the pause; costs no processor time while it waits.

        Raises:
            CancelledError: The work was stopped.
        """
        self._open.wait()
        if self._stopped:
            raise CancelledError
