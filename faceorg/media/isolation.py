"""Processes in which code may crash, hang or eat memory, and only the file it was working on is lost.

pebble notices a dead or late worker and starts another; what it does not survive (a worker that dies between two tasks
breaks its whole pool) is mended here by a new pool, to which the unfinished jobs move.
"""

import logging
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from faceorg.core.errors import CancelledError, UnreadablePhotoError
from faceorg.media import reasons

_log = logging.getLogger(__name__)

_T = TypeVar("_T")

_TASKS_PER_PROCESS = 500
"""A worker is replaced after this many files: what decoders leak goes with it, and starting one costs 0.2 s."""

_NICENESS = 10
"""Decoding gives way to everything a person is doing at the machine."""

_STARTS_PER_JOB = 3
"""How often a job is handed to a new pool because the old one broke, which is hardly ever this job's fault."""

_MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class WorkLimits:
    """What one process may use: memory in megabytes at any time, seconds for one job."""

    megabytes: int
    seconds: float


@dataclass(slots=True, eq=False)
class _Job:
    """A call on its way through the pools. Identity matters, not content."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    is_sound: Callable[[Any], bool]
    answer: Future[Any] = field(default_factory=Future)
    pool: ProcessPool | None = None
    starts: int = 0


class IsolatedPool:
    """Runs functions of importable modules in spawned processes.

    Safe to use from any thread.
    """

    def __init__(self, workers: int, limits: WorkLimits) -> None:
        self._workers = workers
        self._limits = limits
        self._lock = threading.Lock()
        self._unfinished: set[_Job] = set()
        self._closed = False
        self._pool = self._new_pool()

    def run(self, function: Callable[..., _T], *arguments: object, is_sound: Callable[[_T], bool]) -> "Future[_T]":
        """Start a call and return its answer, which cannot be cancelled alone.

        ``is_sound`` looks at the result before it is trusted: its types and sizes are the word of a process that has
        read a file nobody vouches for.

        The answer's exception is the ``UnreadablePhotoError`` the function raised, or one when the process crashed, was
        too slow, needed too much memory or raised something unknown, or ``CancelledError`` once the pool is closed.
        """
        job = _Job(function, arguments, is_sound)
        job.answer.set_running_or_notify_cancel()
        self._start(job)
        return job.answer

    def close(self) -> None:
        """End all processes; answers still awaited are cancelled."""
        with self._lock:
            self._closed = True
            unfinished, self._unfinished = self._unfinished, set()
        _retire(self._pool)
        for job in unfinished:
            _settle(job, CancelledError())

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._workers,
            max_tasks=_TASKS_PER_PROCESS,
            initializer=_confine,
            initargs=(self._limits.megabytes,),
            context=multiprocessing.get_context("spawn"),
        )

    def _start(self, job: _Job) -> None:
        with self._lock:
            task = None if self._closed else self._scheduled(job)
            pool = self._pool
        if task is None:
            _settle(job, CancelledError())
        else:
            task.add_done_callback(partial(self._finish, job, pool))

    def _scheduled(self, job: _Job) -> "ProcessFuture[Any]":
        try:
            task = self._pool.schedule(job.function, args=job.arguments, timeout=self._limits.seconds)
        except RuntimeError:  # the pool broke a moment ago, and its jobs are being moved
            self._replace_pool()
            task = self._pool.schedule(job.function, args=job.arguments, timeout=self._limits.seconds)
        job.pool = self._pool
        job.starts += 1
        self._unfinished.add(job)
        return task

    def _replace_pool(self) -> None:
        """Go on with a new pool; the broken one is ended elsewhere, because this may be one of its own threads."""
        threading.Thread(target=_retire, args=(self._pool,), name="retire-broken-pool", daemon=True).start()
        self._pool = self._new_pool()

    def _finish(self, job: _Job, pool: ProcessPool, task: "ProcessFuture[Any]") -> None:
        """Pass an outcome on; called from a thread of pebble, or from the one that scheduled."""
        error = CancelledError() if task.cancelled() else task.exception()
        if isinstance(error, BrokenProcessPool):
            self._move_jobs(pool)
            return
        with self._lock:
            self._unfinished.discard(job)
        _settle(job, _checked(job, task.result()) if error is None else self._explained(error))

    def _move_jobs(self, broken: ProcessPool) -> None:
        """Start all jobs of a broken pool anew; those it never looked at would wait for ever."""
        with self._lock:
            stranded = [job for job in self._unfinished if job.pool is broken]
            self._unfinished.difference_update(stranded)
            if self._pool is broken and not self._closed:
                self._replace_pool()
        for job in stranded:
            if job.starts < _STARTS_PER_JOB:
                self._start(job)
            else:
                _settle(job, reasons.not_started())

    def _explained(self, error: BaseException) -> Exception:
        if isinstance(error, UnreadablePhotoError | CancelledError):
            return error
        if isinstance(error, ProcessExpired):
            return reasons.crashed()
        if isinstance(error, TimeoutError):
            return reasons.too_slow(self._limits.seconds)
        if isinstance(error, MemoryError):
            return reasons.too_much_memory()
        _log.error("unexpected error in a reading process", exc_info=error)
        return reasons.unexpected()


def _confine(megabytes: int) -> None:
    """Make the calling process modest; runs first in every worker."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits, macOS not all of them
        import resource  # noqa: PLC0415 - exists on Unix only

        limit = megabytes * _MEGA + _reserved_bytes()
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must not leave a copy of a photo behind


def _reserved_bytes() -> int:
    """Return the address space this process has reserved without using it (numerical libraries reserve much)."""
    with suppress(OSError):
        reserved, resident = (int(pages) for pages in Path("/proc/self/statm").read_text("ascii").split()[:2])
        return (reserved - resident) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _retire(pool: ProcessPool) -> None:
    pool.stop()
    pool.join()


def _checked(job: _Job, result: object) -> object:
    if job.is_sound(result):
        return result
    _log.error("a reading process answered %s with nonsense", job.function.__name__)
    return reasons.unexpected()


def _settle(job: _Job, outcome: object) -> None:
    with suppress(InvalidStateError):  # closing the pool may come first
        if isinstance(outcome, BaseException):
            job.answer.set_exception(outcome)
        else:
            job.answer.set_result(outcome)
