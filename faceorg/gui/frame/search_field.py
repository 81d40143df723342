"""The search field of the toolbar: type a name, get the person."""

from functools import partial

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from faceorg.core.ids import PersonId
from faceorg.core.records import NameSuggestion
from faceorg.gui.desk import Desk
from faceorg.gui.escape import claims_escape
from faceorg.gui.icons import icon_pixmap
from faceorg.gui.naming.completion import NameChoice, known_choices
from faceorg.gui.naming.popup import CompletionPopup
from faceorg.gui.theme import theme
from faceorg.gui.widgets.keycaps import cap_size, paint_cap

ICON = 16
KEYS = "Ctrl K"
LEFT = 34
"""Pixels kept free for the magnifying glass."""
RIGHT = 60
"""Pixels kept free for the key cap."""


class SearchField(QLineEdit):
    """Completes the names of people; Enter opens the page of the person that is highlighted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._popup: CompletionPopup | None = None
        self._asked = 0
        self.setPlaceholderText(self.tr("Search names"))
        self.setAccessibleName(self.placeholderText())
        self.setTextMargins(LEFT - 9, 0, RIGHT - 9, 0)
        self.setAcceptDrops(False)
        self.textEdited.connect(self._on_edited)

    def begin(self) -> None:
        """Take the focus, ready for a new search."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Take Esc before the window does."""
        return claims_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle Enter, arrows and Esc; everything else is editing."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_highlighted()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self._popup is not None and self._popup.isVisible():
            self._popup.move_highlight(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list."""
        super().focusOutEvent(event)
        if self._popup is not None:
            self._popup.hide()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, its icon, and the key that leads here."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored, middle = self.isRightToLeft(), self.height() / 2
        picture = icon_pixmap("search", theme().tokens.text2, ICON)
        painter.drawPixmap(QPointF(self.width() - 11 - ICON if mirrored else 11, middle - ICON / 2), picture)
        if not self.hasFocus():
            width = cap_size(KEYS).width()
            paint_cap(painter, QPointF(10 if mirrored else self.width() - 10 - width, middle), KEYS)
        painter.end()

    def _on_edited(self, text: str) -> None:
        self._asked += 1
        if text.strip():
            call = partial(self._desk.library.complete_name, text.strip(), ())
            self._desk.bridge.ask(call, partial(self._on_suggestions, self._asked), self)
        elif self._popup is not None:
            self._popup.hide()

    def _on_suggestions(self, asked: int, suggestions: list[NameSuggestion]) -> None:
        if asked != self._asked or not self.hasFocus():
            return
        popup = self._list()
        choices = known_choices(suggestions)
        popup.offer(self.text().strip(), choices)
        if choices:
            popup.place_under(self)
            popup.highlight(0)
        else:
            popup.hide()

    def _list(self) -> CompletionPopup:
        if self._popup is None:
            self._popup = CompletionPopup(self._desk, self.window())
            self._popup.chosen.connect(self._open)
        return self._popup

    def _open_highlighted(self) -> None:
        choice = self._popup.highlighted() if self._popup is not None and self._popup.isVisible() else None
        if choice is not None:
            self._open(choice)

    def _open(self, choice: NameChoice) -> None:
        if choice.person is not None:
            self.clear()
            self._list().hide()
            self._desk.open_person(PersonId(choice.person))

    def _leave(self) -> None:
        if self._popup is not None and self._popup.isVisible():
            self._popup.hide()
        else:
            self.clear()
            self.clearFocus()
