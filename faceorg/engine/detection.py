"""What detectors of packs have in common: at which sizes a photo is looked at, and how the finds are put together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from faceorg.engine.interface import Detection

SIZE_STEP = 32
"""Inputs are multiples of this: the coarsest feature map of the detectors has one cell for 32 pixels."""

SAME_FACE_OVERLAP = 0.4
"""Boxes that overlap more than this (intersection over union) are one face; InsightFace's default."""


LONG_SIDE_SHARE = 0.6
"""Share of the setting "detection long side" at which packs look at a photo: 960 pixels for the default of 1600.

Measured with SCRFD-500M on group photos scaled down inside a photo of 1600 pixels: at 960, 42 of 43 faces of 20 pixels
are found, the smallest that carry an identity; 1280 finds them too, for twice the time; 640 finds 25.
"""

SMALL_SIDE = 128
"""Second look at a photo, for a face that fills the frame: without it none of 95 tight crops is found, with it all."""

ENLARGE_TO = 640
"""Smaller photos are enlarged to this; 1280 cost three times the time and found no labelled face more."""


WIDEST_SHAPE = 2
"""Photos longer than this many times their width are looked at larger, at the area of one of this shape."""


@dataclass(frozen=True, slots=True)
class DetectionPolicy:
    """At which sizes, in pixels of the longer side, a photo is looked at.

    Attributes:
        long_side: The main look, for larger photos.
        small_side: The second look.
        enlarge_to: The main look, for photos smaller than this.
    """

    long_side: int
    small_side: int = SMALL_SIDE
    enlarge_to: int = ENLARGE_TO


def policy_for(detection_long_side: int) -> DetectionPolicy:
    """Return the policy for the user's setting, which is stated on the scale of the built-in engine."""
    return DetectionPolicy(long_side=round(detection_long_side * LONG_SIDE_SHARE))


@dataclass(frozen=True, slots=True)
class Candidates:
    """Raw finds in pixels of the image: boxes (n, 4) left, top, right, bottom; scores (n,); landmarks (n, 5, 2)."""

    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]
    landmarks: NDArray[np.float32]

    def take(self, rows: NDArray[np.intp]) -> "Candidates":
        """Return the candidates of some rows, in their order."""
        return Candidates(self.boxes[rows], self.scores[rows], self.landmarks[rows])


def input_sizes(width: int, height: int, policy: DetectionPolicy) -> list[tuple[int, int]]:
    """Return the (width, height) inputs at which a photo of the given size is looked at, largest first."""
    longest, shortest = max(width, height), min(width, height)
    stretched = math.sqrt(max(1.0, longest / (WIDEST_SHAPE * shortest)))  # else the faces of a panorama would vanish
    long_side = min(round(policy.long_side * stretched), max(longest, policy.enlarge_to))
    sides = {long_side, min(policy.small_side, long_side)}
    return [_size_for(width, height, side) for side in sorted(sides, reverse=True)]


def _size_for(width: int, height: int, long_side: int) -> tuple[int, int]:
    longest = max(width, height)
    return _stepped(width * long_side, longest), _stepped(height * long_side, longest)


def _stepped(length: int, divisor: int) -> int:
    """Return ``length / divisor`` rounded up to a multiple of the step, without rounding errors that add one."""
    return -(-length // (divisor * SIZE_STEP)) * SIZE_STEP


def fitted_inside(image: NDArray[np.uint8], size: tuple[int, int]) -> tuple[NDArray[np.uint8], float]:
    """Return the image scaled into the top left of a black frame of ``size``, and the scale."""
    height, width = image.shape[:2]
    if height * size[0] > width * size[1]:
        new_height, new_width = size[1], max(1, int(size[1] * width / height))
    else:
        new_width, new_height = size[0], max(1, int(size[0] * height / width))
    frame = np.zeros((size[1], size[0], 3), np.uint8)
    frame[:new_height, :new_width] = cv2.resize(image, (new_width, new_height))
    return frame, new_height / height


def joined(found: Sequence[Candidates]) -> Candidates:
    """Return the candidates of several looks as one."""
    return Candidates(
        boxes=np.concatenate([one.boxes for one in found]),
        scores=np.concatenate([one.scores for one in found]),
        landmarks=np.concatenate([one.landmarks for one in found]),
    )


def without_doubles(found: Candidates) -> Candidates:
    """Return the surest candidate of each face, surest first.

    Boxes are taken as pixel-inclusive (hence the ones), as InsightFace does, so that both keep the same faces.
    """
    boxes = found.boxes
    areas = (boxes[:, 2] - boxes[:, 0] + 1) * (boxes[:, 3] - boxes[:, 1] + 1)
    order = np.argsort(-found.scores, kind="stable")
    kept = []
    while order.size:
        best, rest = order[0], order[1:]
        kept.append(best)
        corner = np.maximum(boxes[best, :2], boxes[rest, :2])
        opposite = np.minimum(boxes[best, 2:], boxes[rest, 2:])
        shared = np.prod(np.maximum(0.0, opposite - corner + 1), axis=1)
        order = rest[shared / (areas[best] + areas[rest] - shared) <= SAME_FACE_OVERLAP]
    return found.take(np.array(kept, np.intp))


def certainty_between(score: float, lowest: float, sure: float) -> float:
    """Return 0 for the lowest score a detector lets through, 1 from the score that is sure, straight in between."""
    return min(max((score - lowest) / (sure - lowest), 0.0), 1.0)


def detections_of(found: Candidates) -> list[Detection]:
    """Return the candidates as detections, largest first."""
    sides = found.boxes[:, 2:] - found.boxes[:, :2]
    largest_first = np.argsort(-(sides[:, 0] * sides[:, 1]), kind="stable")
    return [_detection(found, int(row)) for row in largest_first]


def _detection(found: Candidates, row: int) -> Detection:
    left, top, right, bottom = (float(value) for value in found.boxes[row])
    return Detection((left, top, right, bottom), float(found.scores[row]), found.landmarks[row].astype(np.float32))
