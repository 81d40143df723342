"""Photos decoded elsewhere: futures of pixels, whatever the files do to the processes that read them."""

import os
from concurrent.futures import Future
from functools import partial

import numpy as np
from numpy.typing import NDArray

from faceorg.media.decoding import (
    PIXELS_LONG_SIDE,
    DecodedPhoto,
    DecodeLimits,
    decode,
    decode_picture,
    full_pixels,
)
from faceorg.media.isolation import IsolatedPool, WorkLimits

_FEWEST, _MOST = 2, 8
"""Two, so that a file that hangs does not stop the others; eight feed more engine threads than any desktop has."""

_THUMBNAIL_BYTES = 1_000_000
"""Far above any JPEG of 320 x 320 pixels."""

_AXES = 3
"""Rows, columns, colours."""

_RGB = 3


def choose_workers(setting: int) -> int:
    """Return how many decoding processes to use: the setting, or for 0 half the cores (finding faces is far slower)."""
    return setting or min(_MOST, max(_FEWEST, (os.cpu_count() or 1) // 2))


class DecodePool:
    """Decodes files of the user in spawned processes with limits; safe to use from any thread.

    Every answer is the value described, or its exception: ``UnreadablePhotoError`` with the reason (also when the
    process crashed, hung or ran out of memory over this file), ``PhotoGoneError`` when the file vanished,
    ``CancelledError`` when the pool was closed first.
    """

    def __init__(self, workers: int, limits: DecodeLimits) -> None:
        self._limits = limits
        self._pool = IsolatedPool(workers, WorkLimits(limits.megabytes, limits.seconds))

    def submit(self, path: bytes) -> "Future[DecodedPhoto]":
        """Decode a file for indexing, as ``decoding.decode``."""
        return self._pool.run(decode, path, self._limits, is_sound=_is_photo)

    def submit_bytes(self, data: bytes) -> "Future[DecodedPhoto]":
        """Decode a dropped or pasted picture, as ``decoding.decode_picture``."""
        return self._pool.run(decode_picture, data, self._limits, is_sound=_is_photo)

    def submit_full(self, path: bytes, long_side: int) -> "Future[NDArray[np.uint8]]":
        """Decode a file for the viewer, as ``decoding.full_pixels``."""
        return self._pool.run(full_pixels, path, long_side, self._limits, is_sound=partial(_is_pixels, long_side))

    def close(self) -> None:
        """End the processes; answers still awaited fail with ``CancelledError``."""
        self._pool.close()


def _is_pixels(long_side: int, pixels: object) -> bool:
    if not isinstance(pixels, np.ndarray) or pixels.dtype != np.uint8 or pixels.ndim != _AXES:
        return False
    height, width, colours = pixels.shape
    return bool(colours == _RGB and min(height, width) > 0 and max(height, width) <= long_side)


def _is_photo(photo: object) -> bool:
    return (
        isinstance(photo, DecodedPhoto)
        and _is_pixels(PIXELS_LONG_SIDE, photo.pixels)
        and len(photo.thumbnail) <= _THUMBNAIL_BYTES
    )
