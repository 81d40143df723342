"""Reads the networks in dlib's own serialization format, so that its weights can be used without dlib itself.

A network file holds its layers nested from the output inwards. Every nest level writes a version number before the
level inside it and its own details after it; reading all versions first and the details while coming back therefore
gives the layers in the order they are run.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

SIGN_BIT = 0x80
"""Set in the control byte of a negative integer."""

SIZE_BITS = 0x0F
"""The bits of the control byte that say how many bytes of magnitude follow."""

SPECIAL_REALS = {32000: float("inf"), 32001: float("-inf"), 32002: float("nan")}
"""Exponents that stand for values a mantissa cannot express."""

MARK_VERSION, LAYER_VERSION, INNERMOST_VERSION = 1, 2, 3
"""Version numbers of a nest level: a tag or skip, an ordinary layer, and the layer that holds the input."""

SIZED_INPUT = "input_rgb_image_sized"
"""Name of the input of a network with a fixed input size; every other input stores only its mean colour."""

DETECTION_LOSS = "loss_mmod_"
"""Name of the loss of a detector, which stores the detector's window and how much two finds may overlap."""


class DlibFormatError(ValueError):
    """The bytes are not what this reader knows; files with a verified hash never cause it."""


@dataclass(frozen=True, slots=True)
class Convolution:
    """A cross-correlation. ``filters`` has shape (outputs, inputs, height, width), ``biases`` (outputs,)."""

    filters: NDArray[np.float32]
    biases: NDArray[np.float32]
    stride: int
    padding: int


@dataclass(frozen=True, slots=True)
class Affine:
    """One scale and one shift a channel, both of shape (channels,), float64."""

    scale: NDArray[np.float64]
    shift: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pooling:
    """Largest or mean value of a square window; ``kernel`` 0 is the whole plane."""

    largest: bool
    kernel: int
    stride: int
    padding: int


@dataclass(frozen=True, slots=True)
class FullyConnected:
    """A matrix product without bias; ``weights`` has shape (inputs, outputs)."""

    weights: NDArray[np.float32]


class Plain(Enum):
    """Layers without any value of their own."""

    RELU = "relu"
    ADD_PREVIOUS = "add"
    BLOCK = "block"
    """The value here is remembered: it is the input of a residual block."""
    SECOND_BRANCH = "second branch"
    """The value here is remembered for the addition, and the block's input is taken up again."""


Layer = Convolution | Affine | Pooling | FullyConnected | Plain


@dataclass(frozen=True, slots=True)
class Network:
    """A network's layers in the order they are run.

    Attributes:
        window: Side in pixels of the square a detector looks for; 0 for a network that is no detector.
        overlap: How much two finds of a detector may overlap, as a share of the box around both; 0 likewise.
    """

    layers: tuple[Layer, ...]
    window: int = 0
    overlap: float = 0.0


class Cursor:
    """Reads one value after another from bytes in dlib's portable encoding."""

    def __init__(self, data: bytes) -> None:
        """Start at the first byte."""
        self._data = data
        self._position = 0

    @property
    def at_end(self) -> bool:
        """Whether every byte was read."""
        return self._position == len(self._data)

    def integer(self) -> int:
        """Read an integer: a control byte with sign and length, then the magnitude, lowest byte first."""
        control = self._take(1)[0]
        magnitude = int.from_bytes(self._take(control & SIZE_BITS), "little")
        return -magnitude if control & SIGN_BIT else magnitude

    def integers(self, count: int) -> list[int]:
        """Read ``count`` integers."""
        return [self.integer() for _ in range(count)]

    def real(self) -> float:
        """Read a float: mantissa, then exponent to the base of two."""
        mantissa, exponent = self.integers(2)
        return SPECIAL_REALS[exponent] if exponent in SPECIAL_REALS else mantissa * 2.0**exponent

    def reals(self, count: int) -> list[float]:
        """Read ``count`` floats."""
        return [self.real() for _ in range(count)]

    def flag(self) -> bool:
        """Read a truth value."""
        return self._take(1) == b"1"

    def text(self) -> str:
        """Read a string."""
        return self._take(self.integer()).decode("ascii")

    def tensor(self) -> NDArray[np.float32]:
        """Read a tensor with its four lengths; its numbers are plain little-endian float32."""
        self.expect(2)
        shape = self.integers(4)
        return np.frombuffer(self._take(4 * int(np.prod(shape))), "<f4").reshape(shape)

    def tensor_shape(self) -> tuple[int, ...]:
        """Read the four lengths of a tensor that is stored elsewhere."""
        self.expect(1)
        return tuple(self.integers(4))

    def expect(self, version: int) -> None:
        """Read a version number that has to be ``version``.

        Raises:
            DlibFormatError: It is another one.
        """
        found = self.integer()
        if found != version:
            raise DlibFormatError(f"version {found} where {version} was expected, before byte {self._position}")

    def _take(self, count: int) -> bytes:
        end = self._position + count
        if end > len(self._data):
            raise DlibFormatError("the data ends in the middle of a value")
        taken = self._data[self._position : end]
        self._position = end
        return taken


