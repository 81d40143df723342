"""SCRFD's feature maps are read as its authors meant them, tried with a session that answers what the test wants."""

from types import SimpleNamespace

import numpy as np
import pytest

from faceorg.engine.detection import policy_for
from faceorg.engine.scrfd import Scrfd

STRIDES = (8, 16, 32)


class FakeSession:
    """Answers with empty maps, but for the candidates it was given: (stride, row, column, sides, points, score)."""

    def __init__(self, finds=(), shape=(1, 3, "?", "?"), batched=False):
        self.finds, self.shape, self.batched = finds, shape, batched
        self.inputs = []

    def get_inputs(self):
        return [SimpleNamespace(name="in", shape=self.shape)]

    def get_outputs(self):
        return [SimpleNamespace(name=str(number)) for number in range(9)]

    def run(self, names, feeds):
        blob = feeds["in"]
        self.inputs.append(blob)
        height, width = blob.shape[2:]
        maps = [
            np.zeros((height // stride * (width // stride) * 2, part), np.float32)
            for part in (1, 4, 10)
            for stride in STRIDES
        ]
        for stride, row, column, sides, points, score in self.finds:
            level = STRIDES.index(stride)
            if row >= height // stride or column >= width // stride:
                continue
            at = 2 * (row * (width // stride) + column)
            maps[level][at], maps[level + 3][at], maps[level + 6][at] = score, sides, points
        return [found[None] for found in maps] if self.batched else maps


FIND = (16, 3, 5, (1, 2, 3, 4), (-1, -1, 1, -1, 0, 0, -1, 1, 1, 1), 0.75)


@pytest.mark.parametrize("batched", [False, True])
def test_a_candidate_is_measured_from_its_cell_in_strides(batched):
    detector = Scrfd(FakeSession([FIND], batched=batched), policy_for(1600))
    (found,) = detector.detect(np.zeros((640, 640, 3), np.uint8), input_size=(640, 640))
    assert found.box == pytest.approx((80 - 16, 48 - 32, 80 + 48, 48 + 64))
    assert found.landmarks.tolist() == [[64, 32], [96, 32], [80, 48], [64, 64], [96, 64]]
    assert found.score == pytest.approx(0.75)


def test_boxes_are_in_pixels_of_the_photo_not_of_the_input():
    detector = Scrfd(FakeSession([FIND]), policy_for(1600))
    (found,) = detector.detect(np.zeros((1280, 1280, 3), np.uint8), input_size=(640, 640))
    assert found.box == pytest.approx((128, 32, 256, 224))


def test_candidates_below_the_threshold_are_no_faces():
    detector = Scrfd(FakeSession([(*FIND[:5], 0.49)]), policy_for(1600))
    assert detector.detect(np.zeros((640, 640, 3), np.uint8), input_size=(640, 640)) == []


def test_without_a_size_the_photo_is_looked_at_in_its_own_shape_twice():
    session = FakeSession()
    Scrfd(session, policy_for(1600)).detect(np.zeros((600, 800, 3), np.uint8))
    assert [blob.shape for blob in session.inputs] == [(1, 3, 608, 800), (1, 3, 96, 128)]


def test_a_graph_of_one_size_gets_that_size():
    session = FakeSession(shape=(1, 3, 320, 320))
    Scrfd(session, policy_for(1600)).detect(np.zeros((600, 800, 3), np.uint8))
    assert [blob.shape for blob in session.inputs] == [(1, 3, 320, 320)]


def test_pixels_arrive_as_the_detector_was_trained():
    session = FakeSession()
    image = np.zeros((32, 32, 3), np.uint8)
    image[..., 0] = 255
    Scrfd(session, policy_for(1600)).detect(image, input_size=(32, 32))
    red, green = session.inputs[0][0, 0], session.inputs[0][0, 1]
    np.testing.assert_allclose(red, 127.5 / 128)
    np.testing.assert_allclose(green, -127.5 / 128)


def test_a_find_is_surer_with_a_higher_score():
    detector = Scrfd(FakeSession(), policy_for(1600))
    assert detector.certainty(0.5) == 0
    assert 0 < detector.certainty(0.55) < detector.certainty(0.6) < 1
    assert detector.certainty(0.8) == 1
