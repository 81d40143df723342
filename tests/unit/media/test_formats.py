import pytest

from faceorg.media.formats import is_heif, is_photo_name, suffix_of


@pytest.mark.parametrize(
    "name",
    [b"a.jpg", b"A.JPG", b"/x.y/IMG_1.HeIc", b"caf\xe9.jpeg", b"a\nb.webp", b"x.cr2", b"x.psd", b"x.ico", b"x.jp2"],
)
def test_photos_are_tried_whatever_the_rest_of_their_name(name):
    assert is_photo_name(name)


@pytest.mark.parametrize(
    "name", [b"a.xmp", b"a.jpg.xmp", b"a.txt", b"a.csv", b".picasa.ini", b"a.mp4", b"jpg", b"", b"a."]
)
def test_other_files_are_not_tried(name):
    assert not is_photo_name(name)


def test_suffix_is_what_follows_the_last_dot():
    assert suffix_of(b"a.tar.JPG") == b".jpg"
    assert suffix_of(b"noext") == b""


def test_heif_is_recognised_by_its_content():
    assert is_heif(b"\0\0\0\x18ftypheic" + b"\0" * 12)
    assert not is_heif(b"\0\0\0\x18ftypavif" + b"\0" * 12)
    assert not is_heif(b"")
