"""Where the levels of an image pyramid lie in one tall picture, so that a detector sees all sizes in a single pass.

The arithmetic is dlib's to the pixel: its network was trained on tiles like these, and its boxes depend on where a
level falls on the network's grid of eight pixels.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

SHRINK = (6 - 1.0) / 6
"""Each level has this share of the sides of the one before."""

SMALLEST_LEVEL = 5
"""Levels lower than this many rows are left out."""

GAP, BORDER = 10, 11
"""Empty pixels between two levels, and around all of them."""

GROW, GROW_SHIFT = 6 / 5, 0.3
"""A coordinate of a level times the first plus the second is its coordinate in the level before."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One level in the tile: its left top corner and its size in pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Tiling:
    """A tile's size in pixels and its levels, the largest first."""

    width: int
    height: int
    levels: tuple[Placed, ...]

    def level_of(self, points: NDArray[np.float64]) -> NDArray[np.intp]:
        """Return the number of the level each point (x, y) lies in, or of the nearest one.

        Args:
            points: Shape (n, 2), pixels of the tile.
        """
        corners = np.array([(level.x, level.y) for level in self.levels], np.float64)
        ends = corners + np.array([(level.width - 1, level.height - 1) for level in self.levels], np.float64)
        outside = np.maximum(np.maximum(corners - points[:, None], points[:, None] - ends), 0.0)
        nearest: NDArray[np.intp] = np.argmin(np.hypot(outside[..., 0], outside[..., 1]), axis=1)
        return nearest

    def to_image(self, boxes: NDArray[np.float64], levels: NDArray[np.intp]) -> NDArray[np.int64]:
        """Return boxes of the tile as boxes of the image, whole pixels, right and bottom inclusive.

        Args:
            boxes: Shape (n, 4), left, top, right, bottom in pixels of the tile.
            levels: Shape (n,), the level each box belongs to.
        """
        corners = np.array([(level.x, level.y) * 2 for level in self.levels], np.float64)
        mapped = boxes - corners[levels]
        for step in range(int(levels.max(initial=0))):
            mapped = np.where((levels > step)[:, None], mapped * GROW + GROW_SHIFT, mapped)
        return (np.sign(mapped) * np.floor(np.abs(mapped) + 0.5)).astype(np.int64)  # halves away from zero


def tiling_of(width: int, height: int) -> Tiling:
    """Return the tile for an image of the given size in pixels."""
    sizes = _level_sizes(width, height)
    column = _first_column(sizes)
    return Tiling(width + 2 * BORDER, column + 2 * BORDER, tuple(_placed(sizes, column)))


def _level_sizes(width: int, height: int) -> list[tuple[int, int]]:
    """Return (width, height) of each level, the image itself first."""
    sizes = []
    while height >= SMALLEST_LEVEL and width > 0:
        sizes.append((width, height))
        width, height = math.floor(width * SHRINK), math.floor(height * SHRINK)
    return sizes


def _first_column(sizes: list[tuple[int, int]]) -> int:
    """Return the height of the left column: levels go into it until the rest fits beside its lower part."""
    full_width, full_height = sizes[0]
    below = sum(height + GAP for _, height in sizes) - 2 * GAP - full_height
    column = full_height + GAP
    for (width_before, _), (width, height) in pairwise(sizes):
        fits_beside = width <= full_width - width_before - GAP
        if fits_beside and 2 * (column - full_height) >= below:
            break
        column += height + GAP
    return column - GAP


def _placed(sizes: list[tuple[int, int]], column: int) -> list[Placed]:
    """Return the levels' places: down the left side, then back up the right side, as far as the image itself."""
    placed: list[Placed] = []
    y = BORDER
    rest = list(sizes)
    while rest and y < column + BORDER:
        width, height = rest.pop(0)
        placed.append(Placed(BORDER, y, width, height))
        y += height + GAP
    y -= GAP
    for width, height in rest:
        if y - height < BORDER + sizes[0][1]:
            break
        placed.append(Placed(BORDER + sizes[0][0] - width, y - height, width, height))
        y -= height + GAP
    return placed
