"""The page on which groups get their names: reads the groups, hands names to the library, keeps the rows still."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from faceorg.core.errors import KnownError
from faceorg.core.events import Changes, Kind
from faceorg.core.ids import GroupId, PersonId
from faceorg.core.records import Face, Group
from faceorg.gui.desk import Desk
from faceorg.gui.page_names import PageName
from faceorg.gui.pages import Page
from faceorg.gui.rereading import Rereading
from faceorg.gui.unnamed.layout import RECEIPT_GAP, RECEIPT_HEIGHT
from faceorg.gui.unnamed.rows import GroupOrder
from faceorg.gui.unnamed.view import GroupRowsView
from faceorg.gui.widgets.buttons import Button, Switch
from faceorg.gui.widgets.choices import MenuButton
from faceorg.gui.widgets.header import EmptyPage, PageHeader
from faceorg.gui.words import groups, number

NO_LIMIT = 2**24 - 1
"""Qt's greatest height of a widget."""


class UnnamedPage(Page):
    """Groups, the most worthwhile first; type a name, Enter, next."""

    name = PageName.UNNAMED

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._minimum = desk.library.settings.group_minimum
        self._order = GroupOrder.WORTHWHILE
        self._fresh = True
        self._wanted: GroupId | None = None
        self._reading: set[GroupId] = set()
        self._reread = Rereading(self)
        self.view = GroupRowsView(desk, self)
        self._header = PageHeader(self.title())
        self._news = Button("", kind="link")
        self._large = Switch(self.tr("Only groups of {n} or more").format(n=self._minimum))
        self._sorting = MenuButton(self._orders(), "arrow-up-down", self.tr("Order of the groups"))
        self._empty = EmptyPage("check", self.tr("No group waits for a name"), self._empty_words(), [])
        self._build()
        self._connect()
        self._note_keys()

    def _orders(self) -> list[tuple[str, str]]:
        return [
            (GroupOrder.WORTHWHILE, self.tr("Most worthwhile")),
            (GroupOrder.FACES, self.tr("Most faces")),
            (GroupOrder.NEWEST, self.tr("Last seen")),
        ]

    def _empty_words(self) -> str:
        return self.tr("Groups appear here while your photos are looked through. Type a name, press Enter, next.")

    def _build(self) -> None:
        self._empty.hide()
        self._large.setChecked(True)
        self._news.hide()
        for widget in (self._news, self._large, self._sorting):
            self._header.add_right(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self.view, 1)
        column.addWidget(self._empty, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.naming_asked.connect(self._name_current)
        self.view.undo_asked.connect(self.desk.undo)
        self.view.faces_wanted.connect(self._read_faces)
        self._news.clicked.connect(self._show_news)
        self._large.toggled.connect(self._start_over)
        self._sorting.chosen.connect(self._sort)
        self._reread.wanted.connect(self._read)

    def _note_keys(self) -> None:
        notes = [
            ("Enter", self.tr("Name and go to the next group")),
            ("Ctrl+Enter", self.tr("A new person with exactly this name")),
            ("Up / Down", self.tr("Choose in the list of names")),
            ("PgDn / PgUp", self.tr("Later, back")),
            ("Tab", self.tr("To the faces; arrows move, Space leaves one out")),
        ]
        for keys, text in notes:
            self.desk.actions.note(self.title(), keys, text)

    # Page

    def enter(self) -> None:
        """Read what changed meanwhile; a page that was left is put into a fresh order."""
        if self._reread.is_due:
            self._start_over()

    def leave(self) -> None:
        """Forget the receipt; the history stays in the menu."""
        self.view.rows.drop_receipt()
        self._show_emptiness()
        self.view.refresh()
        self._reread.when_entered()

    def apply_changes(self, changes: Changes) -> None:
        """Follow groups that grow, appear or get a name elsewhere."""
        if changes.kinds & (Kind.GROUPS | Kind.PEOPLE | Kind.FACES | Kind.FOLDERS | Kind.PACKS):
            self._reread.soon()

    def show_group(self, group: GroupId) -> None:
        """Make a group current, as soon as it is read."""
        self._wanted = group
        self._large.setChecked(False)
        self._reread.now()

    # Reading

    def _read(self) -> None:
        minimum = self._minimum if self._large.isChecked() else 1
        self.desk.bridge.ask(partial(self.desk.library.groups, minimum), self._on_groups, self)

    def _on_groups(self, found: list[Group]) -> None:
        rows = self.view.rows
        if self._fresh:
            rows.read_anew(found, self._order)
            self._fresh = False
        else:
            rows.reconcile(found)
        self._header.set_caption(self._caption(len(found)))
        self._show_news_count(rows.out_of_place(found, self._order))
        self._show_emptiness()
        self.view.refresh()
        if self._wanted is not None and self.view.go_to(self._wanted):
            self._wanted = None

    def _show_emptiness(self) -> None:
        """Say that nothing is left to name; a receipt stays above that, with its Undo."""
        empty = not self.view.rows.rows()
        receipt = RECEIPT_HEIGHT + RECEIPT_GAP if self.view.rows.entries else 0
        self._empty.setVisible(empty)
        self.view.setMaximumHeight(receipt if empty else NO_LIMIT)  # never hidden: it keeps the focus for what comes

    def _caption(self, count: int) -> str:
        if not count:
            return ""
        order = {
            GroupOrder.WORTHWHILE: self.tr("{groups}, the most worthwhile first"),
            GroupOrder.FACES: self.tr("{groups}, the largest first"),
            GroupOrder.NEWEST: self.tr("{groups}, the last seen first"),
        }
        return order[self._order].format(groups=groups(count))

    def _show_news_count(self, count: int) -> None:
        self._news.setVisible(count > 0)
        self._news.setText(self.tr("1 new group") if count == 1 else self.tr("{n} new groups").format(n=number(count)))

    def _show_news(self) -> None:
        self._start_over()
        self.view.field.setFocus()

    def _start_over(self) -> None:
        self._fresh = True
        self._reread.now()

    def _sort(self, order: str) -> None:
        self._order = GroupOrder(order)
        self._start_over()

    def _read_faces(self, wanted: list[GroupId]) -> None:
        for group in wanted:
            if group not in self._reading:
                self._reading.add(group)
                call = partial(self.desk.library.faces_of_group, group)
                self.desk.bridge.ask(call, partial(self._on_faces, group), self, partial(self._on_faces_gone, group))

    def _on_faces(self, group: GroupId, faces: list[Face]) -> None:
        self._reading.discard(group)
        if faces:
            self.view.faces_arrived(group, [face.id for face in faces])

    def _on_faces_gone(self, group: GroupId, _error: KnownError) -> None:
        self._reading.discard(group)

    # Naming

    def _name_current(self, answer: str | int) -> None:
        """Name what the person sees; a name given faster than the faces were read goes to the group as it is."""
        row = self.view.rows.current_row()
        if row is None:
            return
        library, name = self.desk.library, self.view.field.chosen_name
        if row.complete:
            who = answer if isinstance(answer, str) else PersonId(answer)
            call = partial(library.name_faces, row.named_faces(), who, tuple(row.left_out))
        else:
            call = partial(library.name_group, row.group.id, name, tuple(row.left_out))
        self.view.fold(name)
        self._show_emptiness()
        self.desk.bridge.ask(call, self._on_named, self, self._on_not_named)

    def _on_named(self, _changes: Changes) -> None:
        self._reread.when_entered()

    def _on_not_named(self, error: KnownError) -> None:
        self.view.rows.unfold_receipt()
        self._show_emptiness()
        self.view.refresh()
        self.desk.fail(error)
