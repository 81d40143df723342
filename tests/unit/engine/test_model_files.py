"""Models are told apart by their graphs, whatever their files are called."""

import hashlib

import onnx
import pytest
from onnx import TensorProto, helper

from faceorg.engine import model_files
from faceorg.engine.known_packs import SFACE
from faceorg.engine.model_files import BATCH, described
from faceorg.engine.pack_manifest import ModelKind

SCRFD_OUTPUTS = {f"o{number}": [None, part] for number, part in enumerate((1, 1, 1, 4, 4, 4, 10, 10, 10))}
YUNET_OUTPUTS = {f"{part}_{stride}": [1, 9, 1] for part in ("cls", "obj", "bbox", "kps") for stride in (8, 16, 32)}


def tensors(shapes):
    return [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]


@pytest.fixture
def saved(tmp_path):
    def save(inputs, outputs, nodes=(), weights=()):
        graph = helper.make_graph(list(nodes), "any", tensors(inputs), tensors(outputs), list(weights))
        path = tmp_path / "model.onnx"
        onnx.save(helper.make_model(graph), path)
        return path

    return save


def recogniser(saved, shape=(None, 3, 112, 112), answer=(None, 512), **rest):
    return described(saved({"in": list(shape)}, {"out": list(answer)}, **rest))


def test_a_recogniser_is_a_crop_of_112_pixels_and_one_vector(saved, tmp_path):
    model = recogniser(saved)
    assert (model.kind, model.dimension, model.batch) == (ModelKind.ARCFACE, 512, BATCH)
    assert (model.mean, model.std) == (127.5, 127.5)
    data = (tmp_path / "model.onnx").read_bytes()
    assert (model.file, model.size) == ("model.onnx", len(data))
    assert model.sha256 == hashlib.sha256(data).hexdigest()


def test_a_batch_of_one_is_kept_to(saved):
    assert recogniser(saved, shape=(1, 3, 112, 112), answer=(1, 128)).batch == 1


def test_weights_quantised_anew_in_every_run_are_given_one_face_at_a_time(saved):
    node = helper.make_node("DynamicQuantizeLinear", ["in"], ["a", "b", "c"])
    assert recogniser(saved, nodes=[node]).batch == 1


@pytest.mark.parametrize(
    ("shape", "answer"),
    [
        ((1, 3, 224, 224), (1, 1000)),  # an image classifier
        ((1, 3, 96, 96), (1, 3)),  # genderage
        ((1, 3, 192, 192), (1, 212)),  # 2d106
        ((1, 3, 112, 112), (1, 7)),  # expressions
        ((1, 1, 112, 112), (1, 512)),  # grey
        ((8, 3, 112, 112), (8, 512)),  # a batch of eight only
        ((1, 3, 112, 112), (1, 512, 1)),
    ],
)
def test_other_models_are_no_recognisers(saved, shape, answer):
    assert recogniser(saved, shape, answer) is None


def test_a_graph_that_normalises_its_pixels_gets_them_raw(saved):
    nodes = [helper.make_node(kind, ["in", "in"], [kind], name=f"{kind}_0") for kind in ("Sub", "Mul")]
    model = recogniser(saved, nodes=nodes)
    assert (model.mean, model.std) == (0.0, 1.0)


def test_a_multiplication_alone_is_no_normalisation(saved):
    assert recogniser(saved, nodes=[helper.make_node("Mul", ["in", "in"], ["m"], name="Mul_0")]).mean == 127.5


def test_a_known_recogniser_is_fed_as_known(saved, monkeypatch):
    path = saved({"in": [1, 3, 112, 112]}, {"out": [1, 128]})
    monkeypatch.setitem(model_files.RECOGNISERS, hashlib.sha256(path.read_bytes()).hexdigest(), SFACE)
    assert described(path).mean == 0.0


def test_weights_listed_as_inputs_do_not_count(saved):
    weight = helper.make_tensor("w", TensorProto.FLOAT, [1], [1.0])
    path = saved({"in": [1, 3, 112, 112], "w": [1]}, {"out": [1, 128]}, weights=[weight])
    assert described(path).dimension == 128


def test_detectors_are_known_by_their_outputs(saved):
    assert described(saved({"in": [1, 3, None, None]}, SCRFD_OUTPUTS)).kind is ModelKind.SCRFD
    assert described(saved({"in": [1, 3, 640, 640]}, YUNET_OUTPUTS)).kind is ModelKind.YUNET


def test_a_detector_without_landmarks_is_of_no_use(saved):
    boxes_only = {f"o{number}": [None, part] for number, part in enumerate((1, 1, 1, 4, 4, 4))}
    assert described(saved({"in": [1, 3, None, None]}, boxes_only)) is None


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x08\x07" * 40])
def test_what_is_no_model_is_of_no_use(tmp_path, content):
    path = tmp_path / "broken.onnx"
    path.write_bytes(content)
    assert described(path) is None
