"""The faces of a library that look most like some embeddings, and who these therefore most likely are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceorg.catalog.database import Catalog
from faceorg.core.ids import FaceId, PersonId
from faceorg.core.packs import Certainty, CutOffs
from faceorg.core.records import Face
from faceorg.index.neighbours import NeighbourIndex
from faceorg.people.faces import NONE
from faceorg.people.likeness import likely_persons


@dataclass(frozen=True, slots=True)
class Compared:
    """What the library holds that is like m embeddings of one somebody.

    Attributes:
        ids: Shape (m, k), face ids, best first, negative where there are fewer.
        similarities: Shape (m, k), cosine.
        faces: The faces behind the ids; those of photos that are gone are missing.
    """

    ids: NDArray[np.int64]
    similarities: NDArray[np.float32]
    faces: dict[FaceId, Face]

    def likely_people(self, cut_offs: CutOffs) -> list[tuple[PersonId, Certainty]]:
        """Return who it may be, the likeliest first, with how sure that is."""
        person_of = {face.id: face.person or NONE for face in self.faces.values()}
        persons = np.array(
            [[person_of.get(FaceId(face), NONE) for face in line] for line in self.ids.tolist()], np.int64
        )
        ranked, likeness = likely_persons(self.similarities, persons.reshape(self.ids.shape))
        rated = zip(ranked.tolist(), map(cut_offs.certainty, likeness.tolist()), strict=True)
        return [(PersonId(person), certainty) for person, certainty in rated if certainty is not None]


def compare(
    embeddings: NDArray[np.float32], neighbours: NeighbourIndex, catalog: Catalog, pack: str, most: int
) -> Compared:
    """Look for the faces most like some embeddings.

    Args:
        embeddings: Shape (m, dimension), unit length.
        neighbours: Index of the pack.
        catalog: Knows the faces.
        pack: Key of the pack.
        most: Faces wanted for each embedding.
    """
    ids, similarities = neighbours.search(embeddings, most)
    return Compared(ids, similarities, catalog.faces.get_many(np.unique(ids[ids >= 0]).tolist(), pack))
