"""Outline icons in the colours of the theme; the SVGs are Lucide's, in ``resources/icons`` with their licence."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from faceorg.core.paths import resource
from faceorg.gui.theme import DISABLED_ALPHA, theme

STROKE = 1.75
"""Line width of an icon on its 24-unit grid."""
THIN_STROKE = 1.25
"""Line width of the large icons of empty pages."""
SIZE = 18
"""Usual size of an icon in pixels at 100 %."""
MARK_RADIUS = 0.26
"""Corner radius of the app mark as a fraction of its side."""
MARK_INSET = 0.19
"""Distance of the face in the app mark from its border, as a fraction of its side."""
RATIOS = (1.0, 2.0)
"""Device pixel ratios an icon is made for; Qt scales down from the next larger."""


@cache
def _drawing(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


@cache
def _picture(name: str, colour: str, size: int, ratio: float, stroke: float) -> QPixmap:
    svg = _drawing(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon_pixmap(
    name: str, colour: QColor, size: int = SIZE, ratio: float | None = None, stroke: float = STROKE
) -> QPixmap:
    """Return the icon called ``name`` in one colour; ``ratio`` None takes the sharpest screen's."""
    if ratio is None:
        application = QGuiApplication.instance()
        ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    if colour.alphaF() == 1.0:
        return _picture(name, colour.name(), size, ratio, stroke)
    return _faded(_picture(name, colour.name(), size, ratio, stroke), colour.alphaF())


def _faded(pixmap: QPixmap, opacity: float) -> QPixmap:
    faded = QPixmap(pixmap.size())
    faded.setDevicePixelRatio(pixmap.devicePixelRatio())
    faded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(faded)
    painter.setOpacity(opacity)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return faded


def icon(name: str, role: str = "text2", size: int = SIZE, on_role: str = "accent_text") -> QIcon:
    """Return a QIcon in the theme's colours now; a widget asks again when the theme changes."""
    colours = (
        (QIcon.Mode.Normal, QIcon.State.Off, theme().colour(role)),
        (QIcon.Mode.Normal, QIcon.State.On, theme().colour(on_role)),
        (QIcon.Mode.Disabled, QIcon.State.Off, theme().colour(role, DISABLED_ALPHA)),
    )
    made = QIcon()
    for mode, state, colour in colours:
        for ratio in RATIOS:
            made.addPixmap(icon_pixmap(name, colour, size, ratio), mode, state)
    return made


def app_mark(size: int, ratio: float = 1.0) -> QPixmap:
    """Return the mark of the program: a face in view-finder corners on a rounded square in accent."""
    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    tokens = theme().tokens
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.accent)
    painter.drawRoundedRect(QRectF(0, 0, side, side), side * MARK_RADIUS, side * MARK_RADIUS)
    inset = round(side * MARK_INSET)
    inner = side - 2 * inset
    painter.drawPixmap(inset, inset, icon_pixmap("scan-face", tokens.on_accent, inner, 1.0, stroke=2.25))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def window_icon() -> QIcon:
    """Return the icon of the window in the sizes desktops ask for."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(app_mark(size))
    return made


def icon_size(size: int = SIZE) -> QSize:
    """Return a square size for ``setIconSize``."""
    return QSize(size, size)
