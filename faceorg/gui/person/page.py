"""The page of one person."""

from functools import partial

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from faceorg.core.errors import KnownError
from faceorg.core.events import Changes, Kind
from faceorg.core.ids import PersonId
from faceorg.gui.actions import ActionSpec
from faceorg.gui.desk import Desk
from faceorg.gui.page_names import PageName
from faceorg.gui.pages import Page
from faceorg.gui.people.wishes import PersonWishes
from faceorg.gui.person.face_views import FacesByYear, YearStrip
from faceorg.gui.person.header import PersonHeader
from faceorg.gui.person.reading import PersonFacts, read_person
from faceorg.gui.photos.grid_view import PhotoView
from faceorg.gui.rereading import Rereading
from faceorg.gui.widgets.buttons import Button
from faceorg.gui.widgets.choices import Segmented
from faceorg.gui.widgets.header import MARGIN
from faceorg.gui.widgets.labels import Hairline
from faceorg.gui.words import MONTHS, faces, photos, years

FACES, PHOTOS = "faces", "photos"


class PersonPage(Page):
    """Faces or photos of a person by year; rename, merge, "not this person"."""

    name = PageName.PERSON
    has_size = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._person: PersonId | None = None
        self._facts: PersonFacts | None = None
        self._reread = Rereading(self)
        self._wishes = PersonWishes(desk, self)
        self._header = PersonHeader(desk, self)
        self._strip = YearStrip(desk.pictures, self)
        self._shown = Segmented([(FACES, self.tr("Faces")), (PHOTOS, self.tr("Photos"))], icons=("scan-face", "images"))
        self._not_them = Button("", "user-round-x", keys="Del")
        self.face_view = FacesByYear(desk.pictures, self)
        self.photo_view = PhotoView(desk, self)
        self._build()
        self._connect()
        self._add_actions()

    def _build(self) -> None:
        self._strip.set_margin(MARGIN, 4, MARGIN, 8)
        self.face_view.set_margin(MARGIN, 0, MARGIN, MARGIN)
        self.photo_view.set_margin(MARGIN, 0, MARGIN, MARGIN)
        self._shown.setAccessibleName(self.tr("Faces or photos"))
        tools = QHBoxLayout()
        tools.setContentsMargins(MARGIN, 14, MARGIN, 6)
        tools.addWidget(self._shown)
        tools.addStretch(1)
        tools.addWidget(self._not_them)
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self.face_view)
        self._stack.addWidget(self.photo_view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._header, self._strip, Hairline()):
            column.addWidget(widget)
        column.addLayout(tools)
        column.addWidget(below, 1)
        self._not_them.hide()
        self.setFocusProxy(self.face_view)

    def _connect(self) -> None:
        self._reread.wanted.connect(self._read)
        self._header.back_wanted.connect(self._leave_page)
        self._header.renamed.connect(self._rename)
        self._shown.chosen.connect(self._show_part)
        for view in (self.face_view, self.photo_view):
            view.size_step_wanted.connect(self.desk.size_step_wanted)
        self._strip.current_changed.connect(self._jump_to_year)
        self._not_them.clicked.connect(self._remove_chosen)
        self.face_view.activated.connect(self._open_face)
        self.face_view.viewed.connect(self._open_face)
        self.face_view.removal_wanted.connect(self._remove_chosen)
        self.face_view.selection_changed.connect(self._on_selection)
        self.face_view.context_wanted.connect(self._open_menu)
        self.face_view.verticalScrollBar().valueChanged.connect(self._ring_year)
        self.photo_view.activated.connect(self._open_photo)
        self.photo_view.viewed.connect(self._open_photo)

    def _add_actions(self) -> None:
        add, place = self.desk.actions.add, self.tr("Person")
        rename = add(ActionSpec("rename_this", self.tr("Rename…"), ("F2",), place), self._header.edit_name, self)
        merge = add(ActionSpec("merge_this", self.tr("Merge with…"), ("Ctrl+M",), place), self._ask_merge, self)
        add(ActionSpec("faces_or_photos", self.tr("Faces or photos"), ("F",), place), self._switch_part, self)
        self._header.add_action(rename)
        self._header.add_action(merge)
        self.desk.actions.note(place, self.tr("Del"), self.tr("Not this person"))

    # Page

    def title(self) -> str:
        """The person's name."""
        return self._facts.person.name if self._facts is not None else super().title()

    def show_person(self, person: PersonId) -> None:
        """Show somebody, from the newest face on."""
        if person != self._person:
            self._person = person
            self.face_view.clear_selection()
            self.face_view.verticalScrollBar().setValue(0)
            self._shown.choose(FACES)
        self._reread.now()

    def enter(self) -> None:
        """Read what changed meanwhile."""
        self._reread.if_due()

    def apply_changes(self, changes: Changes) -> None:
        """Follow faces that come and go."""
        if changes.kinds & (Kind.PEOPLE | Kind.FACES | Kind.GROUPS | Kind.PHOTOS | Kind.FOLDERS | Kind.PACKS):
            self._reread.soon()

    def set_size(self, step: float) -> None:
        """Set the size of faces and photos."""
        self.face_view.set_size(step)
        self.photo_view.set_size(step)

    def go_back(self) -> bool:
        """Esc gives up a changed name or a selection first."""
        if self._header.is_editing():
            self._header.show_name()
            return True
        if self.face_view.selected_count():
            self.face_view.clear_selection()
            return True
        return False

    def _leave_page(self) -> None:
        self.desk.open_page(PageName.PEOPLE)

    # Reading

    def _read(self) -> None:
        if self._person is not None:
            call = partial(read_person, self.desk.library, self._person)
            self.desk.bridge.ask(call, self._on_read, self, self._on_gone)

    def _on_read(self, facts: PersonFacts) -> None:
        if facts.person.id != self._person:
            return
        self._facts = facts
        span = facts.grid.months // MONTHS
        counted = photos(facts.person.photos)
        words = f"{counted}, {years(int(span.min()), int(span.max()))}" if len(span) else counted
        if not self._header.is_editing():
            self._header.show_person(facts.person, f"{words} · {faces(facts.person.faces)}")
        self._not_them.setText(self.tr("Not {name}").format(name=facts.person.name))
        self._strip.show_years(facts.year_faces())
        self.face_view.show_facts(facts)
        self.photo_view.show_grid(facts.grid)
        self._ring_year()
        self.title_changed.emit()

    def _on_gone(self, _error: KnownError) -> None:
        """Somebody who was joined with another, or whose naming was undone, has no page any more."""
        self._person = None
        if self.isVisible():
            self._leave_page()

    # Years and parts

    def _show_part(self, part: str) -> None:
        view = self.face_view if part == FACES else self.photo_view
        self._stack.setCurrentWidget(view)
        self._not_them.setVisible(part == FACES and self.face_view.selected_count() > 0)
        view.setFocus()

    def _switch_part(self) -> None:
        self._shown.choose(PHOTOS if self._shown.current == FACES else FACES)

    def _jump_to_year(self, index: int) -> None:
        self._shown.choose(FACES)
        year = self._strip.year_at(index)
        section = self.face_view.section_of_year(year)
        if section is not None:
            self.face_view.scroll_to_section(section)
        self._strip.choose(year)

    def _ring_year(self) -> None:
        section = self.face_view.top_section()
        if section is not None and len(self.face_view.ids):
            self._strip.choose(self.face_view.year_at(self.face_view.cells.section_cells(section).start))

    # What can be done

    def _rename(self, name: str) -> None:
        if self._facts is not None:
            self._wishes.rename(self._facts.person, self._header.title, name)
        self.face_view.setFocus()

    def _ask_merge(self) -> None:
        if self._facts is not None:
            self._wishes.ask_merge(self._facts.person, self._header.menu_button)

    def _on_selection(self) -> None:
        self._not_them.setVisible(self.face_view.selected_count() > 0)

    def _remove_chosen(self) -> None:
        chosen = self.face_view.chosen_faces()
        if chosen and self._person is not None:
            call = partial(self.desk.library.reject_faces, self._person, [face.id for face in chosen])
            self.face_view.clear_selection()
            self.desk.perform(call, self)

    def _open_menu(self, index: int, point: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Open photo")).triggered.connect(partial(self._open_face, index))
        menu.addAction(self._not_them.text()).triggered.connect(self._remove_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _open_face(self, index: int) -> None:
        if self._facts is not None:
            order = list(dict.fromkeys(int(face.photo) for face in self._facts.faces))
            photo = int(self._facts.faces[index].photo)
            self.desk.open_photos(np.array(order, dtype=np.int64), order.index(photo))

    def _open_photo(self, index: int) -> None:
        self.desk.open_photos(self.photo_view.ids, index)
