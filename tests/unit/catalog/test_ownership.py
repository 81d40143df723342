"""Who owns a group, what shows in it, and who is placed, as the user speaks."""

import numpy as np
from catalog_album import PACK

from faceorg.core.records import FaceState

CONFIRMED, PLACED, GROUPED, SINGLE = FaceState.CONFIRMED, FaceState.PLACED, FaceState.GROUPED, FaceState.SINGLE


def states(album, faces):
    return [album.state(face) for face in faces]


def test_a_group_without_names_is_nobodys(album, catalog):
    faces = album.faces(2)
    (group,) = album.group(faces)
    assert states(album, faces) == [GROUPED, GROUPED]
    assert catalog.groups.get(group).person is None


def test_naming_a_face_places_the_rest_of_its_group(album, catalog):
    faces = album.faces(3)
    (group,) = album.group(faces)
    anna = album.name(faces[:1], "Anna")
    assert states(album, faces) == [CONFIRMED, PLACED, PLACED]
    assert catalog.groups.get(group).person == anna
    assert album.person_of(faces[2]) == anna


def test_a_face_left_out_is_single_and_no_longer_of_the_group(album, catalog):
    faces = album.faces(3)
    (group,) = album.group(faces)
    album.name(faces[:2], "Anna", left_out=faces[2:])
    assert states(album, faces) == [CONFIRMED, CONFIRMED, SINGLE]
    assert album.group_of(faces[2]) is None
    assert catalog.groups.get(group).faces == 2
    assert faces[2] not in catalog.groups.members(PACK).faces


def test_undo_brings_a_face_left_out_back_into_its_group(album, catalog):
    faces = album.faces(3)
    (group,) = album.group(faces)
    album.name(faces[:2], "Anna", left_out=faces[2:])
    catalog.groups.store(PACK, np.array(faces[2:]), np.array([0]))
    catalog.history.undo()
    assert states(album, faces) == [GROUPED] * 3
    assert album.group_of(faces[2]) == group


def test_a_face_left_out_may_go_into_another_group(album, catalog):
    faces = album.faces(5)
    album.group(faces[:3], faces[3:])
    album.name(faces[:2], "Anna", left_out=faces[2:3])
    other = album.group_of(faces[3])
    catalog.groups.store(PACK, np.array(faces[2:3]), np.array([other]))
    assert album.group_of(faces[2]) == other
    catalog.history.undo()
    assert album.group_of(faces[2]) == other


def test_naming_those_left_out_leaves_the_group_with_its_owner(album, catalog):
    faces = album.faces(4)
    (group,) = album.group(faces)
    anna = album.name(faces[:2], "Anna", left_out=faces[2:3])
    bea = album.name(faces[2:3], "Bea")
    assert [album.person_of(face) for face in faces] == [anna, anna, bea, anna]
    assert states(album, faces) == [CONFIRMED, CONFIRMED, CONFIRMED, PLACED]
    assert catalog.groups.get(group).person == anna


def test_renaming_a_placed_face_takes_it_from_the_group_and_remembers_the_no(album, catalog):
    faces = album.faces(3)
    (group,) = album.group(faces)
    anna = album.name(faces[:1], "Anna")
    bea = album.name(faces[2:], "Bea")
    assert [album.person_of(face) for face in faces] == [anna, anna, bea]
    assert catalog.groups.get(group).person == anna
    catalog.history.run("Not Bea", lambda decisions: decisions.reject(faces[2:], bea))
    assert states(album, faces) == [CONFIRMED, PLACED, SINGLE]


def test_a_group_of_two_people_is_nobodys_and_shows_the_unnamed_only(album, catalog):
    faces = album.faces(4)

    def both(decisions):
        decisions.confirm(faces[:1], decisions.create("Anna"))
        decisions.confirm(faces[1:2], decisions.create("Bea"))

    (group,) = album.group(faces)
    catalog.history.run("Named 2 faces", both)
    assert states(album, faces) == [CONFIRMED, CONFIRMED, GROUPED, GROUPED]
    assert catalog.groups.get(group).person is None
    assert [face.id for face in catalog.faces.of_group(group)] == faces[2:]
    assert album.group_of(faces[0]) is None


def test_a_person_owns_several_groups(album, catalog):
    faces = album.faces(4)
    first, second = album.group(faces[:2], faces[2:])
    anna = album.name([faces[0], faces[2]], "Anna")
    assert catalog.groups.get(first).person == catalog.groups.get(second).person == anna
    assert catalog.people.get(anna, PACK).faces == 4


def test_of_two_faces_of_a_photo_only_the_better_is_placed(album):
    _, (worse, better) = album.photo(0.3, 0.8)
    (other,) = album.faces(1)
    album.group([worse, better, other])
    album.name([other], "Anna")
    assert states(album, [worse, better]) == [SINGLE, PLACED]


def test_two_groups_of_a_person_place_one_face_a_photo(album):
    _, (one, two) = album.photo(0.8, 0.3)
    first, second = album.faces(2)
    album.group([one, first], [two, second])
    album.name([first], "Anna")
    album.name([second], "Anna")
    assert states(album, [one, two]) == [PLACED, SINGLE]


def test_no_face_is_placed_beside_a_confirmed_one_of_the_same_photo(album):
    _, (named, other) = album.photo(0.3, 0.9)
    (third,) = album.faces(1)
    album.group([other, third])
    album.name([third], "Anna")
    assert album.state(other) is PLACED
    album.name([named], "Anna")
    assert album.state(other) is SINGLE


def test_the_user_may_name_two_faces_of_a_photo_alike(album):
    _, faces = album.photo(0.5, 0.5)
    anna = album.name(faces, "Anna")
    assert [album.person_of(face) for face in faces] == [anna, anna]


def test_a_no_frees_the_place_for_the_next_face_of_the_photo(album, catalog):
    _, (worse, better) = album.photo(0.3, 0.8)
    (other,) = album.faces(1)
    album.group([worse, better, other])
    anna = album.name([other], "Anna")
    catalog.history.run("Said no", lambda decisions: decisions.reject([better], anna))
    assert states(album, [worse, better]) == [PLACED, SINGLE]


def test_new_faces_in_a_persons_group_are_placed(album, catalog):
    faces = album.faces(2)
    (group,) = album.group(faces)
    anna = album.name(faces, "Anna")
    (newcomer,) = album.faces(1)
    catalog.groups.store(PACK, np.array([newcomer]), np.array([group]))
    assert album.state(newcomer) is PLACED
    assert album.person_of(newcomer) == anna


def test_a_rejected_face_stays_out_whatever_grouping_says(album, catalog):
    faces = album.faces(3)
    (group,) = album.group(faces[:2])
    anna = album.name(faces[:2], "Anna")
    catalog.history.run("Said no", lambda decisions: decisions.reject(faces[2:], anna))
    catalog.groups.store(PACK, np.array(faces[2:]), np.array([group]))
    assert album.state(faces[2]) is SINGLE
    assert album.person_of(faces[2]) is None


def test_a_decision_counts_for_every_pack(album):
    faces = album.faces(2)
    album.find_again(faces, "other")
    album.group(faces, pack="other")
    anna = album.name(faces[:1], "Anna")
    assert album.person_of(faces[1], "other") == anna
    assert album.person_of(faces[1], PACK) is None


def test_a_persons_new_group_competes_with_the_old_ones(album):
    _, (worse, better) = album.photo(0.3, 0.9)
    first, second = album.faces(2)
    album.group([worse, first])
    album.name([first, second], "Anna")
    assert album.state(worse) is PLACED
    album.group([better, second])
    assert states(album, [worse, better]) == [SINGLE, PLACED]
