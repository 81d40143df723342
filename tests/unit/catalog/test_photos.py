from datetime import datetime

import pytest
from catalog_album import PACK, facts, found_face, seen

from faceorg.catalog.files import NEVER_READ, KnownFile
from faceorg.core.errors import NotFoundError
from faceorg.core.events import Kind
from faceorg.core.records import PhotoFilter


def shown(catalog, **how):
    return catalog.photos.grid(PACK, **how).ids.tolist()


def test_the_same_content_is_the_same_photo_wherever_it_lies(catalog):
    first = catalog.photos.store(facts(b"content"), seen(b"/photos/b.jpg"))
    second = catalog.photos.store(facts(b"content"), seen(b"/photos/a.jpg"))
    assert first == second
    assert catalog.photos.get(first).paths == (b"/photos/a.jpg", b"/photos/b.jpg")
    assert catalog.photos.with_content(facts(b"content").content_hash) == first
    assert catalog.photos.with_content(facts(b"other").content_hash) is None


def test_a_photo_comes_back_as_it_was_stored(catalog):
    taken = datetime(1969, 7, 20, 20, 17, 40)
    photo = catalog.photos.get(catalog.photos.store(facts(b"content", taken, (4000, 3000)), seen(b"/photos/a.jpg")))
    assert (photo.width, photo.height, photo.taken, photo.camera) == (4000, 3000, taken, "A camera")
    assert photo.content_hash == facts(b"content").content_hash


def test_an_unknown_photo_is_told_in_words(catalog):
    with pytest.raises(NotFoundError, match="no photo 3"):
        catalog.photos.get(3)


def test_a_file_with_new_content_shows_the_new_photo_only(catalog):
    old = catalog.photos.store(facts(b"old"), seen(b"/photos/a.jpg"))
    new = catalog.photos.store(facts(b"new"), seen(b"/photos/a.jpg", size=2000))
    assert shown(catalog) == [new]
    assert catalog.photos.paths(old) == ()
    assert catalog.photos.get(old).content_hash == facts(b"old").content_hash


def test_a_missing_file_hides_its_photo_until_it_is_back(catalog, album):
    photo, (face,) = album.photo(0.5)
    path = album.folder + b"/0.jpg"
    changes = catalog.photos.mark_missing([path])
    assert photo in changes.photos
    assert Kind.PHOTOS in changes.kinds
    assert shown(catalog) == []
    assert catalog.faces.get_many([face], PACK) == {}
    assert catalog.photos.known_files(album.folder)[path].missing
    catalog.photos.mark_present([seen(path, mtime_ns=99)])
    assert shown(catalog) == [photo]
    assert catalog.faces.get(face, PACK).photo == photo
    assert catalog.photos.known_files(album.folder)[path].mtime_ns == 99


def test_a_photo_with_another_place_stays_when_one_is_gone(catalog):
    photo = catalog.photos.store(facts(b"content"), seen(b"/photos/a.jpg"))
    catalog.photos.store(facts(b"content"), seen(b"/photos/b.jpg"))
    catalog.photos.mark_missing([b"/photos/a.jpg"])
    assert shown(catalog) == [photo]
    assert catalog.photos.paths(photo) == (b"/photos/b.jpg", b"/photos/a.jpg")


def test_nothing_missing_is_no_change(catalog):
    assert catalog.photos.mark_missing([b"/photos/unknown.jpg"]).kinds is Kind.NOTHING


def test_a_moved_file_keeps_its_photo_and_faces(catalog, album):
    photo, faces = album.photo(0.5)
    catalog.photos.moved(album.folder + b"/0.jpg", seen(b"/photos/new/name.jpg"))
    assert catalog.photos.paths(photo) == (b"/photos/new/name.jpg",)
    assert shown(catalog) == [photo]
    assert [face.id for face in catalog.faces.of_photo(photo, PACK)] == faces


def test_a_move_over_another_file_hides_that_one(catalog):
    first = catalog.photos.store(facts(b"first"), seen(b"/photos/a.jpg"))
    catalog.photos.store(facts(b"second"), seen(b"/photos/b.jpg"))
    catalog.photos.moved(b"/photos/a.jpg", seen(b"/photos/b.jpg"))
    assert shown(catalog) == [first]


def test_a_move_of_an_unknown_file_changes_nothing(catalog):
    catalog.photos.moved(b"/photos/unknown.jpg", seen(b"/photos/b.jpg"))
    assert catalog.photos.known_files(b"/photos") == {}


def test_paths_of_any_bytes_are_kept(catalog):
    path = b"/photos/\xff\xfe\n\xf0\x9f\x98\x80.jpg"
    photo = catalog.photos.store(facts(b"content"), seen(path))
    assert catalog.photos.paths(photo) == (path,)
    assert path in catalog.photos.known_files(b"/photos")


