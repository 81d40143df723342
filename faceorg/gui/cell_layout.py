"""Arithmetic of cells in rows and sections: where each one lies, found without laying out anything twice.

Everything is arrays over rows and sections (prefix sums), so that a million cells take milliseconds to place and a
binary search to find. No Qt here.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

SQUEEZED = 0.7
"""A justified row lower than this fraction of the wished height is too low: its last photo starts the next row."""
STRETCHED = 1.4
"""A justified row is never higher than this factor of the wished height; it stays ragged instead."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the content, origin at its top left corner."""

    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in pixels: between cells (both ways), for a section's header, and additionally between sections."""

    gutter: int
    header: int = 0
    gap: int = 0


class RowLayout:
    """Cells in rows, rows in sections, each section under a header.

    Attributes:
        count: Number of cells.
        height: Pixels of the whole content.
        header: Pixels of a section's header; 0 where sections have none.
    """

    def __init__(
        self,
        starts: NDArray[np.int64],
        heights: NDArray[np.int64],
        sections: NDArray[np.int64],
        count: int,
        spacing: Spacing,
    ) -> None:
        """Place rows below each other.

        Args:
            starts: First cell of each row, shape (rows,), ascending.
            heights: Pixels of each row, shape (rows,).
            sections: First cell of each section, shape (sections,), ascending from 0; each also starts a row.
            count: Number of cells.
            spacing: Distances between all of them.
        """
        self.count, self.header = count, spacing.header
        self.starts, self.heights, self.sections = starts, heights, sections
        self._gutter = spacing.gutter
        first_rows = np.searchsorted(starts, sections)
        above = np.full(len(starts), spacing.gutter, dtype=np.int64)
        above[first_rows] = spacing.header + spacing.gap
        above[:1] = spacing.header
        before = np.concatenate(([0], np.cumsum(heights + above)[:-1])) if len(starts) else starts
        self.tops = before + above
        self.section_tops = self.tops[first_rows] - spacing.header
        self.height = int(self.tops[-1] + heights[-1]) if len(starts) else 0

    def row_of(self, index: int) -> int:
        """Return the row of a cell."""
        return int(np.searchsorted(self.starts, index, side="right")) - 1

    def row_cells(self, row: int) -> range:
        """Return the cells of a row."""
        end = self.starts[row + 1] if row + 1 < len(self.starts) else self.count
        return range(int(self.starts[row]), int(end))

    def row_boxes(self, row: int) -> list[Box]:
        """Return the rectangles of a row's cells, left to right."""
        raise NotImplementedError

    def box(self, index: int) -> Box:
        """Return the rectangle of a cell."""
        row = self.row_of(index)
        return self.row_boxes(row)[index - int(self.starts[row])]

    def rows_between(self, top: float, bottom: float) -> range:
        """Return the rows that reach into a strip of the content."""
        first = int(np.searchsorted(self.tops + self.heights, top, side="right"))
        last = int(np.searchsorted(self.tops, bottom, side="left"))
        return range(first, max(first, last))

    def sections_between(self, top: float, bottom: float) -> range:
        """Return the sections whose header reaches into a strip of the content."""
        if not self.header:
            return range(0)
        first = int(np.searchsorted(self.section_tops + self.header, top, side="right"))
        last = int(np.searchsorted(self.section_tops, bottom, side="left"))
        return range(first, max(first, last))

    def section_of(self, index: int) -> int:
        """Return the section of a cell."""
        return int(np.searchsorted(self.sections, index, side="right")) - 1

    def section_cells(self, section: int) -> range:
        """Return the cells of a section."""
        end = self.sections[section + 1] if section + 1 < len(self.sections) else self.count
        return range(int(self.sections[section]), int(end))

    def at(self, x: float, y: float) -> int | None:
        """Return the cell at a point of the content, None between cells."""
        for row in self.rows_between(y, y + 1):
            for index, box in zip(self.row_cells(row), self.row_boxes(row), strict=True):
                if box.x <= x < box.x + box.w and box.y <= y < box.y + box.h:
                    return index
        return None

    def beside(self, index: int, rows: int) -> int:
        """Return the cell ``rows`` below (or above, if negative) whose middle is nearest to that of ``index``."""
        row = min(max(self.row_of(index) + rows, 0), len(self.starts) - 1)
        box = self.box(index)
        middle = box.x + box.w / 2
        boxes = self.row_boxes(row)
        distances = [abs(other.x + other.w / 2 - middle) for other in boxes]
        return int(self.starts[row]) + distances.index(min(distances))


class _UniformLayout(RowLayout):
    """All cells of one size; ``step`` pixels from one to the next."""

    def __init__(
        self,
        cell: tuple[int, int],
        step: int,
        starts: NDArray[np.int64],
        sections: NDArray[np.int64],
        count: int,
        spacing: Spacing,
    ) -> None:
        self._cell, self._step = cell, step
        super().__init__(starts, np.full(len(starts), cell[1], dtype=np.int64), sections, count, spacing)

    def row_boxes(self, row: int) -> list[Box]:
        top = int(self.tops[row])
        width, height = self._cell
        return [Box(place * self._step, top, width, height) for place in range(len(self.row_cells(row)))]


