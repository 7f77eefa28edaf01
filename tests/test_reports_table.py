"""What the teacher gets: the gradebook table and the terminal summary."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest

from autograder.course.join import Owned
from autograder.model import Grade, Person
from autograder.text import guarded
from tests.helpers.grades import (
    EVERY_GRADE,
    FULL,
    GRADED,
    HALF_OPEN,
    OPEN,
    QUESTIONS,
    RELU,
    SEEN,
    SIGMOID,
    UNREADABLE,
    WRONG,
    grade,
    owned,
    student_texts,
    summary,
    table,
    terminal,
)

# --- the gradebook table


def rows(*grades: Grade | Owned) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table(*grades))))


def test_the_table_to_the_byte():
    long_share = grade(replace(RELU, points=3.33), replace(SIGMOID, points=3.75), submission="x/b.ipynb")
    grades = [
        replace(GRADED, assignment="act"),
        owned(replace(long_share, assignment="act"), Person("ada1815", 'B, "Bo"')),
        UNREADABLE,
    ]
    assert table(*grades) == (
        "submission,student_id,name,assignment,score,max_score,status,net_input_loop,relu,sigmoid,reason\n"
        "ada.ipynb,ada1815,Ada Lovelace,act,6.75,8,graded,,2.75,4,\n"
        'x/b.ipynb,ada1815,"B, ""Bo""",act,7.08,8,graded,,3.33,3.75,\n'
        "ada.ipynb,ada1815,Ada Lovelace,activation_functions,,,unreadable,,,,"
        '"Found a PDF, not a notebook. Upload net_input.ipynb."\n'
    )


def test_an_open_mark_leaves_its_cell_and_the_score_blank_and_no_other():
    [row] = rows(HALF_OPEN)
    assert (row["score"], row["sigmoid"], row["relu"]) == ("", "", "2.75")
    assert (row["status"], row["max_score"]) == ("open", "8")


def test_a_mark_of_nothing_is_0_and_not_blank():
    [row] = rows(grade(replace(RELU, points=0.0)))
    assert (row["score"], row["relu"], row["sigmoid"], row["net_input_loop"]) == ("0", "0", "", "")


def test_the_wrong_assignment_has_no_marks():
    [row] = rows(WRONG)
    assert [row[column] for column in ("score", *QUESTIONS)] == [""] * 4
    assert (row["max_score"], row["status"]) == ("4", "wrong_assignment")


SIGNS = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "⁼", "₊", "⁻", "−"]
UNSEEN = [
    " ",
    "\n",
    "\r\n",
    "\u00a0",
    "\u3000",
    "\u200b",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u3164",
    "\u034f",
    " \u200b\t",
]
WAYS = [*SIGNS, *(f"{unseen}=" for unseen in UNSEEN), "\ufeff＝", " −", "\u200f@"]


@pytest.mark.parametrize("start", WAYS, ids=ascii)
@pytest.mark.parametrize("column", ["submission", "student_id", "name", "assignment"])
def test_formulas_are_guarded(start, column):
    text = f"{start}cmd|' /C calc'!A0"
    is_grades = column in ("submission", "assignment")
    [row] = rows(replace(GRADED, **{column: text}) if is_grades else owned(GRADED, Person(**{column: text})))
    assert row[column].startswith("'")
    assert row[column].endswith("cmd|' /C calc'!A0")


BREAKS = [";", "; ", "\n", "\r\n", "\t", "|", "\u2028", ";\u200b"]


@pytest.mark.parametrize("sign", ["=", "@", "＝", "-"])
@pytest.mark.parametrize("start", BREAKS, ids=ascii)
def test_a_formula_that_another_delimiter_would_uncover_is_guarded(start, sign):
    [row] = rows(owned(GRADED, Person(name=f"Ada{start}{sign}cmd|' /C calc'!A0;")))
    for cell in re.split(r"[;|\n]", row["name"]):
        assert cell.lstrip(" \u200b\ufffd")[:1] not in {"=", "@", "＝", "-"}, cell
    assert f"{sign}cmd" in row["name"]


