"""Moving, selecting, finding and painting in a view of cells, without any library."""

import numpy as np
import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPixmap

from faceorg.gui.cell_layout import Spacing, uniform_rows
from faceorg.gui.cell_view import CellView
from faceorg.gui.theme import theme

COUNT = 40


class NoPictures(QObject):
    """Stands for the cache of pictures and remembers what was wanted."""

    loaded = Signal(object)

    def __init__(self):
        super().__init__()
        self.wanted = []

    def want(self, owner, keys):
        self.wanted = list(keys)


class Numbers(CellView):
    """Cells that are numbers."""

    def make_layout(self, width):
        return uniform_rows(
            len(self.ids),
            (80, 60),
            width,
            Spacing(4, 30 if self.section_starts is not None else 0),
            self.section_starts,
        )

    def paint_cell(self, painter, index, rect, state):
        self.painted.append(index)
        painter.fillRect(rect, theme().tokens.accent if state.selected else theme().tokens.side)

    def picture_keys(self, index):
        return (("photo", int(self.ids[index])),)

    def find_cell(self, text):
        return int(text) if text.isdigit() and int(text) < len(self.ids) else None


@pytest.fixture
def view(qtbot):
    theme()
    pictures = NoPictures()
    made = Numbers(pictures)
    made.painted = []
    pictures.setParent(made)
    qtbot.addWidget(made)
    made.resize(360, 260)
    made.set_cells(np.arange(100, 100 + COUNT), np.array([0, 10, 25]))
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def press(qtbot, view, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(view, key, modifier)


def test_only_what_is_on_screen_is_painted(view, qtbot):
    view.painted.clear()
    view.viewport().repaint()
    assert 0 < len(set(view.painted)) < 20


def test_pictures_on_screen_are_wanted_first(view, qtbot):
    qtbot.waitUntil(lambda: bool(view.pictures.wanted))
    visible = view.visible_cells()
    assert [key[1] - 100 for key in view.pictures.wanted[: len(visible)]] == list(visible)


def test_arrows_home_end_and_pages_move(view, qtbot):
    press(qtbot, view, Qt.Key.Key_Right)
    assert view.current == 0
    press(qtbot, view, Qt.Key.Key_Right)
    press(qtbot, view, Qt.Key.Key_Down)
    assert view.current == 5
    press(qtbot, view, Qt.Key.Key_End)
    assert view.current == COUNT - 1
    assert view.viewport().rect().contains(view.cell_rect(view.current))
    press(qtbot, view, Qt.Key.Key_PageUp)
    assert view.current < COUNT - 4
    press(qtbot, view, Qt.Key.Key_Home)
    assert view.current == 0


def test_control_and_arrows_move_by_sections(view, qtbot):
    control = Qt.KeyboardModifier.ControlModifier
    view.set_current(3)
    press(qtbot, view, Qt.Key.Key_Down, control)
    assert view.current == 10
    press(qtbot, view, Qt.Key.Key_Down, control)
    press(qtbot, view, Qt.Key.Key_Up, control)
    assert view.current == 10
    press(qtbot, view, Qt.Key.Key_Up, control)
    assert view.current == 0


def test_shift_and_arrows_select_a_range_that_shrinks_again(view, qtbot):
    view.set_current(2)
    shift = Qt.KeyboardModifier.ShiftModifier
    press(qtbot, view, Qt.Key.Key_Right, shift)
    press(qtbot, view, Qt.Key.Key_Right, shift)
    press(qtbot, view, Qt.Key.Key_Left, shift)
    assert view.selected_ids() == [102, 103]


def test_control_a_selects_all_and_the_selection_follows_the_ids(view, qtbot):
    press(qtbot, view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selected_count() == COUNT
    view.select_range(1, 2)
    view.set_current(2)
    view.set_cells(np.array([7, 102, 101]))
    assert view.selected_ids() == [102, 101]
    assert view.current == 1


def test_a_click_makes_a_cell_current_and_control_click_selects(view, qtbot):
    middle = view.cell_rect(5).center()
    with qtbot.waitSignal(view.clicked):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert (view.current, view.selected_count()) == (5, 0)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, control, middle)
    assert view.selected_ids() == [105]


def test_enter_opens_and_space_views(view, qtbot):
    view.set_current(4)
    with qtbot.waitSignals([view.activated, view.viewed]):
        press(qtbot, view, Qt.Key.Key_Return)
        press(qtbot, view, Qt.Key.Key_Space)


def test_typing_finds_a_cell(view, qtbot):
    qtbot.keyClicks(view, "17")
    assert view.current == 17


def test_new_cells_above_do_not_move_what_is_seen(view, qtbot):
    view.scroll_to(20, middle=True)
    before = view.cell_rect(20).top()
    view.set_cells(np.concatenate((np.arange(4), np.arange(100, 100 + COUNT))), np.array([0, 4, 14, 29]))
    assert abs(view.cell_rect(24).top() - before) <= 64


def test_a_resize_keeps_the_place(view, qtbot):
    view.scroll_to(30, middle=True)
    view.resize(520, 260)
    top = view.visible_cells()
    assert top.start <= 30 < top.stop


def test_hovering_nothing_and_right_to_left_do_not_fail(view, qtbot):
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first, second = view.cell_rect(0), view.cell_rect(1)
    assert first.left() > second.left()
    assert view.index_at(first.center().toPointF()) == 0
    press(qtbot, view, Qt.Key.Key_Left)
    press(qtbot, view, Qt.Key.Key_Left)
    assert view.current == 1
    qtbot.mouseMove(view.viewport(), QPoint(1, 1))


def test_a_million_cells_scroll_and_paint(view, qtbot):
    view.set_cells(np.arange(1_000_000))
    view.set_current(999_999)
    pixmap = QPixmap(view.size())
    view.render(pixmap)
    assert view.visible_cells().stop == 1_000_000
    assert len(view.pictures.wanted) < 200
