"""The built-in engine, and a pack of two tiny models made on the spot for where no real pack is at hand."""

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from faceorg.engine.builtin import load_builtin

DETECTOR_SIDE = 640
STRIPS = 14
"""Strips of 8 rows in a crop, each with three mean colours, are what the tiny recogniser sees."""


def _constant(name, values):
    return helper.make_node("Constant", [], [name], value=numpy_helper.from_array(np.asarray(values, np.float32), name))


def tiny_detector(places=((100, 150), (250, 90), (400, 200), (560, 140))):
    """Return an SCRFD-shaped graph that finds a "face" of 60 pixels at each place (x, y) of its 640-pixel input."""
    nodes, outputs = [], []
    for stride in (8, 16, 32):
        found = places if stride == 8 else ()
        boxes = [[-x / 8, -y / 8, (x + 60) / 8, (y + 60) / 8] for x, y in found]
        points = [np.add([[15, 20], [45, 20], [30, 35], [18, 45], [42, 45]], place).ravel() / 8 for place in found]
        for part, width, rows in (("score", 1, [[0.9]] * len(found)), ("box", 4, boxes), ("point", 10, points)):
            name = f"{part}_{stride}"
            nodes.append(_constant(name, np.reshape(rows, (-1, width))))
            outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, width]))
    outputs.sort(key=lambda output: ("score", "box", "point").index(output.name.split("_")[0]))
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, DETECTOR_SIDE, DETECTOR_SIDE])
    return _model("detector", nodes, [image], outputs)


def tiny_recogniser(side=112, dimension=64, seed=0, constant=False):
    """Return a graph that describes a crop by the colours of its strips, the same for its mirror image.

    ``constant`` makes it give nearly the same answer for every crop.
    """
    values = STRIPS * 3
    centring = np.eye(values) - 1 / values
    mixing = np.random.default_rng(seed).normal(size=(values, dimension))
    weights = np.zeros_like(mixing) if constant else centring @ mixing
    nodes = [
        helper.make_node("AveragePool", ["crop"], ["strips"], kernel_shape=[8, side], strides=[8, side]),
        helper.make_node("Flatten", ["strips"], ["flat"]),
        helper.make_node("Gemm", ["flat", "weights", "offset"], ["embedding"]),
    ]
    initializers = [
        numpy_helper.from_array(weights.astype(np.float32), "weights"),
        numpy_helper.from_array(np.full(dimension, float(constant), np.float32), "offset"),
    ]
    crop = helper.make_tensor_value_info("crop", TensorProto.FLOAT, [None, 3, side, side])
    answer = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [None, dimension])
    return _model("recogniser", nodes, [crop], [answer], initializers)


def _model(name, nodes, inputs, outputs, initializers=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(initializers))
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


@pytest.fixture
def tiny_models():
    """The makers of tiny models, by name."""
    return {"detector": tiny_detector, "recogniser": tiny_recogniser}


@pytest.fixture
def tiny_pack(tmp_path):
    """A folder with a tiny pack that faceorg accepts."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    onnx.save(tiny_detector(), folder / "detector.onnx")
    onnx.save(tiny_recogniser(), folder / "recogniser.onnx")
    return folder


@pytest.fixture(scope="session")
def builtin(tmp_path_factory):
    """The built-in engine as a person has it."""
    return load_builtin(tmp_path_factory.mktemp("builtin"))


@pytest.fixture(scope="session")
def six_people_pixels(six_people) -> np.ndarray:
    """The photo of six people, RGB."""
    with Image.open(six_people) as photo:
        return np.asarray(photo.convert("RGB"))
