import pytest

from faceorg.cli.progress_bar import ProgressBar, duration, progress_line
from faceorg.core.events import Phase, Progress


def test_the_line_says_how_far_how_fast_and_how_long():
    line = progress_line(Progress(Phase.FINDING_FACES, 340, 1200, 11.0, 78.2, 3))
    assert line.startswith("Finding faces  ██████")
    assert line.endswith("340 of 1,200 · 11.0 photos/s · 1 min left · 3 problems")


def test_without_a_total_only_the_phase_is_shown():
    assert progress_line(Progress(Phase.SCANNING)) == "Scanning …"
    assert progress_line(Progress(Phase.IDLE, 5, 5)) == ""


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.2, "0 s"), (59, "59 s"), (90, "2 min"), (3600, "1.0 h"), (9000, "2.5 h")]
)
def test_durations_are_two_words(seconds, shown):
    assert duration(seconds) == shown


def test_nothing_is_drawn_where_there_is_no_terminal(capsys):
    bar = ProgressBar(wanted=True)
    bar(Progress(Phase.FINDING_FACES, 1, 2))
    bar.clear()
    assert capsys.readouterr() == ("", "")
