"""Puts five points on a found face with dlib's regression trees: four eye corners and the base of the nose.

Fifteen cascades each look at 800 pixels around the points they have so far and let 500 small trees correct them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceorg.engine.alignment import similarity_transform

POINTS = 5
"""Points: outer and inner corner of the eye on the image's right, the same of the eye on the left, base of the nose."""

DEPTH = 4
"""Questions a tree asks before it answers."""

SPLITS, LEAVES = 2**DEPTH - 1, 2**DEPTH
"""Questions and answers a tree holds."""


@dataclass(frozen=True, slots=True)
class Trees:
    """The whole predictor as arrays; c cascades of t trees that look at p pixels.

    Attributes:
        initial: Shape (5, 2), float32, where the points are in a mean face; (0, 0) is the box's first pixel, (1, 1)
            its last.
        first, second: Shape (c, t, 15), int16, the two pixels each question compares.
        thresholds: Shape (c, t, 15), float32, by how much the first has to be brighter.
        leaves: Shape (c, t, 16, 10), float32, corrections (x, y) of all points.
        anchors: Shape (c, p), int16, the point each pixel lies near.
        offsets: Shape (c, p, 2), float32, where it lies from there, in the frame of ``initial``.
    """

    initial: NDArray[np.float32]
    first: NDArray[np.int16]
    second: NDArray[np.int16]
    thresholds: NDArray[np.float32]
    leaves: NDArray[np.float32]
    anchors: NDArray[np.int16]
    offsets: NDArray[np.float32]


def find_landmarks(trees: Trees, image: NDArray[np.uint8], box: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the five points of one face, shape (5, 2), pixels (x, y) of the image.

    dlib rounds them to whole pixels (``np.floor(points + 0.5)``); that is left to the caller.

    Args:
        trees: The predictor.
        image: Shape (height, width, 3), RGB.
        box: Left, top, right, bottom in pixels, the last two inclusive; may leave the image.
    """
    shape = trees.initial
    for cascade in range(len(trees.anchors)):
        grey = _grey_values(image, box, _looked_at(trees, cascade, shape))
        shape = _corrected(shape, trees.leaves[cascade], _answers(trees, cascade, grey))
    return _in_pixels(box, shape)


def _looked_at(trees: Trees, cascade: int, shape: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the pixels of a cascade in the frame of the box, turned and scaled as the points are by now."""
    turn = similarity_transform(trees.initial, shape)[:, :2].astype(np.float32)
    turned: NDArray[np.float32] = trees.offsets[cascade] @ turn.T
    turned += shape[trees.anchors[cascade]]
    return turned


def _in_pixels(box: NDArray[np.int64], points: NDArray[np.float32]) -> NDArray[np.float64]:
    return box[:2] + (box[2:] - box[:2]) * points.astype(np.float64)


def _grey_values(image: NDArray[np.uint8], box: NDArray[np.int64], points: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the mean of red, green and blue at points in the frame of the box, rounded down; 0 outside the image."""
    height, width = image.shape[:2]
    columns, rows = np.floor(_in_pixels(box, points) + 0.5).astype(np.int64).T
    inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
    grey = np.zeros(len(points), np.int64)
    grey[inside] = image[rows[inside], columns[inside]].sum(axis=1, dtype=np.int64) // 3
    return grey


def _answers(trees: Trees, cascade: int, grey: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the leaf every tree of a cascade ends in."""
    first, second, thresholds = trees.first[cascade], trees.second[cascade], trees.thresholds[cascade]
    rows = np.arange(len(first))
    node: NDArray[np.int64] = np.zeros(len(first), np.int64)
    for _ in range(DEPTH):
        brighter = grey[first[rows, node]] - grey[second[rows, node]] > thresholds[rows, node]
        node = 2 * node + np.where(brighter, 1, 2)
    node -= SPLITS
    return node


def _corrected(
    shape: NDArray[np.float32], leaves: NDArray[np.float32], answers: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return the shape plus all corrections, added one after another in float32 as dlib does: other orders differ."""
    chosen = leaves[np.arange(len(leaves)), answers]
    running = np.add.accumulate(np.vstack([shape.reshape(1, -1), chosen]), axis=0)
    last: NDArray[np.float32] = running[-1].reshape(POINTS, 2)
    return last
