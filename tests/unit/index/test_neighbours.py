"""The index answers what comparing with every face would, and is made anew when its files cannot be believed."""

import threading

import numpy as np
import pytest

from faceorg.index import exact
from faceorg.index import neighbours as module
from faceorg.index.neighbours import NeighbourIndex, Stored

DIMENSION = 24
PACK = "some"


def unit_rows(count, seed=0):
    vectors = np.random.default_rng(seed).standard_normal((count, DIMENSION))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)


class Catalog:
    """The truth an index is made from; counts how often it was read from the start."""

    def __init__(self, count, seed=0):
        self.ids, self.vectors = np.arange(1, count + 1) * 3, unit_rows(count, seed)
        self.revisions = np.arange(1, count + 1)
        self.full_reads = 0

    def __call__(self, after):
        self.full_reads += after == 0
        new = self.revisions > after
        return Stored(self.ids[new], self.vectors[new], self.revision, len(self.ids))

    @property
    def revision(self):
        return int(self.revisions.max(initial=0))

    def open(self, folder):
        return NeighbourIndex.open(folder, PACK, DIMENSION, self)

    def keep(self, which):
        self.ids, self.vectors, self.revisions = self.ids[which], self.vectors[which], self.revisions[which]

    def gain(self, count, seed):
        self.ids = np.concatenate([self.ids, self.ids.max() + 1 + np.arange(count)])
        self.vectors = np.concatenate([self.vectors, unit_rows(count, seed)])
        self.revisions = np.concatenate([self.revisions, self.revision + 1 + np.arange(count)])

    def nearest(self, vectors, k):
        similarities = vectors.astype(np.float32) @ self.vectors.astype(np.float32).T
        order = np.argsort(-similarities, axis=1, kind="stable")[:, :k]
        return self.ids[order], np.take_along_axis(similarities, order, 1)


@pytest.fixture
def small_limits(monkeypatch):
    """Make a catalog of a few hundred faces a large one, and read it in several blocks."""
    monkeypatch.setattr(module, "EXACT_LIMIT", 100)
    monkeypatch.setattr(module, "_LOCKED_SEARCHES", 16)
    monkeypatch.setattr(exact, "_QUERY_ROWS", 6)
    monkeypatch.setattr(module, "_BLOCK_ROWS", 64)


def assert_answers(index, catalog, k=5):
    queries = unit_rows(20, seed=99).astype(np.float32)
    ids, similarities = index.search(queries, k)
    wanted_ids, wanted = catalog.nearest(queries, k)
    assert (ids == wanted_ids).mean() > 0.98
    np.testing.assert_allclose(similarities[ids == wanted_ids], wanted[ids == wanted_ids], atol=2e-3)


def test_small_catalogs_are_searched_exactly(tmp_path):
    catalog = Catalog(80)
    index = catalog.open(tmp_path)
    assert len(index) == 80
    assert_answers(index, catalog)
    assert not list(tmp_path.glob("*.hnsw"))


@pytest.mark.usefixtures("small_limits")
def test_large_catalogs_are_searched_by_a_graph_that_finds_the_same(tmp_path):
    catalog = Catalog(600)
    index = catalog.open(tmp_path)
    assert_answers(index, catalog)  # exactly, before the graph is there
    index.prepare()
    assert_answers(index, catalog)


@pytest.mark.usefixtures("small_limits")
def test_exact_search_is_there_as_the_oracle(tmp_path):
    catalog = Catalog(300)
    index = catalog.open(tmp_path)
    queries = unit_rows(7, seed=5).astype(np.float32)
    ids, similarities = index.exact(queries, 4)
    wanted_ids, wanted = catalog.nearest(queries, 4)
    assert (ids == wanted_ids).all()
    np.testing.assert_allclose(similarities, wanted, atol=2e-3)


def test_fewer_faces_than_asked_for_are_padded(tmp_path):
    ids, similarities = Catalog(2).open(tmp_path).search(unit_rows(3).astype(np.float32), 4)
    assert ids.shape == similarities.shape == (3, 4)
    assert (ids[:, 2:] == -1).all()
    assert (similarities[:, 2:] == -1).all()


def test_an_empty_index_finds_nothing(tmp_path):
    index = Catalog(0).open(tmp_path)
    assert (index.search(unit_rows(2).astype(np.float32), 3)[0] == -1).all()
    assert index.neighbours_of_all(3)[1].shape == (0, 3)


def test_added_faces_are_found_and_removed_ones_are_not(tmp_path):
    index = Catalog(30).open(tmp_path)
    new = unit_rows(2, seed=7)
    index.add(np.array([1000, 1001]), new)
    assert index.search(new.astype(np.float32), 1)[0].ravel().tolist() == [1000, 1001]
    index.remove(np.array([1000, 12345]))
    assert len(index) == 31
    assert 1000 not in index.search(new.astype(np.float32), 31)[0]


