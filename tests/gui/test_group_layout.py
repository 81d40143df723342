"""Where the parts of group rows lie: nothing overlaps, nothing is wider than the page, and clicks hit what is seen."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect

from faceorg.core.ids import FaceId, GroupId
from faceorg.core.records import Group
from faceorg.gui.unnamed.layout import MARGIN, WIDEST, GroupLayout, Part, Spot
from faceorg.gui.unnamed.rows import GroupRow, Receipt


def row(number, faces, *, expanded=False):
    known = tuple(FaceId(1000 * number + face) for face in range(faces))
    return GroupRow(Group(GroupId(number), faces, faces, 1, None, None, None), known, complete=True, expanded=expanded)


def test_the_drawing_at_1280_has_eight_columns_and_two_rows_of_faces():
    layout = GroupLayout([row(1, 86), row(2, 58)], 0, 1280 - 216)
    assert layout.columns == 8
    assert layout.shown_faces(0) == (15, 71)
    assert layout.shown_faces(1) == (7, 51)
    assert layout.card_rect(0).height() == 244
    assert layout.entry_rect(1).height() == 120


def test_a_group_that_fits_has_no_more_tile():
    layout = GroupLayout([row(1, 16), row(2, 8)], 0, 1064)
    assert layout.shown_faces(0) == (16, 0)
    assert layout.shown_faces(1) == (8, 0)


def test_an_expanded_group_shows_all_faces_only_while_it_is_current():
    entries = [row(1, 86, expanded=True), row(2, 3)]
    assert GroupLayout(entries, 0, 1064).shown_faces(0) == (86, 0)
    assert GroupLayout(entries, 1, 1064).shown_faces(0) == (7, 79)


def test_content_stops_growing():
    assert GroupLayout([row(1, 3)], 0, 4000).width == WIDEST


def test_clicks_find_field_face_more_tile_and_undo():
    named = Receipt(row(7, 4), "Anna")
    layout = GroupLayout([named, row(1, 86), row(2, 58)], 1, 1064)
    assert layout.spot(layout.field_rect(2).center()) == Spot(Part.FIELD, 2)
    assert layout.spot(layout.tile_rect(1, 4).center()) == Spot(Part.FACE, 1, 4)
    assert layout.spot(layout.tile_rect(1, 15).center()) == Spot(Part.MORE, 1, 15)
    assert layout.spot(layout.undo_rect(0).center()) == Spot(Part.RECEIPT_UNDO, 0)
    assert layout.spot(layout.card_rect(0).topLeft() + QPoint(4, 4)) == Spot(Part.NOTHING, 0)
    assert layout.spot(QPoint(5, 100_000)) == Spot(Part.NOTHING)


def test_a_row_on_its_way_to_its_receipt_takes_the_height_of_the_moment():
    entries = [Receipt(row(7, 4), "Anna"), row(1, 3)]
    resting, folding = GroupLayout(entries, 1, 1064), GroupLayout(entries, 1, 1064, 200.0)
    assert folding.entry_rect(1).top() - resting.entry_rect(1).top() == 200 - 48


@given(
    counts=st.lists(st.integers(1, 200), min_size=1, max_size=8),
    current=st.integers(0, 7),
    width=st.integers(500, 2400),
    expanded=st.booleans(),
)
def test_nothing_overlaps_and_everything_is_inside(counts, current, width, expanded):
    entries = [row(number, faces, expanded=expanded) for number, faces in enumerate(counts)]
    current %= len(entries)
    layout = GroupLayout(entries, current, width)
    below = 0
    for index in range(len(entries)):
        rect = layout.entry_rect(index)
        assert rect.top() == below
        below = rect.bottom() + 1
        inside = QRect(MARGIN, rect.top(), layout.width, rect.height())
        shown, hidden = layout.shown_faces(index)
        assert shown + hidden == counts[index]
        tiles = [layout.tile_rect(index, cell) for cell in range(shown + (hidden > 0))]
        assert all(inside.contains(tile) for tile in tiles)
        assert not any(tile.intersects(layout.field_rect(index)) for tile in tiles)
        assert all(not one.intersects(other) for one, other in itertools.pairwise(tiles))
        if index == current:
            assert not any(tile.intersects(layout.buttons_rect(index)) for tile in tiles)
    assert below == layout.height


@pytest.mark.parametrize(("top", "bottom", "seen"), [(0, 10, [0]), (0, 300, [0, 1]), (250, 260, [1]), (9000, 9100, [])])
def test_only_entries_in_a_stripe_are_painted(top, bottom, seen):
    layout = GroupLayout([row(1, 86), row(2, 58)], 0, 1064)
    assert list(layout.entries_in(top, bottom)) == seen
