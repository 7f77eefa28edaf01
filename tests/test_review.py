"""``review.csv`` is all that a teacher is to look at, the most urgent first; what has no mark is marked by hand."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import openpyxl
import pytest

from autograder.model import Person
from tests.helpers.command import autograder, quick_kit, table
from tests.helpers.downloads import HandIn, build, write
from tests.helpers.known_answers import filled_notebook, plain_right

pytestmark = pytest.mark.slow

NET, ACT = "net_input", "activation_functions"
RIGHT = plain_right(NET)
SLIP = {**RIGHT, "net_input_loop": RIGHT["net_input_loop"].replace("net_input_loop", "net_imput_loop")}
LOGINS = "ann ben cid pia bob sue tom ida ina liz"


def notebook(answers: dict[str, str], assignment: str = NET, more: str = "") -> bytes:
    filled = filled_notebook(assignment, answers)
    filled.cells[0].source += more
    return json.dumps(filled).encode()


def person(login: str) -> Person:
    return Person(login, f"{login.title()} Doe", login=login)


def hand_in(login: str, data: bytes, **other: object) -> HandIn:
    return HandIn((person(login),), data, **other)


class Room:
    def __init__(self, folder: Path) -> None:
        self.root, self.out = quick_kit(folder / "kit"), folder / "report"
        people = "".join(f"{one.student_id},{one.name},{one.login}\n" for one in map(person, LOGINS.split()))
        write(self.root / "class", {"people.csv": f"student_id,name,login\n{people}".encode()})
        config = self.root / "grading_config.yaml"
        config.write_text(config.read_text("utf-8").replace("# due: 2026-10-05", "due: 2026-10-05"), "utf-8")
        same = notebook(RIGHT, more=" same")
        hand_ins = [hand_in(login, notebook(RIGHT, more=login)) for login in ("ann", "ben", "cid")]
        hand_ins += [hand_in("pia", b"%PDF-1.7"), hand_in("bob", notebook(plain_right(ACT), ACT))]
        hand_ins += [hand_in("sue", notebook(SLIP)), hand_in("tom", notebook(RIGHT, more="t"), file_name="a.ipynb")]
        hand_ins += [hand_in("tom", notebook(dict([*RIGHT.items()][:1])), file_name="b.ipynb")]
        hand_ins += [hand_in("ida", same), hand_in("ina", same, late=True), hand_in("eve", notebook(RIGHT, more="e"))]
        self.said = self.run("grade", build("canvas", folder, hand_ins))

    def run(self, command: str, *arguments: str | Path, code: tuple[int, ...] = (0, 1)) -> str:
        done = autograder(command, *arguments, "--out", self.out, "--kit", self.root)
        assert done.returncode in code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def review(self) -> list[dict[str, str]]:
        return table(self.out, "review.csv")

    def line(self, name: str) -> dict[str, str]:
        [line] = [row for row in table(self.out, "marks.csv") if name in (row["student_id"], row["name"], row["login"])]
        return line

    def page(self, login: str) -> str:
        return next((self.out / "feedback").glob(f"doe{login}*")).read_text("utf-8")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return Room(tmp_path_factory.mktemp("review"))


EXPECTED = [
    ("bob", f"wrong assignment: This is a notebook of {ACT}, not of {NET}."),
    ("pia", "unreadable: Found a PDF, not a notebook."),
    ("tom", "they came in one hand-in; 3 of its 3 questions are filled in, 1 in this one"),
    ("sue", "defined net_imput_loop; net_input_loop was asked"),
    ("ina", "late by an unknown time"),
    ("ida; ina", "the same file, byte by byte, as doeina"),
    ("", "on no roster"),
    ("liz", "nothing was handed in"),
]


def test_everything_to_look_at_is_a_row_and_the_most_urgent_stands_first(graded: Room) -> None:
    rows = [row for row in graded.review() if "not known" not in row["why"]]
    assert [row["student_id"] for row in rows] == [who for who, _ in EXPECTED]
    for row, (_, words) in zip(rows, EXPECTED, strict=True):
        assert words in row["why"]
        assert row["next_step"]
        assert row["assignment"] == NET


def test_what_no_lms_tells_is_one_row_for_all_whom_it_concerns(graded: Room) -> None:
    untimed = [row for row in graded.review() if "when it was handed in is not known" in row["why"]]
    assert all("--times" in row["next_step"] for row in untimed)
    assert len({row["student_id"] for row in untimed}) == len(untimed)


def test_the_workbook_has_the_same_rows(graded: Room) -> None:
    graded.run("export", "xlsx")
    sheet = openpyxl.load_workbook(graded.out / "xlsx.xlsx")["To look at"]
    header, *rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [dict(zip(header, row, strict=True)) for row in rows] == graded.review()


def test_the_command_of_a_row_runs_as_it_stands(tmp_path: Path) -> None:
    room = Room(tmp_path)
    [sue] = [row for row in room.review() if "net_imput_loop" in row["why"]]
    room.run(*shlex.split(sue["next_step"].removeprefix("If it was meant: "))[1:])
    assert room.line("sue")["score"] == "15"
    assert not [row for row in room.review() if "net_imput_loop" in row["why"]]


def test_what_cannot_be_read_is_marked_by_hand_and_stays_so(tmp_path: Path) -> None:
    room = Room(tmp_path)
    [pia] = [row for row in room.review() if row["student_id"] == "pia"]
    words = pia["next_step"].partition(" or ")[2]
    for question, points in (("net_input_loop", "5"), ("net_input_sum", "2.5")):
        call = words.replace("QUESTION POINTS", f"{question} {points}").replace("NAME", "Kim").replace("TEXT", "seen")
        assert f"{question}: open, now {points} of 5 points." in room.run(*shlex.split(call)[1:])
    assert (room.line("pia")["status"], room.line("pia")["score"]) == ("open", "")
    assert {row["question"] for row in room.review() if row["student_id"] == "pia"} == {"net_input_dot"}
    room.run("override", "Pia Doe", "net_input_dot", "0", "--by", "Kim", "--reason", "nothing there")
    for again in ([], ["report"], ["regrade", "--apply"], ["grade", tmp_path / "canvas.zip"]):
        if again:
            room.run(*again)
        line = room.line("pia")
        assert (line["status"], line["score"], line["net_input_sum"]) == ("graded", "7.5", "2.5")
    assert "7.5 of 15 points" in room.page("pia")
    assert "pia" not in {row["student_id"] for row in room.review()}
    told = room.run("explain", "pia", "net_input_sum")
    assert "2.5 of 5 points" in told
    assert "Kim decided on these points: seen." in told
    room.run("override", "pia", "net_input_loop", "--remove")
    assert room.line("pia")["status"] == "open"


def test_who_handed_in_nothing_is_given_points_and_told_so(tmp_path: Path) -> None:
    room = Room(tmp_path)
    assert "Nothing was handed in" in room.run("explain", "liz", "net_input_loop")
    assert "about Net input" in room.run("explain", "bob", "net_input_loop")
    for question in RIGHT:
        room.run("override", "liz", question, "3", "--by", "Kim", "--reason", "shown in person")
    assert (room.line("liz")["status"], room.line("liz")["score"]) == ("graded", "9")
    assert "net_input_sum: 3 by Kim (shown in person)" in room.line("liz")["note"]
    assert "liz" not in {row["student_id"] for row in room.review()}
    assert "Kim decided on these points: shown in person." in room.run("explain", "liz", "net_input_sum")
    late = build("canvas", tmp_path / "2", [hand_in("liz", notebook(RIGHT, more="l"), file_name="late.ipynb")])
    room.run("grade", late.rename(tmp_path / "late.zip"))
    assert room.line("liz")["score"] == "15"
    assert any("no longer stand" in row["why"] for row in room.review() if row["student_id"] == "liz")


def test_too_many_points_and_another_question_are_refused(graded: Room) -> None:
    by = ("--by", "Kim", "--reason", "r")
    assert "too many" in graded.run("override", "pia", "net_input_dot", "99", *by, code=(2,))
    assert "relu" in graded.run("override", "pia", "relu", "1", *by, code=(2,))
    assert graded.line("pia")["status"] == "unreadable"
