"""Files that could not be read: each try counted before it is made, given up after some, listed with a reason."""

from collections.abc import Sequence
from enum import Enum, auto

import apsw

from faceorg.catalog.connections import Connections
from faceorg.catalog.files import SeenFile
from faceorg.catalog.places import note_missing
from faceorg.catalog.statements import statement
from faceorg.catalog.times import now, seconds_to_event
from faceorg.core.events import Changes, Kind
from faceorg.core.records import Problem

FAILURE_LIMIT = 2
"""Failed tries of an unchanged file before it is left alone: the first may have failed for want of memory (R11)."""

UNFINISHED_LIMIT = 4
"""Tries that never ended before a file is left alone. More, because a program that is killed leaves several behind."""

LIMITS: "dict[str, apsw.Binding]" = {"failure_limit": FAILURE_LIMIT, "unfinished_limit": UNFINISHED_LIMIT}
"""Both limits as bindings."""

_UNFINISHED = "faceorg stopped while reading this file."


class Attempt(Enum):
    """Whether a file may be tried now."""

    GO = auto()
    ALONE = auto()
    """An earlier try never ended: nothing else should be under way, so that only the culprit is counted."""
    REFUSED = auto()
    """Tried often enough, and unchanged since."""


class Problems:
    """The list of problems and the count of attempts behind it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def attempt_started(self, file: SeenFile) -> Attempt:
        """Count a try before it is made, so that one that kills the program is counted too; a refused one is not."""
        values = {"path": file.path, "size": file.size, "mtime_ns": file.mtime_ns, "inode": file.inode, "now": now()}

        def work(connection: apsw.Connection) -> Attempt:
            unfinished = connection.execute(statement("count_attempt"), {**values, **LIMITS}).get
            if unfinished is None:
                return Attempt.REFUSED
            return Attempt.GO if unfinished == 1 else Attempt.ALONE

        return self._connections.write(work)

    def failed(self, path: bytes, reason: str) -> Changes:
        """Note that the try that was started failed, and why, in a sentence for people.

        The photo that lay there before, if any, lies there no longer.
        """

        def work(connection: apsw.Connection) -> Changes:
            connection.execute(
                "UPDATE problem SET failures = failures + 1, unfinished = max(unfinished - 1, 0), reason = ?, at = ?"
                " WHERE path = ?",
                (reason, now(), path),
            )
            return Changes(Kind.PROBLEMS) | note_missing(connection, [path])

        return self._connections.write(work)

    def abandoned(self, path: bytes) -> None:
        """Take back the try that was started: it was given up on purpose."""

        def work(connection: apsw.Connection) -> None:
            connection.execute("UPDATE problem SET unfinished = max(unfinished - 1, 0) WHERE path = ?", (path,))
            connection.execute("DELETE FROM problem WHERE path = ? AND unfinished = 0 AND failures = 0", (path,))

        self._connections.write(work)

    def cleared(self, path: bytes) -> None:
        """Forget a file's problem: it was read, or is gone."""
        self._connections.write(lambda c: c.execute("DELETE FROM problem WHERE path = ?", (path,)))

    def all(self) -> list[Problem]:
        """Return the problems, by path: files with a reason, and files given up while being read."""
        with self._connections.read() as connection:
            return [
                Problem(path, reason or _UNFINISHED, attempts, seconds_to_event(at))
                for path, reason, attempts, at in connection.execute(statement("problems"), (UNFINISHED_LIMIT,))
            ]

    def count(self) -> int:
        """Return the number of problems."""
        return len(self.all())

    def retry(self, paths: Sequence[bytes] | None = None) -> Changes:
        """Let files be tried again from the start; None means all of them."""

        def work(connection: apsw.Connection) -> Changes:
            if paths is None:
                connection.execute("DELETE FROM problem")
            else:
                connection.executemany("DELETE FROM problem WHERE path = ?", [(path,) for path in paths])
            return Changes(Kind.PROBLEMS)

        return self._connections.write(work)
