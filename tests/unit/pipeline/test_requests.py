import threading

import pytest

from faceorg.core.errors import KnownError
from faceorg.pipeline.requests import Request, Requests


def test_what_was_asked_for_meanwhile_is_taken_together():
    requests = Requests()
    requests.ask([b"/a", b"/b"])
    requests.ask([b"/b", b"/c"])
    assert requests.take() == Request(everything=False, folders=frozenset({b"/a", b"/b", b"/c"}))


def test_everything_outweighs_single_folders():
    requests = Requests()
    requests.ask([b"/a"])
    requests.ask()
    taken = requests.take()
    assert taken is not None
    assert taken.everything


def test_waiting_ends_when_the_last_request_is_done():
    requests = Requests()
    requests.wait_idle()  # nothing was asked for
    requests.ask()
    requests.take()
    waited = threading.Thread(target=requests.wait_idle)
    waited.start()
    waited.join(0.05)
    assert waited.is_alive()
    worker = threading.Thread(target=requests.take)  # taking the next one finishes the one before
    worker.start()
    waited.join()
    requests.close()
    worker.join()


def test_whoever_waits_hears_what_went_wrong_once():
    requests = Requests()
    requests.ask()
    requests.take()
    requests.stopped_by(KnownError("The disk is full."))
    requests.close()
    with pytest.raises(KnownError, match="The disk is full"):
        requests.wait_idle()
    requests.wait_idle()


def test_closing_wakes_the_worker():
    requests = Requests()
    taken: list[object] = []
    worker = threading.Thread(target=lambda: taken.append(requests.take()))
    worker.start()
    requests.close()
    worker.join()
    assert taken == [None]
