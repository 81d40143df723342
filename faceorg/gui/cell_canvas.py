"""A scrolling view that paints only the cells on screen; what a cell looks like is for its subclasses to say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QMargins, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from faceorg.gui.cell_layout import Box, RowLayout
from faceorg.gui.pictures import PictureKey, Pictures
from faceorg.gui.theme import Type, Weight, theme

LINE_STEP = 48
"""Pixels one wheel line scrolls."""
AHEAD = 1.0
"""Screens below (and half as many above) whose pictures are asked for in advance."""
RING_GAP, RING_WIDTH = 2, 2
"""The focus ring: pixels of page between it and the cell, and its own width."""
CAPTION_GAP = 12
"""Pixels between the title of a section and what stands beside it."""
_RING_REACH = RING_GAP + RING_WIDTH + 1
"""Pixels a ring reaches outside its cell."""


@dataclass(frozen=True, slots=True)
class CellState:
    """How a cell is to be painted."""

    hovered: bool = False
    pressed: bool = False
    selected: bool = False
    focused: bool = False
    drop_target: bool = False
    dragged: bool = False


class CellCanvas(QAbstractScrollArea):
    """Places, paints and scrolls cells, and asks for their pictures; knows nothing of mouse and keyboard.

    The model is one array of ids. Nothing is made per cell: the layout is arithmetic (``cell_layout``), and memory and
    time to paint depend on the size of the screen only.

    Attributes:
        ids: Shape (n,), int64, what the cells stand for, in display order.
        corner: Corner radius of a cell, for the focus ring.
        fit_height: True where the view is as high as its content and somebody else scrolls.
    """

    corner = 4
    fit_height = False

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures = pictures
        self.ids: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self.section_starts: NDArray[np.int64] | None = None
        self._margins = QMargins()
        self._layout: RowLayout | None = None
        self._shown_keys: dict[PictureKey, list[int]] = {}
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._ask_for_pictures)
        pictures.loaded.connect(self._on_picture_loaded)
        self._set_up()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if self.fit_height:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalScrollBar().setSingleStep(LINE_STEP)
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(self.backgroundRole().Base)

    # What subclasses say

    def make_layout(self, width: int) -> RowLayout:
        """Return the layout of ``ids`` in ``width`` pixels."""
        raise NotImplementedError

    def paint_cell(self, painter: QPainter, index: int, rect: QRectF, state: CellState) -> None:
        """Paint one cell into ``rect``."""
        raise NotImplementedError

    def picture_keys(self, index: int) -> Sequence[PictureKey]:
        """Return the pictures a cell shows."""
        del index
        return ()

    def section_text(self, section: int) -> tuple[str, str]:
        """Return title and caption of a section's header."""
        del section
        return "", ""

    def cell_name(self, index: int) -> str:
        """Return what a screen reader says for a cell, state included."""
        return str(int(self.ids[index]))

    def cell_state(self, index: int) -> CellState:
        """Return how a cell is to be painted now."""
        del index
        return CellState()

    # Content and geometry

    def set_margin(self, left: int, top: int, right: int, bottom: int) -> None:
        """Set the distance of the cells from the borders of the view."""
        self._margins = QMargins(left, top, right, bottom)
        self.relayout()

    def set_own_scroll_bar(self, *, shown: bool) -> None:
        """Show the scroll bar, or hide it where something else does its work."""
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if shown else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    @property
    def cells(self) -> RowLayout:
        """The layout now in force."""
        if self._layout is None:
            self._layout = self.make_layout(self.content_width())
        return self._layout

    def relayout(self) -> None:
        """Place all cells anew, keeping what is at the top of the view where it is."""
        anchor = self._anchor()
        self._layout = None
        self._update_scroll_bar()
        if anchor is not None and anchor[0] < len(self.ids):
            box = self.cells.box(anchor[0])
            self.verticalScrollBar().setValue(box.y + self._margins.top() - anchor[1])
        self._refresh()

    def cell_rect(self, index: int) -> QRect:
        """Return where a cell is in the viewport."""
        return self._to_viewport(self.cells.box(index))

    def index_at(self, position: QPointF) -> int | None:
        """Return the cell at a point of the viewport."""
        x, y = position.x(), position.y()
        if self.isRightToLeft():
            x = self.viewport().width() - x
        return self.cells.at(x - self._margins.left(), y + self._scrolled() - self._margins.top())

    def scroll_to(self, index: int, *, middle: bool = False) -> None:
        """Scroll as little as needed to show a cell, with its section's header if it is in the first row."""
        box = self.cells.box(index)
        row = self.cells.row_of(index)
        first_row = int(self.cells.starts[row]) in set(self.cells.sections[[self.cells.section_of(index)]].tolist())
        top = box.y + self._margins.top() - (self.cells.header if first_row else 0)
        bottom = box.y + box.h + self._margins.top()
        bar, page = self.verticalScrollBar(), self.viewport().height()
        if middle:
            bar.setValue((top + bottom - page) // 2)
        elif top < bar.value() + RING_GAP:
            bar.setValue(top - self._margins.top() if row == 0 else top - _RING_REACH)
        elif bottom > bar.value() + page - _RING_REACH:
            bar.setValue(
                bottom - page + max(_RING_REACH, self._margins.bottom() if row == len(self.cells.starts) - 1 else 0)
            )

    def scroll_to_section(self, section: int) -> None:
        """Bring the header of a section to the top of the view."""
        self.verticalScrollBar().setValue(int(self.cells.section_tops[section]))

    def top_section(self) -> int | None:
        """Return the section at the top of the view."""
        rows = self.cells.rows_between(self._scrolled(), self._scrolled() + self.viewport().height())
        return self.cells.section_of(int(self.cells.starts[rows[0]])) if len(rows) else None

    def content_width(self) -> int:
        """Return the pixels cells may take."""
        return max(1, self.viewport().width() - self._margins.left() - self._margins.right())

    def content_height(self) -> int:
        """Return the pixels all cells and margins take."""
        return self.cells.height + self._margins.top() + self._margins.bottom()

    def sizeHint(self) -> QSize:
        """As high as the content where somebody else scrolls."""
        return QSize(200, self.content_height()) if self.fit_height else super().sizeHint()

    def visible_cells(self, above: float = 0.0, below: float = 0.0) -> range:
        """Return the cells on screen, and those some screens above and below it."""
        page = self.viewport().height()
        top = self._scrolled() - self._margins.top()
        rows = self.cells.rows_between(top - above * page, top + page * (1 + below))
        if not len(rows):
            return range(0)
        return range(self.cells.row_cells(rows[0]).start, self.cells.row_cells(rows[-1]).stop)

    def update_cell(self, index: int | None) -> None:
        """Repaint one cell."""
        if index is not None and 0 <= index < len(self.ids):
            reach = _RING_REACH
            self.viewport().update(self.cell_rect(index).adjusted(-reach, -reach, reach, reach))

    def _scrolled(self) -> int:
        return 0 if self.fit_height else self.verticalScrollBar().value()

    def _to_viewport(self, box: Box) -> QRect:
        left = box.x + self._margins.left()
        if self.isRightToLeft():
            left = self.viewport().width() - left - box.w
        return QRect(left, box.y + self._margins.top() - self._scrolled(), box.w, box.h)

    def _anchor(self) -> tuple[int, int] | None:
        """Return the first visible cell and where it is in the viewport; None at the very top, which stays the top."""
        if self._layout is None or not self._scrolled() or not len(self.ids):
            return None
        visible = self.visible_cells()
        if not len(visible):
            return None
        return visible[0], self.cells.box(visible[0]).y + self._margins.top() - self._scrolled()

    def _update_scroll_bar(self) -> None:
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(page)
        bar.setRange(0, 0 if self.fit_height else max(0, self.content_height() - page))

    def _refresh(self) -> None:
        if self.fit_height:
            self.setFixedHeight(max(1, self.content_height()))
        self.viewport().update()
        self._asking.start()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cells for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.relayout()
        else:
            self._update_scroll_bar()
            self._asking.start()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Repaint at the new place; painting a screen from the cache costs less than finding out what can be kept."""
        del dx, dy
        self.viewport().update()
        self._asking.start()

    def changeEvent(self, event: QEvent) -> None:
        """Place the cells anew when the text size changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange}:
            self.relayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the headers and cells that reach into the dirty part."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = event.rect().top() - _RING_REACH + self._scrolled() - self._margins.top()
        bottom = event.rect().bottom() + 1 + _RING_REACH + self._scrolled() - self._margins.top()
        for section in self.cells.sections_between(top, bottom):
            self._paint_section(painter, section)
        focused: QRectF | None = None
        for index, rect in self._cells_between(top, bottom):
            state = self.cell_state(index)
            self.paint_cell(painter, index, rect, state)
            focused = rect if state.focused else focused
        if focused is not None:
            self.paint_ring(painter, focused)
        painter.end()

    def paint_ring(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the focus ring around a cell."""
        tokens = theme().tokens
        radius = theme().radius(self.corner)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, reach in ((tokens.page, RING_GAP / 2), (tokens.accent, RING_GAP + RING_WIDTH / 2)):
            painter.setPen(QPen(colour, RING_WIDTH))
            painter.drawRoundedRect(rect.adjusted(-reach, -reach, reach, reach), radius + reach, radius + reach)

    def _cells_between(self, top: float, bottom: float) -> Iterator[tuple[int, QRectF]]:
        for row in self.cells.rows_between(top, bottom):
            for index, box in zip(self.cells.row_cells(row), self.cells.row_boxes(row), strict=True):
                yield index, QRectF(self._to_viewport(box))

    def _paint_section(self, painter: QPainter, section: int) -> None:
        top = int(self.cells.section_tops[section])
        rect = QRectF(self._to_viewport(Box(0, top, self.content_width(), self.cells.header)))
        self.paint_header(painter, section, rect)

    def paint_header(self, painter: QPainter, section: int, rect: QRectF) -> None:
        """Paint a section's header: its title, and beside it, on the same base line, its caption."""
        title, caption = self.section_text(section)
        font, small = theme().font(Type.SECTION, Weight.SEMIBOLD), theme().font(Type.SMALL)
        metrics = theme().metrics(Type.SECTION, Weight.SEMIBOLD)
        base = rect.center().y() + metrics.capHeight() / 2
        width = metrics.horizontalAdvance(title)
        mirrored = self.isRightToLeft()
        painter.setFont(font)
        painter.setPen(theme().tokens.text)
        painter.drawText(QPointF(rect.right() - width if mirrored else rect.left(), base), title)
        painter.setFont(small)
        painter.setPen(theme().tokens.text2)
        small_metrics = theme().metrics(Type.SMALL)
        left = width + CAPTION_GAP
        caption = small_metrics.elidedText(caption, Qt.TextElideMode.ElideRight, max(0, int(rect.width() - left)))
        shift = rect.right() - left - small_metrics.horizontalAdvance(caption) if mirrored else rect.left() + left
        painter.drawText(QPointF(shift, base), caption)

    # Pictures

    def _ask_for_pictures(self) -> None:
        if not self.isVisible():
            self.pictures.want(self, ())
            return
        near = self.visible_cells()
        around = self.visible_cells(AHEAD / 2, AHEAD)
        order = [*near, *range(near.stop, around.stop), *range(near.start - 1, around.start - 1, -1)]
        self._shown_keys = {}
        for index in near:
            for key in self.picture_keys(index):
                self._shown_keys.setdefault(key, []).append(index)
        self.pictures.want(self, [key for index in order for key in self.picture_keys(index)])

    def _on_picture_loaded(self, key: PictureKey) -> None:
        for index in self._shown_keys.get(key, ()):
            self.update_cell(index)

    def event(self, event: QEvent) -> bool:
        """Ask for pictures when shown, and for none any more when hidden."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.Hide}:
            self._asking.start()
        return super().event(event)

    def global_point(self, index: int) -> QPoint:
        """Return a point on screen inside a cell, for menus opened by the keyboard."""
        return self.viewport().mapToGlobal(self.cell_rect(index).center())
