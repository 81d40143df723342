"""Naming groups by keyboard and mouse on the real page, with a real library behind it."""

import pytest
from PySide6.QtCore import QPoint, Qt

from faceorg.core.events import Changes, Kind
from faceorg.gui.page_names import PageName

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window, qtbot, quiet):
    """The page as a person finds it, all faces of the first groups read."""
    window.frame.choose_page(PageName.UNNAMED)
    shown = window.frame.pages.current
    qtbot.waitUntil(lambda: shown.view.rows.current_row() is not None)
    shown.settle = lambda: quiet(window)
    shown.settle()
    return shown


def place_of(view, cell):
    """Return the middle of a tile of the current row in the viewport."""
    return view.places.tile_rect(view.rows.current_index(), cell).center() - QPoint(0, view.scrolled())


def name_current(qtbot, page, name):
    qtbot.keyClicks(page.view.field, name)
    qtbot.keyClick(page.view.field, ENTER)
    page.settle()


def test_the_cursor_waits_in_the_name_field(page):
    assert page.view.field.hasFocus()
    assert page.view.rows.current_row().complete
    assert not page.view.name_button.isEnabled()


def test_a_name_and_enter_names_the_group_and_goes_to_the_next(qtbot, page, library):
    first = page.view.rows.current_row()
    name_current(qtbot, page, "Anna")
    (anna,) = library.people()
    assert {face.id for face in library.faces_of_person(anna.id)} >= set(first.faces)
    assert page.view.rows.receipt().name == "Anna"
    assert page.view.rows.current_row() is not first
    assert page.view.field.text() == ""
    assert page.view.field.hasFocus()


def test_ctrl_z_brings_the_group_back_where_it_was(qtbot, page, library):
    first = page.view.rows.current_row().group.id
    name_current(qtbot, page, "Anna")
    qtbot.keyClick(page.view.field, Qt.Key.Key_Z, CONTROL)
    page.settle()
    qtbot.waitUntil(lambda: page.view.rows.receipt() is None)
    assert page.view.rows.current_row().group.id == first
    assert library.people() == []


def test_a_click_on_undo_of_the_receipt_does_the_same(qtbot, page, library):
    name_current(qtbot, page, "Anna")
    qtbot.waitUntil(lambda: page.view.places.entry_rect(0).height() == 48)  # the row has folded
    undo = page.view.places.undo_rect(0).center() - QPoint(0, page.view.scrolled())
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=undo)
    page.settle()
    assert library.people() == []


def test_a_face_left_out_by_click_gets_no_name_and_is_known_not_to_be_her(qtbot, page, library):
    row = page.view.rows.current_row()
    out = row.faces[0]
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(page.view, 0))
    assert row.left_out == {out}
    assert str(len(row.faces) - 1) in page.view.name_button.text()
    name_current(qtbot, page, "Anna")
    (anna,) = library.people()
    assert out not in {face.id for face in library.faces_of_person(anna.id)}


def test_space_on_a_face_leaves_it_out_with_the_keyboard_alone(qtbot, page):
    view = page.view
    row = view.rows.current_row()
    qtbot.keyClick(view.field, Qt.Key.Key_Tab)
    assert view.hasFocus()
    assert view.cursor_words() == f"Face 1 of {row.count}"
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert row.left_out == {row.faces[1]}
    assert view.accessibleDescription() == f"Face 2 of {row.count}, left out"
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert row.left_out == set()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.field.hasFocus()


