"""Real folders, real events of the system; every wait ends with what it waits for, and times only bound how long."""

import errno
import os
import shutil
import threading

import pytest

from faceorg.watch import observing, watching
from faceorg.watch.paths import is_inside
from faceorg.watch.watching import FolderWatch

PATIENCE = 60
"""Seconds until a test gives up on a busy machine."""


class Dirty:
    """Collects what a watch reports, and waits for a folder to be covered by a report."""

    def __init__(self):
        self._changed = threading.Condition()
        self.reports = []

    def __call__(self, folders):
        with self._changed:
            self.reports.append(folders)
            self._changed.notify_all()

    def wait_for(self, *paths):
        """Wait until reports cover all the paths, then forget them."""

        def covered():
            return all(any(is_inside(path, one) for report in self.reports for one in report) for path in paths)

        with self._changed:
            assert self._changed.wait_for(covered, PATIENCE), f"{paths} not in {self.reports}"
            taken, self.reports = self.reports, []
        return taken


@pytest.fixture
def dirty():
    return Dirty()


@pytest.fixture
def watch(dirty, tmp_path):
    made = FolderWatch(dirty, wanted=lambda name: name.endswith(b".jpg"), excluded=[os.fsencode(tmp_path / "library")])
    yield made
    made.stop()


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


def raw(path):
    return os.fsencode(path)


def test_a_photo_copied_changed_moved_and_removed_is_followed(watch, dirty, root):
    (root / "a").mkdir()
    (root / "b").mkdir()
    watch.watch([raw(root)])
    (root / "a" / "x.jpg").write_bytes(b"1")
    assert dirty.wait_for(raw(root / "a")) == [{raw(root / "a")}]
    (root / "a" / "x.jpg").write_bytes(b"2")
    dirty.wait_for(raw(root / "a"))
    (root / "a" / "x.jpg").rename(root / "b" / "y.jpg")
    dirty.wait_for(raw(root / "a"), raw(root / "b"))
    (root / "b" / "y.jpg").unlink()
    dirty.wait_for(raw(root / "b"))


def test_a_new_tree_is_followed_at_once_and_later(watch, dirty, root):
    watch.watch([raw(root)])
    (root / "new" / "inner").mkdir(parents=True)
    (root / "new" / "inner" / "x.jpg").write_bytes(b"1")
    dirty.wait_for(raw(root / "new" / "inner"))
    (root / "new" / "inner" / "y.jpg").write_bytes(b"1")
    dirty.wait_for(raw(root / "new" / "inner"))


def test_a_renamed_folder_concerns_both_names_and_stays_watched(watch, dirty, root):
    (root / "a" / "inner").mkdir(parents=True)
    watch.watch([raw(root)])
    (root / "a").rename(root / "b")
    dirty.wait_for(raw(root / "a"), raw(root / "b"))
    (root / "b" / "inner" / "x.jpg").write_bytes(b"1")
    dirty.wait_for(raw(root / "b" / "inner"))


def test_what_nobody_wants_is_not_reported(watch, dirty, root, tmp_path):
    watch.watch([raw(tmp_path)])
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "thumbnail.jpg").write_bytes(b"1")
    (root / ".hidden.jpg").write_bytes(b"1")
    (root / "notes.txt").write_bytes(b"1")
    (root / "last.jpg").write_bytes(b"1")  # events keep their order, so the others were seen before this one
    assert dirty.wait_for(raw(root)) == [{raw(root)}]


def test_names_that_are_no_text_are_followed(watch, dirty, root):
    watch.watch([raw(root)])
    folder = root / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    dirty.wait_for(raw(folder))


def test_a_root_that_is_a_link_is_followed_under_its_own_name(watch, dirty, root, tmp_path):
    (tmp_path / "link").symlink_to(root)
    watch.watch([raw(tmp_path / "link")])
    (root / "x.jpg").write_bytes(b"1")
    dirty.wait_for(raw(tmp_path / "link"))


