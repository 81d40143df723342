import numpy as np
import pytest
from catalog_album import PACK, found_face

from faceorg.catalog import faces as faces_module
from faceorg.core.errors import NotFoundError
from faceorg.core.records import FaceState


def ids(faces):
    return [face.id for face in faces]


def test_a_face_comes_back_as_it_was_found(catalog, album):
    photo, _ = album.photo()
    found = found_face(3, 0.75)
    (face_id,) = catalog.faces.store_found(photo, PACK, [found])
    face = catalog.faces.get(face_id, PACK)
    assert (face.photo, face.region, face.score, face.quality) == (photo, found.region, 0.9, 0.75)
    assert (face.state, face.group, face.person) == (FaceState.SINGLE, None, None)


def test_faces_of_a_photo_come_largest_first(catalog, album):
    photo, _ = album.photo()
    small, large = found_face(0), found_face(5)
    large = type(large)(type(large.region)(0.5, 0.2, 0.3, 0.4), large.landmarks, 1, 0.5, large.embedding)
    first, second = catalog.faces.store_found(photo, PACK, [small, large])
    assert ids(catalog.faces.of_photo(photo, PACK)) == [second, first]


def test_unknown_faces_and_groups_are_told_in_words(catalog):
    with pytest.raises(NotFoundError, match="no face 5"):
        catalog.faces.get(5, PACK)
    with pytest.raises(NotFoundError, match="no group 5"):
        catalog.faces.of_group(5)


def test_many_faces_are_asked_for_at_once(catalog, album):
    first, second = album.faces(2)
    found = catalog.faces.get_many([second, first, 99], PACK)
    assert set(found) == {first, second}
    assert catalog.faces.get_many([], PACK) == {}


def test_faces_of_a_group_come_best_first(catalog, album):
    worse, better = album.photo(0.2)[1] + album.photo(0.9)[1]
    (group,) = album.group([worse, better])
    assert ids(catalog.faces.of_group(group)) == [better, worse]


def test_faces_of_a_person_are_confirmed_and_placed_ones_latest_first(catalog, album):
    first, second, third = album.faces(3)
    album.group([first, second, third])
    anna = album.name([second], "Anna")
    found = catalog.faces.of_person(anna, PACK)
    assert ids(found) == [third, second, first]
    assert [face.state for face in found] == [FaceState.PLACED, FaceState.CONFIRMED, FaceState.PLACED]
    assert {face.person for face in found} == {anna}


def test_all_faces_come_once_across_pages(catalog, album, monkeypatch):
    monkeypatch.setattr(faces_module, "PAGE", 3)
    expected = album.faces(7)
    assert ids(catalog.faces.all(PACK)) == expected


def test_a_face_shows_for_the_packs_that_found_it_and_for_all_once_confirmed(catalog, album):
    photo, (face,) = album.photo(0.5, pack="other")
    assert catalog.faces.of_photo(photo, PACK) == []
    assert ids(catalog.faces.of_photo(photo, "other")) == [face]
    album.name([face], "Anna")
    assert ids(catalog.faces.of_photo(photo, PACK)) == [face]
    assert catalog.summary(PACK).faces == 1
    assert catalog.summary("other").faces == 1


def test_vectors_come_in_the_order_they_were_stored_and_only_new_ones_again(catalog, album):
    photo, first = album.photo(0.25, 0.5)
    everything = catalog.faces.vectors(PACK)
    assert everything.faces.tolist() == first
    assert everything.photos.tolist() == [photo, photo]
    assert everything.quality.tolist() == [0.25, 0.5]
    assert everything.vectors.dtype == np.float16
    assert everything.vectors.tolist() == [[1, 0, 0, 0], [0, 1, 0, 0]]
    _, later = album.photo(0.5)
    news = catalog.faces.vectors(PACK, everything.revision)
    assert news.faces.tolist() == later
    assert catalog.faces.vectors(PACK, news.revision).revision == news.revision
    assert catalog.faces.state(PACK) == (3, news.revision)


def test_a_face_detected_again_comes_again(catalog, album):
    photo, faces = album.photo(0.5)
    revision = catalog.faces.vectors(PACK).revision
    catalog.faces.store_found(photo, PACK, [found_face(0)])
    again = catalog.faces.vectors(PACK, revision)
    assert again.faces.tolist() == faces
    assert catalog.faces.state(PACK) == (1, again.revision)


def test_a_second_packs_vectors_of_old_faces_are_news(catalog, album):
    photo, faces = album.photo(0.5)
    assert catalog.faces.vectors("other").vectors.shape == (0, 0)
    catalog.faces.store_found(photo, "other", [found_face(0)])
    assert catalog.faces.vectors("other").faces.tolist() == faces
    assert catalog.faces.vectors(PACK).faces.tolist() == faces


def test_vectors_of_hidden_photos_are_there_too(catalog, album):
    _, faces = album.photo(0.5)
    catalog.photos.mark_missing([album.folder + b"/0.jpg"])
    assert catalog.faces.vectors(PACK).faces.tolist() == faces


def test_vectors_of_chosen_faces(catalog, album):
    first, second, _third = album.faces(3)
    chosen = catalog.faces.vectors_of(PACK, [second, first, 99])
    assert sorted(chosen.faces.tolist()) == [first, second]
    assert catalog.faces.vectors_of(PACK, []).faces.size == 0