def test_known_files_are_those_below_the_folder(catalog):
    for path in (b"/photos/a.jpg", b"/photos/sub/b.jpg", b"/photos2/c.jpg", b"/photo/d.jpg"):
        catalog.photos.store(facts(path), seen(path))
    assert set(catalog.photos.known_files(b"/photos")) == {b"/photos/a.jpg", b"/photos/sub/b.jpg"}
    assert set(catalog.photos.known_files(b"/photos/")) == {b"/photos/a.jpg", b"/photos/sub/b.jpg"}
    assert len(catalog.photos.known_files(b"/")) == 4


def test_a_known_file_has_the_numbers_that_tell_whether_it_changed(catalog):
    file = seen(b"/photos/a.jpg")
    photo = catalog.photos.store(facts(b"content"), file)
    known = catalog.photos.known_files(b"/photos")[file.path]
    assert known == KnownFile(file.size, file.mtime_ns, file.inode, photo, missing=False)


def test_a_file_that_may_be_tried_again_looks_changed_and_a_given_up_one_does_not(catalog):
    file = seen(b"/photos/a.jpg")
    for _ in range(2):
        catalog.problems.attempt_started(file)
        assert catalog.photos.known_files(b"/photos")[file.path].size == NEVER_READ
        catalog.problems.failed(file.path, "It is broken.")
    known = catalog.photos.known_files(b"/photos")[file.path]
    assert known == KnownFile(file.size, file.mtime_ns, file.inode, None, missing=False)


def test_storing_a_file_clears_its_problem(catalog):
    file = seen(b"/photos/a.jpg")
    catalog.problems.attempt_started(file)
    catalog.problems.failed(file.path, "It is broken.")
    catalog.photos.store(facts(b"content"), file)
    assert catalog.problems.all() == []


def test_photos_a_pack_has_not_looked_at_are_listed_newest_first(catalog, album):
    older, _ = album.photo(0.5)
    newer, _ = album.photo(pack=PACK)
    assert catalog.photos.unprocessed(PACK) == []
    assert catalog.photos.unprocessed("other") == [newer, older]
    assert catalog.photos.is_processed(newer, PACK)
    assert not catalog.photos.is_processed(newer, "other")
    catalog.photos.mark_missing([album.folder + b"/0.jpg"])
    assert catalog.photos.unprocessed("other") == [newer]


def test_the_grid_is_in_order_of_time_with_months_and_aspects(catalog):
    for name, taken, size in (
        (b"b", datetime(2020, 2, 29), (300, 400)),
        (b"a", datetime(1969, 12, 31, 23, 59), (400, 300)),
        (b"c", datetime(2021, 1, 1), (100, 100)),
    ):
        catalog.photos.store(facts(name, taken, size), seen(b"/photos/" + name))
    grid = catalog.photos.grid(PACK)
    assert grid.ids.tolist() == [3, 1, 2]
    assert grid.months.tolist() == [2021 * 12, 2020 * 12 + 1, 1969 * 12 + 11]
    assert grid.aspects.tolist() == pytest.approx([1, 0.75, 4 / 3])
    assert catalog.photos.grid(PACK, newest_first=False).ids.tolist() == [2, 1, 3]


def test_an_empty_grid_has_arrays_too(catalog):
    grid = catalog.photos.grid(PACK)
    assert (grid.ids.size, grid.aspects.size, grid.months.size) == (0, 0, 0)


def test_the_grid_is_narrowed_to_what_is_asked_for(catalog, album):
    empty, _ = album.photo()
    named, faces = album.photo(0.5)
    half_named, (known, _stranger) = album.photo(0.5, 0.6)
    anna = album.name([*faces, known], "Anna")
    assert shown(catalog, shown=PhotoFilter.WITH_FACES) == [half_named, named]
    assert shown(catalog, shown=PhotoFilter.NOT_NAMED) == [half_named]
    assert shown(catalog, person=anna) == [half_named, named]
    assert shown(catalog) == [half_named, named, empty]


def test_a_photo_is_not_named_yet_only_while_a_face_of_this_pack_is_open(catalog, album):
    photo, (face,) = album.photo(0.5, pack="other")
    assert shown(catalog, shown=PhotoFilter.NOT_NAMED) == []
    catalog.faces.store_found(photo, PACK, [found_face(5)])
    assert shown(catalog, shown=PhotoFilter.NOT_NAMED) == [photo]
    assert shown(catalog, shown=PhotoFilter.WITH_FACES) == [photo]
    album.name([face], "Anna")
    assert shown(catalog, shown=PhotoFilter.NOT_NAMED) == [photo]


def test_the_grid_of_a_folder_holds_what_lies_in_it_now(catalog):
    inner = catalog.folders.add(b"/photos/sub")
    outer = catalog.folders.add(b"/photos")
    above = catalog.photos.store(facts(b"above"), seen(b"/photos/a.jpg"))
    below = catalog.photos.store(facts(b"below"), seen(b"/photos/sub/b.jpg"))
    assert shown(catalog, folder=inner.id) == [below]
    assert sorted(shown(catalog, folder=outer.id)) == [above, below]
    with pytest.raises(NotFoundError, match="no folder 9"):
        shown(catalog, folder=9)
