"""One measure of how far a face can be trusted, the same for all engines, so that one gate fits every pack.

Four things make an embedding unreliable: too few pixels, blur, a turned head, and a detection that may be no face. Each
becomes a factor 0-1 and the factors are multiplied: one bad thing is enough to keep a face from gluing people together.
"""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

SMALLEST_FACE = 20.0
"""Width in pixels at which a face carries nothing; recognisers were trained on crops of 112 and 150 pixels."""

ENOUGH_FACE = 80.0
"""Width in pixels from which more pixels do not make an embedding better."""

SHARPNESS_SIDE = 64
"""Side to which a crop is reduced before its sharpness is measured, so that crops of 112 and 150 pixels agree."""

SHARPNESS_MARGIN = SHARPNESS_SIDE // 6
"""Border left out: it may lie outside the photo, and its black edge would look sharp."""

FLAT_VARIANCE = 25.0
"""Added to the grey variance (5 grey levels squared), so that noise in a flat crop does not count as detail."""

BLURRED = 0.02
"""Sharpness of hopeless blur: what 95 of 100 LFW faces have left under a Gaussian of 6 pixels on a 120-pixel crop."""

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
