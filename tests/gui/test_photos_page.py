"""The page of all photos on a real library."""

import pytest
from PySide6.QtCore import Qt

from faceorg.core.records import PhotoFilter
from faceorg.gui.page_names import PageName
from faceorg.gui.pictures import photo_key


@pytest.fixture
def page(window, quiet):
    quiet(window)
    return window.frame.pages.current


def test_all_photos_are_shown_with_their_thumbnails(window, page, library, quiet):
    assert page.name is PageName.PHOTOS
    assert list(page.view.ids) == list(library.photo_grid().ids)
    quiet(window)
    assert all(window.frame.desk.pictures.get(photo_key(int(number))) is not None for number in page.view.ids)


def test_filters_narrow_what_is_shown(window, page, library, quiet):
    library.name_faces([face.id for face in library.faces_of_photo(int(page.view.ids[0]))], "Anna")
    page._filter.choose(PhotoFilter.NOT_NAMED)
    quiet(window)
    assert int(page.view.ids[0]) not in library.photo_grid(PhotoFilter.ALL).ids[:0]
    assert len(page.view.ids) == len(library.photo_grid(PhotoFilter.NOT_NAMED).ids)
    page._filter.choose(PhotoFilter.WITH_FACES)
    quiet(window)
    assert len(page.view.ids) == len(library.photo_grid(PhotoFilter.WITH_FACES).ids)


def test_a_filter_without_photos_says_so(window, page, library, quiet):
    for number in list(page.view.ids):
        for place, face in enumerate(library.faces_of_photo(int(number))):
            library.name_faces([face.id], f"Person {place}")
    page._filter.choose(PhotoFilter.NOT_NAMED)
    quiet(window)
    assert page._stack.currentWidget() is page._empty


def test_names_stand_beside_the_month_and_change_with_a_name(window, page, library, quiet, qtbot):
    library.name_group(library.groups(minimum=1)[0].id, "Anna")
    quiet(window)
    qtbot.waitUntil(lambda: "Anna" in page.view.section_text(0)[1], timeout=10_000)
    assert "Anna" in " ".join(page.view.cell_name(index) for index in range(len(page.view.ids)))


def test_selecting_replaces_the_header_and_esc_brings_it_back(window, page, qtbot):
    page.view.toggle(1)
    assert page.selection.isVisible()
    assert not page.header.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.view.selected_count() == 0
    assert page.header.isVisible()


def test_enter_opens_the_viewer_and_esc_comes_back_to_the_same_photo(window, page, qtbot, quiet):
    page.view.setFocus()
    page.view.set_current(2)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    quiet(window)
    assert window.frame.pages.current.name is PageName.VIEWER
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.frame.pages.current is page
    assert page.view.current == 2


def test_a_new_photo_appears_without_moving_the_selection(window, page, library, tmp_path, six_people, qtbot):
    page.view.toggle(0)
    chosen = page.view.selected_ids()
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "new.jpg").write_bytes(six_people.read_bytes() + b"other content")
    before = len(page.view.ids)
    library.add_folders([tmp_path / "more"])
    library.start_indexing()
    library.wait_idle()
    qtbot.waitUntil(lambda: len(page.view.ids) == before + 1, timeout=10_000)
    assert page.view.selected_ids() == chosen


def test_the_info_panel_tells_about_the_current_photo(window, page, quiet, qtbot):
    page.view.set_current(0)
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    quiet(window)
    assert page.info_shown()
    assert window.frame.toolbar.info_button.isChecked()
    assert page._info._facts.count() >= 3


def test_the_size_slider_changes_the_rows(window, page, qtbot):
    before = page.view.cells.heights[-1]
    for _ in range(4):
        qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert page.view.cells.heights[-1] > before
