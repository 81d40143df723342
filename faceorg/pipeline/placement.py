"""Puts new faces into groups: reads what grouping needs, asks ``people``, and stores the answer."""

import dataclasses

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

ALL_SHARE = 0.1
"""When more than this share of all faces is new, all are looked at anew; below, the new ones and what is like them."""

ALL_ROWS = 3000
"""Up to this many faces are grouped in well under a second, so all of them are looked at each time."""

NOBODY = np.empty(0, np.int64)


class Placement:
    """Groups the faces of one pack.

    Groups of a finished grouping only grow from then on. Those of an unfinished one, made while more photos are coming,
    are formed afresh when it is finished: the order in which photos came in must not decide who is together.

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
        finished, settled = self._reached()
        new = self._catalog.faces.vectors(self._pack, max(self._grouped_to, finished))
        if not len(new.faces):
            return Changes()
        self._grouped_to = new.revision
        if self._are_few():
            return self._place_all(self._catalog.faces.vectors(self._pack, settled).faces)
        return self._place_some(new, NOBODY)

    def finish(self) -> Changes:
        """Group all faces that came since grouping was finished the last time, also in earlier runs of the program."""
        finished, settled = self._reached()
        new = self._catalog.faces.vectors(self._pack, finished)
        if not len(new.faces):
            return Changes()
        unsettled = new.faces if settled == finished else NOBODY
        count, _ = self._catalog.faces.state(self._pack)
        many = self._are_few() or len(new.faces) > ALL_SHARE * count
        changes = self._place_all(unsettled) if many else self._place_some(new, unsettled)
        self._grouped_to = new.revision
        self._finished.write(new.revision)
        return changes

    def _place_all(self, unsettled: Ids) -> Changes:
        """Group every face; groups of unsettled faces alone are formed afresh."""
        ids, alike, similarities = self._workshop.index().neighbours_of_all(NEIGHBOURS, self._workshop.cut_offs().join)
        faces = self._face_set(self._catalog.faces.vectors(self._pack))
        return self._grow(faces, Neighbours(ids, alike, similarities), unsettled)

    def _place_some(self, new: FaceVectors, unsettled: Ids) -> Changes:
        """Let new faces join what is there: they, the faces like them and all members of their groups take part."""
        members = self._catalog.groups.members(self._pack)
        alike, similarities = self._workshop.index().search(new.vectors.astype(np.float32), NEIGHBOURS + 1)
        near = np.union1d(new.faces, alike[alike >= 0])
        touched = members.groups[np.isin(members.faces, near)]
        taking_part = np.union1d(near, members.faces[np.isin(members.groups, touched)])
        faces = self._face_set(self._catalog.faces.vectors_of(self._pack, taking_part.tolist()))
        return self._grow(faces, Neighbours(new.faces, alike, similarities), unsettled)

    def _grow(self, faces: FaceSet, neighbours: Neighbours, unsettled: Ids) -> Changes:
        """Let groups grow and store what changed; groups formed afresh keep the id of what they are most like."""
        settled = ~np.isin(faces.ids, unsettled) | (faces.persons != NONE)
        kept = np.isin(faces.groups, faces.groups[settled])
        loosened = dataclasses.replace(faces, groups=np.where(kept, faces.groups, NONE))
        rejections = np.stack(self._catalog.people.rejections(), axis=1)
        first_new = int(self._catalog.groups.members(self._pack).groups.max(initial=0)) + 1
        labels = grow_groups(loosened, neighbours, rejections, self._workshop.cut_offs(), first_new)
        labels = with_old_ids(labels, np.where(kept, NONE, faces.groups))
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

    def _are_few(self) -> bool:
        count, _ = self._catalog.faces.state(self._pack)
        return count <= ALL_ROWS

    def _reached(self) -> tuple[int, int]:
        """Return the revisions up to which all faces were grouped, and up to which groups are settled.

        Where the note of it is gone but groups are there, all faces are grouped again and all groups count as settled.
        """
        noted = self._finished.read()
        _, newest = self._catalog.faces.state(self._pack)
        if noted is not None and noted <= newest:
            return noted, noted
        if len(self._catalog.groups.members(self._pack).faces):
            return 0, newest
        self._finished.write(0)
        return 0, 0


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
