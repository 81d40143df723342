"""Packs are added, listed, loaded and removed as a whole, and refused with a sentence when something is wrong."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import onnx
import pytest

from faceorg.core.errors import EngineError
from faceorg.engine.packs import PackStore

pytestmark = pytest.mark.engine


@pytest.fixture
def store(tmp_path):
    return PackStore(tmp_path / "models", tmp_path / "cache")


def added(store):
    return [facts.name for facts in store.installed() if facts.name != "builtin"]


def left_behind(store):
    return sorted(path.name for path in store._models.iterdir()) if store._models.exists() else []


def zipped(folder, target, inside=""):
    with zipfile.ZipFile(target, "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"{inside}{path.name}")
    return target


def test_an_added_pack_is_listed_after_the_builtin_engine_and_finds_faces(store, tiny_pack):
    facts = store.add(tiny_pack)
    assert (facts.name, facts.dimension) == ("tiny", 64)
    assert [one.name for one in store.installed()] == ["builtin", "tiny"]
    assert store.facts("tiny") == facts
    engine = store.load("tiny")
    assert engine.facts == facts
    faces = engine.faces(np.random.default_rng(0).integers(0, 256, (640, 640, 3), np.uint8))
    assert len(faces) == 4
    assert faces[0].embedding.shape == (64,)
    engine.close()


def test_the_description_holds_the_hashes_sizes_and_dimension(store, tiny_pack):
    store.add(tiny_pack)
    entries = json.loads((store._models / "tiny" / "pack.json").read_text())
    recogniser = entries["recogniser"]
    assert recogniser["dimension"] == 64
    assert recogniser["size"] == (tiny_pack / "recogniser.onnx").stat().st_size
    assert len(recogniser["sha256"]) == len(entries["detector"]["sha256"]) == 64


@pytest.mark.parametrize("inside", ["", "deep/er/"])
def test_a_zip_is_as_good_as_a_folder(store, tiny_pack, tmp_path, inside):
    facts = store.add(zipped(tiny_pack, tmp_path / "My Päck (1).zip", inside))
    assert facts.name == "My-P-ck-1"
    assert facts.fingerprint == PackStore(tmp_path / "other", tmp_path).add(tiny_pack).fingerprint


def test_a_relative_source_has_a_name_too(store, tiny_pack, monkeypatch):
    monkeypatch.chdir(tiny_pack)
    assert store.add(Path()).name == "tiny"


def test_the_same_models_twice_are_one_pack(store, tiny_pack, tmp_path):
    store.add(tiny_pack)
    assert store.add(zipped(tiny_pack, tmp_path / "again.zip")).name == "tiny"
    assert left_behind(store) == ["tiny"]


def test_other_models_under_the_same_name_get_a_number(store, tiny_pack, tiny_models):
    store.add(tiny_pack)
    onnx.save(tiny_models["recogniser"](seed=5), tiny_pack / "recogniser.onnx")
    assert store.add(tiny_pack).name == "tiny-2"
    assert added(store) == ["tiny", "tiny-2"]


def test_a_pack_never_takes_the_name_of_the_builtin_engine(store, tiny_pack):
    assert store.add(tiny_pack.rename(tiny_pack.with_name("Builtin"))).name == "Builtin-2"


def test_of_several_models_known_or_larger_ones_are_taken_and_named(store, tiny_pack, tiny_models):
    onnx.save(tiny_models["recogniser"](dimension=128), tiny_pack / "another.onnx")
    facts = store.add(tiny_pack)
    assert facts.dimension == 128
    assert "another.onnx" in facts.description
    assert sorted(path.name for path in (store._models / "tiny").iterdir()) == [
        "another.onnx",
        "detector.onnx",
        "pack.json",
    ]


def test_models_of_one_name_in_two_folders_make_a_pack(store, tiny_pack):
    for name in ("detector", "recogniser"):
        (tiny_pack / name).mkdir()
        (tiny_pack / f"{name}.onnx").rename(tiny_pack / name / "model.onnx")
    assert store.add(tiny_pack).dimension == 64
    store.load("tiny")


@pytest.mark.parametrize("gone", ["detector", "recogniser"])
def test_a_pack_without_detector_or_recogniser_is_refused(store, tiny_pack, gone):
    (tiny_pack / f"{gone}.onnx").unlink()
    with pytest.raises(EngineError, match="no ONNX model that"):
        store.add(tiny_pack)
    assert left_behind(store) == []


def test_a_recogniser_that_finds_everybody_alike_is_refused(store, tiny_pack, tiny_models):
    onnx.save(tiny_models["recogniser"](constant=True), tiny_pack / "recogniser.onnx")
    with pytest.raises(EngineError, match="does not tell different people apart"):
        store.add(tiny_pack)
    assert left_behind(store) == []


@pytest.mark.parametrize(("places", "count"), [((), 0), (((100, 150),), 1)])
def test_a_detector_that_finds_too_little_is_refused(store, tiny_pack, tiny_models, places, count):
    onnx.save(tiny_models["detector"](places=places), tiny_pack / "detector.onnx")
    with pytest.raises(EngineError, match=f"finds {count} of the 6 faces"):
        store.add(tiny_pack)
    assert left_behind(store) == []


def test_a_model_that_loads_but_does_not_run_is_refused(store, tiny_pack, tiny_models):
    model = tiny_models["recogniser"]()
    (strides,) = (attribute for attribute in model.graph.node[0].attribute if attribute.name == "strides")
    strides.ints[:] = [4, 112]  # twice as many values as the next node takes
    onnx.save(model, tiny_pack / "recogniser.onnx")
    with pytest.raises(EngineError, match=r"do not run|cannot be loaded"):
        store.add(tiny_pack)
    assert left_behind(store) == []


def test_a_truncated_model_is_refused(store, tiny_pack):
    model = tiny_pack / "recogniser.onnx"
    model.write_bytes(model.read_bytes()[:500])
    with pytest.raises(EngineError):
        store.add(tiny_pack)
    assert left_behind(store) == []


def test_what_is_no_pack_is_refused(store, tmp_path):
    (tmp_path / "letter.txt").write_text("hello")
    for source in (tmp_path / "nothing", tmp_path / "letter.txt"):
        with pytest.raises(EngineError):
            store.add(source)


@pytest.mark.parametrize("file", ["detector.onnx", "recogniser.onnx"])
def test_a_tampered_model_is_refused_at_loading_and_mended_by_adding_again(store, tiny_pack, file):
    store.add(tiny_pack)
    model = store._models / "tiny" / file
    data = bytearray(model.read_bytes())
    data[-1] ^= 1
    model.write_bytes(data)
    with pytest.raises(EngineError, match=f"{file} has been changed since its pack was added"):
        store.load("tiny")
    assert store.add(tiny_pack).name == "tiny"
    assert len(store.load("tiny").detect(np.zeros((640, 640, 3), np.uint8))) == 4


def test_a_missing_model_is_named(store, tiny_pack):
    store.add(tiny_pack)
    (store._models / "tiny" / "detector.onnx").unlink()
    with pytest.raises(EngineError, match=r"detector\.onnx cannot be read"):
        store.load("tiny")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 99}', '{"format": 1, "detector": {"kind": "cat"}}'])
def test_a_pack_with_a_damaged_description_is_left_out_and_the_rest_is_listed(store, tiny_pack, text):
    store.add(tiny_pack)
    (store._models / "tiny" / "pack.json").write_text(text)
    assert added(store) == []
    with pytest.raises(EngineError, match=r"pack\.json"):
        store.load("tiny")


def test_a_description_cannot_point_outside_its_folder(store, tiny_pack):
    store.add(tiny_pack)
    path = store._models / "tiny" / "pack.json"
    path.write_text(path.read_text().replace('"detector.onnx"', '"../tiny/detector.onnx"'))
    with pytest.raises(EngineError, match="not a file of the pack's own folder"):
        store.load("tiny")


def test_a_removed_pack_is_gone(store, tiny_pack):
    store.add(tiny_pack)
    store.remove("tiny")
    assert left_behind(store) == []
    with pytest.raises(EngineError, match="'tiny'"):
        store.load("tiny")


@pytest.mark.parametrize("name", ["nobody", "", ".", "..", "../models/tiny", "/etc", "a\0b"])
def test_there_is_no_such_pack(store, tiny_pack, name):
    store.add(tiny_pack)
    for asked in (store.facts, store.load, store.remove):
        with pytest.raises(EngineError, match="is installed"):
            asked(name)
    assert added(store) == ["tiny"]


def test_the_builtin_engine_cannot_be_removed(store):
    with pytest.raises(EngineError, match="cannot be removed"):
        store.remove("builtin")


def test_what_a_crash_left_behind_is_swept_and_never_listed(store, tiny_pack):
    (store._models / ".unfinished-x" / "pack").mkdir(parents=True)
    assert added(store) == []
    store.add(tiny_pack)
    assert left_behind(store) == ["tiny"]


def test_a_full_disk_is_said_and_nothing_stays(store, tiny_pack, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EngineError, match="No space left on device"):
        store.add(tiny_pack)
    assert left_behind(store) == []


def test_a_folder_for_packs_that_cannot_be_made_is_said(tmp_path, tiny_pack):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EngineError, match="cannot be copied"):
        PackStore(tmp_path / "file" / "models", tmp_path / "cache").add(tiny_pack)


def test_knowing_the_packs_costs_nothing_heavy(store, tiny_pack):
    store.add(tiny_pack)
    code = (
        "import sys; from pathlib import Path; from faceorg.engine.packs import PackStore;"
        f"assert PackStore(Path({str(store._models)!r}), Path()).installed()[-1].name == 'tiny';"
        "print([name for name in ('onnxruntime', 'cv2', 'onnx', 'insightface', 'skimage') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
