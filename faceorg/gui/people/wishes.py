"""What can be wished about a person on more than one page: another name, or to be one with somebody else."""

from functools import partial

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QHBoxLayout, QWidget

from faceorg.core.events import Changes
from faceorg.core.ids import PersonId
from faceorg.core.records import Person
from faceorg.gui.desk import Desk
from faceorg.gui.naming import NameCard
from faceorg.gui.theme import Weight
from faceorg.gui.widgets.buttons import Button
from faceorg.gui.widgets.labels import Label
from faceorg.gui.widgets.popover import Popover
from faceorg.library import Library

Anchor = QWidget | QRect
"""What a card opens beside: a widget, or a rectangle in the coordinates of the window."""


class PersonWishes(QObject):
    """Asks for names and carries out renaming and joining for a page."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page

    def ask_rename(self, person: Person, anchor: Anchor) -> None:
        """Ask for another name."""
        card = NameCard(self._desk, self._page.window(), self.tr("Another name for {name}").format(name=person.name))
        card.field.completes = False
        card.name_chosen.connect(partial(self.rename, person, anchor))
        card.ask(anchor, person.name)

    def ask_merge(self, person: Person, anchor: Anchor) -> None:
        """Ask who somebody is the same as."""
        card = NameCard(self._desk, self._page.window(), self.tr("Who is {name} the same as?").format(name=person.name))
        card.field.setPlaceholderText(self.tr("Merge with…"))
        card.field.makes_new = False
        card.field.without = person.id
        card.name_chosen.connect(partial(self._merge_into, person.id))
        card.ask(anchor)

    def rename(self, person: Person, anchor: Anchor, name: str) -> None:
        """Give another name; when somebody has it already, offer to join the two instead."""
        if name.strip() == person.name:
            return
        call = partial(rename_unless_taken, self._desk.library, person.id, name)
        self._desk.bridge.ask(call, partial(self._on_renamed, person, anchor), self)

    def merge(self, into: PersonId, other: PersonId) -> None:
        """Join somebody into somebody else, who keeps the name."""
        self._desk.perform(partial(self._desk.library.merge_people, into, [other]), self)

    def _merge_into(self, other: PersonId, into: int) -> None:
        self.merge(PersonId(into), other)

    def _on_renamed(self, person: Person, anchor: Anchor, answer: "Changes | Person") -> None:
        if isinstance(answer, Person):
            MergeOffer(self, self._page.window(), person, answer).open_at(anchor)
        elif answer.label:
            self._desk.said.emit(answer.label, True)


class MergeOffer(Popover):
    """Says that a name is taken and offers to join the two people."""

    def __init__(self, wishes: PersonWishes, window: QWidget, person: Person, known: Person) -> None:
        super().__init__(window)
        self._wishes, self._person, self._known = wishes, person, known
        self.body.addWidget(Label(self.tr("There is a {name} already.").format(name=known.name), weight=Weight.MEDIUM))
        words = self.tr("Merge {a} into {b}").format(a=person.name, b=known.name)
        self._merge = Button(words, "merge", kind="primary")
        keep = Button(self.tr("Keep both apart"), kind="flat")
        row = QHBoxLayout()
        row.addWidget(self._merge)
        row.addWidget(keep)
        self.body.addWidget(Label(self.tr("Is it the same person? Joining can be undone."), role="text2"))
        self.body.addLayout(row)
        self._merge.clicked.connect(self._on_merge)
        keep.clicked.connect(self.close_popover)
        self.closed.connect(self.deleteLater)

    def open_at(self, anchor: Anchor, *, above: bool = False) -> None:
        """Open with the keyboard on the offer."""
        super().open_at(anchor, above=above)
        self._merge.setFocus()

    def _on_merge(self) -> None:
        self.close_popover()
        self._wishes.merge(self._known.id, self._person.id)


def rename_unless_taken(library: Library, person: PersonId, name: str) -> Changes | Person:
    """Rename somebody, or return who has that name already."""
    wanted = name.strip().casefold()
    for known in library.people():
        if known.id != person and known.name.casefold() == wanted:
            return known
    return library.rename_person(person, name)
