"""Turns crops into embeddings with dlib's residual network, run by onnxruntime."""

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from faceorg.engine.dlib_detector import normalised
from faceorg.engine.graphs import INPUT

DIMENSION = 128
"""Length of an embedding."""

BATCH = 16
"""Crops that go through the network at once; larger batches are not faster and cost memory."""


class DlibEmbedder:
    """dlib's recogniser. Safe to use from several threads."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        """Take the loaded network."""
        self._session = session

    def embed(self, chips: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return one embedding a crop: the mean direction of the face and of its mirror image.

        The mirror image costs another 3 ms a face and raises the true pairs found at 1 in 10,000 false ones from 78 to
        82 of 100 (all pairs of 2,804 labelled photos).

        Args:
            chips: Shape (n, 150, 150, 3), RGB, 0-255.

        Returns:
            Shape (n, 128), float32, unit length; row i belongs to ``chips[i]``.
        """
        if len(chips) == 0:
            return np.empty((0, DIMENSION), np.float32)
        return np.concatenate([self._both_ways(chips[start : start + BATCH]) for start in range(0, len(chips), BATCH)])

    def raw(self, chips: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return the network's own answer for each crop, shape (n, 128), not of unit length, not mirrored."""
        planes = np.ascontiguousarray(normalised(chips).transpose(0, 3, 1, 2))
        answer: NDArray[np.float32] = self._session.run(None, {INPUT: planes})[0]
        return answer

    def _both_ways(self, chips: NDArray[np.uint8]) -> NDArray[np.float32]:
        return _unit(_unit(self.raw(chips)) + _unit(self.raw(chips[:, :, ::-1])))


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return vectors at unit length; dlib's answers are never near zero."""
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit
