"""The table of slides: each name in it is there, and each assignment of the kit has a slide."""

from __future__ import annotations

import re

import pytest

from tests.helpers.known_answers import KIT, ROOT

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "lecture.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| slide")
]
OF_NO_SLIDE = {"warm_up"}  # for those who never wrote a function
NONE = "none yet"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}"[:60])
def test_each_assignment_and_question_of_the_table_is_there(row: list[str]) -> None:
    _, _, assignment, questions = row
    if assignment == NONE:
        assert questions == ""
        return
    named = re.findall(r"`(\w+)`", questions)
    assert named
    assert set(named) <= set(KIT.written[assignment.strip("`")].asked)


def test_each_assignment_has_a_slide() -> None:
    assert {row[2].strip("`") for row in ROWS} >= set(KIT.written) - OF_NO_SLIDE


def test_each_question_with_points_has_a_slide() -> None:
    found = {question for row in ROWS for question in re.findall(r"`(\w+)`", row[3])}
    asked = {name for one in KIT.written.values() if one.name not in OF_NO_SLIDE for name in one.points}
    assert asked <= found


def test_the_list_of_assignments_is_that_of_the_configuration() -> None:
    lines = (ROOT / "assignments" / "README.md").read_text(encoding="utf-8").splitlines()
    listed = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    points = {name: f"{sum(one.points.values()):g}" for name, one in KIT.written.items()}
    assert {row[0].strip("`"): row[2] for row in listed} == points
    assert list(points) == [row[0].strip("`") for row in listed]
    text = "\n".join(lines)
    for name, policy in KIT.config.assignments.items():
        assert policy.track is None or re.search(rf"`{policy.track}` has\s[^.]*`{name}`", text)
