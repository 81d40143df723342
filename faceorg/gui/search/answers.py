"""Runs a search by picture off the GUI thread and gathers everything its page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from faceorg.core.geometry import Region
from faceorg.core.ids import PhotoId
from faceorg.core.records import SearchAnswer
from faceorg.gui.pictures import image_of
from faceorg.library import Library

Source = bytes | Path | NDArray[np.uint8]
"""The content of an image file, a file, or RGB pixels of shape (height, width, 3)."""
MOST_PICTURES = 8
"""Pictures searched at once when many are dropped; the rest would only bury the first results."""
FACE_FRAME = 1.75
"""Side of a shown face, in sides of its region."""
FACE_SIDE = 144
"""Pixels of a face cut for a chip, enough for any screen."""
PREVIEW_SIDE = 512
"""Long side of the picture shown on the page."""


@dataclass(frozen=True, slots=True)
class SearchedPicture:
    """One searched picture, kept in memory only as long as its page shows it.

    Attributes:
        preview: The picture, small.
        faces: The face of each ``answer.faces``, cut out.
    """

    answer: SearchAnswer
    preview: QImage
    faces: tuple[QImage, ...]


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a result shows of its photo."""

    taken: datetime
    aspect: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answers to all pictures of one search, and the facts of every photo in them.

    Attributes:
        left_out: Number of pictures that were more than can be searched at once.
    """

    pictures: tuple[SearchedPicture, ...]
    photos: dict[PhotoId, PhotoFacts]
    left_out: int = 0


def run_search(library: Library, sources: Sequence[Source]) -> SearchResult:
    """Search pictures one after the other; the pictures are not stored.

    Raises:
        KnownError: A picture cannot be read, or no engine is usable.
    """
    pictures = tuple(_search_one(library, source) for source in sources[:MOST_PICTURES])
    found = {match.photo for picture in pictures for face in picture.answer.faces for match in face.matches}
    facts = {photo: _facts(library, photo) for photo in found}
    return SearchResult(pictures, facts, max(0, len(sources) - MOST_PICTURES))


def _search_one(library: Library, source: Source) -> SearchedPicture:
    pixels = library.picture_pixels(source)
    answer = library.search_picture(pixels)
    return SearchedPicture(
        answer, _shrunk(pixels, PREVIEW_SIDE), tuple(cut_face(pixels, f.region) for f in answer.faces)
    )


def _facts(library: Library, photo: PhotoId) -> PhotoFacts:
    known = library.photo(photo)
    return PhotoFacts(known.taken, known.width / max(1, known.height))


def cut_face(pixels: NDArray[np.uint8], region: Region) -> QImage:
    """Return a square around a face, moved inside the picture where it would reach out."""
    height, width, _ = pixels.shape
    left, top, w, h = region.to_pixels(width, height)
    side = max(1, min(round(max(w, h) * FACE_FRAME), width, height))
    x = min(max(0, round(left + w / 2 - side / 2)), width - side)
    y = min(max(0, round(top + h / 2 - side / 2)), height - side)
    return _shrunk(pixels[y : y + side, x : x + side], FACE_SIDE)


def _shrunk(pixels: NDArray[np.uint8], long_side: int) -> QImage:
    """Return an image whose long side is at most ``long_side``: whole steps first, then smoothly."""
    step = max(1, max(pixels.shape[:2]) // (2 * long_side))
    image = image_of(pixels[::step, ::step])
    if max(image.width(), image.height()) <= long_side:
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(long_side, long_side, keep, smooth)
