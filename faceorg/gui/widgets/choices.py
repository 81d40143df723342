"""Choosing one of a few: side by side, or from a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from faceorg.gui.icons import icon_pixmap
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.widgets.buttons import FOCUS, GAP, Button

HEIGHT = 32
INSET = 2
PADDING = 12
OUTER_RADIUS, INNER_RADIUS = 6, 5
ICON = 16


class Segmented(QWidget):
    """A row of choices of which exactly one is on; Left and Right move it."""

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        icons: Sequence[str] = (),
        height: int = HEIGHT,
    ) -> None:
        super().__init__(parent)
        self._options = list(options)
        self._icons = list(icons)
        self._height = height
        self.current = self._options[0][0]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name_state()

    def choose(self, key: str, *, announce: bool = True) -> None:
        """Turn one choice on."""
        if key != self.current:
            self.current = key
            self._name_state()
            self.update()
            if announce:
                self.chosen.emit(key)

    def sizeHint(self) -> QSize:
        """Room for all choices."""
        return QSize(sum(self._widths()) + 2 * INSET, self._height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            for (key, _), rect in zip(self._options, self._rects(), strict=True):
                if rect.contains(event.position()):
                    self.choose(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the neighbour."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        step = -step if self.isRightToLeft() else step
        keys = [key for key, _ in self._options]
        self.choose(keys[min(max(keys.index(self.current) + step, 0), len(keys) - 1)])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough, the raised choice and the texts."""
        del event
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outer, inner = theme().radius(OUTER_RADIUS), theme().radius(INNER_RADIUS)
        painter.setPen(QPen(tokens.edge, 1) if tokens.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.hover)
        painter.drawRoundedRect(QRectF(self.rect()), outer, outer)
        for place, ((key, text), rect) in enumerate(zip(self._options, self._rects(), strict=True)):
            on = key == self.current
            if on:
                painter.setBrush(tokens.page if not tokens.high_contrast else tokens.accent_bg)
                painter.setPen(QPen(tokens.line, 1))
                painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), inner, inner)
            self._paint_choice(painter, place, rect, text, on=on)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.accent, FOCUS))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), outer, outer)
        painter.end()

    def _paint_choice(self, painter: QPainter, place: int, rect: QRectF, text: str, *, on: bool) -> None:
        tokens = theme().tokens
        if self._icons:
            pixmap = icon_pixmap(self._icons[place], tokens.text if on else tokens.text2, ICON)
            painter.drawPixmap(QPointF(rect.left() + PADDING, rect.center().y() - ICON / 2), pixmap)
            rect = rect.adjusted(ICON + GAP, 0, 0, 0)
        painter.setFont(theme().font(Type.BODY, Weight.SEMIBOLD if on else Weight.MEDIUM))
        painter.setPen(tokens.text if on else tokens.text2)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _widths(self) -> list[int]:
        metrics = theme().metrics(Type.BODY, Weight.SEMIBOLD)
        icon_width = ICON + GAP if self._icons else 0
        return [metrics.horizontalAdvance(text) + 2 * PADDING + icon_width for _, text in self._options]

    def _rects(self) -> list[QRectF]:
        x, rects = float(INSET), []
        for width in self._widths():
            left = self.width() - x - width if self.isRightToLeft() else x
            rects.append(QRectF(left, INSET, width, self.height() - 2 * INSET))
            x += width
        return rects

    def _name_state(self) -> None:
        self.setAccessibleDescription(dict(self._options)[self.current])


class MenuButton(Button):
    """A flat button that says what is chosen and opens the choices."""

    chosen = Signal(str)

    def __init__(
        self, entries: Sequence[tuple[str, str]], icon: str | None = None, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(entries[0][1], icon, kind="flat", parent=parent)
        self.arrow = True
        self._entries = list(entries)
        self.current = entries[0][0]
        self.setAccessibleName(name or entries[0][1])
        self.clicked.connect(self._open)

    def choose(self, key: str, *, announce: bool = True) -> None:
        """Choose an entry."""
        if key == self.current:
            return
        self.current = key
        self.setText(dict(self._entries)[key])
        self.updateGeometry()
        if announce:
            self.chosen.emit(key)

    def _open(self) -> None:
        QToolTip.hideText()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for key, text in self._entries:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(key == self.current)
            action.setData(key)
            group.addAction(action)
        group.triggered.connect(self._on_triggered)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _on_triggered(self, action: QAction) -> None:
        self.choose(str(action.data()))
