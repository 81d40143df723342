"""What is said of packs is in order, also of packs nobody has heard of."""

import pytest

from faceorg.engine.known_packs import (
    DETECTORS,
    MOBILEFACENET_128,
    RECOGNISERS,
    UNKNOWN_RECOGNISER,
    facts_of,
)
from faceorg.engine.pack_manifest import ModelFile, ModelKind, PackManifest

EVERY_RECOGNISER = [*RECOGNISERS.values(), UNKNOWN_RECOGNISER]
YUNET = "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4"


def manifest(detector="d", recogniser="r"):
    return PackManifest(
        ModelFile("find.onnx", 1, detector, ModelKind.YUNET),
        ModelFile("know.onnx", 1, recogniser, ModelKind.ARCFACE, dimension=128),
    )


def hash_of(known):
    return next(sha256 for sha256, one in RECOGNISERS.items() if one is known)


@pytest.mark.parametrize("known", EVERY_RECOGNISER, ids=lambda known: known.title)
def test_the_surer_the_word_the_higher_the_cut_off(known):
    cut_offs = known.cut_offs
    assert 1 > cut_offs.same > cut_offs.ask > cut_offs.maybe > 0
    assert cut_offs.ask < cut_offs.join <= cut_offs.same + 0.1


def test_hashes_are_hashes():
    assert all(len(sha256) == 64 and int(sha256, 16) for sha256 in (*DETECTORS, *RECOGNISERS))


def test_a_mixed_pack_names_both_licences_and_files():
    facts = facts_of("mix", manifest(YUNET, hash_of(MOBILEFACENET_128)))
    assert facts.title == "MobileFaceNet 128, YuNet"
    assert facts.licence == "MIT; Apache-2.0"
    assert facts.cut_offs == MOBILEFACENET_128.cut_offs
    assert "find.onnx" in facts.description
    assert "know.onnx" in facts.description


def test_an_unknown_pack_says_so_and_is_stricter_than_any_measured_one():
    facts = facts_of("mine", manifest())
    assert "never measured" in facts.description
    assert facts.licence.startswith("unknown")
    assert facts.dimension == 128
    assert facts.cut_offs.join >= max(known.cut_offs.join for known in RECOGNISERS.values())


def test_another_model_is_another_fingerprint():
    prints = {manifest("a", "b").fingerprint, manifest("a", "c").fingerprint, manifest("c", "b").fingerprint}
    assert len(prints) == 3
