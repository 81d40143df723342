"""A small card floating inside the window; not a window of its own, so that fields under it keep the focus."""

from PySide6.QtCore import QCoreApplication, QEvent, QMargins, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from faceorg.gui.escape import claims_escape
from faceorg.gui.theme import theme
from faceorg.gui.widgets.shadow import SHADOW_MARGINS, paint_shadow

RADIUS = 12
DISTANCE = 8
"""Pixels between a popover and what it belongs to."""
EDGE = 8
"""Least distance to the border of the window."""


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    if application is None:
        raise RuntimeError("a popover needs a running application")
    return application


def _is_floating(widget: QWidget | None) -> bool:
    """Return whether a widget is in a list that belongs to a field of the popover but lies outside its card."""
    while widget is not None and not widget.property("floats"):
        widget = widget.parentWidget()
    return widget is not None


class Popover(QFrame):
    """Closes by Esc, by a press outside, or when another one opens; at most one is open in a window.

    The frame includes room for its shadow; ``body`` is the layout of the card inside.
    """

    closed = Signal()

    def __init__(self, window: QWidget, *, closes_outside: bool = True, radius: int = RADIUS) -> None:
        super().__init__(window)
        self._window = window
        self._closes_outside, self._radius = closes_outside, radius
        self._anchor: QWidget | None = None
        self._before: QWidget | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(SHADOW_MARGINS)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(16, 16, 16, 16)
        self.body.setSpacing(8)
        self._outer.addLayout(self.body)
        self.hide()

    def open_at(self, anchor: QWidget | QRect, *, above: bool = False) -> None:
        """Open under (or above) a widget, or a rectangle in the window's coordinates."""
        for other in self._window.findChildren(Popover):
            if other is not self and other.isVisible() and not other.isAncestorOf(self):
                other.close_popover()
        self._before = QApplication.focusWidget()
        self._anchor = anchor if isinstance(anchor, QWidget) else None
        self.adjustSize()
        self.place(anchor, above=above)
        self.show()
        self.raise_()
        if self._closes_outside:
            _application().installEventFilter(self)

    def place(self, anchor: QWidget | QRect, *, above: bool = False) -> None:
        """Move beside the anchor, inside the window."""
        window = self._window
        rect = anchor if isinstance(anchor, QRect) else QRect(anchor.mapTo(window, QPoint(0, 0)), anchor.size())
        card = self.size().shrunkBy(SHADOW_MARGINS)
        fits_below = rect.bottom() + DISTANCE + card.height() + EDGE <= window.height()
        top = rect.bottom() + 1 + DISTANCE
        if above or not fits_below:
            top = max(EDGE, rect.top() - DISTANCE - card.height())
        left = rect.right() + 1 - card.width() if rect.center().x() > window.width() // 2 else rect.left()
        left = max(EDGE, min(left, window.width() - card.width() - EDGE))
        self.move(left - SHADOW_MARGINS.left(), top - SHADOW_MARGINS.top())

    def close_popover(self) -> None:
        """Close it and give the focus back to where it was."""
        if not self.isVisible():
            return
        focused = QApplication.focusWidget()
        held_focus = focused is not None and self.isAncestorOf(focused)
        self.hide()
        _application().removeEventFilter(self)
        if held_focus and self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close at a press outside; a press on the anchor only closes, so that it does not open again at once."""
        if event.type() != QEvent.Type.MouseButtonPress or not isinstance(watched, QWidget):
            return False
        if not isinstance(event, QMouseEvent) or watched.window() is not self.window():
            return False
        inside = self._card_rect().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
        if inside or _is_floating(watched):
            return False
        on_anchor = self._anchor is not None and (watched is self._anchor or self._anchor.isAncestorOf(watched))
        self.close_popover()
        return on_anchor

    def event(self, event: QEvent) -> bool:
        """Take Esc before the window does."""
        return claims_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shadow and the card."""
        del event
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self._card_rect())
        paint_shadow(painter, rect)
        painter.setPen(QPen(tokens.line, 1))
        painter.setBrush(tokens.raised)
        radius = theme().radius(self._radius)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def card_size(self) -> QSize:
        """Return the size of the card without its shadow."""
        return self.size().shrunkBy(SHADOW_MARGINS)

    def _card_rect(self) -> QRect:
        return self.rect().marginsRemoved(QMargins(SHADOW_MARGINS))
