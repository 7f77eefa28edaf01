"""Regrade, override, explain and void as a teacher runs them: nothing falls unseen, nothing half-way, nothing told."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.command import COMMAND, quick_kit, table
from tests.helpers.known_answers import ROOT
from tests.helpers.warm import autograder

pytestmark = pytest.mark.long

LOOP = """def net_input_loop(a, wj):
    net = 0
    for i in range(len(a)):
        net += a[i] * wj[i]
    return net
"""
SUM = "def net_input_sum(a, wj):\n    return sum(a * wj)\n"
DOT = "def net_input_dot(a, wj):\n    return np.dot(a, wj)\n"
RIGHT = f"import numpy as np\n\n{LOOP}\n{SUM}\n{DOT}"
WRONG = RIGHT.replace("np.dot(a, wj)", "np.zeros(3)")
# Pedantic, so that the reference passes it and nobody else: a case that the reference fails would judge nobody.
NEW_CASE = """

@test_case(name="A case nobody knew", hidden=True)
def nobody_knew(net_input_dot):
    assert type(net_input_dot(np.ones(31337), np.ones(31337))) is float, "31337 ones"
"""
PEOPLE = "student_id,name\n1,Ada Lovelace\n2,Ben Okri\n3,Cy Twombly\n4,Wei Zhang\n5,Wei Zhang\n"
FILES = {"ada_lovelace": RIGHT, "ben_okri": WRONG, "4_net": RIGHT, "5_net": RIGHT}


@dataclass(frozen=True)
class Room:
    """A kit of its own, and a class that was graded with it."""

    folder: Path

    @property
    def kit(self) -> Path:
        return self.folder / "kit"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def hidden(self) -> Path:
        return self.kit / "tests" / "hidden" / "net_input" / "net_input_dot_hidden.py"

    def says(self, *arguments: str, code: int = 0) -> str:
        grader = ("--workers", "1") if arguments[0] in ("grade", "regrade") else ()  # of so few, more are no faster
        done = autograder(*arguments, *grader, "--out", self.out, "--kit", self.kit)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return " ".join((done.stdout + done.stderr).split())

    def configure(self, old: str, new: str) -> None:
        path = self.kit / "grading_config.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    def add_case(self) -> None:
        self.hidden.write_text(self.hidden.read_text(encoding="utf-8") + NEW_CASE, encoding="utf-8")

    def marks(self) -> dict[str, str]:
        return {row["student_id"]: row["score"] for row in table(self.out, "marks.csv")}

    def files(self) -> dict[str, bytes]:
        """All that was written for the class, the gradebook as its rows."""
        known = {
            str(path.relative_to(self.out)): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file() and ".sqlite" not in path.name and not path.name.startswith(".")
        }
        with sqlite3.connect(f"file:{self.out / 'gradebook.sqlite'}?mode=ro", uri=True) as connection:
            known["gradebook"] = "\n".join(connection.iterdump()).encode()
        connection.close()
        return known


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Room:
    room = Room(tmp_path_factory.mktemp("regrade"))
    quick_kit(room.kit)
    (room.kit / "tests").unlink()
    shutil.copytree(ROOT / "tests" / "hidden", room.kit / "tests" / "hidden")
    shutil.copytree(ROOT / "tests" / "answers", room.kit / "tests" / "answers")
    (room.kit / "class").mkdir()
    (room.kit / "class" / "people.csv").write_text(PEOPLE, encoding="utf-8")
    download = room.folder / "download"
    download.mkdir()
    for name, code in FILES.items():
        (download / f"{name}.py").write_text(code, encoding="utf-8")
    room.says("grade", str(download))
    assert room.marks() == {"1": "15", "2": "10", "3": "", "4": "15", "5": "15"}
    return room


@pytest.fixture
def room(graded: Room, tmp_path: Path) -> Room:
    shutil.copytree(graded.folder, tmp_path / "room", symlinks=True)
    return Room(tmp_path / "room")


def publish(room: Room) -> None:
    assert "Recorded as handed out" in room.says("export", "canvas")


# --- seen before it is so


def test_a_changed_hidden_test_is_shown_then_made_so_and_twice_is_once(room: Room) -> None:
    before = room.files()
    stored = (room.out / "gradebook.sqlite").read_bytes()
    room.add_case()
    said = room.says("regrade")
    assert (room.out / "gradebook.sqlite").read_bytes() == stored
    assert "Ada Lovelace net_input 15/15 14.5/15" in said
    assert "net_input_dot: 5 of 5, now 4.5 of 5 (new case 'A case nobody knew' failed" in said
    assert "3 of 5 marks change, 3 of them downwards." in said
    assert "Nothing is changed yet" in said
    assert room.files() == before
    assert room.says("regrade").startswith(said[:40])
    room.says("regrade", "--apply")
    assert room.marks() == {"1": "14.5", "2": "10", "3": "", "4": "14.5", "5": "14.5"}
    assert not list(room.out.glob("regrade.sqlite*"))
    after = room.files()
    assert "0 of 5 marks change" in room.says("regrade", "--apply")
    assert room.files() == after
    told = room.says("explain", "Ada Lovelace", "net_input_dot")
    assert "Ada Lovelace" in told
    assert ": 5)" in told
    pages = "".join(path.read_text(encoding="utf-8") for path in (room.out / "feedback").rglob("*.html"))
    for secret in ("nobody knew", "31337", "Any number of inputs", "net_input_dot_hidden"):
        assert secret not in told
        assert secret not in pages
    assert "7 of 8 further checks passed" in told


def test_other_points_a_void_question_and_a_due_date_are_told_with_their_reasons(room: Room) -> None:
    room.configure("net_input_dot: 5\n", "net_input_dot: 10\n")
    room.configure("    # void: [net_input_sum]   ", "    void: [net_input_dot] #")
    said = room.says("regrade", "--apply")
    assert "Ada Lovelace net_input 15/15 20/20 net_input_dot: 5 of 5, now 10 of 10 (worth 5 before)" in said
    assert "Ben Okri net_input 10/15 20/20" in said
    assert "Cy Twombly" not in said.partition("marks change")[0]
    assert room.marks() == {"1": "20", "2": "20", "3": "", "4": "20", "5": "20"}
    assert "Everybody gets the points" in room.says("explain", "Ben Okri", "net_input_dot")


def test_a_void_case_no_longer_counts_and_a_mistyped_one_is_refused(room: Room) -> None:
    room.add_case()
    room.configure("    # void: [net_input_sum]   ", "    void: [net_input_dot/A case nobody knew] #")
    assert "0 of 5 marks change" in room.says("regrade")
    room.configure("nobody knew", "nobody new")
    said = room.says("regrade", code=2)
    assert "A case nobody new" in said
    assert "A case nobody knew" in said


def test_a_trial_that_was_killed_changes_nothing_and_is_taken_up(room: Room) -> None:
    before = room.files()
    room.add_case()
    command = [COMMAND, "regrade", "--out", str(room.out), "--kit", str(room.kit)]
    stopped = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    while stopped.poll() is None and not (room.out / "regrade.sqlite").exists():
        os.sched_yield()
    if stopped.poll() is None:
        os.killpg(stopped.pid, signal.SIGKILL)
    stopped.communicate()
    assert room.files() == before
    room.says("regrade", "--apply")
    assert room.marks()["1"] == "14.5"


def test_a_trial_under_another_policy_is_not_made_so(room: Room) -> None:
    room.add_case()
    room.says("regrade")
    shutil.copy(ROOT / "tests" / "hidden" / "net_input" / room.hidden.name, room.hidden)
    assert "0 of 5 marks change" in room.says("regrade", "--apply")
    assert room.marks()["1"] == "15"


# --- what was handed out


def test_published_marks_fall_only_when_allowed_and_then_no_more_is_asked(room: Room) -> None:
    publish(room)
    room.add_case()
    before = room.files()
    said = room.says("regrade", "--apply", code=2)
    assert "3 published marks would fall" in said
    assert "--allow-lower" in said
    assert room.files() == before
    room.says("regrade", "--apply", "--allow-lower")
    assert room.marks()["1"] == "14.5"
    room.says("report")
    room.says("override", "Ada Lovelace", "net_input_dot", "4", "--by", "X", "--reason", "r", code=2)


def test_a_refused_override_changes_nothing(room: Room) -> None:
    publish(room)
    before = room.files()
    room.says("override", "Ada Lovelace", "net_input_dot", "1", "--by", "Dr. X", "--reason", "r", code=2)
    assert room.files() == before
    assert "5 of 5" in room.says("explain", "Ada Lovelace", "net_input_dot")
    room.says("report")
    room.says("override", "Ada Lovelace", "net_input_dot", "1", "--by", "Dr. X", "--reason", "r", "--allow-lower")
    assert room.marks()["1"] == "11"


def test_an_override_whose_tables_cannot_be_written_is_not_kept(room: Room) -> None:
    before = room.files()
    in_the_way = room.out / ".marks.csv.part"
    in_the_way.mkdir()
    asked = ("override", "Ada Lovelace", "net_input_dot", "1", "--by", "Dr. X", "--reason", "r")
    assert "run the same command again" in room.says(*asked, code=2)
    assert room.files()["gradebook"] == before["gradebook"]
    in_the_way.rmdir()
    room.says(*asked)
    assert room.marks()["1"] == "11"


def test_part_of_the_class_graded_again_does_not_take_the_others_published_marks(room: Room) -> None:
    publish(room)
    before = room.marks()
    said = room.says("grade", str(room.folder / "download" / "ada_lovelace.py"))
    assert "The tables also hold what came before: download." in said
    assert room.marks() == before


def test_another_download_joins_the_same_gradebook(room: Room) -> None:
    before = room.marks()
    late = room.folder / "late" / "cy_twombly.py"
    late.parent.mkdir()
    late.write_text((room.folder / "download" / "ada_lovelace.py").read_text("utf-8") + "\n# mine\n", encoding="utf-8")
    room.says("grade", str(late.parent))
    after = room.marks()
    assert {person: mark for person, mark in after.items() if before[person] != mark} == {"3": "15"}
    assert "0 of" in room.says("regrade")


def test_a_plain_file_of_another_folder_displaces_none_of_its_name(room: Room) -> None:
    other = room.folder / "other" / "ada_lovelace.py"
    other.parent.mkdir()
    other.write_text("def net_input_dot(a, wj):\n    return 0\n", encoding="utf-8")
    before = room.marks()
    assert "The folder holds another ada_lovelace.py" in room.says("grade", str(other.parent), code=2)
    assert room.marks() == before


# --- what people decide


def test_a_decision_survives_every_regrade_and_is_told(room: Room) -> None:
    decision = ("--by", "Dr. Hodgkin", "--reason", "Her idea was right.")
    said = room.says("override", "2", "net_input_dot", "2.5", *decision)
    assert "0, now 2.5 of 5 points" in said
    assert room.marks()["2"] == "12.5"
    room.add_case()
    room.says("regrade", "--apply")
    assert room.marks()["2"] == "12.5"
    told = room.says("explain", "ben_okri.py", "net_input_dot")
    assert "Dr. Hodgkin decided on these points: Her idea was right." in told
    assert json.loads((room.out / "results" / "ben_okri.py.json").read_text(encoding="utf-8"))["score"] == 12.5
    room.says("override", "2", "net_input_dot", "--remove")
    assert room.marks()["2"] == "10"


@pytest.mark.parametrize(
    ("who", "arguments"),
    [
        ("Ada Lovelace", ["net_input_dot", "5.5", "--by", "X", "--reason", "r"]),
        ("Ada Lovelace", ["net_input_dot", "nan", "--by", "X", "--reason", "r"]),
        ("Ada Lovelace", ["net_input_dot", "3", "--by", " ", "--reason", "r"]),
        ("Ada Lovelace", ["net_input_dot", "3", "--by", "X"]),
        ("Ada Lovelace", ["net_input_dot"]),
        ("Ada Lovelace", ["relu", "3", "--by", "X", "--reason", "r"]),
        ("Wei Zhang", ["net_input_dot", "3", "--by", "X", "--reason", "r"]),
        ("Dee Nobody", ["net_input_dot", "3", "--by", "X", "--reason", "r"]),
    ],
    ids=["too many", "not a number", "nobody", "no reason", "nothing", "no question", "two of one name", "unknown"],
)
def test_a_decision_that_is_not_clear_is_refused(graded: Room, who: str, arguments: list[str]) -> None:
    before = graded.files()
    graded.says("override", who, *arguments, code=2)
    assert graded.files() == before


# --- explain


def test_of_two_people_of_one_name_none_is_explained_in_place_of_the_other(graded: Room) -> None:
    said = graded.says("explain", "Wei Zhang", "net_input_dot", code=2)
    assert "4_net.py" in said
    assert "5_net.py" in said
    assert "Hello Wei," in graded.says("explain", "4", "net_input_dot")


# --- people and dates


def test_a_due_date_added_later_costs_and_both_marks_are_on_the_page(room: Room) -> None:
    with sqlite3.connect(room.out / "gradebook.sqlite") as connection:
        rows = connection.execute("SELECT submission, document FROM submissions").fetchall()
        for name, text in rows:
            document = {**json.loads(text), "submitted_at": "2026-10-07T12:00:00-05:00"}
            connection.execute("UPDATE submissions SET document = ? WHERE submission = ?", (json.dumps(document), name))
    connection.close()
    room.configure("    # due: 2026-10-05 23:59 ", "    due: 2026-10-05 23:59 ")
    room.configure("per_day: 0  ", "per_day: 0.1")
    said = room.says("regrade")
    assert "Ada Lovelace net_input 15/15 12/15 late penalty 0, now 3" in said
    room.says("regrade", "--apply")
    page = (room.out / "feedback" / "ada_lovelace.py.html").read_text(encoding="utf-8")
    assert "Handed in 2 days late: 3 of your 15 points are taken off for that, and 12 remain." in page
    assert "12 remain" in room.says("explain", "1", "net_input_sum")
    people = "student_id,name,extensions\n1,Ada Lovelace,net_input=2026-10-07 11:00\n2,Ben Okri,\n"
    (room.kit / "class" / "people.csv").write_text(people, encoding="utf-8")
    room.says("report")
    marks = room.marks()
    assert (marks["1"], marks["2"]) == ("13.5", "8")
    publish(room)
    (room.kit / "class" / "people.csv").write_text(people.replace("10-07 11", "10-06 11"), encoding="utf-8")
    before = room.files()
    room.says("report", code=2)
    assert room.files() == before


def test_a_new_name_in_people_csv_is_on_the_page_after_a_report(room: Room) -> None:
    path = room.kit / "class" / "people.csv"
    path.write_text(PEOPLE.replace("4,Wei Zhang", "4,Wei Zhang the Elder"), encoding="utf-8")
    room.says("report")
    assert "Wei Zhang the Elder" in (room.out / "feedback" / "4_net.py.html").read_text(encoding="utf-8")
    assert "Wei Zhang the Elder" in (room.out / "grades.csv").read_text(encoding="utf-8")
    assert "Hello Wei," in room.says("explain", "4", "net_input_dot")
    path.write_text(PEOPLE.replace("4,Wei Zhang\n", ""), encoding="utf-8")
    room.says("report")
    assert "Wei" not in (room.out / "feedback" / "4_net.py.html").read_text(encoding="utf-8")


# --- what was handed in is no longer there


@pytest.mark.parametrize("how", ["changed", "deleted", "a folder"])
def test_a_download_that_is_not_what_was_graded_is_refused_with_its_name(graded: Room, how: str) -> None:
    path = graded.folder / "download" / "ben_okri.py"
    before = graded.files()
    try:
        path.unlink()
        if how == "changed":
            path.write_text(RIGHT, encoding="utf-8")
        elif how == "a folder":
            path.mkdir()
        said = graded.says("regrade", "--apply", code=2)
    finally:
        if path.is_dir():
            path.rmdir()
        path.write_text(WRONG, encoding="utf-8")
    assert "ben_okri.py" in said
    assert "ada_lovelace" not in said
    assert graded.files() == before


def test_an_earlier_attempt_that_is_gone_does_not_hold_up_a_regrade(room: Room) -> None:
    first = room.folder / "download" / "ada_lovelace.py"
    first.with_name("ada_lovelace_2.py").write_text(first.read_text("utf-8") + "\n# again\n", encoding="utf-8")
    room.says("grade", str(first.parent))
    first.unlink()
    before = room.marks()
    room.says("regrade", "--apply")
    assert room.marks() == before


def test_a_look_that_was_not_followed_up_holds_up_no_later_regrade(room: Room) -> None:
    room.says("regrade")
    moved = (room.folder / "download").rename(room.folder / "moved")
    room.says("grade", str(moved))
    (moved / "ben_okri.py").write_text("def net_input_dot(a, wj):\n    return 1\n", encoding="utf-8")
    room.says("grade", str(moved))
    assert "0 of" in room.says("regrade")
