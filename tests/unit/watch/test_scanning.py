import os
import shutil
import socket

import pytest

from faceorg.watch import scanning
from faceorg.watch.presence import identity, present
from faceorg.watch.scanning import FoundFile, ScanProblem, scan


def make(folder, *names):
    for name in names:
        path = folder / os.fsdecode(name) if isinstance(name, bytes) else folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def names(folder, **options):
    """Return the paths found below a folder, relative to it, and make sure there were no problems."""
    found = list(scan(os.fsencode(folder), **options))
    assert all(isinstance(entry, FoundFile) for entry in found)
    return [os.path.relpath(entry.path, os.fsencode(folder)) for entry in found]


def test_everything_below_is_found_in_order_of_names(tmp_path):
    make(tmp_path, "b.jpg", "a/z.jpg", "a/b/c.jpg", "c/a.jpg")
    assert names(tmp_path) == [b"b.jpg", b"a/z.jpg", b"a/b/c.jpg", b"c/a.jpg"]


def test_a_file_is_described_as_the_system_does(tmp_path):
    make(tmp_path, "a.jpg")
    state = (tmp_path / "a.jpg").stat()
    (found,) = scan(os.fsencode(tmp_path))
    assert found == FoundFile(os.fsencode(tmp_path / "a.jpg"), 1, state.st_mtime_ns, state.st_ino, state.st_dev)


def test_only_wanted_names_are_found(tmp_path):
    make(tmp_path, "a.jpg", "a.txt", "b/c.jpg", "b/c.xmp")
    assert names(tmp_path, wanted=lambda name: name.endswith(b".jpg")) == [b"a.jpg", b"b/c.jpg"]


@pytest.mark.parametrize("name", [b"caf\xe9.jpg", "👪.jpg".encode(), b"a\nb.jpg", b"x" * 255, b"-rf", b" ", b"*"])
def test_any_name_is_found(tmp_path, name):
    make(tmp_path, name)
    assert names(tmp_path) == [name]


def test_hidden_things_and_litter_are_passed_over(tmp_path):
    make(tmp_path, ".a.jpg", ".git/a.jpg", "@eaDir/a.jpg", "$RECYCLE.BIN/a.jpg", "._a.jpg", "b.jpg")
    assert names(tmp_path) == [b"b.jpg"]


def test_links_are_not_followed_but_the_chosen_folder_may_be_one(tmp_path):
    make(tmp_path, "real/a.jpg")
    (tmp_path / "real" / "loop").symlink_to(tmp_path / "real")
    (tmp_path / "real" / "link.jpg").symlink_to(tmp_path / "real" / "a.jpg")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert names(tmp_path / "link") == [b"a.jpg"]


def test_pipes_and_sockets_are_not_found_and_not_opened(tmp_path):
    make(tmp_path, "a.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.jpg"))
        assert names(tmp_path) == [b"a.jpg"]


def test_a_folder_that_appears_twice_is_entered_once(tmp_path, monkeypatch):
    """Bind mounts make loops without links; here two folders claim to be the same one."""
    make(tmp_path, "a/x.jpg", "b/x.jpg")
    same = identity(os.fsencode(tmp_path / "a"))

    def claimed(folder):
        return same if folder.endswith((b"/a", b"/b")) else identity(folder)

    monkeypatch.setattr(scanning, "identity", claimed)
    assert names(tmp_path) == [b"a/x.jpg"]


def test_excluded_folders_are_passed_over_also_through_other_names(tmp_path):
    make(tmp_path, "photos/a.jpg", "photos/library/thumbnails/b.jpg")
    (tmp_path / "other").symlink_to(tmp_path / "photos" / "library")
    excluded = [os.fsencode(tmp_path / "other"), b"/does/not/exist"]
    assert names(tmp_path / "photos", excluded=excluded) == [b"a.jpg"]


def test_an_absent_root_is_a_problem_with_a_sentence(tmp_path):
    (problem,) = scan(os.fsencode(tmp_path / "gone"))
    assert problem == ScanProblem(
        os.fsencode(tmp_path / "gone"), "The folder is not there. Its drive may be unplugged.", is_folder=True
    )


def test_a_folder_that_vanishes_meanwhile_is_no_problem(tmp_path):
    make(tmp_path, "a.jpg", "b/c.jpg")
    found = scan(os.fsencode(tmp_path))
    assert next(found).path.endswith(b"a.jpg")
    (tmp_path / "b" / "c.jpg").unlink()
    (tmp_path / "b").rmdir()
    assert list(found) == []


@pytest.mark.parametrize(
    ("error", "words"),
    [(PermissionError(13, "?"), "not allowed"), (OSError(5, "?"), "error"), (OSError(36, "?"), "long")],
)
def test_a_folder_that_cannot_be_entered_is_listed_and_the_rest_found(tmp_path, monkeypatch, error, words):
    make(tmp_path, "a/x.jpg", "b/x.jpg")
    entries = scanning._entries

    def refuse(folder):
        if folder.endswith(b"/a"):
            raise error
        return entries(folder)

    monkeypatch.setattr(scanning, "_entries", refuse)
    problem, found = scan(os.fsencode(tmp_path))
    assert problem.path == os.fsencode(tmp_path / "a")
    assert problem.is_folder
    assert words in problem.reason
    assert found.path.endswith(b"b/x.jpg")


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may enter every folder")
def test_a_folder_without_permission_is_listed(tmp_path):
    make(tmp_path, "a/x.jpg", "b.jpg")
    (tmp_path / "a").chmod(0)
    try:
        found, problem = scan(os.fsencode(tmp_path))
    finally:
        (tmp_path / "a").chmod(0o700)
    assert found.path.endswith(b"b.jpg")
    assert "not allowed" in problem.reason


def test_presence_is_that_of_a_folder_one_can_look_into(tmp_path):
    make(tmp_path, "a.jpg")
    assert present(os.fsencode(tmp_path))
    assert not present(os.fsencode(tmp_path / "a.jpg"))
    assert not present(os.fsencode(tmp_path / "gone"))
    assert not present(b"/nul\0name")
    assert identity(os.fsencode(tmp_path)) == (tmp_path.stat().st_dev, tmp_path.stat().st_ino)
    assert identity(os.fsencode(tmp_path / "a.jpg")) is None


def test_very_long_paths_are_found(tmp_path):
    """Deeper than the longest path the system takes at once is a problem, not an endless walk."""
    folder = os.open(tmp_path, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("d" * 250, dir_fd=folder)
        inner = os.open("d" * 250, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(folder)
    try:
        (problem,) = scan(os.fsencode(tmp_path))
    finally:
        shutil.rmtree(tmp_path / ("d" * 250))
    assert "too long" in problem.reason
