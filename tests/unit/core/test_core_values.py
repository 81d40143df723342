"""The small values every room shares behave as their docstrings say."""

import dataclasses

import pytest

from faceorg.core.errors import KnownError
from faceorg.core.events import Changes, Kind
from faceorg.core.packs import Certainty, CutOffs
from faceorg.core.paths import library_paths, resource
from faceorg.core.settings import Settings

CUT_OFFS = CutOffs(same=0.5, join=0.4, ask=0.3, maybe=0.2)


@pytest.mark.parametrize(
    ("similarity", "word"),
    [(0.9, Certainty.VERY_LIKELY), (0.5, Certainty.VERY_LIKELY), (0.49, Certainty.LIKELY), (0.3, Certainty.LIKELY),
     (0.29, Certainty.MAYBE), (0.2, Certainty.MAYBE), (0.19, None), (-1.0, None)],
)  # fmt: skip
def test_certainty_words(similarity, word):
    assert CUT_OFFS.certainty(similarity) is word


def test_joined_changes_keep_everything_and_the_first_label():
    joined = Changes(Kind.FACES, faces=frozenset({1})) | Changes(
        Kind.PEOPLE, people=frozenset({2}), label="Named 1 face Anna"
    )
    assert joined.kinds == Kind.FACES | Kind.PEOPLE
    assert (joined.faces, joined.people) == (frozenset({1}), frozenset({2}))
    assert joined.label == "Named 1 face Anna"


def test_an_error_reads_as_what_happened_and_what_to_do():
    error = KnownError("The folder /x is gone.", "Connect the disk.")
    assert str(error) == "The folder /x is gone. Connect the disk."


def test_defaults_lie_within_their_bounds_and_are_described():
    for field in dataclasses.fields(Settings):
        details = field.metadata
        assert details["low"] <= field.default <= details["high"] or field.default == 0
        assert details["description"]


def test_a_library_in_a_folder_keeps_everything_inside_it(tmp_path):
    paths = library_paths(tmp_path / "library")
    paths.create()
    inside = [
        paths.data,
        paths.cache,
        paths.catalog,
        paths.backups,
        paths.index,
        paths.models,
        paths.thumbnails,
        paths.logs,
    ]
    assert all(path.is_relative_to(tmp_path / "library") for path in inside)
    assert paths.data.stat().st_mode & 0o077 == 0


def test_a_missing_resource_is_named():
    with pytest.raises(FileNotFoundError, match="no-such-thing"):
        resource("no-such-thing")


def test_the_icons_travel_with_the_program():
    assert resource("icons").is_dir()
