"""Labelled sets of photos: who is on which photo, by ``labels.csv`` in its folder (``path,person[,x,y,w,h]``)."""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from faceorg.core.geometry import Region
from faceorg.core.records import FoundFace

CENTRAL_PREFIX = "lfw"
"""In sets of this family the labelled face is the one in the middle, not the largest."""
LEAST_OVERLAP = 0.2
"""Intersection over union from which a face is the one in a labelled box; engines draw faces tighter or wider."""


@dataclass(slots=True)
class LabelledPhoto:
    """One photo and what its label says: the names on it, and boxes (name, (x, y, w, h) in pixels) if there are any."""

    path: Path
    names: list[str] = field(default_factory=list)
    boxes: list[tuple[str, tuple[float, float, float, float]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PhotoFaces:
    """What an engine found in a photo of ``size`` (width, height) pixels."""

    size: tuple[int, int]
    faces: list[FoundFace]


def read_labels(folder: Path) -> list[LabelledPhoto]:
    """Return the labelled photos of a set, in the order of its ``labels.csv``."""
    photos: defaultdict[str, LabelledPhoto] = defaultdict()
    with (folder / "labels.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            photo = photos.setdefault(row["path"], LabelledPhoto(folder / row["path"]))
            names = [name.strip() for name in row["person"].split(";") if name.strip()]
            photo.names += names
            if row.get("x") and names:
                box = (float(row["x"]), float(row["y"]), float(row["w"]), float(row["h"]))
                photo.boxes.append((names[0], box))
    return list(photos.values())


def is_central(folder: Path) -> bool:
    """Whether the labelled face of a photo of this set is the one in the middle."""
    return folder.name.startswith(CENTRAL_PREFIX)


def scored_faces(photo: LabelledPhoto, found: PhotoFaces, central: bool) -> list[tuple[str, int | None]]:
    """Return (name, position of its face in ``found.faces``, or None if it was not found) for what counts.

    That is the face overlapping a labelled box, else the largest (or most central) face of a photo with one name.
    """
    regions = [face.region for face in found.faces]
    if photo.boxes:
        return [(name, _overlapping(Region.from_pixels(*box, size=found.size), regions)) for name, box in photo.boxes]
    if len(photo.names) != 1:
        return []
    size = {"key": lambda at: _distance_to_middle(regions[at])} if central else {"key": lambda at: -regions[at].area}
    return [(photo.names[0], min(range(len(regions)), default=None, **size))]


def _overlapping(box: Region, regions: list[Region]) -> int | None:
    overlaps = [region.overlap(box) for region in regions]
    best = max(range(len(overlaps)), key=overlaps.__getitem__, default=None)
    return best if best is not None and overlaps[best] >= LEAST_OVERLAP else None


def _distance_to_middle(region: Region) -> float:
    x, y = region.centre
    return (x - 0.5) ** 2 + (y - 0.5) ** 2
