"""What Gradescope says of a submission, and what that does to a mark: lateness, extensions, groups, and nonsense."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from autograder.gradescope.metadata import METADATA_FILE, read_metadata
from tests.helpers.gradescope import ANN, ASSIGNMENT, DATES, POINTS, Container, Run, metadata, mistaken, notebook

pytestmark = pytest.mark.slow

DUE = "2026-10-15 23:59:00"  # in the zip: wall time in Chicago, which is five hours behind UTC then
BEN = {"email": "ben@example.edu", "id": 1235, "name": "Ben Student"}


def extended(user: dict[str, Any], due: str | None) -> dict[str, Any]:
    """A user with dates of their own."""
    return {**user, "assignment": {**DATES, "due_date": due}}


@pytest.fixture(scope="module")
def late(container: Container, tmp_path_factory: pytest.TempPathFactory) -> Container:
    """A fifth a day, a quarter of an hour of grace, half at most."""
    policy = {"grace_minutes": 15, "per_day": 0.2, "most": 0.5}
    return container.copy(tmp_path_factory.mktemp("late"), due=DUE, late=policy)


@pytest.fixture
def graded(late: Container, tmp_path: Path) -> Callable[..., dict[str, Run]]:
    """Grades a right notebook with each of these metadata."""

    def grade(told: Mapping[str, object], by: Container = late, text: str | None = None) -> dict[str, Run]:
        files = {"n.ipynb": text or notebook()}
        return by.grade_all(tmp_path / "graded", {name: (files, one) for name, one in told.items()})

    return grade


Graded = Callable[[Mapping[str, object]], dict[str, Run]]


def taken(run: Run) -> float:
    """Points taken off; the questions keep theirs."""
    assert sum(run.scores.values()) == POINTS[ASSIGNMENT], run.told
    lost = POINTS[ASSIGNMENT] - run.document["score"]
    assert run.document["extra_data"]["penalty"] == lost
    return lost


# --- lateness by policy

DAYS = {
    "2026-10-16T05:14:00.000000+00:00": (0, 0),  # the end of the grace, told in another zone
    "2026-10-16T00:14:00.000001-05:00": (1, 4),
    "2026-10-17T00:14:00.500000-05:00": (2, 8),
    "2026-12-01T00:00:00.000000-06:00": (46, 10),  # never more than half
}


def test_late_days_cost_what_the_policy_says(graded: Graded) -> None:
    for time, run in graded({time: metadata(time) for time in DAYS}).items():
        days, lost = DAYS[time]
        assert (taken(run), run.told) == (lost, ""), time
        told = f"Handed in {days} day{'s' if days > 1 else ''} late: {lost} of your 20 points are taken off for that"
        assert (told in run.output, "late" in run.output) == (bool(days), bool(days)), time


def test_what_is_taken_off_is_a_share_of_what_was_reached(late: Container) -> None:
    run = late.grade({"n.ipynb": notebook(**mistaken("A01", "R04"))}, metadata("2026-10-16T12:00:00-05:00"))
    reached = sum(run.scores.values())
    assert 0 < reached < POINTS[ASSIGNMENT]
    assert run.document["score"] == pytest.approx(reached * 0.8, abs=0.005)


@pytest.mark.parametrize("marks", ["after_published", "visible"])
def test_where_points_are_not_shown_neither_is_what_they_cost(container: Container, tmp_path: Path, marks: str) -> None:
    shown = {"marks": marks != "visible"}
    policy = {"late": {"per_day": 0.2}, "gradescope": {"marks": marks}, "visibility": shown}
    one = container.copy(tmp_path / "a", due=DUE, **policy)
    run = one.grade({"n.ipynb": notebook()}, metadata("2026-10-16T12:00:00-05:00"))
    assert taken(run) == 4
    assert "taken off" not in run.output
    assert " of 20" not in run.output


def test_free_days_are_settled_by_the_teacher(container: Container, tmp_path: Path, graded: Graded) -> None:
    one = container.copy(tmp_path / "a", due=DUE, late={"per_day": 0.2, "free_days": 2})
    found = graded({"late": metadata("2026-10-20T12:00:00-05:00"), "in time": metadata()}, by=one)
    assert {name: taken(run) for name, run in found.items()} == {"late": 0, "in time": 0}
    words = "Free days are counted over the whole course, so nothing is taken off here"
    assert {name: words in run.output for name, run in found.items()} == {"late": True, "in time": False}


def test_an_unreadable_file_is_never_below_0(late: Container) -> None:
    run = late.grade({"n.ipynb": "{"}, metadata("2026-10-20T12:00:00-05:00"))
    assert (run.document["score"], run.document["tests"]) == (0, [])
    assert "taken off" not in run.output


# --- extensions and groups

LATE_EXTENSION = "2026-10-17T23:59:00.000000-05:00"
LATE = "2026-10-17T12:00:00-05:00"
USERS = {
    "no extension": ([ANN], 8),
    "told in another zone": ([extended(ANN, "2026-10-18T04:59:00Z")], 0),
    "told in a zone ahead": ([extended(ANN, "2026-10-17T02:00:00+09:00")], 4),
    "two days": ([extended(ANN, LATE_EXTENSION)], 0),
    "one day": ([extended(ANN, "2026-10-16T23:59:00.000000-05:00")], 4),
    "an earlier date": ([extended(ANN, "2026-10-02T12:00:00-05:00")], 8),
    "of a group the most generous": ([extended(ANN, "2026-10-16T23:59:00-05:00"), extended(BEN, LATE_EXTENSION)], 0),
    "of a group the second": ([{**ANN, "name": ""}, extended({**BEN, "name": "", "email": ""}, LATE_EXTENSION)], 0),
    "two of one name": ([ANN, extended({**BEN, "name": ANN["name"]}, LATE_EXTENSION)], 0),
    "two of one address": ([ANN, extended({**BEN, "email": ANN["email"]}, LATE_EXTENSION)], 0),
    "nobody": ([], 8),
}


def test_an_extension_counts_for_all_who_handed_in(graded: Graded) -> None:
    found = graded({name: metadata(LATE, users=users) for name, (users, _) in USERS.items()})
    assert {name: taken(run) for name, run in found.items()} == {name: lost for name, (_, lost) in USERS.items()}


@pytest.mark.parametrize("due", ["2026-10-25 23:59:00", ""])
def test_an_extension_makes_nobody_later_than_the_class(container: Container, tmp_path: Path, due: str) -> None:
    one = container.copy(tmp_path / "a", due=due, late={"per_day": 0.2})
    told = metadata("2026-10-20T12:00:00-05:00", users=[extended(ANN, LATE_EXTENSION)])
    assert taken(one.grade({"n.ipynb": notebook()}, told)) == 0


# --- what cannot be read


def with_part(path: str, value: object) -> dict[str, Any]:
    changed = deepcopy(metadata("2026-10-16T12:00:00-05:00"))
    part: Any = changed
    *way, last = path.split(".")
    for key in way:
        part = part[int(key) if key.isdigit() else key]
    if last == "0":
        part.append(value)
    else:
        part[last] = value
    return changed


NONSENSE = {
    "cut off": json.dumps(metadata())[:300],
    "empty": "",
    "not JSON": "<html>",
    "nested": "[" * 100_000,
    "a list": "[]",
    "null": "null",
    "a time that is none": json.dumps(with_part("created_at", "yesterday")),
    "a time without a zone": json.dumps(with_part("created_at", "2026-10-16T12:00:00")),
    "huge": json.dumps(metadata(filler="x" * (65 << 20))),
}


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_is_told_in_one_line(nonsense: str, tmp_path: Path) -> None:
    path = tmp_path / METADATA_FILE
    path.write_text(NONSENSE[nonsense], encoding="utf-8")
    found, told = read_metadata(path)
    assert found.created_at is None
    assert found.earlier == []
    assert told.startswith("submission_metadata.json")
    assert "graded without" in told
    assert ("\n" in told, len(told) < 400) == (False, True)


def test_without_dates_it_is_graded_and_the_teacher_is_told(graded: Graded) -> None:
    for name, run in graded({"not there": None, "cut off": NONSENSE["cut off"]}).items():
        assert (taken(run), run.told.count("\n"), len(run.told) < 400) == (0, 1, True), name
        assert "graded without dates" in run.told, name


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-11:00"])
def test_a_time_at_the_end_of_time_is_graded(late: Container, time: str) -> None:
    run = late.grade({"n.ipynb": notebook()}, metadata(time))
    assert sum(run.scores.values()) == POINTS[ASSIGNMENT]


PARTS = {
    "users.0.email": None,
    "users.0.name": None,
    "users": None,
    "assignment.total_points": "",
    "assignment.group_size": "many",
    "assignment.due_date": "soon",
    "users.0.assignment": {"due_date": "soon"},
    "previous_submissions": None,
    "previous_submissions.0": {"submission_time": "2026-10-14T12:00:00Z", "score": None, "results": "none"},
    "submission_method": 7,
}


@pytest.mark.parametrize("part", PARTS)
def test_one_part_that_cannot_be_read_costs_no_other(part: str, tmp_path: Path) -> None:
    path = tmp_path / METADATA_FILE
    path.write_text(json.dumps(with_part(part, PARTS[part])), encoding="utf-8")
    assert read_metadata(path)[0].created_at == datetime.fromisoformat("2026-10-16T12:00:00-05:00")


NAMES = ["<script>alert(1)</script>", "Robert'); DROP TABLE--", "\x1b[31m\x00\u202e", "=1+1", "../../x", "n" * 100_000]


def test_whatever_they_are_called_the_file_is_the_same(graded: Graded) -> None:
    users = [{"email": f"{name}@x", "id": place, "name": name} for place, name in enumerate(NAMES)]
    found = graded({"hostile": metadata(LATE, users=users), "plain": metadata(LATE)})
    assert found["hostile"] == found["plain"]


def test_a_teacher_hears_of_points_that_do_not_match(late: Container) -> None:
    run = late.grade({"n.ipynb": notebook()}, with_part("assignment.total_points", "10.0"))
    assert "worth 10 points in Gradescope's settings and 20 in grading_config.yaml" in run.told
    assert "Gradescope's settings" not in json.dumps(run.document)
