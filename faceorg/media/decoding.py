"""One file in, one upright photo out: hash, pixels for the engine, date, camera and thumbnail from a single read.

Runs inside the spawned processes of ``isolation``; imports Pillow and numpy only.
"""

import hashlib
import io
import os
import warnings
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import AvifImagePlugin, Image

from faceorg.media import reasons
from faceorg.media.colour import is_averageable, to_rgb
from faceorg.media.exif import PhotoFacts, read_facts, turn_upright
from faceorg.media.formats import HEIF_FORMAT, RAW_SUFFIXES, formats_for, suffix_of

ENGINE_LONG_SIDE = 1600
"""Pixels are never fewer than this along the long side if the photo has them: the size faces are looked for at."""

_SPARE = 2
"""How many times the wanted long side is kept at most before reduction by whole numbers."""

THUMBNAIL_LONG_SIDE = 320
"""Twice the ordinary size of a photo in the grid, for dense screens."""

_THUMBNAIL_QUALITY = 85
"""Artefacts do not show at this size; a thumbnail takes about 15 KB."""

_REDUCING_GAP = 2.0
"""Shrinking by whole blocks down to this many times the size first: half the time, no visible difference."""

_FILE_MEGABYTES = 500
"""A third of the memory a reading process may use by default; the pixels need the rest."""

_MEGA = 1_000_000

_HEIF_BYTES = 9
"""Memory a HEIC photo takes for each pixel: 1.5 as it is stored, 3 in colour, 4 as an image. Refusing it at once saves
seconds of decoding that end in the same refusal."""

_HASH_BYTES = 32

AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # there is a process for each core already


@dataclass(frozen=True, slots=True)
class DecodeLimits:
    """What one file may cost.

    Attributes:
        megapixels: Photos with more are refused before their pixels are touched.
        megabytes: Memory one reading process may use.
        seconds: Time one photo may take.
    """

    megapixels: int = 300
    megabytes: int = 1500
    seconds: float = 30.0


@dataclass(frozen=True, slots=True, eq=False)
class DecodedPhoto:
    """A photo as it is meant to be looked at.

    Attributes:
        content_hash: 32 bytes of BLAKE2b over the file's bytes.
        pixels: Shape (h, w, 3), uint8, RGB, upright; long side 1600-3200 unless the photo is smaller.
        width: Pixels of the whole upright photo (``pixels`` may be reduced).
        height: Pixels of the whole upright photo.
        taken: Local time it was taken, else the file's modification time.
        camera: Maker and model as the file states them, or empty.
        thumbnail: JPEG bytes, long side at most 320.
        size: Bytes of the file that was read.
        mtime_ns: Modification time of the file that was read; 0 for a picture without a file.
    """

    content_hash: bytes
    pixels: NDArray[np.uint8] = field(repr=False)
    width: int
    height: int
    taken: datetime
    camera: str
    thumbnail: bytes = field(repr=False)
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class _Content:
    """Bytes of a file, and what the file system said of it when they were read."""

    data: bytes
    suffix: bytes
    modified: datetime
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class _Upright:
    """An RGB image that stands upright, with the size of the whole photo and its facts."""

    image: Image.Image
    size: tuple[int, int]
    facts: PhotoFacts


def decode(path: bytes, limits: DecodeLimits) -> DecodedPhoto:
    """Read a file of the user once and return everything indexing needs of it.

    Raises:
        UnreadablePhotoError: The file is not a photo, is damaged, or exceeds the limits; says why.
        PhotoGoneError: The file is no longer there.
    """
    return _decoded(_read(path), limits)


def decode_picture(data: bytes, limits: DecodeLimits) -> DecodedPhoto:
    """Return a picture that came as bytes (dropped, pasted) like ``decode``; without a date it counts as taken now.

    Raises:
        UnreadablePhotoError: The bytes are not a picture, are damaged, or exceed the limits; says why.
    """
    return _decoded(_Content(data, b"", datetime.now(), 0), limits)


def full_pixels(path: bytes, long_side: int, limits: DecodeLimits) -> NDArray[np.uint8]:
    """Return a photo for the viewer: shape (h, w, 3), RGB, upright, long side at most ``long_side``, never enlarged.

    Raises:
        UnreadablePhotoError: As ``decode``.
    """
    return np.asarray(_within(_upright(_read(path), limits, long_side).image, long_side))


