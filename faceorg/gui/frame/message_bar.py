"""A strip at the top of the window for what went wrong outside the program: what happened, and what to do next."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from faceorg.core.errors import KnownError
from faceorg.gui.icons import icon_pixmap
from faceorg.gui.theme import Weight, theme
from faceorg.gui.widgets.buttons import IconButton
from faceorg.gui.widgets.labels import Label

ICON = QSize(18, 18)


class MessageBar(QWidget):
    """Hidden until there is something to say; never takes the focus and never blocks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._icon.setFixedSize(ICON)
        self._text = Label(weight=Weight.MEDIUM)
        self._next = Label(role="text2")
        for label in (self._text, self._next):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._next.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        close = IconButton("x", self.tr("Close this message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 2)
        row.addWidget(self._next, 3)
        row.addWidget(close)
        self._dress()
        theme().changed.connect(self._dress)
        self.hide()

    def show_error(self, error: KnownError) -> None:
        """Show what happened and what can be done."""
        self._text.setText(error.message)
        self._next.setText(error.next_step)
        self._next.setVisible(bool(error.next_step))
        self.setAccessibleName(str(error))
        self.show()

    @property
    def message(self) -> str:
        """What it says."""
        return self._text.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip and a line under it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().tokens.side)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().tokens.line)
        painter.end()

    def _dress(self) -> None:
        self._icon.setPixmap(icon_pixmap("triangle-alert", theme().tokens.warn, ICON.width()))
