"""The YuNet face detector, run by OpenCV, which carries the only reader of its feature maps."""

from queue import Empty, SimpleQueue

import cv2
import numpy as np
from numpy.typing import NDArray

from faceorg.core.errors import EngineError
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

SCORE_THRESHOLD = 0.7
"""Score from which a candidate is a face; at OpenCV's 0.9 small faces of group photos are missed (measured)."""

SURE_SCORE = 0.88
"""Score of a certain find: all labelled faces of group photos have it; a dog has 0.79."""

CANDIDATE_LIMIT = 5000
"""Candidates OpenCV keeps before it drops doubles; its own default."""

OVERLAP_LIMIT = 0.3
"""Overlap above which OpenCV takes two boxes of one look for one face; its own default."""

BOX_COLUMNS, LANDMARK_COLUMNS, SCORE_COLUMN = slice(0, 4), slice(4, 14), 14
"""Layout of a row of OpenCV's answer: left, top, width, height; five points; score."""


class YuNet:
    """A YuNet detector. One OpenCV detector serves one thread at a time, so each concurrent call takes its own."""

    def __init__(self, model: bytes, policy: DetectionPolicy) -> None:
        """Load the model once, to fail early.

        Raises:
            EngineError: OpenCV cannot read the model.
        """
        self._model = np.frombuffer(model, np.uint8)
        self._policy = policy
        self._idle: SimpleQueue[cv2.FaceDetectorYN] = SimpleQueue()
        try:
            self._idle.put(self._new_detector())
        except cv2.error as error:
            raise EngineError(f"OpenCV cannot read the face detector: {error.err}", "Add the pack again.") from error

    def detect(self, image: NDArray[np.uint8], input_size: tuple[int, int] | None = None) -> list[Detection]:
        """Return the faces of an RGB image, shape (height, width, 3), largest first.

        ``input_size`` is the (width, height) the image is fitted into; None follows the policy.
        """
        sizes = [input_size] if input_size else input_sizes(image.shape[1], image.shape[0], self._policy)
        return detections_of(without_doubles(joined([self._candidates(image, size) for size in sizes])))

    def certainty(self, score: float) -> float:
        """Return how sure a find with this score is, 0-1."""
        return certainty_between(score, SCORE_THRESHOLD, SURE_SCORE)

    def _candidates(self, image: NDArray[np.uint8], size: tuple[int, int]) -> Candidates:
        fitted, scale = fitted_inside(image, size)
        rows = self._rows(cv2.cvtColor(fitted, cv2.COLOR_RGB2BGR), size)
        boxes = rows[:, BOX_COLUMNS].copy()
        boxes[:, 2:] += boxes[:, :2]
        return Candidates(
            boxes=boxes / scale,
            scores=rows[:, SCORE_COLUMN],
            landmarks=rows[:, LANDMARK_COLUMNS].reshape(-1, 5, 2) / scale,
        )

    def _rows(self, image: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.float32]:
        """Return OpenCV's answer for a BGR image, shape (n, 15)."""
        try:
            detector = self._idle.get_nowait()
        except Empty:
            detector = self._new_detector()
        try:
            detector.setInputSize(size)
            rows = detector.detect(image)[1]
        finally:
            self._idle.put(detector)
        return np.empty((0, SCORE_COLUMN + 1), np.float32) if rows is None else rows

    def _new_detector(self) -> cv2.FaceDetectorYN:
        no_config = np.empty(0, np.uint8)
        return cv2.FaceDetectorYN.create(
            "onnx", self._model, no_config, (320, 320), SCORE_THRESHOLD, OVERLAP_LIMIT, CANDIDATE_LIMIT
        )
