"""Grades as they are stored: nothing is lost, and nothing stale is taken for a grade."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course.gradebook import Gradebook
from autograder.errors import ConfigError, KitError
from autograder.model import Entry, Grade, Mark, Override, Person, Provenance, Submission, Verdict
from tests.helpers.grades import EVERY_GRADE, GRADED, HALF_OPEN, RELU, UNREADABLE

BYTES = GRADED.provenance.submission_sha256
CLASS = Path("/downloads")


def keep(gradebook: Gradebook, grade: Grade) -> None:
    gradebook.store(Submission(grade.submission, CLASS / grade.submission), grade)


def kept(gradebook: Gradebook, name: str, sha256: str) -> Grade | None:
    return gradebook.find(Submission(name, CLASS / name), sha256)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gradebook.sqlite"


@pytest.fixture(params=["file", "memory"])
def gradebook(request: pytest.FixtureRequest, path: Path) -> Iterator[Gradebook]:
    with Gradebook(path if request.param == "file" else None, "context") as opened:
        yield opened


# --- the gradebook


@pytest.mark.parametrize("grade", [GRADED, UNREADABLE], ids=["graded", "unreadable"])
def test_a_stored_grade_is_found_as_it_was(gradebook: Gradebook, grade: Grade) -> None:
    keep(gradebook, grade)
    assert kept(gradebook, grade.submission, BYTES) == grade


def test_a_grade_is_of_one_submission_and_these_bytes_only(gradebook: Gradebook) -> None:
    keep(gradebook, GRADED)
    assert kept(gradebook, "ben.ipynb", BYTES) is None
    assert kept(gradebook, GRADED.submission, "c" * 64) is None
    assert kept(gradebook, GRADED.submission, "") is None


def test_an_open_grade_is_kept_but_graded_again(gradebook: Gradebook) -> None:
    keep(gradebook, HALF_OPEN)
    assert kept(gradebook, HALF_OPEN.submission, BYTES) is None
    keep(gradebook, GRADED)
    assert kept(gradebook, GRADED.submission, BYTES) == GRADED


def test_the_last_grade_of_a_submission_counts(gradebook: Gradebook) -> None:
    newer = replace(GRADED, provenance=replace(GRADED.provenance, submission_sha256="c" * 64), stamped=True)
    keep(gradebook, GRADED)
    keep(gradebook, newer)
    assert kept(gradebook, GRADED.submission, BYTES) is None
    assert kept(gradebook, GRADED.submission, "c" * 64) == newer


def test_every_submission_has_a_row_of_its_own(gradebook: Gradebook) -> None:
    grades = [replace(GRADED, submission=name) for name in ("a", "A", "a ", "ä", "a'; DROP TABLE grades; --")]
    for grade in grades:
        keep(gradebook, grade)
    assert [kept(gradebook, grade.submission, BYTES) for grade in grades] == grades


def test_a_grade_survives_the_end_of_the_run_at_once(path: Path) -> None:
    with Gradebook(path, "context") as first:
        keep(first, GRADED)
        with Gradebook(path, "context") as second:
            assert kept(second, GRADED.submission, BYTES) == GRADED
    with Gradebook(path, "context") as third:
        assert kept(third, GRADED.submission, BYTES) == GRADED


def test_a_grade_under_another_context_does_not_count(path: Path) -> None:
    with Gradebook(path, "context") as gradebook:
        keep(gradebook, GRADED)
    with Gradebook(path, "other tests") as gradebook:
        assert kept(gradebook, GRADED.submission, BYTES) is None
        keep(gradebook, replace(GRADED, stamped=True))
    with Gradebook(path, "context") as gradebook:
        assert kept(gradebook, GRADED.submission, BYTES) is None


# --- history


def test_every_grade_that_a_submission_was_given_is_kept(path: Path) -> None:
    later = replace(GRADED, marks=GRADED.marks[:1])
    with Gradebook(path, "old tests") as gradebook:
        keep(gradebook, GRADED)
        keep(gradebook, GRADED)
    with Gradebook(path, "new tests") as gradebook:
        keep(gradebook, later)
        assert [stored.grade for stored in gradebook.history(GRADED.submission)] == [GRADED, later]
        assert gradebook.history("ben.ipynb") == []
        first, second = (stored.stored_at for stored in gradebook.history(GRADED.submission))
        assert first <= second
        assert first.tzinfo is not None


# --- what was handed in

ADA = Person("1", "Ada", "a@x", "ada", "51")
SUBMISSION = Submission(
    GRADED.submission,
    CLASS / "ada.ipynb",
    "in.ipynb",
    (ADA, Person(name="Ben")),
    datetime(2026, 11, 1, 1, 30, tzinfo=timezone(timedelta(hours=-6))),
    late=True,
    attempt=2,
    chosen=False,
    place="place",
)


def test_a_submission_comes_back_as_it_was(gradebook: Gradebook) -> None:
    other = Submission("b", CLASS / "b", submitted_at=datetime(2026, 11, 1, 1, 30))  # noqa: DTZ001
    gradebook.receive({SUBMISSION: "s1", other: "s2"}, [CLASS])
    assert gradebook.received() == {SUBMISSION: "s1", other: "s2"}
    gradebook.receive({other: "s3"}, [CLASS])
    assert gradebook.received() == {other: "s3"}


def test_another_download_adds_to_the_class_and_the_same_one_takes_its_own_place(gradebook: Gradebook) -> None:
    first, second, newer = (
        Submission(name, Path(folder) / name, place=place)
        for name, folder, place in (("a", "/one", ""), ("b", "/two", "b"), ("b", "/two (1)", "b"))
    )
    gradebook.receive({first: "s1"}, [Path("/one")])
    gradebook.receive({second: "s2"}, [Path("/two")])
    assert gradebook.received() == {first: "s1", second: "s2"}
    gradebook.receive({newer: "s3"}, [Path("/two (1)")])
    assert gradebook.received() == {first: "s1", newer: "s3"}
    assert gradebook.sources == [Path("/one"), Path("/two (1)")]


def test_a_plain_file_displaces_no_other_of_its_name(gradebook: Gradebook) -> None:
    gradebook.receive({Submission("a", Path("/one/a")): "s1"}, [Path("/one")])
    with pytest.raises(ConfigError, match="The folder holds another a, of /one"):
        gradebook.receive({Submission("a", Path("/two/a")): "s2"}, [Path("/two")])
    gradebook.receive({Submission("a", Path("/two/a")): "s1"}, [Path("/two")])  # the same file, moved
    assert gradebook.sources == [Path("/two")]


def test_what_was_asked_for_is_part_of_what_a_grade_is_of(gradebook: Gradebook) -> None:
    plain, asked = (Submission("ada.ipynb", CLASS / "ada.ipynb", asked=name) for name in ("", "net_input"))
    gradebook.store(plain, GRADED)
    assert gradebook.find(asked, BYTES) is None
    gradebook.receive({asked: BYTES}, [CLASS])
    gradebook.store(asked, GRADED)
    assert gradebook.find(asked, BYTES) == GRADED
    assert gradebook.stale() == 0


def test_only_grades_of_the_bytes_that_were_handed_in_are_the_classes(gradebook: Gradebook) -> None:
    gradebook.receive({SUBMISSION: "another file"}, [CLASS])
    gradebook.receive({SUBMISSION: BYTES}, [CLASS])
    assert list(gradebook.graded()) == []
    keep(gradebook, GRADED)
    assert list(gradebook.graded()) == [(SUBMISSION, GRADED)]
    gradebook.receive({SUBMISSION: "another file"}, [CLASS])
    assert list(gradebook.graded()) == []


# --- what people decide

LEFT = Override(1.5, "Dr. X", "see the e-mail")


def points(gradebook: Gradebook, grade: Grade = GRADED) -> list[float | None]:
    return [mark.points for mark in gradebook.decided(grade).marks]


def test_a_decision_is_of_these_very_bytes(path: Path) -> None:
    other_bytes = replace(GRADED, provenance=replace(GRADED.provenance, submission_sha256="c" * 64))
    with Gradebook(path) as gradebook:
        gradebook.decide(GRADED, "relu", LEFT)
    with Gradebook(path, "other tests") as gradebook:
        assert points(gradebook) == [1.5, 4]
        assert points(gradebook, replace(GRADED, marks=(replace(RELU, points=0), *GRADED.marks[1:]))) == [1.5, 4]
        assert points(gradebook, other_bytes) == [2.75, 4]
        assert points(gradebook, replace(GRADED, submission="ben.ipynb")) == [2.75, 4]


def test_the_last_decision_counts_until_it_is_taken_back(gradebook: Gradebook) -> None:
    gradebook.decide(GRADED, "relu", LEFT)
    gradebook.decide(GRADED, "relu", replace(LEFT, points=0))
    gradebook.decide(GRADED, "sigmoid", LEFT)
    assert points(gradebook) == [0, 1.5]
    gradebook.decide(GRADED, "relu", None)
    assert points(gradebook) == [2.75, 1.5]


def test_a_decision_on_the_open_mark_closes_the_grade(gradebook: Gradebook) -> None:
    gradebook.decide(HALF_OPEN, "sigmoid", LEFT)
    decided = gradebook.decided(HALF_OPEN)
    assert (decided.status, decided.score) == ("graded", 4.25)
    assert decided.marks[1].override == LEFT


# --- what was written and handed out


def test_lines_come_back_as_they_were(gradebook: Gradebook) -> None:
    entry = Entry(
        ADA, "one", "graded", "a", "p", 3, 1, 2, 4, {"q": 3, "r": None}, None, 1, on_roster=False, notes=("n", "m")
    )
    gradebook.record([Entry(ADA, "two", "missing")])
    gradebook.record([entry])
    assert gradebook.recorded() == [entry]
    assert gradebook.published() == []
    gradebook.publish([entry])
    gradebook.record([])
    newer = replace(entry, score=3)
    gradebook.publish([newer])
    assert gradebook.published() == [entry, newer]
    assert gradebook.recorded() == []


# --- a trial becomes the grades


def test_a_trial_is_adopted_for_the_class_alone_and_once(path: Path, tmp_path: Path) -> None:
    stranger, better = replace(GRADED, submission="x"), replace(GRADED, marks=GRADED.marks[:1])
    with Gradebook(tmp_path / "trial", "new") as trial:
        keep(trial, better)
        keep(trial, stranger)
    with Gradebook(path, "old") as gradebook:
        gradebook.receive({SUBMISSION: BYTES}, [CLASS])
        keep(gradebook, GRADED)
        assert gradebook.stale() == 0
        for _ in range(2):
            gradebook.adopt(tmp_path / "trial")
        assert [stored.grade for stored in gradebook.history(GRADED.submission)] == [GRADED, better]
        assert gradebook.history("x") == []
        assert gradebook.stale() == 1


def test_a_trial_with_a_row_that_cannot_be_taken_is_not_taken_at_all(path: Path, tmp_path: Path) -> None:
    other = Submission("z.ipynb", CLASS / "z")
    with Gradebook(tmp_path / "trial", "new") as trial:
        keep(trial, replace(GRADED, marks=GRADED.marks[:1]))
        keep(trial, replace(GRADED, submission="z.ipynb"))
    with sqlite3.connect(tmp_path / "trial") as connection:
        connection.execute("ALTER TABLE grades RENAME COLUMN grade TO text")
        connection.execute("DROP VIEW latest")
        connection.execute(
            "CREATE VIEW latest AS SELECT *, iif(submission = 'z.ipynb', NULL, text) AS grade FROM grades"
        )
    connection.close()
    with Gradebook(path, "old") as gradebook:
        gradebook.receive({SUBMISSION: BYTES, other: BYTES}, [CLASS])
        keep(gradebook, GRADED)
        with pytest.raises(KitError):
            gradebook.adopt(tmp_path / "trial")
        assert [stored.grade for stored in gradebook.history(GRADED.submission)] == [GRADED]
        keep(gradebook, replace(GRADED, submission="z.ipynb"))


# --- files that are none of ours


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be looked at " * 40, b"SQLite format 3\0"]
)
def test_a_file_that_is_no_gradebook_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"gradebook\.sqlite"):
        Gradebook(path)
    assert path.read_bytes() == content


def test_a_damaged_gradebook_is_refused_in_words(path: Path) -> None:
    with Gradebook(path) as gradebook:
        for number in range(50):
            keep(gradebook, replace(GRADED, submission=f"{number}"))
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(ConfigError, match=r"gradebook\.sqlite cannot be used"):
        Gradebook(path)


# --- the grade as text

TEXT = st.text(max_size=20)
POINTS = st.floats(0, 1000)
VERDICTS = st.builds(Verdict, TEXT, st.booleans(), st.sampled_from(["passed", "failed", "unknown"]), TEXT, TEXT)
MARKS = st.builds(Mark, TEXT, TEXT, POINTS, st.none() | POINTS, st.lists(VERDICTS, max_size=3).map(tuple), TEXT)
PROVENANCES = st.builds(Provenance, TEXT, TEXT, TEXT, st.lists(TEXT, max_size=3).map(tuple))
STATUSES = st.sampled_from(["graded", "open", "unreadable", "wrong_assignment"])
GRADES = st.builds(
    Grade,
    *[TEXT] * 2,
    STATUSES,
    POINTS,
    st.lists(MARKS, max_size=3).map(tuple),
    PROVENANCES,
    TEXT,
    st.lists(TEXT, max_size=3).map(tuple),
)


@given(GRADES)
def test_a_grade_is_read_as_it_was_written(grade: Grade) -> None:
    text = grade.to_json()
    again = Grade.from_json(text)
    assert again == grade
    assert again.to_json() == text


@pytest.mark.parametrize("grade", EVERY_GRADE, ids=lambda grade: grade.status)
def test_a_grade_as_text_tells_its_score(grade: Grade) -> None:
    document = json.loads(grade.to_json())
    assert document["score"] == grade.score
    assert document["status"] == grade.status


def test_only_a_whole_grade_has_a_score() -> None:
    assert GRADED.score == 6.75
    assert [replace(GRADED, status=status).score for status in ("open", "unreadable", "wrong_assignment")] == [None] * 3
    assert replace(GRADED, marks=()).score == 0
