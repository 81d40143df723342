"""What a drop or a paste holds: local files, then pixels, then pictures inside HTML; never anything from a network."""

import base64
import os

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from faceorg.gui.incoming import MAX_EMBEDDED_BYTES, may_hold_pictures, read_mime

PIXEL = base64.b64encode(b"an image").decode()


def mime_of(*urls, html="", image=False):
    mime = QMimeData()
    if urls:
        mime.setUrls(list(urls))
    if html:
        mime.setHtml(html)
    if image:
        picture = QImage(3, 2, QImage.Format.Format_RGB32)
        picture.fill(QColor("red"))
        mime.setImageData(picture)
    return mime


def test_files_and_folders_are_told_apart(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    urls = [QUrl.fromLocalFile(str(tmp_path / name)) for name in ("folder", "a.jpg")]
    found = read_mime(mime_of(*urls))
    assert found.folders == (tmp_path / "folder",)
    assert found.files == (tmp_path / "a.jpg",)


def test_local_files_win_over_pixels_and_pixels_over_html(tmp_path):
    url = QUrl.fromLocalFile(str(tmp_path / "a.jpg"))
    html = f'<img src="data:image/png;base64,{PIXEL}">'
    assert read_mime(mime_of(url, html=html, image=True)).image is None
    found = read_mime(mime_of(html=html, image=True))
    assert (found.image.width(), found.encoded) == (3, None)


def test_a_picture_inside_html_is_taken():
    html = f'<p>x</p><img alt="1" src="data:image/png;base64,{PIXEL}">'
    assert read_mime(mime_of(html=html)).encoded == b"an image"


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://example.org/a.jpg">',
        '<img src="data:text/html;base64,AAAA">',
        '<img src="data:image/png;base64,!">',
        "<img>",
        "no picture",
    ],
)
def test_nothing_is_fetched_and_nothing_else_is_taken(html):
    found = read_mime(mime_of(html=html))
    assert not found.encoded
    assert not found


def test_addresses_in_a_network_are_nothing():
    mime = mime_of(QUrl("https://example.org/a.jpg"), QUrl("ftp://example.org/b.jpg"))
    assert not read_mime(mime)
    assert not may_hold_pictures(mime)


def test_a_huge_embedded_picture_is_left_alone():
    html = f'<img src="data:image/png;base64,{"A" * (MAX_EMBEDDED_BYTES + 1)}">'
    assert not read_mime(mime_of(html=html))


def test_a_percent_encoded_data_url_is_read():
    assert read_mime(mime_of(html='<img src="data:image/svg+xml,a%20b">')).encoded == b"a b"


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_names_that_are_no_text_are_kept(tmp_path):
    name = os.fsencode(tmp_path) + b"/\xff \xc3\xa4#1.jpg"
    mime = QMimeData()
    mime.setData("text/uri-list", QByteArray(b"file://" + quoted(name) + b"\r\n"))
    (found,) = read_mime(mime).files
    assert os.fsencode(found) == name


def quoted(path):
    return b"".join(b"%%%02X" % byte if byte > 126 or byte in b" #%" else bytes([byte]) for byte in path)


def test_an_empty_clipboard_is_nothing():
    assert not read_mime(QMimeData())
    assert not may_hold_pictures(QMimeData())
