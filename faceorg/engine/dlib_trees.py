"""Reads dlib's landmark file and keeps the result beside, because reading its three million numbers takes a second."""

import logging
import zipfile
from dataclasses import fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from faceorg.core.atomic import replace_file
from faceorg.engine.dlib_files import LANDMARKS, read_weights
from faceorg.engine.dlib_format import SIGN_BIT, SIZE_BITS, DlibFormatError
from faceorg.engine.dlib_landmarks import LEAVES, POINTS, SPLITS, Trees

CACHE_VERSION = 1
"""Goes up when the arrays in the cache change their meaning."""

LONGEST_INTEGER = 8
"""Bytes of magnitude an integer can have."""

COORDINATES = 2 * POINTS
"""Numbers of one set of points."""

SHAPE_INTEGERS = 2 + 2 * COORDINATES
"""Integers of one stored set of points: rows and columns, then mantissa and exponent of each number."""

TREE_INTEGERS = 1 + 4 * SPLITS + 1 + LEAVES * SHAPE_INTEGERS
"""Integers of one tree: two counts, two pixels and a threshold a question, a set of points an answer."""

logger = logging.getLogger(__name__)


def load_trees(cache: Path) -> Trees:
    """Return the landmark predictor, from the cache where it has been read before.

    Args:
        cache: Folder that may be emptied at any time; made when it is missing. One that cannot be written is no error.

    Raises:
        EngineError: The landmark file is missing or not the one expected.
    """
    data = read_weights(LANDMARKS)
    kept = cache / f"landmarks-{LANDMARKS.sha256[:16]}-{CACHE_VERSION}.npz"
    trees = _from_cache(kept)
    if trees is None:
        trees = read_trees(data)
        _to_cache(kept, trees)
    return trees


def read_trees(data: bytes) -> Trees:
    """Return the predictor stored in a whole landmark file.

    Raises:
        DlibFormatError: The file holds something else, or its parts are not all of one size.
    """
    values = _Integers(_all_integers(data))
    values.expect(1)
    initial = values.shapes(1)
    cascades = values.one()
    forests = [_read_forest(values) for _ in range(cascades)]
    values.expect(cascades)
    anchors = [values.take(values.one()) for _ in range(cascades)]
    values.expect(cascades)
    offsets = [values.reals(2 * values.one()) for _ in range(cascades)]
    values.expect_end()
    first, second, thresholds, leaves = (np.stack(part) for part in zip(*forests, strict=True))
    return Trees(
        initial.reshape(POINTS, 2),
        first.astype(np.int16),
        second.astype(np.int16),
        thresholds,
        leaves,
        np.stack(anchors).astype(np.int16),
        np.stack(offsets).reshape(cascades, -1, 2),
    )


class _Integers:
    """Reads along the integers of a file."""

    def __init__(self, values: NDArray[np.int64]) -> None:
        self._values = values
        self._position = 0

    def one(self) -> int:
        return int(self.take(1)[0])

    def take(self, count: int) -> NDArray[np.int64]:
        taken = self._values[self._position : self._position + count]
        if len(taken) != count:
            raise DlibFormatError("the landmark file ends too early")
        self._position += count
        return taken

    def reals(self, count: int) -> NDArray[np.float32]:
        return _as_reals(self.take(2 * count))

    def shapes(self, count: int) -> NDArray[np.float32]:
        return _as_shapes(self.take(count * SHAPE_INTEGERS).reshape(count, SHAPE_INTEGERS))

    def expect(self, value: int) -> None:
        found = self.one()
        if found != value:
            raise DlibFormatError(f"{found} where {value} was expected in the landmark file")

    def expect_end(self) -> None:
        if self._position != len(self._values):
            raise DlibFormatError("the landmark file goes on after its end")


def _read_forest(
    values: _Integers,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
    """Return first pixels, second pixels, thresholds and leaves of one cascade; all trees have one length."""
    count = values.one()
    trees = values.take(count * TREE_INTEGERS).reshape(count, TREE_INTEGERS)
    _check_all(trees[:, 0], SPLITS)
    splits = trees[:, 1 : 1 + 4 * SPLITS].reshape(count, SPLITS, 4)
    _check_all(trees[:, 1 + 4 * SPLITS], LEAVES)
    leaves = _as_shapes(trees[:, 2 + 4 * SPLITS :].reshape(count, LEAVES, SHAPE_INTEGERS))
    return splits[..., 0], splits[..., 1], _as_reals(splits[..., 2:])[..., 0], leaves


def _as_shapes(stored: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return sets of points as rows of numbers; the lengths before each are stored negated."""
    _check_all(stored[..., 0], -COORDINATES)
    _check_all(stored[..., 1], -1)
    return _as_reals(stored[..., 2:])


def _as_reals(pairs: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return floats from mantissas and exponents that alternate along the last axis."""
    return np.ldexp(pairs[..., 0::2].astype(np.float64), pairs[..., 1::2]).astype(np.float32)


def _check_all(found: NDArray[np.int64], expected: int) -> None:
    if not np.all(found == expected):
        raise DlibFormatError(f"a part of the landmark file does not have the length {expected}")


def _all_integers(data: bytes) -> NDArray[np.int64]:
    """Return every integer of a file that holds nothing else: lengths one by one, values all at once."""
    starts = _starts(data)
    padded = np.frombuffer(data + bytes(LONGEST_INTEGER + 1), np.uint8)
    controls = padded[starts]
    lengths = controls & SIZE_BITS
    magnitudes = np.zeros(len(starts), np.int64)
    for byte in range(int(lengths.max())):
        magnitudes |= np.where(lengths > byte, padded[starts + 1 + byte].astype(np.int64) << (8 * byte), 0)
    return np.where(controls & SIGN_BIT, -magnitudes, magnitudes)


def _starts(data: bytes) -> NDArray[np.int64]:
    starts = []
    position = 0
    while position < len(data):
        starts.append(position)
        position += 1 + (data[position] & SIZE_BITS)
    if position != len(data) or not starts:
        raise DlibFormatError("the landmark file ends in the middle of a number")
    return np.array(starts, np.int64)


def _from_cache(path: Path) -> Trees | None:
    """Return what an earlier start kept, None when there is nothing or it is damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return Trees(**{field.name: kept[field.name] for field in fields(Trees)})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        logger.warning("The cached landmark table %s is damaged and is made anew", path)
        return None


def _to_cache(path: Path, trees: Trees) -> None:
    """Keep the arrays for the next start."""

    def write(beside: Path) -> None:
        with beside.open("wb") as file:
            np.savez(file, **{field.name: getattr(trees, field.name) for field in fields(Trees)})

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, write)
    except OSError:
        logger.warning("The landmark table cannot be kept in %s; it is read anew at the next start", path.parent)
