"""What a student reads, and what no student ever reads."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from autograder.config import Visibility
from autograder.model import Grade, Person
from autograder.reports import Standing, announced_notes, as_student, feedback_page, results_of
from tests.helpers.grades import (
    COURSE,
    EVERY_GRADE,
    EVERY_VISIBILITY,
    FULL,
    GRADED,
    HALF_OPEN,
    MARKER,
    RELU,
    SEEN,
    SIGMOID,
    UNREADABLE,
    UNSEEN,
    WRONG,
    Page,
    grade,
    hidden,
    owned,
    public,
    student_texts,
)

# --- the wall: hidden text never reaches a student


@pytest.mark.parametrize("visibility", EVERY_VISIBILITY, ids=str)
@pytest.mark.parametrize("one", EVERY_GRADE, ids=lambda one: one.status)
def test_hidden_text_never_reaches_a_student(one, visibility):
    for reader, text in student_texts(one, visibility).items():
        assert MARKER not in text, reader
        assert "for the teacher's eyes" not in text, reader


def test_hidden_cases_are_counted():
    for reader, text in student_texts(GRADED, SEEN).items():
        assert "5 of 7 further checks passed" in text, reader


def test_hidden_cases_are_not_even_counted_where_policy_says_none():
    for reader, text in student_texts(GRADED, Visibility(hidden_cases="none")).items():
        assert "urther check" not in text, reader


def test_without_marks_a_student_learns_nothing_from_hidden_outcomes():
    lucky = replace(GRADED, marks=(replace(RELU, points=4.0, verdicts=(public("by hand"), *hidden(7, 7))),))
    unlucky = replace(GRADED, marks=(replace(RELU, points=0.0, verdicts=(public("by hand"), *hidden(0, 7))),))
    assert feedback_page(owned(lucky), UNSEEN, COURSE) == feedback_page(owned(unlucky), UNSEEN, COURSE)
    assert as_student(owned(lucky), UNSEEN, COURSE) == as_student(owned(unlucky), UNSEEN, COURSE)
    outputs = {results_of(one, UNSEEN, Standing()).output for one in (lucky, unlucky)}
    assert len(outputs) == 1


def test_without_marks_and_public_checks_a_question_was_only_received():
    bare = grade(replace(SIGMOID, verdicts=hidden(1, 3)))
    text = as_student(owned(bare), UNSEEN, COURSE)
    assert "Received" in text
    assert "Your notebook has arrived and was run." in text


@pytest.mark.parametrize("one", [GRADED, HALF_OPEN, FULL], ids=["graded", "open", "full"])
def test_without_marks_no_points_are_shown(one):
    visibility = Visibility(marks=False)
    page = Page(feedback_page(owned(one), visibility, COURSE)).text
    assert not re.search(r"point|of 4|to follow", page, re.IGNORECASE)
    assert "point" not in as_student(owned(one), visibility, COURSE)


# --- what a student reads


@pytest.mark.parametrize("write", [as_student, lambda *of: Page(feedback_page(*of)).text], ids=["text", "page"])
def test_a_student_reads_marks_checks_notes_and_stopped_cells(write):
    text = write(owned(GRADED), SEEN, COURSE)
    for words in (
        COURSE,
        "Activation functions",
        "Ada Lovelace (ada1815)",
        "6.75 of 8 points",
        "1 of 2 questions is complete",
        "1 · relu: silent below zero",
        "2.75 of 4 points",
        "It gives the net input back unchanged.",
        "Passed: by hand",
        "Not passed: below zero",
        "At n = -2 yours gives -2.\n",
        "What comes out below 0?",
        "Cells that stopped",
        "Cell 7: NameError: name 'plt' is not defined",
    ):
        assert words in text


def test_everything_right_is_said():
    for reader, text in student_texts(FULL, SEEN).items():
        assert "Everything is right." in text, reader
    assert "Every check shown here passed." in as_student(owned(FULL), Visibility(marks=False), COURSE)


def test_an_open_mark_is_ours_and_shows_no_total():
    text = as_student(owned(HALF_OPEN), SEEN, COURSE)
    assert "1 question is ours to finish. Nothing is lost" in text
    assert "Not run: by hand" in text
    assert "Total:" not in text
    assert "1 of 3 further" not in text
    page = feedback_page(owned(HALF_OPEN), SEEN, COURSE)
    assert 'class="total"' not in page
    assert "Ours to finish" in page


@pytest.mark.parametrize("one", [UNREADABLE, WRONG], ids=["unreadable", "wrong"])
def test_a_file_that_was_not_marked_gets_a_reason_and_a_next_step_and_no_marks(one):
    for reader, text in student_texts(one, SEEN).items():
        assert one.reason in text, reader
        assert "What to do next" in text, reader
        assert not re.search(r"\d points", text), reader
        assert "relu" not in text, reader


def test_no_question_is_called_complete_where_only_its_checks_are_shown():
    text = as_student(owned(GRADED), UNSEEN, COURSE)
    assert "1 of 2 questions passes every check shown here." in text
    assert "omplete" not in text


def test_the_submission_stands_in_for_a_name():
    assert "Feedback for ada.ipynb\n" in as_student(owned(GRADED, Person()), SEEN, COURSE)
    assert "Feedback for ada1815\n" in as_student(owned(GRADED, Person("ada1815")), SEEN, COURSE)


def test_a_flood_of_messages_is_cut():
    flood = grade(
        replace(RELU, verdicts=(public("by hand", "failed", "x" * 5000 + "END"),)),
        troubles=tuple(f"Cell {i}: KeyError" for i in range(1, 31)),
    )
    for reader, text in student_texts(flood, SEEN).items():
        assert "END" not in text, reader
        assert "..." in text, reader
        assert "Cell 20" in text, reader
        assert "Cell 21" not in text, reader
        assert "and 10 more" in text, reader
    assert "x" * 2000 + "..." in feedback_page(owned(flood), SEEN, COURSE)


def test_terminal_text_is_at_most_76_columns_and_keeps_indentation():
    long = replace(RELU, verdicts=(public("by hand", "failed", "    " + "many words " * 20 + "y" * 200),))
    lines = as_student(owned(grade(long, troubles=("Cell 1: " + "z" * 200,))), SEEN, COURSE).split("\n")
    assert max(len(line) for line in lines) <= 76
    assert [line[:9] for line in lines if "many" in line] == [" " * 8 + "m"] * len([x for x in lines if "many" in x])


def test_points_that_were_given_out_otherwise_are_told() -> None:
    assert announced_notes(GRADED, {"relu": 5, "sigmoid": 4}) == (
        "relu was given out with 5 points and is marked out of 4.",
    )
    assert announced_notes(GRADED, {}) == ()


# --- which Python


VERSIONS = replace(GRADED, provenance=replace(GRADED.provenance, python="3.11.2", numpy="2.2.6"))
RUN_WITH = "Run with Python 3.11.2 and NumPy 2.2.6."


def test_the_page_names_the_python_and_the_numpy_that_ran_the_notebook() -> None:
    shown = Visibility()
    page, text = feedback_page(owned(VERSIONS), shown, "A course"), as_student(owned(VERSIONS), shown, "A course")
    assert page.count(RUN_WITH) == text.count(RUN_WITH) == 1
    assert RUN_WITH in results_of(VERSIONS, shown, Standing()).output


def test_a_page_of_an_old_grade_names_none() -> None:
    document = json.loads(GRADED.to_json())
    for new in ("python", "numpy"):
        del document["provenance"][new]
    for mark in document["marks"]:
        for part, fields in {"form": ("taken",), "diagnosis": ("given", "silent")}.items():
            for new in fields if mark[part] else ():
                del mark[part][new]
    old = Grade.from_json(json.dumps(document))
    assert old == GRADED
    assert all("Run with" not in text for text in student_texts(old, Visibility()).values())
