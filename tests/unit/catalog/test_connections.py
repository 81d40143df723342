import threading

import apsw
import pytest

from faceorg.catalog.connections import known_errors
from faceorg.core.errors import CatalogError


def add_folder(connection, path=b"/a"):
    connection.execute("INSERT INTO folder (path) VALUES (?)", (path,))
    return path


def folders(catalog):
    with catalog.read() as connection:
        return [row[0] for row in connection.execute("SELECT path FROM folder ORDER BY path")]


def test_a_write_returns_its_answer_once_committed(catalog):
    assert catalog.write(add_folder) == b"/a"
    assert folders(catalog) == [b"/a"]


def test_a_write_that_raises_changes_nothing(catalog):
    def fail(connection):
        add_folder(connection)
        raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        catalog.write(fail)
    assert folders(catalog) == []
    catalog.write(add_folder)
    assert folders(catalog) == [b"/a"]


def test_a_write_inside_a_write_is_refused(catalog):
    with pytest.raises(RuntimeError, match="from inside a write"):
        catalog.write(lambda _connection: catalog.write(add_folder))


@pytest.mark.parametrize(("durable", "mode"), [(True, 2), (False, 1)])
def test_the_users_word_is_synchronous_full_and_the_machines_normal(catalog, durable, mode):
    assert catalog.write(lambda connection: connection.pragma("synchronous"), durable) == mode


def test_every_connection_overwrites_what_is_deleted(catalog):
    assert catalog.write(lambda connection: connection.pragma("secure_delete")) == 1
    with catalog.read() as connection:
        assert connection.pragma("secure_delete") == 1


def test_a_reader_cannot_write(catalog):
    with catalog.read() as connection, pytest.raises(apsw.ReadOnlyError):
        add_folder(connection)
    assert folders(catalog) == []


def test_queries_do_not_wait_for_a_write_that_runs(catalog):
    writing, go_on = threading.Event(), threading.Event()

    def slow(connection):
        add_folder(connection)
        writing.set()
        assert go_on.wait(60)

    thread = threading.Thread(target=catalog.write, args=(slow,))
    thread.start()
    assert writing.wait(60)
    assert folders(catalog) == []
    go_on.set()
    thread.join()
    assert folders(catalog) == [b"/a"]


def test_writes_from_many_threads_all_arrive(catalog):
    threads = [threading.Thread(target=catalog.folders.add, args=(b"/%d" % n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(catalog.folders.all()) == 20


def test_readers_are_used_again(catalog):
    with catalog.read() as first:
        pass
    with catalog.read() as second, catalog.read() as third:
        assert second is first
        assert third is not first


def test_a_query_that_was_not_read_to_its_end_leaves_no_past_behind(catalog):
    for path in (b"/a", b"/b"):
        catalog.folders.add(path)
    with catalog.read() as connection:
        unread = connection.execute("SELECT path FROM folder")
        next(unread)
    catalog.folders.add(b"/c")
    assert len(folders(catalog)) == 3


def test_a_write_waits_for_a_lock_of_another_program(catalog, tmp_path):
    other = apsw.Connection(str(tmp_path / "catalog.sqlite"))
    other.execute("BEGIN IMMEDIATE")
    thread = threading.Thread(target=catalog.write, args=(add_folder,))
    thread.start()
    thread.join(0.2)
    assert thread.is_alive()
    other.execute("COMMIT")
    other.close()
    thread.join()
    assert folders(catalog) == [b"/a"]


def test_closing_twice_is_closing_once_and_leaves_one_file(catalog, tmp_path):
    catalog.write(add_folder)
    folders(catalog)
    catalog.close()
    catalog.close()
    assert [file.name for file in tmp_path.iterdir()] == ["catalog.sqlite"]


def test_a_reader_lent_while_closing_is_closed_when_it_comes_back(catalog):
    with catalog.read() as connection:
        catalog.close()
        assert connection.execute("SELECT count(*) FROM folder").get == 0
    with pytest.raises(apsw.ConnectionClosedError):
        connection.execute("SELECT 1")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (apsw.CorruptError, "is damaged"),
        (apsw.NotADBError, "is damaged"),
        (apsw.FullError, "The disk is full"),
        (apsw.BusyError, "locked by another program"),
        (apsw.IOError, "cannot be read or written"),
        (apsw.ReadOnlyError, "cannot be read or written"),
    ],
)
def test_what_happens_to_files_is_told_in_words(error, words, tmp_path):
    with pytest.raises(CatalogError, match=words) as told, known_errors(tmp_path / "catalog.sqlite"):
        raise error("something")
    assert "catalog.sqlite" in str(told.value)
    assert told.value.next_step