def read_network(data: bytes) -> Network:
    """Return the network stored in a whole file.

    Raises:
        DlibFormatError: The file is not a network, has a layer this reader does not know, or goes on after its end.
    """
    cursor = Cursor(data)
    cursor.expect(1)
    window, overlap = _read_loss(cursor)
    layers = tuple(_read_layers(cursor))
    if not cursor.at_end:
        raise DlibFormatError("the data goes on after the last layer")
    return Network(layers, window, overlap)


def _read_loss(cursor: Cursor) -> tuple[int, float]:
    """Return window and overlap of a detector's loss, zeros for any other loss."""
    if cursor.text() != DETECTION_LOSS:
        cursor.reals(2)  # margin and distance threshold of training
        return 0, 0.0
    cursor.expect(1)
    width, _height = cursor.integers(2)
    cursor.reals(3)  # costs of a false alarm and of a miss, and the overlap with the truth, in training
    overlap, _covered = cursor.reals(2)
    cursor.reals(2)  # the same pair for areas that training ignored
    return width, overlap


def _read_layers(cursor: Cursor) -> list[Layer]:
    versions = [cursor.integer()]
    while versions[-1] != INNERMOST_VERSION:
        versions.append(cursor.integer())
    _skip_input(cursor)
    layers: list[Layer] = []
    for version in reversed(versions):
        if version == MARK_VERSION:
            _mark(layers)
        else:
            layers.append(_read_level(cursor, version))
    return layers


def _mark(layers: list[Layer]) -> None:
    """Append what a mark means: one alone is a tag, two at once are a tag and a skip. Their numbers are not stored."""
    if layers and layers[-1] is Plain.BLOCK:
        layers[-1] = Plain.SECOND_BRANCH
    else:
        layers.append(Plain.BLOCK)


def _skip_input(cursor: Cursor) -> None:
    """Read over the input layer; its mean colour is the same for all networks of dlib."""
    name = cursor.text()
    cursor.reals(3)
    if name == SIZED_INPUT:
        cursor.integers(2)


def _read_level(cursor: Cursor, version: int) -> Layer:
    if version not in {LAYER_VERSION, INNERMOST_VERSION}:
        raise DlibFormatError(f"nest level of version {version}")
    layer = _read_details(cursor)
    for _ in range(3):
        cursor.flag()
    for _ in range(3):
        cursor.tensor()  # what training keeps between two steps; empty here
    if version == INNERMOST_VERSION:
        cursor.integer()  # inputs made of one sample
    return layer


def _read_details(cursor: Cursor) -> Layer:
    name = cursor.text()
    if name not in LAYER_READERS:
        raise DlibFormatError(f"layer of the unknown type {name!r}")
    return LAYER_READERS[name](cursor)


def _read_convolution(cursor: Cursor) -> Layer:
    values = cursor.tensor().ravel()
    outputs, _height, _width, stride, _stride_x, padding, _padding_x = cursor.integers(7)
    shape = cursor.tensor_shape()
    cursor.tensor_shape()
    cursor.reals(4)  # learning rates and decays
    return Convolution(values[:-outputs].reshape(shape), values[-outputs:], stride, padding)


def _read_affine(cursor: Cursor) -> Layer:
    scale, shift = np.split(cursor.tensor().ravel().astype(np.float64), 2)
    cursor.tensor_shape()
    cursor.tensor_shape()
    cursor.integer()  # whether it follows a convolution
    return Affine(scale, shift)


def _read_batch_norm(cursor: Cursor) -> Layer:
    """Return the training-time normalisation with its running statistics as the affine layer it is afterwards."""
    gamma, beta = np.split(cursor.tensor().ravel().astype(np.float64), 2)
    cursor.tensor_shape()
    cursor.tensor_shape()
    _means, _deviations, means, variances = (cursor.tensor().ravel().astype(np.float64) for _ in range(4))
    cursor.integers(2)  # number of updates, and over how many they ran
    cursor.reals(4)  # learning rates and decays
    scale = gamma / np.sqrt(variances + cursor.real())
    return Affine(scale, beta - scale * means)


def _read_pooling(cursor: Cursor, *, largest: bool) -> Layer:
    kernel, _width, stride, _stride_x, padding, _padding_x = cursor.integers(6)
    return Pooling(largest, kernel, stride, padding)


def _read_fully_connected(cursor: Cursor) -> Layer:
    outputs, inputs = cursor.integers(2)
    values = cursor.tensor().ravel()
    cursor.tensor_shape()
    cursor.tensor_shape()
    cursor.expect(1)  # the mode without biases
    cursor.reals(4)  # learning rates and decays
    return FullyConnected(values.reshape(inputs, outputs))


LAYER_READERS: dict[str, Callable[[Cursor], Layer]] = {
    "con_4": _read_convolution,
    "affine_": _read_affine,
    "bn_con2": _read_batch_norm,
    "relu_": lambda _cursor: Plain.RELU,
    "add_prev_": lambda _cursor: Plain.ADD_PREVIOUS,
    "max_pool_2": lambda cursor: _read_pooling(cursor, largest=True),
    "avg_pool_2": lambda cursor: _read_pooling(cursor, largest=False),
    "fc_2": _read_fully_connected,
}
"""How the details of each type of layer are read, by the name stored before them."""
