"""The years at the right edge: how full each month is, where one is, and a jump to anywhere."""

import numpy as np
from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceorg.gui import words
from faceorg.gui.photos.months import MONTHS_A_YEAR, Months
from faceorg.gui.theme import Type, Weight, theme

WIDTH = 56
MARGIN = 16
"""Pixels above the first and below the last month."""
LABEL_SPACE = 30
"""Least pixels between two years that are written out."""
TICK_MIN, TICK_MAX = 4, 22
RIGHT = 16
MID_YEAR = 5.5
"""A year is written at its middle, counted in months."""
HALF_LINE = 9
"""Pixels around a written year that are kept free."""
BUBBLE_HEIGHT = 24
BUBBLE_SECONDS = 1


class Bubble(QWidget):
    """The month beside the scrubber while one scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, text: str, right_middle: QPoint) -> None:
        """Show a month with its right edge at a point of the parent."""
        self._text = text
        width = theme().metrics(Type.SMALL, Weight.SEMIBOLD).horizontalAdvance(text) + 16
        self.setGeometry(right_middle.x() - width, right_middle.y() - BUBBLE_HEIGHT // 2, width, BUBBLE_HEIGHT)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text on accent."""
        del event
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent)
        painter.drawRoundedRect(QRectF(self.rect()), theme().radius(6), theme().radius(6))
        painter.setPen(tokens.on_accent)
        painter.setFont(theme().font(Type.SMALL, Weight.SEMIBOLD))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class Scrubber(QWidget):
    """Time runs evenly from the top of the strip to its bottom, in the order of the grid."""

    month_chosen = Signal(int)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._months: Months | None = None
        self._section = 0
        self._bubble = Bubble(page)
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.setInterval(BUBBLE_SECONDS * 1000)
        self._fading.timeout.connect(self._bubble.hide)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Years"))

    def sizeHint(self) -> QSize:
        """As wide as it is drawn."""
        return QSize(WIDTH, 200)

    def set_months(self, months: Months) -> None:
        """Show other months; one month alone needs no scrubber."""
        self._months = months
        self._section = min(self._section, max(0, len(months) - 1))
        self.setVisible(len(months) > 1)
        self.update()

    def set_section(self, section: int) -> None:
        """Mark the month at the top of the grid."""
        if section != self._section:
            self._section = section
            self.update()
            if self.isVisible():
                self._show_bubble(section)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to the pressed month."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._jump(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a drag; without one only show the month under the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._jump(event.position().y())
        elif self._months is not None and len(self._months):
            self._show_bubble(self._section_at(event.position().y()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ticks, the years, and where one is."""
        del event
        if self._months is None or len(self._months) < 2:  # noqa: PLR2004
            return
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        labelled = self._paint_years(painter)
        fullest = int(self._months.counts.max())
        painter.setPen(QPen(tokens.edge, 1))
        for place, number in enumerate(self._months.numbers):
            y = round(self._y_of(float(number))) + 0.5
            if any(abs(y - other) < HALF_LINE for other in labelled):
                continue
            length = TICK_MIN + (TICK_MAX - TICK_MIN) * int(self._months.counts[place]) / fullest
            self._paint_tick(painter, y, length)
        painter.setPen(QPen(tokens.accent, 2))
        here = round(self._y_of(float(self._months.numbers[self._section])))
        painter.drawLine(0, here, self.width(), here)
        painter.end()

    def _paint_tick(self, painter: QPainter, y: float, length: float) -> None:
        start = RIGHT if self.isRightToLeft() else self.width() - RIGHT
        end = start + length if self.isRightToLeft() else start - length
        painter.drawLine(round(start), int(y), round(end), int(y))

    def _paint_years(self, painter: QPainter) -> list[float]:
        """Paint as many years as there is room for and return where they are."""
        years = self._months.years() if self._months is not None else None
        if years is None:
            return []
        painter.setFont(theme().font(Type.TINY))
        painter.setPen(theme().tokens.text2)
        apart = abs(self._y_of(MONTHS_A_YEAR) - self._y_of(0))
        step = max(1, int(np.ceil(LABEL_SPACE / max(apart, 0.1))))
        here = self._y_of(float(self._months.numbers[self._section])) if self._months is not None else 0.0
        places = []
        for year in range(years[1], years[0] - 1, -step):
            middle = self._y_of(min(max(year * MONTHS_A_YEAR + MID_YEAR, self._first()), self._last()))
            if abs(middle - here) < HALF_LINE:
                continue
            rect = QRectF(0, middle - 10, self.width() - RIGHT, 20)
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(year))
            places.append(middle)
        return places

    def _first(self) -> int:
        return int(self._months.numbers.min()) if self._months is not None else 0

    def _last(self) -> int:
        return int(self._months.numbers.max()) if self._months is not None else 0

    def _y_of(self, number: float) -> float:
        if self._months is None:
            return 0.0
        span = max(1, self._last() - self._first())
        share = (number - self._first()) / span
        if self._months.numbers[0] > self._months.numbers[-1]:
            share = 1 - share
        return MARGIN + share * (self.height() - 2 * MARGIN)

    def _section_at(self, y: float) -> int:
        if self._months is None:
            return 0
        share = (y - MARGIN) / max(1, self.height() - 2 * MARGIN)
        if self._months.numbers[0] > self._months.numbers[-1]:
            share = 1 - share
        return self._months.nearest(self._first() + share * (self._last() - self._first()))

    def _jump(self, y: float) -> None:
        if self._months is not None and len(self._months):
            section = self._section_at(y)
            self.month_chosen.emit(section)
            self._show_bubble(section)

    def _show_bubble(self, section: int) -> None:
        if self._months is None:
            return
        number = int(self._months.numbers[section])
        page = self._bubble.parentWidget()
        if page is not None:
            point = self.mapTo(page, QPoint(-4, round(self._y_of(number))))
            self._bubble.say(words.month_and_year(number), point)
            self._fading.start()
