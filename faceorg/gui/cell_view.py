"""Cells a person can move among, select, open, drag and drop: the base of the photo, face and people views."""

import numpy as np
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from faceorg.gui.cell_choice import CellChoice
from faceorg.gui.pictures import Pictures

FIND_PAUSE = 1000
"""Milliseconds without a key after which typing to find starts anew."""
_KEYBOARD_REASONS = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
}
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CellView(CellChoice):
    """Adds mouse, keyboard, and drag and drop to ``CellChoice``.

    A click makes a cell the current one; Ctrl+click, Shift+click, Shift+arrows and Ctrl+A select. Subclasses offer
    ``drag_mime``, ``drop_allowed`` and ``dropped`` where cells can be dragged,
    and ``find_cell`` where typing finds one.

    Attributes:
        click_opens: Whether a single click activates a cell.
    """

    activated = Signal(int)
    viewed = Signal(int)
    clicked = Signal(int)
    context_wanted = Signal(int, QPoint)
    size_step_wanted = Signal(int)

    click_opens = False

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(pictures, parent)
        self._press_point = QPointF()
        self._typed = ""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(FIND_PAUSE)
        self._typing.timeout.connect(self._forget_typing)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setAccessibleDescription(self.tr("Arrow keys move, Enter opens"))

    # Hooks

    def find_cell(self, text: str) -> int | None:
        """Return the cell meant by typed text, None where nothing fits."""
        del text
        return None

    def drag_mime(self, index: int) -> QMimeData | None:
        """Return what dragging a cell carries, None where cells cannot be dragged."""
        del index
        return None

    def drag_pixmap(self, index: int) -> QPixmap | None:
        """Return the picture under the pointer while a cell is dragged."""
        del index
        return None

    def drop_allowed(self, index: int, mime: QMimeData) -> bool:
        """Return whether something may be dropped on a cell."""
        del index, mime
        return False

    def dropped(self, index: int, mime: QMimeData) -> None:
        """Take what was dropped on a cell."""

    def press_cell(self, index: int, position: QPointF) -> bool:
        """Handle a press on a part of a cell (a badge); return True when that is what it was."""
        del index, position
        return False

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, select, open; anything else may be typing to find."""
        target = self._key_target(event)
        if target is not None:
            self._move(target, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current >= 0:
            self.activated.emit(self.current)
        elif event.key() == Qt.Key.Key_Space and self.current >= 0 and not self._typed:
            self.viewed.emit(self.current)
        elif event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.select_all()
        elif event.key() == Qt.Key.Key_Menu and self.current >= 0:
            self.context_wanted.emit(self.current, self.global_point(self.current))
        elif not self._type(event):
            event.ignore()

    def _key_target(self, event: QKeyEvent) -> int | None:
        """Return the cell a key moves to."""
        count, here = len(self.ids), max(self.current, 0)
        if not count:
            return None
        key, control = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        step = self._sideways(key)
        if step is not None and not control:
            return 0 if self.current < 0 else min(max(here + step, 0), count - 1)
        if key in _ROWS:
            return self._next_section(here, _ROWS[key]) if control else self.cells.beside(here, _ROWS[key])
        if key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            return self._page_target(here, 1 if key == Qt.Key.Key_PageDown else -1)
        return {Qt.Key.Key_Home: 0, Qt.Key.Key_End: count - 1}.get(key)

    def _sideways(self, key: Qt.Key) -> int | None:
        step = _SIDEWAYS.get(key)
        return -step if step is not None and self.isRightToLeft() else step

    def _next_section(self, here: int, step: int) -> int:
        section = self.cells.section_of(here)
        if step < 0 and here > int(self.cells.sections[section]):
            return int(self.cells.sections[section])
        section = min(max(section + step, 0), len(self.cells.sections) - 1)
        return int(self.cells.sections[section])

    def _page_target(self, here: int, direction: int) -> int:
        row = self.cells.row_of(here)
        page = self.viewport().height()
        y = int(self.cells.tops[row]) + direction * page
        target = int(np.searchsorted(self.cells.tops, y))
        return self.cells.beside(here, min(max(target, 0), len(self.cells.starts) - 1) - row)

    def _move(self, target: int, *, extend: bool) -> None:
        if extend and self.selectable:
            self._range_start = self.current if self._range_start < 0 else self._range_start
            self.set_current(target)
            self.select_range(max(self._range_start, 0), target)
        else:
            self._range_start = target
            self.set_current(target)

    def _type(self, event: QKeyEvent) -> bool:
        text = event.text()
        control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if not text or not text.isprintable() or event.modifiers() & control:
            return False
        index = self.find_cell(self._typed + text)
        if index is None:
            return False
        self._typed += text
        self._typing.start()
        self.set_current(index)
        return True

    def _forget_typing(self) -> None:
        self._typed = ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is when it came here by the keyboard."""
        super().focusInEvent(event)
        if event.reason() in _KEYBOARD_REASONS:
            self._ring = True
            if self.current < 0 and len(self.ids):
                self.current = self.visible_cells().start
        self.update_cell(self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update_cell(self.current)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the pressed cell the current one, or extend the selection to it."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        index = self.index_at(event.position())
        self._press_point, self._pressed = event.position(), index
        if index is None or self.press_cell(index, event.position()):
            self._pressed = None
            return
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.selectable and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.current >= 0:
            self.select_range(self._range_start if self._range_start >= 0 else self.current, index)
        elif self.selectable and control:
            self.toggle(index)
        else:
            self._range_start = index
        self.set_current(index, ring=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press and release on one cell is a click."""
        pressed, self._pressed = self._pressed, None
        self.update_cell(pressed)
        if pressed is None or pressed != self.index_at(event.position()) or event.modifiers():
            return
        self.clicked.emit(pressed)
        if self.click_opens:
            self.activated.emit(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a cell."""
        index = self.index_at(event.position())
        if index is not None and event.button() == Qt.MouseButton.LeftButton and not self.click_opens:
            self.activated.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer; far enough from a press it becomes a drag."""
        far = (event.position() - self._press_point).manhattanLength() >= QApplication.startDragDistance()
        if self._pressed is not None and far and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(self._pressed)
        self._set_hovered(self.index_at(event.position()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Nothing is hovered once the pointer has left."""
        if event.type() == QEvent.Type.Leave:
            self._set_hovered(None)
        return super().viewportEvent(event)

    def _set_hovered(self, index: int | None) -> None:
        if index != self._hovered:
            before, self._hovered = self._hovered, index
            self.update_cell(before)
            self.update_cell(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu for the cell under the pointer."""
        index = self.index_at(QPointF(event.pos()))
        if index is not None:
            self.set_current(index, ring=False)
            self.context_wanted.emit(index, event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl change the size of the cells."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.size_step_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
        elif self.fit_height:
            event.ignore()
        else:
            super().wheelEvent(event)
            self._set_hovered(self.index_at(event.position()))

    # Drag and drop

    def _drag(self, index: int) -> None:
        self._pressed = None
        mime = self.drag_mime(index)
        if mime is None:
            return
        drag = QDrag(self)
        drag.setMimeData(mime)
        pixmap = self.drag_pixmap(index)
        if pixmap is not None:
            drag.setPixmap(pixmap)
        self._dragged = index
        self.update_cell(index)
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction)
        self._dragged = None
        self.update_cell(index)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take the drag if it could be dropped on some cell; otherwise it is the window's."""
        if isinstance(event.source(), QObject) and event.source() is self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show the cell a drop would go to."""
        index = self.index_at(event.position())
        allowed = index is not None and index != self._dragged and self.drop_allowed(index, event.mimeData())
        self._set_drop_target(index if allowed else None)
        event.setAccepted(allowed)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget the target."""
        super().dragLeaveEvent(event)
        self._set_drop_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped."""
        target = self._drop_target
        self._set_drop_target(None)
        if target is not None:
            event.acceptProposedAction()
            self.dropped(target, event.mimeData())

    def _set_drop_target(self, index: int | None) -> None:
        if index != self._drop_target:
            before, self._drop_target = self._drop_target, index
            self.update_cell(before)
            self.update_cell(index)
