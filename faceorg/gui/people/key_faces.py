"""The view of round key faces with name and count; dragging one onto another joins the two."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from faceorg.core.records import Person
from faceorg.gui.cell_canvas import CellState
from faceorg.gui.cell_layout import RowLayout, Spacing, uniform_rows
from faceorg.gui.cell_view import CellView
from faceorg.gui.icons import icon_pixmap
from faceorg.gui.pictures import PictureKey, Pictures, face_key
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.words import photos

PERSON_MIME = "application/x-faceorg-person"
"""What a dragged person carries; only this program takes it."""
CELL_WIDTH, CELL_HEIGHT = 144, 172
ROW_GAP = 16
WIDEST = 1600
"""Content stops growing here."""
FACE = 104
"""Diameter of a key face."""
FACE_TOP = 12
NAME_TOP, NAME_HEIGHT = 124, 20
COUNT_TOP, COUNT_HEIGHT = 143, 18
CELL_RADIUS = 8
RING_DISTANCE = 4
"""Between a key face and the ring of a drop target."""
DRAGGED_OPACITY = 0.3
DRAG_FACE = 64
"""Diameter of the face under the pointer while it is dragged."""
MORE_SIZE = 28
"""Side of the corner of a hovered cell that opens its menu."""


class KeyFaceView(CellView):
    """Everybody who has a name, one cell a person."""

    merge_wanted = Signal(int, int)
    """Join the second person (PersonId) into the first."""
    click_opens = True
    selectable = False
    corner = CELL_RADIUS

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(pictures, parent)
        self._people: dict[int, Person] = {}
        self.setAccessibleName(self.tr("People"))

    def show_people(self, people: Sequence[Person]) -> None:
        """Show these people in this order."""
        self._people = {int(person.id): person for person in people}
        self.set_cells(np.array([person.id for person in people], dtype=np.int64))

    def person_at(self, index: int) -> Person:
        """Return who a cell shows."""
        return self._people[int(self.ids[index])]

    def make_layout(self, width: int) -> RowLayout:
        """Cells of one size, spread over the width."""
        cell = (CELL_WIDTH, CELL_HEIGHT + ROW_GAP)  # columns may touch, rows may not: the gap belongs to the cell
        return uniform_rows(len(self.ids), cell, min(width, WIDEST), Spacing(gutter=0), spread=True)

    def picture_keys(self, index: int) -> Sequence[PictureKey]:
        """The key face."""
        key_face = self.person_at(index).key_face
        return () if key_face is None else (face_key(key_face),)

    def cell_name(self, index: int) -> str:
        """Return "Anna, 1,204 photos"."""
        person = self.person_at(index)
        return f"{person.name}, {photos(person.photos)}"

    def find_cell(self, text: str) -> int | None:
        """Return the first person with a word of the name that begins with the text, from the current one on."""
        wanted = text.casefold()
        count = len(self.ids)
        order = [(max(self.current, 0) + step) % count for step in range(count)] if count else []
        return next((at for at in order if _word_begins(self.person_at(at).name, wanted)), None)

    # Painting

    def paint_cell(self, painter: QPainter, index: int, rect: QRectF, state: CellState) -> None:
        """Paint one person."""
        person = self.person_at(index)
        rect = rect.adjusted(0, 0, 0, -ROW_GAP)
        self._paint_ground(painter, rect, state)
        painter.setOpacity(DRAGGED_OPACITY if state.dragged else 1.0)
        self._paint_face(painter, person, rect, drop_target=state.drop_target)
        painter.setOpacity(1.0)
        name = QRectF(rect.left() + 4, rect.top() + NAME_TOP, rect.width() - 8, NAME_HEIGHT)
        count = QRectF(rect.left() + 4, rect.top() + COUNT_TOP, rect.width() - 8, COUNT_HEIGHT)
        _paint_line(painter, name, person.name, (Type.BODY, Weight.SEMIBOLD), "text")
        if state.drop_target:
            _paint_line(painter, count, self.tr("Drop to merge"), (Type.SMALL, Weight.SEMIBOLD), "accent_text")
        else:
            _paint_line(painter, count, photos(person.photos), (Type.SMALL, Weight.NORMAL), "text2")
        if state.hovered and not state.drop_target:
            dots = icon_pixmap("ellipsis", theme().tokens.text2, 16, painter.device().devicePixelRatio())
            painter.drawPixmap(self._more_rect(rect).center() - QPointF(8, 8), dots)

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: CellState) -> None:
        if not state.hovered and not state.drop_target:
            return
        tokens = theme().tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent_bg if state.drop_target else tokens.hover)
        painter.drawRoundedRect(rect, theme().radius(CELL_RADIUS), theme().radius(CELL_RADIUS))

    def _paint_face(self, painter: QPainter, person: Person, rect: QRectF, *, drop_target: bool) -> None:
        circle = QRectF(rect.center().x() - FACE / 2, rect.top() + FACE_TOP, FACE, FACE)
        self.pictures.paint(painter, circle, face_key(person.key_face if person.key_face is not None else -1), FACE / 2)
        if drop_target:
            painter.setPen(QPen(theme().tokens.accent, 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle.adjusted(-RING_DISTANCE, -RING_DISTANCE, RING_DISTANCE, RING_DISTANCE))

    def _more_rect(self, rect: QRectF) -> QRectF:
        return QRectF(rect.right() - MORE_SIZE - 2, rect.top() + 2, MORE_SIZE, MORE_SIZE)

    # Menu corner, drag and drop

    def press_cell(self, index: int, position: QPointF) -> bool:
        """A press on the dots in the corner opens the menu instead of the person."""
        corner = self._more_rect(QRectF(self.cell_rect(index)))
        if not corner.contains(position):
            return False
        self.set_current(index, ring=False)
        self.context_wanted.emit(index, self.viewport().mapToGlobal(corner.bottomLeft().toPoint()))
        return True

    def drag_mime(self, index: int) -> QMimeData:
        """Drag a person."""
        mime = QMimeData()
        mime.setData(PERSON_MIME, str(int(self.ids[index])).encode())
        return mime

    def drag_pixmap(self, index: int) -> QPixmap:
        """Show the person's face under the pointer."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(DRAG_FACE * ratio), round(DRAG_FACE * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for key in self.picture_keys(index):
            self.pictures.paint(painter, QRectF(2, 2, DRAG_FACE - 4, DRAG_FACE - 4), key, DRAG_FACE / 2 - 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().tokens.raised, 2))
        painter.drawEllipse(QRectF(2, 2, DRAG_FACE - 4, DRAG_FACE - 4))
        painter.end()
        return pixmap

    def drop_allowed(self, index: int, mime: QMimeData) -> bool:
        """Only somebody else can be dropped on a person."""
        dragged = dragged_person(mime)
        return dragged is not None and dragged != int(self.ids[index])

    def dropped(self, index: int, mime: QMimeData) -> None:
        """Ask to join the dragged person into the one of the cell."""
        dragged = dragged_person(mime)
        if dragged is not None:
            self.merge_wanted.emit(int(self.ids[index]), dragged)


def dragged_person(mime: QMimeData) -> int | None:
    """Return the person a drag carries, None if it is something else."""
    return int(bytes(mime.data(PERSON_MIME).data())) if mime.hasFormat(PERSON_MIME) else None


def _word_begins(name: str, wanted: str) -> bool:
    folded = name.casefold()
    return folded.startswith(wanted) or any(word.startswith(wanted) for word in folded.split())


def _paint_line(painter: QPainter, rect: QRectF, text: str, font: tuple[Type, Weight], role: str) -> None:
    painter.setFont(theme().font(*font))
    painter.setPen(theme().tokens.role(role))
    elided = theme().metrics(*font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, elided)
