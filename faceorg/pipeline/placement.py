"""Puts new faces into groups: reads what grouping needs, asks ``people``, and stores the answer."""

import numpy as np
from numpy.typing import NDArray

from faceorg.catalog.database import Catalog
from faceorg.catalog.faces import FaceVectors
from faceorg.core.events import Changes
from faceorg.people.faces import NONE, FaceSet, Neighbours
from faceorg.people.grouping import NEIGHBOURS, grow_groups
from faceorg.pipeline.noted_number import NotedNumber
from faceorg.pipeline.workshop import Workshop

Ids = NDArray[np.int64]

AFRESH_SHARE = 0.1
"""When more than this share of all faces is new, groups nobody named are formed afresh: the order in which faces came
in must not decide who is together. Below, the new faces only join what is there."""

AFRESH_ROWS = 3000
"""Up to this many faces everything is grouped in well under a second, so even a few new ones are a good reason."""


class Placement:
    """Groups the faces of one pack.

    Args:
        catalog: Where faces and groups are kept.
        workshop: Index and cut-offs of the pack, and the folder for the note of what was grouped.
    """

    def __init__(self, catalog: Catalog, workshop: Workshop) -> None:
        self._catalog = catalog
        self._workshop = workshop
        self._pack = workshop.pack
        self._finished = NotedNumber(workshop.notes / f"{self._pack}.grouped")
        self._grouped_to = 0

    def place_new(self) -> Changes:
        """Put faces that came since the last call into groups; quick, for while more are coming."""
        new = self._catalog.faces.vectors(self._pack, max(self._grouped_to, self._finished_to()))
        if not len(new.faces):
            return Changes()
        changes = self._place_all() if self._is_small() else self._place_some(new.faces)
        self._grouped_to = new.revision
        return changes

    def finish(self) -> Changes:
        """Group all faces that came since grouping was finished the last time, also in earlier runs of the program."""
        new = self._catalog.faces.vectors(self._pack, self._finished_to())
        if not len(new.faces):
            return Changes()
        count, _ = self._catalog.faces.state(self._pack)
        afresh = self._is_small() or len(new.faces) > AFRESH_SHARE * count
        changes = self._place_all() if afresh else self._place_some(new.faces)
        self._grouped_to = new.revision
        self._finished.write(new.revision)
        return changes

    def _place_all(self) -> Changes:
        """Group every face, forming the groups nobody named afresh; those that stay much the same keep their ids."""
        faces = self._face_set(self._catalog.faces.vectors(self._pack))
        ids, neighbours, similarities = self._workshop.index().neighbours_of_all(
            NEIGHBOURS, self._workshop.cut_offs().join
        )
        named = np.isin(faces.groups, faces.groups[faces.persons != NONE])
        loosened = FaceSet(
            faces.ids, faces.photos, faces.vectors, faces.quality, np.where(named, faces.groups, NONE), faces.persons
        )
        labels = self._grown(loosened, Neighbours(ids, neighbours, similarities), int(faces.groups.max(initial=0)) + 1)
        return self._store(faces, with_old_ids(labels, np.where(named, NONE, faces.groups)))

    def _place_some(self, new: Ids) -> Changes:
        """Let some faces join what is there: they, the faces like them and all members of their groups take part."""
        members = self._catalog.groups.members(self._pack)
        vectors = self._catalog.faces.vectors_of(self._pack, new.tolist())
        alike, similarities = self._workshop.index().search(vectors.vectors.astype(np.float32), NEIGHBOURS + 1)
        near = np.union1d(new, alike[alike >= 0])
        touched = members.groups[np.isin(members.faces, near)]
        taking_part = np.union1d(near, members.faces[np.isin(members.groups, touched)])
        faces = self._face_set(self._catalog.faces.vectors_of(self._pack, taking_part.tolist()))
        first_new = int(members.groups.max(initial=0)) + 1
        return self._store(faces, self._grown(faces, Neighbours(vectors.faces, alike, similarities), first_new))

    def _grown(self, faces: FaceSet, neighbours: Neighbours, first_new: int) -> Ids:
        rejected, persons = self._catalog.people.rejections()
        rejections = np.stack([rejected, persons], axis=1)
        return grow_groups(faces, neighbours, rejections, self._workshop.cut_offs(), first_new)

    def _store(self, faces: FaceSet, labels: Ids) -> Changes:
        changed = labels != faces.groups
        if not changed.any():
            return Changes()
        return self._catalog.groups.store(self._pack, faces.ids[changed], labels[changed])

    def _face_set(self, vectors: FaceVectors) -> FaceSet:
        """Return the faces with the groups and people they have now."""
        members = self._catalog.groups.members(self._pack)
        confirmed, persons = self._catalog.people.confirmed()
        return FaceSet(
            vectors.faces,
            vectors.photos,
            vectors.vectors,
            vectors.quality,
            looked_up(vectors.faces, members.faces, members.groups),
            looked_up(vectors.faces, confirmed, persons),
        )

    def _is_small(self) -> bool:
        count, _ = self._catalog.faces.state(self._pack)
        return count <= AFRESH_ROWS

    def _finished_to(self) -> int:
        """Return the revision up to which all faces were grouped; 0 when the note is missing or of another catalog."""
        noted = self._finished.read()
        _, newest = self._catalog.faces.state(self._pack)
        return noted if noted <= newest else 0


def looked_up(wanted: Ids, keys: Ids, values: Ids) -> Ids:
    """Return the value of each wanted key, NONE where there is none."""
    if not len(keys):
        return np.full(wanted.shape, NONE, np.int64)
    order = np.argsort(keys)
    place = np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)
    found = order[place]
    return np.where(keys[found] == wanted, values[found], NONE)


def with_old_ids(labels: Ids, old: Ids) -> Ids:
    """Give groups formed afresh the id of the old group they share most faces with, each id once.

    Args:
        labels: New group of each face, NONE for none.
        old: Group the face was in before, NONE for none or for a group that was not formed afresh.
    """
    both = (labels != NONE) & (old != NONE)
    pairs, shared = np.unique(np.stack([labels[both], old[both]]), axis=1, return_counts=True)
    renamed: dict[int, int] = {}
    taken: set[int] = set()
    for position in np.argsort(-shared, kind="stable"):
        label, group = int(pairs[0, position]), int(pairs[1, position])
        if label not in renamed and group not in taken:
            renamed[label] = group
            taken.add(group)
    distinct, rows = np.unique(labels, return_inverse=True)
    return np.array([renamed.get(label, label) for label in distinct.tolist()], np.int64)[rows]
