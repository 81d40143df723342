"""Everything around the pages, and the fulfilment of the pages' wishes."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from faceorg.core.errors import KnownError
from faceorg.core.events import Changes, Kind, Phase, Progress
from faceorg.core.ids import FolderId, GroupId, PersonId
from faceorg.core.records import Folder
from faceorg.gui.desk import Desk, Searched
from faceorg.gui.frame.activity_bar import ActivityBar
from faceorg.gui.frame.counts import Counts
from faceorg.gui.frame.drop_layer import DropLayer
from faceorg.gui.frame.message_bar import MessageBar
from faceorg.gui.frame.navigator import Navigator
from faceorg.gui.frame.problems import ProblemsPopover
from faceorg.gui.frame.sidebar import Sidebar
from faceorg.gui.frame.toast import Toast
from faceorg.gui.frame.toolbar import Toolbar
from faceorg.gui.frame.window_actions import WindowActions
from faceorg.gui.incoming import Incoming, read_mime
from faceorg.gui.page_names import PageName
from faceorg.gui.pages import Page, Searches, ShowsFolder, ShowsGroup, ShowsPerson, ShowsPhotos
from faceorg.gui.pixels import to_array
from faceorg.gui.widgets.popover import Popover

NARROW = 900
"""Below this width the sidebar hides by itself."""
PICTURE_FILES = "*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.gif *.avif *.heic *.heif"


class Frame(QWidget):
    """Toolbar, sidebar, pages and activity bar of one open library."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self.desk = desk
        self._scanning, self._sidebar_wanted = False, True
        self._trouble: KnownError | None = None
        self._folders: list[Folder] = []
        self.toolbar, self.sidebar, self.activity = Toolbar(desk), Sidebar(), ActivityBar()
        self.messages = MessageBar()
        self._framed, self._whole = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.toast, self.drop_layer = Toast(self), DropLayer(self)
        self.problems = ProblemsPopover(desk, self)
        self.pages = Navigator(desk, self._framed, self._whole)
        self.counts = Counts(desk, self)
        self.commands = WindowActions(self)
        self._connect_wishes()
        self._connect_parts()
        self.counts.read()

    # Making it

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sidebar)
        middle.addWidget(self._framed, 1)
        framed = QWidget()
        column, outer = QVBoxLayout(framed), QVBoxLayout(self)
        for layout in (column, outer):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addLayout(middle, 1)
        column.addWidget(self.activity)
        self._whole.addWidget(framed)
        outer.addWidget(self.messages)
        outer.addWidget(self._whole, 1)

    def _connect_wishes(self) -> None:
        desk, bridge = self.desk, self.desk.bridge
        bridge.changed.connect(self._on_changed)
        bridge.progressed.connect(self._on_progressed)
        bridge.failed.connect(self.messages.show_error)
        desk.failed.connect(self.messages.show_error)
        desk.page_wanted.connect(self.open_page)
        desk.person_wanted.connect(self.open_person)
        desk.group_wanted.connect(self.open_group)
        desk.photos_wanted.connect(self.open_photos)
        desk.search_wanted.connect(self.search_picture)
        desk.camera_wanted.connect(self.open_camera)
        desk.folders_wanted.connect(self.add_folders)
        desk.folder_choice_wanted.connect(self.choose_folders)
        desk.folder_wanted.connect(self.open_folder)
        desk.back_wanted.connect(self.go_back)
        desk.size_step_wanted.connect(self.toolbar.step_size)
        desk.said.connect(self._on_said)
        desk.counted.connect(self.sidebar.set_count)

    def _connect_parts(self) -> None:
        self.counts.folders_read.connect(self._on_folders)
        self.counts.photos_read.connect(self.activity.show_photos)
        self.counts.problems_read.connect(self.activity.show_problems)
        self.pages.shown.connect(self._on_page_shown)
        self.sidebar.page_chosen.connect(self.choose_page)
        self.sidebar.folder_chosen.connect(self.open_folder)
        self.sidebar.folder_add_wanted.connect(self.choose_folders)
        self.sidebar.folder_remove_wanted.connect(self.remove_folder)
        self.sidebar.folder_show_wanted.connect(self.desk.show_in_folder)
        self.toolbar.sidebar_toggled.connect(self.toggle_sidebar)
        self.toolbar.paste_wanted.connect(self.paste_or_choose)
        self.toolbar.camera_wanted.connect(self.open_camera)
        self.toolbar.size_changed.connect(self._on_size_changed)
        self.toolbar.info_toggled.connect(self.toggle_info)
        self.toolbar.menu_wanted.connect(self.commands.open_menu)
        self.activity.pause_toggled.connect(self.pause_or_resume)
        self.activity.problems_wanted.connect(self.open_problems)
        self.toast.undo_wanted.connect(self.desk.undo)
        self.drop_layer.dropped.connect(self.take)
        self.drop_layer.appearing.connect(self._place_drop_layer)

    # Pages

    def open_page(self, name: PageName) -> Page:
        """Go to a page."""
        return self.pages.show(name)

    def open_folder(self, folder: FolderId | None) -> None:
        """Show the photos of one folder, or of all."""
        page = self.pages.page(PageName.PHOTOS)
        if isinstance(page, ShowsFolder):
            page.show_folder(folder)
        self.pages.show(PageName.PHOTOS)

    def open_person(self, person: PersonId) -> None:
        """Show a person."""
        page = self.pages.page(PageName.PERSON)
        if isinstance(page, ShowsPerson):
            page.show_person(person)
        self.pages.show(PageName.PERSON)

    def open_group(self, group: GroupId) -> None:
        """Show a group among the unnamed ones."""
        page = self.pages.page(PageName.UNNAMED)
        if isinstance(page, ShowsGroup):
            page.show_group(group)
        self.pages.show(PageName.UNNAMED)

    def open_photos(self, ids: NDArray[np.int64], index: int) -> None:
        """Show one photo of a row of photos."""
        page = self.pages.page(PageName.VIEWER)
        if isinstance(page, ShowsPhotos):
            page.show_photos(ids, index)
        self.pages.show(PageName.VIEWER)

    def search_picture(self, source: Searched | Sequence[Searched]) -> None:
        """Show who is in a picture."""
        page = self.pages.page(PageName.SEARCH)
        if isinstance(page, Searches):
            page.search(source)
        self.pages.show(PageName.SEARCH)

    def choose_page(self, name: PageName) -> None:
        """Go to a page as from the sidebar: there is no way back from it."""
        self.pages.forget_way()
        if name is PageName.PHOTOS:
            self.open_folder(None)
        else:
            self.open_page(name)

    def _on_page_shown(self, page: Page) -> None:
        self._close_cards()
        self._mark_sidebar(page)
        self.toolbar.set_size_enabled(page.has_size)
        self.toolbar.set_info_enabled(page.has_info)
        self.toolbar.info_button.setChecked(page.info_shown())
        if page.has_size:
            page.set_size(self.toolbar.cell_size())
        page.title_changed.connect(self._on_title_changed, Qt.ConnectionType.UniqueConnection)
        self._on_title_changed()

    def go_back(self) -> None:
        """Close what floats, else what is open on the page, else go to the page before."""
        if not self._close_cards():
            self.pages.back()

    def _close_cards(self) -> bool:
        """Close what floats over the page; return whether there was anything."""
        cards = [card for card in self.window().findChildren(Popover) if card.isVisible()]
        for card in cards:
            card.close_popover()
        return bool(cards)

    def _mark_sidebar(self, page: Page) -> None:
        name = PageName.PEOPLE if page.name is PageName.PERSON else page.name
        folder = page.folder() if isinstance(page, ShowsFolder) else None
        self.sidebar.set_current(name, folder)

    def _on_title_changed(self) -> None:
        page = self.pages.current
        if page is not None:
            self.window().setWindowTitle(self.tr("{page} – faceorg").format(page=page.title()))

    def _on_size_changed(self, step: float) -> None:
        if self.pages.current is not None and self.pages.current.has_size:
            self.pages.current.set_size(step)

    def toggle_info(self) -> None:
        """Show or hide the info panel of the page, where it has one."""
        page = self.pages.current
        if page is not None and page.has_info:
            page.show_info(shown=not page.info_shown())
            self.toolbar.info_button.setChecked(page.info_shown())

    # What the library says

    def _on_changed(self, changes: Changes) -> None:
        for page in self.pages.made():
            page.apply_changes(changes)
        if changes.kinds & (Kind.PHOTOS | Kind.FACES):
            self.desk.pictures.retry()
        if changes.kinds & Kind.PROBLEMS:
            self.problems.refresh()
        self.counts.apply_changes(changes)

    def _on_progressed(self, progress: Progress) -> None:
        self.activity.show_progress(progress)
        if progress.trouble is not None and progress.trouble is not self._trouble:
            self.messages.show_error(progress.trouble)
        self._trouble = progress.trouble
        scanning = progress.phase is Phase.SCANNING
        if scanning != self._scanning:
            self._scanning = scanning
            self.sidebar.set_folders(self._folders, scanning=scanning)

    def _on_folders(self, folders: list[Folder]) -> None:
        self._folders = folders
        self.sidebar.set_folders(folders, scanning=self._scanning)
        if self.pages.current is None or (self.pages.current.name is PageName.WELCOME and folders):
            self.pages.show(PageName.PHOTOS if folders else PageName.WELCOME, remember=False)
        elif not folders and self.pages.current.name is PageName.PHOTOS:
            self.pages.show(PageName.WELCOME, remember=False)
        else:
            self._mark_sidebar(self.pages.current)

    def _on_said(self, text: str, undo: bool) -> None:
        self.toast.say(text, undo=undo)

    # Folders

    def choose_folders(self) -> None:
        """Let the user choose a folder to add."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Add a folder with photos"))
        if folder:
            self.add_folders([Path(folder)])

    def add_folders(self, folders: Sequence[Path]) -> None:
        """Add folders and look through them."""
        library = self.desk.library

        def add() -> list[Folder]:
            added = library.add_folders(folders)
            library.start_indexing(watch=True)
            return added

        self.desk.bridge.ask(add, self._on_folders_added, self)

    def begin_work(self, folders: Sequence[Path]) -> None:
        """Add the folders given at the start, and look for what is new in all of them."""
        if folders:
            self.add_folders(folders)
        else:
            self.rescan()

    def _on_folders_added(self, added: list[Folder]) -> None:
        del added
        self.counts.read()

    def remove_folder(self, folder: FolderId) -> None:
        """Take a folder out of the library; its names come back with it."""
        self.desk.perform(partial(self.desk.library.remove_folder, folder), self, self._on_folder_removed)

    def _on_folder_removed(self, changes: Changes) -> None:
        del changes
        page = self.pages.current
        if isinstance(page, ShowsFolder) and page.folder() is not None:
            self.open_folder(None)
        self.counts.read()

    # Drop and paste

    def _place_drop_layer(self) -> None:
        """Lie over sidebar and page, or over all of a page that has the whole window."""
        area = self.rect()
        if self.toolbar.isVisible():
            corner = self.toolbar.mapTo(self, self.toolbar.rect().bottomLeft())
            area.setTop(corner.y() + 1)
            area.setBottom(self.activity.mapTo(self, self.activity.rect().topLeft()).y() - 1)
        self.drop_layer.setGeometry(area)

    def take(self, incoming: Incoming) -> None:
        """Add dropped folders; search dropped pictures."""
        if incoming.folders:
            self.add_folders(incoming.folders)
        elif incoming.files:
            self.search_picture(incoming.files[0] if len(incoming.files) == 1 else list(incoming.files))
        elif incoming.image is not None:
            self.search_picture(to_array(incoming.image))
        elif incoming.encoded:
            self.search_picture(incoming.encoded)

    def paste(self) -> bool:
        """Take what is in the clipboard; return whether there was anything to take."""
        mime = QGuiApplication.clipboard().mimeData()
        incoming = Incoming() if mime is None else read_mime(mime)
        self.take(incoming)
        return bool(incoming)

    def paste_or_choose(self) -> None:
        """Search the picture in the clipboard, or one the user chooses."""
        if self.paste():
            return
        pictures = self.tr("Pictures ({patterns})").format(patterns=PICTURE_FILES)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Search for the people in a picture"), "", pictures)
        if name:
            self.search_picture(Path(name))

    def on_paste_key(self) -> None:
        """Take what is in the clipboard, or say that it is nothing usable."""
        if not self.paste():
            self.desk.say(self.tr("There is no picture in the clipboard."))

    def open_camera(self) -> None:
        """Open the camera panel under its button."""
        from faceorg.gui.camera.panel import CameraPanel  # noqa: PLC0415  QtMultimedia only when it is needed

        found = self.findChild(CameraPanel)
        panel = found if found is not None else CameraPanel(self.desk, self)
        panel.open_at(self.toolbar.camera_button)

    # Work and panels

    def pause_or_resume(self) -> None:
        """Hold the background work, or go on with it."""
        library = self.desk.library
        paused = self.activity.paused

        def change() -> None:
            (library.resume if paused else library.pause)()

        self.desk.bridge.ask(change, self._on_paused, self)

    def _on_paused(self, _nothing: None) -> None:
        self.desk.bridge.ask(self.desk.library.progress, self._on_progressed, self)

    def rescan(self) -> None:
        """Look through all folders for what is new."""
        self.desk.bridge.ask(partial(self.desk.library.start_indexing, watch=True), self._on_paused, self)

    def quit(self) -> None:
        """Close the window."""
        self.window().close()

    def open_problems(self) -> None:
        """Open the list of problems, if there are any."""
        self.problems.open_over(self.activity.problems_button)

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar."""
        self._sidebar_wanted = not self.sidebar.isVisible()
        self.sidebar.setVisible(self._sidebar_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the sidebar where there is no room; keep what floats in its place."""
        super().resizeEvent(event)
        self.sidebar.setVisible(self._sidebar_wanted and event.size().width() >= NARROW)
        self.toast.place()
