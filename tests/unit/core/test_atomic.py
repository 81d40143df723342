"""A file is the old one or the complete new one, whatever happens while it is written."""

import os

import pytest

from faceorg.core.atomic import flush_to_disk, replace_file


def test_the_new_content_takes_the_place_of_the_old(tmp_path):
    path = tmp_path / "file"
    path.write_text("old")
    replace_file(path, lambda beside: beside.write_text("new"))
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_content_and_nothing_else(tmp_path):
    path = tmp_path / "file"
    path.write_text("old")

    def fail(beside):
        beside.write_text("half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        replace_file(path, fail)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_flushed_is_open_for_writing_as_windows_demands(tmp_path, monkeypatch):
    fcntl = pytest.importorskip("fcntl")  # Unix only
    modes = []
    monkeypatch.setattr(os, "fsync", lambda handle: modes.append(fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE))
    (tmp_path / "file").write_bytes(b"kept")
    flush_to_disk(tmp_path / "file")
    assert modes == [os.O_RDWR]
    assert (tmp_path / "file").read_bytes() == b"kept"
