"""Buttons painted in the roles of the theme; behaviour, keyboard and accessibility are Qt's."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton, QWidget

from faceorg.gui.icons import icon, icon_pixmap, icon_size
from faceorg.gui.theme import DISABLED_ALPHA, Type, Weight, theme
from faceorg.gui.widgets.keycaps import cap_size, paint_cap

HEIGHTS = {"small": 28, "": 32, "large": 40}
"""Pixels of a button's height by size."""
PADDINGS = {"small": 10, "": 12, "large": 16}
"""Pixels beside a button's text by size."""
GAP = 8
"""Pixels between icon, text and key cap."""
ICON = 16
"""Pixels of the icon in a button."""
RADIUS = 6
FOCUS = 2
"""Width of the focus line."""
SWITCH = QSize(36, 20)
KNOB_INSET = 3
MARK_STEP = 4
"""Half the width of the small arrow of a menu button."""


class Button(QPushButton):
    """A button with an optional icon and key cap.

    ``kind`` is "primary" (one a page), "plain", "flat" or "link"; ``size`` is "small", "" or "large".
    """

    def __init__(
        self,
        text: str,
        icon: str | None = None,
        kind: str = "plain",
        keys: str = "",
        size: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind, self.keys, self.size_name = kind, keys, size
        self.icon_name, self.icon_role = icon, "text2"
        self.arrow = False
        self.setFont(theme().font(Type.SMALL if size == "small" else Type.BODY, Weight.MEDIUM))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme().changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self.setFont(theme().font(Type.SMALL if self.size_name == "small" else Type.BODY, Weight.MEDIUM))
        self.update()

    def set_icon_name(self, name: str | None) -> None:
        """Change the icon."""
        self.icon_name = name
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, text and key cap."""
        padding = 4 if self.kind == "link" else PADDINGS[self.size_name]
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * padding
        width += (ICON + GAP) if self.icon_name else 0
        width += (cap_size(self.keys).width() + GAP) if self.keys else 0
        width += (2 * MARK_STEP + GAP) if self.arrow else 0
        return QSize(width, HEIGHTS[self.size_name])

    def minimumSizeHint(self) -> QSize:
        """A button never loses a part of its text."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, focus line, and the content in the middle."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() or self.kind == "primary" else DISABLED_ALPHA)
        self._paint_ground(painter)
        self._paint_content(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        tokens = theme().tokens
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = theme().radius(RADIUS)
        fill, line = self._ground()
        painter.setBrush(fill)
        painter.setPen(QPen(line, 1) if line.alpha() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            primary = self.kind == "primary"
            inset = 2.5 if primary else 0.5
            painter.setPen(QPen(tokens.on_accent if primary else tokens.accent, 1.5 if primary else FOCUS))
            painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)

    def _ground(self) -> tuple[QColor, QColor]:
        tokens, nothing = theme().tokens, QColor(0, 0, 0, 0)
        pressed, hovered = self.isDown() or self.isChecked(), self.underMouse() and self.isEnabled()
        if self.kind == "primary" and not self.isEnabled():
            return tokens.hover, nothing  # a faded accent would hide its own words
        if self.kind == "primary":
            accent = QColor(tokens.accent)
            return (accent.darker(112) if pressed else accent.lighter(108) if hovered else accent), nothing
        if self.kind == "link":
            return nothing, nothing
        fill = tokens.press if pressed else tokens.hover if hovered else tokens.raised
        if self.kind == "flat":
            return (fill if pressed or hovered else nothing), nothing
        return fill, tokens.line

    def _colour(self) -> QColor:
        if self.kind == "primary" and not self.isEnabled():
            return theme().colour("text3")
        role = {"primary": "on_accent", "link": "accent_text"}.get(self.kind, "text")
        return theme().colour(role)

    def _paint_content(self, painter: QPainter) -> None:
        colour = self._colour()
        text_width = self.fontMetrics().horizontalAdvance(self.text())
        padding = 4 if self.kind == "link" else PADDINGS[self.size_name]
        x = max(0.0, (self.width() - self.sizeHint().width()) / 2) + padding
        if self.icon_name:
            tint = colour if self.kind == "primary" else theme().colour(self.icon_role)
            painter.drawPixmap(QPointF(x, (self.height() - ICON) / 2), icon_pixmap(self.icon_name, tint, ICON))
            x += ICON + GAP
        painter.setFont(self.font())
        painter.setPen(colour)
        painter.drawText(QRectF(x, 0, text_width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.kind == "link" and self.underMouse():
            line = self.height() / 2 + self.fontMetrics().ascent() / 2 + 1
            painter.drawLine(QPointF(x, line), QPointF(x + text_width, line))
        x += text_width + GAP
        if self.keys:
            paint_cap(painter, QPointF(x, self.height() / 2), self.keys, colour if self.kind == "primary" else None)
        if self.arrow:
            _paint_arrow(painter, QPointF(x + MARK_STEP, self.height() / 2))


def _paint_arrow(painter: QPainter, middle: QPointF) -> None:
    painter.setPen(QPen(theme().tokens.text2, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    step = MARK_STEP
    painter.drawPolyline(
        [middle + QPointF(-step, -step / 2), middle + QPointF(0, step / 2), middle + QPointF(step, -step / 2)]
    )


class IconButton(QToolButton):
    """A flat button that is only an icon; its name is its tool tip and what a screen reader says."""

    def __init__(self, icon: str, name: str, keys: str = "", *, side: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)
        self.setIconSize(icon_size())
        self.setFixedSize(side, side)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._role = "text2"
        self._dress()
        theme().changed.connect(self._dress)

    def set_icon_name(self, icon: str) -> None:
        """Change the icon."""
        self._icon_name = icon
        self._dress()

    def set_role(self, role: str) -> None:
        """Change the colour of the icon."""
        self._role = role
        self._dress()

    def _dress(self) -> None:
        self.setIcon(icon(self._icon_name, self._role))


class Switch(QAbstractButton):
    """An on/off switch with its text to the right."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setFont(theme().font(Type.SMALL))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the switch and its text."""
        return QSize(SWITCH.width() + GAP + self.fontMetrics().horizontalAdvance(self.text()) + 4, HEIGHTS[""])

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take that back."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track, the knob and the text."""
        del event
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else DISABLED_ALPHA)
        track = QRectF(2, (self.height() - SWITCH.height()) / 2, SWITCH.width(), SWITCH.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.accent if self.isChecked() else tokens.edge)
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        side = track.height() - 2 * KNOB_INSET
        left = track.right() - KNOB_INSET - side if self.isChecked() else track.left() + KNOB_INSET
        painter.setBrush(tokens.on_accent if self.isChecked() else tokens.page)
        painter.drawEllipse(QRectF(left, track.top() + KNOB_INSET, side, side))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.accent, FOCUS))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.setPen(tokens.text2)
        painter.setFont(self.font())
        text_rect = QRectF(track.right() + GAP, 0, self.width(), self.height())
        painter.drawText(text_rect, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
