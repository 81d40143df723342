"""Turns the files of a pack into an engine, and finds out whether it answers as it must before it is trusted."""

import importlib.util
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from faceorg.core.errors import EngineError
from faceorg.core.packs import PackFacts
from faceorg.engine.arcface import ArcFace
from faceorg.engine.detection import policy_for
from faceorg.engine.pack_engine import Detector, PackEngine
from faceorg.engine.pack_manifest import ModelKind, PackManifest
from faceorg.engine.runtime import make_session
from faceorg.engine.scrfd import Scrfd
from faceorg.engine.yunet import YuNet

FEWEST_FACES = 2
"""Faces that must be found on the test picture of six people: with one, nobody could be told apart."""

MOST_ALIKE = 0.8
"""Mean similarity of different people from which a recogniser tells nobody apart; real ones stay below 0.2."""


def load_pack(folder: Path, manifest: PackManifest, facts: PackFacts, detection_long_side: int) -> PackEngine:
    """Return the engine of the pack in ``folder``; its files are checked against their hashes first.

    Raises:
        EngineError: A file is missing or changed, or cannot be loaded.
    """
    _calm_opencv()
    recogniser = manifest.recogniser
    session = make_session(recogniser.verified_bytes(folder))
    return PackEngine(
        facts,
        _detector(folder, manifest, detection_long_side),
        ArcFace(session, recogniser.mean, recogniser.std, recogniser.batch),
    )


def _calm_opencv() -> None:
    """Photos are processed in parallel, so OpenCV's own threads would only get in the way; and it warns of nothing."""
    cv2.setNumThreads(1)
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)


def _detector(folder: Path, manifest: PackManifest, detection_long_side: int) -> Detector:
    model = manifest.detector.verified_bytes(folder)
    policy = policy_for(detection_long_side)
    if manifest.detector.kind is ModelKind.YUNET:
        return YuNet(model, policy)
    return Scrfd(make_session(model), policy)


def check_answers(engine: PackEngine) -> None:
    """Let the engine look at a picture of six people.

    Raises:
        EngineError: It finds too few faces, or cannot tell them apart.
    """
    try:
        image = test_picture()
        crops = engine.crops(image, engine.detect(image))
        embeddings = engine.embed(crops)
        mirrored = engine.embed(np.ascontiguousarray(crops[:, :, ::-1]))
    except EngineError:
        raise
    except Exception as error:  # a graph that loads may still fail in any way when it runs
        raise EngineError(f"The pack's models do not run: {error}", "Choose another pack.") from error
    if len(crops) < FEWEST_FACES:
        raise EngineError(f"The pack finds {len(crops)} of the 6 faces of the test picture.", "Choose another pack.")
    if not tells_apart(embeddings, mirrored):
        raise EngineError("The pack's recogniser does not tell different people apart.", "Choose another pack.")


def tells_apart(embeddings: NDArray[np.float32], mirrored: NDArray[np.float32]) -> bool:
    """Whether each face is most like its own mirror image, and different people are not all alike.

    Args:
        embeddings: Shape (n, dimension), one a person.
        mirrored: The same of their mirrored crops, in the same order.
    """
    likeness = embeddings @ mirrored.T
    others = likeness[~np.eye(len(likeness), dtype=bool)]
    own_first = bool((likeness.argmax(axis=1) == np.arange(len(likeness))).all())
    return own_first and float(others.mean()) < MOST_ALIKE


def test_picture() -> NDArray[np.uint8]:
    """Return the picture of six people that travels inside the insightface package, RGB; insightface is not imported.

    Raises:
        EngineError: insightface is not installed completely.
    """
    spec = importlib.util.find_spec("insightface")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "data" / "images" / "t1.jpg"
        if path.is_file():
            decoded = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR_RGB)
            return np.asarray(decoded, np.uint8)
    raise EngineError(
        "The insightface package is not installed completely: its test picture is missing.", "Install it."
    )
