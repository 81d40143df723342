from faceorg.watch.coalescing import GATHER_SECONDS, LONGEST_WAIT, SETTLE_SECONDS, Unsettled

START = 1000.0


def test_nothing_is_due_without_events():
    unsettled = Unsettled()
    assert not unsettled
    assert unsettled.next_due() is None
    assert unsettled.take_due(START) == frozenset()


def test_a_folder_is_due_once_it_was_quiet_for_a_second():
    unsettled = Unsettled()
    unsettled.touch(b"/a", START)
    unsettled.touch(b"/a", START + 0.9)
    assert unsettled.take_due(START + 1.8) == frozenset()
    assert unsettled.next_due() == START + 0.9 + SETTLE_SECONDS + GATHER_SECONDS
    assert unsettled.take_due(START + 1.9) == {b"/a"}
    assert not unsettled


def test_a_folder_that_never_rests_is_reported_now_and_then():
    unsettled = Unsettled()
    reports = 0
    for tenth in range(int(LONGEST_WAIT * 10 * 3)):
        unsettled.touch(b"/a", START + tenth / 10)
        reports += len(unsettled.take_due(START + tenth / 10))
    assert reports == 2


def test_folders_that_rest_almost_together_are_one_report():
    unsettled = Unsettled()
    unsettled.touch(b"/a", START)
    unsettled.touch(b"/a/b", START + GATHER_SECONDS / 2)
    assert unsettled.take_due(unsettled.next_due()) == {b"/a"}
    assert not unsettled


def test_a_restless_folder_does_not_hold_up_another():
    unsettled = Unsettled()
    unsettled.touch(b"/a", START)
    unsettled.touch(b"/b", START + 0.9)
    assert unsettled.take_due(START + 1.2) == {b"/a"}
    assert unsettled.take_due(START + 2.0) == {b"/b"}
