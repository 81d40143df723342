"""The user's word: naming, rejecting, joining, undoing; and what is offered while a name is typed."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from colour_engine import COLOURS, make_photo

from faceorg.core.errors import KnownError, NotFoundError, UndoRefusedError, UnreadablePhotoError
from faceorg.core.events import Changes, Kind
from faceorg.core.ids import GroupId, PersonId
from faceorg.core.packs import Certainty
from faceorg.core.records import FaceState
from faceorg.library import Library
from faceorg.library.lock import LibraryBusyError


@pytest.fixture
def indexed(library, album):
    """Four red faces and four green ones, in two groups."""
    library.add_folders([album])
    library.start_indexing()
    library.wait_idle()
    return library


def group_of(library: Library, file: bytes) -> GroupId:
    """Return the group of the first face in the photo whose path holds ``file``."""
    for face in library.faces():
        if file in library.photo(face.photo).paths[0]:
            assert face.group is not None
            return face.group
    raise AssertionError(f"no face in {file!r}")


def test_naming_a_group_names_its_faces_and_says_so(indexed):
    heard: list[Changes] = []
    indexed.subscribe(heard.append)
    changes = indexed.name_group(group_of(indexed, b"red 0"), " Anna ")
    person = indexed.people()[0]
    assert (changes.label, person.name, person.faces) == ("Named 4 faces “Anna”", "Anna", 4)
    assert heard == [changes]
    assert changes.kinds & Kind.PEOPLE
    assert person.id in changes.people
    assert {face.state for face in indexed.faces_of_person(person.id)} == {FaceState.CONFIRMED}
    assert indexed.undo_label() == "Named 4 faces “Anna”"


def test_faces_left_out_are_known_not_to_be_that_person(indexed):
    group = group_of(indexed, b"red 0")
    first, *others = [face.id for face in indexed.faces_of_group(group)]
    indexed.name_group(group, "Anna", left_out=[first])
    assert indexed.face(first).person is None
    assert {indexed.face(other).person for other in others} == {indexed.people()[0].id}
    indexed.start_indexing()
    indexed.wait_idle()
    assert indexed.face(first).person is None


def test_a_known_name_is_that_person_whatever_its_case(indexed):
    red, green = group_of(indexed, b"red 0"), group_of(indexed, b"green 0")
    indexed.name_faces([indexed.faces_of_group(red)[0].id], "Anna")
    indexed.name_faces([indexed.faces_of_group(green)[0].id], " anna ")
    assert [person.name for person in indexed.people()] == ["Anna"]
    person = indexed.people()[0].id
    indexed.name_faces([indexed.faces_of_group(green)[1].id], person)
    assert len(indexed.faces_of_person(person)) >= 3


def test_undo_and_redo_go_through_everything_also_after_opening_again(paths, album):
    with Library.open(paths) as library:
        library.add_folders([album])
        library.start_indexing()
        library.wait_idle()
        library.name_group(group_of(library, b"red 0"), "Anna")
        library.name_group(group_of(library, b"green 0"), "Ben")
        anna, ben = sorted(library.people(), key=lambda person: person.name)
        library.rename_person(anna.id, "Anne")
        library.reject_faces(ben.id, [library.faces_of_person(ben.id)[0].id])
        library.merge_people(anna.id, [ben.id])
        assert [person.name for person in library.people()] == ["Anne"]
    with Library.open(paths) as library:
        labels = []
        while (label := library.undo_label()) is not None:
            labels.append(label)
            library.undo()
        assert labels == [
            "Joined “Ben” with “Anne”", "1 face not “Ben”", "Renamed “Anna” to “Anne”", "Named 4 faces “Ben”",
            "Named 4 faces “Anna”",
        ]  # fmt: skip
        assert library.people() == []
        with pytest.raises(UndoRefusedError):
            library.undo()
        while library.redo_label() is not None:
            library.redo()
        assert [person.name for person in library.people()] == ["Anne"]


def test_wrong_operations_are_refused_with_sentences(indexed):
    with pytest.raises(KnownError, match="no face to name"):
        indexed.name_faces([], "Anna")
    with pytest.raises(KnownError, match="needs a name"):
        indexed.name_group(group_of(indexed, b"red 0"), "  ")
    with pytest.raises(NotFoundError):
        indexed.name_group(GroupId(999), "Anna")
    with pytest.raises(NotFoundError):
        indexed.rename_person(PersonId(999), "Anna")
    indexed.name_group(group_of(indexed, b"red 0"), "Anna")
    indexed.name_group(group_of(indexed, b"green 0"), "Ben")
    with pytest.raises(KnownError, match=r"(?i)already a person named anna"):
        indexed.rename_person(next(person.id for person in indexed.people() if person.name == "Ben"), "anna")


def test_names_of_photos(indexed):
    indexed.name_group(group_of(indexed, b"red 0"), "Anna")
    indexed.name_group(group_of(indexed, b"green 0"), "Ben")
    photos = [face.photo for face in indexed.faces()]
    assert sorted(indexed.names_of_photos(photos).values()) == [*[("Anna",)] * 3, ("Anna", "Ben"), *[("Ben",)] * 3]


def test_completion_offers_who_looks_alike_then_the_last_named_then_the_rest(indexed, album):
    make_photo(album / "more.png", ["blue", "white"], 5)
    indexed.start_indexing()
    indexed.wait_idle()
    red, green = group_of(indexed, b"red 0"), group_of(indexed, b"green 0")
    indexed.name_group(red, "Zoe")
    indexed.name_group(green, "Anna Schmidt")
    more = [face.id for face in indexed.faces() if b"more" in indexed.photo(face.photo).paths[0]]
    indexed.name_faces(more[:1], "Ben")
    assert [each.name for each in indexed.complete_name("")] == ["Ben", "Anna Schmidt", "Zoe"]
    assert [each.name for each in indexed.complete_name("sch")] == ["Anna Schmidt"]
    make_photo(album / "again.png", ["red"], 6)
    indexed.start_indexing()
    indexed.wait_idle()
    new = [face.id for face in indexed.faces() if b"again" in indexed.photo(face.photo).paths[0]]
    first = indexed.complete_name("", new)[0]
    assert (first.name, first.certainty, first.photos) == ("Zoe", Certainty.VERY_LIKELY, 5)
    assert indexed.complete_name("nobody") == []


def test_a_searched_picture_names_people_and_lists_their_faces_best_first(indexed, tmp_path):
    indexed.name_group(group_of(indexed, b"red 0"), "Anna")
    picture = make_photo(tmp_path / "elsewhere" / "picture.png", ["red", "blue"], 77)
    for source in (picture, picture.read_bytes()):
        answer = indexed.search_picture(source)
        red, blue = answer.faces
        assert answer.size == (120, 120)
        assert (red.person_name, red.certainty, len(red.matches)) == ("Anna", Certainty.VERY_LIKELY, 4)
        assert {match.person_name for match in red.matches} == {"Anna"}
        similarities = [match.similarity for match in red.matches]
        assert similarities == sorted(similarities, reverse=True)
        assert (blue.person, blue.matches) == (None, ())
    assert indexed.summary().photos == 8
    assert len(indexed.search_picture(picture, limit=2).faces[0].matches) == 2


def test_pixels_can_be_searched_and_an_empty_picture_is_a_normal_answer(indexed):
    pixels = np.full((120, 120, 3), 128, np.uint8)
    assert indexed.search_picture(pixels).faces == ()
    pixels[:40, :40] = COLOURS["green"]
    assert len(indexed.search_picture(pixels).faces[0].matches) == 4


def test_a_search_does_not_show_photos_that_are_gone(indexed, album):
    picture = (album / "both.png").read_bytes()
    (album / "red 0.png").unlink()
    indexed.start_indexing()
    indexed.wait_idle()
    assert len(indexed.search_picture(picture).faces[0].matches) == 3


@pytest.mark.parametrize("source", [b"no picture", Path("/nowhere/at all.jpg")])
def test_what_is_no_picture_is_said_in_a_sentence(indexed, source):
    with pytest.raises(UnreadablePhotoError):
        indexed.search_picture(source)


def test_a_second_writer_is_refused_and_a_reader_is_not(indexed, paths, monkeypatch):
    monkeypatch.setattr("faceorg.library.handle.WRITER_PATIENCE", 0.0)
    with pytest.raises(LibraryBusyError):
        Library.open(paths)
    with Library.open(paths, writing=False) as reader:
        assert reader.summary() == indexed.summary()
        before = sorted((path, path.stat().st_mtime_ns) for path in paths.index.iterdir())
        picture = np.full((120, 120, 3), COLOURS["red"], np.uint8)
        assert len(reader.search_picture(picture).faces[0].matches) == 4
        assert sorted((path, path.stat().st_mtime_ns) for path in paths.index.iterdir()) == before
        with pytest.raises(KnownError, match="for looking only"):
            reader.undo()
        with pytest.raises(KnownError, match="for looking only"):
            reader.start_indexing()


def test_a_library_that_was_never_made_can_be_looked_at(paths):
    with Library.open(paths, writing=False) as reader:
        assert reader.summary().photos == 0


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path, paths):
    (tmp_path / "library").write_bytes(b"a file in its place")
    with pytest.raises(KnownError, match="cannot be written"):
        Library.open(paths)


def test_the_pack_in_use_cannot_be_removed_and_an_unknown_one_not_used(indexed):
    with pytest.raises(KnownError, match="is in use"):
        indexed.remove_pack("builtin")
    with pytest.raises(KnownError, match="no engine nonsense"):
        indexed.use_pack("nonsense")
    assert indexed.pack().name == "builtin"
    assert indexed.engine_notice() is None


def test_opening_loads_no_model_and_no_index(tmp_path):
    code = f"""
import sys
from pathlib import Path
from faceorg.core.paths import library_paths
from faceorg.library import Library
with Library.open(library_paths(Path({str(tmp_path / "library")!r}))) as library:
    library.summary(), library.groups(), library.people(), library.photo_grid()
print([name for name in ("onnxruntime", "cv2", "hnswlib", "scipy", "PIL", "pebble", "watchdog") if name in sys.modules])
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_a_searched_file_that_is_not_there_is_named(library, tmp_path):
    with pytest.raises(KnownError, match=r"There is no file .*nobody\.jpg\. Check how it is written\."):
        library.search_picture(tmp_path / "nobody.jpg")
