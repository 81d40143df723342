"""The built-in engine on real photos: who is found, who is alike, and that nothing depends on how it is called."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import skimage.data
from PIL import Image

from faceorg.engine.builtin import load_builtin

pytestmark = pytest.mark.engine


def resized(pixels: np.ndarray, scale: float) -> np.ndarray:
    height, width = pixels.shape[:2]
    photo = Image.fromarray(pixels).resize((round(width * scale), round(height * scale)), Image.Resampling.LANCZOS)
    return np.asarray(photo)


def close_up(pixels: np.ndarray, region, share: float) -> np.ndarray:
    """The part of a photo that shows ``share`` of a face's box."""
    height, width = pixels.shape[:2]
    left, top, w, h = region.to_pixels(width, height)
    x, y, reach = left + w / 2, top + h / 2, w / 2 * share
    return pixels[max(0, round(y - reach)) : round(y + reach), max(0, round(x - reach)) : round(x + reach)]


@pytest.fixture(scope="module")
def six_faces(builtin, six_people_pixels):
    return builtin.faces(six_people_pixels)


def test_all_six_people_are_found_and_none_twice(six_faces):
    assert len(six_faces) == 6
    areas = [face.region.area for face in six_faces]
    assert areas == sorted(areas, reverse=True)
    for face in six_faces:
        assert 0.9 < face.score < 1.2
        assert 0.2 < face.quality <= 1
        assert np.linalg.norm(face.embedding) == pytest.approx(1, abs=1e-5)


def test_landmarks_lie_in_their_face(six_faces):
    for face in six_faces:
        box = face.region
        inside = (face.landmarks > (box.x, box.y)) & (face.landmarks < (box.x + box.w, box.y + box.h))
        assert inside.all()
        right_outer, _, left_outer, _, nose = face.landmarks
        assert left_outer[0] < nose[0] < right_outer[0]
        assert nose[1] > max(left_outer[1], right_outer[1])


def test_the_astronaut_is_found(builtin):
    (face,) = builtin.faces(skimage.data.astronaut())
    assert face.quality > 0.8
    assert face.region.centre == pytest.approx((0.43, 0.23), abs=0.03)


@pytest.mark.parametrize("picture", ["chelsea", "coffee", "rocket", "text", "grass", "hubble_deep_field"])
def test_no_face_is_seen_where_there_is_none(builtin, picture):
    pixels = getattr(skimage.data, picture)()
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[..., None], 3, axis=2)
    assert builtin.faces(np.ascontiguousarray(pixels)) == []


def test_six_people_are_six_people(builtin, six_faces):
    vectors = np.stack([face.embedding for face in six_faces])
    similarities = vectors @ vectors.T
    assert similarities[np.triu_indices(6, 1)].max() < builtin.facts.cut_offs.ask


def same_people(one, other) -> np.ndarray:
    """Similarities of faces that lie in the same place of two photos."""
    pairs = [(a, b) for a in one for b in other if a.region.overlap(b.region) > 0.5]
    return np.array([a.embedding @ b.embedding for a, b in pairs])


@pytest.mark.parametrize(
    "change",
    [lambda pixels: resized(pixels, 0.7), lambda pixels: resized(pixels, 2.0), lambda pixels: pixels // 2 + 20],
    ids=["smaller", "larger", "darker"],
)
def test_the_same_people_are_found_in_a_changed_photo(builtin, six_people_pixels, six_faces, change):
    similarities = same_people(six_faces, builtin.faces(change(six_people_pixels)))
    assert len(similarities) == 6
    assert similarities.min() > builtin.facts.cut_offs.ask


def test_a_mirrored_photo_has_the_same_people_on_the_other_side(builtin, six_people_pixels, six_faces):
    mirrored = builtin.faces(np.ascontiguousarray(six_people_pixels[:, ::-1]))
    left_first = sorted(six_faces, key=lambda face: face.region.centre[0])
    right_first = sorted(mirrored, key=lambda face: -face.region.centre[0])
    for face, other in zip(left_first, right_first, strict=True):
        assert other.region.centre[0] == pytest.approx(1 - face.region.centre[0], abs=0.03)  # the grid falls otherwise
        assert face.embedding @ other.embedding > builtin.facts.cut_offs.same


def test_small_photos_are_enlarged(builtin, six_people_pixels):
    assert len(builtin.faces(resized(six_people_pixels, 0.4))) == 6  # faces of 38 to 55 pixels


@pytest.mark.parametrize("share", [1.3, 1.0, 0.8])
def test_a_face_that_fills_the_photo_is_found(builtin, six_people_pixels, six_faces, share):
    for face in six_faces:
        (found,) = builtin.faces(close_up(six_people_pixels, face.region, share))
        assert found.region.area > 0.4


def test_faces_of_a_panorama_are_found(builtin, six_people_pixels):
    assert len(builtin.faces(np.concatenate([six_people_pixels] * 3, axis=1))) == 18


@pytest.mark.parametrize("size", [(1, 1), (39, 2000), (40, 40), (41, 3000), (3000, 41)])
def test_odd_sizes_are_no_trouble(builtin, size):
    noise = np.random.default_rng(0).integers(0, 255, (*size, 3), dtype=np.uint8)
    assert builtin.faces(noise) == []


def test_a_second_engine_uses_the_cache_and_answers_alike(tmp_path, builtin):
    photo = skimage.data.astronaut()
    for _ in range(2):
        (face,) = load_builtin(tmp_path).faces(photo)
        np.testing.assert_array_equal(face.embedding, builtin.faces(photo)[0].embedding)


def test_several_threads_at_once_get_the_answers_of_one(builtin, six_people_pixels):
    photos = [resized(six_people_pixels, scale) for scale in (0.5, 0.6)] + [skimage.data.astronaut()]
    alone = [builtin.faces(photo) for photo in photos]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(builtin.faces, photos * 3))
    for number, faces in enumerate(together):
        expected = alone[number % len(photos)]
        assert [face.region for face in faces] == [face.region for face in expected]
        for face, other in zip(faces, expected, strict=True):
            np.testing.assert_array_equal(face.embedding, other.embedding)


def pixels_of(path) -> np.ndarray:
    with Image.open(path) as photo:
        return np.asarray(photo.convert("RGB"))


@pytest.mark.shared
@pytest.mark.parametrize(("cast", "photos"), [("dlib_johns", 55), ("bbt_cast", 45)])
def test_every_tight_crop_is_found(builtin, shared_dir, cast, photos):
    paths = sorted((shared_dir / "photos" / cast).rglob("*.[jp][pn]g"))
    assert len(paths) == photos
    assert [path.name for path in paths if not builtin.detect(pixels_of(path))] == []


@pytest.mark.shared
def test_dogs_are_no_people(builtin, shared_dir):
    assert builtin.detect(pixels_of(shared_dir / "photos" / "dlib_faces" / "dogs.jpg")) == []
