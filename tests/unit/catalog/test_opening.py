import os
import stat

import apsw
import pytest

from faceorg.catalog.database import Catalog
from faceorg.catalog.opening import APPLICATION_ID, Migration, packaged_migrations
from faceorg.core.errors import CatalogError

OLD = [Migration(1, "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")]
NEW = [*OLD, Migration(2, "ALTER TABLE note ADD COLUMN at INTEGER DEFAULT 7")]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "catalog.sqlite"


@pytest.fixture
def backups(tmp_path):
    return tmp_path / "backups"


def version(path):
    connection = apsw.Connection(str(path))
    try:
        return connection.pragma("user_version"), connection.pragma("application_id")
    finally:
        connection.close()


def old_catalog(path, backups, text="kept"):
    with Catalog.open(path, backups, OLD) as catalog:
        catalog.write(lambda connection: connection.execute("INSERT INTO note (text) VALUES (?)", (text,)))


def test_a_fresh_catalog_has_the_newest_version_and_is_private(path, backups):
    Catalog.open(path, backups).close()
    assert version(path) == (packaged_migrations()[-1].version, APPLICATION_ID)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not backups.exists()


def test_migrations_are_numbered_without_gaps():
    steps = packaged_migrations()
    assert [step.version for step in steps] == list(range(1, len(steps) + 1))


def test_reopening_keeps_what_was_written(path, backups):
    old_catalog(path, backups)
    with Catalog.open(path, backups, OLD) as catalog, catalog.read() as connection:
        assert connection.execute("SELECT text FROM note").get == "kept"


def test_an_old_catalog_is_copied_before_it_is_migrated(path, backups):
    old_catalog(path, backups)
    with Catalog.open(path, backups, NEW) as catalog, catalog.read() as connection:
        assert connection.execute("SELECT text, at FROM note").get == ("kept", 7)
    assert version(path) == (2, APPLICATION_ID)
    (copy,) = backups.iterdir()
    assert copy.name.startswith("catalog-v1-")
    assert version(copy) == (1, APPLICATION_ID)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_backup_opens_as_the_catalog_it_was(path, backups, tmp_path):
    old_catalog(path, backups)
    Catalog.open(path, backups, NEW).close()
    (copy,) = backups.iterdir()
    with Catalog.open(copy, tmp_path / "others", OLD) as catalog, catalog.read() as connection:
        assert connection.execute("SELECT text FROM note").get == "kept"


def test_a_migration_that_fails_changes_nothing(path, backups):
    old_catalog(path, backups)
    broken = [*NEW, Migration(3, "CREATE TABLE other (id INTEGER PRIMARY KEY); SELECT nonsense FROM nowhere")]
    with pytest.raises(apsw.SQLError):
        Catalog.open(path, backups, broken)
    assert version(path) == (1, APPLICATION_ID)
    with Catalog.open(path, backups, OLD) as catalog, catalog.read() as connection:
        assert connection.execute("SELECT group_concat(name) FROM sqlite_schema").get == "note"


def test_a_newer_catalog_is_refused_in_words(path, backups):
    with Catalog.open(path, backups, NEW):
        pass
    with pytest.raises(CatalogError, match=r"written by a newer faceorg \(version 2; this one knows up to 1\)"):
        Catalog.open(path, backups, OLD)
    assert version(path)[0] == 2


def test_a_file_of_another_program_is_refused_and_not_changed(path, backups):
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE theirs (id INTEGER PRIMARY KEY)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(CatalogError, match="is not a faceorg catalog"):
        Catalog.open(path, backups)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"x", b"no database at all" * 1000], ids=["short", "long"])
def test_a_file_that_is_no_database_is_refused(path, backups, content):
    path.write_bytes(content)
    with pytest.raises(CatalogError, match="is damaged"):
        Catalog.open(path, backups)
    assert path.read_bytes() == content


def test_a_catalog_that_lost_its_end_is_refused(path, backups):
    old_catalog(path, backups, "x" * 100_000)
    os.truncate(path, path.stat().st_size - 4096)
    with pytest.raises(CatalogError, match="is damaged"):
        Catalog.open(path, backups, OLD)


def test_a_catalog_whose_schema_page_is_garbled_is_refused(path, backups):
    Catalog.open(path, backups).close()
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 3000)
    with pytest.raises(CatalogError, match="is damaged"):
        Catalog.open(path, backups)


def test_damage_met_later_is_told_in_words(path, backups):
    old_catalog(path, backups, "x" * 100_000)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096)
    with (
        Catalog.open(path, backups, OLD) as catalog,
        pytest.raises(CatalogError, match="is damaged"),
        catalog.read() as connection,
    ):
        connection.execute("SELECT text FROM note").fetchall()


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path, backups):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CatalogError, match="cannot be opened"):
        Catalog.open(tmp_path / "file" / "catalog.sqlite", backups)
