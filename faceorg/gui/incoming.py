"""Turns what is dropped or pasted into folders to add or pictures to search; nothing is ever fetched from a network."""

import base64
import binascii
import os
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

MAX_EMBEDDED_BYTES = 64 * 1024 * 1024
"""A picture inside pasted HTML larger than this is not a picture somebody looks at."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a drop or a paste holds. At most one of ``image`` and ``encoded`` is set, and only without files.

    Attributes:
        folders: Local folders.
        files: Local files, in the order they were given.
        image: Pixels from the clipboard or from another program.
        encoded: The bytes of an image file that was embedded in HTML.
    """

    folders: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    image: QImage | None = None
    encoded: bytes | None = None

    def __bool__(self) -> bool:
        """True when there is anything to add or to search."""
        return bool(self.folders or self.files or self.image is not None or self.encoded is not None)


def may_hold_pictures(mime: QMimeData) -> bool:
    """Return whether a drag is worth showing targets for, without reading its data."""
    return mime.hasImage() or mime.hasHtml() or any(url.isLocalFile() for url in mime.urls())


def read_mime(mime: QMimeData) -> Incoming:
    """Return what is usable: local files first, then pixels, then pictures embedded in HTML."""
    paths = [local_path(url) for url in mime.urls() if url.isLocalFile()]
    if paths:
        folders = tuple(path for path in paths if path.is_dir())
        return Incoming(folders=folders, files=tuple(path for path in paths if path not in folders))
    if mime.hasImage():
        image = QImage(mime.imageData())
        if not image.isNull():
            return Incoming(image=image)
    return Incoming(encoded=_embedded_picture(mime.html())) if mime.hasHtml() else Incoming()


def local_path(url: QUrl) -> Path:
    """Return the path of a local file URL, keeping names that are not valid UTF-8."""
    if os.name == "nt":
        return Path(url.toLocalFile())
    encoded = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
    return Path(os.fsdecode(unquote_to_bytes(encoded)))


class _PictureFinder(HTMLParser):
    """Collects the sources of ``<img>`` elements."""

    def __init__(self) -> None:
        super().__init__()
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.sources.extend(value for name, value in attrs if name == "src" and value)


def _embedded_picture(html: str) -> bytes | None:
    finder = _PictureFinder()
    finder.feed(html)
    pictures = (_data_url_bytes(source) for source in finder.sources)
    return next((picture for picture in pictures if picture), None)


def _data_url_bytes(source: str) -> bytes | None:
    head, comma, body = source.partition(",")
    if not comma or not head.lower().startswith("data:image/") or len(body) > MAX_EMBEDDED_BYTES:
        return None
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(unquote_to_bytes(body), validate=False)
    except binascii.Error:
        return None
