"""Keys and clicks on the unnamed groups: naming without leaving the keyboard, leaving faces out, going on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from faceorg.core.ids import FaceId, GroupId
from faceorg.gui.desk import Desk
from faceorg.gui.escape import claims_escape
from faceorg.gui.unnamed.canvas import NOWHERE, GroupCanvas
from faceorg.gui.unnamed.layout import Part, Spot
from faceorg.gui.unnamed.rows import GroupRow
from faceorg.gui.words import number

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
GROUP_KEYS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class GroupRowsView(GroupCanvas):
    """Turns keys and clicks into changes of ``rows``; asks others to name, to undo and to read faces."""

    naming_asked = Signal(object)
    """The current group shall get this name: a PersonId (int) or a new name (str)."""
    undo_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._shown_group: GroupId | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Groups without a name"))
        self.field.name_chosen.connect(self.naming_asked)
        self.field.textChanged.connect(self._update_buttons)
        self.name_button.clicked.connect(self.field.accept)
        self.later_button.clicked.connect(partial(self.go, 1))

    # What the page calls

    def refresh(self) -> None:
        """Show what became of ``rows``, without stealing the focus."""
        self.lay_out()
        self._take_current()
        self._pass_focus_on()

    def faces_arrived(self, group: GroupId, faces: Sequence[FaceId]) -> None:
        """Fill in the faces of a group."""
        for row in self.rows.rows():
            if row.group.id == group:
                row.faces, row.complete = tuple(faces), True
                row.left_out &= set(faces)
                if group == self.current_group():
                    self.field.set_faces(row.named_faces())
        self.refresh()

    def go(self, step: int) -> None:
        """Go to the next or previous group; its card comes to where the current one was."""
        before = self.places.entry_rect(self.rows.current_index()).top() if self.rows.current_row() else 0
        if self.rows.step(step):
            self.lay_out()
            self.scroll_by(self.places.entry_rect(self.rows.current_index()).top() - before)
            self.enter_current()

    def go_to(self, group: GroupId) -> bool:
        """Make a group current and show it; return whether it is on the page."""
        if not self.rows.go_to(group):
            return False
        self.lay_out()
        self.enter_current()
        return True

    def fold(self, name: str) -> GroupRow | None:
        """Fold the current group to its receipt, go to the next one, and return the row that was folded."""
        index = self.rows.current_index()
        height = self.places.entry_rect(index).height() if index >= 0 else 0
        receipt = self.rows.fold_current(name)
        if receipt is None:
            return None
        self.animate_fold(height)
        self.lay_out()
        self.enter_current()
        return receipt.row

    def enter_current(self) -> None:
        """Show the current row and put the keyboard into its field."""
        self._take_current()
        self.show_current()
        self.field.setFocus(Qt.FocusReason.TabFocusReason)

    def cursor_words(self) -> str:
        """What a screen reader says about the face under the cursor: "Face 4 of 86, left out"."""
        row = self.rows.current_row()
        if row is None or self.face_cursor < 0:
            return ""
        if self.face_cursor >= len(row.faces):
            return self.tr("Show all faces")
        words = self.tr("Face {n} of {m}").format(n=number(self.face_cursor + 1), m=number(row.count))
        return self.tr("{face}, left out").format(face=words) if row.faces[self.face_cursor] in row.left_out else words

    def _take_current(self) -> None:
        """Give field and buttons to the current row; a row that becomes current starts with an empty field."""
        if self.current_group() != self._shown_group:
            self._shown_group = self.current_group()
            self.face_cursor = -1
            row = self.rows.current_row()
            self.field.begin(row.named_faces() if row is not None else ())
        self._update_buttons()
        self.ask_for_faces()

    def _update_buttons(self) -> None:
        row = self.rows.current_row()
        if row is None:
            return
        named = row.count - len(row.left_out)
        self.name_button.setText(
            self.tr("Name 1 face") if named == 1 else self.tr("Name {n} faces").format(n=number(named))
        )
        self.name_button.setEnabled(bool(self.field.text().strip()))
        self.place_widgets()

    # Leaving faces out

    def _cells(self) -> int:
        shown, hidden = self.places.shown_faces(self.rows.current_index())
        return shown + (hidden > 0)

    def _press_cell(self, cell: int) -> None:
        """Leave a face of the current row out or take it in again; the "+N" tile shows the rest."""
        row = self.rows.current_row()
        if row is None:
            return
        shown, hidden = self.places.shown_faces(self.rows.current_index())
        if hidden and cell == shown:
            row.expanded = True
            self.lay_out()
            self.ask_for_faces()
        elif 0 <= cell < len(row.faces):
            row.toggle(row.faces[cell])
            self.viewport().update()
            self.field.set_faces(row.named_faces())
        self._update_buttons()
        self._announce_cursor()

    def _set_cursor(self, cell: int) -> None:
        self.face_cursor = max(0, min(cell, self._cells() - 1))
        self.show_tile(self.face_cursor)
        self.viewport().update()
        self._announce_cursor()

    def _announce_cursor(self) -> None:
        words = self.cursor_words()
        self.setAccessibleDescription(words)
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgDn and PgUp go to other groups from anywhere; the rest concerns the faces."""
        if event.key() in GROUP_KEYS:
            self.go(GROUP_KEYS[Qt.Key(event.key())])
        elif not self.hasFocus() or not self._face_key(event.key()):
            event.ignore()

    def _face_key(self, key: int) -> bool:
        columns = self.places.columns
        moves = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: columns, Qt.Key.Key_Up: -columns}
        if key in moves:
            self._move_cursor(moves[Qt.Key(key)])
        elif key == Qt.Key.Key_Space:
            self._press_cell(self.face_cursor)
        elif key in ENTER_KEYS:
            self.field.accept()
        elif key == Qt.Key.Key_Escape:
            self.face_cursor = -1
            self.field.setFocus(Qt.FocusReason.BacktabFocusReason)
        else:
            return False
        return True

    def _move_cursor(self, step: int) -> None:
        target = self.face_cursor + step
        if 0 <= target < self._cells():
            self._set_cursor(target)
        elif step > 1:
            self._set_cursor(self._cells() - 1)

    def event(self, event: QEvent) -> bool:
        """Take Esc before the window does while the keyboard is on the faces."""
        return (self.hasFocus() and claims_escape(event)) or super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes to the page comes to type a name; only Tab leads to the faces."""
        super().focusInEvent(event)
        self._pass_focus_on()

    def _pass_focus_on(self) -> None:
        if self.hasFocus() and self.face_cursor < 0 and self.rows.current_row() is not None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from the field over the faces to the buttons, and back."""
        stops: list[QWidget] = [self.field, self, self.name_button, self.later_button]
        stops = [stop for stop in stops if stop is self or (stop.isVisible() and stop.isEnabled())]
        at = next((place for place, stop in enumerate(stops) if stop.hasFocus()), None)
        target = None if at is None else at + (1 if forward else -1)
        if target is None or self.rows.current_row() is None or not 0 <= target < len(stops):
            return super().focusNextPrevChild(forward)
        if stops[target] is self:
            self._set_cursor(max(0, self.face_cursor))
        stops[target].setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click leaves a face out, opens the rest, undoes, or makes another group current."""
        spot = self._spot_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or spot.entry < 0:
            return
        row = self.places.entries[spot.entry]
        if spot.part is Part.RECEIPT_UNDO:
            self.undo_asked.emit()
        elif isinstance(row, GroupRow):
            self._take_clicked(row, spot.entry)
            self._press_spot(row, spot)
            self.field.setFocus(Qt.FocusReason.MouseFocusReason)

    def _press_spot(self, row: GroupRow, spot: Spot) -> None:
        """Press a tile that was clicked; a row that has just become current may show more of them than before."""
        if spot.part is Part.FACE:
            self._press_cell(spot.face)
        elif spot.part is Part.MORE and not row.expanded:
            row.expanded = True
            self.refresh()

    def _take_clicked(self, row: GroupRow, index: int) -> None:
        """Make a clicked row current without moving it under the pointer."""
        if row is self.rows.current_row():
            return
        before = self.places.tile_rect(index, 0).top()
        self.rows.go_to(row.group.id)
        self.lay_out()
        self.scroll_by(self.places.tile_rect(self.index_of(row.group.id), 0).top() - before)
        self._take_current()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would touch."""
        spot = self._spot_at(event.position().toPoint())
        if spot == self.hovered:
            return
        self.hovered = spot
        clickable = spot.part in {Part.FACE, Part.MORE, Part.RECEIPT_UNDO}
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the pointer when it leaves."""
        if event.type() == QEvent.Type.Leave:
            self.hovered = NOWHERE
            self.viewport().update()
        return super().viewportEvent(event)

    def _spot_at(self, point: QPoint) -> Spot:
        return self.places.spot(point + QPoint(0, self.scrolled()))