def test_a_face_added_again_has_its_new_embedding_only(tmp_path):
    index = Catalog(30).open(tmp_path)
    index.add(np.array([3]), unit_rows(1, seed=8))
    ids, similarities = index.search(unit_rows(1, seed=8).astype(np.float32), 30)
    assert ids[0, 0] == 3
    assert similarities[0, 0] > 0.99
    assert np.count_nonzero(ids == 3) == 1


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize(("wanted_recall", "boost"), [(0.5, 1), (1.1, module._MOST_BOOST)])
def test_a_graph_that_misses_too_much_searches_harder(tmp_path, monkeypatch, wanted_recall, boost):
    monkeypatch.setattr(module, "_CHECK_RECALL", wanted_recall)
    index = Catalog(300).open(tmp_path)
    index.prepare()
    assert index._graph.boost == boost


@pytest.mark.usefixtures("small_limits")
def test_a_graph_grows_and_forgets(tmp_path):
    catalog = Catalog(300)
    index = catalog.open(tmp_path)
    index.prepare()
    new = unit_rows(50, seed=7)
    index.add(np.arange(5000, 5050), new)
    assert (index.search(new.astype(np.float32), 1)[0].ravel() == np.arange(5000, 5050)).mean() > 0.98
    index.remove(np.arange(5000, 5050))
    assert index.search(new.astype(np.float32), 5)[0].max() < 5000


@pytest.mark.usefixtures("small_limits")
def test_many_removals_leave_no_rows_behind(tmp_path):
    catalog = Catalog(400)
    index = catalog.open(tmp_path)
    index.prepare()
    index.remove(catalog.ids[:100])
    catalog.keep(np.arange(100, 400))
    assert (tmp_path / f"{PACK}.f16").stat().st_size == 300 * DIMENSION * 2
    assert_answers(index, catalog)


def test_neighbours_of_all_are_everybodys_nearest_others(tmp_path):
    catalog = Catalog(60)
    ids, neighbour_ids, similarities = catalog.open(tmp_path).neighbours_of_all(4)
    wanted_ids, wanted = catalog.nearest(catalog.vectors, 5)
    assert (ids == catalog.ids).all()
    assert (neighbour_ids == wanted_ids[:, 1:]).all()
    np.testing.assert_allclose(similarities, wanted[:, 1:], atol=2e-3)


def test_neighbours_below_the_floor_are_left_out(tmp_path):
    catalog = Catalog(60)
    everything = catalog.open(tmp_path).neighbours_of_all(10)
    _, neighbour_ids, similarities = catalog.open(tmp_path).neighbours_of_all(10, floor=0.3)
    assert 0 < np.count_nonzero(neighbour_ids >= 0) < neighbour_ids.size
    assert (similarities[neighbour_ids >= 0] >= 0.3).all()
    assert (neighbour_ids == np.where(everything[2] >= 0.3, everything[1], -1)).all()


@pytest.mark.usefixtures("small_limits")
def test_neighbours_of_all_come_from_the_graph_when_there_are_many(tmp_path):
    catalog = Catalog(400)
    index = catalog.open(tmp_path)
    index.remove(catalog.ids[:5])
    catalog.keep(np.arange(5, 400))
    ids, neighbour_ids, _ = index.neighbours_of_all(4)
    assert (ids == catalog.ids).all()
    assert (neighbour_ids == catalog.nearest(catalog.vectors, 5)[0][:, 1:]).mean() > 0.98


def test_what_was_saved_is_not_read_from_the_catalog_again(tmp_path):
    catalog = Catalog(50)
    catalog.open(tmp_path).save(catalog.revision)
    assert catalog.full_reads == 1
    index = catalog.open(tmp_path)
    assert catalog.full_reads == 1
    assert_answers(index, catalog)


@pytest.mark.usefixtures("small_limits")
def test_a_saved_graph_is_loaded_not_built(tmp_path, monkeypatch):
    catalog = Catalog(300)
    index = catalog.open(tmp_path)
    index.prepare()
    index.save(catalog.revision)
    monkeypatch.setattr(module.Graph, "empty", None)
    again = catalog.open(tmp_path)
    again.prepare()
    assert_answers(again, catalog)


@pytest.mark.usefixtures("small_limits")
def test_a_saved_graph_catches_up_with_later_rows_and_removals(tmp_path):
    catalog = Catalog(300)
    index = catalog.open(tmp_path)
    index.prepare()
    index.save(catalog.revision)
    catalog.gain(50, seed=4)
    again = catalog.open(tmp_path)
    again.remove(catalog.ids[:3])
    again.save(catalog.revision)
    last = catalog.open(tmp_path)
    last.prepare()
    catalog.keep(np.arange(3, 350))
    assert_answers(last, catalog)


