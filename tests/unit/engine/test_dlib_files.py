"""The weights are found without importing their package, and nothing but the expected content is used."""

import hashlib
import importlib.util
from types import SimpleNamespace

import pytest

from faceorg.core.errors import EngineError
from faceorg.engine import dlib_files
from faceorg.engine.dlib_files import WeightFile, check_present, fingerprint, read_weights

CONTENT = b"weights"
FILE = WeightFile("tiny.dat", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture
def models(tmp_path, monkeypatch):
    """The folder of an installed package that holds one tiny file."""
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / FILE.name).write_bytes(CONTENT)
    spec = SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: spec)
    monkeypatch.setattr(dlib_files, "_ALL", (FILE,))
    return folder


def test_the_expected_content_is_returned(models):
    check_present()
    assert read_weights(FILE) == CONTENT


def test_a_changed_file_is_refused_with_its_name(models):
    (models / FILE.name).write_bytes(CONTENT[::-1])
    check_present()
    with pytest.raises(EngineError, match=r"tiny\.dat .*changed"):
        read_weights(FILE)


def test_a_cut_file_is_noticed_without_reading_it(models):
    (models / FILE.name).write_bytes(CONTENT[:-1])
    with pytest.raises(EngineError, match=r"tiny\.dat .*damaged"):
        check_present()


def test_a_missing_file_is_named(models):
    (models / FILE.name).unlink()
    for use in (check_present, lambda: read_weights(FILE)):
        with pytest.raises(EngineError, match=r"tiny\.dat"):
            use()


@pytest.mark.parametrize("spec", [None, SimpleNamespace(submodule_search_locations=None)])
def test_without_the_package_a_sentence_says_which_engine_can_be_added(monkeypatch, spec):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: spec)
    with pytest.raises(EngineError, match="face_recognition_models") as caught:
        check_present()
    assert "buffalo_sc" in caught.value.next_step


def test_the_fingerprint_follows_the_hashes(monkeypatch):
    before = fingerprint()
    monkeypatch.setattr(dlib_files, "_ALL", (FILE,))
    assert len(before) == 64
    assert fingerprint() != before
