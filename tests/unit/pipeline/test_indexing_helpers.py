import os

from faceorg.core.events import Changes, Kind
from faceorg.pipeline.indexing import Gathered, nearest_present, seen_file


def test_a_changed_folder_that_is_gone_is_looked_for_above(tmp_path):
    root = os.fsencode(tmp_path)
    (tmp_path / "there").mkdir()
    assert nearest_present(root + b"/there", root) == root + b"/there"
    assert nearest_present(root + b"/there/gone/deeper", root) == root + b"/there"
    assert nearest_present(root + b"/gone", root) == root


def test_a_file_that_cannot_be_reached_is_not_seen(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(b"12345")
    seen = seen_file(os.fsencode(path))
    assert seen is not None
    assert (seen.size, seen.inode) == (5, path.stat().st_ino)
    assert seen_file(os.fsencode(tmp_path / "none.jpg")) is None


def test_changes_are_told_together():
    told: list[Changes] = []
    gathered = Gathered(told.append)
    gathered.add(Changes(Kind.PHOTOS, photos=frozenset({1})))
    gathered.add(Changes(Kind.FACES, faces=frozenset({2})))
    assert told == []
    gathered.flush()
    assert told == [Changes(Kind.PHOTOS | Kind.FACES, photos=frozenset({1}), faces=frozenset({2}))]
