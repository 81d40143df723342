import pytest
from catalog_album import PACK, Album, user_facts

from faceorg.catalog.database import Catalog
from faceorg.core.errors import UndoRefusedError
from faceorg.core.events import Changes, Kind


def test_an_operation_tells_what_it_touched(catalog, album):
    photo, (face,) = album.photo(0.5)
    (group,) = album.group([face, *album.faces(1)])
    changes = catalog.history.run("Named 1 face “Anna”", lambda d: d.confirm([face], d.create("Anna")))
    anna = catalog.people.named("Anna")
    assert (changes.photos, changes.faces, changes.groups) == ({photo}, {face}, {group})
    assert changes.people == {anna}
    assert changes.label == "Named 1 face “Anna”"
    assert Kind.HISTORY in changes.kinds


def test_an_operation_that_changes_nothing_is_no_operation(catalog, album):
    anna = album.name(album.faces(1), "Anna")
    assert catalog.history.run("Did nothing", lambda d: d.rename(anna, "Anna")) == Changes()
    assert catalog.history.undo_label() == "Named 1 faces “Anna”"


def test_an_operation_that_fails_leaves_no_trace(catalog, album):
    faces = album.faces(1)
    before = user_facts(catalog)

    def fail(decisions):
        decisions.confirm(faces, decisions.create("Anna"))
        raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        catalog.history.run("Failed", fail)
    assert user_facts(catalog) == before
    assert catalog.history.undo_label() is None


def test_undo_and_redo_restore_exactly(catalog, album):
    faces = album.faces(4)
    album.group(faces)
    stages = [user_facts(catalog)]
    for operation in (
        lambda: album.name(faces[:2], "Anna", left_out=faces[3:]),
        lambda: album.name(faces[3:], "Bea"),
        lambda: catalog.history.run("Renamed", lambda d: d.rename(d.find("Anna"), "Ana")),
        lambda: catalog.history.run("Merged", lambda d: d.merge(d.find("Bea"), [d.find("Ana")])),
        lambda: catalog.history.run("Not Bea", lambda d: d.reject(faces, d.find("Bea"))),
    ):
        operation()
        stages.append(user_facts(catalog))
    for expected in reversed(stages[:-1]):
        catalog.history.undo()
        assert user_facts(catalog) == expected
    assert catalog.history.undo_label() is None
    for expected in stages[1:]:
        catalog.history.redo()
        assert user_facts(catalog) == expected
    assert catalog.history.redo_label() is None


def test_labels_say_what_comes_next(catalog, album):
    assert (catalog.history.undo_label(), catalog.history.redo_label()) == (None, None)
    first, second = album.faces(2)
    album.name([first], "Anna")
    album.name([second], "Bea")
    assert catalog.history.undo().label == "Undid: Named 1 faces “Bea”"
    assert (catalog.history.undo_label(), catalog.history.redo_label()) == (
        "Named 1 faces “Anna”",
        "Named 1 faces “Bea”",
    )
    assert catalog.history.redo().label == "Redid: Named 1 faces “Bea”"
    assert (catalog.history.undo_label(), catalog.history.redo_label()) == ("Named 1 faces “Bea”", None)


def test_a_new_operation_ends_what_could_be_redone(catalog, album):
    first, second = album.faces(2)
    album.name([first], "Anna")
    catalog.history.undo()
    album.name([second], "Bea")
    assert catalog.history.redo_label() is None
    catalog.history.undo()
    assert catalog.history.undo_label() is None
    assert catalog.history.redo_label() == "Named 1 faces “Bea”"


def test_with_nothing_to_undo_or_redo_it_says_so(catalog):
    with pytest.raises(UndoRefusedError, match="nothing to undo"):
        catalog.history.undo()
    with pytest.raises(UndoRefusedError, match="nothing to redo"):
        catalog.history.redo()


def test_undo_outlives_a_restart(tmp_path):
    path, backups = tmp_path / "catalog.sqlite", tmp_path / "backups"
    with Catalog.open(path, backups) as catalog:
        album = Album(catalog)
        faces = album.faces(2)
        album.name(faces, "Anna")
        named = user_facts(catalog)
    with Catalog.open(path, backups) as catalog:
        assert catalog.history.undo_label() == "Named 2 faces “Anna”"
        catalog.history.undo()
        assert user_facts(catalog)["confirmation"] == set()
    with Catalog.open(path, backups) as catalog:
        catalog.history.redo()
        assert user_facts(catalog) == named


def test_the_history_only_grows(catalog, album):
    album.name(album.faces(1), "Anna")
    catalog.history.undo()
    catalog.history.redo()
    with catalog.read() as connection:
        kinds = [row[0] for row in connection.execute("SELECT kind FROM operation ORDER BY id")]
    assert kinds == ["done", "undone", "redone"]


def test_undo_stands_machine_work_in_between(catalog, album):
    faces = album.faces(3)
    album.name(faces[:1], "Anna")
    (group,) = album.group(faces)
    assert catalog.people.list(PACK)[0].faces == 3
    catalog.history.undo()
    assert catalog.groups.get(group).person is None
    assert catalog.people.list(PACK) == []
    catalog.history.redo()
    assert catalog.people.list(PACK)[0].faces == 3


def test_an_undo_that_no_longer_fits_is_refused_and_names_the_person(catalog, album):
    anna = album.name(album.faces(1), "Anna")
    catalog.write(lambda connection: connection.execute("UPDATE person SET name = 'Bea' WHERE id = ?", (anna,)))
    before = user_facts(catalog)
    with pytest.raises(UndoRefusedError, match="cannot be undone: the person “Bea” was changed since"):
        catalog.history.undo()
    assert user_facts(catalog) == before
    assert catalog.history.undo_label() == "Named 1 faces “Anna”"


def test_an_undo_on_which_something_depends_is_refused(catalog, album):
    first, second = album.faces(2)
    anna = album.name([first], "Anna")
    insert = "INSERT INTO rejection (face, person, at) VALUES (?, ?, 0)"
    catalog.write(lambda connection: connection.execute(insert, (second, anna)))
    with pytest.raises(UndoRefusedError, match="is needed by something later"):
        catalog.history.undo()
    assert catalog.people.get(anna, PACK).faces == 1


def test_an_undo_of_a_changed_decision_is_refused(catalog, album):
    (face,) = album.faces(1)
    album.name([face], "Anna")
    catalog.write(lambda connection: connection.execute("UPDATE confirmation SET at = 1 WHERE face = ?", (face,)))
    with pytest.raises(UndoRefusedError, match=f"what was said about face {face} was changed since"):
        catalog.history.undo()


def test_a_redo_about_a_forgotten_face_is_refused(catalog, album):
    photo, faces = album.photo(0.5)
    album.name(faces, "Anna")
    catalog.history.undo()
    catalog.faces.store_found(photo, PACK, [])
    with pytest.raises(UndoRefusedError, match=r"cannot be done again: .* does not exist any more"):
        catalog.history.redo()
    assert user_facts(catalog)["person"] == set()


def test_entries_of_another_shape_of_the_users_tables_are_refused(catalog, album, monkeypatch):
    album.name(album.faces(1), "Anna")
    monkeypatch.setattr("faceorg.catalog.history.USER_TABLES_SINCE", 2)
    with pytest.raises(UndoRefusedError, match="done by an older version"):
        catalog.history.undo()
