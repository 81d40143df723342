"""The user's word: the only code that writes people, confirmations and rejections, and only inside an operation."""

import unicodedata
from collections.abc import Iterable

import apsw

from faceorg.catalog.arrays import bound
from faceorg.catalog.statements import statement
from faceorg.catalog.times import now
from faceorg.core.errors import KnownError, NotFoundError
from faceorg.core.ids import PersonId


def name_key(name: str) -> str:
    """Return a name as names are compared: without case, surplus blanks and differences of encoding."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def find_person(connection: apsw.Connection, name: str) -> PersonId | None:
    """Return the person of that name, None when there is none."""
    row = connection.execute("SELECT id FROM person WHERE name_key = ?", (name_key(name),)).fetchone()
    return PersonId(row[0]) if row else None


class Decisions:
    """What an operation may do; all of it is undone as one. Valid inside ``History.run`` only."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._now = now()

    def find(self, name: str) -> PersonId | None:
        """Return the person of that name, None when there is none."""
        return find_person(self._connection, name)

    def create(self, name: str) -> PersonId:
        """Add a person.

        Raises:
            KnownError: The name is empty or somebody has it already.
        """
        clean = self._free_name(name, None)
        added = self._connection.execute(
            "INSERT INTO person (name, name_key, at) VALUES (?, ?, ?) RETURNING id", (clean, name_key(clean), self._now)
        )
        return PersonId(added.get)

    def rename(self, person: PersonId, name: str) -> None:
        """Give a person another name.

        Raises:
            KnownError: The name is empty or somebody else has it.
            NotFoundError: There is no such person.
        """
        self._check_person(person)
        clean = self._free_name(name, person)
        self._connection.execute(
            "UPDATE person SET name = ?, name_key = ? WHERE id = ?", (clean, name_key(clean), person)
        )

    def merge(self, into: PersonId, others: Iterable[PersonId]) -> None:
        """Make other people the same as ``into``: their faces and their noes become its own.

        Raises:
            NotFoundError: One of them does not exist.
        """
        self._check_person(into)
        for other in set(others) - {into}:
            self._check_person(other)
            self._take_over(into, other)

    def confirm(self, faces: Iterable[int], person: PersonId) -> None:
        """Say who faces are. One that was somebody else's, by user or machine, is from now on known not to be that one.

        Raises:
            NotFoundError: There is no such person, or no such face.
        """
        chosen = self._checked(faces)
        self._check_person(person)
        self._execute(statement("confirm_faces"), chosen, person)

    def reject(self, faces: Iterable[int], person: PersonId) -> None:
        """Say who faces are not.

        Raises:
            NotFoundError: There is no such person, or no such face.
        """
        chosen = self._checked(faces)
        self._check_person(person)
        self._execute(statement("reject_faces"), chosen, person)

    def _take_over(self, into: PersonId, other: PersonId) -> None:
        self._connection.execute(statement("take_over_person"), {"person": into, "other": other})

    def _execute(self, sql: str, faces: list[int], person: PersonId) -> None:
        self._connection.execute(sql, {"faces": bound(faces), "person": person, "now": self._now})

    def _checked(self, faces: Iterable[int]) -> list[int]:
        chosen = sorted(set(faces))
        known = self._connection.execute("SELECT id FROM carray(?) CROSS JOIN face ON id = value", (bound(chosen),))
        unknown = set(chosen) - {row[0] for row in known}
        if unknown:
            raise NotFoundError(f"There is no face {min(unknown)}.")
        return chosen

    def _check_person(self, person: PersonId) -> None:
        if self._connection.execute("SELECT 1 FROM person WHERE id = ?", (person,)).fetchone() is None:
            raise NotFoundError(f"There is no person {person}.")

    def _free_name(self, name: str, person: PersonId | None) -> str:
        """Return the name as it is stored, when nobody but ``person`` has it."""
        clean = " ".join(name.split())
        if not clean:
            raise KnownError("A person needs a name.", "Type at least one letter.")
        holder = self.find(clean)
        if holder is not None and holder != person:
            raise KnownError(f"There is already a person named {clean}.", "Merge the two if they are the same person.")
        return clean
