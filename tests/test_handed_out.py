"""What was handed out moves, falls or goes only where the teacher sees it, and falls only where they allow it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from autograder.model import Person
from tests.helpers.command import quick_kit, table
from tests.helpers.downloads import HandIn, build, write
from tests.helpers.known_answers import filled_notebook, plain_right
from tests.helpers.warm import autograder

pytestmark = pytest.mark.slow

NET = "net_input"
RIGHT = plain_right(NET)
HALF = {**RIGHT, "net_input_dot": "def net_input_dot(a, wj):\n    return 7\n"}
BLANK = {question: f"def {question}(a, wj):\n    return 0\n" for question in RIGHT}
LOGINS = ("ann", "ben", "cid", "dee")


def hand_in(login: str, answers: dict[str, str], **other: object) -> HandIn:
    filled = filled_notebook(NET, answers)
    filled.cells[0].source += f" {login}"
    return HandIn((Person(login, f"{login.title()} Doe", login=login),), json.dumps(filled).encode(), **other)


class Room:
    """Ann, Ben and Cid handed in, Dee did not; their marks are in the LMS."""

    def __init__(self, folder: Path, first: list[HandIn] | None = None, **policy: str) -> None:
        self.folder, self.kit, self.out = folder, quick_kit(folder / "kit"), folder / "out"
        for old, new in policy.items():
            self.configure(rf"{old}: \w+", f"{old}: {new}")
        self.roster(*LOGINS)
        self.download([hand_in("ann", RIGHT), hand_in("ben", HALF), hand_in("cid", RIGHT)] if first is None else first)
        self.says("export", "canvas")

    def roster(self, *logins: str) -> None:
        people = "".join(f"{login},{login.title()} Doe,{login}\n" for login in logins)
        write(self.kit / "class", {"people.csv": f"student_id,name,login\n{people}".encode()})

    def configure(self, old: str, new: str) -> None:
        path = self.kit / "grading_config.yaml"
        text, count = re.subn(old, new, path.read_text("utf-8"))
        assert count == 1
        path.write_text(text, "utf-8")

    def download(self, hand_ins: list[HandIn], name: str = "first", code: int = 0) -> str:
        built = build("canvas", self.folder / "built", hand_ins)
        return self.says("grade", str(built.rename(self.folder / f"{name}.zip")), "--workers", "1", code=code)

    def says(self, *arguments: str, code: int = 0) -> str:
        done = autograder(*arguments, "--out", self.out, "--kit", self.kit)
        assert done.returncode == code, done.stdout + done.stderr
        return " ".join((done.stdout + done.stderr).split())

    def marks(self) -> dict[str, str]:
        return {row["student_id"] or row["name"]: row["score"] for row in table(self.out, "marks.csv")}

    def handed_out(self) -> dict[str, str]:
        """The rows of review.csv about what was handed out."""
        rows = table(self.out, "review.csv")
        return {row["student_id"]: row["why"] for row in rows if "was handed out" in row["why"]}


AFTER = [hand_in("ben", HALF), hand_in("cid", RIGHT)]
WORSE = {
    "beside the first": [hand_in("ann", RIGHT), *AFTER, hand_in("ann", BLANK, attempt=2)],
    "in place of it": [hand_in("ann", BLANK, attempt=2, file_name="again.ipynb"), *AFTER],
}


@pytest.mark.parametrize("how", WORSE)
def test_a_worse_resubmission_lowers_nothing_in_silence_and_holds_up_nobody(how: str, tmp_path: Path) -> None:
    room = Room(tmp_path)
    said = room.download(WORSE[how], code=0)
    assert room.marks() == {"ann": "15", "ben": "10", "cid": "15", "dee": ""}
    assert "Since they were handed out, 1 mark moved: Ann Doe, net_input: 15 of 15 was handed out and stands" in said
    assert "would give 0 of 15" in room.handed_out()["ann"]
    assert "15 of 15 was handed out" in room.says("report")
    room.says("export", "canvas")
    assert room.marks()["ann"] == "15"
    room.says("report")
    assert room.marks()["ann"] == "15"
    pages = [path.read_text("utf-8") for path in (room.out / "feedback").iterdir() if "doeann" in path.name]
    page = next(page for page in pages if "You were given 15 of 15 points before. They stand." in page)
    assert "15 of 15 points" in page.partition("You were given")[0]
    assert "15 of 15 was handed out, now 0 of 15" in room.says("report", "--allow-lower")
    assert room.marks()["ann"] == "0"
    assert "now 0 of 15" in room.says("report")
    assert room.marks()["ann"] == "0"


def test_a_better_resubmission_counts_and_is_told_until_it_is_handed_out(tmp_path: Path) -> None:
    room = Room(tmp_path)
    said = room.download([hand_in("ben", RIGHT)], "late")
    assert "Ben Doe, net_input: 10 of 15 was handed out, now 15 of 15." in said
    assert room.marks()["ben"] == "15"
    assert list(room.handed_out()) == ["ben"]
    room.says("export", "canvas")
    assert "moved" not in room.says("report")
    assert room.handed_out() == {}


def test_counting_the_latest_in_place_of_the_best_is_asked_for(tmp_path: Path) -> None:
    first = [hand_in("ann", RIGHT), hand_in("ann", BLANK, attempt=2), hand_in("ben", HALF)]
    room = Room(tmp_path, first, counts="best")
    assert room.marks()["ann"] == "15"
    room.configure("counts: best", "counts: latest")
    assert "1 published mark would fall (Ann Doe ann)" in room.says("report", code=2)
    assert room.marks()["ann"] == "15"
    assert "stands" in room.says("report", "--only-raise")
    assert "1 mark moved" in room.says("report")
    assert room.marks()["ann"] == "15"
    room.says("report", "--allow-lower")
    assert room.marks()["ann"] == "0"


def test_somebody_taken_off_the_roster_takes_no_mark_with_them_in_silence(tmp_path: Path) -> None:
    room = Room(tmp_path, missing="zero")
    room.roster("ann", "ben")
    assert "1 published mark would be gone (Dee Doe dee)" in room.says("report", code=2)
    assert room.marks()["dee"] == "0"
    said = room.says("report", "--allow-lower")
    assert "Dee Doe, net_input: 0 of 15 was handed out, no line any more." in said
    assert set(room.marks()) == {"ann", "ben", "doecid"} or "dee" not in room.marks()
    assert "no line any more" in room.handed_out()["dee"]
    room.says("report")


def test_a_regrade_may_only_raise(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.configure("    # void: .*", "    void: [net_input_dot]")
    room.configure("form_share: 0.3", "form_share: 0.9")
    room.configure("net_input_loop: 5", "net_input_loop: 1")
    assert "would fall" in room.says("regrade", "--apply", "--workers", "1", code=2)
    said = room.says("regrade", "--apply", "--only-raise", "--workers", "1")
    assert room.marks() == {"ann": "15", "ben": "11", "cid": "15", "dee": ""}
    assert "Ann Doe, net_input: 15 of 15 was handed out and stands" in said
    assert "Ben Doe, net_input: 10 of 15 was handed out, now 11 of 11." in said
    room.says("report")
    assert room.marks()["ann"] == "15"
    assert "not both" in room.says("regrade", "--apply", "--only-raise", "--allow-lower", code=2)
