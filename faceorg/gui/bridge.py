"""The one crossing between the window and background threads: calls go out, answers come back in the GUI thread."""

import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from faceorg.core.errors import KnownError
from faceorg.core.events import Changes, Progress

Answer = TypeVar("Answer")
_log = logging.getLogger(__name__)

CALL_THREADS = 4
"""Threads for queries and operations: a slow one (a search) must not keep short ones waiting."""
CLOSE_SECONDS = 30
"""How long closing waits for calls that are under way."""


class Announcer(Protocol):
    """What the bridge needs of the library: somebody to listen to."""

    def subscribe(self, listener: Callable[[Changes | Progress], None]) -> Callable[[], None]:
        """Call ``listener`` from any thread with each change and progress; the result ends that."""


class Request:
    """A call on its way; ``cancel`` drops its answer, and the call itself if it has not begun."""

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        """Forget the answer; may be called at any time."""
        self.cancelled = True


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Who waits for an answer; lives in the GUI thread only."""

    request: Request
    owner: QObject
    on_done: Callable[[Any], None]
    on_error: Callable[[KnownError], None] | None


class _Call(QRunnable):
    """Runs one call in the pool; holds plain data and the bridge's bound signal, no QObject of a view."""

    def __init__(
        self, number: int, call: Callable[[], Any], request: Request, answer: Callable[[int, Any, Any], None]
    ) -> None:
        super().__init__()
        self._number, self._call, self._request, self._answer = number, call, request, answer

    def run(self) -> None:
        """Run the call and send what came of it; nothing may escape into the pool's thread."""
        result: Any = None
        error: BaseException | None = None
        if not self._request.cancelled:
            try:
                result = self._call()
            except Exception as caught:  # noqa: BLE001  the GUI thread decides what a failure means
                error = caught
        try:
            self._answer(self._number, result, error)
        except RuntimeError:
            _log.debug("an answer came after the window was gone")


def _known(error: object) -> KnownError:
    """Return a known error as it is, and a bug of ours as a logged one with a sentence."""
    if isinstance(error, KnownError):
        return error
    _log.error("a call from the window failed", exc_info=error if isinstance(error, BaseException) else None)
    return KnownError(f"Something went wrong inside faceorg: {error}.", "The log file has the details.")


class Bridge(QObject):
    """Asks the library in background threads and announces what it says, always in the GUI thread.

    Answers are dropped when the request was cancelled or the asking object is gone, so that nobody needs to wait for
    anything before closing. Connect its signals to methods of QObjects only; a lambda could run in a foreign thread.
    """

    changed = Signal(object)
    progressed = Signal(object)
    failed = Signal(object)
    _answered = Signal(int, object, object)
    _announced = Signal(object)

    def __init__(self, library: Announcer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._waiting: dict[int, _Waiting] = {}
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(CALL_THREADS)
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        self._announced.connect(self._on_announced, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = library.subscribe(self._announced.emit)

    def ask(
        self,
        call: Callable[[], Answer],
        on_done: Callable[[Answer], None],
        owner: QObject,
        on_error: Callable[[KnownError], None] | None = None,
    ) -> Request:
        """Run ``call`` in the background and give its answer to ``on_done`` in the GUI thread.

        Args:
            call: Must not touch any QObject.
            on_done: Gets the answer unless ``owner`` is gone or the request was cancelled.
            owner: The QObject on whose behalf is asked.
            on_error: Gets a KnownError; without it the error goes to ``failed`` (the message bar).
        """
        request = Request()
        number = next(self._numbers)
        self._waiting[number] = _Waiting(request, owner, on_done, on_error)
        self._pool.start(_Call(number, call, request, self._answered.emit))
        return request

    @property
    def busy(self) -> bool:
        """Whether any call is still waited for."""
        return bool(self._waiting)

    def close(self) -> None:
        """Stop listening, drop what has not begun, and wait for what has."""
        self._unsubscribe()
        for waiting in self._waiting.values():
            waiting.request.cancel()
        self._pool.clear()
        self._pool.waitForDone(CLOSE_SECONDS * 1000)
        self._waiting.clear()

    def _on_answered(self, number: int, result: object, error: object) -> None:
        waiting = self._waiting.pop(number, None)
        if waiting is None or waiting.request.cancelled or not shiboken6.isValid(waiting.owner):
            return
        if error is None:
            waiting.on_done(result)
        else:
            (waiting.on_error or self.failed.emit)(_known(error))

    def _on_announced(self, news: object) -> None:
        if isinstance(news, Changes):
            self.changed.emit(news)
        elif isinstance(news, Progress):
            self.progressed.emit(news)
