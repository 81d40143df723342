"""Photos in justified rows by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen
from PySide6.QtWidgets import QWidget

from faceorg.core.ids import PhotoId
from faceorg.core.records import PhotoGrid
from faceorg.gui import words
from faceorg.gui.cell_canvas import CellState
from faceorg.gui.cell_layout import RowLayout, Spacing, justified_rows
from faceorg.gui.cell_view import CellView
from faceorg.gui.desk import Desk
from faceorg.gui.icons import icon_pixmap
from faceorg.gui.photos.months import Months, names_within
from faceorg.gui.pictures import PictureKey, photo_key
from faceorg.gui.theme import Type, Weight, theme

GUTTER = 4
HEADER = 48
SECTION_GAP = 12
SMALLEST_ROW, LARGEST_ROW = 72, 280
"""Row heights at both ends of the size slider; a third of the way is the usual 136."""
SELECTED_INSET = 8
BADGE, BADGE_AT = 22, 8
CHECK = 14
NAMES_SHADE = 0.65
"""How black the ground under names is, so that they can be read on a white photo."""
NAMES_HEIGHT = 44
NAMES_PAUSE = 120
"""Milliseconds after scrolling before names are asked for; nobody reads while scrolling."""
NAMED_PHOTOS = 2000
"""Photos of one month whose names are read: enough for who is in it."""
_EMPTY = PhotoGrid(np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.int32))


def _rows(grid: PhotoGrid, months: Months, width: int, row_height: int) -> RowLayout:
    return justified_rows(grid.aspects, width, row_height, Spacing(GUTTER, HEADER, SECTION_GAP), months.starts)


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A grid with the place of every photo for one width; made in the background, where a million take a moment."""

    grid: PhotoGrid
    months: Months
    width: int
    row_height: int
    layout: RowLayout

    @classmethod
    def of(cls, grid: PhotoGrid, width: int, row_height: int) -> "PlacedGrid":
        """Place the photos of a grid in ``width`` pixels."""
        months = Months.of(grid)
        return cls(grid, months, width, row_height, _rows(grid, months, width, row_height))


