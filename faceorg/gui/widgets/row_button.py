"""A row that can be pressed, as the side panels have them: the ground and the focus are painted here."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from faceorg.gui.theme import theme

RADIUS = 6
FOCUS = 2
"""Pixels of the line around the row that has the focus."""


class RowButton(QAbstractButton):
    """A row as wide as its panel; what stands on it is painted by subclasses.

    Args:
        text: What it is called.
        size: Pixels it would like to have; the height is fixed.
        parent: Usually none; the layout gives one.
    """

    def __init__(self, text: str, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setText(text)
        self.setFixedHeight(size.height())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the content and the focus."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self.paint_content(painter)
        self._paint_focus(painter)
        painter.end()

    def paint_content(self, painter: QPainter) -> None:
        """Paint what stands on the row."""

    def _paint_ground(self, painter: QPainter) -> None:
        if self.isChecked() or self.underMouse():
            radius = theme().radius(RADIUS)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().tokens.accent_bg if self.isChecked() else theme().tokens.hover)
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)

    def _paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus():
            inside, radius = QRectF(self.rect()).adjusted(1, 1, -1, -1), theme().radius(RADIUS)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().tokens.accent, FOCUS))
            painter.drawRoundedRect(inside, radius, radius)
