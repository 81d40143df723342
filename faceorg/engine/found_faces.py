"""A face as the rest of the house wants it, out of what an engine measured in pixels."""

import numpy as np
from numpy.typing import NDArray

from faceorg.core.geometry import Region
from faceorg.core.records import FoundFace
from faceorg.engine.interface import Detection


def found_face(
    detection: Detection, embedding: NDArray[np.float32], quality: float, size: tuple[int, int]
) -> FoundFace:
    """Return a found face in fractions of an image of ``size`` (width, height); what lies outside of it is cut off."""
    left, top, right, bottom = detection.box
    return FoundFace(
        region=Region.from_pixels(left, top, right - left, bottom - top, size=size).clipped(),
        landmarks=(detection.landmarks / np.array(size)).astype(np.float32),
        score=detection.score,
        quality=quality,
        embedding=embedding,
    )
