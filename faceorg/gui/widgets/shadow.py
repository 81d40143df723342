"""The soft shadow of things that float: drawn once a theme as a small picture and stretched, no blur effect."""

from functools import cache

from PySide6.QtCore import QMargins, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from faceorg.gui.theme import theme

BLUR = 24
DROP = 8
"""The shadow lies this many pixels lower than its card and fades over BLUR."""
DARK_OPACITY, LIGHT_OPACITY = 0.55, 0.16
SHADOW_MARGINS = QMargins(BLUR, BLUR - DROP, BLUR, BLUR + DROP)
"""Room a widget leaves around its card for the shadow."""
_CORE = 40
"""Pixels of the picture's unfaded middle."""
_PATCH = 2 * BLUR + _CORE
_PIECE = BLUR + BLUR // 2 + 2
"""Width of a corner piece: the fading border and the innermost rounding; what lies between is stretched."""


def paint_shadow(painter: QPainter, card: QRectF) -> None:
    """Paint the shadow around where a card will be; none in high contrast, where lines do that work."""
    tokens = theme().tokens
    if tokens.high_contrast:
        return
    picture = _picture(DARK_OPACITY if tokens.dark else LIGHT_OPACITY)
    target = card.toRect().adjusted(-BLUR, -BLUR + DROP, BLUR, BLUR + DROP)
    source_lines = _stops(_PATCH, 0, _PIECE)
    columns = _stops(target.width(), target.left(), min(_PIECE, target.width() // 2))
    rows = _stops(target.height(), target.top(), min(_PIECE, target.height() // 2))
    for (y0, y1), (v0, v1) in zip(rows, source_lines, strict=True):
        for (x0, x1), (u0, u1) in zip(columns, source_lines, strict=True):
            painter.drawPixmap(QRect(x0, y0, x1 - x0, y1 - y0), picture, QRect(u0, v0, u1 - u0, v1 - v0))


def _stops(length: int, start: int, piece: int) -> list[tuple[int, int]]:
    """Return the three strips, corner, middle and corner, of a length."""
    return [(start, start + piece), (start + piece, start + length - piece), (start + length - piece, start + length)]


@cache
def _picture(opacity: float) -> QPixmap:
    """Return the shadow of a small square: many thin outlines whose sum falls off like a blur."""
    pixmap = QPixmap(_PATCH, _PATCH)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    for step in range(BLUR + 1):
        colour = QColor(0, 0, 0)
        colour.setAlphaF(opacity * (step / BLUR) ** 2)
        painter.setBrush(colour)
        side = _PATCH - 2 * step
        radius = BLUR - step * 0.5
        painter.drawRoundedRect(QRectF(step, step, side, side), radius, radius)
    painter.end()
    return pixmap
