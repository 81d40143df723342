"""Rows and sections as arithmetic: nothing overlaps, nothing is lost, everything is found again."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faceorg.gui.cell_layout import STRETCHED, Spacing, justified_rows, uniform_rows

SPACING = Spacing(gutter=4, header=40, gap=10)
aspects = st.lists(st.floats(0.2, 6.0), min_size=1, max_size=60)


def sections_of(count, step):
    return np.arange(0, count, step, dtype=np.int64)


@given(aspects, st.integers(120, 2000), st.integers(72, 280), st.integers(1, 20))
@settings(max_examples=150)
def test_justified_rows_hold_every_photo_once_inside_the_width(shapes, width, row_height, step):
    layout = justified_rows(np.array(shapes, np.float32), width, row_height, SPACING, sections_of(len(shapes), step))
    seen = []
    for row in range(len(layout.starts)):
        boxes = layout.row_boxes(row)
        seen.extend(layout.row_cells(row))
        assert boxes[0].x == 0
        assert boxes[-1].x + boxes[-1].w <= width + 1
        for left, right in pairwise(boxes):
            assert right.x >= left.x + left.w
    assert seen == list(range(len(shapes)))


@given(aspects, st.integers(200, 2000), st.integers(1, 20))
@settings(max_examples=100)
def test_rows_never_reach_into_each_other_or_into_a_header(shapes, width, step):
    layout = justified_rows(np.array(shapes, np.float32), width, 136, SPACING, sections_of(len(shapes), step))
    assert (layout.tops[1:] >= layout.tops[:-1] + layout.heights[:-1] + SPACING.gutter).all()
    assert (layout.tops[np.searchsorted(layout.starts, layout.sections)] == layout.section_tops + SPACING.header).all()
    assert layout.height == layout.tops[-1] + layout.heights[-1]
    assert (layout.heights <= 136 * STRETCHED + 1).all()


@given(aspects, st.integers(200, 1500))
@settings(max_examples=60)
def test_a_cell_is_found_at_its_own_middle(shapes, width):
    layout = justified_rows(np.array(shapes, np.float32), width, 100, SPACING)
    for index in range(len(shapes)):
        box = layout.box(index)
        assert layout.at(box.x + box.w / 2, box.y + box.h / 2) == index


def test_the_last_row_of_a_section_keeps_its_height():
    layout = justified_rows(np.ones(9, np.float32), 420, 100, Spacing(4), np.array([0, 2]))
    assert list(layout.starts) == [0, 2, 7]
    assert list(layout.heights) == [100, 81, 100]
    assert layout.box(1).w == 100


def test_a_very_wide_photo_is_as_wide_as_the_view_and_not_wider():
    layout = justified_rows(np.array([8.0, 1.0], np.float32), 400, 136, SPACING)
    assert layout.box(0).w <= 400


def test_uniform_rows_fill_columns_from_the_left():
    layout = uniform_rows(7, (80, 60), 260, Spacing(8))
    assert [box.x for box in layout.row_boxes(0)] == [0, 88, 176]
    assert len(layout.starts) == 3
    assert layout.at(85, 10) is None


def test_spread_columns_reach_the_right_edge():
    layout = uniform_rows(9, (80, 60), 300, Spacing(8), spread=True)
    last = layout.row_boxes(0)[-1]
    assert 300 - 3 <= last.x + last.w <= 300


def test_an_empty_layout_has_no_height_and_finds_nothing():
    for layout in (
        uniform_rows(0, (80, 60), 260, Spacing(8)),
        justified_rows(np.zeros(0, np.float32), 300, 100, SPACING),
    ):
        assert layout.height == 0
        assert layout.at(5, 5) is None
        assert list(layout.rows_between(0, 1000)) == []


def test_moving_down_and_up_goes_to_the_nearest_cell_above_and_below():
    layout = uniform_rows(8, (80, 60), 260, Spacing(8))
    assert layout.beside(1, 1) == 4
    assert layout.beside(5, 1) == 7
    assert layout.beside(1, -1) == 1


@pytest.mark.parametrize("count", [1_000_000])
def test_a_million_photos_are_placed_and_found(count):
    shapes = np.random.default_rng(1).choice([1.5, 0.67, 1.33], count).astype(np.float32)
    layout = justified_rows(shapes, 1000, 136, SPACING, sections_of(count, 2777))
    visible = layout.rows_between(layout.height / 2, layout.height / 2 + 800)
    assert 4 <= len(visible) <= 12
    assert sum(len(layout.section_cells(section)) for section in range(len(layout.sections))) == count
