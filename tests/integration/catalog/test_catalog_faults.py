"""A disk that fails at any one call, or is full, costs at most the work under way, never what was acknowledged."""

import apsw
import pytest
from catalog_album import PACK, Album, user_facts

from faceorg.catalog.database import Catalog
from faceorg.core.errors import CatalogError

MOST_CALLS = 1000


class Countdown:
    """Fails the n-th call that writes, once, or from then on."""

    def __init__(self):
        self.left = None
        self.error = apsw.IOError
        self.lasting = False

    def call(self):
        if self.left is None:
            return
        self.left -= 1
        if self.left == 0 or (self.lasting and self.left < 0):
            raise self.error("told to fail")


class FailingFile(apsw.VFSFile):
    def __init__(self, countdown, usual, name, flags):
        super().__init__(usual, name, flags)
        self.countdown = countdown

    def xWrite(self, data, offset):  # noqa: N802
        self.countdown.call()
        return super().xWrite(data, offset)

    def xSync(self, flags):  # noqa: N802
        self.countdown.call()
        return super().xSync(flags)

    def xTruncate(self, size):  # noqa: N802
        self.countdown.call()
        return super().xTruncate(size)


class FailingDisk(apsw.VFS):
    def __init__(self, countdown, usual):
        self.countdown, self.usual = countdown, usual
        super().__init__("failing", usual)

    def xOpen(self, name, flags):  # noqa: N802
        return FailingFile(self.countdown, self.usual, name, flags)


@pytest.fixture
def countdown():
    """Makes every connection opened meanwhile write to a disk that can be told to fail."""
    usual = apsw.vfs_names()[0]
    countdown = Countdown()
    disk = FailingDisk(countdown, usual)
    apsw.set_default_vfs("failing")
    yield countdown
    apsw.set_default_vfs(usual)
    disk.unregister()


def work(album, number):
    """Store a photo with two faces, group them and name one; returns what the user has said then."""
    _, faces = album.photo(0.5, 0.6)
    album.group(faces[:1], faces[1:])
    album.name(faces[:1], f"Person {number}")
    return user_facts(album.catalog)


def check_whole(catalog):
    with catalog.read() as connection:
        assert connection.pragma("integrity_check") == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_nth_write_fails_for_every_n(tmp_path, countdown):
    path, backups = tmp_path / "catalog.sqlite", tmp_path / "backups"
    for point in range(1, MOST_CALLS):
        with Catalog.open(path, backups) as catalog:
            said = user_facts(catalog)
            album = Album(catalog)
            album.count = point
            countdown.left = point
            try:
                after = work(album, point)
            except CatalogError:
                failed = True
            else:
                failed = False
            reached = countdown.left <= 0
            countdown.left = None
            assert user_facts(catalog) == (said if failed else after)
            check_whole(catalog)
        with Catalog.open(path, backups) as catalog:
            assert user_facts(catalog) == (said if failed else after)
            check_whole(catalog)
        if not reached:
            break
    assert not failed
    assert point > 5


def test_a_full_disk_is_told_and_work_goes_on_once_there_is_room(tmp_path, countdown):
    with Catalog.open(tmp_path / "catalog.sqlite", tmp_path / "backups") as catalog:
        album = Album(catalog)
        work(album, 1)
        said = user_facts(catalog)
        countdown.error, countdown.lasting, countdown.left = apsw.FullError, True, 1
        with pytest.raises(CatalogError, match="disk is full"):
            work(album, 2)
        assert user_facts(catalog) == said
        assert catalog.summary(PACK).photos == 1
        countdown.left = None
        work(album, 2)
        assert set(catalog.people.names().values()) == {"Person 1", "Person 2"}
