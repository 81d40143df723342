"""The neighbours of the photo in a strip under it."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceorg.gui.pictures import PictureKey, Pictures, photo_key
from faceorg.gui.theme import theme

TILE_WIDTH, TILE_HEIGHT, GUTTER = 64, 56, 6
HEIGHT = 80
DIMMED = 0.6
"""Opacity of the neighbours."""


class Filmstrip(QWidget):
    """As many neighbours as there is room for, the photo shown in the middle."""

    chosen = Signal(int)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._ids: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._index = 0
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Photos before and after"))
        pictures.loaded.connect(self._on_loaded)

    def show_place(self, ids: NDArray[np.int64], index: int) -> None:
        """Show another place of a row of photos."""
        self._ids, self._index = ids, index
        self._ask()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its tiles with room around them."""
        return QSize(400, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for what became visible."""
        super().resizeEvent(event)
        self._ask()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the pressed photo."""
        for index, rect in self._tiles():
            if rect.contains(event.position()):
                self.chosen.emit(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tiles."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().tokens.canvas)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, rect in self._tiles():
            here = index == self._index
            painter.setOpacity(1.0 if here else DIMMED)
            self._pictures.paint(painter, rect, photo_key(int(self._ids[index])), theme().radius(4))
            if here:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme().tokens.canvas_accent, 2))
                painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 6, 6)
        painter.end()

    def _tiles(self) -> list[tuple[int, QRectF]]:
        step = TILE_WIDTH + GUTTER
        reach = self.width() // step // 2 + 1
        first, last = max(0, self._index - reach), min(len(self._ids), self._index + reach + 1)
        left = self.width() / 2 - TILE_WIDTH / 2
        top = (HEIGHT - TILE_HEIGHT) / 2
        sign = -1 if self.isRightToLeft() else 1
        return [
            (index, QRectF(left + sign * (index - self._index) * step, top, TILE_WIDTH, TILE_HEIGHT))
            for index in range(first, last)
        ]

    def _ask(self) -> None:
        nearest = sorted((index for index, _ in self._tiles()), key=lambda index: abs(index - self._index))
        self._pictures.want(self, [photo_key(int(self._ids[index])) for index in nearest])

    def _on_loaded(self, key: PictureKey) -> None:
        del key
        if self.isVisible():
            self.update()
