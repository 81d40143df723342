from datetime import datetime

import numpy as np
import pytest
from catalog_album import FIRST_DAY, PACK

from faceorg.catalog.groups import FEW
from faceorg.core.errors import NotFoundError
from faceorg.core.events import Kind


def store(catalog, **labels):
    """Store labels given as face=label with the face's id after an f: ``f3=-1``."""
    faces = np.array([int(name[1:]) for name in labels], np.int64)
    return catalog.groups.store(PACK, faces, np.array(list(labels.values()), np.int64))


def memberships(catalog, pack=PACK):
    members = catalog.groups.members(pack)
    return dict(zip(members.faces.tolist(), members.groups.tolist(), strict=True))


def test_new_labels_make_groups_and_zero_makes_none(catalog, album):
    first, second, third, fourth = album.faces(4)
    group, other = album.group([first, second], [third])
    assert memberships(catalog) == {first: group, second: group, third: other}
    assert album.group_of(fourth) is None


def test_a_known_label_grows_its_group(catalog, album):
    first, second, third = album.faces(3)
    (group,) = album.group([first, second])
    store(catalog, **{f"f{third}": group})
    assert memberships(catalog) == {first: group, second: group, third: group}


def test_groups_are_joined_and_the_empty_one_is_gone(catalog, album):
    first, second, third, fourth = album.faces(4)
    stays, goes = album.group([first, second], [third, fourth])
    store(catalog, **{f"f{third}": stays, f"f{fourth}": stays})
    assert set(memberships(catalog).values()) == {stays}
    with pytest.raises(NotFoundError, match=f"no group {goes}"):
        catalog.groups.get(goes)


def test_an_unknown_positive_label_is_a_new_group_with_an_id_of_its_own(catalog, album):
    first, second = album.faces(2)
    store(catalog, **{f"f{first}": 77, f"f{second}": 1 << 40})
    groups = memberships(catalog)
    assert groups[first] != groups[second]
    assert 77 not in groups.values()
    assert 1 << 40 not in groups.values()


def test_a_label_of_another_packs_group_is_new_here(catalog, album):
    first, second = album.faces(2)
    (theirs,) = album.group([first], pack=PACK)
    album.find_again([second], "other")
    catalog.groups.store("other", np.array([second]), np.array([theirs]))
    assert memberships(catalog, "other")[second] != theirs
    assert memberships(catalog) == {first: theirs}


def test_packs_group_the_same_faces_apart(catalog, album):
    faces = album.faces(3)
    album.find_again(faces, "other")
    album.group(faces)
    album.group(faces[:1], faces[1:], pack="other")
    assert len(set(memberships(catalog).values())) == 1
    assert len(set(memberships(catalog, "other").values())) == 2


def test_zero_takes_a_face_out_of_its_group(catalog, album):
    first, second, third = album.faces(3)
    (group,) = album.group([first, second, third])
    store(catalog, **{f"f{first}": 0})
    assert memberships(catalog) == {second: group, third: group}
    assert catalog.groups.get(group).faces == 2


def test_faces_that_are_not_given_stay(catalog, album):
    first, second, third = album.faces(3)
    (group,) = album.group([first, second])
    store(catalog, **{f"f{third}": -1})
    assert memberships(catalog)[first] == group


def test_faces_the_pack_does_not_know_are_passed_over(catalog, album):
    (face,) = album.faces(1)
    catalog.groups.store("other", np.array([face, 99]), np.array([-1, -1]))
    assert memberships(catalog, "other") == {}
    assert catalog.groups.list("other") == []


def test_storing_nothing_is_fine(catalog):
    none = np.zeros(0, np.int64)
    catalog.groups.store(PACK, none, none)
    assert memberships(catalog) == {}


def test_a_group_knows_its_figures(catalog, album):
    _, (first, double) = album.photo(0.3, 0.9, taken=datetime(1969, 12, 31, 23))
    _, (second,) = album.photo(0.5, taken=datetime(1970, 1, 1, 1))
    (group,) = album.group([first, second, double])
    known = catalog.groups.get(group)
    assert (known.faces, known.photos, known.days, known.person) == (3, 2, 2, None)
    assert (known.first, known.last) == (datetime(1969, 12, 31, 23), datetime(1970, 1, 1, 1))
    assert known.key_faces == (double, second, first)


def test_the_most_worthwhile_groups_come_first(catalog, album):
    burst = [album.photo(0.5, taken=FIRST_DAY)[1][0] for _ in range(5)]
    album_of_days = album.faces(3)
    pair = album.faces(2)
    groups = album.group(burst, album_of_days, pair)
    assert [group.id for group in catalog.groups.list(PACK)] == [groups[1], groups[0], groups[2]]
    assert [group.id for group in catalog.groups.list(PACK, minimum=3)] == [groups[1], groups[0]]


def test_named_groups_are_listed_only_on_request(catalog, album):
    faces = album.faces(2)
    (group,) = album.group(faces)
    anna = album.name(faces, "Anna")
    assert catalog.groups.list(PACK) == []
    assert [(listed.id, listed.person) for listed in catalog.groups.list(PACK, named=True)] == [(group, anna)]


def test_faces_of_photos_that_are_gone_do_not_count(catalog, album):
    faces = album.faces(3)
    (group,) = album.group(faces)
    changes = catalog.photos.mark_missing([album.folder + b"/0.jpg"])
    assert group in changes.groups
    assert catalog.groups.get(group).faces == 2
    assert faces[0] not in catalog.groups.get(group).key_faces
    catalog.photos.mark_missing([album.folder + b"/1.jpg", album.folder + b"/2.jpg"])
    assert catalog.groups.list(PACK) == []
    assert catalog.summary(PACK).groups == 0


def test_one_face_left_of_an_unnamed_group_is_no_group(catalog, album):
    faces = album.faces(2)
    album.group(faces)
    catalog.photos.mark_missing([album.folder + b"/1.jpg"])
    assert catalog.groups.list(PACK) == []
    assert catalog.summary(PACK).groups == 0
    album.name(faces[:1], "Anna")
    assert [group.faces for group in catalog.groups.list(PACK, named=True)] == [1]
    assert catalog.summary(PACK).groups == 1


def test_what_a_store_touched_is_named_while_it_is_little(catalog, album):
    first, second = album.faces(2)
    changes = store(catalog, **{f"f{first}": -1, f"f{second}": -1})
    assert changes.faces == {first, second}
    assert changes.groups == {album.group_of(first)}
    assert Kind.GROUPS in changes.kinds


def test_what_a_large_store_touched_is_read_again(catalog, album):
    faces = album.faces(FEW + 1)
    changes = catalog.groups.store(PACK, np.array(faces), np.full(len(faces), -1))
    assert changes.faces == frozenset()
    assert Kind.FACES in changes.kinds


def test_an_unknown_group_is_told_in_words(catalog):
    with pytest.raises(NotFoundError, match="no group 1"):
        catalog.groups.get(1)
