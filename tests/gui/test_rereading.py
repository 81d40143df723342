"""A page reads what changed: soon while it is seen, else when it is entered."""

import pytest
from PySide6.QtWidgets import QWidget

from faceorg.gui.rereading import Rereading


@pytest.fixture
def page(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    return page


@pytest.fixture
def readings():
    return []


@pytest.fixture
def reread(page, readings):
    rereading = Rereading(page, 1)
    rereading.wanted.connect(lambda: readings.append(rereading.is_due))
    return rereading


def test_a_new_page_reads_once_when_it_is_entered(reread, readings):
    reread.if_due()
    reread.if_due()
    assert readings == [False]


def test_a_hidden_page_reads_what_changed_when_it_is_entered(reread, readings):
    reread.now()
    reread.soon()
    assert not reread.isActive()
    reread.if_due()
    assert readings == [False, False]


def test_a_page_that_is_seen_reads_many_changes_once_and_soon(page, qtbot, reread, readings):
    page.show()
    with qtbot.waitSignal(reread.wanted):
        for _ in range(3):
            reread.soon()
    assert readings == [False]
    assert not reread.isActive()


def test_a_note_for_later_starts_nothing(page, reread):
    page.show()
    reread.now()
    reread.when_entered()
    assert reread.is_due
    assert not reread.isActive()
