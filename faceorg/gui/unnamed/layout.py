"""Where everything of the group rows lies, as plain arithmetic, so that painting, clicking and tests agree."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect

from faceorg.gui.unnamed.rows import Entry, GroupRow, Receipt

MARGIN = 24
"""Page margin."""
WIDEST = 1600
"""Content stops growing here."""
CARD_PADDING = 16
FIELD_WIDTH = 248
FIELD_HEIGHT = 40
FACES_LEFT = CARD_PADDING + FIELD_WIDTH + 20
"""Where faces begin, from the left edge of the card."""
TILE = 80
GUTTER = 8
PITCH = TILE + GUTTER
CURRENT_ROWS = 2
"""Rows of faces the current group shows before it is expanded."""
BUTTON_GAP = 12
BUTTON_HEIGHT = 32
REST_PADDING = 20
"""Above and below the faces of a group that is not current."""
CARD_GAP = 4
RECEIPT_HEIGHT = 36
RECEIPT_GAP = 12
FACTS_GAP = 8


class Part(Enum):
    """What lies under a point."""

    NOTHING = auto()
    FIELD = auto()
    FACE = auto()
    MORE = auto()
    RECEIPT_UNDO = auto()


@dataclass(frozen=True, slots=True)
class Spot:
    """The answer to "what is here": the entry, the part of it, and which face."""

    part: Part
    entry: int = -1
    face: int = -1


class GroupLayout:
    """Places all entries for one width; everything is in content coordinates, y growing from the first entry.

    Attributes:
        entries: What was placed; paint these, since others may be on their way.
        columns: Faces beside each other.
        width: Width of the content.
    """

    def __init__(self, entries: list[Entry], current: int, width: int, receipt_height: float | None = None) -> None:
        """Compute all tops.

        Args:
            entries: Rows and receipt in order.
            current: Index of the current row, -1 for none.
            width: Width of the view.
            receipt_height: Height of the receipt while it is still folding, gap included.
        """
        self.entries = entries
        self._current = current
        self.width = min(width - 2 * MARGIN, WIDEST)
        self.columns = max(1, (self.width - FACES_LEFT - CARD_PADDING + GUTTER) // PITCH)
        self._receipt_height = RECEIPT_HEIGHT + RECEIPT_GAP if receipt_height is None else round(receipt_height)
        heights = [self._height(index) for index in range(len(entries))]
        self._tops = list(accumulate(heights, initial=0))

    @property
    def height(self) -> int:
        """Height of everything."""
        return self._tops[-1]

    def entry_rect(self, index: int) -> QRect:
        """The stripe an entry occupies, gaps included."""
        return QRect(MARGIN, self._tops[index], self.width, self._tops[index + 1] - self._tops[index])

    def card_rect(self, index: int) -> QRect:
        """The card of the current row, or the line of a receipt."""
        gap = RECEIPT_GAP if isinstance(self.entries[index], Receipt) else CARD_GAP
        return self.entry_rect(index).adjusted(0, 0, 0, -gap)

    def entries_in(self, top: int, bottom: int) -> range:
        """Indexes of the entries that touch a stripe."""
        first = max(0, bisect_right(self._tops, top) - 1)
        last = min(len(self.entries), bisect_right(self._tops, bottom))
        return range(first, last)

    def field_rect(self, index: int) -> QRect:
        """Where the name field of a row is."""
        top = self._tops[index] + self._padding(index)
        return QRect(MARGIN + CARD_PADDING, top, FIELD_WIDTH, FIELD_HEIGHT)

    def facts_rect(self, index: int) -> QRect:
        """Where the facts under the field are."""
        field = self.field_rect(index)
        return QRect(field.left() + 2, field.bottom() + 1 + FACTS_GAP, field.width() - 4, 16)

    def shown_faces(self, index: int) -> tuple[int, int]:
        """Return how many faces of a row are shown, and how many are behind the "+N" tile (0: no such tile)."""
        row = self.entries[index]
        if not isinstance(row, GroupRow):
            return 0, 0
        cells = self.columns * (CURRENT_ROWS if index == self._current else 1)
        if row.count <= cells or (row.expanded and index == self._current):
            return row.count, 0
        return cells - 1, row.count - cells + 1

    def tile_rect(self, index: int, cell: int) -> QRect:
        """Rectangle of a face tile, or of the "+N" tile after the last one."""
        line, column = divmod(cell, self.columns)
        left = MARGIN + FACES_LEFT + column * PITCH
        return QRect(left, self._tops[index] + self._padding(index) + line * PITCH, TILE, TILE)

    def buttons_rect(self, index: int) -> QRect:
        """The stripe of the buttons of the current row."""
        top = self._tops[index] + CARD_PADDING + self._lines(index) * PITCH - GUTTER + BUTTON_GAP
        left = MARGIN + FACES_LEFT
        return QRect(left, top, self.width - FACES_LEFT - CARD_PADDING, BUTTON_HEIGHT)

    def spot(self, point: QPoint) -> Spot:
        """Return what lies under a point."""
        for index in self.entries_in(point.y(), point.y()):
            if self.entry_rect(index).contains(point):
                return self._spot_in(index, point)
        return Spot(Part.NOTHING)

    def _spot_in(self, index: int, point: QPoint) -> Spot:
        if isinstance(self.entries[index], Receipt):
            return Spot(Part.RECEIPT_UNDO if self.undo_rect(index).contains(point) else Part.NOTHING, index)
        if self.field_rect(index).contains(point):
            return Spot(Part.FIELD, index)
        shown, hidden = self.shown_faces(index)
        for cell in range(shown + (hidden > 0)):
            if self.tile_rect(index, cell).contains(point):
                return Spot(Part.FACE if cell < shown else Part.MORE, index, cell)
        return Spot(Part.NOTHING, index)

    def undo_rect(self, index: int) -> QRect:
        """Where a receipt's Undo can be clicked: its right end."""
        return self.card_rect(index).adjusted(self.width - 140, 0, 0, 0)

    def _lines(self, index: int) -> int:
        shown, hidden = self.shown_faces(index)
        return max(1, -(-(shown + (hidden > 0)) // self.columns))

    def _padding(self, index: int) -> int:
        return CARD_PADDING if index == self._current else REST_PADDING

    def _height(self, index: int) -> int:
        if isinstance(self.entries[index], Receipt):
            return self._receipt_height
        if index != self._current:
            return TILE + 2 * REST_PADDING
        faces = self._lines(index) * PITCH - GUTTER
        return 2 * CARD_PADDING + faces + BUTTON_GAP + BUTTON_HEIGHT + CARD_GAP