def test_only_the_folders_of_the_last_call_are_watched(watch, dirty, root, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    watch.watch([raw(root)])
    watch.watch([raw(other)])
    (root / "x.jpg").write_bytes(b"1")
    (other / "x.jpg").write_bytes(b"1")
    assert dirty.wait_for(raw(other)) == [{raw(other)}]


def test_a_root_that_goes_and_comes_back_is_reported_and_watched_again(watch, dirty, root, monkeypatch):
    monkeypatch.setattr(watching, "CHECK_SECONDS", 0.2)
    watch.watch([raw(root)])
    shutil.rmtree(root)
    dirty.wait_for(raw(root))
    root.mkdir()
    dirty.wait_for(raw(root))
    (root / "x.jpg").write_bytes(b"1")
    dirty.wait_for(raw(root))


def test_a_root_deleted_and_made_again_between_two_looks_is_watched_again(dirty, root, monkeypatch):
    """The new folder may have the number of the old one, so that only the end of its events tells."""
    monkeypatch.setattr(watching, "CHECK_SECONDS", 0.2)
    monkeypatch.setattr(watching, "identity", lambda _: (1, 1))
    watch = FolderWatch(dirty)
    try:
        watch.watch([raw(root)])
        shutil.rmtree(root)
        root.mkdir()
        dirty.wait_for(raw(root))
        (root / "inner").mkdir()
        dirty.wait_for(raw(root / "inner"))
    finally:
        watch.stop()


def test_an_absent_root_is_reported_when_it_appears(dirty, root, tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "CHECK_SECONDS", 0.2)
    watch = FolderWatch(dirty)
    try:
        drive = tmp_path / "drive"
        watch.watch([raw(drive)])
        drive.mkdir()
        dirty.wait_for(raw(drive))
        (drive / "x.jpg").write_bytes(b"1")
        dirty.wait_for(raw(drive))
    finally:
        watch.stop()


def test_another_drive_in_the_same_place_is_noticed(dirty, root, tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "CHECK_SECONDS", 0.2)
    watch = FolderWatch(dirty)
    try:
        watch.watch([raw(root)])
        root.rename(tmp_path / "unplugged")
        root.mkdir()
        dirty.wait_for(raw(root))
        (root / "x.jpg").write_bytes(b"1")
        dirty.wait_for(raw(root))
    finally:
        watch.stop()


def test_after_a_storm_of_events_all_roots_are_looked_at(dirty, root, tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "_queue_length", lambda: 40)
    other = tmp_path / "other"
    other.mkdir()
    watch = FolderWatch(dirty)
    try:
        watch.watch([raw(root), raw(other)])
        for number in range(50):
            (root / f"{number}.jpg").write_bytes(b"1")
        dirty.wait_for(raw(root), raw(other))
    finally:
        watch.stop()


@pytest.mark.parametrize("limited", ["observers", "folders", "inner folders"])
def test_what_cannot_be_watched_is_polled_and_noted(dirty, root, monkeypatch, limited):
    monkeypatch.setattr(watching, "CHECK_SECONDS", 0.2)
    monkeypatch.setattr(watching, "POLL_SECONDS", 0.1)
    limit(monkeypatch, limited)
    watch = FolderWatch(dirty)
    try:
        watch.watch([raw(root)])
        dirty.wait_for(raw(root))
        dirty.wait_for(raw(root))
        (note,) = watch.notes()
        assert str(root) in note
        watch.watch([])
        assert watch.notes() == ()
    finally:
        watch.stop()


def limit(monkeypatch, what):
    """Make the system out of observers, out of watches, or out of watches just after the first one."""
    allowed = 1 if what == "inner folders" else 0

    class Limited(observing.Observer):
        def __init__(self):
            if what == "observers":
                raise OSError(errno.EMFILE, "inotify instance limit reached")
            super().__init__()
            self.left = allowed

        def schedule(self, *args, **kwargs):
            self.left -= 1
            if self.left < 0:
                raise OSError(errno.ENOSPC, "inotify watch limit reached")
            return super().schedule(*args, **kwargs)

    monkeypatch.setattr(observing, "Observer", Limited)


def test_stopping_ends_all_threads_and_all_reports(dirty, root):
    before = set(threading.enumerate())
    watch = FolderWatch(dirty)
    watch.watch([raw(root)])
    (root / "x.jpg").write_bytes(b"1")
    watch.stop()
    watch.stop()
    assert set(threading.enumerate()) <= before
    assert dirty.reports == []
