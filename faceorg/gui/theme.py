"""Chooses the colours and fonts of the window and hands them to Qt as palette and style sheet."""

import os
from enum import Enum, StrEnum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from faceorg.core.paths import resource
from faceorg.gui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Tokens

THEME_VARIABLE = "FACEORG_THEME"
"""Environment variable that fixes the theme, for screenshots: light, dark, contrast-light or contrast-dark."""
CONTRAST_RADIUS = 4
"""Largest corner radius in the high-contrast sets."""
DISABLED_ALPHA = 0.4
"""Opacity of everything that is disabled."""


class ThemeName(StrEnum):
    """What a person can ask for; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"


class Type(Enum):
    """Sizes of text, as factors of the application font, so that the user's text size holds."""

    BODY = 1.0
    SMALL = 0.9
    TINY = 0.85
    SECTION = 1.3
    TITLE = 1.8


class Weight(Enum):
    """The three weights in use: text, buttons and names, titles."""

    NORMAL = QFont.Weight.Normal
    MEDIUM = QFont.Weight.Medium
    SEMIBOLD = QFont.Weight.DemiBold


_SETS = {
    ThemeName.LIGHT: LIGHT,
    ThemeName.DARK: DARK,
    ThemeName.CONTRAST_LIGHT: CONTRAST_LIGHT,
    ThemeName.CONTRAST_DARK: CONTRAST_DARK,
}


class Theme(QObject):
    """The look now in force; widgets that paint read ``tokens`` when they paint.

    Qt itself repaints every widget after the palette changes; ``changed`` is for those that cache tinted pictures.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.tokens: Tokens = LIGHT
        self._name = ThemeName.SYSTEM
        self._base_font = QFont(QApplication.font())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    def use(self, name: ThemeName = ThemeName.SYSTEM) -> None:
        """Switch to a theme; SYSTEM gives way to the environment variable and then to the desktop."""
        wish = os.environ.get(THEME_VARIABLE, "")
        self._name = ThemeName(wish) if name is ThemeName.SYSTEM and wish else name
        self.tokens = _SETS.get(self._name) or _system_tokens()
        self._give_to_qt()
        self.changed.emit()

    def font(self, kind: Type = Type.BODY, weight: Weight = Weight.NORMAL) -> QFont:
        """Return the font for a size and weight, with tabular digits so that counts do not jump."""
        font = QFont(self._base_font)
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * kind.value)
        else:
            font.setPixelSize(round(font.pixelSize() * kind.value))
        font.setWeight(weight.value)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def metrics(self, kind: Type = Type.BODY, weight: Weight = Weight.NORMAL) -> QFontMetrics:
        """Return the metrics of ``font(kind, weight)``."""
        return QFontMetrics(self.font(kind, weight))

    def radius(self, wanted: int) -> int:
        """Return a corner radius; in high contrast none is above 4."""
        return min(wanted, CONTRAST_RADIUS) if self.tokens.high_contrast else wanted

    def colour(self, role: str, opacity: float = 1.0) -> QColor:
        """Return the colour of a role, with an opacity of 0-1."""
        colour = QColor(self.tokens.role(role))
        colour.setAlphaF(opacity)
        return colour

    def _on_system_changed(self) -> None:
        if self._name is ThemeName.SYSTEM:
            self.use(ThemeName.SYSTEM)

    def _give_to_qt(self) -> None:
        QApplication.setStyle("Fusion")
        QApplication.setPalette(_palette(self.tokens))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setStyleSheet(_style_sheet(self))


@cache
def _template() -> str:
    return resource("styles/faceorg.qss").read_text(encoding="utf-8")


def _style_sheet(theme: Theme) -> str:
    sheet = _template()
    radii = {f"radius{n}": str(theme.radius(n)) for n in (4, 5, 6, 8, 10, 12)}
    disabled = {
        f"{role}_off": theme.colour(role, DISABLED_ALPHA).name(QColor.NameFormat.HexArgb)
        for role in ("text", "text2", "accent", "edge", "line")
    }
    for role, value in (theme.tokens.roles() | radii | disabled).items():
        sheet = sheet.replace(f"@{role}@", value)
    return sheet


def _system_tokens() -> Tokens:
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() is Qt.ColorScheme.Dark
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    pairs = {
        role.Window: tokens.bar,
        role.Base: tokens.page,
        role.AlternateBase: tokens.side,
        role.WindowText: tokens.text,
        role.Text: tokens.text,
        role.ButtonText: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Button: tokens.raised,
        role.Light: tokens.raised,
        role.Midlight: tokens.hover,
        role.Mid: tokens.line,
        role.Dark: tokens.edge,
        role.Highlight: tokens.accent,
        role.Accent: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.BrightText: tokens.bad,
    }
    palette = QPalette()
    for key, colour in pairs.items():
        palette.setColor(key, colour)
    for key in (role.WindowText, role.Text, role.ButtonText):
        faded = QColor(tokens.text)
        faded.setAlphaF(DISABLED_ALPHA)
        palette.setColor(QPalette.ColorGroup.Disabled, key, faded)
    return palette


def theme() -> Theme:
    """Return the theme of the running application; made on the first call, before which nothing is styled."""
    application = QApplication.instance()
    if application is None:
        raise RuntimeError("the theme needs a QApplication")
    found = application.findChild(Theme)
    if found is not None:
        return found
    made = Theme(application)
    made.use()
    return made
