"""Names are listed as in a phone book."""

from faceorg.core.names import alphabetical


def test_accents_and_capitals_do_not_tear_names_apart():
    names = ["Tom", "Émile", "emil", "Zoë", "Ömer", "Anna", "Zoe"]
    assert sorted(names, key=alphabetical) == ["Anna", "emil", "Émile", "Ömer", "Tom", "Zoe", "Zoë"]


def test_names_that_differ_only_in_capitals_have_one_order():
    assert sorted(["anna", "Anna"], key=alphabetical) == sorted(["Anna", "anna"], key=alphabetical)
