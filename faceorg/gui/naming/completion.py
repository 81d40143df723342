"""What the name list offers for a typed text, in the order the library found worth offering."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from faceorg.core.ids import FaceId, PersonId
from faceorg.core.packs import Certainty
from faceorg.core.records import NameSuggestion
from faceorg.gui.words import certainty_words, photos

ModelIndex = QModelIndex | QPersistentModelIndex

LONGEST_LIST = 6
"""Names offered at once; more would cover the rows below, and one more letter shortens any list."""


class ChoiceRole(IntEnum):
    """Data of one line of the list beside its text."""

    CHOICE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class NameChoice:
    """One line of the list: somebody known, or the offer to make a new person (``person`` is None)."""

    name: str
    person: PersonId | None = None
    certainty: Certainty | None = None
    photos: int = 0
    key_face: FaceId | None = None


def known_choices(suggestions: Sequence[NameSuggestion]) -> tuple[NameChoice, ...]:
    """Return the lines for people who have a name already, as many as one list shows."""
    return tuple(
        NameChoice(found.name, found.person, found.certainty, found.photos, found.key_face)
        for found in suggestions[:LONGEST_LIST]
    )


def offered_choices(text: str, suggestions: Sequence[NameSuggestion]) -> tuple[NameChoice, ...]:
    """Return the lines for a typed text: known names first, last the new person unless that name exists."""
    typed = text.strip()
    known = list(known_choices(suggestions))
    if typed and all(choice.name.casefold() != typed.casefold() for choice in known):
        known.append(NameChoice(typed))
    return tuple(known)


def continued(text: str, choice: NameChoice) -> str:
    """Return what a typed text lacks to be a known name; empty when it is not its beginning."""
    if choice.person is None or not text or not choice.name.casefold().startswith(text.casefold()):
        return ""
    return choice.name[len(text) :]


def matched_part(name: str, text: str) -> tuple[int, int]:
    """Return (start, length) of the part of a name that a text matches, at the beginning of a word; (0, 0) if none."""
    wanted, folded = text.strip().casefold(), name.casefold()
    if not wanted or len(folded) != len(name):
        return 0, 0
    starts = (at for at in range(len(folded)) if at == 0 or not folded[at - 1].isalnum())
    return next(((at, len(wanted)) for at in starts if folded.startswith(wanted, at)), (0, 0))


class CompletionModel(QAbstractListModel):
    """The lines of the name list, for the list view and for screen readers."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._choices: tuple[NameChoice, ...] = ()
        self.typed = ""

    def offer(self, typed: str, choices: tuple[NameChoice, ...]) -> None:
        """Show other lines for another typed text."""
        self.beginResetModel()
        self.typed = typed
        self._choices = choices
        self.endResetModel()

    def choices(self) -> tuple[NameChoice, ...]:
        """All lines in order."""
        return self._choices

    def rowCount(self, parent: ModelIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        """Number of lines."""
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, the whole choice, or the sentence a screen reader says."""
        if not index.isValid() or not 0 <= index.row() < len(self._choices):
            return None
        choice = self._choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(choice)
        return choice if role == ChoiceRole.CHOICE else None

    def reason(self, choice: NameChoice) -> str:
        """Return the quiet second line: how likely, and how many photos."""
        counted = photos(choice.photos)
        return f"{certainty_words(choice.certainty)} · {counted}" if choice.certainty else counted

    def _spoken(self, choice: NameChoice) -> str:
        if choice.person is None:
            return self.tr("New person “{name}”").format(name=choice.name)
        return f"{choice.name}, {self.reason(choice)}"
