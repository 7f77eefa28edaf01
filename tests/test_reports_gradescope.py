"""The results that Gradescope reads."""

from __future__ import annotations

import json

import pytest

from autograder.config import Visibility
from autograder.model import Grade
from autograder.reports import results_json
from tests.grades import EVERY_VISIBILITY, GRADED, HALF_OPEN, RELU, SEEN, UNREADABLE, WRONG

# --- Gradescope


def results(one: Grade, visibility: Visibility = SEEN) -> dict:
    return json.loads(results_json(one, visibility))


@pytest.mark.parametrize("visibility", EVERY_VISIBILITY, ids=str)
def test_gradescope_adds_up_the_same_total(visibility):
    document = results(GRADED, visibility)
    assert "score" not in document
    assert sum(test["score"] for test in document["tests"]) == GRADED.score
    assert sum(test["max_score"] for test in document["tests"]) == GRADED.max_score
    assert [test["status"] for test in document["tests"]] == ["failed", "passed"]
    assert {test["visibility"] for test in document["tests"]} == {"visible" if visibility.marks else "hidden"}
    assert document["stdout_visibility"] == "hidden"


def test_gradescope_gets_only_keys_of_its_own_format():
    document = results(GRADED)
    top = {"output", "output_format", "test_output_format", "test_name_format", "stdout_visibility", "tests"}
    assert set(document) == top
    assert document["output_format"] == document["test_output_format"] == document["test_name_format"] == "text"
    for test in document["tests"]:
        assert set(test) == {"name", "score", "max_score", "status", "output", "output_format", "visibility"}
        assert test["output_format"] == "text"
    assert [test["name"] for test in document["tests"]] == [
        "1 · relu: silent below zero",
        "2 · sigmoid: a graded response",
    ]
    assert "What comes out below 0?" in document["tests"][0]["output"]
    assert "Cell 7: NameError" in document["output"]


def test_gradescope_never_takes_an_open_mark_for_0():
    document = results(HALF_OPEN)
    assert "score" not in document
    assert document["tests"][0]["score"] == RELU.points
    assert not {"score", "status"} & set(document["tests"][1])
    assert document["tests"][1]["max_score"] == 4
    assert "ours to finish" in document["tests"][1]["output"]


@pytest.mark.parametrize("one", [UNREADABLE, WRONG], ids=["unreadable", "wrong"])
def test_gradescope_gives_0_to_a_file_that_is_the_students_to_replace(one):
    document = results(one)
    assert (document["score"], document["tests"]) == (0, [])
    assert one.reason in document["output"]


def test_gradescope_tells_everything_in_the_output_where_marks_are_not_shown():
    output = results(GRADED, Visibility(marks=False))["output"]
    assert "1 · relu: silent below zero" in output
    assert "What comes out below 0?" in output
    assert "point" not in output