class _JustifiedLayout(RowLayout):
    """Cells as wide as their photo wants, each full row exactly as wide as the view."""

    def __init__(
        self,
        aspects: NDArray[np.float32],
        width: int,
        starts: NDArray[np.int64],
        heights: NDArray[np.int64],
        sections: NDArray[np.int64],
        spacing: Spacing,
    ) -> None:
        self._aspects, self._width = aspects, width
        super().__init__(starts, heights, sections, len(aspects), spacing)

    def row_boxes(self, row: int) -> list[Box]:
        cells = self.row_cells(row)
        top, height = int(self.tops[row]), int(self.heights[row])
        widths = self._aspects[cells.start : cells.stop].astype(np.float64) * height
        total = self._width - self._gutter * (len(cells) - 1)
        if abs(widths.sum() - total) < len(cells) + total / max(1, height):  # a full row: share out the rounding
            widths *= total / widths.sum()
        edges = np.rint(np.concatenate(([0.0], np.cumsum(widths)))).astype(np.int64)
        return [
            Box(int(left) + place * self._gutter, top, max(1, min(int(right - left), self._width)), height)
            for place, (left, right) in enumerate(pairwise(edges))
        ]


def uniform_rows(
    count: int,
    cell: tuple[int, int],
    width: int,
    spacing: Spacing,
    sections: NDArray[np.int64] | None = None,
    *,
    spread: bool = False,
) -> RowLayout:
    """Return cells of one size in rows as wide as ``width`` allows.

    Args:
        count: Number of cells.
        cell: Width and height of a cell in pixels.
        width: Pixels the rows may take.
        spacing: Distances; the gutter is the least distance between columns where they are spread.
        sections: First cell of each section, ascending from 0; None is one section.
        spread: Whether the free width is shared out between the columns.
    """
    gutter = spacing.gutter
    columns = max(1, (width + gutter) // (cell[0] + gutter))
    across = (width - columns * cell[0]) // (columns - 1) if spread and 1 < columns <= count else gutter
    firsts = _sections(sections, count)
    ends = _ends(firsts, count)
    parts = [np.arange(first, end, columns, dtype=np.int64) for first, end in zip(firsts, ends, strict=True)]
    starts = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
    return _UniformLayout(cell, cell[0] + across, starts, firsts, count, spacing)


def justified_rows(
    aspects: NDArray[np.float32],
    width: int,
    row_height: int,
    spacing: Spacing,
    sections: NDArray[np.int64] | None = None,
) -> RowLayout:
    """Return photos in rows that fill the width; the last row of a section keeps its height.

    Args:
        aspects: Width divided by height of each photo, shape (n,).
        width: Pixels the rows fill.
        row_height: Wished height of a row in pixels; full rows differ from it a little.
        spacing: Distances.
        sections: First photo of each section, ascending from 0; None is one section.
    """
    count, gutter = len(aspects), spacing.gutter
    firsts = _sections(sections, count)
    ends = _ends(firsts, count)
    sums = np.concatenate(([0.0], np.cumsum(aspects, dtype=np.float64)))
    starts = _row_starts(sums, firsts, ends, wanted=width / row_height, gutter=gutter / row_height)
    heights = _row_heights(sums, starts, ends, room=(width, gutter), row_height=row_height)
    return _JustifiedLayout(aspects, width, starts, heights, firsts, spacing)


def _sections(sections: NDArray[np.int64] | None, count: int) -> NDArray[np.int64]:
    if sections is None:
        return np.zeros(1 if count else 0, dtype=np.int64)
    return np.asarray(sections, dtype=np.int64)


def _ends(firsts: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return the end of each section, exclusive; nothing where there is no section."""
    return np.append(firsts[1:], count)[: len(firsts)].astype(np.int64)


def _row_starts(
    sums: NDArray[np.float64], firsts: NDArray[np.int64], ends: NDArray[np.int64], *, wanted: float, gutter: float
) -> NDArray[np.int64]:
    """Return the first photo of each row; ``wanted`` and ``gutter`` in units of the row height.

    Where a row begun at photo i would end is computed for all i at once (one sorted search); then the chain of row
    starts is only followed, which keeps a million photos at some tens of milliseconds.
    """
    count = len(sums) - 1
    if not count:
        return np.zeros(0, dtype=np.int64)
    here = np.arange(count)
    reach = sums + gutter * np.arange(count + 1)  # a row i..j is as wide as reach[j] - reach[i] - gutter
    after = np.minimum(np.searchsorted(reach, reach[:-1] + wanted + gutter, side="left"), count)
    natural = (sums[after] - sums[:-1]) + gutter * (after - here - 1)
    squeezed = (natural > wanted / SQUEEZED) & (after - here > 1)
    after = np.where(squeezed, after - 1, after)
    chain = np.maximum(after, here + 1).tolist()
    starts: list[int] = []
    for first, end in zip(firsts.tolist(), ends.tolist(), strict=True):
        row = first
        while row < end:
            starts.append(row)
            row = chain[row]
    return np.asarray(starts, dtype=np.int64)


def _row_heights(
    sums: NDArray[np.float64],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    *,
    room: tuple[int, int],
    row_height: int,
) -> NDArray[np.int64]:
    """Return the height at which each row fills ``room`` (width, gutter); ragged last rows get the wished one."""
    if not len(starts):
        return np.zeros(0, dtype=np.int64)
    section_ends = ends[np.searchsorted(ends, starts, side="right")]
    row_ends = np.minimum(np.append(starts[1:], ends[-1]), section_ends)
    width, gutter = room
    filling = (width - gutter * (row_ends - starts - 1)) / (sums[row_ends] - sums[starts])
    ragged = (filling > row_height * STRETCHED) | ((row_ends == section_ends) & (filling > row_height))
    heights = np.where(ragged, row_height, filling)
    return np.maximum(1, np.rint(heights)).astype(np.int64)
