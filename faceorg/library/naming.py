"""The user's words about faces: who they are, who they are not, and taking either back."""

from collections.abc import Callable, Sequence

from faceorg.catalog.database import Catalog
from faceorg.catalog.decisions import Decisions
from faceorg.core.errors import KnownError
from faceorg.core.events import Changes
from faceorg.core.ids import FaceId, GroupId, PersonId


class Naming:
    """User operations on people; each is one entry of the history and can be undone.

    Args:
        catalog: The truth.
        pack: Returns the key of the pack in use, whose groups the user sees.
    """

    def __init__(self, catalog: Catalog, pack: Callable[[], str]) -> None:
        self._catalog = catalog
        self._pack = pack

    def name_faces(self, faces: Sequence[FaceId], name: str | PersonId, left_out: Sequence[FaceId]) -> Changes:
        """Say that faces are somebody, new or known, and that the ones left out are not.

        Raises:
            KnownError: There is no face to name, or the name is empty.
        """
        if not faces:
            raise KnownError("There is no face to name.", "Choose at least one.")
        shown = self._catalog.people.names().get(PersonId(name), "") if isinstance(name, int) else name.strip()

        def decide(decisions: Decisions) -> None:
            person = PersonId(name) if isinstance(name, int) else decisions.find(name) or decisions.create(name)
            decisions.confirm(faces, person)
            decisions.reject(left_out, person)

        return self._catalog.history.run(f"Named {count_of(faces)} “{shown}”", decide)

    def name_group(self, group: GroupId, name: str, left_out: Sequence[FaceId]) -> Changes:
        """Say who the faces of a group are, all but the ones left out.

        Raises:
            NotFoundError: There is no such group any more.
            KnownError: No face is left, or the name is empty.
        """
        self._catalog.groups.get(group)
        without = set(left_out)
        faces = [face.id for face in self._catalog.faces.of_group(group) if face.id not in without]
        return self.name_faces(faces, name, left_out)

    def rename(self, person: PersonId, name: str) -> Changes:
        """Give a person another name.

        Raises:
            KnownError: Somebody else has that name; the sentence proposes to join the two.
        """
        old = self._catalog.people.get(person, self._pack()).name
        label = f"Renamed “{old}” to “{name.strip()}”"
        return self._catalog.history.run(label, lambda decisions: decisions.rename(person, name))

    def merge(self, into: PersonId, others: Sequence[PersonId]) -> Changes:
        """Make several people one, who keeps the name of ``into``."""
        names = self._catalog.people.names()
        joined = " and ".join(f"“{names[other]}”" for other in others if other in names)
        label = f"Joined {joined} with “{names.get(into, '')}”"
        return self._catalog.history.run(label, lambda decisions: decisions.merge(into, others))

    def reject(self, person: PersonId, faces: Sequence[FaceId]) -> Changes:
        """Say that faces are not a person; they are never suggested for or placed with that person again."""
        name = self._catalog.people.get(person, self._pack()).name
        label = f"{count_of(faces).capitalize()} not “{name}”"
        return self._catalog.history.run(label, lambda decisions: decisions.reject(faces, person))


def count_of(faces: Sequence[FaceId]) -> str:
    """Return "1 face" or "12 faces"."""
    return "1 face" if len(faces) == 1 else f"{len(faces):,} faces"
