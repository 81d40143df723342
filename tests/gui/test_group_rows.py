"""What is on the page of unnamed groups stays where it is unless the person moves it."""

from datetime import datetime

import pytest

from faceorg.core.ids import FaceId, GroupId
from faceorg.core.records import Group
from faceorg.gui.unnamed.rows import GroupOrder, GroupRow, GroupRows, Receipt, sorted_groups


def group(number, faces=5, last=2020):
    first, last_day = datetime(2001, 1, 1), datetime(last, 1, 1)
    key_faces = tuple(FaceId(100 * number + face) for face in range(min(faces, 3)))
    return Group(GroupId(number), faces, faces, 2, first, last_day, None, key_faces)


@pytest.fixture
def rows():
    filled = GroupRows()
    filled.read_anew([group(1), group(2), group(3)], GroupOrder.WORTHWHILE)
    return filled


def order(rows):
    return [entry.group.id if isinstance(entry, GroupRow) else "receipt" for entry in rows.entries]


def test_the_first_group_is_current_at_first(rows):
    assert rows.current_row().group.id == 1
    assert order(rows) == [1, 2, 3]


def test_no_groups_have_no_current_row():
    empty = GroupRows()
    empty.read_anew([], GroupOrder.WORTHWHILE)
    assert empty.current_row() is None
    assert empty.current_index() == -1
    assert empty.fold_current("Anna") is None
    assert not empty.step(1)


def test_naming_folds_the_group_to_a_receipt_in_its_place_and_goes_on(rows):
    rows.step(1)
    receipt = rows.fold_current("Anna")
    assert order(rows) == [1, "receipt", 3]
    assert rows.current_row().group.id == 3
    assert (receipt.name, receipt.faces) == ("Anna", 3)


def test_only_the_newest_receipt_stays(rows):
    rows.fold_current("Anna")
    rows.fold_current("Ben")
    assert order(rows) == ["receipt", 3]
    assert rows.receipt().name == "Ben"


def test_naming_the_last_group_goes_back_to_one_that_was_left_for_later(rows):
    rows.step(1)
    rows.step(1)
    rows.fold_current("Anna")
    assert order(rows) == [1, 2, "receipt"]
    assert rows.current_row().group.id == 2


def test_a_naming_that_is_undone_brings_the_group_back_where_it_was(rows):
    rows.step(1)
    rows.fold_current("Anna")
    rows.reconcile([group(3), group(1), group(2)])
    assert order(rows) == [1, 2, 3]
    assert rows.current_row().group.id == 2


def test_new_groups_come_below_and_are_counted_when_they_belong_elsewhere(rows):
    found = [group(9), group(1), group(2), group(3)]
    rows.reconcile(found)
    assert order(rows) == [1, 2, 3, 9]
    assert rows.out_of_place(found, GroupOrder.WORTHWHILE) == 1
    rows.read_anew(found, GroupOrder.WORTHWHILE)
    assert order(rows) == [9, 1, 2, 3]
    assert rows.out_of_place(found, GroupOrder.WORTHWHILE) == 0


def test_new_groups_that_belong_at_the_end_are_no_news(rows):
    found = [group(1), group(2), group(3), group(4)]
    rows.reconcile(found)
    assert rows.out_of_place(found, GroupOrder.WORTHWHILE) == 0


def test_the_current_group_stays_current_when_groups_above_it_vanish(rows):
    rows.step(1)
    rows.reconcile([group(2), group(3)])
    assert order(rows) == [2, 3]
    assert rows.current_row().group.id == 2


def test_when_the_current_group_vanishes_the_next_one_takes_its_place(rows):
    rows.step(1)
    rows.reconcile([group(1), group(3)])
    assert rows.current_row().group.id == 3


def test_a_group_that_grew_reads_its_faces_again_and_keeps_who_was_left_out(rows):
    row = rows.current_row()
    row.faces, row.complete = (FaceId(100), FaceId(101), FaceId(102)), True
    row.toggle(FaceId(101))
    rows.reconcile([group(1, faces=6), group(2), group(3)])
    assert not row.complete
    assert row.group.faces == 6
    assert row.left_out == {101}
    rows.read_anew([group(2), group(1, faces=6)], GroupOrder.WORTHWHILE)
    assert rows.current_row() is row


def test_a_face_can_be_left_out_and_taken_in_again_but_one_stays(rows):
    row = rows.current_row()
    first, second, third = row.faces
    row.toggle(first)
    row.toggle(second)
    row.toggle(third)
    assert row.named_faces() == (third,)
    row.toggle(first)
    assert row.named_faces() == (first, third)


def test_steps_end_at_both_ends(rows):
    assert not rows.step(-1)
    assert rows.step(1)
    assert rows.step(1)
    assert not rows.step(1)


def test_orders():
    small_new, large_old = group(1, faces=3, last=2024), group(2, faces=9, last=2010)
    assert sorted_groups([small_new, large_old], GroupOrder.WORTHWHILE) == [small_new, large_old]
    assert sorted_groups([small_new, large_old], GroupOrder.FACES) == [large_old, small_new]
    assert sorted_groups([large_old, small_new], GroupOrder.NEWEST) == [small_new, large_old]


def test_a_failed_naming_puts_the_group_back(rows):
    rows.fold_current("Anna")
    rows.unfold_receipt()
    assert order(rows) == [1, 2, 3]
    assert rows.current_row().group.id == 1
    assert not any(isinstance(entry, Receipt) for entry in rows.entries)
