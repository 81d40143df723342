"""Works out, after every write, what groups mean now: the machine's results in the light of the user's word.

Nothing here is truth. Members of groups are stored as grouping left them; who owns a group, which of its faces show in
it and whom they are placed with follows from confirmations and rejections. So an undo restores the user's word only.
"""

from collections.abc import Iterable

import apsw

from faceorg.catalog.arrays import bound
from faceorg.catalog.statements import statement

KEY_FACES = 12
"""Best faces remembered for each group: a row of them in the widest window."""


def settle(connection: apsw.Connection, groups: Iterable[int] = (), people: Iterable[int] = ()) -> frozenset[int]:
    """Work out the given groups, and all groups of the given people, anew.

    Args:
        connection: The writer's, inside a transaction.
        groups: Groups whose members, or whose members' photos or confirmations, changed.
        people: People whose confirmations or rejections changed.

    Returns:
        The groups that were looked at.
    """
    groups, people = list(groups), list(people)
    if not groups and not people:
        return frozenset()
    connection.execute("DELETE FROM temp.touched_group; DELETE FROM temp.touched_person")
    connection.execute("INSERT OR IGNORE INTO temp.touched_group SELECT value FROM carray(?)", (bound(groups),))
    connection.execute("INSERT OR IGNORE INTO temp.touched_person SELECT value FROM carray(?)", (bound(people),))
    _touch_owners(connection)
    connection.execute(statement("group_owners"))
    _touch_owners(connection)
    connection.execute(
        "INSERT OR IGNORE INTO temp.touched_group"
        " SELECT g.id FROM temp.touched_person AS t CROSS JOIN face_group AS g ON g.owner = t.id"
    )
    connection.execute(statement("group_placements"))
    connection.execute(statement("group_figures"), {"key_faces": KEY_FACES})
    connection.execute(
        "DELETE FROM face_group WHERE id IN (SELECT id FROM temp.touched_group)"
        " AND NOT EXISTS (SELECT 1 FROM group_member WHERE group_id = face_group.id)"
    )
    return frozenset(row[0] for row in connection.execute("SELECT id FROM temp.touched_group"))


def settle_faces(connection: apsw.Connection, faces: Iterable[int], people: Iterable[int] = ()) -> frozenset[int]:
    """Work out the groups of the given faces, and of the given people, anew; returns the groups."""
    groups = connection.execute(
        "SELECT DISTINCT group_id FROM carray(?) CROSS JOIN group_member ON face = value", (bound(faces),)
    )
    return settle(connection, [row[0] for row in groups], people)


def settle_photos(connection: apsw.Connection, photos: Iterable[int]) -> frozenset[int]:
    """Work out the groups with faces of photos that came or went; returns the groups."""
    faces = connection.execute("SELECT id FROM carray(?) CROSS JOIN face ON photo = value", (bound(photos),))
    return settle_faces(connection, [row[0] for row in faces])


def _touch_owners(connection: apsw.Connection) -> None:
    """Add the present owners of the touched groups: their other groups may gain or lose a face of the same photo."""
    connection.execute(
        "INSERT OR IGNORE INTO temp.touched_person"
        " SELECT g.owner FROM temp.touched_group AS t CROSS JOIN face_group AS g USING (id) WHERE g.owner IS NOT NULL"
    )
