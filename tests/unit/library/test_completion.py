import pytest

from faceorg.library.completion import fits


@pytest.mark.parametrize("text", ["", "an", "ANNA", "schm", " anna s"])
def test_a_name_fits_what_begins_it_or_a_word_of_it(text):
    assert fits("Anna Schmidt", text)


@pytest.mark.parametrize("text", ["na", "midt", "annas"])
def test_a_name_does_not_fit_something_inside_a_word(text):
    assert not fits("Anna Schmidt", text)
