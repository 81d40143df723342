"""Key caps: the small framed keys that stand beside what they do."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceorg.gui.theme import Type, theme

CAP_HEIGHT = 18
CAP_PADDING = 6
CAP_RADIUS = 4
ENTER = "↵"
"""The sign on a cap for the Enter key."""
LINE_OPACITY = 0.6
"""Opacity of a cap's frame on a coloured button."""


def cap_size(keys: str) -> QSize:
    """Return the size of a cap with these keys."""
    return QSize(theme().metrics(Type.TINY).horizontalAdvance(keys) + 2 * CAP_PADDING, CAP_HEIGHT)


def paint_cap(painter: QPainter, left_middle: QPointF, keys: str, colour: QColor | None = None) -> None:
    """Paint a cap; ``colour`` is given on coloured ground, where the cap has no fill of its own."""
    size = cap_size(keys)
    rect = QRectF(left_middle.x() + 0.5, left_middle.y() - size.height() / 2 + 0.5, size.width() - 1, size.height() - 1)
    tokens = theme().tokens
    line = QColor(colour or tokens.line)
    line.setAlphaF(LINE_OPACITY if colour else 1.0)
    painter.setPen(QPen(line, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush if colour else tokens.side)
    painter.drawRoundedRect(rect, CAP_RADIUS, CAP_RADIUS)
    painter.setPen(colour or tokens.text2)
    painter.setFont(theme().font(Type.TINY))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, keys)


class KeyCap(QWidget):
    """A cap as a widget of its own."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """The size of the cap."""
        return cap_size(self._keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cap."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_cap(painter, QPointF(0, self.height() / 2), self._keys)
        painter.end()
