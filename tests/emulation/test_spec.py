"""The validator of Gradescope's format: it takes what the documentation shows, and finds each single fault."""

from __future__ import annotations

import copy
import math

import pytest

from tests.emulation.spec import MAX_OUTPUT_LENGTH, faults

RIGHT = {
    "score": 6,
    "execution_time": 13.6,
    "output": "Text\nof two lines",
    "output_format": "simple_format",
    "test_output_format": "text",
    "test_name_format": "md",
    "visibility": "after_due_date",
    "stdout_visibility": "hidden",
    "extra_data": {"any": [1, {"thing": None}]},
    "tests": [
        {
            "score": 2.0,
            "max_score": 2.0,
            "status": "passed",
            "name": "Your name here",
            "name_format": "text",
            "number": "1.1",
            "output": "x" * MAX_OUTPUT_LENGTH,
            "output_format": "ansi",
            "tags": ["tag1", "tag2"],
            "visibility": "visible",
            "extra_data": {},
        },
        {"score": 4, "max_score": 8},
        {"name": "for your information", "status": "failed"},
    ],
    "leaderboard": [{"name": "Accuracy", "value": 0.9}, {"name": "Stars", "value": "*****", "order": "asc"}],
}


def changed(path: tuple[str | int, ...], value: object) -> dict[str, object]:
    document = copy.deepcopy(RIGHT)
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return document


def without(*keys: str) -> dict[str, object]:
    return {key: value for key, value in RIGHT.items() if key not in keys}


@pytest.mark.parametrize(
    ("document", "points"),
    [
        (RIGHT, 10),
        (RIGHT, None),
        ({"score": 3, "output": "no tests"}, 10),
        ({"tests": [{"score": 1, "max_score": 4}, {"score": 0, "max_score": 6}]}, 10),
    ],
    ids=["all keys", "unknown points", "score alone", "tests alone"],
)
def test_a_right_document_has_no_fault(document: dict[str, object], points: float | None) -> None:
    assert faults(document, points) == []


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("scores",), 1, "scores is no key of the format"),
        (("tests", 0, "points"), 1, "tests[0].points is no key of the format"),
        (("leaderboard", 0, "unit"), 1, "leaderboard[0].unit is no key of the format"),
        (("score",), "6", "score is not a number"),
        (("score",), True, "score is not a number"),
        (("score",), math.nan, "score is not a finite number"),
        (("tests", 1, "score"), math.inf, "tests[1].score is not a finite number"),
        (("tests", 1, "max_score"), -8, "tests[1].max_score is negative"),
        (("execution_time",), -1, "execution_time is negative"),
        (("output",), None, "output is not a text"),
        (("output",), "two\r\nlines", "output holds a carriage return"),
        (("output",), "a\0b", "output holds a NUL"),
        (("output",), "\ud800", "output holds half of a surrogate pair"),
        (("tests", 2, "output"), "x" * 100_001, "tests[2].output has 100001 characters; the middle will be cut out"),
        (("output_format",), "markdown", "output_format is 'markdown', none of text, html, simple_format, md, ansi"),
        (("tests", 0, "status"), "pass", "tests[0].status is 'pass', none of passed, failed"),
        (
            ("visibility",),
            "never",
            "visibility is 'never', none of hidden, after_due_date, after_published, visible",
        ),
        (("extra_data",), [], "extra_data is not an object"),
        (("extra_data",), {"deep": [math.nan]}, "extra_data holds a number that is not finite"),
        (("tests",), {}, "tests is not a list"),
        (("tests", 1), "test", "tests[1] is not an object"),
        (("tests", 0, "number"), 1.1, "tests[0].number is not a text"),
        (("tests", 0, "tags"), ["a", 1], "tests[0].tags is not a list of texts"),
        (("leaderboard", 0), {"name": "Accuracy"}, "leaderboard[0].value is missing"),
        (("leaderboard", 0, "order"), "up", "leaderboard[0].order is 'up', none of asc, desc"),
        (("score",), 5, "score is 5, the tests' scores come to 6"),
        (("tests", 1, "max_score"), 9, "the tests' max_score come to 11, the assignment's points are 10"),
    ],
)
def test_a_single_fault_is_found(path: tuple[str | int, ...], value: object, fault: str) -> None:
    assert faults(changed(path, value), 10) == [fault]


def test_a_document_that_is_no_object_is_one_fault() -> None:
    assert [faults(document, 10) for document in (None, [], "{}")] == [["the document is not an object"]] * 3


def test_without_a_score_every_test_needs_one() -> None:
    expected = ["score is missing, and not every test has one"]
    assert faults(without("score"), 10) == expected
    assert faults({"tests": []}, 10) == expected


def test_points_out_of_range_are_found() -> None:
    over = changed(("tests", 1, "score"), 8.5) | {"score": 10.5}
    assert faults(over, 10) == ["tests[1].score 8.5 is not from 0 to 8", "the score 10.5 is not from 0 to 10"]
    assert faults({"score": -1}, 10) == ["the score -1 is not from 0 to 10"]
