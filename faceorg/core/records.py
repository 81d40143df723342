"""The nouns of the catalog as plain frozen values; rooms hand these to each other, never rows."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from faceorg.core.geometry import Region
from faceorg.core.ids import FaceId, FolderId, GroupId, PersonId, PhotoId
from faceorg.core.packs import Certainty


class FaceState(StrEnum):
    """Where a face stands between machine and user."""

    CONFIRMED = "confirmed"
    """The user said who it is."""
    PLACED = "placed"
    """The machine put it into a group that belongs to a person."""
    GROUPED = "grouped"
    """It is in a group that has no name yet."""
    SINGLE = "single"
    """It looks like nobody else so far, or is too poor to be grouped."""


class PhotoFilter(StrEnum):
    """Which photos a grid shows."""

    ALL = "all"
    WITH_FACES = "with faces"
    NOT_NAMED = "not named yet"


class PeopleOrder(StrEnum):
    """How the people page is sorted."""

    MOST_PHOTOS = "most photos"
    NAME = "name"
    LAST_SEEN = "last seen"


@dataclass(frozen=True, slots=True)
class FoundFace:
    """A face an engine found in one photo, on its way to the catalog.

    Attributes:
        region: Where, in the oriented photo.
        landmarks: Shape (5, 2), float32, fractions of the oriented photo; their meaning belongs to the engine.
        score: The detector's confidence, on the engine's own scale.
        quality: 0-1, how much the embedding can be trusted (size, sharpness, pose, score).
        embedding: Shape (dimension,), float32, unit length.
    """

    region: Region
    landmarks: NDArray[np.float32]
    score: float
    quality: float
    embedding: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder the user pointed at. ``path`` is raw bytes; ``present`` is False while it cannot be reached."""

    id: FolderId
    path: bytes
    photos: int = 0
    present: bool = True


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo: its content, and the places it was last seen.

    Attributes:
        content_hash: 32 bytes of BLAKE2b over the file's bytes; the identity of the photo.
        width: Pixels of the oriented photo.
        height: Pixels of the oriented photo.
        taken: Local time it was taken (EXIF), else the file's modification time.
        paths: Files with this content, raw bytes, present ones first.
        camera: Maker and model as the file states them, or empty.
    """

    id: PhotoId
    content_hash: bytes
    width: int
    height: int
    taken: datetime
    paths: tuple[bytes, ...]
    camera: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """One face of one photo, with what is known of it now. ``group`` belongs to the pack that was asked for."""

    id: FaceId
    photo: PhotoId
    region: Region
    score: float
    quality: float
    state: FaceState
    group: GroupId | None
    person: PersonId | None


@dataclass(frozen=True, slots=True)
class Group:
    """Faces the machine put together. ``person`` owns it once one of its faces is confirmed.

    Attributes:
        faces: Number of faces.
        photos: Number of different photos.
        days: Number of different days they were taken on.
        first: Earliest time taken.
        last: Latest time taken.
        key_faces: A few of the best faces, best first.
    """

    id: GroupId
    faces: int
    photos: int
    days: int
    first: datetime | None
    last: datetime | None
    person: PersonId | None
    key_faces: tuple[FaceId, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the user named.

    Attributes:
        faces: Confirmed faces and faces placed by the machine.
        photos: Number of different photos.
        last_seen: Latest time taken.
        key_face: The face to show, None while the person has none.
    """

    id: PersonId
    name: str
    faces: int = 0
    photos: int = 0
    last_seen: datetime | None = None
    key_face: FaceId | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read. ``attempts`` counts the tries; ``reason`` is a sentence for people."""

    path: bytes
    reason: str
    attempts: int
    when: datetime


@dataclass(frozen=True, slots=True)
class NameSuggestion:
    """One line of the name completion: a person, and why it is offered."""

    person: PersonId
    name: str
    photos: int
    key_face: FaceId | None
    certainty: Certainty | None


@dataclass(frozen=True, slots=True)
class PhotoGrid:
    """The photos of one view in display order, as arrays (a million of them cost a few megabytes).

    Attributes:
        ids: Shape (n,), int64 photo ids.
        aspects: Shape (n,), float32, width divided by height of the oriented photo.
        months: Shape (n,), int32, year * 12 + (month - 1) of the time taken; descending or ascending.
    """

    ids: NDArray[np.int64]
    aspects: NDArray[np.float32]
    months: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers ``index`` and ``status`` print and the window shows."""

    photos: int
    faces: int
    groups: int
    people: int
    problems: int
    pack: str


@dataclass(frozen=True, slots=True)
class Match:
    """A face of the library that looks like a searched one, best first in every list."""

    face: FaceId
    photo: PhotoId
    region: Region
    person: PersonId | None
    person_name: str
    group: GroupId | None
    similarity: float
    certainty: Certainty | None


@dataclass(frozen=True, slots=True)
class SearchedFace:
    """A face found in a searched picture: where it is, who it most likely is, and the faces like it."""

    region: Region
    person: PersonId | None
    person_name: str
    certainty: Certainty | None
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The answer to a searched picture; no face found is a normal answer.

    Attributes:
        size: (width, height) in pixels of the oriented picture.
        faces: The faces found in it, largest first.
    """

    size: tuple[int, int]
    faces: tuple[SearchedFace, ...] = field(default=())
