"""Reads everything a person's page shows in one go, off the GUI thread."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceorg.core.ids import PersonId
from faceorg.core.records import Face, Person, PhotoGrid
from faceorg.gui.words import MONTHS
from faceorg.library import Library


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person with faces and photos, the newest first.

    Attributes:
        faces: All faces, newest month first, within a month the best first.
        years: Year of each face, same length as ``faces``.
        grid: The photos, newest first.
    """

    person: Person
    faces: tuple[Face, ...]
    years: NDArray[np.int32]
    grid: PhotoGrid

    def section_starts(self) -> NDArray[np.int64]:
        """Index of the first face of each year, shape (years,)."""
        if not len(self.years):
            return np.zeros(0, dtype=np.int64)
        return np.flatnonzero(np.diff(self.years, prepend=self.years[0] - 1)).astype(np.int64)

    def year_faces(self) -> list[tuple[int, Face]]:
        """Return each year with its best face, the earliest year first."""
        best: dict[int, Face] = {}
        for year, face in zip(self.years.tolist(), self.faces, strict=True):
            if year not in best or face.quality > best[year].quality:
                best[year] = face
        return sorted(best.items())


def read_person(library: Library, person: PersonId) -> PersonFacts:
    """Return what the page of a person shows.

    Raises:
        NotFoundError: There is no such person any more.
    """
    grid = library.photo_grid(person=person)
    months = dict(zip(grid.ids.tolist(), grid.months.tolist(), strict=True))
    faces = [face for face in library.faces_of_person(person) if int(face.photo) in months]
    faces.sort(key=lambda face: (-months[int(face.photo)], -face.quality))
    years = np.array([months[int(face.photo)] // MONTHS for face in faces], dtype=np.int32)
    return PersonFacts(library.person(person), tuple(faces), years, grid)
