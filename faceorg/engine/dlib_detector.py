"""Finds faces with dlib's convolutional detector, run by onnxruntime: the same boxes, in a fraction of the time."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from faceorg.engine.dlib_tiling import Placed, Tiling, tiling_of
from faceorg.engine.graphs import INPUT

MEAN_COLOUR = np.array([122.782, 117.001, 104.298], np.float32)
"""Mean red, green and blue of dlib's training photos; taken off every pixel before a network sees it."""

PIXEL_SCALE = np.float32(256)
"""What a pixel is divided by after that."""

CELL = 8
"""Pixels from one cell of the network's answer to the next: three steps of two."""

FIRST_CELL = 14
"""Pixel on which the first cell is centred."""

CELL_INPUT = 29
"""Pixels one cell needs: three windows of five, each two pixels apart."""

MARGIN = 10
"""Cells of an answer that the edge of its input can reach: the padded layers reach 2 + 2 + 2 + 4 cells."""

STRIP_PIXELS = 2_500_000
"""A tile goes through the network in strips of about this many pixels at most, which bounds the memory of a photo.

A photo of 1600 x 1200 pixels takes three strips: 190 MB less than in one piece, for a tenth more time.
"""

THRESHOLD = 0.0
"""Score above which a cell is a face; dlib's own."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Faces in pixels of the image, surest first.

    Attributes:
        edges: Shape (n, 4), int64, left, top, right, bottom; right and bottom belong to the face. May leave the image.
        scores: Shape (n,), float32; a clear face has about 1.
    """

    edges: NDArray[np.int64]
    scores: NDArray[np.float32]


def normalised(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return RGB pixels as dlib's networks want them, shape unchanged, colours last."""
    return (pixels.astype(np.float32) - MEAN_COLOUR) / PIXEL_SCALE


class DlibDetector:
    """dlib's detector for faces of 80 pixels and more. Safe to use from several threads."""

    def __init__(self, session: onnxruntime.InferenceSession, window: int, overlap: float) -> None:
        """Take the loaded network, the side of its window, and how much two finds may overlap."""
        self._session = session
        self._reach = (window - 1) / 2
        self._overlap = overlap

    def find(self, image: NDArray[np.uint8]) -> Boxes:
        """Return the faces of an image at its own size.

        Args:
            image: Shape (height, width, 3), RGB, both sides at least 8 pixels.
        """
        height, width = image.shape[:2]
        tiling = tiling_of(width, height)
        answer = self._answer(_tile(image, tiling))
        rows, columns = np.nonzero(answer > THRESHOLD)
        scores = answer[rows, columns]
        centres = (np.stack([columns, rows], axis=1) * CELL + FIRST_CELL).astype(np.float64)
        boxes = np.concatenate([centres - self._reach, centres + self._reach], axis=1)
        edges = tiling.to_image(boxes, tiling.level_of(centres))
        kept = _without_doubles(edges, scores, self._overlap)
        return Boxes(edges[kept], scores[kept])

    def _answer(self, tile: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the network's score for every cell of a tile, computed strip by strip.

        Each strip is taken larger than needed by what its edge can influence, so the answer is that of the whole tile.
        """
        rows = (tile.shape[0] - CELL_INPUT) // CELL + 1
        strips = math.ceil(tile.shape[0] * tile.shape[1] / STRIP_PIXELS)
        step = math.ceil(rows / strips)
        return np.concatenate([self._strip(tile, start, min(start + step, rows)) for start in range(0, rows, step)])

    def _strip(self, tile: NDArray[np.float32], start: int, end: int) -> NDArray[np.float32]:
        """Return the scores of the rows of cells from ``start`` up to but without ``end``."""
        first = max(0, start - MARGIN)
        pixels = tile[first * CELL : (end + MARGIN - 1) * CELL + CELL_INPUT]
        planes = np.ascontiguousarray(pixels.transpose(2, 0, 1)[None])
        scores: NDArray[np.float32] = self._session.run(None, {INPUT: planes})[0][0, 0]
        return scores[start - first : end - first]


def _tile(image: NDArray[np.uint8], tiling: Tiling) -> NDArray[np.float32]:
    """Return all levels of an image in one picture; what lies between them has the mean colour."""
    tile = np.zeros((tiling.height, tiling.width, 3), np.float32)
    level = normalised(image)
    for placed in tiling.levels:
        level = _resampled(level, placed)
        tile[placed.y : placed.y + placed.height, placed.x : placed.x + placed.width] = level
    return tile


def _resampled(level: NDArray[np.float32], size: Placed) -> NDArray[np.float32]:
    """Return a level at the next size, its corner pixels on the corner pixels of the larger one."""
    height, width = level.shape[:2]
    if (width, height) == (size.width, size.height):
        return level
    matrix = np.zeros((2, 3))
    matrix[0, 0] = (width - 1) / max(1, size.width - 1)
    matrix[1, 1] = (height - 1) / max(1, size.height - 1)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    smaller: NDArray[np.float32] = cv2.warpAffine(
        level, matrix, (size.width, size.height), flags=flags, borderMode=cv2.BORDER_REPLICATE
    )
    return smaller


def _without_doubles(edges: NDArray[np.int64], scores: NDArray[np.float32], overlap: float) -> NDArray[np.intp]:
    """Return the rows to keep, surest first: a find goes when it fills too much of the box around it and a kept one."""
    kept: list[int] = []
    for row in np.argsort(-scores, kind="stable"):
        others = edges[kept]
        shared = _area(np.maximum(others[:, :2], edges[row, :2]), np.minimum(others[:, 2:], edges[row, 2:]))
        around = _area(np.minimum(others[:, :2], edges[row, :2]), np.maximum(others[:, 2:], edges[row, 2:]))
        if not np.any(shared > overlap * around):
            kept.append(int(row))
    return np.array(kept, np.intp)


def _area(corners: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many pixels lie between corners and ends (n, 2), both included; 0 where there are none."""
    sides: NDArray[np.int64] = np.maximum(ends - corners + 1, 0)
    return sides[:, 0] * sides[:, 1]
