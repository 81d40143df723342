"""The page of everybody who has a name: find, open, rename, join."""

from functools import partial

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from faceorg.core.events import Changes, Kind
from faceorg.core.ids import PersonId
from faceorg.core.records import PeopleOrder, Person
from faceorg.gui.actions import ActionSpec
from faceorg.gui.desk import Desk
from faceorg.gui.page_names import PageName
from faceorg.gui.pages import Page
from faceorg.gui.people.key_faces import KeyFaceView
from faceorg.gui.people.wishes import PersonWishes
from faceorg.gui.rereading import Rereading
from faceorg.gui.widgets.buttons import Button
from faceorg.gui.widgets.choices import MenuButton
from faceorg.gui.widgets.header import MARGIN, EmptyPage, PageHeader
from faceorg.gui.words import faces, people


class PeoplePage(Page):
    """Round key faces; Enter opens, F2 renames, M or dragging one onto another joins."""

    name = PageName.PEOPLE

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._order = PeopleOrder.MOST_PHOTOS
        self._reread = Rereading(self)
        self._wishes = PersonWishes(desk, self)
        self.view = KeyFaceView(desk.pictures, self)
        self._header = PageHeader(self.title())
        self._sorting = MenuButton(self._orders(), "arrow-up-down", self.tr("Order of the people"))
        self._to_unnamed = Button(self.tr("Name groups in Unnamed"), kind="primary")
        self._empty = EmptyPage(
            "users-round",
            self.tr("Named people will be here"),
            self.tr("Name your first group in Unnamed. Each person you name then has a page of faces and photos."),
            [self._to_unnamed],
        )
        self._build()
        self._connect()

    def _orders(self) -> list[tuple[str, str]]:
        return [
            (PeopleOrder.MOST_PHOTOS, self.tr("Most photos")),
            (PeopleOrder.NAME, self.tr("Name")),
            (PeopleOrder.LAST_SEEN, self.tr("Last seen")),
        ]

    def _build(self) -> None:
        self._header.add_right(self._sorting)
        self.view.set_margin(MARGIN, 4, MARGIN, MARGIN)
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(below, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self._reread.wanted.connect(self._read)
        self._sorting.chosen.connect(self._sort)
        self._to_unnamed.clicked.connect(partial(self.desk.open_page, PageName.UNNAMED))
        self.view.activated.connect(self._open)
        self.view.merge_wanted.connect(self._merge)
        self.view.context_wanted.connect(self._open_menu)
        add, place = self.desk.actions.add, self.title()
        add(ActionSpec("rename_person", self.tr("Rename…"), ("F2",), place), self._rename, self.view)
        add(ActionSpec("merge_person", self.tr("Merge with…"), ("Ctrl+M",), place), self._ask_merge, self.view)
        self.desk.actions.note(place, self.tr("Letters"), self.tr("Type a name to find it"))
        self.desk.actions.note(place, self.tr("Drag"), self.tr("One person onto another joins them"))

    # Page

    def enter(self) -> None:
        """Read what changed meanwhile."""
        self._reread.if_due()

    def apply_changes(self, changes: Changes) -> None:
        """Follow names and counts."""
        if changes.kinds & (Kind.PEOPLE | Kind.FACES | Kind.GROUPS | Kind.PHOTOS | Kind.FOLDERS | Kind.PACKS):
            self._reread.soon()

    def _read(self) -> None:
        self.desk.bridge.ask(partial(self.desk.library.people, self._order), self._on_people, self)

    def _on_people(self, found: list[Person]) -> None:
        named = sum(person.faces for person in found)
        caption = self.tr("{people}, {faces} named").format(people=people(len(found)), faces=faces(named))
        self._header.set_caption(caption if found else "")
        self._stack.setCurrentIndex(0 if found else 1)
        self.view.show_people(found)

    def _sort(self, order: str) -> None:
        self._order = PeopleOrder(order)
        self._reread.now()

    # What can be done with a person

    def _current(self) -> Person | None:
        return self.view.person_at(self.view.current) if self.view.current >= 0 else None

    def _open(self, index: int) -> None:
        self.desk.open_person(self.view.person_at(index).id)

    def _open_menu(self, index: int, point: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Open")).triggered.connect(partial(self._open, index))
        menu.addAction(self.desk.actions.get("rename_person"))
        menu.addAction(self.desk.actions.get("merge_person"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _rename(self) -> None:
        person = self._current()
        if person is not None:
            self._wishes.ask_rename(person, self._anchor())

    def _ask_merge(self) -> None:
        person = self._current()
        if person is not None:
            self._wishes.ask_merge(person, self._anchor())

    def _anchor(self) -> QRect:
        """Where the current cell is, in the coordinates of the window."""
        rect = self.view.cell_rect(self.view.current)
        return rect.translated(self.view.viewport().mapTo(self.window(), QPoint(0, 0)))

    def _merge(self, into: int, other: int) -> None:
        self._wishes.merge(PersonId(into), PersonId(other))
