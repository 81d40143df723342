import os
from pathlib import Path

from faceorg.catalog.files import KnownFile
from faceorg.core.ids import PhotoId
from faceorg.pipeline.discovery import Differences, Discovery, is_within


def photo(path: Path, content: bytes = b"pixels") -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return os.fsencode(path)


def known(path: bytes, number: int | None = 1, *, missing: bool = False) -> KnownFile:
    """Return what the catalog would remember of a file as it is now."""
    state = Path(os.fsdecode(path)).stat()
    photo_id = None if number is None else PhotoId(number)
    return KnownFile(state.st_size, state.st_mtime_ns, state.st_ino, photo_id, missing)


def compared(folder: Path, remembered: dict[bytes, KnownFile], excluded: tuple[bytes, ...] = ()) -> Differences:
    discovery = Discovery(excluded)
    for _ in discovery.look_into(os.fsencode(folder), remembered):
        pass
    return discovery.differences()


def test_new_photos_are_to_be_read_and_other_files_are_not(tmp_path):
    new = photo(tmp_path / "a.jpg")
    photo(tmp_path / "notes.txt")
    found = compared(tmp_path, {})
    assert [file.path for file in found.to_read] == [new]
    assert (found.gone, found.moved, found.back) == ([], [], [])


def test_unchanged_files_are_left_alone_also_those_that_could_not_be_read(tmp_path):
    read, unreadable = photo(tmp_path / "a.jpg"), photo(tmp_path / "b.jpg")
    assert compared(tmp_path, {read: known(read), unreadable: known(unreadable, None)}) == Differences()


def test_a_changed_file_is_read_again_even_when_it_became_older(tmp_path):
    path = photo(tmp_path / "a.jpg")
    remembered = known(path)
    os.utime(path, ns=(0, remembered.mtime_ns - 10**9))
    assert [file.path for file in compared(tmp_path, {path: remembered}).to_read] == [path]


def test_a_file_that_is_gone_is_noted_and_one_that_was_gone_already_is_not(tmp_path):
    path, other = photo(tmp_path / "a.jpg"), photo(tmp_path / "b.jpg")
    remembered = {path: known(path), other: known(other, 2, missing=True)}
    Path(os.fsdecode(path)).unlink()
    Path(os.fsdecode(other)).unlink()
    assert compared(tmp_path, remembered).gone == [path]


def test_a_file_that_came_back_unchanged_is_not_read(tmp_path):
    path = photo(tmp_path / "a.jpg")
    found = compared(tmp_path, {path: known(path, missing=True)})
    assert ([file.path for file in found.back], found.to_read) == ([path], [])


def test_a_renamed_file_is_a_move_not_a_loss(tmp_path):
    old = photo(tmp_path / "a.jpg")
    remembered = {old: known(old)}
    new = tmp_path / "deeper" / "b.jpg"
    new.parent.mkdir()
    Path(os.fsdecode(old)).rename(new)
    found = compared(tmp_path, remembered)
    assert [(before, after.path) for before, after in found.moved] == [(old, os.fsencode(new))]
    assert (found.to_read, found.gone) == ([], [])


def test_a_move_between_two_folders_is_seen_as_one(tmp_path):
    old = photo(tmp_path / "one" / "a.jpg")
    remembered = {old: known(old)}
    new = tmp_path / "two" / "a.jpg"
    new.parent.mkdir()
    Path(os.fsdecode(old)).rename(new)
    discovery = Discovery()
    for folder, files in ((b"two", {}), (b"one", remembered)):
        for _ in discovery.look_into(os.fsencode(tmp_path) + b"/" + folder, files):
            pass
    found = discovery.differences()
    assert [(before, after.path) for before, after in found.moved] == [(old, os.fsencode(new))]


def test_an_overlapping_folder_gives_each_file_once(tmp_path):
    photo(tmp_path / "inner" / "a.jpg")
    discovery = Discovery()
    for folder in (tmp_path, tmp_path / "inner"):
        for _ in discovery.look_into(os.fsencode(folder), {}):
            pass
    assert len(discovery.differences().to_read) == 1


def test_nothing_below_a_folder_that_cannot_be_looked_into_counts_as_gone(tmp_path, monkeypatch):
    path = photo(tmp_path / "closed" / "a.jpg")
    remembered = {path: known(path)}
    scandir = os.scandir

    def refused(folder: bytes):
        if os.fsencode(folder).endswith(b"closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refused)
    found = compared(tmp_path, remembered)
    assert found.gone == []
    assert [problem.path for problem in found.unreadable] == [os.fsencode(tmp_path / "closed")]


def test_excluded_folders_are_passed_over(tmp_path):
    photo(tmp_path / "cache" / "a.jpg")
    assert compared(tmp_path, {}, (os.fsencode(tmp_path / "cache"),)).to_read == []


def test_a_path_is_within_itself_and_its_parents_but_not_within_a_sibling_of_similar_name():
    assert is_within(b"/a/b/c", [b"/a/b"])
    assert is_within(b"/a/b", [b"/a/b"])
    assert is_within(b"/a", [b"/"])
    assert not is_within(b"/a/bc", [b"/a/b"])
