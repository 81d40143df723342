"""Groups: what grouping put together, as the user's word lets it stand."""

from dataclasses import dataclass
from typing import Any

import apsw
import numpy as np
from numpy.typing import NDArray

from faceorg.catalog import ownership
from faceorg.catalog.arrays import bound, columns
from faceorg.catalog.connections import Connections
from faceorg.catalog.statements import statement
from faceorg.catalog.times import seconds_to_taken
from faceorg.core.errors import NotFoundError
from faceorg.core.events import Changes, Kind
from faceorg.core.ids import FaceId, GroupId, PersonId
from faceorg.core.records import Group

SINGLE = 0
"""Label of a face that is in no group."""

FEW = 500
"""Up to so many ids a change names what it touched; beyond that it says "many, read again"."""


@dataclass(frozen=True, slots=True)
class Memberships:
    """Which face is in which group: two int64 arrays of shape (n,), ordered by face."""

    faces: NDArray[np.int64]
    groups: NDArray[np.int64]


class Groups:
    """Queries about groups, and the one machine write that stores them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def members(self, pack: str) -> Memberships:
        """Return which faces show in which group; a face the user keeps out of its group is in none."""
        with self._connections.read() as connection:
            rows = connection.execute(
                "SELECT face, group_id FROM group_member WHERE pack = ? AND shown = 1 ORDER BY face", (pack,)
            )
            return Memberships(*columns(rows, 2))

    def store(self, pack: str, faces: NDArray[np.int64], labels: NDArray[np.int64]) -> Changes:
        """Store where grouping put faces, and work out whom the groups belong to now.

        Args:
            pack: Name of the pack whose groups these are.
            faces: Shape (n,), face ids, each once. Faces that are not given stay where they are; those the pack does
                not know (any more) are passed over.
            labels: Shape (n,). ``SINGLE`` for no group; the id of a group as ``members`` hands it out for that group;
                any other number makes a new group of all faces that carry it.

        Returns:
            The groups touched and the ids of faces, if they are few.
        """

        def work(connection: apsw.Connection) -> Changes:
            known = _are_known(connection, pack, faces)
            groups = _group_ids(connection, pack, labels[known])
            joined = groups != SINGLE
            left = _take_out(connection, pack, faces[known][~joined])
            left |= _put_in(connection, pack, faces[known][joined], groups[joined])
            _drop_remains(connection, left)
            touched = ownership.settle(connection, left | set(groups[joined].tolist()))
            return _changes(faces, touched)

        return self._connections.write(work)

    def list(self, pack: str, minimum: int = 1, named: bool = False) -> list[Group]:
        """Return groups with at least ``minimum`` faces, the most worthwhile (days times faces) first.

        Args:
            pack: Name of the pack.
            minimum: Fewest faces a group must show.
            named: Also the groups that belong to a person.
        """
        with self._connections.read() as connection:
            rows = connection.execute(statement("groups"), {"pack": pack, "minimum": minimum, "named": named})
            return [_group(row) for row in rows]

    def get(self, group: GroupId) -> Group:
        """Return one group.

        Raises:
            NotFoundError: There is no such group.
        """
        with self._connections.read() as connection:
            row = connection.execute(statement("group"), (group,)).fetchone()
        if row is None:
            raise NotFoundError(f"There is no group {group}.")
        return _group(row)


def _are_known(connection: apsw.Connection, pack: str, faces: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which faces have a vector of the pack; one may have been forgotten while grouping thought about it."""
    rows = connection.execute(
        "SELECT face FROM carray(?) CROSS JOIN embedding ON pack = ? AND face = value", (bound(faces), pack)
    )
    return np.isin(faces, columns(rows, 1)[0])


def _group_ids(connection: apsw.Connection, pack: str, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the group id of each label: groups that show faces keep theirs, the others are made."""
    distinct, rows = np.unique(labels, return_inverse=True)
    known = connection.execute(
        "SELECT id FROM carray(?) CROSS JOIN face_group ON id = value WHERE pack = ?"
        " AND EXISTS (SELECT 1 FROM group_member WHERE group_id = id AND shown = 1)",
        (bound(distinct), pack),
    )
    kept = {row[0] for row in known} | {SINGLE}
    ids = [label if label in kept else _new_group(connection, pack) for label in distinct.tolist()]
    return np.array(ids, np.int64)[rows]


def _new_group(connection: apsw.Connection, pack: str) -> int:
    connection.execute("INSERT INTO face_group (pack) VALUES (?)", (pack,))
    return connection.last_insert_rowid()


def _take_out(connection: apsw.Connection, pack: str, faces: NDArray[np.int64]) -> set[int]:
    """Make faces single and return the groups they left.

    A face the user keeps out of its group stays noted there: it comes back when the user takes that word back.
    """
    left = connection.execute(
        "DELETE FROM group_member WHERE pack = ? AND face IN (SELECT value FROM carray(?)) AND shown = 1"
        " RETURNING group_id",
        (pack, bound(faces)),
    )
    return {row[0] for row in left}


def _put_in(connection: apsw.Connection, pack: str, faces: NDArray[np.int64], groups: NDArray[np.int64]) -> set[int]:
    """Note the group of each face and return the groups that lost one."""
    before = connection.execute(
        "SELECT DISTINCT group_id FROM carray(?) CROSS JOIN group_member ON pack = ? AND face = value",
        (bound(faces), pack),
    )
    left = {row[0] for row in before}
    connection.executemany(
        "INSERT INTO group_member (pack, face, group_id) VALUES (?, ?, ?)"
        " ON CONFLICT (pack, face) DO UPDATE SET group_id = excluded.group_id WHERE group_id <> excluded.group_id",
        zip([pack] * faces.size, faces.tolist(), groups.tolist(), strict=True),
    )
    return left


def _drop_remains(connection: apsw.Connection, groups: set[int]) -> None:
    """Dissolve groups that show nothing any more; what the user kept out of them has nowhere to come back to."""
    connection.execute(
        "DELETE FROM group_member WHERE group_id IN (SELECT value FROM carray(?)) AND group_id NOT IN"
        " (SELECT group_id FROM group_member WHERE group_id IN (SELECT value FROM carray(?)) AND shown = 1)",
        (bound(groups), bound(groups)),
    )


def _changes(faces: NDArray[np.int64], groups: frozenset[int]) -> Changes:
    few = faces.size <= FEW and len(groups) <= FEW
    kinds = Kind.GROUPS | Kind.FACES | Kind.PEOPLE
    return Changes(kinds, faces=frozenset(faces.tolist()), groups=groups) if few else Changes(kinds)


def _group(row: tuple[Any, ...]) -> Group:
    group, faces, photos, days, first, last, owner, key_faces = row
    return Group(
        id=GroupId(group),
        faces=faces,
        photos=photos,
        days=days,
        first=None if first is None else seconds_to_taken(first),
        last=None if last is None else seconds_to_taken(last),
        person=None if owner is None else PersonId(owner),
        key_faces=tuple(FaceId(int(face)) for face in key_faces.split(",") if face),
    )
