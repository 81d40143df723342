"""What queries and writes cost as the library grows, in steps of SQLite's machine, which no busy computer changes."""

from hashlib import blake2b

import apsw
import numpy as np
import pytest
from catalog_album import PACK

from faceorg.catalog.database import Catalog
from faceorg.core.records import PhotoFilter

SMALL, LARGE = 300, 1200
FACES_A_PHOTO = 2
FACES_A_GROUP = 4

ALMOST_LINEAR = 1.4 * LARGE / SMALL
"""Sorting costs a little more than linear; anything quadratic would cost 16 times as much."""

ALMOST_CONSTANT = 1.5
"""Trees get a little deeper."""


class Library:
    """A catalog of ``photos`` photos whose faces lie in groups of four, the first half of them named."""

    def __init__(self, folder, photos):
        self.catalog = Catalog.open(folder / f"{photos}.sqlite", folder / "backups")
        self.counter = StepCounter()
        self.catalog.write(lambda connection: connection.trace_v2(apsw.SQLITE_TRACE_PROFILE, self.counter))
        with self.catalog.read() as connection:
            connection.trace_v2(apsw.SQLITE_TRACE_PROFILE, self.counter)
        self.catalog.write(lambda connection: fill(connection, photos))
        self.faces = np.arange(1, photos * FACES_A_PHOTO + 1)
        self.catalog.groups.store(PACK, self.faces, -1 - (self.faces - 1) // FACES_A_GROUP)
        self.labels = self.catalog.groups.members(PACK).groups
        named = self.faces[: self.faces.size // 2 : FACES_A_GROUP]
        self.catalog.history.run("Named many", lambda decisions: [name(decisions, face) for face in named.tolist()])

    def steps(self, operation):
        """Run an operation and return the steps all its statements took."""
        before = self.counter.total
        operation(self)
        return self.counter.total - before


class StepCounter:
    """Adds up the steps of finished statements; SQLite counts those of a statement over all its runs."""

    def __init__(self):
        self.total = 0
        self.before = {}

    def __call__(self, event):
        steps, runs = (event["stmt_status"][f"SQLITE_STMTSTATUS_{what}"] for what in ("VM_STEP", "RUN"))
        self.total += steps - (self.before.get(event["id"], 0) if runs > 1 else 0)
        self.before[event["id"]] = steps


def name(decisions, face):
    decisions.confirm([face], decisions.create(f"Person {face}"))


def fill(connection, photos):
    numbers = range(1, photos + 1)
    connection.executemany(
        "INSERT INTO photo (content_hash, width, height, taken, camera) VALUES (?, 4, 3, ?, '')",
        [(blake2b(b"%d" % number, digest_size=32).digest(), number * 40_000) for number in numbers],
    )
    connection.executemany(
        "INSERT INTO location (path, photo, size, mtime_ns, inode) VALUES (?, ?, 1, 1, 1)",
        [(b"/photos/%d/%d.jpg" % (number // 20, number), number) for number in numbers],
    )
    faces = range(1, photos * FACES_A_PHOTO + 1)
    connection.executemany(
        "INSERT INTO face (photo, x, y, w, h, score, quality) VALUES (?, 0.1, 0.1, 0.1, 0.1, 0.9, ?)",
        [((face - 1) // FACES_A_PHOTO + 1, face % 7 / 7) for face in faces],
    )
    connection.executemany(
        "INSERT INTO embedding (face, pack, quality, landmarks, vector) VALUES (?, ?, 0.5, ?, ?)",
        [(face, PACK, bytes(40), bytes(8)) for face in faces],
    )
    connection.executemany(
        "INSERT INTO processed (pack, photo, faces) VALUES (?, ?, ?)", [(PACK, n, FACES_A_PHOTO) for n in numbers]
    )


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    folder = tmp_path_factory.mktemp("growth")
    libraries = [Library(folder, photos) for photos in (SMALL, LARGE)]
    yield libraries
    for library in libraries:
        library.catalog.close()


def growth(libraries, operation):
    small, large = (library.steps(operation) for library in libraries)
    assert small > 0
    return large / small


@pytest.mark.parametrize(
    "operation",
    {
        "groups stored": lambda library: library.catalog.groups.store(PACK, library.faces, library.labels),
        "groups listed": lambda library: library.catalog.groups.list(PACK, 1, named=True),
        "people listed": lambda library: library.catalog.people.list(PACK),
        "all photos": lambda library: library.catalog.photos.grid(PACK),
        "photos not named": lambda library: library.catalog.photos.grid(PACK, PhotoFilter.NOT_NAMED),
        "photos with faces": lambda library: library.catalog.photos.grid(PACK, PhotoFilter.WITH_FACES),
        "vectors": lambda library: library.catalog.faces.vectors(PACK),
        "some vectors": lambda library: library.catalog.faces.vectors_of(PACK, library.faces[::2].tolist()),
        "known files": lambda library: library.catalog.photos.known_files(b"/photos"),
        "names": lambda library: library.catalog.people.names_of_photos(library.faces[::4].tolist(), PACK),
        "summary": lambda library: library.catalog.summary(PACK),
    }.items(),
    ids=lambda pair: pair[0],
)
def test_what_concerns_everything_grows_with_it(libraries, operation):
    assert growth(libraries, operation[1]) < ALMOST_LINEAR


@pytest.mark.parametrize(
    "operation",
    {
        "a name": lambda library: library.catalog.history.run(
            "Named 2 faces", lambda decisions: decisions.confirm(library.faces[-2:].tolist(), 1)
        ),
        "undo": lambda library: library.catalog.history.undo(),
        "a no": lambda library: library.catalog.history.run("No", lambda decisions: decisions.reject([5], 2)),
        "a face grouped": lambda library: library.catalog.groups.store(PACK, library.faces[-9:-8], np.array([-1])),
        "faces of a photo": lambda library: library.catalog.faces.of_photo(3, PACK),
        "faces of a group": lambda library: library.catalog.faces.of_group(2),
        "faces of a person": lambda library: library.catalog.faces.of_person(2, PACK),
        "a person": lambda library: library.catalog.people.get(2, PACK),
        "faces by id": lambda library: library.catalog.faces.get_many([1, 2, 3], PACK),
        "later vectors": lambda library: library.catalog.faces.vectors(PACK, library.faces.size - 3),
        "names of a photo": lambda library: library.catalog.people.names_of_photos([4], PACK),
        "files of a folder": lambda library: library.catalog.photos.known_files(b"/photos/3"),
        "a file gone": lambda library: library.catalog.photos.mark_missing([b"/photos/1/25.jpg"]),
    }.items(),
    ids=lambda pair: pair[0],
)
def test_what_concerns_little_costs_little_in_any_library(libraries, operation):
    assert growth(libraries, operation[1]) < ALMOST_CONSTANT
