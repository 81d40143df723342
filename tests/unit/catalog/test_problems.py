import pytest
from catalog_album import PACK, facts, seen

from faceorg.catalog.problems import FAILURE_LIMIT, UNFINISHED_LIMIT, Attempt
from faceorg.core.events import Kind

FILE = seen(b"/photos/a.jpg")
CHANGED = seen(b"/photos/a.jpg", mtime_ns=6)


@pytest.fixture
def problems(catalog):
    return catalog.problems


def fail(problems, file=FILE):
    assert problems.attempt_started(file) is not Attempt.REFUSED
    problems.failed(file.path, "It is broken.")


def test_a_failed_file_is_listed_with_its_reason(problems):
    fail(problems)
    (problem,) = problems.all()
    assert (problem.path, problem.reason, problem.attempts) == (FILE.path, "It is broken.", 1)
    assert problem.when.tzinfo is not None
    assert problems.count() == 1


def test_a_file_under_way_is_no_problem(problems):
    assert problems.attempt_started(FILE) is Attempt.GO
    assert problems.all() == []


def test_a_file_that_failed_twice_is_refused_until_it_changes(problems):
    for _ in range(FAILURE_LIMIT):
        fail(problems)
    assert problems.attempt_started(FILE) is Attempt.REFUSED
    assert problems.attempt_started(FILE) is Attempt.REFUSED
    assert problems.all()[0].attempts == FAILURE_LIMIT
    assert problems.attempt_started(CHANGED) is Attempt.GO
    assert problems.all() == []


def test_a_file_that_failed_once_is_tried_among_others(problems):
    fail(problems)
    assert problems.attempt_started(FILE) is Attempt.GO


def test_a_file_whose_try_never_ended_is_tried_alone_and_at_last_refused(problems):
    assert problems.attempt_started(FILE) is Attempt.GO
    for _ in range(UNFINISHED_LIMIT - 1):
        assert problems.attempt_started(FILE) is Attempt.ALONE
    assert problems.attempt_started(FILE) is Attempt.REFUSED
    assert "stopped while reading" in problems.all()[0].reason


def test_an_abandoned_try_does_not_count(problems):
    for _ in range(10):
        assert problems.attempt_started(FILE) is Attempt.GO
        problems.abandoned(FILE.path)
    fail(problems)
    problems.attempt_started(FILE)
    problems.abandoned(FILE.path)
    assert problems.all()[0].attempts == 1


def test_a_cleared_file_starts_anew(problems):
    fail(problems)
    problems.cleared(FILE.path)
    assert problems.all() == []
    assert problems.attempt_started(FILE) is Attempt.GO


def test_retry_lets_the_chosen_files_be_tried_again(problems):
    other = seen(b"/photos/b.jpg")
    for file in (FILE, other):
        for _ in range(FAILURE_LIMIT):
            fail(problems, file)
    problems.retry([FILE.path])
    assert [problem.path for problem in problems.all()] == [other.path]
    assert problems.attempt_started(FILE) is Attempt.GO
    problems.retry()
    assert problems.attempt_started(other) is Attempt.GO


def test_a_file_that_became_unreadable_hides_the_photo_it_was(catalog, problems):
    photo = catalog.photos.store(facts(b"content"), FILE)
    problems.attempt_started(CHANGED)
    assert problems.failed(FILE.path, "It is broken.").photos == {photo}
    assert catalog.photos.grid(PACK).ids.size == 0
    assert problems.count() == 1


def test_the_problem_of_a_file_that_is_gone_is_gone(catalog, problems):
    fail(problems)
    assert Kind.PROBLEMS in catalog.photos.mark_missing([FILE.path]).kinds
    assert problems.all() == []
    assert catalog.photos.known_files(b"/photos") == {}
