"""What earlier submissions mean: which one is graded, what is shown again, and what has changed since."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.config import Config, Gradescope, Visibility
from autograder.gradescope import attempts
from autograder.gradescope.attempts import latest_results, next_time
from autograder.gradescope.metadata import Metadata
from autograder.gradescope.supervisor import FALLBACK
from autograder.model import Diagnosis, Grade
from autograder.reports import Results, Standing, results_of
from tests.helpers.grades import OPEN, RELU, SIGMOID, grade, hidden, public
from tests.helpers.gradescope import Container, Run, metadata, mistaken, notebook
from tests.helpers.known_answers import KIT

pytestmark = pytest.mark.slow

NOON = datetime(2026, 10, 14, 12, tzinfo=timezone.utc)
ASSIGNMENT = grade(RELU).assignment
LIMITED = "so this one was not"


def hours(count: float) -> datetime:
    return NOON + timedelta(hours=count)


def earlier(
    *times: datetime, results: object = None, failed: frozenset[datetime] = frozenset()
) -> list[dict[str, Any]]:
    """Earlier submissions as Gradescope tells them; only the latest comes with its results."""
    return [
        {
            "submission_time": time.isoformat(),
            "score": 0.0,
            "autograder_error": time in failed,
            **({"results": results} if time == max(times) else {}),
        }
        for time in times
    ]


def known(created_at: datetime, before: list[dict[str, Any]]) -> Metadata:
    return Metadata.model_validate(metadata(created_at.isoformat(), previous_submissions=before))


def limited(submissions: int, per_hours: float = 24, **more: Any) -> Config:
    policy = Gradescope(submissions=submissions, per_hours=per_hours, **more)
    return KIT.config.model_copy(update={"gradescope": policy})


def shown_again(told: Metadata, config: Config) -> Results | None:
    return attempts.shown_again(latest_results(told, ASSIGNMENT), told, config)


def progress(told: Metadata, now: Results) -> str:
    before = latest_results(told, ASSIGNMENT)
    return "" if before is None else attempts.progress(before, now)


# --- which one is graded

FULL_WINDOW = [
    # submissions a day, hours of the earlier ones before noon, and whether this one is graded
    (1, [], True),
    (1, [-1], False),
    (1, [-24], True),  # the edge of the window
    (1, [-23.999], False),
    (2, [-1], True),
    (2, [-1, -2], False),
    (2, [-1, -25], True),
    (0, [-1, -2, -3], True),
    (2, [-30, -20, -10, -5], False),  # those of -20 and -10 were graded: -30 had left the window by -5
    (1, [-30, -7, -6.5], True),  # the others were over the limit, for one was graded 30 hours ago
    (1, [-25, -2], True),
]


@pytest.mark.parametrize(("submissions", "before", "graded"), FULL_WINDOW)
def test_only_those_that_were_graded_count(submissions: int, before: list[float], graded: bool) -> None:
    told = known(NOON, earlier(*map(hours, before)))
    assert (next_time(told, Gradescope(submissions=submissions)) is None) == graded
    backwards = known(NOON, earlier(*map(hours, reversed(before))))
    assert next_time(backwards, Gradescope(submissions=submissions)) == next_time(
        told, Gradescope(submissions=submissions)
    )


def test_errors_of_the_autograder_do_not_count() -> None:
    times = [hours(-1), hours(-2)]
    policy = Gradescope(submissions=1)
    assert next_time(known(NOON, earlier(*times, failed=frozenset(times))), policy) is None
    assert next_time(known(NOON, earlier(*times, failed=frozenset(times[:1]))), policy) == hours(22)


@given(
    st.lists(st.integers(-60 * 60, -1), unique=True, max_size=12),
    st.integers(1, 4),
    st.sampled_from([0.5, 3, 24]),
)
def test_what_it_promises_holds(minutes: list[int], submissions: int, per_hours: float) -> None:
    """Whoever hands in at the time that was told is graded; and never are more graded within the window."""
    policy = Gradescope(submissions=submissions, per_hours=per_hours)
    times = sorted(NOON + timedelta(minutes=minute) for minute in minutes)
    graded: list[datetime] = []
    for place, time in enumerate(times):
        due = next_time(known(time, earlier(*times[:place])), policy)
        if due is None:
            graded.append(time)
        else:
            assert time < due <= time + timedelta(hours=per_hours)
            assert next_time(known(due, earlier(*times[: place + 1])), policy) is None
    for time in graded:
        window = [one for one in graded if time <= one < time + timedelta(hours=per_hours)]
        assert len(window) <= submissions


def test_the_time_that_students_read_is_late_enough() -> None:
    last = NOON + timedelta(seconds=30)
    before = earlier(last, results=results_of(grade(RELU), Visibility(), Standing()).model_dump())
    again = shown_again(known(NOON + timedelta(hours=1), before), limited(1))
    assert again is not None
    assert "Hand in again after 15 October, 07:01" in again.output, "a minute is told: it is over at 07:00:30"


def test_a_rerun_does_not_count_what_came_later() -> None:
    """Rerun Autograder gives what the first run gave, should those that came later be told too."""
    told = known(NOON, earlier(hours(-30), hours(1), hours(2)))
    assert next_time(told, Gradescope(submissions=1)) is None


# --- what is shown again

BEFORE: dict[str, Callable[[dict[str, Any]], object]] = {
    "none": lambda ours: None,
    "nothing": lambda ours: {},
    "another autograder's": lambda ours: {"score": 3, "tests": [{"name": "q1", "score": 3, "max_score": 4}]},
    "another autograder's, with data": lambda ours: {
        "score": 3,
        "output": "well done",
        "extra_data": {},
        "tests": [{"name": "q1", "score": 3, "max_score": 4}],
    },
    "another assignment's": lambda ours: {
        **ours,
        "extra_data": {**ours["extra_data"], "autograder": {**ours["extra_data"]["autograder"], "assignment": "lif"}},
    },
    "wrong totals": lambda ours: {**ours, "score": 99},
    "a penalty that is none": lambda ours: {**ours, "extra_data": {"penalty": None}},
    "a penalty of words": lambda ours: {**ours, "extra_data": {"penalty": "much"}},
    "tests of no list": lambda ours: {**ours, "tests": {"a": 1}},
    "markup": lambda ours: {**ours, "output": "<script>", "output_format": "html"},
    "open": lambda ours: FALLBACK,
}


@pytest.mark.parametrize("kind", BEFORE)
def test_what_cannot_be_shown_again_is_graded(kind: str) -> None:
    ours = json.loads(results_of(grade(RELU), Visibility(), Standing()).to_json())
    told = known(NOON, earlier(hours(-1), results=BEFORE[kind](ours)))
    assert shown_again(told, limited(1)) is None
    assert progress(told, results_of(grade(RELU), Visibility(), Standing())) == ""


def test_over_the_limit_without_a_result_to_show_the_teacher_is_told(container: Container, tmp_path: Path) -> None:
    one = container.copy(tmp_path, gradescope={"submissions": 1})
    before = earlier(hours(-1), results={"score": 3, "tests": []})
    run = one.grade({"n.ipynb": notebook()}, metadata(NOON.isoformat(), previous_submissions=before))
    assert set(run.scores.values()) == {4}
    assert run.told == (
        "Over the limit of submissions, and graded all the same: no last result of ours can be shown again.\n"
    )


def test_what_the_platform_adds_of_its_own_does_not_lift_the_limit() -> None:
    ours = json.loads(results_of(grade(RELU), Visibility(), Standing()).to_json())
    told = known(NOON, earlier(hours(-1), results={**ours, "execution_time": 3.5}))
    assert shown_again(told, limited(1)) is not None


def test_a_result_as_long_as_allowed_is_shown_again_and_again() -> None:
    ours = results_of(grade(RELU), Visibility(), Standing()).model_dump() | {"output": "x" * 100_000}
    for place in range(1, 4):
        again = shown_again(
            known(hours(place), earlier(NOON, hours(place - 1) if place > 1 else NOON, results=ours)), limited(1)
        )
        assert again is not None, place
        ours = json.loads(again.to_json())
        assert len(ours["output"]) <= 100_000, "the platform cuts the middle out of what is longer"
        Results.model_validate(ours)


@pytest.fixture(scope="module")
def chain(container: Container, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[datetime, Run]]:
    """Six submissions of one student, two of them graded in a day; each is told of those before it."""
    one = container.copy(tmp_path_factory.mktemp("chain"), gradescope={"submissions": 2, "leaderboard": True})
    wrong, better = notebook(**mistaken("R04", "S01", "A01")), notebook(**mistaken("R04", "A01"))
    handed_in = [(0, wrong), (1, better), (2, notebook()), (3, wrong), (4, notebook()), (25.5, mistaken_in_step())]
    runs: list[tuple[datetime, Run]] = []
    for count, text in handed_in:
        before = earlier(*(time for time, _ in runs), results=runs[-1][1].document if runs else None)
        told = metadata(hours(count).isoformat(), previous_submissions=before)
        runs.append((hours(count), one.grade({"n.ipynb": text}, told)))
    return runs


def mistaken_in_step() -> str:
    return notebook(step="def step(n):\n    return n")


def test_the_last_result_is_shown_again_exactly_and_messages_never_pile_up(chain: list[tuple[datetime, Run]]) -> None:
    graded = chain[1][1].document
    for _, run in chain[2:5]:
        shown = run.document
        message, words = shown["output"].split("\n\n", 1)
        assert message == (
            "2 submissions are graded within 24 hours, so this one was not. Below is your last result again, and your "
            "points stay as they were. Hand in again after 15 October, 07:00: that one is graded."
        )
        assert words == graded["output"]
        assert {**shown, "output": "", "extra_data": ""} == {**graded, "output": "", "extra_data": ""}
        assert shown["extra_data"]["autograder"] == graded["extra_data"]["autograder"]
        Results.model_validate(shown)
    assert chain[2][1] == chain[3][1] == chain[4][1], "rerun or not, the same"
    assert LIMITED not in chain[5][1].output
    assert chain[5][1].scores["step"] == 0


def test_a_student_reads_what_is_right_now(chain: list[tuple[datetime, Run]]) -> None:
    first, second, *_, last = (run for _, run in chain)
    assert "Since your last submission" not in first.output
    (question,) = {name for name, points in second.scores.items() if points == 4} - {
        name for name, points in first.scores.items() if points == 4
    }
    assert f"Since your last submission: {question} is now right." in second.output
    right_again = [name for name, points in second.scores.items() if points < 4]
    assert len(right_again) == 2
    assert (
        f"Since your last submission: {' and '.join(right_again)} are now right; step is no longer right."
        in last.output
    )


# --- what has changed

RIGHT = replace(RELU, points=4.0, verdicts=(public("by hand"), public("below zero"), *hidden(7, 7)))
SEEN, UNSEEN = Standing(), Standing(show="hidden")
QUIET = Visibility(hidden_cases="none")


def since(before: Grade, now: Grade, standing: Standing, after: Standing | None = None) -> str:
    results = json.loads(results_of(before, QUIET, standing).to_json())
    return progress(known(NOON, earlier(hours(-1), results=results)), results_of(now, QUIET, after or standing))


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (grade(RELU, SIGMOID), grade(RIGHT, SIGMOID), "relu is now right."),
        (grade(RIGHT, SIGMOID), grade(RELU, SIGMOID), "relu is no longer right."),
        (grade(RIGHT, SIGMOID), grade(RIGHT, SIGMOID), ""),
        (grade(RELU, OPEN), grade(RIGHT, SIGMOID), "relu is now right."),
        (grade(RELU, SIGMOID), grade(RIGHT, OPEN), "relu is now right."),
        (grade(RELU), grade(RIGHT, SIGMOID), "relu is now right."),
        (grade(SIGMOID), grade(RIGHT), ""),
        (grade(RELU, replace(SIGMOID, points=2.0)), grade(RIGHT, SIGMOID), "relu and sigmoid are now right."),
        (grade(status="unreadable", reason="x"), grade(RIGHT), ""),
        (grade(RIGHT), grade(status="unreadable", reason="x"), ""),
    ],
)
def test_changes_are_told_of_questions_that_are_known_both_times(before: Grade, now: Grade, words: str) -> None:
    assert since(before, now, SEEN) == (f"Since your last submission: {words}" if words else "")


def test_without_points_no_more_is_told_than_the_public_checks() -> None:
    assert (
        since(grade(RELU), grade(RIGHT), UNSEEN)
        == "Since your last submission: relu now passes every check shown here."
    )
    worse = since(grade(RIGHT), grade(RELU), UNSEEN)
    assert worse == "Since your last submission: relu no longer passes every check shown here."
    assert since(grade(RELU), grade(RIGHT), SEEN, UNSEEN) == "", "of points that were shown and are not now, nothing"
    assert since(grade(RELU), grade(RIGHT), UNSEEN, SEEN) == ""


OUTCOMES = st.sampled_from(["passed", "failed"])


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Grade, Grade]:
    """Two grades that differ in nothing but what the hidden tests found."""
    marks = []
    for mark in draw(st.lists(st.sampled_from([RELU, RIGHT, SIGMOID]), min_size=1, max_size=2, unique_by=id)):
        shown = tuple(public(f"case {i}", draw(OUTCOMES)) for i in range(draw(st.integers(0, 2))))
        found = Diagnosis("R01", "what it is", f"{draw(st.sampled_from(['Which', 'What']))} of them?")
        all_shown_pass = all(verdict.outcome == "passed" for verdict in shown)
        twins = []
        for _ in range(2):
            passed = draw(st.integers(0, 3))
            told = None if all_shown_pass and draw(st.booleans()) else found
            points = float(draw(st.integers(0, 4))) if passed < 3 else 4.0
            twins.append(replace(mark, points=points, verdicts=(*shown, *hidden(passed, 3)), diagnosis=told))
        marks.append(twins)
    return grade(*(mark[0] for mark in marks)), grade(*(mark[1] for mark in marks))


def visible(results: Results, changed: str) -> tuple[object, ...]:
    """All that a student sees where one entry hides the total."""
    assert any(test.visibility != "visible" for test in results.tests), "so there is no total"
    entries = [test.model_dump() for test in results.tests if test.visibility == "visible"]
    return changed, results.output, entries, results.leaderboard


@given(pairs(), pairs(), st.sampled_from(["visible", "after_due_date", "after_published", "hidden"]), st.booleans())
def test_without_points_a_student_learns_nothing_from_hidden_tests(
    before: tuple[Grade, Grade], now: tuple[Grade, Grade], show: Any, marks: bool
) -> None:
    visibility = Visibility(marks=marks and show != "visible", hidden_cases="none")
    standing = Standing(notes=(), show=show, leaderboard=True)
    seen = []
    for first in before:
        results = json.loads(results_of(first, visibility, standing).to_json())
        told = known(NOON, earlier(hours(-1), results=results))
        for second in now:
            changed = progress(told, results_of(second, visibility, standing))
            after = replace(standing, notes=(changed,) if changed else ())
            seen.append(visible(results_of(second, visibility, after), changed))
    assert seen == [seen[0]] * 4