class PhotoView(CellView):
    """The grid; shows names of people on hover and beside each month."""

    month_changed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.grid, self.months = _EMPTY, Months.of(_EMPTY)
        self.row_height = 136
        super().__init__(desk.pictures, parent)
        self._desk = desk
        self._names: dict[int, tuple[str, ...]] = {}
        self._month_names: dict[int, list[str]] = {}
        self._asking_names = QTimer(self)
        self._asking_names.setSingleShot(True)
        self._asking_names.setInterval(NAMES_PAUSE)
        self._asking_names.timeout.connect(self._ask_for_names)
        self.setAccessibleName(self.tr("Photos"))

    def show_grid(self, grid: PhotoGrid) -> None:
        """Show other photos."""
        self.show_placed(PlacedGrid.of(grid, self.content_width(), self.row_height))

    def show_placed(self, placed: "PlacedGrid") -> None:
        """Show other photos that were placed already; for another width than the present one they are placed again."""
        self.grid, self.months = placed.grid, placed.months
        self._month_names = {}
        fits = (placed.width, placed.row_height) == (self.content_width(), self.row_height)
        self.set_cells(placed.grid.ids, placed.months.starts, placed.layout if fits else None)
        self._asking_names.start()
        self._tell_month()

    def forget_names(self) -> None:
        """Read the names again, because they changed."""
        self._names, self._month_names = {}, {}
        self._asking_names.start()

    def set_size(self, step: float) -> None:
        """Set the row height, from smallest (0) to largest (1)."""
        height = round(SMALLEST_ROW + step * (LARGEST_ROW - SMALLEST_ROW))
        if height != self.row_height:
            self.row_height = height
            self.relayout()

    def make_layout(self, width: int) -> RowLayout:
        """Justified rows by month."""
        return _rows(self.grid, self.months, width, self.row_height)

    def picture_keys(self, index: int) -> Sequence[PictureKey]:
        """The photo's thumbnail."""
        return (photo_key(int(self.ids[index])),)

    def section_text(self, section: int) -> tuple[str, str]:
        """Return title and caption, as "October 2026" and "34 photos · Arun, Clara and 5 more"."""
        month, count = int(self.months.numbers[section]), int(self.months.counts[section])
        names = words.several_names(self._month_names.get(month, []))
        caption = words.photos(count)
        return words.month_and_year(month), f"{caption} · {names}" if names else caption

    def cell_name(self, index: int) -> str:
        """Return a sentence, as "Photo of Anna and Ben, March 2009, selected, 4 of 86"."""
        names = self._names.get(int(self.ids[index]), ())
        what = (
            self.tr("Photo of {names}").format(names=words.several_names(list(names), 3)) if names else self.tr("Photo")
        )
        parts = [what, words.month_and_year(int(self.grid.months[index]))]
        if self.is_selected(index):
            parts.append(self.tr("selected"))
        place = self.tr("{n} of {m}").format(n=words.number(index + 1), m=words.number(len(self.ids)))
        return ", ".join([*parts, place])

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Tell which month is at the top now."""
        super().scrollContentsBy(dx, dy)
        self._asking_names.start()
        self._tell_month()

    def press_cell(self, index: int, position: QPointF) -> bool:
        """A press on the check selects."""
        badge = self._badge_rect(QRectF(self.cell_rect(index)), selected=self.is_selected(index))
        if badge.adjusted(-4, -4, 4, 4).contains(position):
            self.toggle(index)
            return True
        return False

    # Painting

    def paint_cell(self, painter: QPainter, index: int, rect: QRectF, state: CellState) -> None:
        """Paint the photo, what hovering shows, and the selection."""
        key, radius = photo_key(int(self.ids[index])), theme().radius(self.corner)
        if not state.selected:
            self.pictures.paint(painter, rect, key, radius)
            if state.hovered:
                self._paint_names(painter, index, rect)
                self._paint_badge(painter, rect, filled=False)
            return
        tokens = theme().tokens
        painter.setPen(QPen(tokens.accent, 2))
        painter.setBrush(tokens.accent_bg)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
        inset = min(SELECTED_INSET, rect.width() / 4)
        self.pictures.paint(painter, rect.adjusted(inset, inset, -inset, -inset), key, radius)
        self._paint_badge(painter, rect, filled=True)

    def _badge_rect(self, rect: QRectF, *, selected: bool) -> QRectF:
        at = BADGE_AT + (SELECTED_INSET - 2 if selected else 0)
        left = rect.right() - at - BADGE if self.isRightToLeft() else rect.left() + at
        return QRectF(left, rect.top() + at, BADGE, BADGE)

    def _paint_badge(self, painter: QPainter, rect: QRectF, *, filled: bool) -> None:
        tokens = theme().tokens
        badge = self._badge_rect(rect, selected=filled)
        painter.setPen(QPen(tokens.page if filled else QColor(Qt.GlobalColor.white), 1.5))
        painter.setBrush(tokens.accent if filled else QColor(0, 0, 0, 110))
        painter.drawEllipse(badge)
        colour = tokens.on_accent if filled else QColor(Qt.GlobalColor.white)
        middle = badge.center() - QPointF(CHECK / 2, CHECK / 2)
        painter.drawPixmap(middle, icon_pixmap("check", colour, CHECK, stroke=2.5))

    def _paint_names(self, painter: QPainter, index: int, rect: QRectF) -> None:
        names = self._names.get(int(self.ids[index]), ())
        if not names:
            return
        ground = QRectF(rect.left(), max(rect.top(), rect.bottom() - NAMES_HEIGHT), rect.width(), NAMES_HEIGHT)
        gradient = QLinearGradient(ground.topLeft(), ground.bottomLeft())
        gradient.setColorAt(0, QColor(0, 0, 0, 0))
        gradient.setColorAt(0.5, QColor(0, 0, 0, round(255 * NAMES_SHADE)))
        gradient.setColorAt(1, QColor(0, 0, 0, round(255 * NAMES_SHADE)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawRoundedRect(ground, theme().radius(self.corner), theme().radius(self.corner))
        painter.setFont(theme().font(Type.SMALL, Weight.SEMIBOLD))
        painter.setPen(Qt.GlobalColor.white)
        inside = ground.adjusted(10, 0, -10, -8)
        text = painter.fontMetrics().elidedText(
            words.several_names(list(names), 3), Qt.TextElideMode.ElideRight, int(inside.width())
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)

    # Names

    def _tell_month(self) -> None:
        section = self.top_section()
        if section is not None:
            self.month_changed.emit(section)

    def _visible_sections(self) -> range:
        cells = self.visible_cells()
        if not len(cells):
            return range(0)
        return range(self.cells.section_of(cells.start), self.cells.section_of(cells.stop - 1) + 1)

    def _ask_for_names(self) -> None:
        sections = [s for s in self._visible_sections() if int(self.months.numbers[s]) not in self._month_names]
        if not sections:
            return
        parts = [self.cells.section_cells(section) for section in sections]
        asked = {
            int(self.months.numbers[s]): self.ids[p.start : p.stop][:NAMED_PHOTOS]
            for s, p in zip(sections, parts, strict=True)
        }
        photos = [PhotoId(int(number)) for ids in asked.values() for number in ids]
        self._desk.bridge.ask(lambda: self._desk.library.names_of_photos(photos), partial(self._on_names, asked), self)

    def _on_names(self, asked: dict[int, NDArray[np.int64]], names: dict[PhotoId, tuple[str, ...]]) -> None:
        self._names.update({int(photo): found for photo, found in names.items()})
        for month, ids in asked.items():
            self._month_names[month] = names_within(ids, self._names)
        self.viewport().update()