def _decoded(content: _Content, limits: DecodeLimits) -> DecodedPhoto:
    upright = _upright(content, limits, ENGINE_LONG_SIDE)
    width, height = upright.size
    return DecodedPhoto(
        content_hash=hashlib.blake2b(content.data, digest_size=_HASH_BYTES).digest(),
        pixels=np.asarray(upright.image),
        width=width,
        height=height,
        taken=upright.facts.taken or content.modified,
        camera=upright.facts.camera,
        thumbnail=_thumbnail(upright.image),
        size=len(content.data),
        mtime_ns=content.mtime_ns,
    )


def _read(path: bytes) -> _Content:
    """Return the bytes of an ordinary file; a pipe in its place is never opened."""
    try:
        place = Path(os.fsdecode(path))
        if not place.is_file():
            raise reasons.not_ordinary() if place.exists() else reasons.gone()
        with place.open("rb") as file:
            state = os.fstat(file.fileno())
            if state.st_size > _FILE_MEGABYTES * _MEGA:
                raise reasons.too_large(state.st_size / _MEGA, _FILE_MEGABYTES)
            return _Content(file.read(), suffix_of(path), _local_time(state.st_mtime), state.st_mtime_ns)
    except OSError as error:
        raise reasons.from_disk(error) from error


def _local_time(seconds: float) -> datetime:
    """Return local time; a file may carry a modification time no calendar knows."""
    try:
        return datetime.fromtimestamp(seconds)
    except (OverflowError, ValueError, OSError):
        return datetime.now()


def _upright(content: _Content, limits: DecodeLimits, long_side: int) -> _Upright:
    """Decode at a long side of at least ``long_side`` (if the photo has it) and at most twice that."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of broken metadata that nobody can mend
            return _opened_upright(content, limits, long_side)
    except Exception as error:  # decoders raise anything on hostile bytes
        raise reasons.from_content(error, content.data, content.suffix) from error


def _opened_upright(content: _Content, limits: DecodeLimits, long_side: int) -> _Upright:
    Image.MAX_IMAGE_PIXELS = limits.megapixels * _MEGA
    with Image.open(io.BytesIO(content.data), formats=formats_for(content.data)) as image:
        _check(image, content.suffix, limits)
        size = image.size
        image.draft("RGB", _scaled(size, long_side))
        image.load()
        facts = _facts(image)
        rgb = to_rgb(_reduced(image, long_side)) if is_averageable(image) else _reduced(to_rgb(image), long_side)
        return _Upright(turn_upright(rgb, facts.orientation), size[::-1] if facts.sideways else size, facts)


def _check(image: Image.Image, suffix: bytes, limits: DecodeLimits) -> None:
    pixels = image.width * image.height
    if pixels > limits.megapixels * _MEGA:
        raise reasons.too_many_pixels(pixels, limits.megapixels)
    if image.format == HEIF_FORMAT and pixels * _HEIF_BYTES > limits.megabytes * _MEGA:
        raise reasons.too_much_memory()
    if image.format == "TIFF" and suffix in RAW_SUFFIXES:  # the preview inside a RAW file would pass for the photo
        raise reasons.raw()


def _facts(image: Image.Image) -> PhotoFacts:
    """Return the facts of a loaded image; HEIF and TIFF are already turned by their decoders when loaded."""
    facts = read_facts(image)
    if image.format == HEIF_FORMAT:
        return PhotoFacts(1, facts.taken, facts.camera)
    return facts


def _scaled(size: tuple[int, int], long_side: int) -> tuple[int, int]:
    """Return the size with the given long side and the same proportions, or the size itself if that is smaller.

    For a JPEG it is what the decoder must not go below when it decodes at 1/2, 1/4 or 1/8.
    """
    scale = min(1.0, long_side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _reduced(image: Image.Image, long_side: int) -> Image.Image:
    """Average whole blocks of pixels so that the long side is at most twice ``long_side``."""
    factor = -(-max(image.size) // (_SPARE * long_side))
    if factor <= 1:
        return image
    reduced = image.reduce(factor)
    reduced.info = image.info
    return reduced


def _within(image: Image.Image, long_side: int) -> Image.Image:
    size = _scaled(image.size, long_side)
    return image if size == image.size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=_REDUCING_GAP)


def _thumbnail(image: Image.Image) -> bytes:
    small = _within(image, THUMBNAIL_LONG_SIDE)
    file = io.BytesIO()
    small.save(file, "JPEG", quality=_THUMBNAIL_QUALITY)
    return file.getvalue()
