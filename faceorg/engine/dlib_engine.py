"""The built-in engine: dlib's detector, landmarks and recogniser behind the interface all engines have."""

import math
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from faceorg.core.packs import PackFacts
from faceorg.core.records import FoundFace
from faceorg.engine.dlib_chip import CHIP_SIDE, cut_chip
from faceorg.engine.dlib_detector import MEAN_COLOUR, DlibDetector
from faceorg.engine.dlib_embedder import DlibEmbedder
from faceorg.engine.dlib_files import DETECTOR, EMBEDDER, read_weights
from faceorg.engine.dlib_format import read_network
from faceorg.engine.dlib_landmarks import Trees, find_landmarks
from faceorg.engine.dlib_trees import load_trees
from faceorg.engine.found_faces import found_face
from faceorg.engine.graphs import onnx_model
from faceorg.engine.interface import Detection
from faceorg.engine.quality import face_quality, frontality_of
from faceorg.engine.runtime import make_session

SMALLEST_SIDE = 40
"""Images with a shorter side than this cannot hold a face the detector would find."""

MOST_ENLARGED = 2.0
"""Small photos are enlarged, because the detector needs faces of about 70 pixels, but not beyond this."""

WIDEST_SHAPE = 2.0
"""Photos longer than this many times their width get more than the long side: a panorama's faces would vanish."""

CLOSE_UP_SIDE = 200
"""Long side in pixels of the second look at a photo in which no face was found; small enough to cost a twentieth."""

CLOSE_UP_BORDER = 0.3
"""Border of the second look: it finds faces that fill the photo to beyond its edges, which the first look misses."""

INCLUSIVE = np.array([0, 0, 1, 1])
"""What lies between dlib's boxes, whose last pixels belong to the face, and ours, which end after them."""

SURE_SCORE = 1.0
"""Score a clear face has: nine of ten faces of 80 pixels and more have 1.04; false finds lie near 0."""


def load_engine(facts: PackFacts, cache: Path, long_side: int) -> "DlibEngine":
    """Return the engine, its models made in memory from the installed package.

    Raises:
        EngineError: A file of the package is missing or not the one expected.
    """
    detector = read_network(read_weights(DETECTOR))
    embedder = read_network(read_weights(EMBEDDER))
    return DlibEngine(
        facts,
        DlibDetector(make_session(onnx_model(detector, None)), detector.window, detector.overlap),
        load_trees(cache),
        DlibEmbedder(make_session(onnx_model(embedder, CHIP_SIDE))),
        long_side,
    )


class DlibEngine:
    """The built-in engine. Its methods may be called from several threads at once."""

    def __init__(
        self, facts: PackFacts, detector: DlibDetector, trees: Trees, embedder: DlibEmbedder, long_side: int
    ) -> None:
        """Put the parts together; ``long_side`` is the length in pixels at which photos are searched."""
        self._facts = facts
        self._detector = detector
        self._trees = trees
        self._embedder = embedder
        self._long_side = long_side

    @property
    def facts(self) -> PackFacts:
        """What the pack is."""
        return self._facts

    def detect(self, image: NDArray[np.uint8]) -> list[Detection]:
        """Return the faces of an oriented RGB image, shape (height, width, 3), largest first.

        Landmarks are the outer and inner corner of the eye on the image's right, the same of the eye on the left, and
        the base of the nose. Box and landmarks are in pixels of ``image`` and may leave it.
        """
        height, width = image.shape[:2]
        if min(height, width) < SMALLEST_SIDE:
            return []
        usual = search_scale(width, height, self._long_side)
        return self._look(image, usual) or self._look(image, CLOSE_UP_SIDE / max(height, width), CLOSE_UP_BORDER)

    def crops(self, image: NDArray[np.uint8], detections: list[Detection]) -> NDArray[np.uint8]:
        """Return one aligned crop a detection, shape (n, 150, 150, 3), RGB; black where the photo ends."""
        chips = [cut_chip(image, detection.landmarks) for detection in detections]
        return np.stack(chips) if chips else np.empty((0, CHIP_SIDE, CHIP_SIDE, 3), np.uint8)

    def embed(self, crops: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return one unit-length embedding a crop, shape (n, 128)."""
        return self._embedder.embed(crops)

    def faces(self, image: NDArray[np.uint8]) -> list[FoundFace]:
        """Return all faces of an oriented RGB image, largest first, with quality and embedding."""
        detections = self.detect(image)
        chips = self.crops(image, detections)
        embeddings = self.embed(chips)
        size = image.shape[1], image.shape[0]
        return [
            found_face(detection, embedding, _quality(detection, chip), size)
            for detection, chip, embedding in zip(detections, chips, embeddings, strict=True)
        ]

    def close(self) -> None:
        """Nothing to do: the models are freed with the engine."""

    def _look(self, image: NDArray[np.uint8], scale: float, border: float = 0.0) -> list[Detection]:
        """Return the faces found in a scaled image with a border around it, which is a share of its long side."""
        searched = _scaled(image, scale)
        grown = np.tile([image.shape[1] / searched.shape[1], image.shape[0] / searched.shape[0]], 2)
        width = round(max(searched.shape[:2]) * border)
        colour = MEAN_COLOUR.tolist()
        framed = cv2.copyMakeBorder(searched, width, width, width, width, cv2.BORDER_CONSTANT, value=colour)
        found = self._detector.find(framed)
        boxes = (found.edges - width + INCLUSIVE) * grown
        largest_first = np.argsort(boxes[:, 0] - boxes[:, 2], kind="stable")
        return [self._detection(image, boxes[row], float(found.scores[row])) for row in largest_first]

    def _detection(self, image: NDArray[np.uint8], box: NDArray[np.float64], score: float) -> Detection:
        left, top, right, bottom = (float(edge) for edge in box)
        inclusive = np.floor(box - INCLUSIVE + 0.5).astype(np.int64)
        landmarks = find_landmarks(self._trees, image, inclusive)
        return Detection((left, top, right, bottom), score, landmarks.astype(np.float32))


def search_scale(width: int, height: int, long_side: int) -> float:
    """Return by how much an image is scaled before faces are searched in it.

    Its long side becomes ``long_side``, but nothing is enlarged more than twice. A panorama is reduced less, until its
    short side is half of ``long_side`` or its area that of a square of ``long_side``.
    """
    longest, shortest = max(width, height), min(width, height)
    wanted = long_side / longest
    if longest > WIDEST_SHAPE * shortest:
        roomy = min(long_side / WIDEST_SHAPE / shortest, long_side / math.sqrt(width * height))
        wanted = max(wanted, min(roomy, 1.0))
    return min(wanted, MOST_ENLARGED)


def _scaled(image: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    height, width = image.shape[:2]
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if size == (width, height):
        return image
    smooth: NDArray[np.uint8] = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    return smooth


def _quality(found: Detection, chip: NDArray[np.uint8]) -> float:
    left, _, right, _ = found.box
    return face_quality(chip, right - left, found.score / SURE_SCORE, _frontality(found.landmarks))


def _frontality(landmarks: NDArray[np.float32]) -> float:
    right_eye, left_eye, nose = landmarks[:2].mean(axis=0), landmarks[2:4].mean(axis=0), landmarks[4]
    return frontality_of(left_eye, right_eye, nose)
