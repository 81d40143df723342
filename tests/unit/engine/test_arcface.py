"""Recognisers get their crops as they were trained, in batches they can take, and answer in unit vectors."""

from types import SimpleNamespace

import numpy as np
import pytest

from faceorg.core.errors import EngineError
from faceorg.engine.arcface import ArcFace


class FakeSession:
    """Answers with the mean of each channel, and remembers the batches it was given."""

    def __init__(self, factor=1.0):
        self.factor = factor
        self.batches = []

    def get_inputs(self):
        return [SimpleNamespace(name="in")]

    def get_outputs(self):
        return [SimpleNamespace(name="out", shape=[1, 3])]

    def run(self, names, feeds):
        self.batches.append(feeds["in"])
        return [feeds["in"].mean(axis=(2, 3)) * np.float32(self.factor)]


def crops_of(*colours):
    return np.stack([np.full((112, 112, 3), colour, np.uint8) for colour in colours])


def test_an_embedding_a_crop_in_order_and_of_unit_length():
    answer = ArcFace(FakeSession(), 0, 1, 16).embed(crops_of((255, 0, 0), (0, 0, 9)))
    np.testing.assert_allclose(answer, [[1, 0, 0], [0, 0, 1]])
    assert answer.dtype == np.float32


@pytest.mark.parametrize(("batch", "sizes"), [(1, [1, 1, 1]), (2, [2, 1]), (16, [3])])
def test_batches_are_as_large_as_the_graph_allows(batch, sizes):
    session = FakeSession()
    answer = ArcFace(session, 0, 1, batch).embed(crops_of((9, 0, 0), (0, 9, 0), (0, 0, 9)))
    assert [len(given) for given in session.batches] == sizes
    np.testing.assert_allclose(answer, np.eye(3))


def test_pixels_are_centred_and_scaled():
    session = FakeSession()
    ArcFace(session, 127.5, 127.5, 16).embed(crops_of((255, 0, 255)))
    assert session.batches[0][0, :, 0, 0].tolist() == [1, -1, 1]
    assert session.batches[0].dtype == np.float32


def test_no_crops_no_embeddings():
    session = FakeSession()
    assert ArcFace(session, 0, 1, 16).embed(np.empty((0, 112, 112, 3), np.uint8)).shape == (0, 3)
    assert session.batches == []


@pytest.mark.parametrize("factor", [0.0, np.nan, np.inf])
def test_an_answer_that_is_no_direction_is_an_error(factor):
    with pytest.raises(EngineError, match="empty answer"):
        ArcFace(FakeSession(factor), 0, 1, 16).embed(crops_of((9, 9, 9)))
