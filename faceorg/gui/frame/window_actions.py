"""The actions that work everywhere in the window, and the menu made of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from faceorg.gui.actions import ActionSpec
from faceorg.gui.frame.key_sheet import KeySheet
from faceorg.gui.page_names import PageName
from faceorg.gui.pages import PAGES, page_title

if TYPE_CHECKING:
    from faceorg.gui.frame.frame import Frame


class WindowActions(QObject):
    """Adds the actions to the desk's registry; the frame does them."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self._frame = frame
        self._page_numbers: dict[str, PageName] = {}
        self._sheet: KeySheet | None = None
        self._add_go()
        self._add_edit()
        self._add_view()
        self._add_library()

    def open_menu(self) -> None:
        """Open the main menu under its button; what can be undone is asked first, in the background."""
        library = self._frame.desk.library
        self._frame.desk.bridge.ask(lambda: (library.undo_label(), library.redo_label()), self._on_labels, self)

    def open_keys(self) -> None:
        """Open the sheet of all keys; a page notes its keys when it is made, so all are made now."""
        for entry in PAGES:
            self._frame.pages.page(entry.name)
        if self._sheet is not None:
            self._sheet.deleteLater()
        self._sheet = KeySheet(self._frame.desk.actions, self._frame)
        self._sheet.open_in_middle()

    def _add(self, spec: ActionSpec, slot: Callable[[], None]) -> None:
        self._frame.desk.actions.add(spec, slot, self._frame)

    def _add_go(self) -> None:
        go = self.tr("Go to")
        for place, entry in enumerate((entry for entry in PAGES if entry.in_sidebar), start=1):
            name = f"page-{entry.name.value}"
            self._page_numbers[name] = entry.name
            spec = ActionSpec(name, page_title(entry.name), (f"Ctrl+{place}",), menu=go, everywhere=True)
            self._add(spec, self._on_page)
        search = ActionSpec("search", self.tr("Search names"), ("Ctrl+K",), menu=go, everywhere=True)
        self._add(search, self._frame.toolbar.search.begin)
        self._add(ActionSpec("back", self.tr("Back"), ("Esc",), everywhere=True), self._frame.go_back)
        self._add(ActionSpec("next-area", self.tr("Next area"), ("F6",), everywhere=True), self._on_next_area)

    def _add_edit(self) -> None:
        edit, desk = self.tr("Edit"), self._frame.desk
        self._add(ActionSpec("undo", self.tr("Undo"), ("Ctrl+Z",), menu=edit, everywhere=True), desk.undo)
        keys = ("Ctrl+Shift+Z", "Ctrl+Y")
        self._add(ActionSpec("redo", self.tr("Redo"), keys, menu=edit, everywhere=True), desk.redo)
        paste = ActionSpec("paste", self.tr("Search the pasted picture"), ("Ctrl+V",), menu=edit, everywhere=True)
        self._add(paste, self._frame.on_paste_key)
        camera = ActionSpec("camera", self.tr("Search with the camera"), ("Ctrl+Shift+C",), menu=edit, everywhere=True)
        self._add(camera, self._frame.open_camera)

    def _add_view(self) -> None:
        view, frame = self.tr("View"), self._frame
        self._add(ActionSpec("sidebar", self.tr("Sidebar"), ("F9",), menu=view, everywhere=True), frame.toggle_sidebar)
        self._add(ActionSpec("info", self.tr("Info"), ("Ctrl+I",), menu=view, everywhere=True), frame.toggle_info)
        larger = ActionSpec("larger", self.tr("Larger"), ("Ctrl++", "Ctrl+="), menu=view, everywhere=True)
        self._add(larger, self._on_larger)
        smaller = ActionSpec("smaller", self.tr("Smaller"), ("Ctrl+-",), menu=view, everywhere=True)
        self._add(smaller, self._on_smaller)
        self._add(ActionSpec("keys", self.tr("All keys"), ("?",), menu=view, everywhere=True), self.open_keys)
        self._add(ActionSpec("menu", self.tr("Menu"), ("F10",), everywhere=True), self.open_menu)

    def _add_library(self) -> None:
        library, frame = self.tr("Library"), self._frame
        add = ActionSpec("add-folder", self.tr("Add a folder…"), ("Ctrl+O",), menu=library, everywhere=True)
        self._add(add, frame.choose_folders)
        rescan = ActionSpec("rescan", self.tr("Look for new photos"), ("F5",), menu=library, everywhere=True)
        self._add(rescan, frame.rescan)
        pause = ActionSpec("pause", self.tr("Pause or resume"), ("Ctrl+Shift+P",), menu=library, everywhere=True)
        self._add(pause, frame.pause_or_resume)
        problems = ActionSpec("problems", self.tr("Problems"), ("Ctrl+Shift+A",), menu=library, everywhere=True)
        self._add(problems, frame.open_problems)
        quit_ = ActionSpec("quit", self.tr("Quit"), ("Ctrl+Q",), menu=library, everywhere=True)
        self._add(quit_, frame.quit)

    def _on_page(self) -> None:
        action = self.sender()
        if action is not None:
            self._frame.choose_page(self._page_numbers[action.objectName()])

    def _on_larger(self) -> None:
        self._frame.toolbar.step_size(1)

    def _on_smaller(self) -> None:
        self._frame.toolbar.step_size(-1)

    def _on_next_area(self) -> None:
        """Move the focus to the next of: search field, sidebar, page, activity bar."""
        frame = self._frame
        page = frame.pages.current
        areas: list[QWidget] = [frame.toolbar, frame.sidebar, frame.activity]
        if page is not None:
            areas.insert(2, page)
        focused = QApplication.focusWidget()
        here = next((n for n, area in enumerate(areas) if focused is not None and area.isAncestorOf(focused)), -1)
        for step in range(1, len(areas) + 1):
            if _focus_first(areas[(here + step) % len(areas)]):
                return

    def _on_labels(self, labels: tuple[str | None, str | None]) -> None:
        menu = QMenu(self._frame)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        registry = self._frame.desk.actions
        for actions in registry.in_menu().values():
            if menu.actions():
                menu.addSeparator()
            menu.addActions(actions)
        for name, text, label in (("undo", self.tr("Undo"), labels[0]), ("redo", self.tr("Redo"), labels[1])):
            registry.get(name).setText(f"{text}: {label}" if label else text)
        button = self._frame.toolbar.menu_button
        corner = button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height() + 4))
        menu.popup(corner)


def _focus_first(area: QWidget) -> bool:
    """Give the focus to the first part of an area that takes it; return whether there was one."""
    if not area.isVisible():
        return False
    if area.focusProxy() is not None:
        area.setFocus(Qt.FocusReason.TabFocusReason)
        return True
    for widget in (area, *area.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False
