import errno

import pytest
from PIL import UnidentifiedImageError

from faceorg.core.errors import UnreadablePhotoError
from faceorg.media import reasons
from faceorg.media.reasons import PhotoGoneError, from_content, from_disk

TRADE_WORDS = ("decod", "exif", "codec", "parse", "header", "stream", "byte", "pillow", "ioerror", "unicode", "worker")


@pytest.mark.parametrize(
    ("error", "data", "suffix", "expected"),
    [
        (UnidentifiedImageError("?"), b"", b".jpg", "The file is empty."),
        (UnidentifiedImageError("?"), b"x", b".jpg", "This is not a photo, or it is damaged."),
        (OSError("image file is truncated (7 bytes not processed)"), b"x", b".jpg", "The file ends too early."),
        (OSError("Truncated File Read"), b"x", b".png", "The file ends too early."),
        (OSError("broken data stream when reading image file"), b"x", b".png", "The file is damaged."),
        (SyntaxError("broken PNG file"), b"x", b".png", "The file is damaged."),
        (MemoryError(), b"x", b".png", "Reading this photo needs too much memory."),
        (UnidentifiedImageError("?"), b"x", b".cr3", "RAW photos are not supported yet."),
        (TypeError("Missing dimensions"), b"x", b".cr2", "RAW photos are not supported yet."),
        (UnidentifiedImageError("?"), b"x", b".psd", "Photoshop files are not supported."),
    ],
)
def test_failures_become_sentences(error, data, suffix, expected):
    assert from_content(error, data, suffix).message == expected


def test_a_sentence_that_is_known_already_is_kept():
    known = reasons.too_many_pixels(4_364_696_535, 300)
    assert from_content(known, b"x", b".gif") is known
    assert known.message == "The photo has 4,365 megapixels; photos above 300 are not read."


@pytest.mark.parametrize("number", [errno.ENOENT, errno.ENOTDIR, errno.ESTALE])
def test_a_vanished_file_is_no_damaged_file(number):
    assert isinstance(from_disk(OSError(number, "?")), PhotoGoneError)


@pytest.mark.parametrize(
    ("number", "word"), [(errno.EACCES, "not allowed"), (errno.ENAMETOOLONG, "too long"), (errno.EIO, "drive reported")]
)
def test_errors_of_the_drive_are_told_apart(number, word):
    found = from_disk(OSError(number, "?"))
    assert word in found.message
    assert not isinstance(found, PhotoGoneError)


def test_a_missing_heic_package_is_named_with_the_way_to_add_it(monkeypatch):
    monkeypatch.setattr(reasons, "heif_installed", lambda: False)
    heic = b"\0\0\0\x18ftypheic" + b"\0" * 12
    assert "pip install pillow-heif" in str(from_content(UnidentifiedImageError("?"), heic, b".heic"))


def test_sentences_use_no_trade_words_and_say_what_to_do():
    simple = (reasons.gone, reasons.empty, reasons.ends_early, reasons.damaged, reasons.not_ordinary, reasons.raw)
    rest = (reasons.too_much_memory, reasons.crashed, reasons.unexpected)
    errors = [make() for make in simple + rest] + [reasons.too_slow(30), reasons.too_large(700, 500)]
    for error in errors:
        assert isinstance(error, UnreadablePhotoError)
        assert error.message.endswith(".")
        assert error.next_step.endswith(".")
        assert not any(word in str(error).lower().replace("megabyte", "") for word in TRADE_WORDS)
