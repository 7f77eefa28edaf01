"""A table without names has none: not of people, not of files, and nobody can be told by what only they have."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from autograder.course.gradebook import Gradebook
from autograder.course.pseudonyms import pseudonymous
from autograder.errors import ConfigError
from autograder.lms.send import export_marks
from autograder.model import Entry, Person
from tests.helpers.command import table
from tests.helpers.warm import autograder
from tests.sample_class import lay_desk

CLASS = [
    Entry(
        Person(f"s{n}", f"Name {n}", f"mail{n}@x.edu", f"login{n}", f"lms{n}"),
        assignment,
        "graded",
        submission=f"file-of-{n}.ipynb",
        place=f"place-of-{n}",
        raw=10 - n,
        penalty=1,
        score=9 - n,
        max_score=10,
        points={"relu": 10 - n},
        days_late=n,
        free_days=1,
        notes=(f"note on {n}",),
        review=((f"file-of-{n}.ipynb", "look"),),
    )
    for n in range(7)
    for assignment in ("one", "two")
]


@pytest.fixture
def gradebook() -> Gradebook:
    return Gradebook(None)


@pytest.mark.parametrize("table", ["csv", "xlsx"])
def test_nothing_of_anybody_is_in_the_table(gradebook: Gradebook, table: str) -> None:
    lines = pseudonymous(CLASS, gradebook)
    text = repr(lines) + export_marks("csv", lines).content.decode()
    assert export_marks(table, lines).matched == len(CLASS)
    for entry in CLASS:
        told = [value for one in fields(Person) if (value := getattr(entry.person, one.name))]
        for word in (*told, entry.submission, entry.place, *entry.notes):
            assert word not in text, word
    assert [line.days_late for line in lines] == [0] * len(CLASS)


def test_a_pseudonym_is_one_persons_in_every_table_of_the_class(gradebook: Gradebook) -> None:
    lines = pseudonymous(CLASS, gradebook)
    by_name = {line.person.student_id: [one.raw for one in lines if one.person == line.person] for line in lines}
    assert sorted(by_name.values()) == [[10 - n, 10 - n] for n in range(6, -1, -1)]
    assert pseudonymous(CLASS[::-1], gradebook) == lines
    assert {one.person for one in pseudonymous(CLASS, Gradebook(None))}.isdisjoint(one.person for one in lines)


def test_the_order_of_the_table_is_not_that_of_the_class(gradebook: Gradebook) -> None:
    names = [line.person.student_id for line in pseudonymous(CLASS, gradebook)]
    assert names == sorted(names)


def test_a_status_that_few_have_is_not_told(gradebook: Gradebook) -> None:
    excused = [replace(one, status="exempt", raw=None, score=None) for one in CLASS[:2]]
    lines = pseudonymous([*excused, *CLASS[2:]], gradebook)
    assert sorted(line.status for line in lines) == ["graded"] * 12 + ["missing"] * 2


def test_a_class_of_four_cannot_be_unknown(gradebook: Gradebook) -> None:
    with pytest.raises(ConfigError, match="There are 4 people"):
        pseudonymous(CLASS[:8], gradebook)


@pytest.mark.slow
def test_the_command_writes_a_class_without_names_and_for_no_lms(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    lay_desk(desk)
    for call in (["people", "roster.csv"], ["grade", "handed-in", "--out", "report"]):
        assert autograder(*call, cwd=desk).returncode in (0, 1)
    done = autograder("export", "csv", "--anonymous", "--assignment", "net_input", cwd=desk)
    assert done.returncode == 0, done.stderr
    text = (desk / "report" / "net_input-csv-anonymous.csv").read_text(encoding="utf-8")
    for row in table(desk / "report", "marks.csv"):
        for word in (row["name"], row["login"], row["submission"]):
            assert not word or word not in text
    assert len(text.splitlines()) == 27
    for name in ("canvas", "feedback"):
        done = autograder("export", name, "canvas", "--anonymous", "--assignment", "net_input", cwd=desk)
        assert done.returncode == 2
        assert "--anonymous goes with csv and xlsx" in done.stderr
