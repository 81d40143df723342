"""Photos decoded elsewhere: futures of pixels, whatever the files do to the processes that read them."""

import os
from concurrent.futures import Future

import numpy as np
from numpy.typing import NDArray

from faceorg.media.decoding import DecodedPhoto, DecodeLimits, decode, decode_picture, full_pixels
from faceorg.media.isolation import IsolatedPool

_FEWEST, _MOST = 2, 8
"""Two, so that a file that hangs does not stop the others; eight feed more engine threads than any desktop has."""


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
        self._pool = IsolatedPool(workers, limits.megabytes, limits.seconds)

    def submit(self, path: bytes, *, urgent: bool = False) -> "Future[DecodedPhoto]":
        """Decode a file as ``decoding.decode``; before everything that waits if a person waits for it."""
        return self._pool.run(decode, path, self._limits, urgent=urgent)

    def submit_bytes(self, data: bytes) -> "Future[DecodedPhoto]":
        """Decode a dropped or pasted picture, as ``decoding.decode_picture``, before everything that waits."""
        return self._pool.run(decode_picture, data, self._limits, urgent=True)

    def submit_full(self, path: bytes, long_side: int) -> "Future[NDArray[np.uint8]]":
        """Decode a file for the viewer, as ``decoding.full_pixels``, before everything that waits."""
        return self._pool.run(full_pixels, path, long_side, self._limits, urgent=True)

    def close(self) -> None:
        """End the processes; answers still awaited fail with ``CancelledError``."""
        self._pool.close()
