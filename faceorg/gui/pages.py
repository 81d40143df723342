"""What a page is, and which there are; each is imported when it is first opened, so that the window opens at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from faceorg.core.events import Changes
from faceorg.core.ids import FolderId, GroupId, PersonId
from faceorg.gui.desk import Desk, Searched
from faceorg.gui.page_names import PageName


class Page(QWidget):
    """A page of the window.

    Attributes:
        name: Which page it is.
        has_size: Whether the size slider does something here.
        has_info: Whether the info panel can be shown here.
        whole_window: Whether it covers toolbar, sidebar and activity bar.
    """

    title_changed = Signal()

    name: ClassVar[PageName]
    has_size: ClassVar[bool] = False
    has_info: ClassVar[bool] = False
    whole_window: ClassVar[bool] = False

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setBackgroundRole(self.backgroundRole().Base)
        self.setAutoFillBackground(True)

    def title(self) -> str:
        """Return what the title bar of the window says."""
        return page_title(self.name)

    def enter(self) -> None:
        """Get ready to be shown; called each time, before the page takes the focus."""

    def leave(self) -> None:
        """Called when another page is shown."""

    def apply_changes(self, changes: Changes) -> None:
        """Take note of what changed in the library, also while hidden."""

    def set_size(self, step: float) -> None:
        """Set the size of the cells, 0 smallest to 1 largest."""

    def go_back(self) -> bool:
        """Handle Esc; return True when something was closed, False to leave the page."""
        return False

    def show_info(self, *, shown: bool) -> None:
        """Show or hide the info panel."""

    def info_shown(self) -> bool:
        """Return whether the info panel is shown."""
        return False


@runtime_checkable
class ShowsPerson(Protocol):
    """A page about one person."""

    def show_person(self, person: PersonId) -> None:
        """Show a person."""


@runtime_checkable
class ShowsGroup(Protocol):
    """A page of groups."""

    def show_group(self, group: GroupId) -> None:
        """Go to one group."""


@runtime_checkable
class ShowsPhotos(Protocol):
    """A page that shows one photo of a row."""

    def show_photos(self, ids: NDArray[np.int64], index: int) -> None:
        """Show the photo at ``index`` of ``ids``, shape (n,)."""


@runtime_checkable
class ShowsFolder(Protocol):
    """A page whose photos can be narrowed to one folder."""

    def show_folder(self, folder: FolderId | None) -> None:
        """Show one folder only, or everything."""

    def folder(self) -> FolderId | None:
        """Return the folder that is shown, None for everything."""


@runtime_checkable
class Searches(Protocol):
    """A page that shows who is in a picture."""

    def search(self, source: Searched | Sequence[Searched]) -> None:
        """Search for the people in a picture, or in several."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page in the registry.

    Attributes:
        icon: Name of its icon.
        load: Imports the page's module and returns its class.
        in_sidebar: Whether it has a row in the sidebar.
    """

    name: PageName
    icon: str
    load: Callable[[], type[Page]]
    in_sidebar: bool = False


def _welcome() -> type[Page]:
    from faceorg.gui.welcome.page import WelcomePage  # noqa: PLC0415

    return WelcomePage


def _photos() -> type[Page]:
    from faceorg.gui.photos.page import PhotosPage  # noqa: PLC0415

    return PhotosPage


def _viewer() -> type[Page]:
    from faceorg.gui.viewer.page import ViewerPage  # noqa: PLC0415

    return ViewerPage


def _people() -> type[Page]:
    from faceorg.gui.people.page import PeoplePage  # noqa: PLC0415

    return PeoplePage


def _unnamed() -> type[Page]:
    from faceorg.gui.unnamed.page import UnnamedPage  # noqa: PLC0415

    return UnnamedPage


def _person() -> type[Page]:
    from faceorg.gui.person.page import PersonPage  # noqa: PLC0415

    return PersonPage


def _search() -> type[Page]:
    from faceorg.gui.search.page import SearchPage  # noqa: PLC0415

    return SearchPage


PAGES: tuple[PageEntry, ...] = (
    PageEntry(PageName.PHOTOS, "images", _photos, in_sidebar=True),
    PageEntry(PageName.PEOPLE, "users-round", _people, in_sidebar=True),
    PageEntry(PageName.UNNAMED, "user-round-pen", _unnamed, in_sidebar=True),
    PageEntry(PageName.PERSON, "user-round", _person),
    PageEntry(PageName.SEARCH, "image-up", _search),
    PageEntry(PageName.WELCOME, "folder", _welcome),
    PageEntry(PageName.VIEWER, "image", _viewer),
)


def entry_of(name: PageName) -> PageEntry:
    """Return the registry's entry of a page."""
    return next(entry for entry in PAGES if entry.name is name)


def page_title(name: PageName) -> str:
    """Return the translated title of a page."""
    translate = QCoreApplication.translate
    titles = {
        PageName.WELCOME: translate("pages", "Welcome"),
        PageName.PHOTOS: translate("pages", "Photos"),
        PageName.PEOPLE: translate("pages", "People"),
        PageName.UNNAMED: translate("pages", "Unnamed"),
        PageName.PERSON: translate("pages", "Person"),
        PageName.SEARCH: translate("pages", "Search"),
        PageName.VIEWER: translate("pages", "Photo"),
    }
    return titles[name]
