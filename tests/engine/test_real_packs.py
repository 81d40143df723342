"""Real packs answer as InsightFace itself does, and find every face that is there."""

import csv
import warnings
from concurrent.futures import ThreadPoolExecutor
from shutil import copy

import cv2
import numpy as np
import pytest

from faceorg.core.geometry import Region
from faceorg.engine.packs import PackStore

pytestmark = [pytest.mark.engine, pytest.mark.shared]

TIGHT = 8
"""How many of the tight crops of a cast are looked at; all 95 with three engines take half a minute."""


def rgb(path):
    return np.ascontiguousarray(cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)[:, :, ::-1])


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    return PackStore(folder / "models", folder / "cache")


@pytest.fixture(scope="module")
def buffalo(shared_dir, store):
    return store.load(store.add(shared_dir / "models" / "buffalo_sc").name)


@pytest.fixture(scope="module")
def mixes(shared_dir, store, tmp_path_factory):
    """Engines of YuNet and of SCRFD, each with the 128-dimensional recogniser, by name."""
    engines = {}
    for name, detector in (
        ("yunet", "opencv_zoo/face_detection_yunet_2023mar.onnx"),
        ("scrfd", "buffalo_sc/det_500m.onnx"),
    ):
        folder = tmp_path_factory.mktemp("source") / name
        folder.mkdir()
        models = (detector, "mobilefacenet_128/mobilefacenet_128.onnx", "mobilenetv2_imagenet/mobilenet_v2_int8.onnx")
        for model in models:
            copy(shared_dir / "models" / model, folder)
        engines[name] = store.load(store.add(folder).name)
    return engines


@pytest.fixture(scope="module")
def analysis(shared_dir):
    """InsightFace's own engine on the same files."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its dependencies announce their own future
        from insightface.app import FaceAnalysis  # noqa: PLC0415 - slow, and only where packs are at hand

        app = FaceAnalysis(str(shared_dir / "models" / "buffalo_sc"), providers=["CPUExecutionProvider"])
        yield app


@pytest.mark.parametrize("size", [(640, 640), (640, 480), (480, 640), (1280, 896)])
def test_buffalo_sc_gives_what_insightface_gives(buffalo, analysis, six_people, size):
    image = rgb(six_people)
    analysis.prepare(-1, det_size=size)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = analysis.get(np.ascontiguousarray(image[:, :, ::-1]))
    theirs.sort(key=lambda face: -(face.bbox[2] - face.bbox[0]) * (face.bbox[3] - face.bbox[1]))
    ours = buffalo.detect(image, input_size=size)
    embeddings = buffalo.embed(buffalo.crops(image, ours))
    assert len(ours) == len(theirs) == 6
    for face, own, embedding in zip(theirs, ours, embeddings, strict=True):
        np.testing.assert_allclose(own.box, face.bbox, rtol=1e-6, atol=1e-4)
        np.testing.assert_allclose(own.landmarks, face.kps, rtol=1e-6, atol=1e-4)
        assert own.score == pytest.approx(face.det_score, abs=1e-4)
        assert embedding @ face.normed_embedding == pytest.approx(1, abs=1e-6)
        np.testing.assert_allclose(embedding, face.normed_embedding, atol=2e-4)


def test_crops_are_those_of_insightface(buffalo, six_people):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from insightface.utils.face_align import norm_crop  # noqa: PLC0415 - slow, and only where packs are at hand

        image = rgb(six_people)
        found = buffalo.detect(image)
        theirs = [norm_crop(image, face.landmarks) for face in found]
    difference = np.abs(buffalo.crops(image, found).astype(int) - np.stack(theirs))
    assert difference.max() <= 1


def test_every_labelled_face_of_the_group_photos_is_found(buffalo, shared_dir):
    folder = shared_dir / "photos" / "dlib_faces"
    with (folder / "labels.csv").open() as lines:
        truth = [row for row in csv.DictReader(lines) if row["x"]]
    assert len(truth) == 43
    missed = []
    for name in sorted({row["path"] for row in truth}):
        image = rgb(folder / name)
        size = image.shape[1], image.shape[0]
        regions = [face.region for face in buffalo.faces(image)]
        for row in (row for row in truth if row["path"] == name):
            box = Region.from_pixels(*(float(row[key]) for key in "xywh"), size=size)
            if max(box.overlap(region) for region in regions) < 0.3:
                missed.append(row)
    assert missed == []


@pytest.mark.parametrize("kind", ["yunet", "scrfd"])
def test_a_mixed_pack_finds_and_tells_apart_the_six_people(mixes, six_people, kind):
    image = rgb(six_people)
    faces = mixes[kind].faces(image)
    assert len(faces) == 6
    embeddings = np.stack([face.embedding for face in faces])
    assert embeddings.shape == (6, 128)
    likeness = embeddings @ embeddings.T
    assert likeness[~np.eye(6, dtype=bool)].max() < mixes[kind].facts.cut_offs.same


def test_both_detectors_put_eyes_nose_and_mouth_in_the_same_places(mixes, six_people):
    image = rgb(six_people)
    one, other = ([face.landmarks for face in mixes[kind].detect(image)] for kind in ("yunet", "scrfd"))
    for points in one:
        nearest = min(np.linalg.norm(points - others, axis=1).mean() for others in other)
        assert nearest < 15  # pixels, of faces 100 pixels wide; eyes exchanged would be 20 and more


@pytest.mark.parametrize("cast", ["bbt_cast", "dlib_johns"])
def test_faces_that_fill_their_photo_are_found(buffalo, mixes, shared_dir, cast):
    crops = sorted(
        path for path in (shared_dir / "photos" / cast).rglob("*.*g") if path.parent.name not in {"group", cast}
    )
    assert len(crops) >= 40
    for path in crops[:: len(crops) // TIGHT]:
        for engine in (buffalo, *mixes.values()):
            assert engine.detect(rgb(path)), path


def test_threads_do_not_disturb_each_other(buffalo, mixes, six_people):
    image = rgb(six_people)
    variants = [image, image[:, ::-1], image[100:, 200:], image[::2, ::2]]
    variants = [np.ascontiguousarray(variant) for variant in variants]
    for engine in (buffalo, mixes["yunet"]):
        alone = [engine.faces(variant) for variant in variants]
        with ThreadPoolExecutor(4) as threads:
            together = list(threads.map(engine.faces, variants * 3))
        for before, after in zip(alone * 3, together, strict=True):
            assert [face.region for face in before] == [face.region for face in after]
            for one, two in zip(before, after, strict=True):
                np.testing.assert_array_equal(one.embedding, two.embedding)


def test_the_uint8_recogniser_does_not_depend_on_the_company_a_face_is_in(store, shared_dir, tmp_path, six_people):
    folder = tmp_path / "small"
    folder.mkdir()
    copy(shared_dir / "models" / "buffalo_sc_uint8" / "w600k_mbf_uint8.onnx", folder)
    copy(shared_dir / "models" / "buffalo_m_det" / "det_2.5g.onnx", folder)
    engine = store.load(store.add(folder).name)
    image = rgb(six_people)
    crops = engine.crops(image, engine.detect(image))
    np.testing.assert_array_equal(engine.embed(crops)[2], engine.embed(crops[2:3])[0])


def test_nothing_is_printed(buffalo, mixes, six_people, capfd):
    image = rgb(six_people)
    buffalo.faces(image)
    mixes["yunet"].faces(image)
    assert capfd.readouterr() == ("", "")
