"""dlib's encoding is read back value by value, and whole small networks layer by layer."""

import math

import dlib_bytes as write
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from faceorg.engine.dlib_format import (
    Affine,
    Convolution,
    Cursor,
    DlibFormatError,
    FullyConnected,
    Plain,
    Pooling,
    read_network,
)

FILTERS = np.arange(2 * 3 * 3 * 3, dtype=np.float32).reshape(2, 3, 3, 3)
BIASES = np.array([0.5, -0.5], np.float32)


@given(some.integers(-(2**63) + 1, 2**63 - 1))
def test_integers_come_back(value):
    cursor = Cursor(write.integer(value))
    assert cursor.integer() == value
    assert cursor.at_end


@pytest.mark.parametrize(
    ("data", "value"), [(b"\x01\x00", 0), (b"\x01\x05", 5), (b"\x81\x05", -5), (b"\x02\x00\x01", 256)]
)
def test_an_integer_is_sign_and_length_then_the_lowest_byte_first(data, value):
    assert Cursor(data).integer() == value


def test_a_float_stores_its_mantissa_before_its_exponent():
    assert Cursor(write.integers(3, 4)).real() == 3 * 2**4


@given(some.floats(width=32, allow_nan=False, allow_infinity=False, allow_subnormal=False))
def test_floats_come_back(value):
    assert Cursor(write.real(value)).real() == value


@pytest.mark.parametrize(("exponent", "value"), [(32000, math.inf), (32001, -math.inf)])
def test_infinities_are_exponents_of_their_own(exponent, value):
    assert Cursor(write.integers(0, exponent)).real() == value


def test_no_number_is_an_exponent_of_its_own():
    assert math.isnan(Cursor(write.integers(0, 32002)).real())


def test_flags_texts_and_tensors_come_back():
    values = np.arange(24, dtype=np.float32).reshape(1, 2, 3, 4)
    cursor = Cursor(b"10" + write.text("con_4") + write.tensor(values) + write.alias(5, 6, 7, 8))
    assert (cursor.flag(), cursor.flag(), cursor.text()) == (True, False, "con_4")
    np.testing.assert_array_equal(cursor.tensor(), values)
    assert cursor.tensor_shape() == (5, 6, 7, 8)
    assert cursor.at_end


@pytest.mark.parametrize("data", [b"", b"\x02\x01", b"\x01"])
def test_data_that_ends_within_a_value_is_refused(data):
    with pytest.raises(DlibFormatError, match="ends"):
        Cursor(data).integer()


def test_a_detector_has_its_window_and_overlap():
    data = write.network(
        write.detection_loss(80, 0.25), write.pyramid_input(), [write.convolution(FILTERS, BIASES, 2, 1)]
    )
    network = read_network(data)
    assert (network.window, network.overlap) == (80, 0.25)
    (layer,) = network.layers
    assert isinstance(layer, Convolution)
    np.testing.assert_array_equal(layer.filters, FILTERS)
    np.testing.assert_array_equal(layer.biases, BIASES)
    assert (layer.stride, layer.padding) == (2, 1)


def test_layers_come_in_the_order_they_are_run():
    weights = np.arange(8, dtype=np.float32).reshape(2, 4)
    layers = [
        write.convolution(FILTERS, BIASES, 1, 0),
        write.text("relu_"),
        write.pooling("max_pool_2", 3, 2),
        write.pooling("avg_pool_2", 0, 1),
        write.fully_connected(weights),
    ]
    network = read_network(write.network(write.metric_loss(), write.sized_input(150), layers))
    first, relu, largest, mean, last = network.layers
    assert isinstance(first, Convolution)
    assert relu is Plain.RELU
    assert (largest, mean) == (Pooling(True, 3, 2, 0), Pooling(False, 0, 1, 0))
    assert isinstance(last, FullyConnected)
    np.testing.assert_array_equal(last.weights, weights)
    assert network.window == 0


def test_one_mark_opens_a_block_and_two_open_its_second_branch():
    layers = [
        write.convolution(FILTERS, BIASES, 1, 0),
        write.MARK,
        write.text("relu_"),
        write.text("add_prev_"),
        write.MARK,
        write.text("relu_"),
        write.MARK,
        write.MARK,
        write.pooling("avg_pool_2", 2, 2),
        write.text("add_prev_"),
    ]
    network = read_network(write.network(write.metric_loss(), write.sized_input(150), layers))
    assert network.layers[1:] == (
        Plain.BLOCK,
        Plain.RELU,
        Plain.ADD_PREVIOUS,
        Plain.BLOCK,
        Plain.RELU,
        Plain.SECOND_BRANCH,
        Pooling(False, 2, 2, 0),
        Plain.ADD_PREVIOUS,
    )


def test_batch_norm_becomes_scale_and_shift():
    norm = write.batch_norm([2.0, 1.0], [1.0, 0.0], [3.0, -1.0], [4.0, 1.0], epsilon=0.0)
    stored = write.affine([1.0, 0.5], [2.0, 1.0])
    layers = [write.convolution(FILTERS, BIASES, 1, 0), norm, stored]
    _, norm_layer, stored_layer = read_network(
        write.network(write.metric_loss(), write.sized_input(150), layers)
    ).layers
    assert isinstance(norm_layer, Affine)
    np.testing.assert_allclose(norm_layer.scale, [1.0, 1.0])
    np.testing.assert_allclose(norm_layer.shift, [1.0 - 3.0, 1.0])
    assert isinstance(stored_layer, Affine)
    np.testing.assert_array_equal(stored_layer.shift, [2.0, 1.0])


def a_network(**changes) -> bytes:
    parts = {"loss": write.metric_loss(), "image": write.sized_input(150), "layers": [write.text("relu_")]} | changes
    return write.network(**parts)


def test_bytes_after_the_end_are_refused():
    with pytest.raises(DlibFormatError, match="goes on"):
        read_network(a_network() + b"\x00")


def test_a_cut_file_is_refused():
    with pytest.raises(DlibFormatError):
        read_network(a_network()[:-1])


def test_an_unknown_layer_is_named():
    with pytest.raises(DlibFormatError, match="dropout_9"):
        read_network(a_network(layers=[write.text("dropout_9")]))
