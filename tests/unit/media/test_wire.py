import json
import multiprocessing
from datetime import datetime

import numpy as np
import pytest

from faceorg.core.errors import UnreadablePhotoError
from faceorg.media import reasons, wire
from faceorg.media.decoding import DecodedPhoto
from faceorg.media.reasons import PhotoGoneError

PIXELS = np.arange(4 * 5 * 3, dtype=np.uint8).reshape(4, 5, 3)


@pytest.fixture
def line():
    ours, theirs = multiprocessing.Pipe()
    yield ours, theirs
    ours.close()
    theirs.close()


def header(**facts):
    return json.dumps(facts).encode()


def photo_header(**facts):
    """The header of a photo of 4 x 5 pixels, with some facts put differently."""
    sound = {"content_hash": "00" * 32, "width": 5, "height": 4, "taken": "2009-03-06T22:15:00", "camera": "Box"}
    return header(**(sound | {"pixels": [4, 5, 3], "size": 12, "mtime_ns": 7} | facts))


def test_a_photo_arrives_as_it_was_sent(line):
    sent = DecodedPhoto(bytes(32), PIXELS, 50, 40, datetime(2009, 3, 6, 22, 15, 0, 7), "Böx", b"jpeg", 12, -(2**62))
    wire.send(line[1], sent)
    got = wire.receive(line[0])
    assert np.array_equal(got.pixels, PIXELS)
    fields = [name for name in DecodedPhoto.__slots__ if name != "pixels"]
    assert [getattr(got, name) for name in fields] == [getattr(sent, name) for name in fields]


def test_pixels_that_do_not_lie_in_a_row_arrive(line):
    wire.send(line[1], PIXELS[:, ::-1].transpose(1, 0, 2))
    assert np.array_equal(wire.receive(line[0]), PIXELS[:, ::-1].transpose(1, 0, 2))


def test_a_refusal_arrives_with_both_sentences_and_its_kind(line):
    wire.send(line[1], reasons.ends_early())
    got = wire.receive(line[0])
    assert type(got) is UnreadablePhotoError
    assert (got.message, got.next_step) == ("The file ends too early.", "It may not have been copied completely.")
    wire.send(line[1], reasons.gone())
    assert isinstance(wire.receive(line[0]), PhotoGoneError)


@pytest.mark.parametrize(
    "blocks",
    [
        [b"no json"],
        [b"[1, 2]"],
        [header()],
        [header(refused="x")],
        [header(pixels=[4, 5])],
        [header(pixels="abc")],
        [header(pixels=[4, 5, 4]), bytes(80)],
        [header(pixels=[0, 5, 3])],
        [header(pixels=[100_000, 100_000, 3])],
        [header(pixels=[4, 5, 3]), bytes(59)],
        [header(pixels=[4, 5, 3], content_hash="zz"), bytes(60), b"jpeg"],
        [header(pixels=[4, 5, 3], content_hash="00"), bytes(60), b"jpeg"],
        [b"[" * 16_000],
        [header(pixels=[float("inf"), 5, 3])],
        [header(refused="\ud800", next_step="", gone=False)],
        [photo_header(content_hash="00"), bytes(60), b"jpeg"],
        [photo_header(width=float("inf")), bytes(60), b"jpeg"],
        [photo_header(width=0), bytes(60), b"jpeg"],
        [photo_header(height=-4), bytes(60), b"jpeg"],
        [photo_header(size=2**63), bytes(60), b"jpeg"],
        [photo_header(mtime_ns=-(2**64)), bytes(60), b"jpeg"],
        [photo_header(camera="\ud800"), bytes(60), b"jpeg"],
        [photo_header(taken="2009-03-06T22:15:00+01:00"), bytes(60), b"jpeg"],
    ],
)
def test_nonsense_is_noticed(line, blocks):
    for block in blocks:
        line[1].send_bytes(block)
    with pytest.raises(wire.NonsenseError):
        wire.receive(line[0])


def test_a_sound_photo_is_no_nonsense(line):
    for block in (photo_header(), bytes(60), b"jpeg"):
        line[1].send_bytes(block)
    assert wire.receive(line[0]).content_hash == bytes(32)


@pytest.mark.parametrize("blocks", [[b"{" * 20_000], [header(pixels=[4, 5, 3]), bytes(61)]])
def test_blocks_larger_than_announced_are_not_taken(line, blocks):
    for block in blocks:
        line[1].send_bytes(block)
    with pytest.raises(OSError, match="bad message length"):
        wire.receive(line[0])


def test_death_in_the_middle_is_noticed(line):
    line[1].send_bytes(header(pixels=[4, 5, 3]))
    line[1].close()
    with pytest.raises(EOFError):
        wire.receive(line[0])
