"""Small pictures of photos and faces on disk: quick to show, cheap to lose.

Any file or folder of the cache may vanish at any time, and a damaged file counts as missing. Nothing here fails because
the disk is full or read-only: a thumbnail that cannot be kept is made again when it is next needed.
"""

import hashlib
import io
import logging
import os
import struct
import tempfile
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from faceorg.core.geometry import Region

FACE_SIDE = 192
"""Face pictures are this many pixels wide and high: twice their ordinary size, for dense screens."""

_FACE_MARGIN = 1.75
"""How much larger than the face the square around it is: hair and chin belong to a likeness."""

_FACE_QUALITY = 88
"""JPEG quality of face pictures; a picture takes about 8 KB."""

_LARGEST_SIDE = 4096
"""No thumbnail of ours is near this; a larger file is damaged or not ours."""

_KEY_BYTES = 20

_log = logging.getLogger(__name__)


class ThumbnailCache:
    """Thumbnails by content hash, face pictures by content hash and region, each a JPEG file in one of 256 folders.

    Safe to use from any thread and from several processes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def photo(self, content_hash: bytes) -> NDArray[np.uint8] | None:
        """Return a photo's thumbnail, shape (h, w, 3), RGB, None if it is not in the cache."""
        return _load(self._place("photos", content_hash))

    def put_photo(self, content_hash: bytes, jpeg: bytes) -> None:
        """Keep a photo's thumbnail, as made by ``decoding.decode``."""
        _store(self._place("photos", content_hash), jpeg)

    def face(self, content_hash: bytes, region: Region) -> NDArray[np.uint8] | None:
        """Return the picture of a face, shape (side, side, 3), RGB, None if it is not in the cache."""
        return _load(self._place("faces", _face_key(content_hash, region)))

    def put_face(self, content_hash: bytes, region: Region, pixels: NDArray[np.uint8]) -> None:
        """Keep the picture of a face, as made by ``cut_face``."""
        file = io.BytesIO()
        Image.fromarray(pixels).save(file, "JPEG", quality=_FACE_QUALITY)
        _store(self._place("faces", _face_key(content_hash, region)), file.getvalue())

    def _place(self, kind: str, key: bytes) -> Path:
        name = key.hex()
        return self._folder / kind / name[:2] / f"{name}.jpg"


def cut_face(pixels: NDArray[np.uint8], region: Region, side: int = FACE_SIDE) -> NDArray[np.uint8]:
    """Return a square picture of a face.

    The square is moved inside the photo where it reaches over the border; where the photo is too small even for that,
    its outermost pixels are repeated.

    Args:
        pixels: The upright photo at any scale, shape (h, w, 3), RGB.
        region: Where the face is.
        side: Width and height of the result.

    Returns:
        Shape (side, side, 3), uint8, RGB.
    """
    height, width = pixels.shape[:2]
    left, top, edge = _square(region, width, height)
    rows = np.clip(np.arange(top, top + edge), 0, height - 1)
    columns = np.clip(np.arange(left, left + edge), 0, width - 1)
    square = Image.fromarray(pixels[rows[:, None], columns])
    return np.asarray(square.resize((side, side), Image.Resampling.LANCZOS))


def _square(region: Region, width: int, height: int) -> tuple[int, int, int]:
    """Return left, top and edge in pixels of the square to show around a face."""
    _, _, face_width, face_height = region.to_pixels(width, height)
    face = max(face_width, face_height, 1.0)
    edge = round(max(face, min(face * _FACE_MARGIN, width, height)))
    x, y = region.centre
    return _inside(x * width, edge, width), _inside(y * height, edge, height), edge


def _inside(centre: float, edge: int, length: int) -> int:
    """Return where a stretch of ``edge`` around ``centre`` starts, moved into 0-``length`` if it fits there."""
    start = round(centre - edge / 2)
    return min(max(start, 0), length - edge) if edge <= length else (length - edge) // 2


def _face_key(content_hash: bytes, region: Region) -> bytes:
    place = struct.pack("<4d", region.x, region.y, region.w, region.h)
    return hashlib.blake2b(content_hash + place, digest_size=_KEY_BYTES).digest()


def _load(path: Path) -> NDArray[np.uint8] | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    pixels = _pixels(data)
    if pixels is None:
        with suppress(OSError):
            path.unlink()
    return pixels


def _pixels(jpeg: bytes) -> NDArray[np.uint8] | None:
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
            return np.asarray(image.convert("RGB")) if max(image.size) <= _LARGEST_SIDE else None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _store(path: Path, data: bytes) -> None:
    """Write beside and rename, so that a reader sees all of the file or none."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(beside).replace(path)
        except OSError:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        _log.warning("a thumbnail could not be kept: %s", error)
