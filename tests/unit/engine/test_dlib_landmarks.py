"""Trees are asked as dlib asks them, tried with a predictor of one tree that can be followed by hand."""

import numpy as np

from faceorg.engine.dlib_landmarks import LEAVES, SPLITS, Trees, find_landmarks

INITIAL = np.array([[0.8, 0.3], [0.6, 0.3], [0.2, 0.3], [0.4, 0.3], [0.5, 0.6]], np.float32)
BOX = np.array([10, 20, 110, 120])
LEFT, RIGHT = 0, 1
"""Numbers of the two pixels the tree looks at: near the left and the right edge of the box."""


def one_tree(threshold=10.0, correction=0.1, times=1) -> Trees:
    """Return trees that move all points right where the left pixel is brighter than the right one, else left.

    Only the first question is told apart: all leaves of its yes-branch are alike, and all of its no-branch.
    """
    leaves = np.full((1, times, LEAVES, 10), 0, np.float32)
    leaves[:, :, : LEAVES // 2, 0::2] = correction
    leaves[:, :, LEAVES // 2 :, 0::2] = -correction
    return Trees(
        initial=INITIAL,
        first=np.full((1, times, SPLITS), LEFT, np.int16),
        second=np.full((1, times, SPLITS), RIGHT, np.int16),
        thresholds=np.full((1, times, SPLITS), threshold, np.float32),
        leaves=leaves,
        anchors=np.array([[2, 0]], np.int16),
        offsets=np.array([[[-0.15, 0], [0.15, 0]]], np.float32),
    )


def picture(left: int, right: int) -> np.ndarray:
    image = np.zeros((200, 200, 3), np.uint8)
    image[:, :60] = left
    image[:, 60:] = right
    return image


def in_box(points) -> np.ndarray:
    return BOX[:2] + 100 * np.asarray(points, np.float64)


def test_a_brighter_left_follows_the_yes_branch():
    found = find_landmarks(one_tree(), picture(200, 100), BOX)
    np.testing.assert_allclose(found, in_box(INITIAL + np.float32([0.1, 0])), atol=1e-4)


def test_anything_else_follows_the_no_branch():
    for left, right in ((100, 200), (100, 90), (100, 100)):
        found = find_landmarks(one_tree(), picture(left, right), BOX)
        np.testing.assert_allclose(found, in_box(INITIAL - np.float32([0.1, 0])), atol=1e-4)


def test_every_tree_of_a_cascade_corrects():
    found = find_landmarks(one_tree(times=3), picture(200, 100), BOX)
    np.testing.assert_allclose(found, in_box(INITIAL + np.float32([0.3, 0])), atol=1e-4)


def test_brightness_is_the_mean_of_the_colours_rounded_down():
    image = picture(0, 0)
    image[:, :60] = (10, 11, 11)  # mean 10 and two thirds, rounded down to 10: not more than the threshold
    found = find_landmarks(one_tree(threshold=10.0), image, BOX)
    assert found[0, 0] < in_box(INITIAL)[0, 0]


def test_pixels_outside_the_image_are_black():
    box = np.array([-40, 20, 60, 120])  # the left pixel lies outside
    image = np.full((200, 200, 3), 50, np.uint8)
    found = find_landmarks(one_tree(threshold=-60.0), image, box)
    assert found[0, 0] > -40 + 80  # 0 - 50 > -60: the yes-branch
    found = find_landmarks(one_tree(threshold=-40.0), image, box)
    assert found[0, 0] < -40 + 80


def test_later_cascades_look_where_the_points_are_by_then():
    once = one_tree()
    twice = Trees(
        initial=once.initial,
        **{name: np.concatenate([getattr(once, name)] * 2) for name in ("first", "second", "thresholds", "leaves")},
        anchors=np.concatenate([once.anchors] * 2),
        offsets=np.concatenate([once.offsets] * 2),
    )
    image = picture(100, 100)
    image[:, :17] = 200  # the left pixel starts at x = 15; moved by 0.1 of the box it is at 25
    found = find_landmarks(twice, image, BOX)
    np.testing.assert_allclose(found, in_box(INITIAL), atol=1e-4)  # one step right, one back
