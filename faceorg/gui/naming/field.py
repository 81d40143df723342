"""The field in which a face gets its name; it proposes, completes, and never makes a person of a half-typed name."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMoveEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from faceorg.core.ids import FaceId, PersonId
from faceorg.core.packs import Certainty
from faceorg.core.records import NameSuggestion
from faceorg.gui.desk import Desk
from faceorg.gui.escape import claims_escape
from faceorg.gui.naming.completion import NameChoice, continued, offered_choices
from faceorg.gui.naming.popup import CompletionPopup

FACES_COMPARED = 24
"""Faces of a group the likeness is computed from; the first ones are the best, more change no ranking."""
WORTH_OFFERING = (Certainty.VERY_LIKELY, Certainty.LIKELY)
"""Likenesses that open the list before anything is typed."""
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NameField(QLineEdit):
    """A line edit with the list of known names under it.

    Enter takes the highlighted name; where no name matches it makes a new person. Ctrl+Enter always takes the text as
    it stands, so that "Anna" can be new beside "Annabel".

    Attributes:
        chosen_name: The name that was chosen last, also when it is that of a known person.
        completes: Whether known names are offered; without, Enter takes the text as it stands.
        makes_new: Whether a new person may be chosen.
        without: Somebody who is never offered, such as the one to be joined with another.
    """

    name_chosen = Signal(object)
    """A PersonId (int) of somebody known, or the name (str) of a new person."""
    cancelled = Signal()
    """Esc, while no list was open."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, placeholder: str = "") -> None:
        """Make an empty field; ``placeholder`` is "Who is this?" when empty."""
        super().__init__(parent)
        self._desk = desk
        self._faces: tuple[FaceId, ...] = ()
        self._request = 0
        self._typed = ""
        self._grew = False
        self._enter_waits = False
        self._wants_all = False
        self._popup: CompletionPopup | None = None
        self._answered = 0
        self.chosen_name = ""
        self.completes = True
        self.makes_new = True
        self.without: PersonId | None = None
        self.setPlaceholderText(placeholder or QCoreApplication.translate("NameField", "Who is this?"))
        self.setAccessibleName(self.placeholderText())
        self.setProperty("kind", "name")
        self.textEdited.connect(self._on_edited)

    def set_faces(self, faces: Sequence[FaceId]) -> None:
        """Say whose name is asked, so that who looks alike is offered first; the text is kept."""
        self._faces = tuple(faces[:FACES_COMPARED])
        if self.hasFocus():
            self._ask()

    def begin(self, faces: Sequence[FaceId]) -> None:
        """Start over for other faces, with an empty text and nothing to undo in it."""
        self.setText("")
        self._typed = ""
        self._enter_waits = False
        self._wants_all = False
        self.close_list()
        self.set_faces(faces)

    def typed(self) -> str:
        """What the person typed, without the part that completes it."""
        return self._typed

    def list_is_open(self) -> bool:
        """Whether the names are shown."""
        return self._popup is not None and self._popup.isVisible()

    def popup(self) -> CompletionPopup:
        """The list of names; made when first needed, as a child of the window."""
        if self._popup is None or self._popup.parentWidget() is not self.window():
            self._popup = CompletionPopup(self._desk, self.window())
            self._popup.chosen.connect(self._choose)
        return self._popup

    def close_list(self) -> None:
        """Hide the names; the text stays."""
        if self._popup is not None:
            self._popup.hide()

    def accept(self) -> None:
        """Do what Enter does; waits for the list if it does not belong to the text yet."""
        if not self.completes:
            self._accept_new()
            return
        if self._answered != self._request:
            self._enter_waits = True
            return
        choice = self._highlighted()
        if choice is not None:
            self._choose(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle Enter, arrows and Esc; everything else is editing."""
        key = event.key()
        if key in ENTER_KEYS:
            self._accept_new() if event.modifiers() & Qt.KeyboardModifier.ControlModifier else self.accept()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._move_highlight(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self._on_escape()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window while nothing is typed; take Esc from it while the list is open."""
        if self.list_is_open() and claims_escape(event):
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.text():
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer who looks alike as soon as the field is entered."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._ask()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the names when the field is left."""
        super().focusOutEvent(event)
        self.close_list()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the names together with the field."""
        super().hideEvent(event)
        self.close_list()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Keep the names under the field when its row scrolls."""
        super().moveEvent(event)
        if self.list_is_open():
            self.popup().place_under(self)

    def _on_edited(self, text: str) -> None:
        self._grew = len(text) > len(self._typed)
        self._typed = text
        self._enter_waits = False
        self._wants_all = False
        self._ask()

    def _on_escape(self) -> None:
        if self.list_is_open():
            self.close_list()
        else:
            self.cancelled.emit()

    def _ask(self) -> None:
        if not self.completes:
            return
        self._request += 1
        call = partial(self._desk.library.complete_name, self._typed.strip(), self._faces)
        self._desk.bridge.ask(call, partial(self._on_suggestions, self._request), self)

    def _on_suggestions(self, request: int, suggestions: list[NameSuggestion]) -> None:
        if request != self._request:
            return
        self._answered = request
        if not self._typed and not self._wants_all:
            suggestions = [found for found in suggestions if found.certainty in WORTH_OFFERING]
        suggestions = [found for found in suggestions if found.person != self.without]
        choices = offered_choices(self._typed, suggestions)
        self._show(tuple(choice for choice in choices if self.makes_new or choice.person is not None))
        if self._enter_waits:
            self._enter_waits = False
            self.accept()

    def _show(self, choices: tuple[NameChoice, ...]) -> None:
        if not choices or not self.hasFocus():
            self.popup().offer("", ())
            self.close_list()
            return
        self.popup().offer(self._typed.strip(), choices)
        self.popup().place_under(self)
        if self._typed.strip():
            self.popup().highlight(self._best_row(choices))
            self._continue_text()
        elif self._wants_all:
            self.popup().highlight(0)

    def _best_row(self, choices: tuple[NameChoice, ...]) -> int:
        wanted = self._typed.strip().casefold()
        known = (row for row, choice in enumerate(choices) if choice.person is not None)
        return next((row for row in known if choices[row].name.casefold() == wanted), 0)

    def _continue_text(self) -> None:
        choice = self._highlighted()
        if choice is None or not self._grew or self.cursorPosition() != len(self._typed):
            return
        rest = continued(self._typed, choice)
        if rest:
            self.setText(self._typed + rest)
            self.setSelection(len(self._typed) + len(rest), -len(rest))

    def _move_highlight(self, step: int) -> None:
        if not self.completes:
            return
        if not self.list_is_open():
            self._wants_all = True
            self._ask()
            return
        self.popup().move_highlight(step)
        choice = self._highlighted()
        if choice is not None:
            self._announce(self.popup().spoken())

    def _announce(self, sentence: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _highlighted(self) -> NameChoice | None:
        return self._popup.highlighted() if self._popup is not None else None

    def _accept_new(self) -> None:
        name = self.text().strip() if not self.completes else self._typed.strip()
        if name and self.makes_new:
            self._finish(name, name)

    def _choose(self, choice: NameChoice) -> None:
        self._finish(choice.name, choice.name if choice.person is None else choice.person)

    def _finish(self, name: str, answer: object) -> None:
        self.chosen_name = name
        self.close_list()
        self._request += 1
        self._answered = self._request
        if self._popup is not None:
            self._popup.offer("", ())
        self.name_chosen.emit(answer)
