import pytest
from catalog_album import PACK, found_face, user_facts
from hypothesis import given
from hypothesis import strategies as st

from faceorg.catalog.redetection import SAME_FACE_OVERLAP, match_regions
from faceorg.core.geometry import Region

fractions = st.floats(0, 0.8)
regions = st.builds(Region, fractions, fractions, st.floats(0.01, 0.5), st.floats(0.01, 0.5))


@given(st.lists(regions, max_size=6), st.lists(regions, max_size=6))
def test_matches_overlap_and_use_each_face_once(known, found):
    by_id = dict(enumerate(known, 1))
    matched = match_regions(by_id, found)
    assert len(set(matched.values())) == len(matched)
    assert all(by_id[face].overlap(found[row]) >= SAME_FACE_OVERLAP for row, face in matched.items())
    free = set(by_id) - set(matched.values())
    open_rows = set(range(len(found))) - set(matched)
    assert not any(by_id[face].overlap(found[row]) >= SAME_FACE_OVERLAP for face in free for row in open_rows)


def test_the_best_overlap_wins():
    known = {1: Region(0.1, 0.1, 0.2, 0.2), 2: Region(0.13, 0.1, 0.2, 0.2)}
    assert match_regions(known, [Region(0.13, 0.1, 0.2, 0.2)]) == {0: 2}
    assert match_regions(known, [Region(0.12, 0.1, 0.2, 0.2), Region(0.1, 0.1, 0.2, 0.2)]) == {0: 2, 1: 1}


def test_of_two_equal_overlaps_the_older_face_wins():
    region = Region(0.1, 0.1, 0.2, 0.2)
    assert match_regions({5: region, 4: region}, [region]) == {0: 4}


def test_a_face_found_again_keeps_id_region_and_decisions(catalog, album):
    photo, (first, second) = album.photo(0.5, 0.5)
    anna = album.name([first], "Anna")
    region = catalog.faces.get(first, PACK).region
    again = catalog.faces.store_found(photo, "other", [found_face(1), found_face(0, 0.8, shift=0.01)])
    assert again == [second, first]
    face = catalog.faces.get(first, "other")
    assert (face.person, face.region, face.quality) == (anna, region, 0.8)


def test_a_face_found_again_keeps_its_group(catalog, album):
    photo, (first,) = album.photo(0.5)
    (second,) = album.faces(1)
    (group,) = album.group([first, second])
    catalog.faces.store_found(photo, PACK, [found_face(0, 0.9)])
    assert album.group_of(first) == group
    assert catalog.groups.get(group).key_faces == (first, second)


def test_a_face_nobody_knows_any_more_is_forgotten(catalog, album):
    photo, (kept, lost) = album.photo(0.5, 0.6)
    (group,) = album.group([lost, *album.faces(2)])
    assert catalog.faces.store_found(photo, PACK, [found_face(0)]) == [kept]
    assert [face.id for face in catalog.faces.of_photo(photo, PACK)] == [kept]
    assert catalog.groups.get(group).faces == 2
    assert lost not in catalog.faces.vectors(PACK).faces


@pytest.mark.parametrize("decision", ["confirmed", "rejected"])
def test_a_face_the_user_spoke_about_is_never_forgotten(catalog, album, decision):
    photo, (face,) = album.photo(0.5)
    anna = album.name(album.faces(1), "Anna")
    if decision == "confirmed":
        album.name([face], "Anna")
    else:
        catalog.history.run("Said no", lambda decisions: decisions.reject([face], anna))
    before = user_facts(catalog)
    catalog.faces.store_found(photo, PACK, [])
    assert user_facts(catalog) == before
    assert catalog.faces.store_found(photo, PACK, [found_face(0)]) == [face]


def test_a_face_another_pack_knows_stays_for_that_one(catalog, album):
    photo, (face,) = album.photo(0.5)
    catalog.faces.store_found(photo, "other", [found_face(0)])
    catalog.faces.store_found(photo, PACK, [])
    assert catalog.faces.of_photo(photo, PACK) == []
    assert [found.id for found in catalog.faces.of_photo(photo, "other")] == [face]


def test_ids_of_forgotten_faces_are_never_used_again(catalog, album):
    photo, (face,) = album.photo(0.5)
    catalog.faces.store_found(photo, PACK, [])
    (newer,) = catalog.faces.store_found(photo, PACK, [found_face(0)])
    assert newer > face


def test_storing_is_all_or_nothing(catalog, album):
    photo, _ = album.photo()
    broken = type(found_face())(found_face().region, None, 0.9, None, found_face().embedding)
    with pytest.raises(Exception, match="NOT NULL"):
        catalog.faces.store_found(photo, "other", [found_face(0), broken])
    assert catalog.faces.of_photo(photo, "other") == []
    assert not catalog.photos.is_processed(photo, "other")
