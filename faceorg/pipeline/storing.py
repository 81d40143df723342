"""Writes what became of a file: into the catalog first, then into the index, which can always be made from it."""

from typing import TYPE_CHECKING

import numpy as np

from faceorg.catalog.database import Catalog
from faceorg.core.events import Changes, Kind
from faceorg.pipeline.finding import Outcome

if TYPE_CHECKING:
    from faceorg.index.neighbours import NeighbourIndex


def store(catalog: Catalog, pack: str, index: "NeighbourIndex", outcome: Outcome) -> Changes:
    """Keep an outcome; a kill at any point leaves a catalog from which the rest is done again."""
    path = outcome.file.path
    if outcome.reason:
        return catalog.problems.failed(path, outcome.reason)
    if outcome.facts is None:
        catalog.problems.cleared(path)
        return Changes()
    photo = catalog.photos.store(outcome.facts, outcome.file)
    changes = Changes(Kind.PHOTOS | Kind.FOLDERS | Kind.PROBLEMS, photos=frozenset([photo]))
    if outcome.faces is None:
        return changes
    faces = catalog.faces.store_found(photo, pack, outcome.faces)
    if faces:
        index.add(np.array(faces, np.int64), np.stack([face.embedding for face in outcome.faces]))
    return changes | Changes(Kind.FACES, faces=frozenset(faces))
