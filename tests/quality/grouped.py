"""Groups as the program makes them: neighbours from its index, joined by its rules."""

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceorg.core.packs import CutOffs
from faceorg.index.neighbours import NeighbourIndex, Stored
from faceorg.people.faces import NONE, FaceSet, Neighbours
from faceorg.people.grouping import NEIGHBOURS, grow_groups

_NO_REJECTIONS = np.empty((0, 2), np.int64)


def neighbours_of(faces: FaceSet, floor: float) -> Neighbours:
    """Return the neighbours of all faces that are at least as alike as ``floor``."""
    with tempfile.TemporaryDirectory() as folder:
        stored = Stored(faces.ids, faces.vectors, len(faces.ids), len(faces.ids))
        index = NeighbourIndex.open(Path(folder), "measured", faces.vectors.shape[1], lambda _: stored)
        return Neighbours(*index.neighbours_of_all(NEIGHBOURS, floor))


def group_faces(faces: FaceSet, neighbours: Neighbours, cut_offs: CutOffs) -> NDArray[np.int64]:
    """Return a group number for each face; a face that stays alone gets a number of its own."""
    groups = grow_groups(faces, neighbours, _NO_REJECTIONS, cut_offs)
    alone = np.flatnonzero(groups == NONE)
    groups[alone] = groups.max(initial=0) + 1 + np.arange(len(alone))
    return groups
