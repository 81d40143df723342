"""Everybody with a name, and one person's page: open, rename, join, take faces out; all of it can be undone."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from faceorg.gui.naming import NameCard
from faceorg.gui.page_names import PageName
from faceorg.gui.people.key_faces import PERSON_MIME
from faceorg.gui.people.wishes import MergeOffer

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def named(library):
    """The library with Anna, Ben and Clara."""
    for group, name in zip(library.groups(1), ("Anna", "Ben", "Clara"), strict=False):
        library.name_group(group.id, name)
    return library


@pytest.fixture
def people(window, named, quiet):
    """The page of everybody."""
    window.frame.choose_page(PageName.PEOPLE)
    quiet(window)
    page = window.frame.pages.current
    page.settle = lambda: quiet(window)
    return page


@pytest.fixture
def anna(named):
    return next(person for person in named.people() if person.name == "Anna")


@pytest.fixture
def person(window, named, anna, quiet):
    """The page of Anna."""
    window.frame.open_person(anna.id)
    quiet(window)
    page = window.frame.pages.current
    page.settle = lambda: quiet(window)
    return page


def names(library):
    return {found.name for found in library.people()}


def cell_of(page, name):
    return next(at for at in range(len(page.view.ids)) if page.view.person_at(at).name == name)


def drag(page, dragged, onto):
    """Let one person go over another, as a drag inside the view does."""
    view = page.view
    mime = QMimeData()
    mime.setData(PERSON_MIME, str(int(view.ids[dragged])).encode())
    place = view.cell_rect(onto).center()
    action, button, keys = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view.dragMoveEvent(QDragMoveEvent(place, action, mime, button, keys))
    view.dropEvent(QDropEvent(QPointF(place), action, mime, button, keys))


def card_of(page):
    return next(card for card in page.window().findChildren(NameCard) if card.isVisible())


def test_an_empty_page_says_how_people_come_here(window, quiet):
    window.frame.choose_page(PageName.PEOPLE)
    quiet(window)
    page = window.frame.pages.current
    assert page._empty.isVisible()
    page._to_unnamed.click()
    assert window.frame.pages.current.name is PageName.UNNAMED


def test_everybody_is_shown_with_count_and_spoken_name(people):
    assert {people.view.person_at(at).name for at in range(3)} == {"Anna", "Ben", "Clara"}
    spoken = people.view.cell_name(cell_of(people, "Anna"))
    assert spoken.startswith("Anna, ")
    assert spoken.endswith(("photo", "photos"))


def test_sorting_by_name(people):
    people._sorting.choose("name")
    people.settle()
    assert [people.view.person_at(at).name for at in range(3)] == ["Anna", "Ben", "Clara"]


def test_typing_finds_somebody_and_enter_opens_the_page(people, qtbot, window, quiet):
    qtbot.keyClicks(people.view, "cl")
    assert people.view.person_at(people.view.current).name == "Clara"
    qtbot.keyClick(people.view, ENTER)
    quiet(window)
    assert window.frame.pages.current.name is PageName.PERSON
    assert window.windowTitle().startswith("Clara")


def test_f2_renames(people, qtbot, named):
    people.view.set_current(cell_of(people, "Ben"))
    people.view.setFocus()
    qtbot.keyClick(people.view, Qt.Key.Key_F2)
    card = card_of(people)
    assert card.field.text() == "Ben"
    qtbot.keyClicks(card.field, "Benjamin")
    qtbot.keyClick(card.field, ENTER)
    people.settle()
    assert names(named) == {"Anna", "Benjamin", "Clara"}


def test_a_name_that_is_taken_offers_to_merge(people, qtbot, named, window):
    people.view.set_current(cell_of(people, "Ben"))
    people._rename()
    card = card_of(people)
    qtbot.keyClicks(card.field, "anna")
    qtbot.keyClick(card.field, ENTER)
    people.settle()
    assert names(named) == {"Anna", "Ben", "Clara"}
    offer = next(found for found in window.findChildren(MergeOffer) if found.isVisible())
    qtbot.keyClick(offer._merge, Qt.Key.Key_Space)
    people.settle()
    assert names(named) == {"Anna", "Clara"}


def test_merge_with_asks_only_for_people_that_exist(people, qtbot, named):
    people.view.set_current(cell_of(people, "Ben"))
    people._ask_merge()
    card = card_of(people)
    people.settle()
    qtbot.keyClicks(card.field, "Nobody")
    people.settle()
    qtbot.keyClick(card.field, ENTER)
    assert names(named) == {"Anna", "Ben", "Clara"}
    card.field.clear()
    qtbot.keyClicks(card.field, "cla")
    people.settle()
    qtbot.keyClick(card.field, ENTER)
    people.settle()
    assert names(named) == {"Anna", "Clara"}


def test_dragging_one_person_onto_another_merges_and_ctrl_z_takes_it_back(people, qtbot, named, window):
    drag(people, cell_of(people, "Ben"), cell_of(people, "Anna"))
    people.settle()
    assert names(named) == {"Anna", "Clara"}
    assert window.frame.toast.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    people.settle()
    assert names(named) == {"Anna", "Ben", "Clara"}


def test_nobody_can_be_merged_with_themselves(people, named):
    drag(people, cell_of(people, "Ben"), cell_of(people, "Ben"))
    people.settle()
    assert names(named) == {"Anna", "Ben", "Clara"}


def test_the_page_of_a_person_shows_all_faces_by_year(person, named, anna):
    faces = {face.id for face in named.faces_of_person(anna.id)}
    assert {int(face) for face in person.face_view.ids} == faces
    year, caption = person.face_view.section_text(0)
    assert year.isdigit()
    assert "face" in caption
    assert person.face_view.cell_name(0).startswith(f"Face of Anna, {year}, 1 of {len(faces)}")
    assert person.title() == "Anna"


def test_f_switches_between_faces_and_photos(person, qtbot, anna):
    qtbot.keyClick(person.face_view, Qt.Key.Key_F)
    assert person.photo_view.isVisible()
    assert len(person.photo_view.ids) == anna.photos
    qtbot.keyClick(person, Qt.Key.Key_F)
    assert person.face_view.isVisible()


def test_del_says_that_a_face_is_somebody_else(person, qtbot, named, anna, window):
    person.face_view.setFocus()
    person.face_view.set_current(0)
    face = int(person.face_view.ids[0])
    qtbot.keyClick(person.face_view, Qt.Key.Key_Delete)
    person.settle()
    assert face not in {int(left.id) for left in named.faces_of_person(anna.id)}
    qtbot.waitUntil(lambda: face not in person.face_view.ids)
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    person.settle()
    qtbot.waitUntil(lambda: face in person.face_view.ids)


def test_the_button_for_the_selected_faces_appears_with_a_selection(person, named, anna):
    assert not person._not_them.isVisible()
    person.face_view.select_all()
    assert person._not_them.isVisible()
    assert person._not_them.text() == "Not Anna"
    person.go_back()
    assert not person._not_them.isVisible()


def test_renaming_in_place(person, qtbot, named, window):
    person.face_view.setFocus()
    qtbot.keyClick(person.face_view, Qt.Key.Key_F2)
    field = person._header.field
    assert field.hasFocus()
    qtbot.keyClicks(field, "Anne")
    qtbot.keyClick(field, ENTER)
    person.settle()
    assert "Anne" in names(named)
    qtbot.waitUntil(lambda: window.windowTitle().startswith("Anne"))


def test_esc_gives_up_a_changed_name(person, qtbot, named):
    person._header.edit_name()
    qtbot.keyClicks(person._header.field, "Xyz")
    qtbot.keyClick(person._header.field, Qt.Key.Key_Escape)
    person.settle()
    assert not person._header.is_editing()
    assert names(named) == {"Anna", "Ben", "Clara"}


def test_somebody_who_was_merged_away_has_no_page_any_more(person, named, anna, window, qtbot):
    other = next(found for found in named.people() if found.name == "Ben")
    named.merge_people(other.id, [anna.id])
    qtbot.waitUntil(lambda: window.frame.pages.current.name is PageName.PEOPLE)


def test_a_face_opens_its_photo(person, window, qtbot):
    person.face_view.activated.emit(0)
    person.settle()
    assert window.frame.pages.current.name is PageName.VIEWER
