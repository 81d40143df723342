"""The landmark file is read whole and kept in a cache that may be missing, damaged or read-only."""

import dlib_bytes as write
import numpy as np
import pytest

from faceorg.engine import dlib_trees
from faceorg.engine.dlib_format import DlibFormatError
from faceorg.engine.dlib_landmarks import LEAVES, SPLITS
from faceorg.engine.dlib_trees import load_trees, read_trees

RNG = np.random.default_rng(3)
INITIAL = np.linspace(-0.5, 1.25, 10).astype(np.float32)
QUESTIONS = [[(3, 700, 0.25 - number) for number in range(SPLITS)], [(number, 5, -8.5) for number in range(SPLITS)]]
ANSWERS = RNG.normal(size=(2, LEAVES, 10)).astype(np.float32)
ANCHORS = [0, 4, 2]
OFFSETS = np.array([(0.5, -0.125), (1.5, 300.0), (0.0, 1e-6)], np.float32)


def landmark_file() -> bytes:
    """A file of two alike cascades of two trees that look at three pixels."""
    trees = [(QUESTIONS[number], ANSWERS[number]) for number in range(2)]
    return write.landmark_file(INITIAL, [(trees, ANCHORS, OFFSETS)] * 2)


def test_every_part_of_the_file_comes_back():
    trees = read_trees(landmark_file())
    np.testing.assert_array_equal(trees.initial, INITIAL.reshape(5, 2))
    assert trees.first[1, 0].tolist() == [3] * SPLITS
    assert trees.second[1].tolist() == [[700] * SPLITS, [5] * SPLITS]
    assert trees.thresholds[0].tolist() == [[0.25 - number for number in range(SPLITS)], [-8.5] * SPLITS]
    np.testing.assert_array_equal(trees.leaves, [ANSWERS, ANSWERS])
    assert trees.anchors.tolist() == [ANCHORS, ANCHORS]
    np.testing.assert_array_equal(trees.offsets, [OFFSETS, OFFSETS])


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data + b"\x01\x00", lambda _: b""])
def test_a_file_of_another_length_is_refused(change):
    with pytest.raises(DlibFormatError):
        read_trees(change(landmark_file()))


def test_a_tree_of_another_size_is_refused():
    data = write.landmark_file(INITIAL, [([(QUESTIONS[0], ANSWERS[0][:, :8])] * 2, ANCHORS, OFFSETS)])
    with pytest.raises(DlibFormatError):
        read_trees(data)


@pytest.fixture
def reads(monkeypatch) -> list[int]:
    """The landmark file is our small one; the list grows each time it is read through."""
    counted = []

    def counting(data: bytes):
        counted.append(len(data))
        return read_trees(data)

    monkeypatch.setattr(dlib_trees, "read_weights", lambda _file: landmark_file())
    monkeypatch.setattr(dlib_trees, "read_trees", counting)
    return counted


def assert_ours(trees) -> None:
    np.testing.assert_array_equal(trees.leaves, [ANSWERS, ANSWERS])
    assert trees.anchors.dtype == np.int16


def test_the_file_is_read_through_once(tmp_path, reads):
    for _ in range(3):
        assert_ours(load_trees(tmp_path / "cache"))
    assert len(reads) == 1
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".npz"]


@pytest.mark.parametrize("damage", [b"", b"no archive", "half"])
def test_a_damaged_cache_is_made_anew(tmp_path, reads, damage):
    load_trees(tmp_path)
    (kept,) = tmp_path.iterdir()
    content = kept.read_bytes()
    kept.write_bytes(content[: len(content) // 2] if damage == "half" else damage)
    assert_ours(load_trees(tmp_path))
    assert kept.read_bytes() == content
    assert len(reads) == 2


def test_a_changed_byte_in_the_cache_is_noticed(tmp_path, reads):
    load_trees(tmp_path)
    (kept,) = tmp_path.iterdir()
    content = bytearray(kept.read_bytes())
    content[content.index(ANSWERS.tobytes()[:64]) + 20] ^= 0x40
    kept.write_bytes(content)
    assert_ours(load_trees(tmp_path))
    assert len(reads) == 2


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path, reads):
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    for _ in range(2):
        assert_ours(load_trees(blocked / "cache"))
    assert len(reads) == 2
