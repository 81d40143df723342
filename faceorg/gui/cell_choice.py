"""Cells with a current one and a selection, both of which follow the ids when other cells are shown."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from faceorg.gui.cell_access import announce
from faceorg.gui.cell_canvas import CellCanvas, CellState
from faceorg.gui.cell_layout import RowLayout
from faceorg.gui.pictures import Pictures


class CellChoice(CellCanvas):
    """Adds a current cell and a selection to ``CellCanvas``; how a person changes them is for ``CellView``.

    Attributes:
        selectable: Whether cells can be selected.
        current: Index of the current cell, -1 while there is none.
    """

    current_changed = Signal(int)
    selection_changed = Signal()

    selectable = True

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(pictures, parent)
        self.current = -1
        self._selected: NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)
        self._range_start = -1
        self._hovered: int | None = None
        self._pressed: int | None = None
        self._dragged: int | None = None
        self._drop_target: int | None = None
        self._ring = False

    def set_cells(
        self,
        ids: NDArray[np.int64],
        section_starts: NDArray[np.int64] | None = None,
        layout: RowLayout | None = None,
    ) -> None:
        """Show other cells; the current one, the selection and the place in the view follow the ids.

        Args:
            ids: What the cells stand for, shape (n,), in display order.
            section_starts: First cell of each section, ascending from 0; None is one section without a header.
            layout: The layout for the present width, where a background thread made it already.
        """
        current_id = int(self.ids[self.current]) if 0 <= self.current < len(self.ids) else None
        kept = self.ids[self._selected]
        top = self._top_id()
        self.ids = np.asarray(ids, dtype=np.int64)
        self.section_starts = section_starts
        self._selected = np.isin(self.ids, kept) if len(kept) else np.zeros(len(self.ids), dtype=np.bool_)
        self._hovered = self._pressed = self._drop_target = None
        self.current = self._index_of(current_id)
        self._range_start = self.current
        self._layout = layout
        self._update_scroll_bar()
        self._restore_top(top)
        self._refresh()
        if bool(len(kept)) != bool(self._selected.any()):
            self.selection_changed.emit()

    def set_current(self, index: int, *, ring: bool = True) -> None:
        """Move to a cell and scroll it into view."""
        if not 0 <= index < len(self.ids):
            return
        before, self.current = self.current, index
        self._ring = ring
        self.update_cell(before)
        self.scroll_to(index)
        self.update_cell(index)
        announce(self, self.cell_name(index))
        self.current_changed.emit(index)

    def is_selected(self, index: int) -> bool:
        """Return whether a cell is selected."""
        return bool(self._selected[index])

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected cells in display order."""
        return [int(number) for number in self.ids[self._selected]]

    def selected_count(self) -> int:
        """Return how many cells are selected."""
        return int(self._selected.sum())

    def select_all(self) -> None:
        """Select every cell."""
        self._select(slice(None), chosen=True)

    def clear_selection(self) -> None:
        """Select nothing."""
        self._select(slice(None), chosen=False)

    def toggle(self, index: int) -> None:
        """Select or unselect one cell."""
        self._range_start = index
        self._select(index, chosen=not self._selected[index])
        announce(self, self.cell_name(index))

    def select_range(self, first: int, last: int) -> None:
        """Select the cells between two, both included, and nothing else."""
        self._selected[:] = False
        self._select(slice(min(first, last), max(first, last) + 1), chosen=True)

    def cell_state(self, index: int) -> CellState:
        """Return how a cell is to be painted now."""
        return CellState(
            hovered=index == self._hovered,
            pressed=index == self._pressed,
            selected=bool(self._selected[index]),
            focused=index == self.current and self._ring and self.hasFocus(),
            drop_target=index == self._drop_target,
            dragged=index == self._dragged,
        )

    def _select(self, which: int | slice, *, chosen: bool) -> None:
        if self.selectable:
            self._selected[which] = chosen
            self.viewport().update()
            self.selection_changed.emit()

    def _index_of(self, cell_id: int | None) -> int:
        if cell_id is None:
            return -1
        places = np.flatnonzero(self.ids == cell_id)
        return int(places[0]) if len(places) else -1

    def _top_id(self) -> tuple[int, int] | None:
        anchor = self._anchor()
        return None if anchor is None else (int(self.ids[anchor[0]]), anchor[1])

    def _restore_top(self, top: tuple[int, int] | None) -> None:
        index = -1 if top is None else self._index_of(top[0])
        if top is not None and index >= 0:
            self.verticalScrollBar().setValue(self.cells.box(index).y + self._margins.top() - top[1])
