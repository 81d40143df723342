"""The one interface every engine has: pixels in, faces out."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from faceorg.core.packs import PackFacts
from faceorg.core.records import FoundFace


@dataclass(frozen=True, slots=True)
class Detection:
    """A detector's raw output for one face, in pixels of the image that was given to ``detect``.

    Attributes:
        box: (left, top, right, bottom), float pixels, right and bottom exclusive.
        score: Confidence on the detector's own scale, higher is surer.
        landmarks: Shape (5, 2), float32 pixels (x, y); their meaning belongs to the engine.
    """

    box: tuple[float, float, float, float]
    score: float
    landmarks: NDArray[np.float32]


class Engine(Protocol):
    """A loaded pack. Its methods may be called from several threads at once."""

    @property
    def facts(self) -> PackFacts:
        """What the pack is."""

    def detect(self, image: NDArray[np.uint8]) -> list[Detection]:
        """Return the faces of an oriented RGB image, shape (height, width, 3), largest first.

        The engine scales the image to the size its input policy wants; results are in pixels of ``image``.
        """

    def crops(self, image: NDArray[np.uint8], detections: list[Detection]) -> NDArray[np.uint8]:
        """Return one aligned crop a detection, shape (n, size, size, 3), RGB."""

    def embed(self, crops: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return one unit-length embedding a crop, shape (n, dimension)."""

    def faces(self, image: NDArray[np.uint8]) -> list[FoundFace]:
        """Return all faces of an oriented RGB image with quality and embedding: detect, crop, embed in one go."""

    def close(self) -> None:
        """Free the models."""
