"""What a screen reader hears of a painted view: each cell that becomes the current one, in a sentence.

Qt wants accessible children that C++ owns and deletes; made in Python they do not survive that. So the view itself is
the accessible thing, and it speaks: what the cell is, its state, and its place.
"""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Say a sentence in a screen reader, if one is running; it also becomes the description of the widget."""
    widget.setAccessibleDescription(sentence)
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
