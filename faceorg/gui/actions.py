"""Every action once: its name, its keys, where it applies; the menu and the sheet of keys are made from this list."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

RETURN = QKeySequence("Return")
"""The second name of Enter, which needs no line of its own."""


@dataclass(frozen=True, slots=True)
class KeyNote:
    """One line of the sheet of keys.

    Attributes:
        place: The page or area the keys work in.
        keys: The keys as a person reads them.
        text: What they do.
    """

    place: str
    keys: str
    text: str


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action as data.

    Attributes:
        name: Unique, for ``Actions.get``.
        text: What it does, as the menu, the sheet of keys and a screen reader say it.
        keys: Key sequences in portable text; the first is the one shown.
        place: Heading in the sheet of keys; empty is everywhere.
        menu: Heading in the main menu; empty keeps it out.
        everywhere: Whether the keys work in the whole window, or only while the focus is inside the owner.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    place: str = ""
    menu: str = ""
    everywhere: bool = False


class Actions(QObject):
    """The registry of actions and key notes of one window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, tuple[ActionSpec, QAction]] = {}
        self._notes: list[KeyNote] = []

    def add(self, spec: ActionSpec, slot: Callable[[], None], owner: QWidget) -> QAction:
        """Make an action of ``owner``; ``slot`` must be a bound method of a QObject."""
        action = QAction(spec.text, owner)
        action.setObjectName(spec.name)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        context = Qt.ShortcutContext
        action.setShortcutContext(context.WindowShortcut if spec.everywhere else context.WidgetWithChildrenShortcut)
        action.triggered.connect(slot)
        owner.addAction(action)
        self._entries[spec.name] = (spec, action)
        return action

    def note(self, place: str, keys: str, text: str) -> None:
        """List keys that a view handles itself."""
        entry = KeyNote(place, keys, text)
        if entry not in self._notes:
            self._notes.append(entry)

    def get(self, name: str) -> QAction:
        """Return an action by its name."""
        return self._entries[name][1]

    def in_menu(self) -> dict[str, list[QAction]]:
        """Return the actions of the main menu by heading, in the order they were added."""
        menus: dict[str, list[QAction]] = {}
        for spec, action in self._entries.values():
            if spec.menu:
                menus.setdefault(spec.menu, []).append(action)
        return menus

    def key_notes(self) -> dict[str, list[KeyNote]]:
        """Return all keys by place, for the sheet of keys."""
        places: dict[str, list[KeyNote]] = {}
        for spec, action in self._entries.values():
            keys = " · ".join(shown_keys(key) for key in action.shortcuts() if key != RETURN)
            if keys:
                places.setdefault(spec.place, []).append(KeyNote(spec.place, keys, action.text()))
        for note in self._notes:
            places.setdefault(note.place, []).append(note)
        return places


def shown_keys(sequence: QKeySequence) -> str:
    """Return a key sequence as people of this desktop write it."""
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)
