"""What replaces the header while photos are selected."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from faceorg.gui import words
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.widgets.buttons import Button, IconButton
from faceorg.gui.widgets.header import HEADER_HEIGHT
from faceorg.gui.widgets.labels import Label

INSET = 10
RADIUS = 8


class SelectionBar(QWidget):
    """Says how many are selected and offers what can be done with them."""

    cleared = Signal()
    search_wanted = Signal()
    show_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEADER_HEIGHT)
        close = IconButton("x", self.tr("Select nothing"), "Esc")
        close.clicked.connect(self.cleared)
        self._count = Label(kind=Type.BODY, weight=Weight.SEMIBOLD)
        self._search = Button(self.tr("Search for these people"), "user-round-search", kind="flat")
        self._search.clicked.connect(self.search_wanted)
        self._show = Button(self.tr("Show in folder"), "folder-open", kind="flat")
        self._show.clicked.connect(self.show_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, INSET, 28, INSET)
        row.setSpacing(8)
        row.addWidget(close)
        row.addWidget(self._count, 1)
        row.addWidget(self._search)
        row.addWidget(self._show)
        self.hide()

    def show_count(self, count: int) -> None:
        """Appear for a number of photos, disappear for none."""
        self._count.setText(self.tr("{n} selected").format(n=words.number(count)))
        for button in (self._search, self._show):
            button.setEnabled(count == 1)
        self.setVisible(count > 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().tokens.accent_bg)
        rect = QRectF(self.rect()).adjusted(16, INSET, -16, -INSET)
        painter.drawRoundedRect(rect, theme().radius(RADIUS), theme().radius(RADIUS))
        painter.end()
