"""The results of a search by picture: one section a person, one a group without a name, one row of photos each."""

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from faceorg.core.ids import PhotoId
from faceorg.core.records import Match
from faceorg.gui.cell_canvas import CellState
from faceorg.gui.cell_layout import RowLayout, Spacing, justified_rows
from faceorg.gui.cell_view import CellView
from faceorg.gui.desk import Desk
from faceorg.gui.pictures import PictureKey, Pictures, face_key, photo_key
from faceorg.gui.search.answers import PhotoFacts
from faceorg.gui.search.query import Section, nameable
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.widgets.buttons import Button
from faceorg.gui.widgets.header import MARGIN
from faceorg.gui.widgets.labels import Label
from faceorg.gui.widgets.picture_label import PictureLabel
from faceorg.gui.words import MONTHS, certainty_words, month_and_year, number, photos

PHOTO_HEIGHT = 124
CAPTION_HEIGHT = 20
GUTTER = 8
LINE_GAP = 8
PHOTO_RADIUS = 4
HEADER_HEIGHT = 48
HEAD_FACE = 24
EDGE = 2
"""Width of the line inside a hovered photo."""
WIDEST_ASPECT = 3.0
"""Panoramas are cut to this, so that one of them is not the whole row."""


class MatchView(CellView):
    """The photos of one section, best first; only the first row until it is expanded.

    Faces that belong to nobody yet are shown as faces, since that is what a person has to recognise.
    """

    fit_height = True
    selectable = False
    click_opens = True
    corner = PHOTO_RADIUS

    def __init__(
        self, pictures: Pictures, section: Section, facts: Mapping[PhotoId, PhotoFacts], parent: QWidget | None = None
    ) -> None:
        super().__init__(pictures, parent)
        self._matches = section.matches
        self._facts = facts
        self._named = section.person is not None
        self._expanded = False
        self.set_margin(MARGIN, 2, MARGIN, 2)
        self.set_cells(np.array([match.photo for match in section.matches], dtype=np.int64))
        self.current_changed.connect(self._on_current)

    def expand(self) -> None:
        """Show all rows."""
        self._expanded = True
        self.relayout()

    def hidden_count(self) -> int:
        """Number of photos below the first row."""
        return 0 if self._expanded or not len(self.ids) else len(self.ids) - self.cells.row_cells(0).stop

    def content_height(self) -> int:
        """Height of the first row, or of all."""
        if self._expanded or not len(self.ids):
            return super().content_height()
        return int(self.cells.tops[0] + self.cells.heights[0]) + self._margins.top() + self._margins.bottom()

    def make_layout(self, width: int) -> RowLayout:
        """Rows of photos with their caption below."""
        height = PHOTO_HEIGHT + CAPTION_HEIGHT
        aspects = [self._aspect(match) * PHOTO_HEIGHT / height for match in self._matches]
        return justified_rows(np.array(aspects, dtype=np.float32), width, height, Spacing(GUTTER))

    def picture_keys(self, index: int) -> Sequence[PictureKey]:
        """The photo, or the face of somebody without a name."""
        match = self._matches[index]
        return (photo_key(match.photo) if self._named else face_key(match.face),)

    def cell_name(self, index: int) -> str:
        """Return "Ben, very likely, May 2014"."""
        match = self._matches[index]
        sure, date = self._caption(match)
        return ", ".join(part for part in (match.person_name, sure, date) if part)

    def paint_cell(self, painter: QPainter, index: int, rect: QRectF, state: CellState) -> None:
        """Paint photo and caption."""
        radius = theme().radius(PHOTO_RADIUS)
        photo = rect.adjusted(0, 0, 0, -CAPTION_HEIGHT)
        self.pictures.paint(painter, photo, self.picture_keys(index)[0], radius)
        if state.hovered:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().tokens.accent, EDGE))
            painter.drawRoundedRect(photo.adjusted(1, 1, -1, -1), radius, radius)
        self._paint_caption(painter, QRectF(rect.left(), photo.bottom(), rect.width(), CAPTION_HEIGHT), index)

    def _paint_caption(self, painter: QPainter, rect: QRectF, index: int) -> None:
        sure, date = self._caption(self._matches[index])
        painter.setFont(theme().font(Type.SMALL, Weight.MEDIUM))
        painter.setPen(theme().tokens.text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, sure)
        left = theme().metrics(Type.SMALL, Weight.MEDIUM).horizontalAdvance(sure) + 6
        if left + theme().metrics(Type.SMALL).horizontalAdvance(date) <= rect.width():
            painter.setFont(theme().font(Type.SMALL))
            painter.setPen(theme().tokens.text2)
            painter.drawText(rect.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, date)

    def _caption(self, match: Match) -> tuple[str, str]:
        taken = self._facts[match.photo].taken
        sure = certainty_words(match.certainty) if match.certainty is not None else ""
        return sure, month_and_year(taken.year * MONTHS + taken.month - 1, short=True)

    def _aspect(self, match: Match) -> float:
        return min(self._facts[match.photo].aspect, WIDEST_ASPECT) if self._named else 1.0

    def _on_current(self, index: int) -> None:
        """The keyboard may go to rows that are hidden: show them."""
        if self.hidden_count() and index >= self.cells.row_cells(0).stop:
            self.expand()


class ResultSection(QWidget):
    """A section's head, with what can be done with it, over its photos."""

    naming_wanted = Signal()
    """Somebody without a name shall get one; ask beside ``name_button``."""

    def __init__(
        self, desk: Desk, section: Section, facts: Mapping[PhotoId, PhotoFacts], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.section = section
        self._desk = desk
        self.view = MatchView(desk.pictures, section, facts, self)
        self.name_button = Button(self.tr("Name them…"), kind="link")
        self.all_button = Button("", kind="link")
        self._face = PictureLabel(desk.pictures, HEAD_FACE, round_=True)
        self._build()
        self.view.activated.connect(self._open)
        self.view.viewed.connect(self._open)
        self.name_button.clicked.connect(self.naming_wanted)
        self.all_button.clicked.connect(self._show_all)

    def _build(self) -> None:
        title = self.section.name or self.tr("Not named")
        self.view.setAccessibleName(title)
        self._face.show_key(face_key(self.section.matches[0].face))
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN - 4, 0)
        head.setSpacing(8)
        for widget in (self._face, Label(title, Type.SECTION, Weight.SEMIBOLD)):
            head.addWidget(widget)
        head.addWidget(Label(photos(len(self.section.matches)), Type.SMALL, role="text2"))
        head.addStretch(1)
        head.addWidget(self.all_button)
        head.addWidget(self.name_button)
        holder = QWidget()
        holder.setFixedHeight(HEADER_HEIGHT)
        holder.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, LINE_GAP)
        column.setSpacing(0)
        column.addWidget(holder)
        column.addWidget(self.view)
        self.name_button.setVisible(bool(nameable(self.section)))

    def sizeHint(self) -> QSize:
        """As high as head and photos."""
        return QSize(200, HEADER_HEIGHT + self.view.sizeHint().height() + LINE_GAP)

    def show_hidden_count(self) -> None:
        """Offer the rest while there is one; call after the width changed."""
        hidden = self.view.hidden_count()
        self.all_button.setVisible(hidden > 0)
        self.all_button.setText(self.tr("Show all {n}").format(n=number(len(self.view.ids))))

    def _show_all(self) -> None:
        self.view.expand()
        self.view.setFocus()
        self.show_hidden_count()

    def _open(self, index: int) -> None:
        self._desk.open_photos(self.view.ids, index)
