"""A line on the terminal that shows how far indexing is; nothing at all in a pipe."""

import shutil
import sys
import threading

from faceorg.core.events import Changes, Phase, Progress

BAR_CELLS = 24
"""Width of the bar itself, in characters."""

SECONDS_A_MINUTE = 60
SECONDS_AN_HOUR = 3600


class ProgressBar:
    """Listens to a library while it is entered, and draws over one line of standard error."""

    def __init__(self, *, wanted: bool) -> None:
        self._drawing = wanted and sys.stderr.isatty() and sys.stdout.isatty()
        self._lock = threading.Lock()

    def __call__(self, news: Changes | Progress) -> None:
        """Draw the state of the background work; called from any thread."""
        if self._drawing and isinstance(news, Progress):
            self._draw(progress_line(news))

    def clear(self) -> None:
        """Take the line away."""
        if self._drawing:
            self._draw("")

    def _draw(self, line: str) -> None:
        room = shutil.get_terminal_size().columns - 1
        with self._lock:
            sys.stderr.write("\r\x1b[K" + line[:room])
            sys.stderr.flush()


def progress_line(progress: Progress) -> str:
    """Return the state in one line: "Finding faces  ███───  340 of 1,200 · 11.0 photos/s · 2 min left"."""
    if progress.phase is Phase.IDLE:
        return ""
    words = progress.phase.value.capitalize()
    if progress.total == 0:
        return f"{words} …"
    filled = BAR_CELLS * progress.done // progress.total
    parts = [f"{progress.done:,} of {progress.total:,}"]
    if progress.rate > 0:
        parts.append(f"{progress.rate:.1f} photos/s")
    if progress.seconds_left is not None and progress.done < progress.total:
        parts.append(f"{duration(progress.seconds_left)} left")
    if progress.problems:
        parts.append(f"{progress.problems:,} problems")
    return f"{words}  {'█' * filled}{'─' * (BAR_CELLS - filled)}  {' · '.join(parts)}"


def duration(seconds: float) -> str:
    """Return a time span in the two words a person needs: "40 s", "25 min", "3.5 h"."""
    if seconds < SECONDS_A_MINUTE:
        return f"{seconds:.0f} s"
    if seconds < SECONDS_AN_HOUR:
        return f"{seconds / SECONDS_A_MINUTE:.0f} min"
    return f"{seconds / SECONDS_AN_HOUR:.1f} h"
