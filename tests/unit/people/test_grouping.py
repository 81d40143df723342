"""Grouping keeps the laws whatever it is given, and finds the groups a plain average linkage would find."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faceorg.core.packs import CutOffs
from faceorg.people.faces import NONE, FaceSet, Neighbours
from faceorg.people.grouping import QUALITY_GATE, grow_groups

CUT_OFFS = CutOffs(same=0.6, join=0.4, ask=0.5, maybe=0.3)
NO_REJECTIONS = np.empty((0, 2), np.int64)
DIMENSION = 32


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


def people_and_faces(rng, people, each, noise=0.12):
    """Return embeddings of ``each`` faces of ``people`` who differ as can be, and whose they are (from 1)."""
    centres = np.linalg.qr(rng.standard_normal((DIMENSION, people)))[0].T
    truth = np.repeat(np.arange(1, people + 1), each)
    return unit(centres[truth - 1] + noise * rng.standard_normal((len(truth), DIMENSION))), truth


def face_set(vectors, photos=None, quality=None, groups=None, persons=None):
    count = len(vectors)
    none = np.zeros(count, np.int64)
    return FaceSet(
        ids=np.arange(count) * 7 + 5,
        photos=np.arange(count) if photos is None else np.asarray(photos),
        vectors=vectors,
        quality=np.ones(count, np.float32) if quality is None else np.asarray(quality, np.float32),
        groups=none if groups is None else np.asarray(groups, np.int64),
        persons=none if persons is None else np.asarray(persons, np.int64),
    )


def neighbours(faces, rows=None):
    """Return all other faces as the neighbours of the given rows, as an index without limits would."""
    rows = np.arange(len(faces.ids)) if rows is None else rows
    similarities = faces.vectors[rows] @ faces.vectors.T
    return Neighbours(faces.ids[rows], np.tile(faces.ids, (len(rows), 1)), similarities)


def grow(faces, rejections=NO_REJECTIONS, rows=None):
    return grow_groups(faces, neighbours(faces, rows), np.asarray(rejections, np.int64).reshape(-1, 2), CUT_OFFS)


def same_partition(one, other):
    pairs = {(a, b) for a, b in zip(one.tolist(), other.tolist(), strict=True)}
    return len(pairs) == len(set(one.tolist())) == len(set(other.tolist()))


def test_people_become_groups():
    vectors, truth = people_and_faces(np.random.default_rng(0), 6, 5)
    assert same_partition(grow(face_set(vectors)), truth)


def test_a_stranger_stays_alone():
    vectors = unit(np.eye(3, DIMENSION))
    assert grow(face_set(vectors)).tolist() == [NONE, NONE, NONE]


def test_no_faces_no_groups():
    assert grow(face_set(np.empty((0, DIMENSION), np.float32))).shape == (0,)


def test_without_laws_it_is_plain_average_linkage():
    cluster = pytest.importorskip("sklearn.cluster")
    vectors, _ = people_and_faces(np.random.default_rng(3), 12, 6, noise=0.22)
    groups = grow(face_set(vectors))
    alone = groups == NONE
    groups[alone] = groups.max() + 1 + np.arange(np.count_nonzero(alone))
    plain = cluster.AgglomerativeClustering(
        n_clusters=None, distance_threshold=1 - CUT_OFFS.join, metric="precomputed", linkage="average"
    ).fit_predict(1 - vectors.astype(np.float64) @ vectors.T)
    assert 12 < len(set(plain.tolist())) < len(vectors)
    assert same_partition(groups, plain)


def test_faces_of_one_photo_are_never_one_person():
    vectors = unit(np.tile(np.eye(1, DIMENSION), (3, 1)))
    groups = grow(face_set(vectors, photos=[1, 1, 2]))
    assert groups[0] != groups[1] or groups[0] == NONE
    assert np.count_nonzero(groups) == 2


def test_the_user_may_confirm_two_faces_of_one_photo():
    vectors = unit(np.tile(np.eye(1, DIMENSION), (3, 1)))
    groups = grow(face_set(vectors, photos=[1, 1, 2], persons=[4, 4, 0]))
    assert len(set(groups.tolist())) == 1


def test_two_people_confirmed_are_never_joined_however_alike():
    vectors = unit(np.tile(np.eye(1, DIMENSION), (4, 1)))
    groups = grow(face_set(vectors, groups=[1, 1, 2, 2], persons=[8, 0, 9, 0]))
    assert groups.tolist() == [1, 1, 2, 2]


def test_a_rejected_face_leaves_and_does_not_come_back():
    vectors = unit(np.tile(np.eye(1, DIMENSION), (3, 1)))
    faces = face_set(vectors, groups=[1, 1, 1], persons=[8, 0, 0])
    assert grow(faces, [(faces.ids[2], 8)]).tolist() == [1, 1, NONE]


def test_an_unnamed_group_joins_the_named_one_under_its_number():
    vectors = unit(np.tile(np.eye(1, DIMENSION), (5, 1)))
    groups = grow(face_set(vectors, groups=[7, 7, 7, 2, 2], persons=[0, 0, 0, 3, 0]))
    assert groups.tolist() == [2] * 5


def test_new_faces_join_existing_groups_and_new_groups_get_new_numbers():
    vectors, truth = people_and_faces(np.random.default_rng(5), 3, 4)
    old = np.where(np.isin(truth, [1, 2]) & (np.arange(12) % 4 < 2), truth, NONE)
    rows = np.flatnonzero(old == NONE)
    groups = grow(face_set(vectors, groups=old), rows=rows)
    assert groups.tolist() == [1] * 4 + [2] * 4 + [groups[-1]] * 4
    assert groups[-1] > 2


def test_new_numbers_begin_where_the_caller_says():
    vectors, _ = people_and_faces(np.random.default_rng(1), 1, 3)
    faces = face_set(vectors)
    assert grow_groups(faces, neighbours(faces), NO_REJECTIONS, CUT_OFFS, first_new_group=50).tolist() == [50] * 3


def test_poor_faces_join_groups_but_glue_nobody():
    one, other = unit(np.eye(2, DIMENSION))
    between = unit(one + other)
    vectors = np.stack([one, one, other, other, between, one])
    poor = QUALITY_GATE / 2
    groups = grow(face_set(vectors, quality=[1, 1, 1, 1, poor, poor]))
    assert groups[0] == groups[1] == groups[5] != NONE
    assert groups[2] == groups[3] != groups[0]
    assert groups[4] in {groups[0], groups[2], NONE}


def test_poor_faces_alone_are_no_group():
    vectors = unit(np.tile(np.eye(1, DIMENSION), (3, 1)))
    assert not grow(face_set(vectors, quality=[QUALITY_GATE / 2] * 3)).any()


def test_groups_that_no_face_links_are_joined_when_alike_on_average():
    """A nearest-neighbour list is short: two halves of one person may not know each other."""
    vectors, _ = people_and_faces(np.random.default_rng(2), 1, 8)
    faces = face_set(vectors)
    half = np.where(np.arange(8) < 4, 0, 1)
    told = neighbours(faces)
    told.similarities[half[:, None] != half[None, :]] = -1
    assert len(set(grow_groups(faces, told, NO_REJECTIONS, CUT_OFFS).tolist())) == 1


@st.composite
def libraries(draw):
    """Return any library: few directions, crowded photos, and decisions that may contradict each other."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    count = draw(st.integers(1, 40))
    centres = unit(rng.standard_normal((draw(st.integers(1, 5)), DIMENSION)))
    vectors = unit(centres[rng.integers(0, len(centres), count)] + 0.1 * rng.standard_normal((count, DIMENSION)))
    faces = face_set(
        vectors,
        photos=rng.integers(0, max(1, count // 2), count),
        quality=rng.choice([QUALITY_GATE / 2, 1.0], count, p=[0.2, 0.8]),
        groups=rng.choice([NONE, 1, 2, 3], count, p=[0.6, 0.2, 0.1, 0.1]),
        persons=rng.choice([NONE, 11, 12], count, p=[0.7, 0.15, 0.15]),
    )
    said_no = rng.integers(0, 2, (count, 2)) & (rng.random((count, 2)) < 0.3)
    rejections = np.array([(faces.ids[row], 11 + who) for row, who in zip(*np.nonzero(said_no), strict=True)])
    return faces, rejections.reshape(-1, 2).astype(np.int64)


def assert_lawful(faces, rejections, groups):
    for group in set(groups.tolist()) - {NONE}:
        rows = np.flatnonzero(groups == group)
        owners = set(faces.persons[rows].tolist()) - {NONE}
        assert len(owners) <= 1
        for photo in set(faces.photos[rows].tolist()):
            there = rows[faces.photos[rows] == photo]
            assert len(there) == 1 or (faces.persons[there] != NONE).all()
        refused = {(face, person) for face, person in rejections.tolist()}
        for row in rows[faces.persons[rows] == NONE]:
            assert not any((faces.ids[row], owner) in refused for owner in owners)


@settings(deadline=None, max_examples=60)
@given(libraries())
def test_no_law_is_ever_broken(library):
    faces, rejections = library
    assert_lawful(faces, rejections, grow(faces, rejections))


@settings(deadline=None, max_examples=60)
@given(libraries())
def test_faces_placed_together_stay_together_unless_a_law_parts_them(library):
    faces, rejections = library
    settled = face_set(faces.vectors, faces.photos, faces.quality, grow(faces, rejections), faces.persons)
    again = grow(settled, rejections)
    for group in set(settled.groups.tolist()) - {NONE}:
        assert len(set(again[settled.groups == group].tolist())) == 1
    assert (again[settled.groups != NONE] != NONE).all()


@settings(deadline=None, max_examples=60)
@given(libraries())
def test_confirmed_faces_keep_a_lawful_group(library):
    faces, rejections = library
    settled = face_set(faces.vectors, faces.photos, faces.quality, grow(faces, rejections), faces.persons)
    again = grow(settled, rejections)
    named = (settled.persons != NONE) & (settled.groups != NONE)
    owner = {group: set(settled.persons[settled.groups == group].tolist()) - {NONE} for group in again[named].tolist()}
    for person, group in zip(settled.persons[named].tolist(), again[named].tolist(), strict=True):
        assert not owner[group] or owner[group] == {person}


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2**32 - 1), st.integers(1, 11))
def test_photo_by_photo_gives_what_one_pass_gives_when_people_differ_clearly(seed, batch):
    vectors, truth = people_and_faces(np.random.default_rng(seed), 5, 6, noise=0.08)
    order = np.random.default_rng(seed).permutation(len(truth))
    vectors, truth = vectors[order], truth[order]
    groups = np.zeros(0, np.int64)
    for end in range(batch, len(truth) + batch, batch):
        here = min(end, len(truth))
        known = np.concatenate([groups, np.zeros(here - len(groups), np.int64)])
        groups = grow(face_set(vectors[:here], groups=known), rows=np.arange(len(groups), here))
    assert same_partition(groups, grow(face_set(vectors)))
