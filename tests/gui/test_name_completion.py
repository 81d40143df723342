"""What the list of names offers for a typed text."""

import pytest
from PySide6.QtCore import QModelIndex, Qt

from faceorg.core.ids import PersonId
from faceorg.core.packs import Certainty
from faceorg.core.records import NameSuggestion
from faceorg.gui.naming.completion import (
    LONGEST_LIST,
    ChoiceRole,
    CompletionModel,
    NameChoice,
    continued,
    matched_part,
    offered_choices,
)


def known(number, name, certainty=None):
    return NameSuggestion(PersonId(number), name, 10 * number, None, certainty)


def test_known_names_keep_the_order_of_the_library_and_the_new_person_is_last():
    offered = offered_choices("Ju", [known(2, "Judith", Certainty.LIKELY), known(1, "Jun")])
    assert [(choice.name, choice.person) for choice in offered] == [("Judith", 2), ("Jun", 1), ("Ju", None)]


@pytest.mark.parametrize("text", ["anna", " ANNA ", "Anna"])
def test_a_name_that_exists_offers_no_new_person(text):
    assert [choice.person for choice in offered_choices(text, [known(1, "Anna"), known(2, "Annabel")])] == [1, 2]


def test_no_text_offers_no_new_person():
    assert offered_choices("  ", []) == ()


def test_the_list_stays_short():
    many = [known(number, f"Anna {number}") for number in range(20)]
    assert len(offered_choices("An", many)) == LONGEST_LIST + 1


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [("Ju", "Judith", "dith"), ("ju", "Judith", "dith"), ("", "Judith", ""), ("Ju", "Uncle Jules", "")],
)
def test_what_a_text_lacks_to_be_a_name(text, name, rest):
    assert continued(text, NameChoice(name, PersonId(1))) == rest


def test_a_new_person_completes_nothing():
    assert continued("Ju", NameChoice("Judith")) == ""


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("Judith", "ju", (0, 2)),
        ("Uncle Jules", "Ju", (6, 2)),
        ("Anna-Lena", "le", (5, 2)),
        ("Judith", "di", (0, 0)),
        ("Judith", "", (0, 0)),
        ("Straße", "s", (0, 0)),  # folding changes its length: better nothing than the wrong letters
    ],
)
def test_the_typed_part_of_a_name_is_found_at_the_beginning_of_a_word(name, text, part):
    assert matched_part(name, text) == part


def test_the_model_keeps_the_rules_of_models(qtmodeltester):
    model = CompletionModel()
    model.offer("Ju", offered_choices("Ju", [known(2, "Judith", Certainty.VERY_LIKELY), known(1, "Jun")]))
    qtmodeltester.check(model)
    assert model.rowCount() == 3
    assert model.rowCount(model.index(0)) == 0
    assert model.index(1).data() == "Jun"
    assert model.index(1).data(ChoiceRole.CHOICE).person == 1
    assert QModelIndex().data() is None


def test_a_screen_reader_hears_how_likely_a_name_is():
    model = CompletionModel()
    model.offer("Ju", offered_choices("Ju", [known(2, "Judith", Certainty.VERY_LIKELY)]))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0).data(role) == "Judith, very likely · 20 photos"
    assert model.index(1).data(role) == "New person “Ju”"