@pytest.mark.parametrize("name", ["a; b", "a-b", "x = 1", "Anna-Lena; Bo", "1 | 2", "é@uni", "'=1", "–", "#1"])
def test_a_sign_within_other_text_is_left_as_it_is(name):
    assert guarded(name) == name


def test_other_text_is_left_as_it_is():
    [row] = rows(owned(replace(GRADED, submission="a=b/c.ipynb"), Person(name="Zoë O'Neil-Šmíd")))
    assert (row["name"], row["submission"]) == ("Zoë O'Neil-Šmíd", "a=b/c.ipynb")


# --- the terminal summary


def line_of(one: Grade) -> str:
    return terminal(summary([one]).table()).splitlines()[1]


def test_the_summary_tells_the_first_thing_to_know():
    assert re.search(r"ada\.ipynb +activation_functions +6\.75/8 +graded +relu: It gives the net", line_of(GRADED))
    assert re.search(r"open +sigmoid: for the teacher's eyes", line_of(HALF_OPEN))
    assert re.search(r"unreadable +Found a PDF", line_of(UNREADABLE))
    assert re.search(r"wrong assignment +This is the notebook of net_input", line_of(WRONG))
    assert line_of(FULL).rstrip().endswith("graded")
    assert line_of(replace(FULL, troubles=("Cell 3: KeyError",))).rstrip().endswith("Cell 3: KeyError")
    bare = grade(replace(RELU, note="", verdicts=()), replace(OPEN, verdicts=()))
    assert line_of(bare).rstrip().endswith("sigmoid: open")
    assert line_of(replace(bare, marks=bare.marks[:1])).rstrip().endswith("relu: points lost")


def test_the_summary_reads_no_markup_in_student_text():
    line = line_of(replace(UNREADABLE, submission="[red]a[/red].ipynb", reason="[/bold] [link=x]"))
    assert "[red]a[/red].ipynb" in line
    assert "[/bold] [link=x]" in line


def test_a_long_summary_is_capped_and_keeps_what_needs_a_person():
    class_ = [replace(GRADED, submission=f"s{i}") for i in range(100)]
    lines = terminal(summary([*class_, replace(UNREADABLE, submission="last")]).table()).splitlines()
    assert len(lines) == 42
    assert lines[1].startswith("last")
    assert lines[2].startswith("s0 ")
    assert lines[-1].strip() == "... and 61 more"
    short = terminal(summary([*class_[:3], UNREADABLE]).table()).splitlines()
    assert [line.split()[0] for line in short[1:]] == ["s0", "s1", "s2", "ada.ipynb"]


def test_totals_count_and_average():
    half = grade(replace(RELU, points=2.0))
    other = grade(replace(RELU, points=4.0), assignment="net_input")
    grades = [
        half,
        FULL,
        replace(half, marks=(replace(RELU, points=0.0),)),
        other,
        HALF_OPEN,
        UNREADABLE,
        WRONG,
    ]
    assert summary(grades).totals().plain == (
        "7 submissions: 4 graded, 1 open, 1 unreadable, 1 wrong assignment. "
        "activation_functions: mean 50 %, median 50 %. net_input: mean 100 %, median 100 %. "
        "1 mark for you to look at: see review.csv."
    )
    assert summary([]).totals().plain.startswith("0 submissions: 0 graded")


def test_totals_say_when_nothing_was_isolated():
    bare = replace(FULL, provenance=replace(FULL.provenance, isolation=()))
    assert "isolation: none" in summary([FULL, bare]).totals().plain
    assert "isolation" not in summary([FULL]).totals().plain


# --- the same grade, the same bytes


@pytest.mark.parametrize("one", EVERY_GRADE, ids=lambda one: one.status)
def test_reports_survive_storage_unchanged(one):
    stored = Grade.from_json(one.to_json())
    assert student_texts(stored, SEEN) == student_texts(one, SEEN)
    assert table(stored) == table(one)


def test_a_control_character_becomes_what_can_be_seen() -> None:
    assert guarded("a\x1b[31m \x7f \x9b31m \x85") == "a␛[31m ␡ \ufffd31m \ufffd"
