"""A download goes in and the gradebook's own file comes out, with everybody in it, for every LMS."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime, timezone
from pathlib import Path

import nbformat
import pytest

from autograder.model import Person
from tests.helpers.command import quick_kit, table
from tests.helpers.downloads import KINDS, HandIn, build
from tests.helpers.known_answers import filled_notebook, plain_right
from tests.helpers.warm import autograder

pytestmark = pytest.mark.slow

MARY = Person("s101", "Mary-Ann O'Hara", "mary@uni.edu", "ohara7")
JOSE = Person("s102", "José Núñez", "jose@uni.edu", "nunez1")
CARA = Person("s103", "Cara Brown", "cara@uni.edu", "brownc")
EMIL = Person("s104", "Emil Empty", "emil@uni.edu", "emptye")
NORA = Person("s105", "Nora Nothing", "nora@uni.edu", "nothin")
CLASS = (MARY, JOSE, CARA, EMIL, NORA)

# What each earns: everything right; one question of three not answered; both, of which the later one counts.
EXPECTED = {MARY: "15", JOSE: "10", CARA: "15"}
ROSTER = "OrgDefinedId,Username,First Name,Last Name,Email\n" + "".join(
    f"#{one.student_id},#{one.login},{one.name.split()[0]},{one.name.split()[1]},{one.email}\n" for one in CLASS
)
EARLY, LATER = (datetime(2026, 10, day, 15, tzinfo=timezone.utc) for day in (1, 2))


def notebook(*answered: str) -> bytes:
    answers = {name: code for name, code in plain_right("net_input").items() if name in answered}
    return nbformat.writes(filled_notebook("net_input", answers)).encode()


ALL = notebook("net_input_loop", "net_input_sum", "net_input_dot")
SOME = notebook("net_input_loop", "net_input_dot")
HAND_INS = (
    HandIn((MARY,), ALL, EARLY),
    HandIn((JOSE,), SOME, EARLY),
    HandIn((CARA,), SOME, EARLY),
    HandIn((CARA,), ALL, LATER, attempt=2),
    HandIn((EMIL,), None, EARLY),
)
ONE_EACH = {"gradescope", "nbgrader", "classroom", "classroom50", "plain", "sakai"}
ONE_EACH |= {"moodle", "moodle-flat", "moodle-blind"}
ANONYMOUS = {"canvas-anonymous", "moodle-blind"}


def hand_ins(kind: str) -> list[HandIn]:
    """What the LMS holds: all attempts, or the last of each person."""
    latest = {one.people: one for one in HAND_INS}
    return list(latest.values()) if kind in ONE_EACH else list(HAND_INS)


def canvas_file() -> str:
    lines = ["Student,ID,SIS User ID,SIS Login ID,Section,Quiz (11),Net input (12)", "    Points Possible,,,,,5,15"]
    lines += [
        f'"{" ".join(one.name.split()[::-1])}",{42000 + n},{one.student_id},{one.login},A,3,' for n, one in every()
    ]
    return "\n".join([*lines, '"Student, Test",9,,x,A,,', ""])


def brightspace_file() -> str:
    title = "Net input Points Grade <Numeric MaxPoints:15 Weight:10>"
    lines = [f"#{one.student_id},#{one.login},,#" for _, one in every()]
    return "\r\n".join([f"OrgDefinedId,Username,{title},End-of-Line Indicator", *lines, ""])


def moodle_file() -> str:
    header = "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed"
    lines = [f"Participant {500 + n},{one.name},{one.email},Submitted,,15.00,Yes" for n, one in every()]
    return "\n".join([f"{header},Last modified (grade),Feedback comments", *(f"{line},-," for line in lines), ""])


def moodle_blind_file() -> str:
    lines = [f"Participant {500 + n},,15.00,-" for n, _ in every()]
    return "\n".join(["Identifier,Grade,Maximum Grade,Last modified (grade)", *lines, ""])


def blackboard_file() -> bytes:
    """As Blackboard writes what it calls .xls: in UTF-16, with tabs."""
    header = ["Last Name", "First Name", "Username", "Student ID", "Last Access", "Availability"]
    header += [
        "Quiz [Total Pts: 5 Score] |11",
        "Net input [Total Pts: 15 Score] |12",
        "Total [Total Pts: up to 20 Score] |13",
    ]
    rows = [[*one.name.split()[::-1], one.login, one.student_id, "", "Yes", "3", "", "3"] for _, one in every()]
    return "\n".join("\t".join(f'"{cell}"' for cell in row) for row in [header, *rows]).encode("utf-16")


def every() -> list[tuple[int, Person]]:
    return list(enumerate(CLASS, start=1))


FILES = {
    "canvas": canvas_file,
    "brightspace": brightspace_file,
    "moodle": moodle_file,
    "moodle-blind": moodle_blind_file,
    "blackboard": blackboard_file,
}
COLUMN = {"canvas": 6, "brightspace": 2, "moodle": 4, "moodle-blind": 1, "blackboard": 7}


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("round") / "kit"
    quick_kit(folder)
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    done = autograder("people", "roster.csv", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def graded(kit: Path, kind: str) -> tuple[Path, str]:
    out = kit / f"report-{kind}"
    if not out.exists():
        download = build(kind, kit / "downloads", hand_ins(kind))
        done = autograder("grade", download, "--out", out, "--workers", "1", cwd=kit)
        assert done.returncode in (0, 1), done.stderr
        (out / "said.txt").write_text(done.stdout, encoding="utf-8")
    return out, (out / "said.txt").read_text(encoding="utf-8")


def marks(out: Path) -> list[dict[str, str]]:
    return table(out, "marks.csv")


@pytest.mark.parametrize("kind", sorted(set(KINDS) - ANONYMOUS))
def test_everybody_has_the_mark_that_they_earned(kit: Path, kind: str) -> None:
    out, said = graded(kit, kind)
    found = {row["student_id"]: row for row in marks(out)}
    assert {one.student_id for one in CLASS} == set(found), said
    assert {one: found[one.student_id]["score"] for one in EXPECTED} == EXPECTED
    assert found[NORA.student_id]["status"] == "missing"
    assert found[EMIL.student_id]["status"] in ("missing", "unreadable")
    assert all(one.name.split()[0] in said for one in (EMIL, NORA) if found[one.student_id]["status"] == "missing")


@pytest.mark.parametrize("kind", sorted(ANONYMOUS))
def test_who_is_anonymous_has_a_row_and_is_named_as_on_no_roster(kit: Path, kind: str) -> None:
    out, said = graded(kit, kind)
    strangers = [row for row in marks(out) if not row["student_id"]]
    assert sorted(row["score"] for row in strangers if row["score"]) == ["10", "15", "15"]
    assert "on no roster" in said


@pytest.mark.parametrize(
    ("kind", "form", "file"),
    [
        ("canvas", "canvas", "canvas"),
        ("brightspace", "brightspace", "brightspace"),
        ("brightspace-flat", "brightspace", "brightspace"),
        ("moodle", "moodle", "moodle"),
        ("moodle-flat", "moodle", "moodle"),
        ("moodle-blind", "moodle", "moodle-blind"),
        ("gradescope", "canvas", "canvas"),
        ("nbgrader", "brightspace", "brightspace"),
        ("classroom", "moodle", "moodle"),
        ("plain", "canvas", "canvas"),
        ("blackboard", "blackboard", "blackboard"),
        ("sakai", "blackboard", "blackboard"),
        ("classroom50", "canvas", "canvas"),
        ("teams", "moodle", "moodle"),
    ],
)
def test_the_instructors_own_file_comes_back_with_the_marks_and_nothing_else_changed(
    kit: Path, kind: str, form: str, file: str
) -> None:
    out, _ = graded(kit, kind)
    made = FILES[file]()
    before = made.encode() if isinstance(made, str) else made
    (kit / "theirs.csv").write_bytes(before)
    done = autograder("export", form, "--into", "theirs.csv", "--out", out, "-o", out / "filled.csv", cwd=kit)
    assert done.returncode == 0, done.stderr
    old, new = map(cells, (before, (out / "filled.csv").read_bytes()))
    people = {row: CLASS[row - (len(old) - len(CLASS)) + (1 if form == "canvas" else 0)] for row in rows_of(form, old)}
    for number, (was, is_now) in enumerate(zip(old, new, strict=True)):
        column = COLUMN[file]
        person = people.get(number)
        assert is_now[column] == (EXPECTED.get(person, "") if person else was[column])
        assert is_now[:column] + is_now[column + 1 :] == was[:column] + was[column + 1 :]
    if kind != "moodle-blind":
        assert NORA.name in done.stdout


def cells(data: bytes) -> list[list[str]]:
    text, delimiter = (data.decode("utf-16"), "\t") if data[:2] == b"\xff\xfe" else (data.decode(), ",")
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def rows_of(form: str, table: list[list[str]]) -> range:
    last = len(table) - (1 if form == "canvas" else 0)
    return range(last - len(CLASS), last)


@pytest.mark.parametrize("kind", ["canvas", "brightspace", "brightspace-flat", "moodle", "moodle-flat"])
def test_every_page_goes_back_where_its_submission_lay(kit: Path, kind: str) -> None:
    out, _ = graded(kit, kind)
    form = kind.split("-")[0]
    done = autograder("export", "feedback", form, "--out", out, "-o", out / "feedback.zip", cwd=kit)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(kit / "downloads" / f"{kind}.zip") as theirs, zipfile.ZipFile(out / "feedback.zip") as ours:
        places = {name.split("/")[0] for name in theirs.namelist()}
        pages = {name: ours.read(name).decode() for name in ours.namelist()}
    assert len(pages) >= len(EXPECTED)
    for name, page in pages.items():
        start, slash, _ = name.partition("/")
        whose = start if slash else name.removesuffix("feedback.html")
        assert any(place == whose if slash else place.startswith(whose) for place in places), name
        assert page.startswith("<!DOCTYPE html>")
    assert any(MARY.name.replace("'", "&#39;") in page for page in pages.values())
