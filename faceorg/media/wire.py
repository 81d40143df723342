"""How an answer travels from a reading process to us: a short JSON header, then raw blocks of announced sizes.

The sender has just read a file nobody vouches for and may have been taken over by it, so its answers are never
unpickled and every size is checked before room is made for it.
"""

import json
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from faceorg.core.errors import UnreadablePhotoError
from faceorg.media.decoding import DecodedPhoto
from faceorg.media.reasons import PhotoGoneError

Answer = DecodedPhoto | NDArray[np.uint8] | UnreadablePhotoError

_HEADER_BYTES = 16_384
"""Headers have some 300 bytes; camera names and sentences are bounded."""

_THUMBNAIL_BYTES = 1_000_000
"""Far above any JPEG of 320 x 320 pixels."""

_MOST_PIXELS = 100_000_000
"""More than any caller asks for: the viewer of an 8K screen shows 33 million."""

_MOST = 2**63 - 1
"""The largest number a column of the catalog can hold."""

_HASH_BYTES = 32

_RGB = 3


class NonsenseError(Exception):
    """The sender does not keep to the protocol; nothing it says can be trusted any more."""


def send(line: Connection, answer: Answer) -> None:
    """Send an answer; called in the reading process."""
    if isinstance(answer, UnreadablePhotoError):
        _send_header(line, _refusal(answer))
    elif isinstance(answer, DecodedPhoto):
        _send_header(line, _photo_facts(answer))
        _send_pixels(line, answer.pixels)
        line.send_bytes(answer.thumbnail)
    else:
        _send_header(line, {"pixels": answer.shape})
        _send_pixels(line, answer)


def receive(line: Connection) -> Answer:
    """Return the next answer; blocks until it is complete.

    Raises:
        NonsenseError: What came is not an answer.
        EOFError: The sender died.
        OSError: The sender died, or announced a block that is too large.
    """
    header = _header(line)
    try:
        if "refused" in header:
            return _as_refusal(header)
        pixels = _received_pixels(line, header["pixels"])
        return pixels if "content_hash" not in header else _as_photo(header, pixels, line.recv_bytes(_THUMBNAIL_BYTES))
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise NonsenseError(repr(error)) from error


def _send_header(line: Connection, header: dict[str, Any]) -> None:
    line.send_bytes(json.dumps(header).encode())


def _send_pixels(line: Connection, pixels: NDArray[np.uint8]) -> None:
    line.send_bytes(np.ascontiguousarray(pixels).reshape(-1).data)


def _refusal(error: UnreadablePhotoError) -> dict[str, Any]:
    return {"refused": error.message, "next_step": error.next_step, "gone": isinstance(error, PhotoGoneError)}


def _as_refusal(header: dict[str, Any]) -> UnreadablePhotoError:
    kind = PhotoGoneError if header["gone"] is True else UnreadablePhotoError
    return kind(_text(header["refused"]), _text(header["next_step"]))


def _photo_facts(photo: DecodedPhoto) -> dict[str, Any]:
    return {
        "pixels": photo.pixels.shape,
        "content_hash": photo.content_hash.hex(),
        "width": photo.width,
        "height": photo.height,
        "taken": photo.taken.isoformat(),
        "camera": photo.camera,
        "size": photo.size,
        "mtime_ns": photo.mtime_ns,
    }


def _as_photo(header: dict[str, Any], pixels: NDArray[np.uint8], thumbnail: bytes) -> DecodedPhoto:
    """Return the photo of a header; KeyError, TypeError, ValueError or OverflowError when the catalog could not."""
    return DecodedPhoto(
        content_hash=_hash(header["content_hash"]),
        pixels=pixels,
        width=_number(header["width"], least=1),
        height=_number(header["height"], least=1),
        taken=_local_time(header["taken"]),
        camera=_text(header["camera"]),
        thumbnail=thumbnail,
        size=_number(header["size"], least=0),
        mtime_ns=_number(header["mtime_ns"], least=-_MOST),
    )


def _hash(said: str) -> bytes:
    content_hash = bytes.fromhex(said)
    if len(content_hash) != _HASH_BYTES:
        raise ValueError("a hash of another length")
    return content_hash


def _number(said: Any, least: int) -> int:  # noqa: ANN401 - the sender may say anything
    number = int(said)
    if not least <= number <= _MOST:
        raise ValueError("a number of no sensible size")
    return number


def _local_time(said: str) -> datetime:
    moment = datetime.fromisoformat(said)
    if moment.tzinfo is not None:
        raise ValueError("a time with a zone")
    return moment


def _text(said: object) -> str:
    text = str(said)
    text.encode()  # UnicodeEncodeError, a ValueError, for half characters, which the catalog refuses
    return text


def _header(line: Connection) -> dict[str, Any]:
    try:
        header = json.loads(line.recv_bytes(_HEADER_BYTES))
    except (ValueError, RecursionError) as error:  # brackets in brackets exhaust the parser
        raise NonsenseError("not a header") from error
    if not isinstance(header, dict):
        raise NonsenseError("not a header")
    return header


def _received_pixels(line: Connection, shape: Any) -> NDArray[np.uint8]:  # noqa: ANN401 - the sender may say anything
    height, width, colours = (int(length) for length in shape)
    if min(height, width) < 1 or colours != _RGB or height * width > _MOST_PIXELS:
        raise NonsenseError("pixels of no sensible size")
    pixels = np.frombuffer(line.recv_bytes(height * width * _RGB), np.uint8)
    return pixels.reshape(height, width, _RGB)
