"""What follows for photos and groups when the places where photos lie come and go."""

from collections.abc import Iterable, Sequence

import apsw

from faceorg.catalog import ownership
from faceorg.catalog.times import now
from faceorg.core.events import Changes, Kind


def note_missing(connection: apsw.Connection, paths: Iterable[bytes]) -> Changes:
    """Note that what lay at some paths is gone; photos that lie nowhere else are hidden."""
    return change_places(
        connection,
        "UPDATE location SET missing_since = ? WHERE path = ? AND missing_since IS NULL RETURNING photo",
        [(now(), path) for path in paths],
    )


def change_places(connection: apsw.Connection, sql: str, bindings: "Sequence[apsw.SQLiteValues]") -> Changes:
    """Run a statement that returns the photos of the locations it changed, and work out what follows."""
    photos = frozenset(row[0] for row in connection.executemany(sql, bindings))
    if not photos:
        return Changes()
    groups = ownership.settle_photos(connection, photos)
    return Changes(Kind.PHOTOS | Kind.FACES | Kind.GROUPS | Kind.PEOPLE, photos=photos, groups=groups)
