"""Faces: regions of photos that keep their ids and the user's decisions, whatever engine looks at the photo again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import apsw
import numpy as np
from numpy.typing import NDArray

from faceorg.catalog.arrays import bound
from faceorg.catalog.connections import Connections
from faceorg.catalog.redetection import store_found
from faceorg.catalog.statements import statement
from faceorg.core.errors import NotFoundError
from faceorg.core.geometry import Region
from faceorg.core.ids import FaceId, GroupId, PersonId, PhotoId
from faceorg.core.records import Face, FaceState, FoundFace

PAGE = 1000
"""Faces read at a time when all are listed: no read transaction stays open while the reader thinks."""


@dataclass(frozen=True, slots=True)
class FaceVectors:
    """The vectors of one pack, in the order they were stored.

    Attributes:
        faces: Shape (n,), int64 face ids, each once.
        photos: Shape (n,), int64, the photo of each face.
        quality: Shape (n,), float32, 0-1.
        vectors: Shape (n, dimension), float16, unit length but for rounding; (0, 0) when there are none.
        revision: Hand it to the next call to get only what came later.
    """

    faces: NDArray[np.int64]
    photos: NDArray[np.int64]
    quality: NDArray[np.float32]
    vectors: NDArray[np.float16]
    revision: int


class Faces:
    """Queries about faces, and the one machine write that stores them."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def store_found(self, photo: PhotoId, pack: str, found: Sequence[FoundFace]) -> list[FaceId]:
        """Store what a pack found in a photo, all of it or nothing, and note that the pack has looked.

        A face the catalog knows already (regions overlapping by half or more, best match first) keeps its id and all
        decisions. Faces the pack no longer finds are dropped unless another pack or the user knows them.

        Returns:
            The id of each found face, in the same order.
        """
        return self._connections.write(lambda connection: store_found(connection, photo, pack, found))

    def get(self, face: FaceId, pack: str) -> Face:
        """Return one face.

        Raises:
            NotFoundError: There is no such face, or its photo is gone.
        """
        found = self.get_many([face], pack)
        if face not in found:
            raise NotFoundError(f"There is no face {face}.")
        return found[face]

    def get_many(self, faces: Iterable[int], pack: str) -> dict[FaceId, Face]:
        """Return faces by id; unknown ones and those of photos that are gone are left out."""
        found = self._query("AND f.id IN (SELECT value FROM carray(:ids))", pack, ids=bound(faces))
        return {face.id: face for face in found}

    def of_photo(self, photo: PhotoId, pack: str) -> list[Face]:
        """Return the faces of a photo, largest first."""
        return self._query("AND f.photo = :photo ORDER BY f.w * f.h DESC, f.id", pack, photo=photo)

    def of_group(self, group: GroupId) -> list[Face]:
        """Return the faces that show in a group, best first.

        Raises:
            NotFoundError: There is no such group.
        """
        with self._connections.read() as connection:
            row = connection.execute("SELECT pack FROM face_group WHERE id = ?", (group,)).fetchone()
        if row is None:
            raise NotFoundError(f"There is no group {group}.")
        which = (
            "AND f.id IN (SELECT face FROM group_member WHERE group_id = :group AND shown = 1)"
            " ORDER BY f.quality DESC, f.id"
        )
        return self._query(which, row[0], group=group)

    def of_person(self, person: PersonId, pack: str) -> list[Face]:
        """Return the faces of a person, confirmed and placed, latest photo first."""
        with self._connections.read() as connection:
            rows = connection.execute(statement("faces_of_person"), {"person": person, "pack": pack})
            ids = [row[0] for row in rows]
        which = "AND f.id IN (SELECT value FROM carray(:ids)) ORDER BY p.taken DESC, f.photo DESC, f.id"
        return self._query(which, pack, ids=bound(ids))

    def all(self, pack: str) -> Iterator[Face]:
        """Return every face by id, read page by page."""
        last = 0
        while page := self._query("AND f.id > :last ORDER BY f.id LIMIT :page", pack, last=last, page=PAGE):
            yield from page
            last = page[-1].id

    def vectors(self, pack: str, after: int = 0) -> FaceVectors:
        """Return the vectors stored after a revision, of hidden photos too; a face detected again comes again.

        Args:
            pack: Name of the pack.
            after: ``FaceVectors.revision`` of an earlier call, or 0 for everything. It is not a face id.
        """
        return self._vectors("AND e.id > :after ORDER BY e.id", pack, after)

    def vectors_of(self, pack: str, faces: Iterable[int]) -> FaceVectors:
        """Return the vectors of the given faces, in no particular order; faces without one are left out."""
        return self._vectors("AND e.face IN (SELECT value FROM carray(:faces))", pack, faces=bound(faces))

    def state(self, pack: str) -> tuple[int, int]:
        """Return the number of a pack's vectors and their revision; an index with other numbers is out of date."""
        with self._connections.read() as connection:
            row = connection.execute("SELECT count(*), coalesce(max(id), 0) FROM embedding WHERE pack = ?", (pack,)).get
        return row[0], row[1]

    def _query(self, which: str, pack: str, **bindings: "apsw.Binding") -> list[Face]:
        with self._connections.read() as connection:
            rows = connection.execute(f"{statement('faces')} {which}", {"pack": pack, **bindings})
            return [_face(row) for row in rows]

    def _vectors(self, which: str, pack: str, after: int = 0, **bindings: "apsw.Binding") -> FaceVectors:
        with self._connections.read() as connection:
            rows = list(
                connection.execute(f"{statement('vectors')} {which}", {"pack": pack, "after": after, **bindings})
            )
        if not rows:
            none = np.zeros(0, np.int64)
            return FaceVectors(none, none, none.astype(np.float32), np.zeros((0, 0), np.float16), after)
        ids, faces, photos, quality, blobs = zip(*rows, strict=True)
        vectors = np.frombuffer(b"".join(blobs), np.float16).reshape(len(rows), -1)
        return FaceVectors(
            np.array(faces, np.int64), np.array(photos, np.int64), np.array(quality, np.float32), vectors, max(ids)
        )


def _face(row: tuple[Any, ...]) -> Face:
    face, photo, x, y, w, h, score, quality, confirmed, placed, group = row
    return Face(
        face, photo, Region(x, y, w, h), score, quality, _state(confirmed, placed, group), group, confirmed or placed
    )


def _state(confirmed: int | None, placed: int | None, group: int | None) -> FaceState:
    if confirmed is not None:
        return FaceState.CONFIRMED
    if placed is not None:
        return FaceState.PLACED
    return FaceState.SINGLE if group is None else FaceState.GROUPED
