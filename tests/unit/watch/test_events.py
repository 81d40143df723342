import os

import pytest
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileMovedEvent,
)

from faceorg.watch.events import EventHandler, Surroundings


def touched(*events, root=b"/link", excluded=(b"/real/library",)):
    """Return the folders touched by events below /real, which the user knows as ``root``."""
    folders = []
    surroundings = Surroundings(root, b"/real", lambda name: name.endswith(b".jpg"), excluded)
    handler = EventHandler(surroundings, folders.append)
    for event in events:
        handler.dispatch(event)
    return folders


def test_a_file_concerns_its_folder_under_the_name_the_user_gave():
    assert touched(FileCreatedEvent("/real/a/x.jpg"), FileDeletedEvent("/real/x.jpg")) == [b"/link/a", b"/link"]


def test_a_new_folder_is_looked_at_itself_and_a_lost_one_from_above():
    assert touched(DirCreatedEvent("/real/a/b"), DirDeletedEvent("/real/a/b")) == [b"/link/a/b", b"/link/a"]


def test_a_move_concerns_both_ends():
    assert touched(FileMovedEvent("/real/a/x.jpg", "/real/b/x.jpg")) == [b"/link/a", b"/link/b"]
    assert touched(DirMovedEvent("/real/a", "/real/b/c")) == [b"/link", b"/link/b/c"]


def test_a_download_counts_when_it_gets_its_name():
    assert touched(FileMovedEvent("/real/a/x.jpg.part", "/real/a/x.jpg")) == [None, b"/link/a"]


@pytest.mark.parametrize(
    "path",
    ["/real/a.txt", "/real/.hidden.jpg", "/real/.git/a.jpg", "/real/a/@eaDir/a.jpg", "/real/library/thumbnails/a.jpg"],
)
def test_what_a_scan_would_not_find_is_not_reported(path):
    assert touched(FileCreatedEvent(path)) == [None]


def test_the_chosen_folder_itself_is_reported_as_such():
    assert touched(DirDeletedEvent("/real")) == [b"/link"]


def test_names_that_are_no_text_survive():
    path = os.fsdecode(b"/real/caf\xe9/x.jpg")
    assert touched(FileCreatedEvent(path)) == [b"/link/caf\xe9"]


def test_the_top_of_the_file_system_can_be_chosen():
    surroundings = Surroundings(b"/", b"/", lambda _: True, ())
    assert surroundings.folder_of(b"/a/x.jpg", is_folder=False, is_new=True) == b"/a"
    assert surroundings.folder_of(b"/x.jpg", is_folder=False, is_new=True) == b"/"
