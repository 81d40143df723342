"""Processes in which reading a file may crash, hang or eat memory, and only that file is lost.

Each process has a line of its own and a thread of ours that waits on it, so that the death of one, at whatever moment,
is noticed at once and concerns nobody else. (Measured: with pebble, whose processes share one pipe, 19 kills at random
moments lost 334 of 400 photos; here 60 kills lost the 49 photos that were being read.)
"""

import itertools
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, PriorityQueue
from typing import Any

from faceorg.core.errors import CancelledError
from faceorg.media import reasons, wire
from faceorg.media.worker_process import Call, WorkerProcess

_log = logging.getLogger(__name__)

_STARTS = 3
"""How often starting a process is tried before a job is given back undone."""

_LAST, _USUAL, _URGENT = 2, 1, 0
"""Order of the queue: a person who waits comes before the background, and the end after both."""


@dataclass(order=True, slots=True)
class _Job:
    """A call in the queue; jobs of the same rank keep their order. ``call`` is None for the end of the queue."""

    rank: int
    number: int
    call: Call | None = field(compare=False)
    answer: "Future[Any]" = field(default_factory=Future, compare=False)


class IsolatedPool:
    """Calls functions in spawned processes; safe to use from any thread.

    Args:
        workers: Number of processes; each starts when there is something to do.
        megabytes: Memory limit of a process.
        seconds: Time limit of a call.
    """

    def __init__(self, workers: int, megabytes: int, seconds: float) -> None:
        self._megabytes = megabytes
        self._seconds = seconds
        self._jobs: PriorityQueue[_Job] = PriorityQueue()
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._processes: set[WorkerProcess] = set()
        self._closed = False
        self._threads = [
            threading.Thread(target=self._work, name=f"photo-reader-{number}", daemon=True) for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def run(self, function: Callable[..., wire.Answer], *arguments: object, urgent: bool = False) -> "Future[Any]":
        """Call a function of an importable module, and return its answer, which cannot be cancelled alone.

        The answer's exception is the ``UnreadablePhotoError`` of the function, or one that says that the process
        crashed, was too slow or needed too much memory, or ``NotStartedError`` when there is no process to be had, or
        ``CancelledError`` once the pool is closed.
        """
        job = _Job(_URGENT if urgent else _USUAL, next(self._numbers), (function, arguments))
        job.answer.set_running_or_notify_cancel()
        with self._lock:
            closed = self._closed
            if not closed:
                self._jobs.put(job)
        if closed:
            job.answer.set_exception(CancelledError())
        return job.answer

    def close(self) -> None:
        """End all processes; answers still awaited fail with ``CancelledError``."""
        with self._lock:
            self._closed = True
            for process in self._processes:
                process.kill()
        self._cancel_waiting()
        for _ in self._threads:
            self._jobs.put(_Job(_LAST, next(self._numbers), None))
        for thread in self._threads:
            thread.join()

    def _cancel_waiting(self) -> None:
        while True:
            try:
                self._jobs.get_nowait().answer.set_exception(CancelledError())
            except Empty:
                return

    def _work(self) -> None:
        """Do one job after another in a process of our own; what a thread of the pool does."""
        process: WorkerProcess | None = None
        while (job := self._jobs.get()).call is not None:
            process = self._ready(process)
            outcome = reasons.not_started() if process is None else self._outcome(process, job.call)
            self._settle(job.answer, outcome)
        if process is not None:
            self._end(process)

    def _ready(self, process: WorkerProcess | None) -> WorkerProcess | None:
        """Return a process that can take a call: the given one if it is still good. None if none can be started."""
        if process is not None and process.is_fresh:
            return process
        if process is not None:
            self._end(process)
        for _ in range(_STARTS):
            with suppress(OSError):
                return self._started()
        return None

    def _started(self) -> WorkerProcess | None:
        with self._lock:
            if self._closed:
                return None
            process = WorkerProcess(self._megabytes)
            self._processes.add(process)
        try:
            process.wait_until_ready()
        except OSError:
            self._end(process)
            raise
        return process

    def _outcome(self, process: WorkerProcess, call: Call) -> wire.Answer:
        """Return the answer of a process, or say what became of it; then it is ended."""
        try:
            return process.answer(call, self._seconds)
        except TimeoutError:
            outcome = reasons.too_slow(self._seconds)
        except (EOFError, OSError):
            outcome = reasons.crashed()
        except wire.NonsenseError:
            _log.exception("a reading process answered with nonsense")
            outcome = reasons.unexpected()
        self._end(process)
        return outcome

    def _end(self, process: WorkerProcess) -> None:
        process.end()
        with self._lock:
            self._processes.discard(process)

    def _settle(self, answer: "Future[Any]", outcome: wire.Answer | reasons.NotStartedError) -> None:
        if self._closed:
            answer.set_exception(CancelledError())
        elif isinstance(outcome, Exception):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome)
