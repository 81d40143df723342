"""An icon button on the dark surround of the viewer, the same in both themes."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from faceorg.gui.icons import SIZE, icon_pixmap
from faceorg.gui.theme import theme

SIDE = 32
HOVER, ON = 0.12, 0.22
"""Opacity of the light ground under the pointer, and of the accent when on."""


class CanvasButton(QAbstractButton):
    """Flat; its name is its tool tip and what a screen reader says."""

    def __init__(self, icon: str, name: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})")
        self.setFixedSize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the icon."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.underMouse() or self.hasFocus():
            painter.setPen(QPen(theme().tokens.canvas_accent, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("canvas_accent", ON) if on else theme().colour("canvas_text", HOVER))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme().radius(6), theme().radius(6))
        colour = theme().tokens.canvas_accent if on else theme().tokens.canvas_text
        corner = QPointF((SIDE - SIZE) / 2, (SIDE - SIZE) / 2)
        painter.drawPixmap(corner, icon_pixmap(self._icon_name, colour))
        painter.end()
