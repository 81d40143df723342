"""The window as a person meets it: first start, folders, pages, undo, problems, keys."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from faceorg.core.errors import EngineError, KnownError
from faceorg.core.events import Phase, Progress
from faceorg.core.packs import BUILTIN_PACK, CutOffs, PackFacts
from faceorg.gui.frame.sidebar import SidebarRow
from faceorg.gui.page_names import PageName
from faceorg.gui.pages import PAGES
from faceorg.gui.widgets.labels import Label


def test_an_empty_library_opens_the_welcome_page(open_window, empty_library):
    window = open_window(empty_library)
    assert window.frame.pages.current.name is PageName.WELCOME


@pytest.mark.parametrize(
    ("engine", "words"),
    [
        (
            PackFacts(BUILTIN_PACK, "Built-in (dlib)", 128, CutOffs(0.9, 0.8, 0.7, 0.6), "", "", ""),
            "Built-in face engine is ready. A stronger one can be added later.",
        ),
        (PackFacts("arc", "ArcFace", 512, CutOffs(0.9, 0.8, 0.7, 0.6), "", "", ""), "Face engine ArcFace is ready."),
        ("No face engine can be used. " * 9, "No face engine can be used. " * 9),
    ],
)
def test_the_welcome_page_says_which_engine_is_used_or_why_none_is(
    open_window, empty_library, monkeypatch, quiet, engine, words
):
    notice = engine if isinstance(engine, str) else None
    monkeypatch.setattr(empty_library, "engine_notice", lambda: notice)
    monkeypatch.setattr(empty_library, "pack", lambda: engine)
    window = open_window(empty_library)
    quiet(window)
    label = next(each for each in window.findChildren(Label) if each.text() == words)
    assert label.height() >= label.heightForWidth(label.width())
    assert window.rect().contains(label.mapTo(window, label.rect().bottomRight()))


def test_a_folder_added_on_the_welcome_page_brings_the_photos(open_window, empty_library, tmp_path, six_people, qtbot):
    window = open_window(empty_library)
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "one.jpg").write_bytes(six_people.read_bytes())
    window.frame.add_folders([folder])
    qtbot.waitUntil(lambda: window.frame.pages.current.name is PageName.PHOTOS, timeout=20_000)
    view = window.frame.pages.current.view
    qtbot.waitUntil(lambda: len(view.ids) == 1, timeout=60_000)
    empty_library.wait_idle()


def test_a_file_that_is_no_folder_is_said_in_the_message_bar(open_window, empty_library, tmp_path, quiet):
    window = open_window(empty_library)
    (tmp_path / "file").write_text("no folder")
    window.frame.add_folders([tmp_path / "file"])
    quiet(window)
    assert window.frame.messages.isVisible()
    assert "file" in window.frame.messages.message


def test_the_sidebar_has_a_row_for_every_page_that_works_and_every_folder(window, quiet):
    quiet(window)
    rows = [row.text() for row in window.frame.sidebar.findChildren(SidebarRow)]
    assert rows == ["Photos", "People", "Unnamed", "photos"]


@pytest.mark.parametrize("entry", [entry for entry in PAGES if entry.in_sidebar], ids=lambda entry: entry.name.value)
def test_every_page_of_the_sidebar_opens_by_its_key(window, qtbot, entry):
    place = [other.name for other in PAGES if other.in_sidebar].index(entry.name)
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_1 + place), Qt.KeyboardModifier.ControlModifier)
    assert window.frame.pages.current.name is entry.name
    assert window.windowTitle().endswith("faceorg")


def test_a_folder_row_shows_only_its_photos_and_esc_leads_back(window, qtbot, quiet):
    quiet(window)
    row = window.frame.sidebar.findChildren(SidebarRow)[-1]
    row.click()
    quiet(window)
    page = window.frame.pages.current
    assert page.folder() == row.property("folder")
    assert row.isChecked()
    assert page.title() == "photos"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.folder() is None


def test_naming_shows_a_toast_and_ctrl_z_takes_it_back(window, qtbot, quiet):
    library = window.frame.desk.library
    group = library.groups(minimum=1)[0]
    window.frame.desk.perform(lambda: library.name_group(group.id, "Anna"), window.frame)
    quiet(window)
    assert "Anna" in window.frame.toast.text
    assert [person.name for person in library.people()] == ["Anna"]
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    quiet(window)
    assert library.people() == []
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    quiet(window)
    assert [person.name for person in library.people()] == ["Anna"]


def test_nothing_to_undo_is_a_sentence(window, qtbot, quiet):
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    quiet(window)
    assert window.frame.messages.isVisible()
    assert window.frame.messages.message


def test_a_known_error_is_shown_with_its_next_step_and_can_be_closed(window):
    window.frame.desk.fail(KnownError("The disk is full.", "Free some space."))
    bar = window.frame.messages
    assert bar.isVisible()
    assert bar.accessibleName() == "The disk is full. Free some space."


def test_typing_a_name_in_the_search_field_opens_the_person(window, qtbot, quiet):
    library = window.frame.desk.library
    library.name_group(library.groups(minimum=1)[0].id, "Anna")
    quiet(window)
    field = window.frame.toolbar.search
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert field.hasFocus()
    qtbot.keyClicks(field, "ann")
    quiet(window)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.frame.pages.current.name is PageName.PERSON
    assert field.text() == ""


def test_the_activity_bar_says_what_happens(window):
    bar = window.frame.activity
    bar.show_progress(Progress(Phase.FINDING_FACES, 3412, 20118, 11.2, 1500.0, 3))
    assert bar.text == "Finding faces · 3,412 of 20,118 · 11 photos/s · 25 min left"
    assert bar.problems_button.text() == "3 problems"
    bar.show_progress(Progress(Phase.PAUSED, 3412, 20118))
    assert bar.paused
    assert bar.text == "Paused · 3,412 of 20,118"
    assert not bar.problems_button.isVisibleTo(bar)


def test_the_window_says_why_photos_are_not_looked_through(
    open_window, empty_library, monkeypatch, tmp_path, six_people, qtbot
):
    def missing():
        raise EngineError("The engine is missing.", "Add another.")

    monkeypatch.setattr(empty_library._packs, "engine", missing)
    (tmp_path / "one.jpg").write_bytes(six_people.read_bytes())
    window = open_window(empty_library)
    window.frame.add_folders([tmp_path])
    qtbot.waitUntil(window.frame.messages.isVisible, timeout=60_000)
    assert window.frame.messages.message == "The engine is missing."
    assert window.frame.activity.text == "Stopped"


def test_pause_and_resume_reach_the_library(window, library, tmp_path, six_people, quiet):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "new.jpg").write_bytes(six_people.read_bytes() + b"new")
    window.frame.add_folders([tmp_path / "more"])
    quiet(window)
    window.frame.pause_or_resume()
    quiet(window)
    assert library.progress().phase is Phase.PAUSED
    window.frame.pause_or_resume()
    quiet(window)
    assert library.progress().phase is not Phase.PAUSED
    library.wait_idle()


def test_a_broken_file_is_listed_with_its_reason(window, library, quiet, qtbot):
    folder = Path(os.fsdecode(library.folders()[0].path))
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no photo")
    try:
        library.start_indexing()
        library.wait_idle()
        quiet(window)
        assert window.frame.activity.problems_button.text() == "1 problem"
        window.frame.open_problems()
        quiet(window)
        assert window.frame.problems.isVisible()
        qtbot.keyClick(window.frame.problems, Qt.Key.Key_Escape)
        assert not window.frame.problems.isVisible()
    finally:
        (folder / "broken.jpg").unlink()


def test_without_problems_their_key_says_so_instead_of_an_empty_list(window, quiet):
    window.frame.open_problems()
    quiet(window)
    assert not window.frame.problems.isVisible()
    assert window.frame.toast.text.startswith("No problems")


def test_the_sheet_of_keys_lists_what_the_registry_knows(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Question)
    notes = window.frame.desk.actions.key_notes()
    texts = {note.text for places in notes.values() for note in places}
    assert {"Undo", "Search names", "Search with the camera", "Quit"} <= texts
    qtbot.keyClick(window, Qt.Key.Key_Escape)


def test_every_action_has_words_and_no_key_is_given_twice_in_one_place(window, qtbot, quiet):
    quiet(window)
    for entry in PAGES:
        window.frame.pages.page(entry.name)
    for place, notes in window.frame.desk.actions.key_notes().items():
        assert all(note.text for note in notes), place
        keys = [note.keys for note in notes]
        assert len(set(keys)) == len(keys), (place, sorted(keys))


def test_f9_hides_the_sidebar_and_a_narrow_window_too(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not window.frame.sidebar.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.frame.sidebar.isVisible()


def test_an_empty_clipboard_is_said_quietly(window, qtbot):
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.frame.toast.isVisible()


def test_f6_moves_from_area_to_area(window, qtbot):
    seen = set()
    for _ in range(5):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.add(type(focused).__name__)
    assert "PhotoView" in seen
    assert "SidebarRow" in seen
