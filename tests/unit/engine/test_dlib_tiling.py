"""Levels lie in the tile exactly where dlib puts them, and boxes find their way back to the image."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from faceorg.engine.dlib_tiling import Placed, tiling_of

SIDES = some.integers(5, 3000)


@pytest.mark.parametrize(
    ("size", "tile", "count", "last"),
    [
        ((640, 480), (662, 1782), 24, Placed(643, 512, 8, 5)),
        ((450, 600), (472, 2212), 25, Placed(457, 644, 4, 5)),
        ((1024, 768), (1046, 2817), 27, Placed(1029, 816, 6, 5)),
    ],
)
def test_layouts_are_dlib_s(size, tile, count, last):
    tiling = tiling_of(*size)
    assert (tiling.width, tiling.height) == tile
    assert len(tiling.levels) == count
    assert tiling.levels[-1] == last


def test_the_first_levels_go_down_the_left_side():
    levels = tiling_of(640, 480).levels
    assert levels[:3] == (Placed(11, 11, 640, 480), Placed(11, 501, 533, 400), Placed(11, 911, 444, 333))


@given(SIDES, SIDES)
def test_levels_lie_inside_the_tile_and_never_on_each_other(width, height):
    tiling = tiling_of(width, height)
    taken = []
    for level in tiling.levels:
        assert level.x >= 11
        assert level.y >= 11
        assert level.x + level.width <= tiling.width - 11
        assert level.y + level.height <= tiling.height - 11
        for other in taken:
            beside = level.x + level.width <= other.x or other.x + other.width <= level.x
            above = level.y + level.height <= other.y or other.y + other.height <= level.y
            assert beside or above
        taken.append(level)


@pytest.mark.parametrize("size", [(100, 3000), (3000, 100), (1600, 1600), (40, 40)])
def test_a_tile_is_about_four_times_the_image(size):
    tiling = tiling_of(*size)
    assert tiling.width * tiling.height < 6 * max(size[0] * size[1], 3000)


def test_a_point_belongs_to_the_level_it_lies_in_or_to_the_nearest():
    tiling = tiling_of(640, 480)
    points = np.array([[11, 11], [650, 490], [300, 494], [300, 497], [12, 920], [648, 514]], np.float64)
    assert tiling.level_of(points).tolist() == [0, 0, 0, 1, 2, 23]


@given(some.integers(0, 10), some.floats(0, 0.8), some.floats(0, 0.8))
def test_a_box_comes_back_to_where_the_image_shows_it(number, left, top):
    tiling = tiling_of(640, 480)
    level = tiling.levels[number]
    corner = np.array([level.x + left * level.width, level.y + top * level.height])
    box = np.concatenate([corner, corner + 0.1 * level.width])
    (mapped,) = tiling.to_image(box[None], np.array([number]))
    expected = np.array([left * 640, top * 480, left * 640 + 64, top * 480 + 64])
    pixel_of_level = 1.2**number
    np.testing.assert_allclose(mapped, expected, atol=2.5 * pixel_of_level)


def test_halves_are_rounded_away_from_zero():
    boxes = np.array([[11.5, 10.5, 12.5, 9.5]])
    assert tiling_of(640, 480).to_image(boxes, np.array([0])).tolist() == [[1, -1, 2, -2]]
