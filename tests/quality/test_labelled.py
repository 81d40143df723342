"""The truth about a photo is read as it was laid down."""

import numpy as np
from labelled import LabelledPhoto, PhotoFaces, is_central, read_labels, scored_faces

from faceorg.core.geometry import Region
from faceorg.core.records import FoundFace

LARGE_AT_THE_EDGE = Region(0.0, 0.0, 0.4, 0.4)
SMALL_IN_THE_MIDDLE = Region(0.45, 0.45, 0.1, 0.1)


def found(*regions):
    nothing = np.zeros((5, 2), np.float32)
    return PhotoFaces((100, 200), [FoundFace(region, nothing, 1.0, 1.0, nothing[:, 0]) for region in regions])


def test_labels_are_read_with_names_and_boxes(tmp_path):
    (tmp_path / "labels.csv").write_text(
        "path,person,x,y,w,h\na.jpg,anna;ben,,,,\nb.jpg,anna,1,2,3,4\nb.jpg,ben,5,6,7,8\n"
    )
    two, boxed = read_labels(tmp_path)
    assert (two.path, two.names, two.boxes) == (tmp_path / "a.jpg", ["anna", "ben"], [])
    assert boxed.boxes == [("anna", (1, 2, 3, 4)), ("ben", (5, 6, 7, 8))]


def test_the_largest_or_most_central_face_is_the_labelled_one(tmp_path):
    photo = LabelledPhoto(tmp_path, ["anna"])
    faces = found(SMALL_IN_THE_MIDDLE, LARGE_AT_THE_EDGE)
    assert scored_faces(photo, faces, central=False) == [("anna", 1)]
    assert scored_faces(photo, faces, central=True) == [("anna", 0)]


def test_a_box_names_the_face_it_overlaps(tmp_path):
    photo = LabelledPhoto(tmp_path, ["anna", "ben"], [("anna", (45, 90, 10, 20)), ("ben", (80, 160, 10, 20))])
    assert scored_faces(photo, found(LARGE_AT_THE_EDGE, SMALL_IN_THE_MIDDLE), central=False) == [
        ("anna", 1),
        ("ben", None),
    ]


def test_photos_of_several_people_without_boxes_are_not_scored(tmp_path):
    assert scored_faces(LabelledPhoto(tmp_path, ["anna", "ben"]), found(LARGE_AT_THE_EDGE), central=False) == []


def test_a_labelled_photo_without_a_face_is_a_miss(tmp_path):
    assert scored_faces(LabelledPhoto(tmp_path, ["anna"]), found(), central=True) == [("anna", None)]


def test_lfw_sets_are_central(tmp_path):
    assert is_central(tmp_path / "lfw_dev")
    assert not is_central(tmp_path / "bollywood")
