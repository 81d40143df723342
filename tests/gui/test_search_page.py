"""Searching by a picture on the real page: chips, results, what is said, and naming from the results."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt

from faceorg.gui.naming import NameCard
from faceorg.gui.page_names import PageName

ENTER = Qt.Key.Key_Return


@pytest.fixture
def named(library):
    """The library with Anna and Ben."""
    for group, name in zip(library.groups(1), ("Anna", "Ben"), strict=False):
        library.name_group(group.id, name)
    return library


@pytest.fixture
def search(window, named, quiet):
    """A function that searches a picture as if it had been dropped and returns the page."""

    def search_for(source):
        window.frame.search_picture(source)
        quiet(window)
        assert window.frame.pages.current.name is PageName.SEARCH
        return window.frame.pages.current

    return search_for


@pytest.fixture
def found(search, six_people):
    """The answers to the photo of all six."""
    return search(six_people)


def titles(page):
    return [section.section.name for section in page.sections()]


def test_every_face_is_a_chip_and_the_sentence_says_what_is_searched(found):
    assert len(found.query.chips) == 6
    assert found._head.title.text() == "6 faces in your picture"
    said = found._head.sentence.text()
    assert "Anna" in said
    assert "Ben" in said
    assert said.endswith("unknown faces ·")
    assert found._head.count.text() == "7 photos"


def test_people_with_names_have_a_section_with_words_of_certainty(found):
    assert {"Anna", "Ben"} <= set(titles(found))
    section = next(one for one in found.sections() if one.section.name == "Anna")
    assert section.view.cell_name(0).startswith("Anna, very likely, ")


def test_switching_a_chip_off_takes_its_results_away_and_on_brings_them_back(found, qtbot):
    before = titles(found)
    place = next(at for at, chip in enumerate(found.query.chips) if chip.face.person_name == "Anna")
    switch = found._head.chips.chips()[place].switch
    switch.setFocus()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert "Anna" not in found._head.sentence.text()
    assert len(found.query.active()) == 5
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert titles(found) == before


def test_del_removes_a_chip_and_the_focus_goes_to_the_next(found, qtbot):
    chips = found._head.chips.chips()
    chips[0].switch.setFocus()
    qtbot.keyClick(chips[0].switch, Qt.Key.Key_Delete)
    assert len(found.query.chips) == 5
    assert found._head.chips.chips()[0].switch.hasFocus()


def test_without_any_chip_on_nothing_is_searched(found):
    for chip in found._head.chips.chips():
        chip.switch.setChecked(False)
    assert found.sections() == ()
    assert "switched on" in found._empty._title.text()


def test_faces_without_a_name_get_one_from_the_results(found, qtbot, window, named, quiet):
    section = next(one for one in found.sections() if one.section.person is None and one.section.group is not None)
    section.name_button.click()
    card = next(card for card in window.findChildren(NameCard) if card.isVisible())
    qtbot.keyClicks(card.field, "Clara")
    qtbot.keyClick(card.field, ENTER)
    qtbot.waitUntil(lambda: "Clara" in {person.name for person in named.people()})
    qtbot.waitUntil(lambda: "Clara" in titles(found), timeout=60_000)
    quiet(window)


def test_a_renamed_person_is_renamed_in_the_results(found, qtbot, named):
    anna = next(person for person in named.people() if person.name == "Anna")
    named.rename_person(anna.id, "Anne")
    qtbot.waitUntil(lambda: "Anne" in titles(found), timeout=60_000)


def test_a_picture_without_a_face_says_so(search):
    page = search(np.full((200, 300, 3), 127, np.uint8))
    assert page.sections() == ()
    assert page._empty._title.text() == "No face found in this picture."


def test_a_file_that_is_no_picture_says_so(search, tmp_path, window):
    (tmp_path / "notes.jpg").write_text("no picture")
    page = search(tmp_path / "notes.jpg")
    assert page.sections() == ()
    assert page._head.title.text() == "This picture cannot be searched"
    assert page._empty._title.text()
    assert not window.frame.messages.isVisible()


def test_the_bytes_of_a_pasted_file_are_searched_too(search, six_people):
    assert len(search(six_people.read_bytes()).query.chips) == 6


def test_several_pictures_share_one_search(search, six_people, tmp_path):
    with Image.open(six_people) as whole:
        whole.crop((0, 0, whole.width // 2, whole.height)).save(tmp_path / "half.jpg")
    page = search([six_people, tmp_path / "half.jpg"])
    assert page._head.title.text().endswith("in 2 pictures")
    people = [chip.face.person for chip in page.query.chips if chip.face.person is not None]
    assert len(people) == len(set(people))


def test_a_new_search_replaces_one_under_way(window, named, six_people, quiet):
    window.frame.search_picture(six_people)
    window.frame.search_picture(np.full((200, 300, 3), 127, np.uint8))
    quiet(window)
    assert window.frame.pages.current.query.chips == ()


def test_a_result_opens_the_photo_and_esc_comes_back(found, qtbot, window, quiet):
    section = found.sections()[0]
    section.view.setFocus()
    section.view.set_current(0)
    qtbot.keyClick(section.view, ENTER)
    quiet(window)
    assert window.frame.pages.current.name is PageName.VIEWER
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.frame.pages.current is found
    assert found.sections()


def test_close_forgets_the_picture(found, window):
    found._head._close.click()
    assert window.frame.pages.current.name is PageName.PHOTOS
    window.frame.open_page(PageName.SEARCH)
    assert found.sections() == ()
    assert found._sources == ()


def test_a_narrow_window_shows_one_row_and_offers_the_rest(found, window, qtbot):
    section = max(found.sections(), key=lambda one: len(one.section.matches))
    section.view.setFixedWidth(260)
    section.show_hidden_count()
    assert section.all_button.isVisible()
    low = section.view.sizeHint().height()
    section.all_button.click()
    assert section.view.sizeHint().height() > low
    assert section.view.hidden_count() == 0
