import pytest
from catalog_album import PACK, facts, seen

from faceorg.core.errors import NotFoundError
from faceorg.core.events import Kind


def test_a_folder_is_added_once(catalog):
    first = catalog.folders.add(b"/photos/")
    assert catalog.folders.add(b"/photos") == first
    assert [(folder.path, folder.photos, folder.present) for folder in catalog.folders.all()] == [(b"/photos", 0, True)]


def test_the_root_is_a_folder_too(catalog):
    root = catalog.folders.add(b"/")
    catalog.photos.store(facts(b"a"), seen(b"/photos/a.jpg"))
    assert root.path == b"/"
    assert catalog.folders.all()[0].photos == 1


def test_a_folder_counts_present_photos_once(catalog):
    catalog.folders.add(b"/photos")
    for name, content in ((b"a", b"same"), (b"b", b"same"), (b"c", b"other"), (b"d", b"gone")):
        catalog.photos.store(facts(content), seen(b"/photos/" + name))
    catalog.photos.mark_missing([b"/photos/d"])
    assert catalog.folders.all()[0].photos == 2


def test_a_removed_folder_hides_its_photos_and_keeps_what_is_known(catalog, album):
    folder = catalog.folders.add(album.folder)
    photo, faces = album.photo(0.5)
    anna = album.name(faces, "Anna")
    file = seen(album.folder + b"/bad.jpg")
    catalog.problems.attempt_started(file)
    catalog.problems.failed(file.path, "It is broken.")
    changes = catalog.folders.remove(folder.id)
    assert Kind.FOLDERS in changes.kinds
    assert changes.photos == {photo}
    assert catalog.folders.all() == []
    assert catalog.problems.all() == []
    assert catalog.photos.grid(PACK).ids.size == 0
    assert catalog.people.get(anna, PACK).faces == 0
    catalog.photos.store(facts(album.folder + b"/0.jpg"), seen(b"/elsewhere/a.jpg"))
    assert catalog.people.get(anna, PACK).faces == 1
    assert catalog.photos.is_processed(photo, PACK)


def test_what_lies_in_another_folder_too_stays(catalog):
    outer, inner = catalog.folders.add(b"/photos"), catalog.folders.add(b"/photos/sub")
    catalog.photos.store(facts(b"above"), seen(b"/photos/a.jpg"))
    below = catalog.photos.store(facts(b"below"), seen(b"/photos/sub/b.jpg"))
    catalog.folders.remove(outer.id)
    assert catalog.photos.grid(PACK).ids.tolist() == [below]
    assert [folder.id for folder in catalog.folders.all()] == [inner.id]


def test_a_neighbour_with_a_longer_name_is_not_inside(catalog):
    folder = catalog.folders.add(b"/photos")
    catalog.photos.store(facts(b"a"), seen(b"/photos-old/a.jpg"))
    assert catalog.folders.all()[0].photos == 0
    catalog.folders.remove(folder.id)
    assert catalog.photos.grid(PACK).ids.size == 1


def test_an_unknown_folder_is_told_in_words(catalog):
    with pytest.raises(NotFoundError, match="no folder 4"):
        catalog.folders.remove(4)


def test_an_absent_folder_keeps_its_photos(catalog, album):
    folder = catalog.folders.add(album.folder)
    photo, _ = album.photo(0.5)
    catalog.folders.set_present(folder.id, False)
    assert not catalog.folders.all()[0].present
    assert catalog.photos.grid(PACK).ids.tolist() == [photo]
    catalog.folders.set_present(folder.id, True)
    assert catalog.folders.all()[0].present
