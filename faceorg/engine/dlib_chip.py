"""Cuts the upright crop of 150 pixels that dlib's recogniser was trained on out of a photo."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from faceorg.engine.alignment import similarity_transform

CHIP_SIDE = 150
"""Side in pixels of a crop."""

PADDING = 0.25
"""Border around the frame of the mean face, as a share of its side."""

MEAN_FACE = np.array(
    [
        [0.8595674595992, 0.2134981538014],
        [0.6460604764104, 0.2289674387677],
        [0.1205750620789, 0.2137274526848],
        [0.3340850613712, 0.2290642403242],
        [0.4901123135679, 0.6277975316475],
    ]
)
"""Where the five landmarks lie in dlib's mean face, as fractions of its frame."""

CHIP_POINTS = (CHIP_SIDE * (PADDING + MEAN_FACE) / (1 + 2 * PADDING)).astype(np.float32)
"""Where the five landmarks shall lie in a crop, in pixels."""

HALVED_LEFT, HALVED_TOP = 1.25, 0.75
"""What dlib takes off coordinates after halving them; not what its filter does, but what its recogniser knows."""

REACH = 2
"""Pixels the halving filter looks to each side."""


@dataclass(frozen=True, slots=True)
class Square:
    """A turned square in pixels of an image.

    Attributes:
        x, y: Its centre.
        half: Half of the distance between the centres of its first and its last pixel.
        angle: By how much it is turned, in radians, clockwise as seen on a screen.
    """

    x: float
    y: float
    half: float
    angle: float

    def halved(self) -> "Square":
        """Return the square in the image of half the size."""
        return Square(self.x / 2 - HALVED_LEFT, self.y / 2 - HALVED_TOP, self.half / 2, self.angle)

    def moved(self, x: float, y: float) -> "Square":
        """Return the square in an image whose first pixel was at (x, y)."""
        return Square(self.x - x, self.y - y, self.half, self.angle)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the upright box around it."""
        reach = self.half * (abs(math.cos(self.angle)) + abs(math.sin(self.angle)))
        return self.x - reach, self.y - reach, self.x + reach, self.y + reach

    def from_chip(self) -> NDArray[np.float64]:
        """Return the 2x3 matrix that takes pixels of a crop to pixels of the image; corners go to corners."""
        step = 2 * self.half / (CHIP_SIDE - 1)
        right, down = step * math.cos(self.angle), step * math.sin(self.angle)
        middle = (CHIP_SIDE - 1) / 2
        return np.array(
            [
                [right, -down, self.x - middle * (right - down)],
                [down, right, self.y - middle * (right + down)],
            ]
        )


def square_of(landmarks: NDArray[np.float32]) -> Square:
    """Return the part of an image that becomes the crop of a face with these landmarks, shape (5, 2), pixels."""
    matrix = similarity_transform(CHIP_POINTS, landmarks)
    x, y = matrix @ (CHIP_SIDE / 2, CHIP_SIDE / 2, 1)
    scale = math.hypot(matrix[0, 0], matrix[1, 0])
    return Square(x, y, (CHIP_SIDE * scale - 1) / 2, math.atan2(matrix[1, 0], matrix[0, 0]))


def cut_chip(image: NDArray[np.uint8], landmarks: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return the crop of one face, shape (150, 150, 3), RGB; what lies outside the image is black.

    Args:
        image: Shape (height, width, 3), RGB.
        landmarks: Shape (5, 2), pixels of the image, in dlib's order.
    """
    square = square_of(landmarks)
    halvings = _halvings(square)
    if halvings:
        image, square = _reduced(image, square, halvings)
    chip: NDArray[np.uint8] = cv2.warpAffine(
        image, square.from_chip(), (CHIP_SIDE, CHIP_SIDE), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    )
    return chip


def _halvings(square: Square) -> int:
    """Return how often a large face is halved first, so that no pixel of it is skipped."""
    halvings = 0
    smaller = square.halved()
    while 2 * smaller.half + 1 > CHIP_SIDE:
        halvings += 1
        smaller = smaller.halved()
    return halvings


def _reduced(image: NDArray[np.uint8], square: Square, halvings: int) -> tuple[NDArray[np.uint8], Square]:
    """Return the surroundings of the square, halved some times, and where the square lies in them."""
    grown = REACH
    for _ in range(halvings):
        grown = 2 * grown + REACH
    left, top, right, bottom = square.bounds
    x, y = max(0, round(left - grown)), max(0, round(top - grown))
    part = image[y : max(y, round(bottom + grown) + 1), x : max(x, round(right + grown) + 1)]
    square = square.moved(x, y)
    for _ in range(halvings):
        part, square = _half(part), square.halved()
    return part, square


def _half(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return an image of half the size without the pixels for which dlib's filter would leave the image."""
    if min(image.shape[:2]) <= 2 * REACH:
        return np.zeros((1, 1, 3), np.uint8)  # hardly anything of the face lies in the photo
    height, width = ((length - 2 * REACH + 1) // 2 for length in image.shape[:2])
    smaller: NDArray[np.uint8] = cv2.pyrDown(image)
    return smaller[1 : 1 + height, 1 : 1 + width]
