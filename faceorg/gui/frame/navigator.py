"""Makes pages when they are first needed, shows one at a time, and remembers the way back."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from faceorg.gui.desk import Desk
from faceorg.gui.page_names import PageName
from faceorg.gui.pages import Page, entry_of

LONGEST_TRAIL = 20
"""Steps back that are remembered."""


class Navigator(QObject):
    """Two stacks: pages inside the frame, and pages that take the whole window (welcome, viewer)."""

    shown = Signal(object)

    def __init__(self, desk: Desk, framed: QStackedWidget, whole: QStackedWidget) -> None:
        super().__init__(whole)
        self._desk, self._framed, self._whole = desk, framed, whole
        self._pages: dict[PageName, Page] = {}
        self._trail: list[PageName] = []
        self.current: Page | None = None

    def page(self, name: PageName) -> Page:
        """Return a page, made now if it was not there."""
        if name not in self._pages:
            kind = entry_of(name).load()
            page = kind(self._desk)
            (self._whole if kind.whole_window else self._framed).addWidget(page)
            self._pages[name] = page
        return self._pages[name]

    def made(self) -> list[Page]:
        """Return all pages that were made so far."""
        return list(self._pages.values())

    def show(self, name: PageName, *, remember: bool = True) -> Page:
        """Show a page and give it the focus."""
        page, before = self.page(name), self.current
        if before is not None and before is not page:
            before.leave()
            if remember:
                self._trail = [*self._trail[1 - LONGEST_TRAIL :], before.name]
        self.current = page
        page.enter()
        self._raise(page)
        if before is not page:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit(page)
        return page

    def back(self) -> None:
        """Close what is open on the page, else go back to the page before."""
        if self.current is None or self.current.go_back() or not self._trail:
            return
        self.show(self._trail.pop(), remember=False)

    def forget_way(self) -> None:
        """Begin a new way: the page now shown was chosen in the sidebar."""
        self._trail.clear()

    def _raise(self, page: Page) -> None:
        if page.whole_window:
            self._whole.setCurrentWidget(page)
            return
        self._framed.setCurrentWidget(page)
        frame: QWidget | None = self._framed
        while frame is not None and frame.parentWidget() is not self._whole:
            frame = frame.parentWidget()
        if frame is not None:
            self._whole.setCurrentWidget(frame)
