"""Builds ONNX graphs in memory from dlib's networks: no converted file to keep, to check or to throw away."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from faceorg.engine.dlib_format import Affine, Convolution, FullyConnected, Layer, Network, Plain, Pooling

OPSET = 13
"""Oldest operator set that has everything used here; every onnxruntime in use runs it."""

IR_VERSION = 8
"""Format of the model file that goes with the operator set."""

INPUT = "input"
"""Name of the one input of every graph: normalised RGB, float32, shape (n, 3, height, width)."""


def onnx_model(network: Network, side: int | None) -> bytes:
    """Return a network as a serialized ONNX model; the number of inputs of a batch is free.

    Args:
        network: Layers in the order they are run. Every affine layer must follow a convolution: it is folded into it.
        side: Height and width of the input in pixels, or None for a detector that takes any size.
    """
    graph = _Graph(side)
    for layer in _folded(network.layers):
        graph.add(layer)
    return graph.model()


def _folded(layers: tuple[Layer, ...]) -> Iterator[Layer]:
    """Yield the layers with each affine layer multiplied into the convolution before it, in float64."""
    for layer, following in zip(layers, (*layers[1:], Plain.RELU), strict=True):
        if isinstance(layer, Convolution) and isinstance(following, Affine):
            yield _fold(layer, following)
        elif not isinstance(layer, Affine):
            yield layer


def _fold(convolution: Convolution, affine: Affine) -> Convolution:
    filters = convolution.filters * affine.scale[:, None, None, None]
    biases = convolution.biases * affine.scale + affine.shift
    return Convolution(filters.astype(np.float32), biases.astype(np.float32), convolution.stride, convolution.padding)


@dataclass(frozen=True, slots=True)
class _Value:
    """An intermediate result: its name, and its size where the input's size is fixed (None else)."""

    name: str
    channels: int
    side: int | None

    def after_window(self, kernel: int, stride: int, padding: int) -> int | None:
        """Return the side after a window has slid over it."""
        return None if self.side is None else (self.side + 2 * padding - kernel) // stride + 1


@dataclass(slots=True)
class _Block:
    """What a residual block remembers: its input, and the end of its main branch once there is a second."""

    entry: _Value
    main_branch: _Value | None = None


@dataclass(slots=True)
class _Graph:
    """A graph that grows layer by layer."""

    side: int | None
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)
    value: _Value = field(init=False)
    block: _Block = field(init=False)
    output_shape: list[str | int] = field(default_factory=lambda: ["n", "channels", "rows", "columns"])

    def __post_init__(self) -> None:
        self.value = _Value(INPUT, 3, self.side)
        self.block = _Block(self.value)

    def add(self, layer: Layer) -> None:
        """Append one layer that is not affine."""
        match layer:
            case Convolution():
                self._convolve(layer)
            case Pooling():
                self._pool(layer)
            case FullyConnected():
                self._connect(layer)
            case Plain.ADD_PREVIOUS:
                self._add_previous()
            case Plain.RELU:
                self._run("Relu", [self.value.name])
            case Plain.BLOCK:
                self.block = _Block(self.value)
            case Plain.SECOND_BRANCH:
                self.block.main_branch, self.value = self.value, self.block.entry

    def model(self) -> bytes:
        """Return the finished model."""
        graph = helper.make_graph(
            self.nodes,
            "network",
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["n", 3, self.side or "h", self.side or "w"])],
            [helper.make_tensor_value_info(self.value.name, TensorProto.FLOAT, self.output_shape)],
            self.constants,
        )
        opset = helper.make_opsetid("", OPSET)
        model = helper.make_model(graph, opset_imports=[opset], ir_version=IR_VERSION, producer_name="faceorg")
        return bytes(model.SerializeToString())

    def _convolve(self, layer: Convolution) -> None:
        outputs, _, kernel, _ = layer.filters.shape
        side = self.value.after_window(kernel, layer.stride, layer.padding)
        inputs = [self.value.name, self._constant(layer.filters), self._constant(layer.biases)]
        window = {"kernel_shape": [kernel] * 2, "strides": [layer.stride] * 2, "pads": [layer.padding] * 4}
        self._run("Conv", inputs, **window)
        self.value = _Value(self.value.name, outputs, side)

    def _pool(self, layer: Pooling) -> None:
        if layer.kernel == 0:
            self._run("GlobalAveragePool", [self.value.name])
            self.value = _Value(self.value.name, self.value.channels, 1)
            return
        side = self.value.after_window(layer.kernel, layer.stride, layer.padding)
        window = {"kernel_shape": [layer.kernel] * 2, "strides": [layer.stride] * 2, "pads": [layer.padding] * 4}
        self._run("MaxPool" if layer.largest else "AveragePool", [self.value.name], **window)
        self.value = _Value(self.value.name, self.value.channels, side)

    def _connect(self, layer: FullyConnected) -> None:
        self._run("Flatten", [self.value.name])
        self._run("MatMul", [self.value.name, self._constant(layer.weights)])
        self.output_shape = ["n", layer.weights.shape[1]]

    def _add_previous(self) -> None:
        """Add the other branch; where the two differ in size, what the smaller one lacks counts as zero."""
        other, value = self.block.main_branch or self.block.entry, self.value
        channels = max(value.channels, other.channels)
        side = None if value.side is None or other.side is None else max(value.side, other.side)
        names = [self._padded(operand, channels, side) for operand in (value, other)]
        self._run("Add", names)
        self.value = _Value(self.value.name, channels, side)

    def _padded(self, value: _Value, channels: int, side: int | None) -> str:
        """Return the name of a value grown with zeros at its last channels, right and bottom."""
        missing = 0 if side is None or value.side is None else side - value.side
        if missing == 0 and channels == value.channels:
            return value.name
        pads = np.array([0, 0, 0, 0, 0, channels - value.channels, missing, missing], np.int64)
        self._run("Pad", [value.name, self._constant(pads)])
        return self.value.name

    def _run(self, operator: str, inputs: list[str], **attributes: list[int]) -> None:
        name = f"value_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [name], **attributes))
        self.value = _Value(name, self.value.channels, self.value.side)

    def _constant(self, values: NDArray[np.float32] | NDArray[np.int64]) -> str:
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name
