"""What happens when a photo is looked at: found faces meet the known ones, and keep their ids and decisions."""

from collections.abc import Mapping, Sequence

import apsw
import numpy as np

from faceorg.catalog import ownership
from faceorg.catalog.arrays import bound
from faceorg.core.geometry import Region
from faceorg.core.ids import FaceId, PhotoId
from faceorg.core.records import FoundFace

SAME_FACE_OVERLAP = 0.5
"""Intersection over union from which two regions are one face: engines cut differently, neighbours overlap less."""


def store_found(connection: apsw.Connection, photo: PhotoId, pack: str, found: Sequence[FoundFace]) -> list[FaceId]:
    """Store the faces a pack found in a photo; see ``Faces.store_found``."""
    known = _known_faces(connection, photo)
    matched = match_regions(known, [face.region for face in found])
    ids = [_put_face(connection, photo, matched.get(row), face) for row, face in enumerate(found)]
    _put_embeddings(connection, pack, ids, found)
    _drop_lost(connection, pack, [face for face in known if face not in ids])
    ownership.settle_faces(connection, matched.values())
    connection.execute(
        "INSERT OR REPLACE INTO processed (pack, photo, faces) VALUES (?, ?, ?)", (pack, photo, len(found))
    )
    return ids


def match_regions(known: Mapping[FaceId, Region], found: Sequence[Region]) -> dict[int, FaceId]:
    """Pair found regions with known faces, the best overlap first, each used once.

    Returns:
        The known face for each row of ``found`` that has one.
    """
    pairs = [(region.overlap(other), -face, row) for face, region in known.items() for row, other in enumerate(found)]
    matched: dict[int, FaceId] = {}
    for overlap, minus_face, row in sorted(pairs, reverse=True):
        face = FaceId(-minus_face)
        if overlap >= SAME_FACE_OVERLAP and row not in matched and face not in matched.values():
            matched[row] = face
    return matched


def _known_faces(connection: apsw.Connection, photo: PhotoId) -> dict[FaceId, Region]:
    rows = connection.execute("SELECT id, x, y, w, h FROM face WHERE photo = ? ORDER BY id", (photo,))
    return {FaceId(face): Region(x, y, w, h) for face, x, y, w, h in rows}


def _put_face(connection: apsw.Connection, photo: PhotoId, known: FaceId | None, found: FoundFace) -> FaceId:
    """Return the id of the known face, whose region stays as it was (crops are kept by it), or of a new one."""
    if known is not None:
        connection.execute("UPDATE face SET score = ?, quality = ? WHERE id = ?", (found.score, found.quality, known))
        return known
    region = found.region
    added = connection.execute(
        "INSERT INTO face (photo, x, y, w, h, score, quality) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (photo, region.x, region.y, region.w, region.h, found.score, found.quality),
    )
    return FaceId(added.get)


def _put_embeddings(connection: apsw.Connection, pack: str, ids: Sequence[FaceId], found: Sequence[FoundFace]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO embedding (face, pack, quality, landmarks, vector) VALUES (?, ?, ?, ?, ?)",
        [
            (
                face,
                pack,
                each.quality,
                np.asarray(each.landmarks, np.float32).tobytes(),
                np.asarray(each.embedding, np.float16).tobytes(),
            )
            for face, each in zip(ids, found, strict=True)
        ],
    )


def _drop_lost(connection: apsw.Connection, pack: str, lost: Sequence[FaceId]) -> None:
    """Forget what this pack knew of faces it no longer finds, and the faces themselves if nobody else knows them."""
    if not lost:
        return
    groups = [
        row[0]
        for row in connection.execute(
            "DELETE FROM group_member WHERE pack = ? AND face IN (SELECT value FROM carray(?)) RETURNING group_id",
            (pack, bound(lost)),
        )
    ]
    connection.execute(
        "DELETE FROM embedding WHERE pack = ? AND face IN (SELECT value FROM carray(?))", (pack, bound(lost))
    )
    connection.execute(
        "DELETE FROM face WHERE id IN (SELECT value FROM carray(?))"
        " AND NOT EXISTS (SELECT 1 FROM embedding WHERE face = face.id)"
        " AND NOT EXISTS (SELECT 1 FROM confirmation WHERE face = face.id)"
        " AND NOT EXISTS (SELECT 1 FROM rejection WHERE face = face.id)",
        (bound(lost),),
    )
    ownership.settle(connection, groups)
