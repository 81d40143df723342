"""ArcFace-type recognisers: an aligned crop of 112 pixels in, one vector of unit length out."""

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from faceorg.core.errors import EngineError


class ArcFace:
    """A recogniser. Safe to use from several threads."""

    def __init__(self, session: onnxruntime.InferenceSession, mean: float, std: float, batch: int) -> None:
        """Take over a session; a crop is given to it as ``(pixel - mean) / std``, at most ``batch`` crops at a time."""
        self._session = session
        self._input = session.get_inputs()[0].name
        self._output = session.get_outputs()[0].name
        self._mean = np.float32(mean)
        self._std = np.float32(std)
        self._batch = batch
        self.dimension = int(session.get_outputs()[0].shape[1])

    def embed(self, crops: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return one unit-length embedding a crop.

        Args:
            crops: Shape (n, 112, 112, 3), RGB, 0-255.

        Returns:
            Shape (n, dimension), float32; row i belongs to ``crops[i]``.

        Raises:
            EngineError: The model answers with something that is no direction (zeros, infinities).
        """
        batches = [self._answer(crops[at : at + self._batch]) for at in range(0, len(crops), self._batch)]
        raw = np.concatenate(batches) if batches else np.empty((0, self.dimension), np.float32)
        lengths = np.linalg.norm(raw, axis=1, keepdims=True)
        if not np.all(np.isfinite(lengths) & (lengths > 0)):
            raise EngineError(
                "The face recogniser gave an empty answer.", "Choose another pack, or add this one again."
            )
        unit: NDArray[np.float32] = raw / lengths
        return unit

    def _answer(self, crops: NDArray[np.uint8]) -> NDArray[np.float32]:
        pixels = (crops.transpose(0, 3, 1, 2).astype(np.float32) - self._mean) / self._std
        answer: NDArray[np.float32] = self._session.run([self._output], {self._input: pixels})[0]
        return answer
