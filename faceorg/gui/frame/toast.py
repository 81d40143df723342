"""A short line at the bottom that says what was done and offers to undo it."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from faceorg.gui.icons import icon_pixmap
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.widgets.keycaps import cap_size, paint_cap
from faceorg.gui.widgets.shadow import SHADOW_MARGINS, paint_shadow

HEIGHT = 44
BOTTOM = 16
"""Pixels between a toast and the activity bar."""
SECONDS = 8
RADIUS = 8
ICON = 18
UNDO_KEYS = "Ctrl Z"
GAP = 12


class _ToastButton(QPushButton):
    """A button in the colours of the toast, which are the same in both themes."""

    def __init__(self, text: str, parent: QWidget, icon: str = "", keys: str = "") -> None:
        super().__init__(text, parent)
        self._icon_name, self._keys = icon, keys
        self.setFont(theme().font(Type.BODY, Weight.SEMIBOLD))

    def sizeHint(self) -> QSize:
        """Room for the text and its key, or for the icon."""
        width = ICON if self._icon_name else self.fontMetrics().horizontalAdvance(self.text())
        width += cap_size(self._keys).width() + 8 if self._keys else 0
        return QSize(width + 12, HEIGHT - 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint text or icon, and a line around it when focused."""
        del event
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._icon_name:
            painter.drawPixmap(6, (self.height() - ICON) // 2, icon_pixmap(self._icon_name, tokens.toast_text, ICON))
        else:
            painter.setPen(tokens.toast_undo)
            painter.setFont(self.font())
            painter.drawText(self.rect().adjusted(6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._keys:
            left = self.fontMetrics().horizontalAdvance(self.text()) + 14
            paint_cap(painter, QRectF(left, 0, 0, self.height()).center(), self._keys, tokens.toast_text)
        if self.hasFocus() or self.underMouse():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.toast_undo, 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


class Toast(QFrame):
    """Shows one message for some seconds, longer while the pointer or the focus is on it; a new one replaces it."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self._on_time_over)
        self._undo = _ToastButton(self.tr("Undo"), self, keys=UNDO_KEYS)
        self._undo.clicked.connect(self._on_undo)
        self._close = _ToastButton("", self, icon="x")
        self._close.setAccessibleName(self.tr("Close"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        margins = SHADOW_MARGINS
        row.setContentsMargins(margins.left() + 16, margins.top(), margins.right() + 8, margins.bottom())
        row.setSpacing(GAP)
        row.addStretch(1)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def say(self, text: str, *, undo: bool) -> None:
        """Show a message, with an offer to undo it or without."""
        self._text = text
        self.setAccessibleName(text)
        self._undo.setVisible(undo)
        self._timer.start()
        self.place()
        self.show()
        self.raise_()
        self.update()

    def place(self) -> None:
        """Go to the middle of the bottom of the window."""
        parent = self.parentWidget()
        if parent is None:
            return
        text = theme().metrics(Type.BODY, Weight.MEDIUM).horizontalAdvance(self._text)
        width = 16 + ICON + GAP + text + 2 * GAP + self._close.sizeHint().width() + 8
        width += self._undo.sizeHint().width() + GAP if self._undo.isVisibleTo(self) else 0
        width = min(width, parent.width() - 2 * BOTTOM)
        margins = SHADOW_MARGINS
        self.resize(width + margins.left() + margins.right(), HEIGHT + margins.top() + margins.bottom())
        bottom = parent.height() - self.parent_bar() - BOTTOM
        self.move((parent.width() - self.width()) // 2, bottom - HEIGHT - margins.top())

    def parent_bar(self) -> int:
        """Return the height of the activity bar, above which the toast floats."""
        return 32

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, its check and its text."""
        del event
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect().marginsRemoved(SHADOW_MARGINS))
        paint_shadow(painter, card)
        painter.setPen(QPen(tokens.toast_text, 2) if tokens.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.toast)
        painter.drawRoundedRect(card, theme().radius(RADIUS), theme().radius(RADIUS))
        left = card.left() + 16
        check = icon_pixmap("check" if self._undo.isVisibleTo(self) else "info", tokens.toast_text, ICON)
        painter.drawPixmap(round(left), round(card.center().y() - ICON / 2), check)
        painter.setPen(tokens.toast_text)
        painter.setFont(theme().font(Type.BODY, Weight.MEDIUM))
        right = (self._undo if self._undo.isVisibleTo(self) else self._close).x() - GAP
        text = QRectF(left + ICON + GAP, card.top(), right - left - ICON - GAP, card.height())
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, int(text.width()) + 1)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while it is being read."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Count again."""
        super().leaveEvent(event)
        self._timer.start()

    def _on_time_over(self) -> None:
        if self._undo.hasFocus() or self._close.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _on_undo(self) -> None:
        self.hide()
        self.undo_wanted.emit()
