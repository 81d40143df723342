"""The two views of a person's page: all faces by year, and the strip of one face a year."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from faceorg.core.records import Face
from faceorg.gui.cell_canvas import CellState
from faceorg.gui.cell_layout import RowLayout, Spacing, uniform_rows
from faceorg.gui.cell_view import CellView
from faceorg.gui.person.reading import PersonFacts
from faceorg.gui.pictures import PictureKey, Pictures, face_key
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.words import faces, number

SMALLEST_TILE, LARGEST_TILE = 64, 193
"""Sides of a face at both ends of the size slider; a third of the way is the usual 104."""
WIDEST = 1600
"""Content stops growing here."""
GUTTER = 8
TILE_RADIUS = 8
YEAR_HEADER = 40
YEAR_GAP = 8
EDGE = 2
"""Width of the line inside a hovered or selected face."""
STRIP_FACE = 52
STRIP_TEXT = 22
STRIP_GUTTER = 8
RING_ROOM = 4
"""Room around a strip face for the ring of the chosen year."""


class FacesByYear(CellView):
    """All faces of a person under the year they were taken in."""

    removal_wanted = Signal()
    """The selected faces, or the current one, are somebody else."""
    corner = TILE_RADIUS

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(pictures, parent)
        self._facts: PersonFacts | None = None
        self._faces: dict[int, Face] = {}
        self._side = 104
        self.setAccessibleName(self.tr("Faces by year"))

    def show_facts(self, facts: PersonFacts) -> None:
        """Show the faces of a person."""
        self._facts = facts
        self._faces = {int(face.id): face for face in facts.faces}
        ids = np.array([face.id for face in facts.faces], dtype=np.int64)
        self.set_cells(ids, facts.section_starts())

    def chosen_faces(self) -> list[Face]:
        """Return the selected faces, or the current one when none is selected."""
        ids = self.selected_ids() or ([int(self.ids[self.current])] if self.current >= 0 else [])
        return [self._faces[face] for face in ids]

    def set_size(self, step: float) -> None:
        """Set the side of the faces, from smallest (0) to largest (1)."""
        side = round(SMALLEST_TILE + step * (LARGEST_TILE - SMALLEST_TILE))
        if side != self._side:
            self._side = side
            self.relayout()

    def section_of_year(self, year: int) -> int | None:
        """Return the section that shows a year."""
        starts = [] if self._facts is None else self._facts.years[self._facts.section_starts()].tolist()
        return starts.index(year) if year in starts else None

    def year_at(self, index: int) -> int:
        """Return the year of a face."""
        return 0 if self._facts is None else int(self._facts.years[index])

    def make_layout(self, width: int) -> RowLayout:
        """Squares under the headers of their years."""
        spacing = Spacing(GUTTER, YEAR_HEADER, YEAR_GAP)
        return uniform_rows(len(self.ids), (self._side, self._side), min(width, WIDEST), spacing, self.section_starts)

    def section_text(self, section: int) -> tuple[str, str]:
        """Return "2024" and "61 faces"."""
        cells = self.cells.section_cells(section)
        return str(self.year_at(cells.start)), faces(len(cells))

    def picture_keys(self, index: int) -> Sequence[PictureKey]:
        """The face."""
        return (face_key(int(self.ids[index])),)

    def cell_name(self, index: int) -> str:
        """Return "Face of Judith, 2024, 4 of 86, selected"."""
        name = "" if self._facts is None else self._facts.person.name
        words = self.tr("Face of {name}, {year}, {n} of {m}").format(
            name=name, year=self.year_at(index), n=number(index + 1), m=number(len(self.ids))
        )
        return self.tr("{face}, selected").format(face=words) if self.is_selected(index) else words

    def paint_cell(self, painter: QPainter, index: int, rect: QRectF, state: CellState) -> None:
        """Paint a face, with an accent line inside while hovered or selected."""
        radius = theme().radius(TILE_RADIUS)
        tokens = theme().tokens
        inset = 0
        if state.selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent_bg)
            painter.drawRoundedRect(rect, radius, radius)
            inset = GUTTER
        self.pictures.paint(
            painter, rect.adjusted(inset, inset, -inset, -inset), face_key(int(self.ids[index])), radius
        )
        if state.selected or state.hovered:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.accent, EDGE))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius - 1, radius - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del says that faces are somebody else."""
        if event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)


class YearStrip(CellView):
    """One face a year, the earliest first; choosing one shows that year below."""

    fit_height = True
    selectable = False
    corner = TILE_RADIUS

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(pictures, parent)
        self._years: list[int] = []
        self._chosen = 0
        self.setAccessibleName(self.tr("One face of each year"))

    def show_years(self, years: Sequence[tuple[int, Face]]) -> None:
        """Show these years."""
        self._years = [year for year, _ in years]
        self.set_cells(np.array([face.id for _, face in years], dtype=np.int64))

    def choose(self, year: int) -> None:
        """Ring the year that is shown below."""
        if year != self._chosen:
            self._chosen = year
            self.viewport().update()

    def year_at(self, index: int) -> int:
        """Return the year of a cell."""
        return self._years[index]

    def make_layout(self, width: int) -> RowLayout:
        """Small squares with their year below."""
        return uniform_rows(len(self.ids), (STRIP_FACE, STRIP_FACE + STRIP_TEXT), width, Spacing(STRIP_GUTTER))

    def picture_keys(self, index: int) -> Sequence[PictureKey]:
        """The face of the year."""
        return (face_key(int(self.ids[index])),)

    def cell_name(self, index: int) -> str:
        """Return the year."""
        return str(self._years[index])

    def paint_cell(self, painter: QPainter, index: int, rect: QRectF, state: CellState) -> None:
        """Paint the face and its year; the chosen one has a ring and a bold year."""
        radius = theme().radius(TILE_RADIUS)
        face = QRectF(rect.left(), rect.top(), STRIP_FACE, STRIP_FACE)
        self.pictures.paint(painter, face, face_key(int(self.ids[index])), radius)
        chosen = self._years[index] == self._chosen
        if chosen or state.hovered:
            reach = RING_ROOM - 1 if chosen else -1
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().tokens.accent, EDGE))
            painter.drawRoundedRect(face.adjusted(-reach, -reach, reach, reach), radius + reach, radius + reach)
        painter.setFont(theme().font(Type.SMALL, Weight.SEMIBOLD if chosen else Weight.NORMAL))
        painter.setPen(theme().tokens.accent_text if chosen else theme().tokens.text2)
        below = QRectF(rect.left() - STRIP_GUTTER, face.bottom() + RING_ROOM, rect.width() + 2 * STRIP_GUTTER, 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(self._years[index]))
