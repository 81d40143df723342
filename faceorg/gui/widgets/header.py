"""What every page begins with, and what it shows while it has nothing to show."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from faceorg.gui.icons import THIN_STROKE, icon_pixmap
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.widgets.labels import ElidedLabel, Label, Paragraph

HEADER_HEIGHT = 64
MARGIN = 24
"""Pixels between a page's content and its borders."""
EMPTY_ICON = 48
EMPTY_WIDTH = 440
"""Width of the sentence on an empty page; longer lines are hard to read."""


class PageHeader(QWidget):
    """Title, a quiet caption beside it, and controls at the right."""

    def __init__(self, title: str, caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEADER_HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._row.setSpacing(12)
        self._title = Label(title, Type.TITLE, Weight.SEMIBOLD)
        self._caption = ElidedLabel(caption, Type.BODY, role="text2")
        self._caption.setContentsMargins(0, 6, 0, 0)
        self._caption.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row.addWidget(self._title)
        self._row.addWidget(self._caption, 1)

    def set_title(self, text: str) -> None:
        """Change the title."""
        self._title.setText(text)

    def set_caption(self, text: str) -> None:
        """Change the caption."""
        self._caption.setText(text)

    def add_right(self, widget: QWidget) -> None:
        """Add a control at the right end."""
        self._row.addWidget(widget)


class EmptyPage(QWidget):
    """An icon, a title, a sentence that says what will appear here and how, and at most two buttons."""

    def __init__(
        self, icon: str, title: str, text: str, buttons: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._title = Label(title, Type.SECTION, Weight.SEMIBOLD)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text = Paragraph(text, EMPTY_WIDTH)
        self._lay_out(buttons)
        self._dress()
        theme().changed.connect(self._dress)

    def set_text(self, title: str, text: str) -> None:
        """Change what it says."""
        self._title.setText(title)
        self._text.setText(text)

    def _lay_out(self, buttons: Sequence[QWidget]) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._picture)
        column.addSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)

    def _dress(self) -> None:
        self._picture.setPixmap(icon_pixmap(self._icon_name, theme().tokens.text3, EMPTY_ICON, stroke=THIN_STROKE))
