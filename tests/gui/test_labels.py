"""Explaining sentences: every line of them is seen, whatever the font, the language and the room around."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from faceorg.gui.theme import theme
from faceorg.gui.widgets.header import EmptyPage
from faceorg.gui.widgets.labels import Paragraph

SENTENCE = (
    "faceorg finds the faces in them and puts the same person’s faces together."
    " You only say who is who. Your photos stay where they are, unchanged."
)
LONGER = SENTENCE + SENTENCE[: int(len(SENTENCE) * 0.4)]
"""Other languages need up to 40 % more room."""
ROOM = 1280


def height_of_lines(label: Paragraph) -> int:
    room = QRect(0, 0, label.width(), ROOM)
    return label.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, label.text()).height()


@pytest.mark.parametrize("text", [SENTENCE, LONGER])
@pytest.mark.parametrize(("family", "points"), [("DejaVu Sans", 10), ("Inter", 10), ("DejaVu Sans", 16), ("Serif", 24)])
def test_no_line_of_a_paragraph_is_cut_off_in_a_wide_column(qtbot, text, family, points):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    label = Paragraph(text, 520)
    label.setFont(QFont(family, points))
    column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(1)
    page.resize(ROOM, 800)
    page.grab()  # lays it out without a window
    assert label.width() == 520
    assert height_of_lines(label) > label.fontMetrics().lineSpacing(), "one line only would show nothing"
    assert label.height() >= height_of_lines(label)


def test_a_new_text_on_an_empty_page_gets_the_room_it_needs(qtbot):
    page = EmptyPage("users-round", "Named people will be here", "Short.")
    qtbot.addWidget(page)
    page.resize(ROOM, 800)
    page.grab()  # lays it out without a window
    theme().use()
    page.set_text("Nobody yet", LONGER)
    page.grab()
    label = page.findChild(Paragraph)
    assert label.height() >= height_of_lines(label) > 2 * label.fontMetrics().lineSpacing()
