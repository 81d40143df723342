"""The built-in engine's facts are there before any model is, and a missing package is a sentence."""

import importlib.util
import subprocess
import sys

import pytest

from faceorg.core.errors import EngineError
from faceorg.engine.builtin import builtin_facts, load_builtin


def test_the_cut_offs_are_in_order():
    cut_offs = builtin_facts().cut_offs
    assert 1 > cut_offs.same > cut_offs.ask > cut_offs.maybe > 0
    assert cut_offs.join < 1


def test_the_facts_are_complete():
    facts = builtin_facts()
    assert (facts.name, facts.dimension, len(facts.fingerprint)) == ("builtin", 128, 64)
    assert "CC0" in facts.licence
    assert facts == builtin_facts()


def test_facts_load_nothing_heavy_and_never_the_package_of_the_weights():
    heavy = ("onnxruntime", "onnx", "cv2", "insightface", "face_recognition_models")
    program = (
        "import sys; from faceorg.engine.builtin import builtin_facts; builtin_facts();"
        f"print(*[name for name in {heavy} if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == ""


@pytest.mark.parametrize("use", [lambda _cache: builtin_facts(), load_builtin])
def test_without_the_package_a_sentence_says_which_engine_can_be_added(monkeypatch, tmp_path, use):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(EngineError, match="missing") as caught:
        use(tmp_path)
    assert "buffalo_sc" in caught.value.next_step
