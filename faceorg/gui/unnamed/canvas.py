"""Places, paints and scrolls the unnamed groups, and keeps the one real name field in the current row."""

from PySide6.QtCore import QEasingCurve, QPoint, QRect, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QStyle, QWidget

from faceorg.core.ids import GroupId
from faceorg.gui.desk import Desk
from faceorg.gui.naming import NameField
from faceorg.gui.pictures import PictureKey, face_key
from faceorg.gui.unnamed.layout import MARGIN, PITCH, RECEIPT_GAP, RECEIPT_HEIGHT, GroupLayout, Part, Spot
from faceorg.gui.unnamed.painter import GroupPainter, RowsState
from faceorg.gui.unnamed.rows import GroupRow, GroupRows
from faceorg.gui.widgets.buttons import Button

FOLD_MS = 160
"""A named group folds to its receipt in this time."""
AHEAD_ROWS = 4
"""Rows below the screen whose faces are asked for already."""
NOWHERE = Spot(Part.NOTHING)


class GroupCanvas(QAbstractScrollArea):
    """Shows ``GroupRows``; knows nothing of mouse and keyboard.

    Attributes:
        rows: What is shown; call ``lay_out`` after changing it.
        face_cursor: The face of the current row the keyboard is on, -1 while it is in the field.
        hovered: What the pointer is on.
    """

    faces_wanted = Signal(object)
    """Groups (list of GroupId) near the screen whose faces are not all known."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = GroupRows()
        self.face_cursor = -1
        self.hovered = NOWHERE
        self.pictures = desk.pictures
        self.places = GroupLayout([], -1, self.width())
        self._placed: tuple[GroupId | None, int] = (None, 0)
        self._folding: float | None = None
        self.field = NameField(desk, self.viewport())
        self.name_button = Button("", kind="primary", keys="↵", parent=self.viewport())
        self.later_button = Button(self.tr("Later"), kind="flat", keys="PgDn", parent=self.viewport())
        self._animation = QVariantAnimation(self)
        self._set_up()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(PITCH // 2)
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(self.viewport().backgroundRole().Base)
        for button in (self.name_button, self.later_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._animation.setDuration(FOLD_MS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_folding)
        self._animation.finished.connect(self._on_folded)
        self.pictures.loaded.connect(self._on_picture_loaded)

    # Places

    def lay_out(self) -> None:
        """Place everything anew; the current card keeps its place on the screen as far as scrolling allows."""
        before = self._placed
        self.places = GroupLayout(self.rows.entries, self.rows.current_index(), self.width(), self._folding)
        page = self.viewport().height()
        self.verticalScrollBar().setPageStep(page)
        self.verticalScrollBar().setRange(0, max(0, self.places.height + MARGIN - page))
        self._placed = (self.current_group(), self._current_top())
        if before[0] == self._placed[0]:
            self.scroll_by(self._placed[1] - before[1])
        self.hovered = NOWHERE
        self.viewport().update()
        self.place_widgets()

    def current_group(self) -> GroupId | None:
        """The group whose name is asked now."""
        row = self.rows.current_row()
        return row.group.id if row is not None else None

    def index_of(self, group: GroupId | None) -> int:
        """Index of a group's row among the entries; -1 if it is not on the page."""
        entries = enumerate(self.rows.entries)
        return next((at for at, row in entries if isinstance(row, GroupRow) and row.group.id == group), -1)

    def scrolled(self) -> int:
        """Pixels of content above the view."""
        return self.verticalScrollBar().value()

    def scroll_by(self, pixels: int) -> None:
        """Scroll as far as there is content."""
        self.verticalScrollBar().setValue(self.scrolled() + pixels)

    def show_current(self) -> None:
        """Scroll so that the current card, and a receipt right above it, can be seen."""
        index = self.rows.current_index()
        if index < 0:
            return
        rect = self.places.entry_rect(index)
        receipt = self.rows.receipt()
        after_receipt = index > 0 and self.rows.entries[index - 1] is receipt
        top = rect.top() - (RECEIPT_HEIGHT + RECEIPT_GAP if after_receipt else 0)
        page = self.viewport().height()
        if top < self.scrolled():
            self.verticalScrollBar().setValue(top)
        elif rect.bottom() > self.scrolled() + page:
            self.verticalScrollBar().setValue(min(top, rect.bottom() - page))

    def show_tile(self, cell: int) -> None:
        """Scroll so that a tile of the current row can be seen."""
        rect = self.places.tile_rect(self.rows.current_index(), cell)
        if rect.top() - MARGIN < self.scrolled():
            self.verticalScrollBar().setValue(rect.top() - MARGIN)
        elif rect.bottom() + MARGIN > self.scrolled() + self.viewport().height():
            self.verticalScrollBar().setValue(rect.bottom() + MARGIN - self.viewport().height())

    def _current_top(self) -> int:
        index = self.rows.current_index()
        return self.places.entry_rect(index).top() if index >= 0 else 0

    def place_widgets(self) -> None:
        """Put field and buttons where the current row has room for them."""
        index = self.rows.current_index()
        focused = QApplication.focusWidget()
        if index < 0 and focused is not None and self.isAncestorOf(focused):
            self.setFocus()  # else Qt gives it to whatever comes next in the window
        for widget in (self.field, self.name_button, self.later_button):
            widget.setVisible(index >= 0)
        if index < 0:
            return
        down = QPoint(0, -self.scrolled())
        self.field.setGeometry(self.places.field_rect(index).translated(down))
        stripe = self.places.buttons_rect(index).translated(down)
        name, later = self.name_button.sizeHint().width(), self.later_button.sizeHint().width()
        self.name_button.setGeometry(QRect(stripe.left(), stripe.top(), name, stripe.height()))
        self.later_button.setGeometry(QRect(stripe.left() + name + 8, stripe.top(), later, stripe.height()))

    # Folding

    def animate_fold(self, height: int) -> None:
        """Let the receipt shrink from ``height`` to its line."""
        self._animation.stop()
        self._folding = None
        if not self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration):
            return
        self._folding = float(height)
        self._animation.setStartValue(float(height))
        self._animation.setEndValue(float(RECEIPT_HEIGHT + RECEIPT_GAP))
        self._animation.start()

    def _on_folding(self, height: float) -> None:
        self._folding = height
        self.lay_out()

    def _on_folded(self) -> None:
        self._folding = None
        self.lay_out()
        self.show_current()

    # Faces

    def ask_for_faces(self) -> None:
        """Want the pictures near the screen, and the faces of the groups there."""
        top = self.scrolled()
        seen = self.places.entries_in(top, top + self.viewport().height())
        near = range(seen.start, min(seen.stop + AHEAD_ROWS, len(self.places.entries)))
        entries = [(index, self.places.entries[index]) for index in near]
        self.pictures.want(self, [key for index, _ in entries for key in self._keys(index)])
        missing = [row.group.id for _, row in entries if isinstance(row, GroupRow) and not row.complete]
        if missing:
            self.faces_wanted.emit(missing)

    def _keys(self, index: int) -> list[PictureKey]:
        entry = self.places.entries[index]
        if isinstance(entry, GroupRow):
            return [face_key(face) for face in entry.faces[: self.places.shown_faces(index)[0]]]
        return [face_key(face) for face in entry.row.named_faces()[:1]]

    def _on_picture_loaded(self, _key: PictureKey) -> None:
        self.viewport().update()

    # Qt

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move field and buttons along and ask for what came near."""
        del dx, dy
        self.place_widgets()
        self.ask_for_faces()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything for the new width."""
        super().resizeEvent(event)
        self.lay_out()
        self.ask_for_faces()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the entries that reach into the dirty part."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.scrolled())
        state = RowsState(self.rows.current_index(), self.hovered, self.face_cursor if self.hasFocus() else -1)
        rows = GroupPainter(painter, self.places, self.pictures, state)
        top = event.rect().top() + self.scrolled()
        for index in self.places.entries_in(top, top + event.rect().height()):
            rows.paint(index, self.places.entries[index])
        painter.end()
