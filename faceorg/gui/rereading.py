"""When a page reads again what it shows: soon while it is seen, and otherwise when it is entered the next time."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

READ_AGAIN_MS = 400
"""While photos are searched, what pages show changes many times a second; they follow at this pace."""


class Rereading(QTimer):
    """Says when a page has to read.

    Attributes:
        is_due: Whether something changed since the page read, or it never did.
    """

    wanted = Signal()

    def __init__(self, page: QWidget, milliseconds: int = READ_AGAIN_MS) -> None:
        super().__init__(page, singleShot=True, interval=milliseconds)
        self._page = page
        self.is_due = True
        self.timeout.connect(self.now)

    def now(self) -> None:
        """Have the page read at once."""
        self.is_due = False
        self.wanted.emit()

    def if_due(self) -> None:
        """Have the page read if something changed since it did."""
        if self.is_due:
            self.now()

    def when_entered(self) -> None:
        """Note that something changed, for the next time the page is entered."""
        self.is_due = True

    def soon(self) -> None:
        """Note that something changed; a page that is seen reads it in a moment."""
        self.when_entered()
        if self._page.isVisible() and not self.isActive():
            self.start()
