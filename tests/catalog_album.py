"""A catalog filled by hand: photos with faces whose vectors mean nothing, to see what the catalog makes of them."""

from datetime import datetime, timedelta
from hashlib import blake2b

import numpy as np

from faceorg.catalog.files import PhotoFacts, SeenFile
from faceorg.core.geometry import Region
from faceorg.core.records import FoundFace

PACK = "builtin"
FIRST_DAY = datetime(2020, 1, 1, 12)


def seen(path, size=1000, mtime_ns=5, inode=7):
    return SeenFile(path, size, mtime_ns, inode)


def facts(content, taken=FIRST_DAY, size=(400, 300)):
    return PhotoFacts(blake2b(content, digest_size=32).digest(), *size, taken, "A camera")


def found_face(column=0, quality=0.5, dimension=4, shift=0.0):
    """A face in one of ten columns of the photo, so that faces of different columns never overlap."""
    vector = np.zeros(dimension, np.float32)
    vector[column % dimension] = 1
    region = Region(column / 10 + shift, 0.2, 0.08, 0.1)
    return FoundFace(region, np.full((5, 2), 0.5, np.float32), 0.9, quality, vector)


class Album:
    """Adds photos to a catalog, one a day."""

    def __init__(self, catalog, folder=b"/photos"):
        self.catalog = catalog
        self.folder = folder
        self.count = 0

    def photo(self, *qualities, pack=PACK, taken=None):
        """Add a photo with one face for each quality; returns its id and those of its faces."""
        path = self.folder + b"/%d.jpg" % self.count
        taken = taken or FIRST_DAY + timedelta(days=self.count)
        self.count += 1
        photo = self.catalog.photos.store(facts(path, taken), seen(path))
        found = [found_face(column, quality) for column, quality in enumerate(qualities)]
        return photo, self.catalog.faces.store_found(photo, pack, found)

    def faces(self, count, quality=0.5):
        """Add photos with one face each; returns the faces."""
        return [self.photo(quality)[1][0] for _ in range(count)]

    def group(self, *groups, pack=PACK):
        """Store new groups of the given faces; returns the groups' ids."""
        faces = np.array([face for group in groups for face in group], np.int64)
        labels = np.repeat(-1 - np.arange(len(groups)), [len(group) for group in groups])
        self.catalog.groups.store(pack, faces, labels)
        return [self.group_of(group[0], pack) for group in groups]

    def group_of(self, face, pack=PACK):
        """The group a face shows in."""
        return self.catalog.faces.get(face, pack).group

    def find_again(self, faces, pack):
        """Let another pack find the faces of photos with one face each."""
        for face in self.catalog.faces.get_many(faces, PACK).values():
            self.catalog.faces.store_found(face.photo, pack, [found_face(0)])

    def name(self, faces, name, left_out=()):
        """Name faces as the window does; returns the person."""

        def decide(decisions):
            person = decisions.find(name) or decisions.create(name)
            decisions.confirm(faces, person)
            decisions.reject(left_out, person)

        self.catalog.history.run(f"Named {len(faces)} faces “{name}”", decide)
        return self.catalog.people.named(name)

    def state(self, face, pack=PACK):
        return self.catalog.faces.get(face, pack).state

    def person_of(self, face, pack=PACK):
        return self.catalog.faces.get(face, pack).person


def user_facts(catalog):
    """Everything the user ever said, as sets of rows."""
    with catalog.read() as connection:
        return {
            table: set(connection.execute(f"SELECT {columns} FROM {table}"))
            for table, columns in (
                ("person", "id, name, name_key, at"),
                ("confirmation", "face, person, at, origin"),
                ("rejection", "face, person, at, origin"),
            )
        }
