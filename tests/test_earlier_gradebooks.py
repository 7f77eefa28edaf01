"""Gradebooks of earlier kits open, whole, after a copy was put aside; one of a newer kit is left alone."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import stat
import zipfile
from pathlib import Path

import pytest

from autograder.course.gradebook import Gradebook
from autograder.course.gradebook.schema import VERSION
from autograder.errors import ConfigError
from tests.helpers.command import rows, table
from tests.helpers.known_answers import ROOT
from tests.helpers.warm import autograder

FROZEN = {"2d8a1dc": 0, "4505b97": 2, "f301965": 2}  # the commit that wrote each, and the version it wrote
LAST_GRADED = 1_700_000_000


def frozen(commit: str, folder: Path) -> Path:
    with zipfile.ZipFile(ROOT / "tests" / "frozen" / f"{commit}.zip") as archive:
        book = Path(archive.extract("report/gradebook.sqlite", folder))
    os.utime(book, (LAST_GRADED, LAST_GRADED))
    return book


def asked(book: Path, question: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(book)) as connection:
        return connection.execute(question).fetchall()


@pytest.fixture(params=FROZEN)
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return frozen(request.param, tmp_path)


def test_every_grade_of_an_earlier_kit_is_still_there(book: Path) -> None:
    before = {name: json.loads(text) for name, text in asked(book, "SELECT submission, grade FROM grades")}
    with Gradebook(book) as opened:
        after = {one.id: grade for one, grade in opened.graded()}
    assert before
    assert after.keys() == before.keys()
    for name, grade in after.items():
        points = {mark.question: mark.points for mark in grade.marks if mark.override is None}
        told = {mark["question"]: mark["points"] for mark in before[name]["marks"] if mark["question"] in points}
        assert points == told


def test_what_was_decided_and_handed_out_goes_along(tmp_path: Path) -> None:
    with Gradebook(frozen("4505b97", tmp_path)) as opened:
        marks = {one.id: {mark.question: mark for mark in grade.marks} for one, grade in opened.graded()}
        linear = marks["kofi_activation_functions.ipynb"]["linear"]
        assert (linear.points, linear.override and linear.override.author) == (3.5, "A. Teacher")
        assert {entry.submission for entry in opened.published()} >= {"ada_net_input.ipynb"}
        assert opened.sources == [Path("/srv/class/small")]


def test_a_copy_of_the_old_file_lies_beside_it_for_its_owner_alone(book: Path) -> None:
    (was,) = asked(book, "PRAGMA user_version")[0]
    grades = asked(book, "SELECT * FROM grades")
    with Gradebook(book):
        pass
    (copy,) = book.parent.glob("gradebook.sqlite.version-*")
    assert copy.name == f"gradebook.sqlite.version-{was}"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert asked(copy, "SELECT * FROM grades") == grades
    assert asked(book, "PRAGMA user_version") == [(VERSION,)]


def test_it_was_last_graded_when_it_was_and_a_second_opening_changes_nothing(book: Path) -> None:
    with Gradebook(book):
        pass
    assert book.stat().st_mtime == LAST_GRADED
    content, copies = book.read_bytes(), sorted(book.parent.iterdir())
    with Gradebook(book):
        pass
    assert (book.read_bytes(), sorted(book.parent.iterdir())) == (content, copies)


def test_the_command_goes_on_with_a_gradebook_of_the_first_kit(tmp_path: Path) -> None:
    report = frozen("2d8a1dc", tmp_path).parent
    done = autograder("report", "--out", report, "--kit", ROOT)
    assert done.returncode == 0, done.stderr
    assert rows(report)["ada_net_input.ipynb"]["score"] == "15"
    assert {row["status"] for row in table(report, "marks.csv")} == {"graded", "unreadable"}
    done = autograder("explain", "kofi_activation_functions.ipynb", "linear", "--out", report, "--kit", ROOT)
    assert done.returncode == 0, done.stderr
    done = autograder("regrade", "--out", report, "--kit", ROOT)
    assert done.returncode == 2
    assert "run autograder grade on it again" in done.stderr


def test_a_download_takes_the_place_of_what_the_first_kit_graded(tmp_path: Path) -> None:
    report = frozen("2d8a1dc", tmp_path).parent
    handed_in = tmp_path / "class" / "will_net_input.pdf"
    handed_in.parent.mkdir()
    handed_in.write_bytes(b"%PDF-1.7 another one")
    done = autograder("grade", handed_in.parent, "--out", report, "--kit", ROOT)
    assert done.returncode == 1, done.stderr
    assert len(rows(report)) == 6


@pytest.mark.parametrize("commit", FROZEN)
def test_a_gradebook_that_cannot_be_brought_forward_stays_as_it_is(commit: str, tmp_path: Path) -> None:
    book = frozen(commit, tmp_path)
    with contextlib.closing(sqlite3.connect(book)) as connection, connection:
        connection.execute("CREATE TABLE stray (thing TEXT)")
        connection.execute("INSERT INTO stray VALUES ('of somebody else')")
    everything = asked(book, "SELECT sql FROM sqlite_master"), asked(book, "SELECT * FROM grades")
    with pytest.raises(ConfigError, match=r"gradebook\.sqlite cannot be used .*stray"):
        Gradebook(book)
    assert (asked(book, "SELECT sql FROM sqlite_master"), asked(book, "SELECT * FROM grades")) == everything


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (f"PRAGMA user_version={VERSION + 1}", "newer version of this kit"),
        ("ALTER TABLE grades RENAME TO recipes", "no gradebook"),
    ],
)
def test_what_a_newer_kit_or_somebody_else_wrote_is_refused_and_left_alone(
    tmp_path: Path, change: str, words: str
) -> None:
    book = frozen("4505b97", tmp_path)
    with contextlib.closing(sqlite3.connect(book)) as connection, connection:
        connection.execute("DROP VIEW latest")
        connection.execute(change)
    before = book.read_bytes()
    with pytest.raises(ConfigError, match=words):
        Gradebook(book)
    assert book.read_bytes() == before
    assert not list(book.parent.glob("*.version-*"))
