"""The detector reads its network's answer as dlib does, tried with a session that answers what the test wants."""

import numpy as np
import pytest

from faceorg.engine import dlib_detector
from faceorg.engine.dlib_detector import CELL, CELL_INPUT, FIRST_CELL, DlibDetector, normalised

WINDOW, OVERLAP = 80, 0.338


class FakeSession:
    """Answers -1 everywhere but for the cells it was given: {(row, column): score}."""

    def __init__(self, cells):
        self.cells = cells
        self.inputs = []

    def run(self, _names, feeds):
        (planes,) = feeds.values()
        self.inputs.append(planes)
        rows, columns = ((length - CELL_INPUT) // CELL + 1 for length in planes.shape[2:])
        answer = np.full((1, 1, rows, columns), -1, np.float32)
        for (row, column), score in self.cells.items():
            answer[0, 0, row, column] = score
        return [answer]


class LocalSession(FakeSession):
    """Answers with a sum over everything that a cell of the real network can see, as its zero-padded layers would."""

    def __init__(self):
        super().__init__({})

    def run(self, _names, feeds):
        (planes,) = feeds.values()
        self.inputs.append(planes)
        rows, columns = ((length - CELL_INPUT) // CELL + 1 for length in planes.shape[2:])
        cells = np.zeros((rows, columns), np.float32)
        for down in range(CELL_INPUT):
            cells += planes[0, 0, down : down + (rows - 1) * CELL + 1 : CELL, : (columns - 1) * CELL + 1 : CELL]
        padded = np.pad(cells, ((dlib_detector.MARGIN,) * 2, (0, 0)))
        reach = 2 * dlib_detector.MARGIN + 1
        return [sum(padded[step : step + rows] for step in range(reach))[None, None]]


def found(cells, size=(640, 480)):
    image = np.zeros((size[1], size[0], 3), np.uint8)
    return DlibDetector(FakeSession(cells), WINDOW, OVERLAP).find(image)


def test_pixels_lose_the_mean_colour_and_are_scaled():
    pixels = np.array([[[122, 117, 104], [255, 0, 128]]], np.uint8)
    expected = (pixels - np.array([122.782, 117.001, 104.298])) / 256
    np.testing.assert_allclose(normalised(pixels), expected, atol=1e-6)


def test_no_cell_above_zero_is_no_face():
    boxes = found({(5, 5): 0.0})
    assert boxes.edges.shape == (0, 4)
    assert boxes.scores.shape == (0,)


def test_a_cell_is_a_window_around_its_centre():
    boxes = found({(10, 20): 0.7})
    x, y = 20 * CELL + FIRST_CELL - 11, 10 * CELL + FIRST_CELL - 11  # the image lies 11 pixels into the tile
    np.testing.assert_array_equal(boxes.edges, [[x - 39, y - 39, x + 40, y + 40]])  # 39.5 to each side, halves go up
    assert boxes.scores.tolist() == pytest.approx([0.7])


def test_a_cell_of_a_smaller_level_is_a_larger_face():
    # level 1 begins at (11, 501) of the tile; cell (68, 20) is centred on (174, 558)
    boxes = found({(68, 20): 0.7})
    edge = np.array([174 - 11 - 39.5, 558 - 501 - 39.5, 174 - 11 + 39.5, 558 - 501 + 39.5]) * 1.2 + 0.3
    np.testing.assert_array_equal(boxes.edges, [np.floor(edge + 0.5)])


def test_the_surest_of_several_finds_of_one_face_stays():
    boxes = found({(10, 20): 0.7, (10, 21): 0.9, (11, 20): 0.8})
    assert boxes.scores.tolist() == pytest.approx([0.9])


def test_neighbours_that_hardly_overlap_are_two_faces_surest_first():
    boxes = found({(10, 20): 0.7, (10, 27): 0.9})  # 56 pixels apart: 24 of 136 columns are shared
    assert boxes.scores.tolist() == pytest.approx([0.9, 0.7])


def test_a_face_at_the_edge_may_leave_the_image():
    boxes = found({(0, 0): 0.7})
    assert boxes.edges.min() < 0


def test_strips_give_the_answer_of_the_whole_tile(monkeypatch):
    tile = np.random.default_rng(1).normal(size=(1500, 200, 3)).astype(np.float32)
    monkeypatch.setattr(dlib_detector, "STRIP_PIXELS", tile.size)
    whole_session, strip_session = LocalSession(), LocalSession()
    whole = DlibDetector(whole_session, WINDOW, OVERLAP)._answer(tile)
    monkeypatch.setattr(dlib_detector, "STRIP_PIXELS", 60_000)
    strips = DlibDetector(strip_session, WINDOW, OVERLAP)._answer(tile)
    assert (len(whole_session.inputs), len(strip_session.inputs)) == (1, 5)
    np.testing.assert_allclose(strips, whole, rtol=1e-4, atol=1e-3)


def test_no_strip_is_larger_than_its_share_and_its_margins():
    session = FakeSession({})
    DlibDetector(session, WINDOW, OVERLAP).find(np.zeros((1200, 1600, 3), np.uint8))
    assert len(session.inputs) > 1
    margins = 2 * dlib_detector.MARGIN * CELL + CELL_INPUT
    for planes in session.inputs:
        height, width = planes.shape[2:]
        assert (height - margins) * width <= dlib_detector.STRIP_PIXELS
