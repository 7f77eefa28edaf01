"""What an earlier commit made, today: its gradebook opens, its class gets its marks, its release is still graded.

``tests/frozen/README.md`` says how it was made, and how a difference is explained.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import shutil
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from autograder.course.given_out import read_releases, released_points
from autograder.course.gradebook import Gradebook
from autograder.kit import Kit
from autograder.model import Grade
from tests.helpers.command import rows
from tests.helpers.known_answers import ROOT, filled_notebook, plain_right, save
from tests.helpers.warm import autograder

pytestmark = pytest.mark.slow

FROZEN = ROOT / "tests" / "frozen"
OF_THEN = ("net_input", "activation_functions")  # the assignments that there were
MADE_IN = "/srv/course"  # where the class lay when it was graded: the gradebook holds whole paths
CHANGED_BY_HAND = ("kofi_activation_functions.ipynb", "linear")
TELLING = ["greta_net_input.ipynb", "ivan_net_input.ipynb", "olga_activation_functions.ipynb"]
Told = tuple[str, str, str, object, object]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit of today, with the class, the report folder and the releases of then beside it."""
    folder = tmp_path_factory.mktemp("frozen") / "course"
    with zipfile.ZipFile(FROZEN / "f301965.zip") as opened:
        opened.extractall(folder)
    for room in ("assignments", "solutions", "tests", "grading_config.yaml"):
        (folder / room).symlink_to(ROOT / room)
    with contextlib.closing(sqlite3.connect(folder / "report" / "gradebook.sqlite")) as book, book:
        for column in ("source", "document"):
            book.execute(f"UPDATE submissions SET {column} = replace({column}, ?, ?)", (MADE_IN, str(folder)))
    return folder


@pytest.fixture(scope="module")
def then(course: Path) -> dict[str, Grade]:
    """What the tests of then gave, without what a person decided."""
    with Gradebook(course / "report" / "gradebook.sqlite") as book:
        return {one.id: book.history(one.id)[0].grade for one in book.received()}


@pytest.fixture(scope="module")
def now(course: Path) -> dict[str, Grade]:
    """What today's code gives to the same files, and to the notebooks of the old release with right answers."""
    handed_in = [course / "class-of-2026"]
    for name in OF_THEN:
        old = course / "release" / name / f"{name}.ipynb"
        handed_in.append(save(filled_notebook(name, plain_right(name), old), course / "filled" / f"{name}.ipynb"))
    done = autograder("grade", *handed_in, "--out", course / "anew", "--kit", course)
    assert done.returncode == 1, done.stdout + done.stderr  # three of the class's files are no notebooks
    with Gradebook(course / "anew" / "gradebook.sqlite") as book:
        return {one.path.name: replace(grade, submission=one.path.name) for one, grade in book.graded()}


def facts(grades: Iterable[Grade]) -> dict[tuple[str, str, str], object]:
    """What may differ: each status, and each question's points and hint."""
    found: dict[tuple[str, str, str], object] = {}
    for grade in grades:
        found["status", grade.submission, ""] = grade.status
        for mark in grade.marks:
            found["mark", grade.submission, mark.question] = mark.points
            found["hint", grade.submission, mark.question] = mark.diagnosis and mark.diagnosis.id
    return found


def differences(old: dict[str, Grade], new: Iterable[Grade]) -> set[Told]:
    before, after = facts(old.values()), facts(new)
    return {(*key, before.get(key), after.get(key)) for key in before | after if before.get(key) != after.get(key)}


