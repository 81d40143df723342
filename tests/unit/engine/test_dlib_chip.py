"""The crop is cut from where dlib cuts it, and looks as dlib's does."""

import math

import numpy as np
import pytest

from faceorg.engine.dlib_chip import CHIP_POINTS, CHIP_SIDE, Square, cut_chip, square_of

FACE = ((420, 190), (382, 194), (281, 191), (322, 195), (352, 262))
TURNED_FACE = ((330, 150), (318, 156), (283, 168), (296, 164), (312, 190))
CUT_FACE = ((40, 20), (30, 22), (2, 21), (12, 23), (20, 41))


def landmarks(points) -> np.ndarray:
    return np.array(points, np.float32)


@pytest.fixture(scope="module")
def waves() -> np.ndarray:
    """A picture of waves, 480 rows by 640 columns, of which dlib's own crops are known."""
    y, x, channel = np.mgrid[:480, :640, :3]
    return (128 + 60 * np.sin(x / 17 + channel) + 60 * np.cos(y / 23)).astype(np.uint8)


@pytest.mark.parametrize(
    ("face", "edges", "angle"),
    [
        (FACE, (216.3482, 105.4160, 490.7650, 379.8328), -0.009251),
        (TURNED_FACE, (259.9682, 126.0702, 365.3251, 231.4271), -0.302940),
    ],
)
def test_the_square_is_dlib_s(face, edges, angle):
    square = square_of(landmarks(face))
    found = (square.x - square.half, square.y - square.half, square.x + square.half, square.y + square.half)
    assert found == pytest.approx(edges, abs=1e-3)
    assert square.angle == pytest.approx(angle, abs=1e-5)


@pytest.mark.parametrize(
    ("face", "total", "tolerance"),
    [
        (FACE, 8_716_729, 0.6),  # dlib cuts fractions off and OpenCV rounds: half a grey level apart
        (TURNED_FACE, 8_753_984, 0.6),
        (CUT_FACE, 6_863_258, 3.0),  # and OpenCV fades into the black outside the image, dlib does not
    ],
)
def test_the_crop_is_as_bright_as_dlib_s(waves, face, total, tolerance):
    chip = cut_chip(waves, landmarks(face))
    assert chip.shape == (CHIP_SIDE, CHIP_SIDE, 3)
    assert abs(int(chip.sum(dtype=np.int64)) - total) / chip.size < tolerance


def test_a_face_at_the_size_of_the_crop_is_copied(waves):
    chip = cut_chip(waves, CHIP_POINTS + np.float32([100, 50]))
    np.testing.assert_allclose(chip[2:-2, 2:-2].astype(int), waves[52:198, 102:248].astype(int), atol=10)


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0, 5.5])
def test_landmarks_arrive_where_they_belong(scale):
    face = CHIP_POINTS * np.float32(scale) + np.float32([70, 40])
    image = np.zeros((1000, 1000, 3), np.uint8)
    reach = math.ceil(2 * scale)
    for x, y in face.round().astype(int):
        image[y - reach : y + reach + 1, x - reach : x + reach + 1] = 255
    chip = cut_chip(image, face)
    for x, y in CHIP_POINTS.round().astype(int):
        assert chip[y - 1 : y + 2, x - 1 : x + 2].min() > 100
    assert (chip > 100).mean() < 0.02


def test_a_large_face_is_smoothed_before_it_is_reduced():
    stripes = np.zeros((900, 900, 3), np.uint8)
    stripes[:, ::2] = 255
    chip = cut_chip(stripes, CHIP_POINTS * np.float32(5))
    assert chip[10:-10, 10:-10].std() < 12


@pytest.mark.parametrize("shift", [(-5000, 0), (0, 5000), (620, 470)])
@pytest.mark.parametrize("scale", [0.5, 4.0])
def test_a_face_outside_the_image_is_black(waves, shift, scale):
    chip = cut_chip(waves, CHIP_POINTS * np.float32(scale) + np.float32(shift))
    assert chip.shape == (CHIP_SIDE, CHIP_SIDE, 3)
    assert (chip == 0).mean() > 0.6


def test_a_halved_square_covers_half_the_length():
    square = Square(100.0, 80.0, 60.0, 0.3).halved()
    assert (square.x, square.y, square.half, square.angle) == (48.75, 39.25, 30.0, 0.3)


def test_the_bounds_hold_the_turned_square():
    square = Square(100.0, 80.0, 60.0, 0.7)
    last = CHIP_SIDE - 1
    corners = np.array([(0, 0, 1), (last, 0, 1), (0, last, 1), (last, last, 1)]) @ square.from_chip().T
    found = (*corners.min(axis=0), *corners.max(axis=0))
    assert found == pytest.approx(square.bounds)
