"""The SCRFD face detector of the InsightFace packs: reads its feature maps into boxes and five landmarks a face.

insightface's own class is not used: it keeps one onnxruntime session for every input size it ever saw, and an input
that follows each photo's aspect would fill the memory with them. One session here serves every size and every thread.
"""

from functools import lru_cache

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from faceorg.engine.detection import (
    Candidates,
    DetectionPolicy,
    certainty_between,
    detections_of,
    fitted_inside,
    input_sizes,
    joined,
    without_doubles,
)
from faceorg.engine.interface import Detection

SCORE_THRESHOLD = 0.5
"""Score from which a candidate is a face; InsightFace's default."""

SURE_SCORE = 0.7
"""Score of a certain find: all labelled faces of group photos have it; a dog has 0.55, a shred of 10 pixels 0.6."""

PIXEL_MEAN, PIXEL_STD = 127.5, 128.0
"""What InsightFace trained its detectors with."""

STRIDES_BY_OUTPUTS = {9: (8, 16, 32), 15: (8, 16, 32, 64, 128)}
"""Pixels a cell of each feature map, by the number of outputs (score, box and landmarks for each map)."""

ANCHORS_BY_OUTPUTS = {9: 2, 15: 1}
"""Candidates a cell, by the number of outputs."""


class Scrfd:
    """An SCRFD detector with landmarks. Safe to use from several threads."""

    def __init__(self, session: onnxruntime.InferenceSession, policy: DetectionPolicy) -> None:
        """Read from the graph how many feature maps it has, and whether its input size is fixed."""
        graph_input = session.get_inputs()[0]
        outputs = session.get_outputs()
        self._session = session
        self._policy = policy
        self._input = graph_input.name
        self._outputs = [output.name for output in outputs]
        self._strides = STRIDES_BY_OUTPUTS[len(outputs)]
        self._anchors = ANCHORS_BY_OUTPUTS[len(outputs)]
        height, width = graph_input.shape[2:4]
        self._fixed_size = (width, height) if isinstance(width, int) and isinstance(height, int) else None

    def detect(self, image: NDArray[np.uint8], input_size: tuple[int, int] | None = None) -> list[Detection]:
        """Return the faces of an RGB image, largest first.

        Args:
            image: Shape (height, width, 3), RGB.
            input_size: (width, height) the image is fitted into, multiples of 32; None follows the policy. A graph
                with a fixed input takes only its own size.
        """
        sizes = [input_size] if input_size else input_sizes(image.shape[1], image.shape[0], self._policy)
        if self._fixed_size:
            sizes = [self._fixed_size]
        return detections_of(without_doubles(joined([self._candidates(image, size) for size in sizes])))

    def certainty(self, score: float) -> float:
        """Return how sure a find with this score is, 0-1."""
        return certainty_between(score, SCORE_THRESHOLD, SURE_SCORE)

    def _candidates(self, image: NDArray[np.uint8], size: tuple[int, int]) -> Candidates:
        """Return all candidates above the score threshold at one input size, in pixels of ``image``."""
        fitted, scale = fitted_inside(image, size)
        blob = cv2.dnn.blobFromImage(fitted, 1.0 / PIXEL_STD, size, (PIXEL_MEAN,) * 3, swapRB=False)
        maps = self._session.run(self._outputs, {self._input: blob})
        scores, boxes, landmarks = (self._column(maps, part, width) for part, width in enumerate((1, 4, 10)))
        kept = np.flatnonzero(scores[:, 0] >= SCORE_THRESHOLD)
        centres, strides = _anchors(size, self._strides, self._anchors)
        centres, strides = centres[kept], strides[kept]
        sides = boxes[kept] * strides * np.array([-1, -1, 1, 1], np.float32)
        points = landmarks[kept] * strides
        return Candidates(
            boxes=(sides + np.tile(centres, 2)) / scale,
            scores=scores[kept, 0],
            landmarks=((points + np.tile(centres, 5)) / scale).reshape(-1, 5, 2),
        )

    def _column(self, maps: list[NDArray[np.float32]], part: int, width: int) -> NDArray[np.float32]:
        """Return scores (part 0), box sides (1) or landmarks (2) of all feature maps below each other."""
        levels = len(self._strides)
        return np.concatenate([found.reshape(-1, width) for found in maps[part * levels : (part + 1) * levels]])


@lru_cache(maxsize=64)
def _anchors(
    size: tuple[int, int], strides: tuple[int, ...], per_cell: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return centre (n, 2) and stride (n, 1) of all candidates of an input, in the order of the outputs."""
    centres, steps = [], []
    for stride in strides:
        rows, columns = np.mgrid[: size[1] // stride, : size[0] // stride]
        cells = np.column_stack([columns.ravel(), rows.ravel()]) * stride
        centres.append(np.repeat(cells, per_cell, axis=0))
        steps.append(np.full((len(cells) * per_cell, 1), stride))
    return np.concatenate(centres).astype(np.float32), np.concatenate(steps).astype(np.float32)
