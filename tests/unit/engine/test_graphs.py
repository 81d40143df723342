"""Small networks give the same numbers through their ONNX graph as worked out by hand."""

import numpy as np
import onnx
import onnxruntime
import pytest

from faceorg.engine.dlib_format import Affine, Convolution, FullyConnected, Network, Plain, Pooling
from faceorg.engine.graphs import INPUT, onnx_model

RNG = np.random.default_rng(5)


def run(layers, image, side=None):
    data = onnx_model(Network(tuple(layers)), side)
    onnx.checker.check_model(onnx.load_from_string(data), full_check=True)
    session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
    return session.run(None, {INPUT: image.astype(np.float32)})[0]


def pointwise(matrix, stride=1):
    """A convolution that only mixes channels."""
    matrix = np.asarray(matrix, np.float32)
    return Convolution(matrix[:, :, None, None], np.zeros(len(matrix), np.float32), stride, 0)


def random_image(side=8, count=2):
    return RNG.normal(size=(count, 3, side, side)).astype(np.float32)


def test_an_affine_layer_is_folded_into_its_convolution():
    image = random_image()
    convolution = Convolution(RNG.normal(size=(4, 3, 3, 3)).astype(np.float32), np.ones(4, np.float32), 1, 1)
    affine = Affine(RNG.normal(size=4), RNG.normal(size=4))
    plain, folded = run([convolution], image), run([convolution, affine], image)
    expected = plain * affine.scale[:, None, None] + affine.shift[:, None, None]
    np.testing.assert_allclose(folded, expected, atol=1e-5)
    operators = [
        node.op_type for node in onnx.load_from_string(onnx_model(Network((convolution, affine)), None)).graph.node
    ]
    assert operators == ["Conv"]


def test_batch_and_size_of_a_detector_are_free():
    layers = [pointwise(np.eye(3), stride=2), Plain.RELU]
    assert run(layers, random_image(8, 1)).shape == (1, 3, 4, 4)
    assert run(layers, random_image(11, 3)).shape == (3, 3, 6, 6)


def test_a_block_adds_its_input():
    image = np.abs(random_image())
    doubled = run([pointwise(np.eye(3)), Plain.BLOCK, pointwise(2 * np.eye(3)), Plain.ADD_PREVIOUS], image, side=8)
    np.testing.assert_allclose(doubled, 3 * image, rtol=1e-5)


def test_what_the_smaller_branch_lacks_counts_as_zero():
    image = random_image(side=5)
    widened = pointwise(np.vstack([np.eye(3), np.eye(3)]))
    layers = [
        pointwise(np.eye(3)),
        Plain.BLOCK,
        widened,  # 6 channels of 5 x 5
        Plain.SECOND_BRANCH,
        Pooling(largest=False, kernel=2, stride=2, padding=0),  # 3 channels of 2 x 2
        Plain.ADD_PREVIOUS,
    ]
    summed = run(layers, image, side=5)
    means = image[:, :, :4, :4].reshape(2, 3, 2, 2, 2, 2).mean(axis=(3, 5))
    expected = np.concatenate([image, image], axis=1)
    expected[:, :3, :2, :2] += means
    np.testing.assert_allclose(summed, expected, atol=1e-5)


def test_the_larger_branch_may_be_the_input_s():
    image = random_image(side=4)
    layers = [
        pointwise(np.eye(3)),
        Plain.BLOCK,
        Pooling(largest=True, kernel=2, stride=2, padding=0),
        Plain.SECOND_BRANCH,
        Plain.ADD_PREVIOUS,
    ]
    expected = image.copy()
    expected[:, :, :2, :2] += image.reshape(2, 3, 2, 2, 2, 2).max(axis=(3, 5))
    np.testing.assert_allclose(run(layers, image, side=4), expected, atol=1e-5)


def test_a_whole_plane_is_pooled_and_multiplied_by_the_weights():
    image = random_image(side=6)
    weights = RNG.normal(size=(3, 7)).astype(np.float32)
    layers = [pointwise(np.eye(3)), Pooling(largest=False, kernel=0, stride=1, padding=0), FullyConnected(weights)]
    np.testing.assert_allclose(run(layers, image, side=6), image.mean(axis=(2, 3)) @ weights, atol=1e-5)


@pytest.mark.parametrize("side", [6, 7, 8, 9])
def test_windows_that_do_not_fit_are_left_out(side):
    pooled = run([pointwise(np.eye(3)), Pooling(True, 3, 2, 0)], random_image(side), side=side)
    assert pooled.shape[2] == (side - 3) // 2 + 1
