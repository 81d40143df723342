"""Finds the files of the built-in engine in the installed package and makes sure they are the ones it was built for.

The package is never imported: its ``__init__`` needs a part of setuptools that today's setuptools no longer has.
"""

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from faceorg.core.errors import EngineError

PACKAGE = "face_recognition_models"
"""Distribution and module that carries the weights."""

NEXT_STEP = (
    f"Install it again (pip install {PACKAGE}), or add another engine: the InsightFace pack buffalo_sc, "
    "as a folder or zip, with 'faceorg packs add'."
)
"""What a person without the weights can do."""


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One file of the package: its name, its length in bytes and the hash of the only content that is accepted."""

    name: str
    size: int
    sha256: str


DETECTOR = WeightFile(
    "mmod_human_face_detector.dat", 729_940, "4cb19393e2fbaf2b1609a9319ad5386618c886a6234ec1b971f3e87c85d87fe6"
)
LANDMARKS = WeightFile(
    "shape_predictor_5_face_landmarks.dat",
    9_150_489,
    "c4b1e9804792707d3a405c2c16a80a20269e6675021f64a41d30fffafbc41888",
)
EMBEDDER = WeightFile(
    "dlib_face_recognition_resnet_model_v1.dat",
    22_466_066,
    "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
)


def check_present() -> None:
    """Make sure that all files are there with the right length; costs a look at the file system each.

    Raises:
        EngineError: The package is missing, or one of its files is missing or too short or too long.
    """
    folder = _folder()
    for file in _ALL:
        path = folder / file.name
        if _length(path) != file.size:
            raise EngineError(f"The file {path} of the built-in engine is missing or damaged.", NEXT_STEP)


def read_weights(file: WeightFile) -> bytes:
    """Return the content of one file.

    Raises:
        EngineError: The package is missing, or its file is missing, unreadable or not the one expected.
    """
    path = _folder() / file.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EngineError(f"The file {path} of the built-in engine cannot be read.", NEXT_STEP) from error
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise EngineError(f"The file {path} of the built-in engine is damaged or was changed.", NEXT_STEP)
    return data


def fingerprint() -> str:
    """Return the sha256 over the hashes of all files: the identity of the built-in pack."""
    return hashlib.sha256("".join(file.sha256 for file in _ALL).encode("ascii")).hexdigest()


_ALL = (DETECTOR, LANDMARKS, EMBEDDER)


def _folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EngineError(f"The built-in engine needs the Python package {PACKAGE}, which is missing.", NEXT_STEP)
    return Path(spec.submodule_search_locations[0]) / "models"


def _length(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
