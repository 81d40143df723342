"""People: what the user said about them, and the faces that follow from it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime

import apsw
import numpy as np
from numpy.typing import NDArray

from faceorg.catalog.arrays import bound, columns
from faceorg.catalog.connections import Connections
from faceorg.catalog.decisions import find_person
from faceorg.catalog.statements import statement
from faceorg.catalog.times import seconds_to_taken
from faceorg.core.errors import NotFoundError
from faceorg.core.ids import FaceId, PersonId, PhotoId
from faceorg.core.names import alphabetical
from faceorg.core.records import PeopleOrder, Person

FacesAndPeople = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Face ids and, for each, a person's id; both of shape (n,), int64, ordered by face."""


_LAST = 2**63 - 1  # the highest row id of SQLite


class People:
    """Queries about people; they are changed through ``History.run`` only."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def list(self, pack: str, order: PeopleOrder = PeopleOrder.MOST_PHOTOS) -> list[Person]:
        """Return everybody with the numbers of their confirmed and placed faces on present photos."""
        with self._connections.read() as connection:
            people = _people(connection, pack, 1, _LAST)
        return sorted(people, key=_order_key(order))

    def get(self, person: PersonId, pack: str) -> Person:
        """Return one person.

        Raises:
            NotFoundError: There is no such person.
        """
        with self._connections.read() as connection:
            people = _people(connection, pack, person, person)
        if not people:
            raise NotFoundError(f"There is no person {person}.")
        return people[0]

    def named(self, name: str) -> PersonId | None:
        """Return the person of that name (case and surplus blanks do not count), None when there is none."""
        with self._connections.read() as connection:
            return find_person(connection, name)

    def names(self) -> dict[PersonId, str]:
        """Return everybody's name."""
        with self._connections.read() as connection:
            return {PersonId(person): name for person, name in connection.execute("SELECT id, name FROM person")}

    def recent(self) -> tuple[PersonId, ...]:
        """Return everybody, the last named first."""
        with self._connections.read() as connection:
            rows = connection.execute(statement("recent_people"))
            return tuple(PersonId(row[0]) for row in rows)

    def confirmed(self) -> FacesAndPeople:
        """Return all faces the user named, and who they are."""
        return self._pairs("SELECT face, person FROM confirmation ORDER BY face")

    def placed(self, pack: str) -> FacesAndPeople:
        """Return all faces the machine placed, and with whom."""
        return self._pairs(
            "SELECT face, placed FROM group_member WHERE pack = ? AND placed IS NOT NULL ORDER BY face", pack
        )

    def rejections(self) -> FacesAndPeople:
        """Return all noes: faces, and who they are not; a face may come several times."""
        return self._pairs("SELECT face, person FROM rejection ORDER BY face, person")

    def names_of_photos(self, photos: Iterable[int], pack: str) -> dict[PhotoId, tuple[str, ...]]:
        """Return the names of the people in each photo, in alphabetical order; photos without any are left out."""
        with self._connections.read() as connection:
            rows = connection.execute(statement("names_of_photos"), {"photos": bound(photos), "pack": pack})
            names: dict[PhotoId, dict[str, None]] = defaultdict(dict)
            for photo, name in rows:
                names[photo][name] = None
        return {photo: tuple(sorted(found, key=alphabetical)) for photo, found in names.items()}

    def _pairs(self, sql: str, *bindings: str) -> FacesAndPeople:
        with self._connections.read() as connection:
            faces, people = columns(connection.execute(sql, bindings), 2)
        return faces, people


def _people(connection: apsw.Connection, pack: str, first: int, last: int) -> list[Person]:
    """Return the people whose ids lie between two, both included; a range is looked up in an index, a choice is not."""
    bindings = {"pack": pack, "first": first, "last": last}
    key_faces: dict[int, FaceId] = dict(list(connection.execute(statement("key_faces_of_people"), bindings)))
    return [
        Person(
            id=PersonId(id_),
            name=name,
            faces=faces,
            photos=photos,
            last_seen=None if last is None else seconds_to_taken(last),
            key_face=key_faces.get(id_),
        )
        for id_, name, faces, photos, last in connection.execute(statement("people"), bindings)
    ]


def _order_key(order: PeopleOrder) -> Callable[[Person], tuple[object, ...]]:
    """Return the sort key of an order; ties fall back on the name."""
    if order is PeopleOrder.NAME:
        return lambda person: (alphabetical(person.name),)
    if order is PeopleOrder.LAST_SEEN:
        return lambda person: (person.last_seen is None, -_seconds(person), alphabetical(person.name))
    return lambda person: (-person.photos, alphabetical(person.name))


def _seconds(person: Person) -> float:
    return 0.0 if person.last_seen is None else (person.last_seen - datetime.min).total_seconds()