def explained() -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted((FROZEN / "explained").glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield path, entry


# --- (a) the gradebook of then


def test_every_grade_of_then_is_read_and_written_as_it_was(course: Path, then: dict[str, Grade]) -> None:
    assert len(then) == 25
    for grade in then.values():
        assert Grade.from_json(grade.to_json()) == grade


def test_a_grade_of_then_names_somebody_and_is_read_as_the_same_bytes_give_it(course: Path) -> None:
    with contextlib.closing(sqlite3.connect(course / "report" / "gradebook.sqlite")) as book:
        texts = [text for (text,) in book.execute("SELECT grade FROM grades")]
    assert all('"student_id": ' in text and '"name": ' in text for text in texts)
    now = [Grade.from_json(text).to_json() for text in texts]
    assert not any('"student_id": ' in text or '"name": ' in text for text in now)


@pytest.mark.parametrize("submission", TELLING)
def test_a_mark_of_then_is_explained(course: Path, then: dict[str, Grade], submission: str) -> None:
    mark = min(then[submission].marks, key=lambda one: (one.points or 0) / one.max_points)
    done = autograder("explain", submission, mark.question, "--out", course / "report", "--kit", course)
    assert done.returncode == 0, done.stderr
    assert f"{mark.points:g}" in done.stdout
    hint = mark.diagnosis.hint if mark.diagnosis else mark.note
    assert " ".join(hint.split()) in " ".join(done.stdout.split())


def test_what_a_person_decided_then_is_told(course: Path, then: dict[str, Grade]) -> None:
    done = autograder("explain", *CHANGED_BY_HAND, "--out", course / "report", "--kit", course)
    assert done.returncode == 0, done.stderr
    assert "agreed in office hours" in done.stdout


def scores(table: Path) -> dict[str, str]:
    return {name: row["score"] for name, row in rows(table).items()}


def test_the_tables_are_written_again_with_the_marks_of_then(course: Path) -> None:
    before = scores(course / "report")
    assert before[CHANGED_BY_HAND[0]] == "19.5"
    done = autograder("report", "--out", course / "report", "--kit", course)
    assert done.returncode == 0, done.stderr
    assert scores(course / "report") == before


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_marks_of_then_are_exported(course: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"marks.{form}"
    done = autograder("export", form, "-o", file, "--out", course / "report", "--kit", course)
    assert done.returncode == 0, done.stderr
    assert file.stat().st_size > 0
    if form == "csv":
        with file.open(encoding="utf-8-sig", newline="") as opened:
            assert len(list(csv.reader(opened))) == 1 + 25


@pytest.mark.parametrize("name", OF_THEN)
def test_the_release_of_then_is_remembered(course: Path, name: str) -> None:
    kit = Kit(course)
    [record] = read_releases(kit)[name]
    assert record.points == released_points(kit, kit.assignments[name])
    notebook = course / "release" / name / f"{name}.ipynb"
    assert record.notebook_sha256 == hashlib.sha256(notebook.read_bytes()).hexdigest()


# --- (b) the class of then, graded by today's code


def as_entry(one: Told) -> dict[str, object]:
    keys = ("what", "submission", "question", "old", "new")
    return {**dict(zip(keys, one, strict=True)), "reason": "?"}


def test_every_mark_and_hint_is_that_of_then_or_explained(then: dict[str, Grade], now: dict[str, Grade]) -> None:
    found = differences(then, [now[name] for name in then])
    said = {(e["what"], e["submission"], e.get("question", ""), e["old"], e["new"]) for _, e in explained()}
    unexplained = yaml.safe_dump([as_entry(one) for one in sorted(found - said, key=str)], sort_keys=False)
    assert not found - said, f"explain these in tests/frozen/explained/NUMBER.yaml:\n{unexplained}"
    assert not said - found, "explained, but no difference (any more)"


def test_every_explanation_names_its_point_and_its_reason() -> None:
    entries = list(explained())
    assert [path.name for path, _ in entries if not (path.stem.isdigit() and 1 <= int(path.stem) <= 23)] == []
    assert [entry for _, entry in entries if not str(entry["reason"]).strip(" ?")] == []
    keys = [(e["what"], e["submission"], e.get("question", "")) for _, e in entries]
    assert len(keys) == len(set(keys)), "one difference has one reason"


def test_a_regrade_gives_the_same_and_keeps_what_a_person_decided(course: Path, now: dict[str, Grade]) -> None:
    folder = shutil.copytree(course / "report", course / "again")
    few = [*TELLING, CHANGED_BY_HAND[0], "xenia_net_input.ipynb"]
    with contextlib.closing(sqlite3.connect(folder / "gradebook.sqlite")) as book, book:
        book.execute(f"DELETE FROM submissions WHERE submission NOT IN ({', '.join('?' * len(few))})", few)
    done = autograder("regrade", "--apply", "--allow-lower", "--out", folder, "--kit", course)
    assert done.returncode == 0, done.stdout + done.stderr
    with Gradebook(folder / "gradebook.sqlite") as opened:
        again = {submission.id: grade for submission, grade in opened.graded()}
    given, new = facts(again.values()), facts(now[name] for name in few)
    assert given.pop(("mark", *CHANGED_BY_HAND)) == 3.5
    assert given == {key: new[key] for key in given}
    assert len(given) == len(new) - 1


# --- (c) the release of then


@pytest.mark.parametrize("assignment", OF_THEN)
def test_a_notebook_of_then_with_right_answers_gets_all(now: dict[str, Grade], assignment: str) -> None:
    grade = now[f"{assignment}.ipynb"]
    lost = {mark.question: mark.points for mark in grade.marks if mark.points != mark.max_points}
    assert (grade.status, lost) == ("graded", {})