def test_what_was_not_saved_before_a_kill_comes_from_the_catalog(tmp_path):
    catalog = Catalog(50)
    index = catalog.open(tmp_path)
    index.save(catalog.revision)
    catalog.gain(20, seed=4)
    index.add(catalog.ids[50:], catalog.vectors[50:])  # rows are written, the seal is not: a kill happens here
    again = catalog.open(tmp_path)
    assert len(again) == 70
    assert_answers(again, catalog)


def test_a_replaced_embedding_takes_the_place_of_the_old_one(tmp_path):
    catalog = Catalog(50)
    catalog.open(tmp_path).save(catalog.revision)
    catalog.vectors[7], catalog.revisions[7] = unit_rows(1, seed=9)[0], 51
    assert_answers(catalog.open(tmp_path), catalog)
    assert catalog.full_reads == 1


def test_faces_that_left_the_catalog_unseen_make_all_anew(tmp_path):
    catalog = Catalog(50)
    catalog.open(tmp_path).save(catalog.revision)
    catalog.keep(np.arange(50) != 7)
    assert_answers(catalog.open(tmp_path), catalog)
    assert catalog.full_reads == 2


def test_a_catalog_from_a_backup_makes_all_anew(tmp_path):
    catalog = Catalog(50)
    catalog.open(tmp_path).save(catalog.revision)
    older = Catalog(40, seed=6)
    assert_answers(older.open(tmp_path), older)


def test_another_dimension_makes_all_anew(tmp_path):
    catalog = Catalog(50)
    catalog.open(tmp_path).save(catalog.revision)
    stored = Stored(np.array([4]), np.eye(1, 8, dtype=np.float16), 60, 1)
    index = NeighbourIndex.open(tmp_path, PACK, 8, lambda _: stored)
    assert index.search(np.eye(1, 8, dtype=np.float32), 1)[0].tolist() == [[4]]


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("name", [f"{PACK}.f16", f"{PACK}.rows", f"{PACK}.hnsw", f"{PACK}.hnsw.seal"])
def test_damaged_files_are_never_believed(tmp_path, name):
    """An HNSW file damaged at the wrong byte kills the process that loads it; that this test ends is part of it."""
    catalog = Catalog(200)
    index = catalog.open(tmp_path)
    index.prepare()
    index.save(catalog.revision)
    whole = (tmp_path / name).read_bytes()
    rng = np.random.default_rng(len(name))
    for _ in range(25):
        damaged = bytearray(whole)
        damaged[rng.integers(len(whole))] ^= 1 << rng.integers(8)
        cut = len(whole) if rng.random() < 0.7 else rng.integers(len(whole))
        (tmp_path / name).write_bytes(damaged[:cut])
        again = catalog.open(tmp_path)
        again.prepare()
        assert_answers(again, catalog)
        again.save(catalog.revision)


@pytest.mark.parametrize("name", [f"{PACK}.f16", f"{PACK}.rows"])
def test_missing_files_are_made_anew(tmp_path, name):
    catalog = Catalog(50)
    catalog.open(tmp_path).save(catalog.revision)
    (tmp_path / name).unlink()
    assert_answers(catalog.open(tmp_path), catalog)


@pytest.mark.usefixtures("small_limits")
def test_a_graph_of_another_numbering_of_rows_is_not_believed(tmp_path):
    catalog = Catalog(300)
    index = catalog.open(tmp_path)
    index.prepare()
    index.save(catalog.revision)
    (tmp_path / f"{PACK}.rows").unlink()
    catalog.keep(np.arange(300)[1::2])
    again = catalog.open(tmp_path)
    again.prepare()
    assert_answers(again, catalog)


@pytest.mark.usefixtures("small_limits")
def test_searching_while_adding_finds_only_faces_that_are_there(tmp_path):
    catalog = Catalog(150)
    index = catalog.open(tmp_path)
    index.prepare()
    wrong, done = [], threading.Event()

    def search():
        while not done.is_set():
            ids, _ = index.search(catalog.vectors[:5].astype(np.float32), 1)
            wrong.extend(ids[ids[:, 0] != catalog.ids[:5]])

    searcher = threading.Thread(target=search)
    searcher.start()
    for start in range(0, 600, 60):
        index.add(np.arange(10_000 + start, 10_060 + start), unit_rows(60, seed=start + 1))
    done.set()
    searcher.join()
    assert len(index) == 750
    assert not wrong
