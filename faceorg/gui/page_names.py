"""The names of the pages, which everything that navigates shares."""

from enum import StrEnum


class PageName(StrEnum):
    """The pages of the window."""

    WELCOME = "welcome"
    PHOTOS = "photos"
    PEOPLE = "people"
    UNNAMED = "unnamed"
    PERSON = "person"
    SEARCH = "search"
    VIEWER = "viewer"
