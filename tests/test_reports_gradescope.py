"""The results that Gradescope reads: what is in them by policy, that they add up, and what can never be in them."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from autograder.config import Gradescope, Visibility
from autograder.model import Diagnosis, Grade
from autograder.reports import Results, Standing, results_of
from tests.helpers.grades import (
    ADA,
    EVERY_GRADE,
    EVERY_VISIBILITY,
    FULL,
    GRADED,
    HALF_OPEN,
    HOSTILE,
    MARKER,
    NASTY,
    RELU,
    SEEN,
    SIGMOID,
    UNREADABLE,
    WRONG,
    grade,
    hidden,
    public,
)

SHOWN = ("visible", "after_due_date", "after_published", "hidden")
EVERY_POLICY = [
    (visibility, Standing(show=show, leaderboard=leaderboard))
    for visibility, show, leaderboard in itertools.product(EVERY_VISIBILITY, SHOWN, (True, False))
]
MISTAKEN = replace(RELU, diagnosis=Diagnosis("R08", "gives the net input back", "Which inputs stay as they are?"))
TOP = {"output", "output_format", "test_output_format", "test_name_format", "stdout_visibility", "extra_data", "tests"}
ENTRY = {"number", "name", "output", "output_format", "visibility", "extra_data"}


PLAIN = Standing()


def results(one: Grade, visibility: Visibility = SEEN, standing: Standing = PLAIN) -> dict[str, Any]:
    return json.loads(results_of(one, visibility, standing).to_json())


def of_questions(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [test for test in document["tests"] if "max_score" in test]


def of_cases(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [test for test in document["tests"] if "max_score" not in test and "number" in test]


# --- by every policy


def test_the_policy_knows_all_that_the_file_knows() -> None:
    assert Gradescope.model_fields["marks"].annotation.__args__ == SHOWN


@pytest.mark.parametrize(("visibility", "standing"), EVERY_POLICY, ids=str)
def test_the_total_is_the_same_by_every_policy(visibility: Visibility, standing: Standing) -> None:
    document = results(GRADED, visibility, standing)
    questions = of_questions(document)
    assert document["score"] == sum(test["score"] for test in questions) == GRADED.score
    assert sum(test["max_score"] for test in questions) == GRADED.max_score
    assert [test["status"] for test in questions] == ["failed", "passed"]
    assert [test["number"] for test in document["tests"]] == ["1", "1.1", "1.2", "2", "2.1"]
    shown = standing.show if visibility.marks else "hidden"
    assert {test["visibility"] for test in questions} == {shown}
    assert {test["visibility"] for test in of_cases(document)} == {"visible"}
    assert ("leaderboard" in document) == (standing.leaderboard and shown == "visible")


@pytest.mark.parametrize(("visibility", "standing"), EVERY_POLICY, ids=str)
@pytest.mark.parametrize("one", [*EVERY_GRADE, grade(MISTAKEN), HOSTILE], ids=lambda one: one.status)
def test_no_hidden_case_is_in_it_by_any_policy(one: Grade, visibility: Visibility, standing: Standing) -> None:
    text = results_of(one, visibility, standing).to_json()
    assert MARKER not in text
    assert "for the teacher's eyes" not in text
    for name in (ADA.name, ADA.student_id, one.submission):
        assert name == NASTY or name not in text, "who it is of, Gradescope knows"


@pytest.mark.parametrize(("visibility", "standing"), EVERY_POLICY, ids=str)
def test_points_are_in_no_word_that_is_shown_before_the_points_are(visibility: Visibility, standing: Standing) -> None:
    document = results(grade(MISTAKEN, SIGMOID), visibility, standing)
    shown = [document["output"], *(t["output"] for t in document["tests"] if t["visibility"] == "visible")]
    points_shown = visibility.marks and standing.show == "visible"
    assert any(" of 4 points" in words or " of 8 points" in words for words in shown) == points_shown
    assert any("2.75" in words or "6.75" in words for words in shown) == points_shown
    assert any("further check" in words for words in shown) == (visibility.hidden_cases == "count")
    whole = " ".join(" ".join(shown).split())
    assert "Which inputs stay as they are?" in whole, "a public check fails: what to think about is told at once"
    assert "It gives the net input back unchanged." in whole


# --- its shape


def test_it_holds_only_keys_of_its_own_format() -> None:
    document = results(grade(MISTAKEN, SIGMOID, troubles=GRADED.troubles), standing=Standing(leaderboard=True))
    assert set(document) == TOP | {"score", "leaderboard"}
    assert document["output_format"] == document["test_output_format"] == document["test_name_format"] == "text"
    assert document["stdout_visibility"] == "hidden"
    assert document["leaderboard"] == [{"name": "Points", "value": 6.75}]
    mistaken, right = of_questions(document)
    assert set(mistaken) == ENTRY | {"score", "max_score", "status", "tags"}
    assert set(right) == ENTRY | {"score", "max_score", "status"}
    assert mistaken["tags"] == ["R08"]
    assert {frozenset(case) for case in of_cases(document)} == {frozenset(ENTRY | {"status"})}
    assert {test["output_format"] for test in document["tests"]} == {"text"}
    assert "Cell 7: NameError" in document["output"]


def test_names_say_question_and_case() -> None:
    assert {test["number"]: test["name"] for test in results(GRADED)["tests"]} == {
        "1": "relu: silent below zero",
        "1.1": "relu: by hand",
        "1.2": "relu: below zero",
        "2": "sigmoid: a graded response",
        "2.1": "sigmoid: by hand",
    }
    assert [test["status"] for test in of_cases(results(GRADED))] == ["passed", "failed", "passed"]
    assert "What comes out below 0?" not in of_questions(results(GRADED))[0]["output"], "it is told once"
    assert of_cases(results(GRADED))[1]["output"] == "At n = -2 yours gives -2.\nWhat comes out below 0?"


def test_provenance_and_penalty_are_in_extra_data() -> None:
    document = results(GRADED, standing=Standing(penalty=1.5, notes=("Handed in late.",)))
    assert document["score"] == 5.25
    assert document["extra_data"]["penalty"] == 1.5
    assert document["extra_data"]["autograder"] == {
        "assignment": "activation_functions",
        "status": "graded",
        "kit_version": "0.1.0",
        "tests_sha256": "a" * 64,
        "submission_sha256": "b" * 64,
        "isolation": ["landlock"],
        "python": "",
        "numpy": "",
    }
    assert "Handed in late." in document["output"]


@pytest.mark.parametrize("points", [1 / 3, 0.1, 2.675, 3.994999])
def test_points_that_no_float_holds_add_up(points: float) -> None:
    marks = [replace(RELU, question=f"q{i}", points=round(points, 2)) for i in range(7)]
    document = results(grade(*marks), standing=Standing(penalty=0.07))
    assert document["score"] == round(7 * round(points, 2) - 0.07, 2)


def test_a_penalty_takes_no_more_than_there_is() -> None:
    nothing = grade(replace(RELU, points=0.0))
    assert results(nothing, standing=Standing(penalty=0.0))["score"] == 0


# --- what is not known, and what is not ours


@pytest.mark.parametrize(("visibility", "standing"), EVERY_POLICY, ids=str)
def test_an_open_mark_is_no_number_anywhere(visibility: Visibility, standing: Standing) -> None:
    document = results(HALF_OPEN, visibility, standing)
    assert not {"score", "leaderboard"} & set(document)
    known, left_open = of_questions(document)
    assert known["score"] == RELU.points
    assert not {"score", "status", "tags"} & set(left_open)
    assert left_open["max_score"] == 4
    assert "ours to finish" in document["output"]
    assert [case.get("status") for case in of_cases(document)] == ["passed", "failed", None]
    teachers = document["tests"][-1]
    assert (teachers["name"], teachers["visibility"]) == ("For the teacher", "hidden")
    assert "Rerun Autograder" in teachers["output"]


def test_an_open_mark_has_no_tag_of_a_misconception() -> None:
    doubtful = replace(MISTAKEN, points=None, verdicts=(public("by hand", "unknown"), *hidden(1, 3)))
    assert "R08" not in results_of(grade(doubtful), SEEN, Standing()).to_json()


@pytest.mark.parametrize(("visibility", "standing"), EVERY_POLICY, ids=str)
@pytest.mark.parametrize("one", [UNREADABLE, WRONG], ids=["unreadable", "wrong"])
def test_a_file_that_is_the_students_to_replace_scores_0(
    one: Grade, visibility: Visibility, standing: Standing
) -> None:
    document = results(one, visibility, standing)
    assert (document["score"], document["tests"]) == (0, [])
    assert one.reason in document["output"]


def test_a_hostile_text_is_plain_and_short_enough() -> None:
    long = "<b>" + "x" * 300_000
    one = grade(replace(RELU, note=long, verdicts=(public("c", "failed", long),)), troubles=(long,))
    for show in SHOWN:
        document = results(one, SEEN, Standing(show=show))
        outputs = [document["output"], *(test["output"] for test in document["tests"])]
        assert max(map(len, outputs)) <= 100_000
        Results.model_validate(document)


# --- the schema refuses


def changed(**top: Any) -> dict[str, Any]:
    return {**results(FULL, standing=Standing(penalty=1)), **top}


def with_entry(number: int = 0, **fields: Any) -> dict[str, Any]:
    document = changed()
    document["tests"][number] |= fields
    return document


REFUSED = {
    "a wrong total": changed(score=8),
    "a total that forgets the penalty": changed(extra_data={}),
    "a total below 0": changed(score=-1),
    "a total that is no number": changed(score=float("nan")),
    "an infinite total": changed(score=float("inf")),
    "more points than there are": with_entry(score=4.5),
    "less than 0 points": with_entry(score=-0.5),
    "points of no maximum": with_entry(1, score=1),
    "an open mark with a total": with_entry(score=None),
    "an unknown key": changed(leaderbord=[]),
    "an unknown key of an entry": with_entry(hidden=True),
    "a status of its own": with_entry(status="unknown"),
    "HTML": with_entry(output_format="html"),
    "a visibility of its own": with_entry(visibility="students"),
    "more than the platform keeps": with_entry(output="x" * 100_001),
    "standard output for students": changed(stdout_visibility="visible"),
    "no name": with_entry(name=None),
    "a tag that is no text": with_entry(tags=[7]),
    "a penalty that is no number": changed(extra_data={"penalty": None}),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_schema_refuses(what: str) -> None:
    assert Results.model_validate(changed()).score == 7
    with pytest.raises(ValidationError):
        Results.model_validate(REFUSED[what])


def test_what_was_written_is_read_back_the_same() -> None:
    for one, (visibility, standing) in itertools.product([GRADED, HALF_OPEN, UNREADABLE, HOSTILE], EVERY_POLICY):
        written = results_of(one, visibility, standing)
        text = written.to_json()
        assert Results.model_validate_json(text).to_json() == text
        text.encode("utf-8")
        assert "\r" not in text


@pytest.mark.parametrize("show", ["visible", "after_due_date", "after_published", "hidden"])
def test_lateness_is_told_when_points_are(show):
    late = "Handed in 2 days late: 1 of your 6.75 points is taken off for that, and 5.75 remain."
    found = results_of(GRADED, SEEN, Standing(1, late, show=show))
    told = [test.visibility for test in found.tests if test.name == "Handed in late"]
    assert found.score == GRADED.score - 1
    assert (" ".join(found.output.split()).count(late), told) == ((1, []) if show == "visible" else (0, [show]))
