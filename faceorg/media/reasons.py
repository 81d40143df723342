"""Why a file could not be read, in sentences a person can act on; the only place where these sentences are written."""

import errno
import logging
import struct
import zlib

from PIL import Image, UnidentifiedImageError

from faceorg.core.errors import KnownError, UnreadablePhotoError
from faceorg.media.formats import FOREIGN_SUFFIXES, PHOTO_SUFFIXES, RAW_SUFFIXES, heif_installed, is_heif

_TRUNCATED_WORDS = ("truncated", "unexpected end", "end of file", "not enough")
"""How Pillow and the decoders behind it say that bytes are missing."""

_DAMAGE = (
    OSError,
    RuntimeError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""What decoders raise on damaged bytes; anything else may be a bug of ours and is worth a line in the log."""

_log = logging.getLogger(__name__)


class PhotoGoneError(UnreadablePhotoError):
    """The file vanished between being found and being read; nothing is wrong with it."""


class ReadingBrokeOffError(UnreadablePhotoError):
    """The reading process died; the file is probably to blame, but the process may have been killed by chance."""


class NotStartedError(KnownError):
    """No reading process can be started: nothing is known of any file, so no file may be called unreadable."""


def gone() -> PhotoGoneError:
    """The file was deleted, renamed or unplugged meanwhile."""
    return PhotoGoneError("The file is no longer there.", "It may have been moved, or its drive was unplugged.")


def empty() -> UnreadablePhotoError:
    """A file of zero bytes."""
    return UnreadablePhotoError("The file is empty.", "It may not have been copied completely.")


def ends_early() -> UnreadablePhotoError:
    """Bytes are missing at the end."""
    return UnreadablePhotoError("The file ends too early.", "It may not have been copied completely.")


def damaged() -> UnreadablePhotoError:
    """The content contradicts itself."""
    return UnreadablePhotoError("The file is damaged.", "Copy it again from where it came from, if that still exists.")


def not_ordinary() -> UnreadablePhotoError:
    """A pipe, a device, a folder: whatever it is, opening it is not safe."""
    return UnreadablePhotoError("This is not an ordinary file.", "Only ordinary files are read.")


def too_many_pixels(pixels: int, limit_megapixels: int) -> UnreadablePhotoError:
    """More pixels than the settings allow."""
    return UnreadablePhotoError(
        f"The photo has {pixels / 1e6:,.0f} megapixels; photos above {limit_megapixels:,} are not read.",
        "Save a smaller copy of it, or raise the limit in the settings.",
    )


def too_large(megabytes: float, limit_megabytes: int) -> UnreadablePhotoError:
    """The file itself is larger than is sensible."""
    return UnreadablePhotoError(
        f"The file has {megabytes:,.0f} megabytes; photos above {limit_megabytes:,} are not read.",
        "Save a smaller copy of it.",
    )


def too_much_memory() -> UnreadablePhotoError:
    """The memory limit of the reading process stopped it."""
    return UnreadablePhotoError("Reading this photo needs too much memory.", "Save a smaller copy of it.")


def too_slow(seconds: float) -> UnreadablePhotoError:
    """The time limit stopped it."""
    return UnreadablePhotoError(
        f"Reading this photo took more than {seconds:.0f} seconds and was stopped.",
        "The file may be damaged, or its drive is very slow.",
    )


def crashed() -> ReadingBrokeOffError:
    """The reading process died with this file in its hands."""
    return ReadingBrokeOffError("Reading this photo broke off.", "The file is probably damaged.")


def not_started() -> NotStartedError:
    """No reading process could be kept alive; the file is innocent."""
    return NotStartedError(
        "The part of faceorg that reads photos could not be started.",
        "Close some other programs, then start faceorg again; if that does not help, install it anew.",
    )


def unexpected() -> UnreadablePhotoError:
    """Something nobody thought of; the log has the details."""
    return UnreadablePhotoError("This photo could not be read.", "The file may be damaged.")


def raw() -> UnreadablePhotoError:
    """The unprocessed data of a camera."""
    return UnreadablePhotoError("RAW photos are not supported yet.", "Save a copy of it as JPEG beside it.")


def from_disk(error: OSError) -> UnreadablePhotoError:
    """Explain why the operating system did not hand out the file's bytes."""
    if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ESTALE}:
        return gone()
    if error.errno in {errno.EACCES, errno.EPERM}:
        return UnreadablePhotoError(
            "faceorg is not allowed to read this file.", "Change its permissions, then try again."
        )
    if error.errno == errno.ENAMETOOLONG:
        return UnreadablePhotoError("The path of this file is too long.", "Move it into a folder nearer to the top.")
    return UnreadablePhotoError(
        "The drive reported an error while reading this file.", "Check the drive and its cable."
    )


def from_content(error: Exception, data: bytes, suffix: bytes) -> UnreadablePhotoError:
    """Explain why these bytes could not be decoded.

    Args:
        error: What the decoder raised.
        data: The whole content.
        suffix: Lower-case extension of the file's name, because it says what the file was meant to be.
    """
    if isinstance(error, UnreadablePhotoError):
        return error
    if isinstance(error, MemoryError):
        return too_much_memory()
    return empty() if not data else _missing_decoder(data) or _undecodable(error, suffix)


def _missing_decoder(data: bytes) -> UnreadablePhotoError | None:
    if not is_heif(data) or heif_installed():
        return None
    return UnreadablePhotoError(
        "HEIC photos need a package that is not installed.",
        "Install it with: pip install pillow-heif - then try again.",
    )


def _undecodable(error: Exception, suffix: bytes) -> UnreadablePhotoError:
    if suffix not in PHOTO_SUFFIXES and (known := unsupported(suffix)):
        return known
    if isinstance(error, UnidentifiedImageError):
        return UnreadablePhotoError(
            "This is not a photo, or it is damaged.", "Open it in another program to see what it is."
        )
    if isinstance(error, Image.DecompressionBombError):
        return UnreadablePhotoError("The photo has far too many pixels.", "Save a smaller copy of it.")
    if not isinstance(error, _DAMAGE):
        _log.warning("a decoder failed in a way it should not", exc_info=error)
    words = str(error).lower()
    return ends_early() if any(word in words for word in _TRUNCATED_WORDS) else damaged()


def unsupported(suffix: bytes) -> UnreadablePhotoError | None:
    """Return the sentence for kinds of pictures that are not read, None for the others."""
    if suffix in RAW_SUFFIXES:
        return raw()
    if suffix in FOREIGN_SUFFIXES:
        return UnreadablePhotoError(
            f"{FOREIGN_SUFFIXES[suffix]} are not supported.", "Save a copy of it as JPEG or PNG."
        )
    return None
