"""The page of all photos."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from faceorg.core.events import Changes, Kind
from faceorg.core.ids import FolderId, PhotoId
from faceorg.core.records import Folder, Photo, PhotoFilter, PhotoGrid
from faceorg.gui import words
from faceorg.gui.bridge import Request
from faceorg.gui.desk import Desk
from faceorg.gui.files import folder_name
from faceorg.gui.page_names import PageName
from faceorg.gui.pages import Page
from faceorg.gui.photos.grid_view import PhotoView, PlacedGrid
from faceorg.gui.photos.scrubber import Scrubber
from faceorg.gui.photos.selection_bar import SelectionBar
from faceorg.gui.rereading import Rereading
from faceorg.gui.viewer.info_panel import InfoPanel
from faceorg.gui.viewer.reading import PhotoFacts, read_facts
from faceorg.gui.viewer.regions import FaceMark
from faceorg.gui.widgets.choices import MenuButton, Segmented
from faceorg.gui.widgets.header import MARGIN, EmptyPage, PageHeader

PAUSE = 700
"""Milliseconds between two readings of the grid while the background keeps changing it."""
NEWEST, OLDEST = "newest", "oldest"
_SHOWN_KINDS = Kind.PHOTOS | Kind.FACES | Kind.FOLDERS | Kind.PEOPLE | Kind.GROUPS | Kind.PACKS


def _read_and_place(read: Callable[[], PhotoGrid], width: int, row_height: int) -> PlacedGrid:
    """Read the photos and place them; runs in the background."""
    return PlacedGrid.of(read(), width, row_height)


class PhotosPage(Page):
    """Months of photos, filters, the scrubber, and the way to the viewer."""

    name = PageName.PHOTOS
    has_size = True
    has_info = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._folder: FolderId | None = None
        self._request: Request | None = None
        self._reread = Rereading(self, PAUSE)
        self._reread.wanted.connect(self._read)
        self.view = PhotoView(desk)
        self.scrubber = Scrubber(self)
        self.header = PageHeader(self.title())
        self.selection = SelectionBar()
        self._filter, self._order = self._make_choices()
        self._empty = EmptyPage("images", "", "")
        self._info = InfoPanel(desk.pictures)
        self._info.hide()
        self._facts_request: Request | None = None
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.view)
        self._note_keys()

    # Page

    def title(self) -> str:
        """The folder's name when one is shown."""
        return self._folder_title if self._folder is not None else super().title()

    def enter(self) -> None:
        """Read the photos if they may have changed."""
        self._reread.if_due()

    def apply_changes(self, changes: Changes) -> None:
        """Read again soon; names at once."""
        if changes.kinds & (Kind.PEOPLE | Kind.GROUPS):
            self.view.forget_names()
        if changes.kinds & _SHOWN_KINDS:
            self._reread.soon()

    def set_size(self, step: float) -> None:
        """Set the height of the rows."""
        self.view.set_size(step)

    def go_back(self) -> bool:
        """Esc unselects, then leaves the folder."""
        if self.view.selected_count():
            self.view.clear_selection()
            return True
        if self._folder is not None:
            self.desk.open_folder(None)
            return True
        return False

    def show_info(self, *, shown: bool) -> None:
        """Show or hide who is in the current photo and which file it is."""
        self._info.setVisible(shown)
        if shown:
            self._read_facts(self.view.current)

    def info_shown(self) -> bool:
        """Return whether the info panel is shown."""
        return self._info.isVisibleTo(self)

    def show_folder(self, folder: FolderId | None) -> None:
        """Show one folder only, or everything."""
        if folder == self._folder:
            return
        self._folder = folder
        self._folder_title = ""
        self.view.clear_selection()
        self.view.verticalScrollBar().setValue(0)
        self._reread.when_entered()
        if folder is None:
            self._name_folder([])
        else:
            self.desk.bridge.ask(self.desk.library.folders, self._name_folder, self)
        if self.isVisible():
            self._reread.now()

    def folder(self) -> FolderId | None:
        """Return the folder that is shown, None for everything."""
        return self._folder

    # Making it

    def _make_choices(self) -> tuple[Segmented, MenuButton]:
        shown = Segmented(
            [
                (PhotoFilter.ALL, self.tr("All")),
                (PhotoFilter.WITH_FACES, self.tr("With faces")),
                (PhotoFilter.NOT_NAMED, self.tr("Not named yet")),
            ]
        )
        shown.setAccessibleName(self.tr("Which photos"))
        order = MenuButton(
            [(NEWEST, self.tr("Newest first")), (OLDEST, self.tr("Oldest first"))], "arrow-down-up", self.tr("Order")
        )
        self.header.add_right(shown)
        self.header.add_right(order)
        return shown, order

    def _lay_out(self) -> None:
        outer = QHBoxLayout(self)
        column = QVBoxLayout()
        outer.addLayout(column, 1)
        outer.addWidget(self._info)
        for layout in (outer, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.selection)
        grid = QWidget()
        row = QHBoxLayout(grid)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.scrubber)
        self._stack = QStackedWidget()
        self._stack.addWidget(grid)
        self._stack.addWidget(self._empty)
        column.addWidget(self._stack, 1)
        self.view.set_margin(MARGIN, 4, 16, MARGIN)

    def _connect(self) -> None:
        self._filter.chosen.connect(self._on_choice)
        self._order.chosen.connect(self._on_choice)
        self.view.activated.connect(self._open)
        self.view.viewed.connect(self._open)
        self.view.selection_changed.connect(self._on_selection)
        self.view.context_wanted.connect(self._on_context)
        self.view.size_step_wanted.connect(self.desk.size_step_wanted)
        self.view.month_changed.connect(self.scrubber.set_section)
        self.scrubber.month_chosen.connect(self.view.scroll_to_section)
        self.view.current_changed.connect(self._read_facts)
        self._info.face_chosen.connect(self._on_face)
        self.selection.cleared.connect(self.view.clear_selection)
        self.selection.search_wanted.connect(self._on_search)
        self.selection.show_wanted.connect(self._on_show)

    def _note_keys(self) -> None:
        place, note = super().title(), self.desk.actions.note
        note(place, "← → ↑ ↓", self.tr("Move"))
        note(place, self.tr("Ctrl+↑ Ctrl+↓"), self.tr("Month before, month after"))
        note(place, self.tr("Space, Enter"), self.tr("View the photo"))
        note(place, self.tr("Shift+arrows, Ctrl+A"), self.tr("Select"))

    # Reading

    def _read(self) -> None:
        if self._request is not None:
            self._request.cancel()
        shown, newest = PhotoFilter(self._filter.current), self._order.current == NEWEST
        read = partial(self.desk.library.photo_grid, shown, folder=self._folder, newest_first=newest)
        call = partial(_read_and_place, read, self.view.content_width(), self.view.row_height)
        self._request = self.desk.bridge.ask(call, self._on_grid, self)

    def _on_grid(self, placed: PlacedGrid) -> None:
        self._request = None
        self.view.show_placed(placed)
        grid = placed.grid
        months = self.view.months
        self.scrubber.set_months(months)
        self.view.set_own_scroll_bar(shown=len(months) <= 1)
        years = months.years()
        caption = words.photos(len(grid.ids))
        self.header.set_caption(f"{caption}, {words.years(*years)}" if years else caption)
        self._stack.setCurrentIndex(0 if len(grid.ids) else 1)
        if not len(grid.ids):
            self._empty.set_text(*self._empty_words())

    def _empty_words(self) -> tuple[str, str]:
        if self._filter.current == PhotoFilter.ALL:
            title = self.tr("Photos will be here")
            return title, self.tr("They appear while your folders are looked through. This takes a moment.")
        if self._filter.current == PhotoFilter.WITH_FACES:
            return self.tr("No faces yet"), self.tr("Photos appear here as soon as a face is found in them.")
        return self.tr("Every face has a name"), self.tr("Photos with faces that have no name yet will be here.")

    def _name_folder(self, folders: list[Folder]) -> None:
        self._folder_title = next((folder_name(f.path) for f in folders if f.id == self._folder), "")
        self.header.set_title(self.title())
        self.title_changed.emit()

    def _on_choice(self, _key: str) -> None:
        self.view.verticalScrollBar().setValue(0)
        self._reread.now()

    # The photo that is the current one

    def _read_facts(self, index: int) -> None:
        if self._facts_request is not None:
            self._facts_request.cancel()
        if self.info_shown() and 0 <= index < len(self.view.ids):
            call = partial(read_facts, self.desk.library, PhotoId(int(self.view.ids[index])))
            self._facts_request = self.desk.bridge.ask(call, self._on_facts, self)

    def _on_facts(self, facts: PhotoFacts) -> None:
        self._facts_request = None
        self._info.show_faces(facts.marks)
        self._info.show_photo(facts.photo, facts.size)

    def _on_face(self, mark: FaceMark, _row: QWidget) -> None:
        if mark.person is not None:
            self.desk.open_person(mark.person)
        else:
            self._on_open_current()

    # Doing

    def _open(self, index: int) -> None:
        self.desk.open_photos(self.view.ids, index)

    def _on_selection(self) -> None:
        count = self.view.selected_count()
        self.header.setVisible(not count)
        self.selection.show_count(count)

    def _on_context(self, _index: int, point: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Open")).triggered.connect(self._on_open_current)
        menu.addAction(self.tr("Search for these people")).triggered.connect(self._on_search)
        menu.addAction(self.tr("Show in folder")).triggered.connect(self._on_show)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _on_open_current(self) -> None:
        self._open(self.view.current)

    def _chosen(self) -> PhotoId:
        """Return the one selected photo, else the current one."""
        selected = self.view.selected_ids()
        return PhotoId(selected[0] if len(selected) == 1 else int(self.view.ids[self.view.current]))

    def _on_show(self) -> None:
        self.desk.bridge.ask(partial(self.desk.library.photo, self._chosen()), self._show_photo, self)

    def _show_photo(self, photo: Photo) -> None:
        if photo.paths:
            self.desk.show_in_folder(photo.paths[0])

    def _on_search(self) -> None:
        self.desk.bridge.ask(partial(self.desk.library.photo, self._chosen()), self._search_photo, self)

    def _search_photo(self, photo: Photo) -> None:
        if photo.paths:
            self.desk.search_picture(Path(os.fsdecode(photo.paths[0])))
