"""The sidebar: the pages that work, and the folders."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from faceorg.core.ids import FolderId
from faceorg.core.records import Folder
from faceorg.gui import words
from faceorg.gui.files import folder_name
from faceorg.gui.icons import SIZE, icon_pixmap
from faceorg.gui.page_names import PageName
from faceorg.gui.pages import PAGES, page_title
from faceorg.gui.theme import Type, Weight, theme
from faceorg.gui.widgets.buttons import IconButton
from faceorg.gui.widgets.labels import Label
from faceorg.gui.widgets.row_button import RowButton

WIDTH = 216
ROW_HEIGHT = 32
MARGIN = 8
PADDING = 10
GAP = 10


class SidebarRow(RowButton):
    """One row: icon, name, and at the right a quiet note (a count, or "offline")."""

    def __init__(self, icon: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, QSize(WIDTH - 2 * MARGIN, ROW_HEIGHT), parent)
        self._icon_name, self._note, self._quiet = icon, "", False
        self.setCheckable(True)

    def set_note(self, note: str, *, quiet: bool = False) -> None:
        """Show a note at the right; ``quiet`` also greys the name."""
        self._note, self._quiet = note, quiet
        self.setAccessibleDescription(note)
        self.update()

    def paint_content(self, painter: QPainter) -> None:
        """Paint icon, name and note."""
        tokens = theme().tokens
        tint = tokens.accent_text if self.isChecked() else tokens.text3 if self._quiet else tokens.text2
        left, width = PADDING + SIZE + GAP, self.width()
        note = theme().metrics(Type.SMALL).horizontalAdvance(self._note)
        text_width = width - left - PADDING - (note + GAP if note else 0)
        mirrored = self.isRightToLeft()
        icon_left = width - PADDING - SIZE if mirrored else PADDING
        painter.drawPixmap(icon_left, (self.height() - SIZE) // 2, icon_pixmap(self._icon_name, tint))
        painter.setFont(theme().font(Type.BODY, Weight.SEMIBOLD if self.isChecked() else Weight.NORMAL))
        painter.setPen(tokens.text3 if self._quiet else tokens.text)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, text_width)
        self.setToolTip(self.text() if shown != self.text() else "")
        rect = QRectF(width - left - text_width if mirrored else left, 0, text_width, self.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(theme().font(Type.SMALL))
        painter.setPen(tokens.text3 if self._quiet else tokens.text2)
        note_rect = QRectF(PADDING if mirrored else width - PADDING - note, 0, note, self.height())
        painter.drawText(note_rect, Qt.AlignmentFlag.AlignVCenter, self._note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move to the neighbouring row, Enter opens."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        rows = self.window().findChildren(SidebarRow)
        if step is not None:
            place = rows.index(self) + step
            if 0 <= place < len(rows):
                rows[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class Sidebar(QFrame):
    """States wishes only; the window decides what is shown."""

    page_chosen = Signal(object)
    folder_chosen = Signal(object)
    folder_add_wanted = Signal()
    folder_remove_wanted = Signal(object)
    folder_show_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._pages: dict[PageName, SidebarRow] = {}
        self._folders: dict[FolderId, tuple[SidebarRow, Folder]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN + 1, 8)
        column.setSpacing(2)
        for entry in PAGES:
            if entry.in_sidebar:
                column.addWidget(self._page_row(entry.name, entry.icon))
        column.addSpacing(14)
        column.addLayout(self._folder_heading())
        column.addWidget(self._folder_area(), 1)

    def set_current(self, name: PageName | None, folder: FolderId | None = None) -> None:
        """Mark the page or the folder that is shown."""
        for page, row in self._pages.items():
            row.setChecked(page is name and folder is None)
        for number, (row, _) in self._folders.items():
            row.setChecked(number == folder)
        self._current = (name, folder)

    def set_count(self, name: PageName, count: int) -> None:
        """Show a count beside a page; nothing for 0."""
        if name in self._pages:
            self._pages[name].set_note(words.number(count) if count else "")

    def set_folders(self, folders: Sequence[Folder], *, scanning: bool) -> None:
        """Show the folders of the library."""
        shown = [(folder.id, folder.path) for _, folder in self._folders.values()]
        if shown != [(folder.id, folder.path) for folder in folders]:
            self._rebuild_folders(folders)
        for folder in folders:
            row, _ = self._folders[folder.id]
            self._folders[folder.id] = (row, folder)
            row.set_note(self._folder_note(folder, scanning=scanning), quiet=not folder.present)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line to the page."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().tokens.side)
        edge = 0 if self.isRightToLeft() else self.width() - 1
        painter.fillRect(edge, 0, 1, self.height(), theme().tokens.line)
        painter.end()

    def _page_row(self, name: PageName, icon: str) -> SidebarRow:
        row = SidebarRow(icon, page_title(name))
        row.setProperty("page", name.value)
        row.clicked.connect(self._on_page_clicked)
        self._pages[name] = row
        return row

    def _folder_heading(self) -> QHBoxLayout:
        heading = QHBoxLayout()
        heading.setContentsMargins(PADDING, 0, 0, 0)
        add = IconButton("plus", self.tr("Add a folder"), side=28)
        add.clicked.connect(self.folder_add_wanted)
        heading.addWidget(Label(self.tr("Folders"), Type.SMALL, Weight.SEMIBOLD, "text2"), 1)
        heading.addWidget(add)
        return heading

    def _folder_area(self) -> QScrollArea:
        content = QWidget()
        self._folder_column = QVBoxLayout(content)
        self._folder_column.setContentsMargins(0, 0, 0, 0)
        self._folder_column.setSpacing(2)
        self._folder_column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for ground in (area, area.viewport(), content):
            ground.setAutoFillBackground(False)
        return area

    def _rebuild_folders(self, folders: Sequence[Folder]) -> None:
        for row, _ in self._folders.values():
            self._folder_column.removeWidget(row)
            row.deleteLater()
        self._folders = {}
        for place, folder in enumerate(folders):
            row = SidebarRow("folder", folder_name(folder.path))
            row.setProperty("folder", int(folder.id))
            row.clicked.connect(self._on_folder_clicked)
            row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            row.customContextMenuRequested.connect(self._on_folder_menu)
            self._folder_column.insertWidget(place, row)
            self._folders[folder.id] = (row, folder)

    def _folder_note(self, folder: Folder, *, scanning: bool) -> str:
        if not folder.present:
            return self.tr("offline")
        return "…" if scanning else words.number(folder.photos)

    def _on_page_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, SidebarRow):
            sender.setChecked(True)
            self.page_chosen.emit(PageName(sender.property("page")))

    def _on_folder_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, SidebarRow):
            sender.setChecked(True)
            self.folder_chosen.emit(FolderId(sender.property("folder")))

    def _on_folder_menu(self, point: QPoint) -> None:
        row = self.sender()
        if not isinstance(row, SidebarRow):
            return
        self._menu_folder = FolderId(row.property("folder"))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Show in folder")).triggered.connect(self._on_show_folder)
        menu.addAction(self.tr("Remove from faceorg")).triggered.connect(self._on_remove_folder)
        menu.popup(row.mapToGlobal(point))

    def _on_show_folder(self) -> None:
        self.folder_show_wanted.emit(self._folders[self._menu_folder][1].path)

    def _on_remove_folder(self) -> None:
        self.folder_remove_wanted.emit(self._menu_folder)
