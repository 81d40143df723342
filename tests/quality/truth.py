"""Labelled sets as libraries: every face found in their photos, and the truth about those that are scored."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from finding import FaceFinder
from labelled import is_central, read_labels, scored_faces
from numpy.typing import NDArray

from faceorg.core.records import FoundFace
from faceorg.people.faces import NONE, FaceSet


@dataclass(frozen=True, slots=True)
class LabelledFaces:
    """All faces found in the photos of one or several sets.

    Attributes:
        faces: The faces as grouping wants them.
        photos: Number of photos.
        rows: Shape (s,), rows of the faces that are scored.
        persons: Shape (s,), who they are, numbers from 0.
        missed: Shape (m,), who is on the labelled photos whose face was not found.
        names: Name of each number.
    """

    faces: FaceSet
    photos: int
    rows: NDArray[np.int64]
    persons: NDArray[np.int64]
    missed: NDArray[np.int64]
    names: tuple[str, ...]

    def only(self, wanted: NDArray[np.bool_]) -> "LabelledFaces":
        """Return the library of the photos whose scored person is among ``wanted``, one flag a number."""
        scored = wanted[self.persons]
        photos = np.unique(self.faces.photos[self.rows[scored]])
        kept = np.flatnonzero(np.isin(self.faces.photos, photos))
        faces = self.faces
        parts = (faces.ids, faces.photos, faces.vectors, faces.quality, faces.groups, faces.persons)
        return LabelledFaces(
            FaceSet(*(part[kept] for part in parts)),
            len(photos),
            np.searchsorted(kept, self.rows[scored]),
            self.persons[scored],
            self.missed[wanted[self.missed]],
            self.names,
        )


def labelled_faces(folders: list[Path], finder: FaceFinder, dimension: int) -> LabelledFaces:
    """Return the faces of all photos of some sets as one library."""
    found: list[FoundFace] = []
    photos: list[int] = []
    scored: list[tuple[str, int]] = []
    missed: list[str] = []
    count = 0
    for folder in folders:
        labels = read_labels(folder)
        for photo, here in zip(labels, finder.find([label.path for label in labels]), strict=True):
            for name, at in scored_faces(photo, here, is_central(folder)):
                missed.append(name) if at is None else scored.append((name, len(found) + at))
            found += here.faces
            photos += [count] * len(here.faces)
            count += 1
    names, numbers = np.unique([name for name, _ in scored] + missed, return_inverse=True)
    rows = np.array([row for _, row in scored], np.int64)
    return LabelledFaces(
        _face_set(found, photos, dimension),
        count,
        rows,
        numbers[: len(rows)],
        numbers[len(rows) :],
        tuple(names.tolist()),
    )


def _face_set(found: list[FoundFace], photos: list[int], dimension: int) -> FaceSet:
    none = np.full(len(found), NONE, np.int64)
    return FaceSet(
        ids=np.arange(1, len(found) + 1),
        photos=np.array(photos, np.int64),
        vectors=np.array([face.embedding for face in found], np.float32).reshape(-1, dimension),
        quality=np.array([face.quality for face in found], np.float32),
        groups=none,
        persons=none,
    )
