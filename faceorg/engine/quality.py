"""One measure of how far a face can be trusted, the same for all engines, so that one gate fits every pack.

Four things make an embedding unreliable: too few pixels, blur, a turned head, and a detection that may be no face. Each
becomes a factor 0-1 and the factors are multiplied: one bad thing is enough to keep a face from gluing people together.
"""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

SMALLEST_FACE = 10.0
"""Width in pixels at which a face carries nothing.

Measured with the built-in engine on 250 faces of LFW made smaller (their likenesses found at 1 in 1,000 wrong ones):
.955 of them at 100 pixels, .954 at 50, .925 at 32, .873 at 25, .726 at 20 and .462 at 15.
"""

ENOUGH_FACE = 40.0
"""Width in pixels from which more pixels hardly make an embedding better; from the same measurement."""

SHARPNESS_SIDE = 64
"""Side to which a crop is reduced before its sharpness is measured, so that crops of 112 and 150 pixels agree."""

SHARPNESS_MARGIN = SHARPNESS_SIDE // 6
"""Border left out: it may lie outside the photo, and its black edge would look sharp."""

FLAT_VARIANCE = 25.0
"""Added to the grey variance (5 grey levels squared), so that noise in a flat crop does not count as detail."""

BLURRED = 0.03
"""Sharpness of hopeless blur. Below it all faces begin to look alike.

Measured in the same way under Gaussians of 2, 3, 4 and 6 pixels, which leave a sharpness of .098, .053, .035 and .024:
of the likenesses .896, .743, .514 and .104 are found, and two blurred strangers are taken for one person in 2.4, 3.6,
13 and 124 of 1,000 pairs.
"""

SHARP = 0.15
"""Sharpness from which a crop counts as sharp: a median LFW face under a Gaussian of 1.5 pixels still reaches it."""

FRONTAL_OFFSET = 0.2
"""Sideways offset of the nose, in half eye distances, that every face looking at the camera may have."""

PROFILE_OFFSET = 1.0
"""The same offset once the nose lies under an eye: half of the face is hidden."""


def face_quality(crop: NDArray[np.uint8], face_pixels: float, certainty: float = 1.0, frontality: float = 1.0) -> float:
    """Return how far a face's embedding can be trusted, 0-1.

    Args:
        crop: Aligned crop as given to the recogniser, shape (size, size, 3), RGB, 0-255.
        face_pixels: Width of the face's box in pixels of the image it was cut from.
        certainty: How sure the engine is that it is a face, 0-1, on a scale of the engine's choice.
        frontality: 1 for a face looking at the camera, 0 for a profile; see ``frontality_of``.
    """
    factors = (_size_factor(face_pixels), _sharpness_factor(crop), certainty, frontality)
    return math.prod(_unit(factor) for factor in factors)


def frontality_of(eye: NDArray[np.float32], other_eye: NDArray[np.float32], nose: NDArray[np.float32]) -> float:
    """Return 1 for a face that looks at the camera, 0 for a profile, from three points (x, y) in pixels.

    The nose is measured along the line through the eyes, so a tilted head is as frontal as an upright one.
    """
    axis = other_eye.astype(np.float64) - eye
    squared = float(axis @ axis)
    if squared == 0:
        return 0.0
    along = float((nose - eye) @ axis) / squared  # 0 under one eye, 1 under the other
    offset = abs(2 * along - 1)
    return _unit((PROFILE_OFFSET - offset) / (PROFILE_OFFSET - FRONTAL_OFFSET))


def sharpness(crop: NDArray[np.uint8]) -> float:
    """Return the Laplacian's variance as a share of the grey values' variance: detail, whatever the contrast."""
    small = cv2.resize(crop, (SHARPNESS_SIDE, SHARPNESS_SIDE), interpolation=cv2.INTER_AREA)
    inner = small[SHARPNESS_MARGIN:-SHARPNESS_MARGIN, SHARPNESS_MARGIN:-SHARPNESS_MARGIN]
    grey = cv2.cvtColor(inner, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return float(cv2.Laplacian(grey, cv2.CV_32F).var() / (grey.var() + FLAT_VARIANCE))


def _size_factor(face_pixels: float) -> float:
    return (face_pixels - SMALLEST_FACE) / (ENOUGH_FACE - SMALLEST_FACE)


def _sharpness_factor(crop: NDArray[np.uint8]) -> float:
    measured = max(sharpness(crop), BLURRED)
    return math.log(measured / BLURRED) / math.log(SHARP / BLURRED)


def _unit(value: float) -> float:
    return min(max(value, 0.0), 1.0)
