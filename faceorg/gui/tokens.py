"""The colours of the window as frozen roles, so that code asks for a role and never for a hex value."""

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """One complete set of colours.

    Attributes:
        page: Page behind photos; ``side`` the sidebar; ``bar`` toolbar, activity bar and panels.
        raised: Buttons and popovers; ``field`` inputs.
        text: Everything read; ``text2`` counts and icons; ``text3`` placeholders.
        line: Hairlines, decoration only; ``edge`` borders that mean something.
        accent: The one primary button of a page, focus, progress; ``on_accent`` is written on it.
        accent_bg: Fill of the current row; ``accent_text`` links and text on it.
        good: Small icons and words of success; ``bad`` of failure, ``warn`` of problems.
        skeleton: A tile that is not loaded yet.
        canvas: Surround of the viewer, dark in both themes.
        dark: True in the two dark sets.
        high_contrast: True in the two sets for people who need it.
    """

    page: QColor
    side: QColor
    bar: QColor
    raised: QColor
    field: QColor
    text: QColor
    text2: QColor
    text3: QColor
    line: QColor
    edge: QColor
    hover: QColor
    press: QColor
    accent: QColor
    on_accent: QColor
    accent_bg: QColor
    accent_text: QColor
    good: QColor
    bad: QColor
    warn: QColor
    skeleton: QColor
    toast: QColor
    toast_text: QColor
    toast_undo: QColor
    canvas: QColor
    canvas_text: QColor
    canvas_text2: QColor
    canvas_accent: QColor
    dark: bool
    high_contrast: bool

    def role(self, name: str) -> QColor:
        """Return the colour with the given role name."""
        colour = getattr(self, name)
        if not isinstance(colour, QColor):
            raise KeyError(name)
        return colour

    def roles(self) -> dict[str, str]:
        """Return every colour role as ``#rrggbb``, for the style sheet."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value.name() for name, value in values.items() if isinstance(value, QColor)}


def _tokens(columns: str, *, dark: bool, high_contrast: bool) -> Tokens:
    names = [field.name for field in fields(Tokens) if field.name not in {"dark", "high_contrast"}]
    colours = {name: QColor(value) for name, value in zip(names, columns.split(), strict=True)}
    return Tokens(**colours, dark=dark, high_contrast=high_contrast)


# Columns in the order of the fields of Tokens; values from the look table of the design.
LIGHT = _tokens(
    "#FFFFFF #F4F4F5 #FAFAFA #FFFFFF #FFFFFF #1B1B1F #57575F #6A6A73 #E3E3E6 #8C8C95 #EDEDEF #E1E1E5"
    " #2557C7 #FFFFFF #E6EDFB #1F4CB0 #1B6E3C #B3261E #855300 #E9E9EC #2B2B30 #F4F4F6 #A9C4FF"
    " #121214 #F1F1F3 #B5B5BD #8FB3FF",
    dark=False,
    high_contrast=False,
)
DARK = _tokens(
    "#18181A #202023 #1D1D20 #2A2A2E #26262A #F1F1F3 #B5B5BD #9C9CA5 #343439 #7C7C86 #2C2C31 #37373D"
    " #8FB3FF #0C1B3D #22304F #A9C4FF #7BD69B #FF9C93 #F0BE6A #2A2A2E #2B2B30 #F4F4F6 #A9C4FF"
    " #121214 #F1F1F3 #B5B5BD #8FB3FF",
    dark=True,
    high_contrast=False,
)
CONTRAST_LIGHT = _tokens(
    "#FFFFFF #FFFFFF #FFFFFF #FFFFFF #FFFFFF #000000 #000000 #333333 #000000 #000000 #E6E6E6 #CCCCCC"
    " #0033A8 #FFFFFF #D6E2FF #00257A #00511F #8A0000 #5A3500 #E6E6E6 #000000 #FFFFFF #A9C4FF"
    " #000000 #F1F1F3 #B5B5BD #8FB3FF",
    dark=False,
    high_contrast=True,
)
CONTRAST_DARK = _tokens(
    "#000000 #000000 #000000 #000000 #000000 #FFFFFF #FFFFFF #CCCCCC #FFFFFF #FFFFFF #2B2B2B #454545"
    " #FFD75E #000000 #3D3000 #FFE08A #8CFFB0 #FFB3AD #FFD75E #2B2B2B #FFFFFF #000000 #00257A"
    " #000000 #F1F1F3 #B5B5BD #8FB3FF",
    dark=True,
    high_contrast=True,
)
