"""Counts finished photos and says how fast it goes, seldom enough not to disturb anybody."""

import threading
import time
from collections import deque
from collections.abc import Callable

from faceorg.core.errors import KnownError
from faceorg.core.events import Phase, Progress

ANNOUNCE_SECONDS = 0.1
"""Progress is sent at most ten times a second."""

RATE_SECONDS = 20.0
"""The rate is that of the last seconds: long enough to be calm, short enough to follow a change of folder."""

RATE_SAMPLES = 200
"""Samples kept for the rate; at one a tenth of a second they cover ``RATE_SECONDS``."""


class ProgressMeter:
    """How far the background work is; may be asked and told from any thread.

    Args:
        announce: Called with each new state, at most ten times a second; only changes of phase are never held back.
        problems: Counts the problems in the list.
        clock: Seconds of a clock that never goes back.
    """

    def __init__(
        self,
        announce: Callable[[Progress], None],
        problems: Callable[[], int],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._announce = announce
        self._count_problems = problems
        self._clock = clock
        self._lock = threading.Lock()
        self._phase = Phase.IDLE
        self._trouble: KnownError | None = None
        self._held = False
        self._done = 0
        self._total = 0
        self._samples: deque[tuple[float, int]] = deque(maxlen=RATE_SAMPLES)
        self._announced = -ANNOUNCE_SECONDS

    def enter(self, phase: Phase) -> None:
        """Begin another kind of work, and say so at once."""
        with self._lock:
            self._phase = phase
            if phase is not Phase.IDLE:
                self._trouble = None
        self._tell(force=True)

    def stopped_by(self, trouble: KnownError) -> None:
        """Note what ends the run; it is told with the next change of phase."""
        with self._lock:
            self._trouble = trouble

    def begin(self, total: int) -> None:
        """Start counting a run of ``total`` photos."""
        with self._lock:
            self._done, self._total = 0, total
            self._restart_rate()
        self._tell(force=True)

    def reach(self, done: int) -> None:
        """Note how many photos are finished."""
        with self._lock:
            self._done = done
            now = self._clock()
            if now - self._samples[-1][0] >= ANNOUNCE_SECONDS:
                self._samples.append((now, self._done))
        self._tell()

    def hold(self) -> None:
        """Show a pause."""
        with self._lock:
            self._held = True
        self._tell(force=True)

    def go_on(self) -> None:
        """Show work again; the pause does not count as slowness."""
        with self._lock:
            self._held = False
            self._restart_rate()
        self._tell(force=True)

    def progress(self) -> Progress:
        """Return the state now."""
        problems = self._count_problems()
        with self._lock:
            rate = self._rate()
            left = (self._total - self._done) / rate if rate > 0 else None
            phase = Phase.PAUSED if self._held else self._phase
            return Progress(phase, self._done, self._total, rate, left, problems, self._trouble)

    def _restart_rate(self) -> None:
        self._samples.clear()
        self._samples.append((self._clock(), self._done))

    def _rate(self) -> float:
        """Return photos per second over the last seconds, 0 while that is unknown."""
        if not self._samples:
            return 0.0
        now = self._clock()
        while len(self._samples) > 1 and now - self._samples[1][0] > RATE_SECONDS:
            self._samples.popleft()
        since, done_then = self._samples[0]
        return (self._done - done_then) / (now - since) if now > since else 0.0

    def _tell(self, *, force: bool = False) -> None:
        """Announce the state, unless it was announced a moment ago."""
        with self._lock:
            now = self._clock()
            if not force and now - self._announced < ANNOUNCE_SECONDS:
                return
            self._announced = now
        self._announce(self.progress())
