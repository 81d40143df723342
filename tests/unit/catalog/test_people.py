import pytest
from catalog_album import PACK, user_facts

from faceorg.core.errors import NotFoundError
from faceorg.core.records import PeopleOrder


@pytest.fixture
def cast(album):
    """Anna on three photos, Bea on one later photo, Cid on none; returns the people and their faces."""
    faces = album.faces(3, quality=0.4)
    album.group(faces)
    anna = album.name(faces[:1], "Anna")
    later = album.faces(1)
    bea = album.name(later, "bea")
    album.catalog.history.run("Added Cid", lambda decisions: decisions.create("Cid"))
    return {"Anna": (anna, faces), "bea": (bea, later), "Cid": (album.catalog.people.named("cid"), [])}


def names(catalog, order):
    return [person.name for person in catalog.people.list(PACK, order)]


def test_a_person_has_its_confirmed_and_placed_faces(catalog, cast):
    anna, faces = cast["Anna"]
    person = catalog.people.get(anna, PACK)
    assert (person.name, person.faces, person.photos) == ("Anna", 3, 3)
    assert person.last_seen.day == 3
    assert person.key_face == faces[0]


def test_people_are_sorted_as_asked(catalog, cast):
    assert names(catalog, PeopleOrder.MOST_PHOTOS) == ["Anna", "bea", "Cid"]
    assert names(catalog, PeopleOrder.NAME) == ["Anna", "bea", "Cid"]
    assert names(catalog, PeopleOrder.LAST_SEEN) == ["bea", "Anna", "Cid"]


def test_a_confirmed_face_is_shown_before_a_better_placed_one(catalog, album):
    faces = album.faces(1, quality=0.2) + album.faces(1, quality=1.0)
    album.group(faces)
    anna = album.name(faces[:1], "Anna")
    assert catalog.people.get(anna, PACK).key_face == faces[0]


def test_photos_are_counted_once(catalog, album):
    _, faces = album.photo(0.5, 0.5)
    anna = album.name(faces, "Anna")
    person = catalog.people.get(anna, PACK)
    assert (person.faces, person.photos) == (2, 1)


def test_a_person_whose_photos_are_gone_stays(catalog, album, cast):
    bea, _ = cast["bea"]
    catalog.photos.mark_missing([album.folder + b"/3.jpg"])
    person = catalog.people.get(bea, PACK)
    assert (person.faces, person.last_seen, person.key_face) == (0, None, None)


def test_an_unknown_person_is_told_in_words(catalog):
    with pytest.raises(NotFoundError, match="no person 8"):
        catalog.people.get(8, PACK)


def test_recent_people_are_the_last_named_first(catalog, album, cast):
    with catalog.read() as connection:
        assert set(catalog.people.recent()) == {row[0] for row in connection.execute("SELECT id FROM person")}
    later = "UPDATE confirmation SET at = at + 10 WHERE person = ?"
    catalog.write(lambda connection: connection.execute(later, (cast["Anna"][0],)))
    assert catalog.people.recent()[0] == cast["Anna"][0]


def test_arrays_tell_who_is_confirmed_placed_and_refused(catalog, album, cast):
    (anna, faces), (bea, later) = cast["Anna"], cast["bea"]
    catalog.history.run("Said no", lambda decisions: decisions.reject(later, anna))
    assert [array.tolist() for array in catalog.people.confirmed()] == [[faces[0], *later], [anna, bea]]
    assert [array.tolist() for array in catalog.people.placed(PACK)] == [faces[1:], [anna, anna]]
    assert [array.tolist() for array in catalog.people.rejections()] == [later, [anna]]
    assert [array.tolist() for array in catalog.people.placed("other")] == [[], []]


def test_names_of_photos_are_in_alphabetical_order_and_named_once(catalog, album):
    photo, faces = album.photo(0.5, 0.5, 0.5, 0.5)
    empty, _ = album.photo(0.5)
    album.name(faces[:2], "bea")
    album.name(faces[2:3], "Anna")
    assert catalog.people.names_of_photos([photo, empty, 99], PACK) == {photo: ("Anna", "bea")}
    assert catalog.people.names_of_photos([], PACK) == {}


def test_the_summary_counts_what_shows(catalog, album, cast):
    summary = catalog.summary(PACK)
    assert (summary.photos, summary.faces, summary.groups, summary.people, summary.problems) == (4, 4, 1, 3, 0)
    assert summary.pack == PACK
    catalog.photos.mark_missing([album.folder + b"/0.jpg"])
    assert (catalog.summary(PACK).photos, catalog.summary(PACK).faces) == (3, 3)


def test_queries_change_nothing_the_user_said(catalog, cast):
    before = user_facts(catalog)
    catalog.people.list(PACK)
    catalog.people.recent()
    assert user_facts(catalog) == before
