import pytest
from catalog_album import PACK, user_facts

from faceorg.catalog.decisions import name_key
from faceorg.core.errors import KnownError, NotFoundError


def run(catalog, operation):
    return catalog.history.run("Did something", operation)


def rejections(catalog):
    return {(face, person) for face, person, *_ in user_facts(catalog)["rejection"]}


def confirmations(catalog):
    return {face: person for face, person, *_ in user_facts(catalog)["confirmation"]}


@pytest.mark.parametrize("other", ["anna", "  ANNA ", "Anna\t", "\uff21nna"])
def test_names_are_compared_without_case_blanks_and_encoding(catalog, album, other):
    anna = album.name(album.faces(1), "Anna")
    assert catalog.people.named(other) == anna
    with pytest.raises(KnownError, match="already a person named"):
        run(catalog, lambda decisions: decisions.create(other))


def test_names_of_any_script_are_kept(catalog):
    for name in ("Žofie", "李雷", "O’Neil 🙂", "Straße"):
        run(catalog, lambda decisions, name=name: decisions.create(name))
        person = catalog.people.named(name)
        assert catalog.people.get(person, PACK).name == name
    assert name_key("STRASSE") == name_key("Straße")


def test_blanks_around_and_inside_a_name_are_tidied(catalog):
    run(catalog, lambda decisions: decisions.create("  Anna   Maria \n"))
    assert list(catalog.people.names().values()) == ["Anna Maria"]


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_a_person_needs_a_name(catalog, name):
    with pytest.raises(KnownError, match="needs a name"):
        run(catalog, lambda decisions: decisions.create(name))
    assert catalog.people.list(PACK) == []


def test_rename_keeps_the_person_and_its_faces(catalog, album):
    faces = album.faces(2)
    anna = album.name(faces, "Ana")
    run(catalog, lambda decisions: decisions.rename(anna, "Anna"))
    person = catalog.people.get(anna, PACK)
    assert (person.name, person.faces) == ("Anna", 2)
    assert catalog.people.named("Ana") is None


def test_rename_may_change_the_case_only(catalog, album):
    anna = album.name(album.faces(1), "anna")
    run(catalog, lambda decisions: decisions.rename(anna, "Anna"))
    assert catalog.people.names() == {anna: "Anna"}


def test_rename_to_a_name_of_somebody_else_proposes_a_merge(catalog, album):
    album.name(album.faces(1), "Anna")
    bea = album.name(album.faces(1), "Bea")
    with pytest.raises(KnownError, match="already a person named anna") as refused:
        run(catalog, lambda decisions: decisions.rename(bea, "anna"))
    assert "Merge" in refused.value.next_step
    assert catalog.people.names()[bea] == "Bea"


def test_confirming_again_changes_nothing(catalog, album):
    faces = album.faces(2)
    anna = album.name(faces, "Anna")
    before = user_facts(catalog)
    run(catalog, lambda decisions: decisions.confirm(faces, anna))
    assert user_facts(catalog) == before


def test_confirming_takes_a_no_back_and_a_no_takes_a_confirmation_back(catalog, album):
    (face,) = album.faces(1)
    anna = album.name(album.faces(1), "Anna")
    run(catalog, lambda decisions: decisions.reject([face], anna))
    assert rejections(catalog) == {(face, anna)}
    run(catalog, lambda decisions: decisions.confirm([face], anna))
    assert rejections(catalog) == set()
    assert confirmations(catalog)[face] == anna
    run(catalog, lambda decisions: decisions.reject([face], anna))
    assert rejections(catalog) == {(face, anna)}
    assert face not in confirmations(catalog)


def test_a_face_that_changes_hands_is_not_the_former_person(catalog, album):
    (face,) = album.faces(1)
    anna = album.name([face], "Anna")
    bea = album.name([face], "Bea")
    assert confirmations(catalog) == {face: bea}
    assert rejections(catalog) == {(face, anna)}


def test_a_no_to_somebody_else_leaves_a_confirmation(catalog, album):
    (face,) = album.faces(1)
    anna = album.name([face], "Anna")
    bea = album.name(album.faces(1), "Bea")
    run(catalog, lambda decisions: decisions.reject([face], bea))
    assert confirmations(catalog)[face] == anna


def test_merge_moves_faces_and_noes_and_removes_the_others(catalog, album):
    first, second, third, refused = album.faces(4)
    anna, ana, annie = album.name([first], "Anna"), album.name([second], "Ana"), album.name([third], "Annie")
    run(catalog, lambda decisions: decisions.reject([refused], ana))
    run(catalog, lambda decisions: decisions.merge(anna, [ana, annie, anna]))
    assert confirmations(catalog) == {first: anna, second: anna, third: anna}
    assert rejections(catalog) == {(refused, anna)}
    assert catalog.people.names() == {anna: "Anna"}


def test_after_a_merge_a_face_is_not_both_confirmed_and_refused(catalog, album):
    (face,) = album.faces(1)
    anna = album.name(album.faces(1), "Anna")
    bea = album.name([face], "Bea")
    run(catalog, lambda decisions: decisions.reject([face], anna))
    run(catalog, lambda decisions: decisions.merge(anna, [bea]))
    assert confirmations(catalog)[face] == anna
    assert rejections(catalog) == set()


def test_a_no_outlives_merge_and_later_grouping(catalog, album):
    faces = album.faces(3)
    bea = album.name(album.faces(1), "Bea")
    run(catalog, lambda decisions: decisions.reject(faces[:1], bea))
    anna = album.name(faces[1:2], "Anna")
    run(catalog, lambda decisions: decisions.merge(anna, [bea]))
    album.group(faces)
    assert album.person_of(faces[0]) is None
    assert album.person_of(faces[2]) == anna


@pytest.mark.parametrize(
    "operation",
    [
        lambda decisions, _face, _person: decisions.confirm([99], _person),
        lambda decisions, _face, _person: decisions.reject([_face, 99], _person),
        lambda decisions, _face, _person: decisions.confirm([_face], 99),
        lambda decisions, _face, _person: decisions.reject([_face], 99),
        lambda decisions, _face, _person: decisions.rename(99, "Bea"),
        lambda decisions, _face, _person: decisions.merge(_person, [99]),
        lambda decisions, _face, _person: decisions.merge(99, [_person]),
    ],
)
def test_what_is_not_there_is_told_in_words_and_nothing_changes(catalog, album, operation):
    (face,) = album.faces(1)
    anna = album.name([face], "Anna")
    before = user_facts(catalog)
    with pytest.raises(NotFoundError, match=r"There is no .* 99"):
        run(catalog, lambda decisions: operation(decisions, face, anna))
    assert user_facts(catalog) == before
