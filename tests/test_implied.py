"""Whoever handed in anything is not missing: most people's work says of which assignment a download is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.model import Person
from tests.helpers.command import autograder, quick_kit, rows, table
from tests.helpers.downloads import HandIn, build, pack, write
from tests.helpers.known_answers import filled_notebook, plain_right

pytestmark = pytest.mark.slow

NET, ACT = "net_input", "activation_functions"
PDF, PICTURE = b"%PDF-1.7", b"\x89PNG\r\n"
OTHERS = {"pia": PDF, "pio": PICTURE, "zoe": b"PK\x05\x06" + bytes(18), "dan": b""}
CELLS = [{"cell_type": "code", "source": "print(1)"}]
TUTORIAL = json.dumps({"nbformat": 4, "cells": CELLS, "metadata": {}}).encode()


def notebook(assignment: str, answers: dict[str, str] | None = None) -> bytes:
    filled = filled_notebook(assignment, plain_right(assignment) if answers is None else answers)
    return json.dumps(filled).encode()


WORK = {name: notebook(name) for name in (NET, ACT)}


def person(login: str) -> Person:
    return Person(login, f"{login.title()} Doe", login=login)


def hand_in(login: str, data: bytes, **other: object) -> HandIn:
    return HandIn((person(login),), data, **other)


class Desk:
    """A kit with a roster, and what its report says of each person."""

    def __init__(self, folder: Path, logins: str, *, missing: str = "blank") -> None:
        self.root, self.out = quick_kit(folder / "kit"), folder / "report"
        config = self.root / "grading_config.yaml"
        config.write_text(config.read_text("utf-8").replace("missing: blank", f"missing: {missing}"), "utf-8")
        people = "".join(f"{one.student_id},{one.name},{one.login}\n" for one in map(person, logins.split()))
        write(self.root / "class", {"people.csv": f"student_id,name,login\n{people}".encode()})

    def grade(self, *paths: Path | str, code: int = 1) -> str:
        done = autograder("grade", *paths, "--out", self.out, "--kit", self.root)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def lines(self) -> dict[str, dict[str, str]]:
        """By person, the status in each assignment."""
        found: dict[str, dict[str, str]] = {}
        for row in table(self.out, "marks.csv"):
            found.setdefault(row["student_id"] or row["name"], {})[row["assignment"]] = row["status"]
        return found


LMSES = ("canvas", "brightspace", "moodle", "gradescope", "nbgrader", "classroom", "plain")


@pytest.mark.parametrize("kind", LMSES)
def test_a_pdf_or_the_other_notebook_is_a_line_of_the_assignment_that_the_others_handed_in(
    kind: str, tmp_path: Path
) -> None:
    desk = Desk(tmp_path, "ann ben cid eve bob tim liz " + " ".join(OTHERS))
    hand_ins = [hand_in(login, WORK[NET]) for login in ("ann", "ben", "cid", "eve")]
    hand_ins += [hand_in("bob", WORK[ACT], file_name=f"{ACT}.ipynb"), hand_in("tim", TUTORIAL)]
    hand_ins += [hand_in(login, data, file_name="answers.xyz") for login, data in OTHERS.items()]
    said = desk.grade(build(kind, tmp_path, hand_ins))
    right = {login: {NET: "graded"} for login in ("ann", "ben", "cid", "eve")}
    unread = {login: {NET: "unreadable"} for login in OTHERS}
    other = {login: {NET: "wrong_assignment"} for login in ("bob", "tim")}
    assert desk.lines() == right | unread | other | {"liz": {NET: "missing"}}
    assert f"{NET}: 1 handed in nothing: Liz Doe." in said
    assert f"is of {NET}, as the work of 4 of 5 people in it is. " in said


def test_what_was_implied_stands_in_every_table_and_page_and_does_not_change_by_grading_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "ann ben cid bob")
    download = build("canvas", tmp_path, [hand_in(login, WORK[NET]) for login in ("ann", "ben")])
    more = [*(hand_in(login, WORK[NET]) for login in ("ann", "ben", "cid")), hand_in("bob", WORK[ACT])]
    bob = build("canvas", tmp_path / "2", more)
    desk.grade(download, code=0)
    download.write_bytes(bob.read_bytes())
    first = desk.grade(download)
    files = {path: path.read_bytes() for path in desk.out.rglob("*") if path.suffix in (".csv", ".json", ".html")}
    assert desk.grade(download) == first
    assert {path: path.read_bytes() for path in files} == files
    [row] = [row for name, row in rows(desk.out).items() if name.startswith("doebob")]
    assert (row["assignment"], row["score"], row["status"]) == (NET, "", "wrong_assignment")
    page = next(path for path in (desk.out / "feedback").iterdir() if path.name.startswith("doebob"))
    assert f"This is a notebook of {ACT}, not of {NET}. Hand in {NET}.ipynb." in page.read_text("utf-8")
    again = autograder("regrade", "--apply", "--out", desk.out, "--kit", desk.root)
    assert "0 of 4 marks change" in again.stdout
    autograder("report", "--out", desk.out, "--kit", desk.root)
    assert {path: path.read_bytes() for path in files} == files


def test_a_download_that_holds_both_implies_neither(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "ann ben cid pia")
    files = {f"{login}_{name}.ipynb": WORK[name] for login in ("ann", "ben") for name in (NET, ACT)}
    said = desk.grade(write(tmp_path / "both", {**files, f"cid_{NET}.ipynb": WORK[NET], "pia.pdf": PDF}))
    both = {NET: "graded", ACT: "graded"}
    lines = desk.lines()
    assert (lines["ann"], lines["ben"], lines["cid"]) == (both, both, {NET: "graded", ACT: "missing"})
    assert lines["pia"] == {NET: "missing", ACT: "missing", "": "unreadable"}
    assert f"{ACT}: 1 handed in nothing: Cid Doe." in said
    assert f"{NET}: 1 handed in nothing" not in said
    assert "Of which assignment these are cannot be told: Pia Doe." in said


def test_what_may_be_the_work_is_worth_no_zero(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "ann ben pia liz", missing="zero")
    files = {f"{login}_{name}.ipynb": WORK[name] for login in ("ann", "ben") for name in (NET, ACT)}
    desk.grade(write(tmp_path / "both", {**files, "pia.pdf": PDF}))
    scores = {(row["student_id"], row["assignment"]): row["score"] for row in table(desk.out, "marks.csv")}
    assert (scores["liz", NET], scores["pia", NET], scores["pia", ACT]) == ("0", "", "")


def test_two_assignments_in_one_hand_in_of_an_lms_are_both_the_work(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "ann ben cid dee")
    both = [hand_in(login, WORK[name], file_name=f"{name}.ipynb") for login in ("ann", "ben") for name in WORK]
    desk.grade(build("moodle", tmp_path, [*both, *(hand_in(login, WORK[NET]) for login in ("cid", "dee"))]), code=0)
    assert desk.lines()["ann"] == {NET: "graded", ACT: "graded"}


def test_somebodys_other_notebook_beside_their_work_is_passed_over(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "ann ben cid")
    files = [hand_in(login, WORK[NET]) for login in ("ann", "ben", "cid")]
    desk.grade(build("moodle", tmp_path, [*files, hand_in("cid", WORK[ACT], file_name="z.ipynb")]))
    assert desk.lines() == {login: {NET: "graded"} for login in ("ann", "ben", "cid")}
    [review] = [row for row in table(desk.out, "review.csv") if "z.ipynb" in row["submission"]]
    assert f"This is a notebook of {ACT}" in review["why"]


def test_each_download_of_a_course_is_of_its_own_assignment(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "ann ben cid pia bob")
    for name, other in ((NET, ACT), (ACT, NET)):
        whose = {"ann": WORK[name], "ben": WORK[name], "cid": WORK[name], "pia": PDF, "bob": WORK[other]}
        hand_ins = [hand_in(login, data, file_name=f"week of {name}.ipynb") for login, data in whose.items()]
        desk.grade(build("canvas", tmp_path / name, hand_ins).rename(tmp_path / f"{name}.zip"))
    lines = desk.lines()
    assert lines["pia"] == {NET: "unreadable", ACT: "unreadable"}
    assert lines["bob"] == {NET: "wrong_assignment", ACT: "wrong_assignment"}
    assert lines["ann"] == lines["ben"] == {NET: "graded", ACT: "graded"}


def test_a_folder_called_like_an_assignment_is_of_it_however_few_are_in_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "ann ben cid dee eli")
    files = {f"{NET}/{login}.ipynb": WORK[NET] for login in ("ann", "ben", "cid", "dee", "eli")}
    desk.grade(write(tmp_path / "course", {**files, f"{ACT}/ann.ipynb": WORK[ACT]}), code=0)
    assert ACT in {row["assignment"] for row in rows(desk.out).values()}


def test_files_that_are_named_one_by_one_are_one_download(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "ann ben cid bob")
    folder = write(
        tmp_path / "files",
        {"ann.ipynb": WORK[NET], "ben.ipynb": WORK[NET], "cid.ipynb": WORK[NET], "bob.ipynb": WORK[ACT], "x.pdf": PDF},
    )
    desk.grade(*sorted(folder.iterdir()))
    assert desk.lines()["bob"] == {NET: "wrong_assignment"}


def test_the_work_of_one_person_implies_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "ann bob")
    said = desk.grade(pack(tmp_path / "few.zip", {"ann.ipynb": WORK[NET], "bob.ipynb": WORK[ACT]}), code=0)
    assert "people in it" not in said
    assert desk.lines()["bob"][ACT] == "graded"


def test_a_class_in_which_it_was_asked_for_is_graded_as_that(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "ann ben bob")
    download = build("canvas", tmp_path, [hand_in(login, WORK[ACT]) for login in ("ann", "ben")])
    done = autograder("grade", download, "--assignment", NET, "--out", desk.out, "--kit", desk.root)
    assert "people in it" not in done.stdout
    assert desk.lines() == {"ann": {NET: "wrong_assignment"}, "ben": {NET: "wrong_assignment"}, "bob": {NET: "missing"}}
