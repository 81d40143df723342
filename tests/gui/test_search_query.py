"""Which results a set of chips has, in which order."""

from faceorg.core.geometry import Region
from faceorg.core.ids import FaceId, GroupId, PersonId, PhotoId
from faceorg.core.packs import Certainty
from faceorg.core.records import Match, SearchAnswer, SearchedFace
from faceorg.gui.search.query import Query, Section, nameable

HERE = Region(0.1, 0.1, 0.2, 0.2)
NAMES = {1: "Anna", 2: "Ben"}


def match(face, similarity, *, photo=None, person=None, group=None):
    certainty = Certainty.VERY_LIKELY if similarity > 0.6 else Certainty.MAYBE if similarity > 0.3 else None
    who = PersonId(person) if person else None
    place = GroupId(group) if group else None
    return Match(FaceId(face), PhotoId(photo or face), HERE, who, NAMES.get(person, ""), place, similarity, certainty)


def searched(*matches, person=None):
    who = PersonId(person) if person else None
    return SearchedFace(HERE, who, NAMES.get(person, ""), Certainty.VERY_LIKELY if person else None, tuple(matches))


def query(*faces):
    return Query.from_answers([SearchAnswer((100, 100), tuple(faces))])


def names(found):
    return [(section.person, section.group) for section in found.sections()]


def test_people_of_the_picture_come_first_in_its_order_then_the_best():
    asked = query(
        searched(match(1, 0.7, person=2), match(2, 0.65, group=5), person=2),
        searched(match(3, 0.9, person=1), match(4, 0.95, group=6), person=1),
    )
    assert names(asked) == [(2, None), (1, None), (None, 6), (None, 5)]


def test_somebody_without_a_name_comes_before_a_vague_likeness_of_somebody_with_one():
    assert names(query(searched(match(1, 0.9, group=5), match(2, 0.4, person=1)))) == [(None, 5), (1, None)]


def test_photos_appear_once_in_a_section_with_their_best_face_and_best_first():
    (section,) = query(
        searched(
            match(1, 0.7, photo=10, person=1), match(2, 0.8, photo=10, person=1), match(3, 0.75, photo=11, person=1)
        )
    ).sections()
    assert [(found.photo, found.face) for found in section.matches] == [(10, 2), (11, 3)]


def test_a_face_that_two_chips_find_is_counted_once():
    asked = query(searched(match(1, 0.7, person=1)), searched(match(1, 0.9, person=1)))
    assert asked.photo_count() == 1
    assert asked.sections()[0].matches[0].similarity == 0.9


def test_likenesses_that_mean_nothing_are_not_shown():
    assert query(searched(match(1, 0.1, person=1))).sections() == ()


def test_a_chip_that_is_off_or_removed_finds_nothing():
    asked = query(searched(match(1, 0.9, person=1), person=1), searched(match(2, 0.9, person=2), person=2))
    assert names(asked.switched(0, on=False)) == [(2, None)]
    assert names(asked.switched(0, on=False).switched(0, on=True)) == [(1, None), (2, None)]
    assert names(asked.without(1)) == [(1, None)]
    assert len(asked.switched(1, on=False).active()) == 1


def test_somebody_in_two_pictures_is_one_chip_and_strangers_stay_apart():
    one = SearchAnswer((9, 9), (searched(person=1), searched()))
    assert len(Query.from_answers([one, one]).chips) == 3


def test_a_chip_counts_its_photos():
    asked = query(searched(match(1, 0.9, photo=5), match(2, 0.8, photo=5), match(3, 0.1, photo=6)))
    assert asked.chips[0].photos == 1


def test_a_whole_group_or_single_faces_that_are_alike_can_be_named():
    sure, vague = match(1, 0.9), match(2, 0.4)
    assert nameable(Section(None, None, "", (sure, vague))) == (sure,)
    assert nameable(Section(None, GroupId(3), "", (sure, vague))) == (sure, vague)
    assert nameable(Section(PersonId(1), None, "Anna", (sure,))) == ()
