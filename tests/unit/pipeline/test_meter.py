from faceorg.core.errors import KnownError
from faceorg.core.events import Phase, Progress
from faceorg.pipeline.meter import ANNOUNCE_SECONDS, RATE_SECONDS, ProgressMeter


class Clock:
    """A clock that goes on when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def meter() -> tuple[ProgressMeter, Clock, list[Progress]]:
    clock, told = Clock(), []
    return ProgressMeter(told.append, lambda: 3, clock), clock, told


def test_it_is_idle_before_anything_happens():
    assert meter()[0].progress() == Progress(Phase.IDLE, problems=3)


def test_rate_and_time_left_follow_from_the_photos_done():
    measured, clock, _ = meter()
    measured.enter(Phase.FINDING_FACES)
    measured.begin(100)
    for done in range(1, 11):
        clock.now += 0.5
        measured.reach(done)
    progress = measured.progress()
    assert (progress.done, progress.total, progress.problems) == (10, 100, 3)
    assert progress.rate == 2.0
    assert progress.seconds_left == 45.0


def test_nothing_done_means_no_estimate():
    measured, clock, _ = meter()
    measured.begin(5)
    clock.now += 3
    assert (measured.progress().rate, measured.progress().seconds_left) == (0.0, None)


def test_the_rate_forgets_what_was_long_ago():
    measured, clock, _ = meter()
    measured.begin(1000)
    for done in range(1, 101):  # slow: one a second
        clock.now += 1
        measured.reach(done)
    for done in range(101, 901):  # then fast
        clock.now += RATE_SECONDS / 400
        measured.reach(done)
    assert measured.progress().rate > 15


def test_a_pause_shows_and_does_not_count_as_slowness():
    measured, clock, told = meter()
    measured.enter(Phase.FINDING_FACES)
    measured.begin(10)
    measured.hold()
    assert told[-1].phase is Phase.PAUSED
    clock.now += 1000
    measured.go_on()
    assert told[-1].phase is Phase.FINDING_FACES
    clock.now += 1
    measured.reach(1)
    assert measured.progress().rate == 1.0


def test_progress_is_told_at_most_ten_times_a_second_but_phases_always():
    measured, clock, told = meter()
    measured.begin(10_000)
    told.clear()
    for done in range(1, 1001):
        clock.now += 0.001
        measured.reach(done)
    assert 9 <= len(told) <= 1 / ANNOUNCE_SECONDS
    told.clear()
    measured.enter(Phase.GROUPING)
    measured.enter(Phase.IDLE)
    assert [progress.phase for progress in told] == [Phase.GROUPING, Phase.IDLE]


def test_what_ended_a_run_is_told_until_the_next_one_begins():
    measured, _, told = meter()
    trouble = KnownError("The disk is full.")
    measured.enter(Phase.SCANNING)
    measured.stopped_by(trouble)
    measured.enter(Phase.IDLE)
    assert told[-1].trouble is trouble
    measured.enter(Phase.SCANNING)
    assert told[-1].trouble is None
