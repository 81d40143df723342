from hypothesis import given
from hypothesis import strategies as st

from faceorg.watch.paths import as_prefix, is_inside, topmost

paths = st.lists(st.sampled_from([b"a", b"ab", b"b", b"b c", b"\xff", b"-"]), min_size=1, max_size=4).map(
    lambda parts: b"/" + b"/".join(parts)
)


def test_a_folder_lies_in_itself_and_above_what_is_below_it():
    assert is_inside(b"/a/b", b"/a/b")
    assert is_inside(b"/a/b/c", b"/a/b/")
    assert not is_inside(b"/a/bc", b"/a/b")
    assert not is_inside(b"/a", b"/a/b")


def test_the_top_of_the_file_system_contains_everything():
    assert as_prefix(b"/") == b"/"
    assert is_inside(b"/a", b"/")


def test_a_name_that_sorts_between_folder_and_content_does_not_hide_it():
    assert topmost([b"/a", b"/a-b", b"/a/c"]) == {b"/a", b"/a-b"}


@given(st.sets(paths))
def test_the_topmost_folders_contain_all_and_not_each_other(folders):
    kept = topmost(folders)
    assert kept <= folders
    assert all(any(is_inside(folder, top) for top in kept) for folder in folders)
    assert not any(is_inside(one, other) for one in kept for other in kept if one != other)
