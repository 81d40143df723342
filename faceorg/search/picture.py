"""Who is in a picture, and which faces of the library are theirs."""

import numpy as np
from numpy.typing import NDArray

from faceorg.catalog.database import Catalog
from faceorg.core.ids import FaceId, PersonId
from faceorg.core.packs import CutOffs
from faceorg.core.records import FoundFace, Match, SearchAnswer, SearchedFace
from faceorg.engine.interface import Engine
from faceorg.index.neighbours import NeighbourIndex
from faceorg.search.compared import Compared, compare

SPARE = 100
"""Faces asked of the index beyond the wanted ones: some belong to photos that are gone, and a few more than the
listed ones must speak for who somebody is."""


class PictureSearch:
    """Search in one library with one pack.

    Args:
        catalog: Knows faces and people.
        pack: Key of the pack.
        engine: Finds the faces of the picture.
        neighbours: Index of the pack.
    """

    def __init__(self, catalog: Catalog, pack: str, engine: Engine, neighbours: NeighbourIndex) -> None:
        self._catalog = catalog
        self._pack = pack
        self._engine = engine
        self._neighbours = neighbours

    def search(self, pixels: NDArray[np.uint8], size: tuple[int, int], limit: int) -> SearchAnswer:
        """Find the faces of a picture, largest first, and for each the library's faces like it, best first.

        Args:
            pixels: Oriented RGB, shape (height, width, 3), at any scale.
            size: (width, height) of the whole picture, for the answer.
            limit: Matches a face at most.
        """
        names = self._catalog.people.names()
        return SearchAnswer(size, tuple(self._searched(face, names, limit) for face in self._engine.faces(pixels)))

    def _searched(self, face: FoundFace, names: dict[PersonId, str], limit: int) -> SearchedFace:
        cut_offs = self._engine.facts.cut_offs
        alike = compare(face.embedding[None], self._neighbours, self._catalog, self._pack, limit + SPARE)
        person, certainty = next(iter(alike.likely_people(cut_offs)), (None, None))
        name = names.get(person, "") if person is not None else ""
        return SearchedFace(face.region, person, name, certainty, tuple(matches(alike, cut_offs, names)[:limit]))


def matches(alike: Compared, cut_offs: CutOffs, names: dict[PersonId, str]) -> list[Match]:
    """Return the faces alike enough to be worth a mention, best first."""
    found = []
    for id_, similarity in zip(alike.ids[0].tolist(), alike.similarities[0].tolist(), strict=True):
        face, certainty = alike.faces.get(FaceId(id_)), cut_offs.certainty(similarity)
        if face is not None and certainty is not None:
            name = names.get(face.person, "") if face.person is not None else ""
            found.append(Match(face.id, face.photo, face.region, face.person, name, face.group, similarity, certainty))
    return found
