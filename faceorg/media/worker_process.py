"""One spawned process that reads photos, seen from both sides: the loop inside it, and our handle on it."""

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from faceorg.core.errors import UnreadablePhotoError
from faceorg.media import reasons, wire

_NICENESS = 10
"""Decoding gives way to everything a person is doing at the machine."""

_CALLS = 500
"""A process is replaced after this many files: what decoders leak goes with it, and a start costs half a second."""

_START_SECONDS = 60.0
"""A process that is not ready by then never will be, even on a machine busy with other things."""

_READY = b"ready"

_MEGA = 1_000_000

_log = logging.getLogger(__name__)

Call = tuple[Callable[..., wire.Answer], tuple[Any, ...]]
"""A function of an importable module, and its arguments."""


class WorkerProcess:
    """A process that answers one call at a time. Not safe across threads, but for ``kill``."""

    def __init__(self, megabytes: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, megabytes), name="faceorg-photo-reader", daemon=True
        )
        self._process.start()
        theirs.close()  # so that the death of the process ends our line
        self._calls = 0

    @property
    def is_fresh(self) -> bool:
        """Whether it is alive and not yet due for replacement."""
        return self._calls < _CALLS and self._process.is_alive()

    def wait_until_ready(self) -> None:
        """Wait until the process can take calls.

        Raises:
            OSError: It died, or did not get ready in time.
        """
        try:
            if not self._line.poll(_START_SECONDS) or self._line.recv_bytes(len(_READY)) != _READY:
                raise TimeoutError("a reading process did not get ready")
        except EOFError as error:
            raise ConnectionError("a reading process died at its start") from error

    def answer(self, call: Call, seconds: float) -> wire.Answer:
        """Return the answer to a call.

        Raises:
            TimeoutError: There was none in time.
            wire.NonsenseError: The process can no longer be trusted.
            EOFError: The process died, or stopped in the middle of its answer and was ended.
            OSError: The process died.
        """
        self._calls += 1
        self._line.send(call)
        if not self._line.poll(seconds):
            raise TimeoutError
        with self._killed_after(seconds):
            return wire.receive(self._line)

    @contextmanager
    def _killed_after(self, seconds: float) -> Iterator[None]:
        """End the process if this takes longer: one that was taken over may stop in the middle of its answer."""
        timer = threading.Timer(seconds, self.kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def kill(self) -> None:
        """Make the process die; whoever waits for its answer gets ``EOFError``. Safe from any thread."""
        self._process.kill()

    def end(self) -> None:
        """Make the process die, and clean up after it."""
        self._process.kill()
        self._process.join()
        self._line.close()


def _serve(line: Connection, megabytes: int) -> None:
    """Answer calls until our side of the line closes; all that ever runs in the process."""
    _confine(megabytes)
    line.send_bytes(_READY)
    with suppress(EOFError, BrokenPipeError):
        while True:
            wire.send(line, _attempted(*line.recv()))


def _attempted(function: Callable[..., wire.Answer], arguments: tuple[Any, ...]) -> wire.Answer:
    try:
        return function(*arguments)
    except UnreadablePhotoError as error:
        return error
    except MemoryError:
        return reasons.too_much_memory()
    except Exception:  # noqa: BLE001 - a bug of ours or of a decoder loses this file, not the ones after it
        _log.exception("unexpected error while reading a photo")
        return reasons.unexpected()


def _confine(megabytes: int) -> None:
    """Make this process modest in everything it could take from others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program, which then ends its processes
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits, macOS not all of them
        import resource  # noqa: PLC0415 - exists on Unix only

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must not leave a copy of a photo behind
        limit = megabytes * _MEGA + _reserved_bytes()
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _reserved_bytes() -> int:
    """Return the address space this process has reserved without using it (numerical libraries reserve much)."""
    with suppress(OSError):
        reserved, resident = (int(pages) for pages in Path("/proc/self/statm").read_text("ascii").split()[:2])
        return (reserved - resident) * os.sysconf("SC_PAGE_SIZE")
    return 0
