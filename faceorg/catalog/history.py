"""User operations and their undo: what an operation changed is recorded, and the inverse of that is applied later.

A session of SQLite records only the tables of the user's word. The machine's tables are worked out anew after each
operation, undo and redo, in the same transaction. The history only grows: an undo is an entry of its own.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import apsw

from faceorg.catalog import ownership
from faceorg.catalog.arrays import bound
from faceorg.catalog.connections import Connections
from faceorg.catalog.decisions import Decisions
from faceorg.catalog.times import now
from faceorg.core.errors import UndoRefusedError
from faceorg.core.events import Changes, Kind

USER_TABLES = ("person", "confirmation", "rejection")

USER_TABLES_SINCE = 1
"""Catalog version in which the user's tables got their present shape; older entries cannot be undone any more."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of the history, as far as undo and redo need it."""

    label: str
    changeset: bytes
    catalog_version: int
    below: int | None


@dataclass(frozen=True, slots=True)
class _Tops:
    """The entries that would be undone and redone next."""

    undo: int | None = None
    redo: int | None = None


class History:
    """Runs user operations, and takes them back."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def run(self, label: str, operation: Callable[[Decisions], object]) -> Changes:
        """Run a user operation and return once it cannot be lost.

        Args:
            label: What was done, in the past tense: 'Named 12 faces “Anna”'.
            operation: Makes the decisions; whatever it raises leaves everything as it was.

        Returns:
            What was touched; no kinds and no label when nothing changed.
        """

        def work(connection: apsw.Connection) -> Changes:
            changeset = _recorded(connection, lambda: operation(Decisions(connection)))
            if not changeset:
                return Changes()
            _append(connection, "done", label, changeset, (_tops(connection).undo, None))
            return _settled(connection, changeset, label)

        return self._connections.write(work, durable=True)

    def undo(self) -> Changes:
        """Take back the last operation that stands.

        Raises:
            UndoRefusedError: There is none, or something depends on it; nothing has changed then.
        """
        return self._connections.write(self._undo, durable=True)

    def redo(self) -> Changes:
        """Do again what was taken back last.

        Raises:
            UndoRefusedError: There is nothing, or it does not fit any more; nothing has changed then.
        """
        return self._connections.write(self._redo, durable=True)

    def undo_label(self) -> str | None:
        """Return what undo would take back, None when there is nothing."""
        with self._connections.read() as connection:
            return _label(connection, _tops(connection).undo)

    def redo_label(self) -> str | None:
        """Return what redo would do again, None when there is nothing."""
        with self._connections.read() as connection:
            return _label(connection, _tops(connection).redo)

    def _undo(self, connection: apsw.Connection) -> Changes:
        tops = _tops(connection)
        if tops.undo is None:
            raise UndoRefusedError("There is nothing to undo.")
        entry = _entry(connection, tops.undo)
        changeset = _reverse(connection, entry, "undone")
        _append(connection, "undone", entry.label, changeset, (tops.redo, entry.below))
        return _settled(connection, changeset, f"Undid: {entry.label}")

    def _redo(self, connection: apsw.Connection) -> Changes:
        tops = _tops(connection)
        if tops.redo is None:
            raise UndoRefusedError("There is nothing to redo.")
        entry = _entry(connection, tops.redo)
        changeset = _reverse(connection, entry, "done again")
        _append(connection, "redone", entry.label, changeset, (tops.undo, entry.below))
        return _settled(connection, changeset, f"Redid: {entry.label}")


def _tops(connection: apsw.Connection) -> _Tops:
    row = connection.execute("SELECT id, kind, other_top FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    if row is None:
        return _Tops()
    last, kind, other = row
    return _Tops(undo=other, redo=last) if kind == "undone" else _Tops(undo=last, redo=other)


def _entry(connection: apsw.Connection, entry: int) -> _Entry:
    row = connection.execute(
        "SELECT label, changeset, catalog_version, below FROM operation WHERE id = ?", (entry,)
    ).get
    return _Entry(*row)


def _label(connection: apsw.Connection, entry: int | None) -> str | None:
    return None if entry is None else _entry(connection, entry).label


def _append(
    connection: apsw.Connection, kind: str, label: str, changeset: bytes, stacks: tuple[int | None, int | None]
) -> None:
    """Add an entry; ``stacks`` is what lies below it on the stack it joins, and the top of the other one."""
    connection.execute(
        "INSERT INTO operation (at, kind, label, changeset, catalog_version, below, other_top)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (now(), kind, label, changeset, connection.pragma("user_version"), *stacks),
    )


def _recorded(connection: apsw.Connection, change: Callable[[], object]) -> bytes:
    """Run something and return what it changed in the user's tables; empty when nothing."""
    with closing(apsw.Session(connection, "main")) as session:
        for table in USER_TABLES:
            session.attach(table)
        change()
        return bytes(session.changeset())


def _reverse(connection: apsw.Connection, entry: _Entry, verb: str) -> bytes:
    """Apply the opposite of an entry and return it.

    Raises:
        UndoRefusedError: The catalog is not as the entry left it.
    """
    if entry.catalog_version < USER_TABLES_SINCE:
        raise UndoRefusedError(f"“{entry.label}” was done by an older version and cannot be {verb} any more.")
    opposite = bytes(apsw.Changeset.invert(entry.changeset))
    conflicts: list[str] = []

    def refuse(reason: int, change: apsw.TableChange) -> int:
        conflicts.append(_dependence(connection, reason, change))
        return apsw.SQLITE_CHANGESET_ABORT

    try:
        apsw.Changeset.apply(opposite, connection, conflict=refuse)
    except (apsw.AbortError, apsw.ConstraintError) as error:
        what = conflicts[0] if conflicts else "something later depends on it"
        raise UndoRefusedError(f"“{entry.label}” cannot be {verb}: {what}.") from error
    return opposite


def _dependence(connection: apsw.Connection, reason: int, change: apsw.TableChange) -> str:
    """Say in words what stands in the way of one change."""
    if reason == apsw.SQLITE_CHANGESET_FOREIGN_KEY:
        return "a person or a face it is about is needed by something later, or does not exist any more"
    row = next(values for values in (change.old, change.new) if values is not None)
    if change.name == "person":
        known = connection.execute("SELECT name FROM person WHERE id = ?", (row[0],)).fetchone()
        return f"the person “{known[0]}” was changed since" if known else "the person it is about was removed since"
    return f"what was said about face {row[0]} was changed since"


def _settled(connection: apsw.Connection, changeset: bytes, label: str) -> Changes:
    """Work out the machine's tables after a change of the user's, and say what was touched."""
    faces: set[int] = set()
    people: set[int] = set()
    for change in apsw.Changeset.iter(changeset):
        for row in (change.old, change.new):
            if row is not None:
                faces |= _ids(row[:1]) if change.name != "person" else set()
                people |= _ids(row[:1]) if change.name == "person" else _ids(row[1:2])
    groups = ownership.settle_faces(connection, faces, people)
    photos = connection.execute("SELECT DISTINCT photo FROM carray(?) CROSS JOIN face ON id = value", (bound(faces),))
    kinds = Kind.PEOPLE | Kind.FACES | Kind.GROUPS | Kind.PHOTOS | Kind.HISTORY
    return Changes(kinds, frozenset(row[0] for row in photos), frozenset(faces), groups, frozenset(people), label)


def _ids(values: tuple[object, ...]) -> set[int]:
    """Return the ids among a change's values; what did not change is marked by an object of apsw's."""
    return {value for value in values if isinstance(value, int)}
