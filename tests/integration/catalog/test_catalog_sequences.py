"""Any sequence of machine work, decisions, undo and redo: the user's word stays, and all else follows from it."""

import shutil
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np
from catalog_album import PACK, Album, found_face, seen, user_facts
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from faceorg.catalog.database import Catalog
from faceorg.core.errors import KnownError, UndoRefusedError

PACKS = (PACK, "other")
NAMES = ("Anna", "Bea", "Cid")
indices = st.lists(st.integers(0, 1000), min_size=1, max_size=3)


class CatalogMachine(RuleBasedStateMachine):
    """Runs operations against a catalog, and a model of what the user said: one snapshot for each undoable step."""

    @initialize()
    def open(self):
        self.folder = Path(tempfile.mkdtemp())
        self.catalog = Catalog.open(self.folder / "catalog.sqlite", self.folder / "backups")
        self.album = Album(self.catalog)
        self.said = user_facts(self.catalog)
        self.undoable, self.redoable = [], []
        for _ in range(4):
            photo, _ = self.album.photo(0.5, 0.6, 0.7)
            self.catalog.faces.store_found(photo, "other", [found_face(0, 0.5), found_face(1, 0.6)])
        for pack in PACKS:
            faces = self.catalog.faces.vectors(pack).faces
            self.catalog.groups.store(pack, faces, -1 - np.arange(faces.size) % 3)

    def teardown(self):
        self.catalog.close()
        shutil.rmtree(self.folder)

    # What the machine does

    @rule(qualities=st.lists(st.sampled_from([0.1, 0.5, 0.9]), max_size=4), pack=st.sampled_from(PACKS))
    def add_photo(self, qualities, pack):
        self.album.photo(*qualities, pack=pack)

    @rule(which=st.integers(0, 1000), columns=st.lists(st.integers(0, 4), unique=True), pack=st.sampled_from(PACKS))
    def look_again(self, which, columns, pack):
        photo = 1 + which % self.album.count
        self.catalog.faces.store_found(photo, pack, [found_face(column, 0.4) for column in columns])

    @rule(
        moves=st.lists(st.tuples(st.integers(0, 1000), st.integers(-2, 3)), min_size=1, max_size=6),
        pack=st.sampled_from(PACKS),
    )
    def regroup(self, moves, pack):
        faces = self.catalog.faces.vectors(pack).faces
        groups = sorted({0, *self.catalog.groups.members(pack).groups.tolist()})
        chosen = {int(faces[which % faces.size]): label for which, label in moves if faces.size}
        labels = [label if label < 1 else groups[label % len(groups)] for label in chosen.values()]
        self.catalog.groups.store(pack, np.array(list(chosen), np.int64), np.array(labels, np.int64))

    @rule(which=st.integers(0, 1000), present=st.booleans())
    def lose_or_find_a_file(self, which, present):
        path, file = sorted(self.catalog.photos.known_files(b"/").items())[which % self.album.count]
        if present:
            self.catalog.photos.mark_present([seen(path, file.size)])
        else:
            self.catalog.photos.mark_missing([path])

    # What the user does

    @rule(chosen=indices, left=indices, name=st.sampled_from(NAMES))
    def name_faces(self, chosen, left, name):
        faces, out = self.pick(chosen), self.pick(left)

        def decide(decisions):
            person = decisions.find(name) or decisions.create(name)
            decisions.confirm(faces, person)
            decisions.reject(out, person)

        self.operate(f"Named “{name}”", decide)

    @rule(chosen=indices, name=st.sampled_from(NAMES))
    def reject(self, chosen, name):
        person = self.catalog.people.named(name)
        if person is not None:
            self.operate("Said no", lambda decisions: decisions.reject(self.pick(chosen), person))

    @rule(one=st.sampled_from(NAMES), other=st.sampled_from(NAMES))
    def merge(self, one, other):
        into, gone = self.catalog.people.named(one), self.catalog.people.named(other)
        if into is not None and gone is not None:
            self.operate("Merged", lambda decisions: decisions.merge(into, [gone]))

    @rule(one=st.sampled_from(NAMES), name=st.sampled_from([*NAMES, "anna", "Dora"]))
    def rename(self, one, name):
        person = self.catalog.people.named(one)
        if person is not None:
            self.operate("Renamed", lambda decisions: decisions.rename(person, name))

    @precondition(lambda self: self.undoable)
    @rule()
    def undo(self):
        if self.turn(self.catalog.history.undo, self.undoable[-1]):
            self.redoable.append(self.said)
            self.said = self.undoable.pop()

    @precondition(lambda self: self.redoable)
    @rule()
    def redo(self):
        if self.turn(self.catalog.history.redo, self.redoable[-1]):
            self.undoable.append(self.said)
            self.said = self.redoable.pop()

    @rule()
    def restart(self):
        self.catalog.close()
        self.catalog = Catalog.open(self.folder / "catalog.sqlite", self.folder / "backups")
        self.album.catalog = self.catalog

    def pick(self, chosen):
        with self.catalog.read() as connection:
            faces = [row[0] for row in connection.execute("SELECT id FROM face ORDER BY id")]
        return sorted({faces[index % len(faces)] for index in chosen}) if faces else []

    def operate(self, label, decide):
        try:
            changes = self.catalog.history.run(label, decide)
        except KnownError:
            return
        after = user_facts(self.catalog)
        assert bool(changes.label) == (after != self.said)
        if changes.label:
            self.undoable.append(self.said)
            self.redoable.clear()
        self.said = after

    def turn(self, turn, target):
        """Undo or redo; a refusal is right only where the target speaks of a face that was forgotten."""
        try:
            turn()
        except UndoRefusedError:
            with self.catalog.read() as connection:
                faces = {row[0] for row in connection.execute("SELECT id FROM face")}
            spoken_of = {row[0] for row in target["confirmation"] | target["rejection"]}
            assert spoken_of - faces
            return False
        return True

    # What always holds

    @invariant()
    def the_users_word_is_as_the_user_left_it(self):
        assert user_facts(self.catalog) == self.said
        assert (self.catalog.history.undo_label() is None) == (not self.undoable)
        assert (self.catalog.history.redo_label() is None) == (not self.redoable)

    @invariant()
    def what_groups_mean_follows_from_it(self):
        with self.catalog.read() as connection:
            expected, actual = worked_out(connection), stored(connection)
        assert actual == expected

    @invariant()
    def queries_agree(self):
        for pack in PACKS:
            faces = list(self.catalog.faces.all(pack))
            assert self.catalog.summary(pack).faces == len(faces)
            for person in self.catalog.people.list(pack):
                own = [face for face in faces if face.person == person.id]
                assert person.faces == len(own) == len(self.catalog.faces.of_person(person.id, pack))
                assert person.photos == len({face.photo for face in own})
                assert self.catalog.photos.grid(pack, person=person.id).ids.size == person.photos
            for group in self.catalog.groups.list(pack, named=True):
                assert group.faces == len(self.catalog.faces.of_group(group.id))


