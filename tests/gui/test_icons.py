"""The icons that travel with the program are the ones it uses, and each can be drawn."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

import faceorg.gui
from faceorg.core.paths import resource
from faceorg.gui.icons import app_mark, icon, icon_pixmap

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.fixture(scope="module")
def words_of_the_gui():
    sources = Path(faceorg.gui.__file__).parent.rglob("*.py")
    return set(re.findall(r'"([a-z0-9-]+)"', "\n".join(path.read_text(encoding="utf-8") for path in sources)))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_used_and_draws_something(qapp, words_of_the_gui, name):
    assert name in words_of_the_gui
    image = icon_pixmap(name, QColor("#ff0000"), 24, 2.0).toImage()
    assert image.size().width() == 48
    assert any(image.pixelColor(x, y).alpha() for x in range(48) for y in range(48))


def test_the_licence_travels_with_the_icons():
    assert "ISC License" in (resource("icons") / "LICENSE").read_text(encoding="utf-8")


def test_an_icon_has_a_disabled_and_an_on_state_and_the_mark_is_square(qapp):
    assert not icon("camera").isNull()
    assert app_mark(54).width() == app_mark(54).height() == 54


def test_an_unknown_icon_is_an_error_and_not_an_empty_button(qapp):
    with pytest.raises(FileNotFoundError, match="no-such-icon"):
        icon_pixmap("no-such-icon", QColor("#000000"))
