"""Turns five landmarks into the upright 112-pixel crop that ArcFace-type recognisers were trained on."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

CROP_SIDE = 112
"""Side in pixels of an ArcFace crop."""

ARCFACE_POINTS = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]], np.float32
)
"""Where eyes, nose and mouth corners lie in a crop of 112 pixels; published with ArcFace."""


def similarity_transform(landmarks: NDArray[np.float32], target: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the 2x3 matrix (rotation, one scale, shift) that brings ``landmarks`` nearest to ``target``.

    The least-squares solution of Umeyama (1991), in single precision up to the matrix: the warp rounds to 1/32 pixel,
    so better numbers would give slightly other pixels than InsightFace's own crops, and other embeddings.

    Args:
        landmarks: Shape (n, 2), float32, pixels of the photo.
        target: Shape (n, 2), float32, pixels of the crop.
    """
    centre, goal = landmarks.mean(axis=0), target.mean(axis=0)
    centred = landmarks - centre
    spread = centred.var(axis=0).sum()
    if spread == 0:  # all landmarks in one place: no size and no direction to go by
        return np.column_stack([np.eye(2), goal - centre])
    left, strength, right = np.linalg.svd((target - goal).T @ centred / len(landmarks))
    unmirrored = np.array([1.0, np.sign(np.linalg.det(left) * np.linalg.det(right))])
    rotation = (left @ np.diag(unmirrored) @ right).astype(np.float64)
    scale = 1.0 / spread * (strength @ unmirrored)
    return np.column_stack([rotation * scale, goal - scale * (rotation @ centre)])


def aligned_crops(image: NDArray[np.uint8], landmarks: Sequence[NDArray[np.float32]]) -> NDArray[np.uint8]:
    """Return one upright crop a face, shape (n, 112, 112, 3), RGB; what lies outside the photo is black.

    Args:
        image: Shape (height, width, 3), RGB.
        landmarks: For each face shape (5, 2), pixels: left eye, right eye, nose, left and right mouth corner as seen
            in the photo.
    """
    crops = np.empty((len(landmarks), CROP_SIDE, CROP_SIDE, 3), np.uint8)
    for crop, points in zip(crops, landmarks, strict=True):
        cv2.warpAffine(image, similarity_transform(points, ARCFACE_POINTS), (CROP_SIDE, CROP_SIDE), dst=crop)
    return crops