def worked_out(connection):
    """Work out groups and members from the user's word by plain rules, without SQL."""
    confirmed = dict(connection.execute("SELECT face, person FROM confirmation").fetchall())
    rejected = set(connection.execute("SELECT face, person FROM rejection"))
    facts = {
        face: (photo, quality, present, taken)
        for face, photo, quality, present, taken in connection.execute(
            "SELECT f.id, f.photo, f.quality, p.present, p.taken FROM face AS f JOIN photo AS p ON p.id = f.photo"
        )
    }
    members = defaultdict(list)
    for pack, face, group in connection.execute("SELECT pack, face, group_id FROM group_member"):
        members[pack, group].append(face)
    owners = {key: owner_of(faces, confirmed, rejected) for key, faces in members.items()}
    placed = {}
    for (pack, group), faces in members.items():
        for face in faces:
            placed[pack, face] = (
                owners[pack, group] if may_be_placed(face, owners[pack, group], confirmed, rejected, facts) else None
            )
    for pack, face in sorted(placed, key=lambda key: (-facts[key[1]][1], key[1])):
        person = placed[pack, face]
        rivals = [
            other
            for (its_pack, other), theirs in placed.items()
            if its_pack == pack and theirs == person is not None and facts[other][0] == facts[face][0] and other != face
        ]
        for other in rivals:
            placed[pack, other] = None
    groups, rows = {}, {}
    for (pack, group), faces in members.items():
        owner = owners[pack, group]
        shown = [face for face in faces if shows(face, owner, confirmed, placed[pack, face])]
        rows |= {(pack, face): (group, face in shown, placed[pack, face]) for face in faces}
        groups[group] = (pack, owner, *figures([face for face in shown if facts[face][2]], facts))
    return groups, rows


def owner_of(faces, confirmed, rejected):
    people = {confirmed[face] for face in faces if face in confirmed}
    fitting = [
        person
        for person in people
        if all(confirmed.get(face, person) == person or (face, person) in rejected for face in faces)
    ]
    return fitting[0] if len(fitting) == 1 else None


def may_be_placed(face, owner, confirmed, rejected, facts):
    named_in_photo = {person for other, person in confirmed.items() if facts[other][0] == facts[face][0]}
    return owner is not None and face not in confirmed and (face, owner) not in rejected and owner not in named_in_photo


def shows(face, owner, confirmed, placed):
    if owner is None:
        return face not in confirmed
    return confirmed[face] == owner if face in confirmed else placed is not None


def figures(faces, facts):
    taken = [facts[face][3] for face in faces]
    best = sorted(faces, key=lambda face: (-facts[face][1], face))[:12]
    return (
        len(faces),
        len({facts[face][0] for face in faces}),
        len({seconds // 86400 for seconds in taken}),
        min(taken, default=None),
        max(taken, default=None),
        ",".join(map(str, best)),
    )


def stored(connection):
    groups = {
        group: tuple(rest)
        for group, *rest in connection.execute(
            "SELECT id, pack, owner, faces, photos, days, first_taken, last_taken, key_faces FROM face_group"
        )
    }
    rows = {
        (pack, face): (group, bool(shown), placed)
        for pack, face, group, shown, placed in connection.execute(
            "SELECT pack, face, group_id, shown, placed FROM group_member"
        )
    }
    return groups, rows


CatalogMachine.TestCase.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnySequence = CatalogMachine.TestCase
