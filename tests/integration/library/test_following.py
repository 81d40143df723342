"""Folders are followed while the library is open: what happens there is in the library within seconds."""

import threading

import pytest
from colour_engine import make_photo


@pytest.fixture
def followed(library, album):
    library.add_folders([album])
    library.start_indexing(watch=True)
    library.wait_idle()
    return library


def until(library, true) -> None:
    """Wait for the next changes until ``true`` holds."""
    happened = threading.Event()
    end = library.subscribe(lambda news: happened.set())
    while not true():
        happened.wait(0.2)
        happened.clear()
    end()


def test_a_new_photo_appears(followed, album):
    make_photo(album / "trip" / "new.png", ["red"], 40)
    until(followed, lambda: followed.summary().photos == 9)


def test_a_removed_folder_of_photos_disappears(followed, album):
    for path in (album / "trip").iterdir():
        path.unlink()
    (album / "trip").rmdir()
    until(followed, lambda: followed.summary().photos == 5)


def test_a_renamed_photo_keeps_its_name(followed, album):
    face = next(face for face in followed.faces() if b"red 0" in followed.photo(face.photo).paths[0])
    followed.name_faces([face.id], "Anna")
    (album / "red 0.png").rename(album / "other.png")
    until(followed, lambda: b"other" in followed.photo(face.photo).paths[0])
    assert followed.face(face.id).person is not None


def test_a_folder_added_later_is_followed_too(followed, tmp_path):
    make_photo(tmp_path / "second" / "a.png", ["blue"], 1)
    followed.add_folders([tmp_path / "second"])
    followed.start_indexing()
    followed.wait_idle()
    make_photo(tmp_path / "second" / "b.png", ["blue"], 2)
    until(followed, lambda: followed.summary().photos == 10)
