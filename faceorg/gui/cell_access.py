"""What a screen reader sees of a painted view: a list with one item a visible cell, and the current cell read out."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleEvent

if TYPE_CHECKING:
    from faceorg.gui.cell_view import CellView


def make_accessible(view: "CellView") -> None:
    """Give a new view a name a screen reader can say."""
    view.setAccessibleDescription(view.tr("Arrow keys move, Enter opens"))


def announce_current(view: "CellView") -> None:
    """Tell a screen reader which cell is the current one now."""
    if not QAccessible.isActive():
        return
    view.setAccessibleDescription(view.cell_name(view.current))
    QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.DescriptionChanged))