def test_tab_goes_from_field_to_faces_to_buttons_and_back(qtbot, page):
    view = page.view
    qtbot.keyClicks(view.field, "Zoe")
    page.settle()
    view.field.close_list()
    stops = []
    for _ in range(3):
        qtbot.keyClick(view.window().focusWidget(), Qt.Key.Key_Tab)
        stops.append(view.window().focusWidget())
    assert stops == [view, view.name_button, view.later_button]
    for _ in range(3):
        qtbot.keyClick(view.window().focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert view.field.hasFocus()


def test_page_down_is_later_and_page_up_is_back(qtbot, page):
    first = page.view.rows.current_row()
    qtbot.keyClick(page.view.field, Qt.Key.Key_PageDown)
    second = page.view.rows.current_row()
    assert second is not first
    assert page.view.field.hasFocus()
    qtbot.keyClick(page.view.field, Qt.Key.Key_PageUp)
    assert page.view.rows.current_row() is first
    page.view.later_button.click()
    assert page.view.rows.current_row() is second


def test_a_click_on_another_row_makes_it_current_without_moving_its_faces(qtbot, page):
    view = page.view
    before = view.places.tile_rect(1, 0).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.places.field_rect(1).center())
    assert view.rows.current_index() == 1
    assert (
        abs(view.places.tile_rect(1, 0).center().y() - view.scrolled() - before.y())
        <= view.places.entry_rect(0).height()
    )
    assert view.field.hasFocus()


def test_the_name_of_somebody_known_is_completed_and_grows_that_person(qtbot, page, library):
    name_current(qtbot, page, "Annabel")
    qtbot.keyClicks(page.view.field, "Ann")
    page.settle()
    assert page.view.field.text() == "Annabel"
    qtbot.keyClick(page.view.field, ENTER)
    page.settle()
    assert [person.name for person in library.people()] == ["Annabel"]


def test_ctrl_enter_makes_a_new_person_beside_a_longer_name(qtbot, page, library):
    name_current(qtbot, page, "Annabel")
    qtbot.keyClicks(page.view.field, "Anna")
    qtbot.keyClick(page.view.field, ENTER, CONTROL)
    page.settle()
    assert {person.name for person in library.people()} == {"Anna", "Annabel"}


def test_when_all_have_names_the_page_says_so_and_the_receipt_stays(qtbot, page, library):
    page._large.setChecked(False)
    page.settle()
    count = len(page.view.rows.rows())
    for number in range(count):
        qtbot.waitUntil(lambda: page.view.rows.current_row().complete)
        name_current(qtbot, page, f"P{number}")
    assert page.view.rows.current_row() is None
    assert page._empty.isVisible()
    assert page.view.rows.receipt().name == f"P{count - 1}"
    assert page.view.hasFocus()
    assert len(library.people()) == count


def test_the_switch_shows_small_groups_too(page, library):
    assert {row.group.id for row in page.view.rows.rows()} == {group.id for group in library.groups(3)}
    page._large.setChecked(False)
    page.settle()
    assert {row.group.id for row in page.view.rows.rows()} == {group.id for group in library.groups(1)}


def test_what_others_change_does_not_move_the_row_under_the_pointer(page, library, window, qtbot):
    current = page.view.rows.current_row()
    other = page.view.rows.rows()[-1].group.id
    library.name_group(other, "Somebody else")
    page.settle()
    qtbot.waitUntil(lambda: all(row.group.id != other for row in page.view.rows.rows()))
    assert page.view.rows.current_row() is current
    assert page.view.field.hasFocus()


def test_text_typed_so_far_survives_news(qtbot, page, window):
    qtbot.keyClicks(page.view.field, "Zo")
    page.apply_changes(Changes(Kind.GROUPS))
    qtbot.waitUntil(lambda: not page._reread.isActive())
    page.settle()
    assert page.view.field.typed() == "Zo"


def test_a_name_that_the_library_refuses_gives_the_group_back(qtbot, page, library, window, monkeypatch):
    row = page.view.rows.current_row()
    for face in row.faces:
        monkeypatch.setattr(row, "faces", (face + 100_000,))  # faces that are gone meanwhile
        break
    name_current(qtbot, page, "Anna")
    qtbot.waitUntil(lambda: page.view.rows.receipt() is None)
    assert window.frame.messages.isVisible()
    assert page.view.rows.current_row() is row


def test_a_group_can_be_shown_from_elsewhere(page, library):
    last = library.groups(1)[-1].id
    page.show_group(last)
    page.settle()
    assert page.view.rows.current_row().group.id == last


def test_leaving_the_page_forgets_the_receipt(qtbot, page, window):
    name_current(qtbot, page, "Anna")
    window.frame.choose_page(PageName.PEOPLE)
    window.frame.choose_page(PageName.UNNAMED)
    page.settle()
    assert page.view.rows.receipt() is None
