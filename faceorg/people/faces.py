"""What grouping is given: the faces of a library as aligned arrays, and who looks like whom."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Vectors = NDArray[np.floating]

NONE = 0
"""Group or person id of a face that has none; also pads lists of neighbours, beside every negative id."""


@dataclass(frozen=True, slots=True)
class FaceSet:
    """All faces that take part, one row each; every array has n rows.

    Attributes:
        ids: Face ids, int64, each once.
        photos: Id of the photo each face is in, int64.
        vectors: Embeddings, shape (n, dimension), unit length, float16 or float32.
        quality: 0-1, float32.
        groups: Group each face is in now, int64, NONE for none.
        persons: Person each face was confirmed as by the user, int64, NONE for none.
    """

    ids: Ids
    photos: Ids
    vectors: Vectors
    quality: NDArray[np.float32]
    groups: Ids
    persons: Ids

    def rows_of(self, face_ids: Ids) -> Ids:
        """Return the row of each face id, -1 for ids that are not in the set; any shape."""
        if not len(self.ids):
            return np.full(face_ids.shape, -1, np.int64)
        order = np.argsort(self.ids)
        place = np.minimum(np.searchsorted(self.ids, face_ids, sorter=order), len(order) - 1)
        rows = order[place]
        return np.where(self.ids[rows] == face_ids, rows, -1)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The most similar faces of some or all faces, as the index answers.

    Attributes:
        face_ids: Shape (m,), whose neighbours these are.
        neighbour_ids: Shape (m, k), face ids, negative where there are fewer; a face itself is ignored.
        similarities: Shape (m, k), cosine, float32.
    """

    face_ids: Ids
    neighbour_ids: Ids
    similarities: NDArray[np.float32]
