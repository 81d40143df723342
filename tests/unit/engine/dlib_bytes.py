"""Writes dlib's serialization format, so that its reader can be tried with files of a few bytes."""

import math

import numpy as np

EMPTY = np.zeros((0, 0, 0, 0), np.float32)


def integer(value: int) -> bytes:
    magnitude = abs(value).to_bytes(max(1, (abs(value).bit_length() + 7) // 8), "little")
    return bytes([len(magnitude) | (0x80 if value < 0 else 0)]) + magnitude


def integers(*values: int) -> bytes:
    return b"".join(integer(value) for value in values)


def real(value: float) -> bytes:
    mantissa, exponent = math.frexp(value)
    return integers(int(mantissa * 2**24), exponent - 24)


def reals(*values: float) -> bytes:
    return b"".join(real(value) for value in values)


def text(value: str) -> bytes:
    return integer(len(value)) + value.encode()


def tensor(values: np.ndarray) -> bytes:
    shape = values.shape if values.ndim == 4 else (values.size, 1, 1, 1)
    return integers(2, *shape) + values.astype("<f4").tobytes()


def alias(*shape: int) -> bytes:
    return integers(1, *shape)


def points(values) -> bytes:
    """A set of points as dlib stores a column matrix: negated lengths, then the numbers."""
    flat = np.ravel(values)
    return integers(-len(flat), -1) + reals(*flat)


def metric_loss() -> bytes:
    return text("loss_metric_2") + reals(0.04, 0.6)


def detection_loss(window: int, overlap: float) -> bytes:
    return text("loss_mmod_") + integers(1, window, window) + reals(1, 1, 0.5, overlap, 1, 0.5, 1)


def sized_input(side: int) -> bytes:
    return text("input_rgb_image_sized") + reals(122.782, 117.001, 104.298) + integers(side, side)


def pyramid_input() -> bytes:
    return text("input_rgb_image_pyramid") + reals(122.782, 117.001, 104.298)


def convolution(filters: np.ndarray, biases: np.ndarray, stride: int, padding: int) -> bytes:
    outputs, _, height, width = filters.shape
    values = np.concatenate([filters.ravel(), biases.ravel()])
    numbers = integers(outputs, height, width, stride, stride, padding, padding)
    shapes = alias(*filters.shape) + alias(1, outputs, 1, 1)
    return text("con_4") + tensor(values) + numbers + shapes + reals(1, 1, 1, 1)


def affine(scale, shift) -> bytes:
    shape = alias(1, len(scale), 1, 1)
    return text("affine_") + tensor(np.concatenate([scale, shift])) + shape + shape + integer(0)


def batch_norm(gamma, beta, mean, variance, epsilon: float) -> bytes:
    shape = alias(1, len(gamma), 1, 1)
    running = tensor(EMPTY) + tensor(EMPTY) + tensor(np.array(mean)) + tensor(np.array(variance))
    numbers = integers(100, 100) + reals(1, 1, 1, 1, epsilon)
    return text("bn_con2") + tensor(np.concatenate([gamma, beta])) + shape + shape + running + numbers


def pooling(name: str, kernel: int, stride: int) -> bytes:
    return text(name) + integers(kernel, kernel, stride, stride, 0, 0)


def fully_connected(weights: np.ndarray) -> bytes:
    inputs, outputs = weights.shape
    shapes = alias(inputs, outputs, 1, 1) + alias(0, 0, 0, 0)
    return text("fc_2") + integers(outputs, inputs) + tensor(weights.ravel()) + shapes + integer(1) + reals(1, 1, 1, 1)


MARK = None
"""Stands for a tag or a skip in the layers given to ``network``."""


def network(loss: bytes, image: bytes, layers: list[bytes | None]) -> bytes:
    """A network file; ``layers`` are in the order they are run, ``MARK`` where a tag or skip is."""
    versions = [3] + [1 if layer is MARK else 2 for layer in layers[1:]]
    details = [_level(layer, number == 0) for number, layer in enumerate(layers) if layer is not MARK]
    return integer(1) + loss + integers(*reversed(versions)) + image + b"".join(details)


def _level(layer: bytes, innermost: bool) -> bytes:
    return layer + b"000" + tensor(EMPTY) * 3 + (integer(1) if innermost else b"")


def landmark_file(initial, cascades) -> bytes:
    """A landmark file; each cascade is (trees, anchors, offsets), each tree is (splits, leaves)."""
    forests = b"".join(integer(len(trees)) + b"".join(_tree(*tree) for tree in trees) for trees, _, _ in cascades)
    anchors = b"".join(integer(len(anchors)) + integers(*anchors) for _, anchors, _ in cascades)
    offsets = b"".join(integer(len(offsets)) + reals(*np.ravel(offsets)) for _, _, offsets in cascades)
    count = integer(len(cascades))
    return integer(1) + points(initial) + count + forests + count + anchors + count + offsets


def _tree(splits, leaves) -> bytes:
    questions = b"".join(integers(first, second) + real(threshold) for first, second, threshold in splits)
    return integer(len(splits)) + questions + integer(len(leaves)) + b"".join(points(leaf) for leaf in leaves)
