"""Looks into an ONNX file, by its graph and never by its name, for what a pack can use it for."""

import hashlib
from pathlib import Path
from typing import Any

import onnx

from faceorg.engine.alignment import CROP_SIDE
from faceorg.engine.known_packs import RECOGNISERS
from faceorg.engine.pack_manifest import ModelFile, ModelKind

BATCH = 16
"""Crops given to a recogniser at once; more of them are hardly faster on a CPU and need more memory."""

SHORTEST_EMBEDDING = 64
"""Recognisers answer with at least this many numbers; ages, poses and expressions are fewer."""

TRAINED_MEAN, TRAINED_STD = 127.5, 127.5
"""How ArcFace models want their pixels, unless the graph itself begins by subtracting and scaling."""

FIRST_NODES = 8
"""How far into the graph such a beginning is looked for; InsightFace's own rule."""

SCRFD_WIDTHS = {9: (1, 1, 1, 4, 4, 4, 10, 10, 10), 15: (1,) * 5 + (4,) * 5 + (10,) * 5}
"""Last dimensions of the outputs of an SCRFD detector with landmarks: scores, box sides, points."""

YUNET_OUTPUTS = frozenset(f"{part}_{stride}" for part in ("cls", "obj", "bbox", "kps") for stride in (8, 16, 32))
"""Names of the outputs of YuNet 2023."""


def described(path: Path) -> ModelFile | None:
    """Return what the ONNX file is for a pack, None where a pack has no use for it or it is no ONNX file.

    Raises:
        OSError: The file cannot be read.
    """
    data = path.read_bytes()
    try:
        graph = onnx.load_model_from_string(data).graph
    except Exception:  # noqa: BLE001 - protobuf raises many kinds; a file that is no model is simply of no use
        return None
    sha256 = hashlib.sha256(data).hexdigest()
    facts = _detector_facts(graph) or _recogniser_facts(graph, sha256)
    return ModelFile(file=path.name, size=len(data), sha256=sha256, **facts) if facts else None


def _detector_facts(graph: onnx.GraphProto) -> dict[str, Any] | None:
    if {output.name for output in graph.output} == YUNET_OUTPUTS:
        return {"kind": ModelKind.YUNET}
    widths = tuple(_shape(output)[-1] if _shape(output) else None for output in graph.output)
    return {"kind": ModelKind.SCRFD} if SCRFD_WIDTHS.get(len(widths)) == widths else None


def _recogniser_facts(graph: onnx.GraphProto, sha256: str) -> dict[str, Any] | None:
    inputs = _real_inputs(graph)
    if len(inputs) != 1 or len(graph.output) != 1:
        return None
    shape, answer = _shape(inputs[0]), _shape(graph.output[0])
    if shape[1:] != (3, CROP_SIDE, CROP_SIDE) or shape[0] not in {None, 1} or len(answer) != 2:  # noqa: PLR2004 - (n, d)
        return None
    dimension = answer[1]
    if dimension is None or dimension < SHORTEST_EMBEDDING:
        return None
    known = RECOGNISERS.get(sha256)
    raw = known.raw_pixels if known else _normalises_itself(graph)
    mean, std = (0.0, 1.0) if raw else (TRAINED_MEAN, TRAINED_STD)
    return {
        "kind": ModelKind.ARCFACE,
        "dimension": dimension,
        "mean": mean,
        "std": std,
        "batch": 1 if shape[0] == 1 or _depends_on_batch(graph) else BATCH,
    }


def _real_inputs(graph: onnx.GraphProto) -> list[onnx.ValueInfoProto]:
    """Return the inputs that are no weights; old exports list the weights too."""
    weights = {weight.name for weight in graph.initializer}
    return [value for value in graph.input if value.name not in weights]


def _shape(value: onnx.ValueInfoProto) -> tuple[int | None, ...]:
    """Return the dimensions, None for those that are free."""
    return tuple(dimension.dim_value or None for dimension in value.type.tensor_type.shape.dim)


def _normalises_itself(graph: onnx.GraphProto) -> bool:
    """Whether the graph begins by subtracting and scaling: MXNet's recognisers take pixels as they are."""
    names = [node.name for node in graph.node[:FIRST_NODES]]
    subtracts = any(name.startswith(("Sub", "_minus")) for name in names)
    return subtracts and any(name.startswith(("Mul", "_mul")) for name in names)


def _depends_on_batch(graph: onnx.GraphProto) -> bool:
    """Whether the faces of one batch change each other: weights quantised with scales found anew in every run do."""
    return any(node.op_type == "DynamicQuantizeLinear" for node in graph.node)
