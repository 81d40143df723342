"""Typing a name: completion, Enter, Ctrl+Enter, and that no half-typed name becomes a person."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from faceorg.core.ids import FaceId, PersonId
from faceorg.core.packs import Certainty
from faceorg.core.records import NameSuggestion
from faceorg.gui.bridge import Bridge
from faceorg.gui.desk import Desk
from faceorg.gui.naming import NameField
from faceorg.gui.pictures import Pictures

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


class Names:
    """Stands for the library: knows some names, and may be slow to answer."""

    def __init__(self):
        self.known = {1: "Judith", 2: "Jun", 3: "Uncle Jules", 4: "Anna", 5: "Annabel"}
        self.likely = None
        self.asked = []
        self.answering = threading.Event()
        self.answering.set()

    def subscribe(self, listener):
        return lambda: None

    def thumbnail(self, photo):
        return None

    face_crop = thumbnail

    def complete_name(self, text, faces=()):
        self.asked.append((text, tuple(faces)))
        self.answering.wait(20)
        wanted = text.casefold()
        found = [
            NameSuggestion(
                PersonId(number), name, number, None, Certainty.VERY_LIKELY if number == self.likely else None
            )
            for number, name in self.known.items()
            if any(word.startswith(wanted) for word in name.casefold().split())
        ]
        return sorted(found, key=lambda one: one.certainty is None)


@pytest.fixture
def names():
    return Names()


@pytest.fixture
def field(qtbot, names):
    """A focused field in a window, in which answers come as in the real one."""
    window = QWidget()
    window.resize(600, 500)
    bridge = Bridge(names, window)
    desk = Desk(names, bridge, Pictures(bridge, names, window), window)
    made = NameField(desk, window)
    made.setGeometry(20, 20, 248, 40)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.setFocus()
    made.chosen = []
    made.name_chosen.connect(made.chosen.append)
    made.settle = partial(qtbot.waitUntil, lambda: not bridge.busy)
    made.settle()
    yield made
    names.answering.set()
    bridge.close()
    window.close()


def type_in(qtbot, field, text):
    qtbot.keyClicks(field, text)
    field.settle()


def offered(field):
    return [choice.name for choice in field.popup().choices()] if field.list_is_open() else []


def test_the_first_name_that_fits_is_completed_and_enter_takes_it(qtbot, field):
    type_in(qtbot, field, "Ju")
    assert offered(field) == ["Judith", "Jun", "Uncle Jules", "Ju"]
    assert field.text() == "Judith"
    assert field.selectedText() == "dith"
    assert field.typed() == "Ju"
    qtbot.keyClick(field, ENTER)
    assert field.chosen == [1]
    assert field.chosen_name == "Judith"
    assert not field.list_is_open()


def test_typing_on_over_the_completion_changes_it(qtbot, field):
    type_in(qtbot, field, "Ju")
    type_in(qtbot, field, "n")
    assert (field.typed(), field.text()) == ("Jun", "Jun")
    qtbot.keyClick(field, ENTER)
    assert field.chosen == [2]


def test_enter_makes_a_new_person_only_where_no_name_matches(qtbot, field):
    type_in(qtbot, field, "Zoe")
    assert offered(field) == ["Zoe"]
    qtbot.keyClick(field, ENTER)
    assert field.chosen == ["Zoe"]


def test_ctrl_enter_takes_the_text_as_it_stands(qtbot, field):
    type_in(qtbot, field, "Jud")
    qtbot.keyClick(field, ENTER, CONTROL)
    assert field.chosen == ["Jud"]


def test_a_name_typed_in_full_wins_over_a_longer_one(qtbot, field, names):
    names.likely = 5
    type_in(qtbot, field, "anna")
    assert offered(field) == ["Annabel", "Anna"]
    qtbot.keyClick(field, ENTER)
    assert field.chosen == [4]


def test_enter_before_the_answer_waits_for_it(qtbot, field, names):
    names.answering.clear()
    qtbot.keyClicks(field, "Ann")
    qtbot.keyClick(field, ENTER)
    assert field.chosen == []
    names.answering.set()
    qtbot.waitUntil(lambda: field.chosen == [4])


def test_typing_after_a_waiting_enter_takes_it_back(qtbot, field, names):
    names.answering.clear()
    qtbot.keyClicks(field, "Ann")
    qtbot.keyClick(field, ENTER)
    qtbot.keyClicks(field, "a")
    names.answering.set()
    field.settle()
    assert field.chosen == []


def test_arrows_choose_in_the_list_and_stop_at_its_ends(qtbot, field):
    type_in(qtbot, field, "Ju")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(field, key)
    assert field.popup().highlighted().name == "Uncle Jules"
    for _ in range(5):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, ENTER)
    assert field.chosen == ["Ju"]


def test_backspace_takes_the_completion_away(qtbot, field):
    type_in(qtbot, field, "Ju")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    field.settle()
    assert field.text() == "Ju"
    assert field.list_is_open()


def test_esc_closes_the_list_first_and_cancels_then(qtbot, field):
    type_in(qtbot, field, "Ju")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.list_is_open()
    with qtbot.waitSignal(field.cancelled):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_somebody_alike_is_offered_before_anything_is_typed_but_never_taken_by_enter_alone(qtbot, field, names):
    names.likely = 3
    field.begin([FaceId(7)])
    field.settle()
    assert names.asked[-1] == ("", (7,))
    assert offered(field) == ["Uncle Jules"]
    qtbot.keyClick(field, ENTER)
    assert field.chosen == []
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, ENTER)
    assert field.chosen == [3]


def test_nobody_alike_leaves_the_list_closed_until_down(qtbot, field):
    field.begin([FaceId(7)])
    field.settle()
    assert offered(field) == []
    qtbot.keyClick(field, Qt.Key.Key_Down)
    field.settle()
    assert offered(field)[0] == "Judith"


def test_a_click_in_the_list_chooses_and_keeps_the_focus(qtbot, field):
    type_in(qtbot, field, "Ju")
    view = field.popup()._list
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(1, 0)).center())
    assert field.chosen == [2]
    assert field.hasFocus()


def test_letters_of_an_input_method_are_letters(qtbot, field, names):
    names.known[6] = "Jörg"
    event = QInputMethodEvent()
    event.setCommitString("Jö")
    QApplication.sendEvent(field, event)
    field.settle()
    qtbot.keyClick(field, ENTER)
    assert field.chosen == [6]


def test_undo_is_left_to_the_window_when_the_text_has_none(qtbot, field):
    undone = []
    window = field.window()
    action = window.addAction("undo")
    action.setShortcut(QKeySequence.StandardKey.Undo)
    action.triggered.connect(lambda: undone.append(True))
    type_in(qtbot, field, "Ju")
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert undone == []
    field.begin([])
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert undone == [True]


def test_without_completion_enter_takes_the_text(qtbot, field, names):
    field.completes = False
    asked = len(names.asked)
    type_in(qtbot, field, " Ju ")
    qtbot.keyClick(field, ENTER)
    assert field.chosen == ["Ju"]
    assert len(names.asked) == asked


def test_only_known_people_and_not_oneself_can_be_merged_with(qtbot, field):
    field.makes_new, field.without = False, PersonId(1)
    type_in(qtbot, field, "Ju")
    assert offered(field) == ["Jun", "Uncle Jules"]
    qtbot.keyClick(field, ENTER, CONTROL)
    assert field.chosen == []
    qtbot.keyClick(field, ENTER)
    assert field.chosen == [2]
