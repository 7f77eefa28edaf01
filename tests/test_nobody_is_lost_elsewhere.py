"""The class with every oddity, through the LMSs that take no pages back: those of ``test_nobody_is_lost.py`` do."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.model import Person
from tests.helpers.downloads import blackboard, classroom50, gradescope, nbgrader, pack, sakai, write
from tests.helpers.odd_class import (
    ANN,
    CLASS,
    CY,
    EMPTY,
    EXPECTED,
    GIA,
    GUS,
    LARS,
    MARKED,
    NINA,
    NORA,
    OLDER,
    OTHER,
    OTTO,
    PDF,
    SECOND,
    TOM,
    WEI,
    WEI2,
    WHOLE,
    ZOE,
    Evening,
    by_login,
    filled,
    hand_ins,
    lines,
)

pytestmark = pytest.mark.long

GROUP = Person("Group 3", "Group 3", login="Group 3")


def test_gradescope(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    rows = [[*one.name.split(" ", 1), one.student_id.lstrip("0"), one.email, "A"] for one in CLASS]
    rows[0][3] = rows[0][3].upper()
    evening.people(lines(["First Name", "Last Name", "SID", "Email", "Sections"], rows))

    known = {ANN: replace(ANN, student_id=""), CY: replace(CY, name="Ann Bell"), ZOE: replace(ZOE, email="", name="Z.")}
    handed = [one for one in hand_ins() if one.data not in (OLDER, SECOND)]
    handed = [replace(one, people=tuple(known.get(each, each) for each in one.people)) for one in handed]
    files = gradescope(handed)
    [place] = [name for name in files if files[name] == WHOLE[NINA]]
    files[place.replace("b.ipynb", "z.ipynb")] = SECOND
    said = evening.grade(pack(tmp_path / "submissions.zip", files))
    assert "1 on no roster: Otto Extra." in said
    evening.settled()
    assert evening.table() == MARKED


def test_blackboard(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    header = ["Last Name", "First Name", "Username", "Student ID", "Last Access", "Availability"]
    header += ["Net input [Total Pts: 15 Score] |664617", "Total [Total Pts: up to 15 Score] |664620"]
    rows = [[*one.name.split(" ", 1)[::-1], one.login, one.student_id, "", "Yes", "", ""] for one in CLASS]
    by_excel = [[*row[:3], row[3].lstrip("0"), *row[4:]] for row in rows]
    by_excel[0][2] = by_excel[0][2].upper()
    evening.people("\ufeff".encode() + lines(header, by_excel))

    files = blackboard(hand_ins((GROUP,)))
    for name in [name for name in files if name.endswith("-00.txt")]:
        files[name] = files[name].replace(b"Name: Cy Cox", b"Name: Ann Bell (abell)")
        files[name] = files[name].replace(b"Name: Group 3 (Group 3)", b"Name: Gus Green (ggreen), Gia Gold (ggold)")
    said = evening.grade(pack(tmp_path / "gradebook_net_input.zip", files))
    assert "1 on no roster: Otto Extra." in said
    evening.settled()

    gone = ["Gone", "Gil", "ggone", "2001099", "", "No", "", ""]
    book = "\ufeff".encode() + lines(header, [*rows, gone])
    done, said = evening.export("blackboard", book)
    assert by_login(filled(book, done, 2, 6), {one.login: one for one in CLASS}) == MARKED
    evening.said_of_the_rest(said, "Gil Gone")


def test_sakai(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    rows = [[one.login, one.student_id.lstrip("0"), *one.name.split(" ", 1)[::-1], ""] for one in CLASS]
    rows[0][0] = rows[0][0].upper()
    top = lines(["Net input", "Points"], [[]])
    evening.people(top + lines(["Display ID", "ID", "Last Name", "First Name", "grade"], rows))
    evening.write("group", {GUS: "Group 3", GIA: "group 3"})

    files = sakai([one for one in hand_ins((GROUP,)) if one.data != OLDER])
    files = {name.replace("/Cox, Cy(", "/Bell, Ann(abell)("): data for name, data in files.items()}
    said = evening.grade(pack(tmp_path / "bulk_download.zip", files))
    assert "1 on no roster: Extra, Otto." in said
    evening.settled()
    assert evening.table() == MARKED


def test_classroom_50(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    header = ["username", "first_name", "last_name", "email", "section", "github_id", "role"]
    rows = [[one.login, *one.name.split(" ", 1), one.email, "A", one.lms_id, "student"] for one in CLASS]
    rows[0][3], rows[1][0] = rows[0][3].upper(), rows[1][0].upper()
    evening.people(lines(header, [*rows, ["prof", "Pat", "Prof", "pat@uni.edu", "", "1", "teacher"]]))

    files = classroom50([one for one in hand_ins((GUS,)) if one.data != OLDER])
    scores = [[one.login, ""] for one in CLASS if one != GIA]
    files["scores.csv"] = lines(["username", "score"], scores)
    told = {"schema": "classroom50/result/v1", "datetime": "2026-10-08T21:26:00Z"}
    of_cy, of_group = (f"cs50-net-input-{one.login}/result.json" for one in (CY, GUS))
    files[of_cy] = json.dumps({**told, "owner": "abell", "assignment_type": "group"}).encode()
    files[of_group] = json.dumps({**told, "owner": "ggreen", "assignment_type": "group"}).encode()
    said = evening.grade(write(tmp_path / "cs50-net-input", files))
    assert "2 of these marks: handed in for a group, and the column group of people.csv does not say who else" in said
    assert evening.lines() == EXPECTED | {GIA.login: ("missing", "")}
    evening.write("group", {GUS: "Group 3", GIA: "group 3", CY: "Group 9", ZOE: "Group 9"})
    evening.run("report", "--out", "report")
    evening.settled(more=1)
    passed = evening.reviewed()["cs50-net-input-ccox/work.ipynb"]
    assert "passed over: it bears this person's name and not their id, as cs50-net-input-zdetienne/" in passed
    assert evening.table() == MARKED


def test_nbgrader(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    rows = [[one.student_id.lstrip("0"), *one.name.split(" ", 1), one.email, one.login] for one in CLASS]
    evening.people(lines(["id", "first_name", "last_name", "email", "lms_user_id"], rows, "\n"))
    evening.write("group", {GUS: "Group 3", GIA: "group 3"})

    handed = [one for one in hand_ins((GROUP,)) if one.data != OLDER]
    handed = [replace(one, file_name="0001001.ipynb") if one.people == (CY,) else one for one in handed]
    files = nbgrader(handed)
    files = {name.replace("/0001001/", "/ANN@UNI.EDU/"): data for name, data in files.items()}
    said = evening.grade(write(tmp_path / "course", files))
    assert "1 on no roster: 2009999." in said
    evening.settled()
    assert evening.table() == MARKED


def test_plain(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    rows = [[one.student_id.lstrip("0"), one.name, one.email, one.login] for one in CLASS]
    evening.people(lines(["Matrikelnummer", "Name", "E-Mail", "Login"], rows))
    evening.write("group", {GUS: "Group 3", GIA: "group 3"})

    files = {
        "A/ABELL.ipynb": WHOLE[ANN],
        "A/0001002/attempt1/work.ipynb": OLDER,
        "A/0001002/attempt2/work.ipynb": WHOLE[TOM],
        "A/pprint.pdf": PDF,
        "A/eleer.zip": EMPTY,
        "A/oother/work.ipynb": OTHER,
        "B/nina_nagy/z.ipynb": SECOND,
        "B/nina_nagy/b.ipynb": WHOLE[NINA],
        "B/net_input_wzhang.ipynb": WHOLE[WEI],
        "B/net_input_wzhang2.ipynb": WHOLE[WEI2],
        "B/d\u2019Étienne, Zoë.ipynb": WHOLE[ZOE],
        "ccox/net_input_abell.ipynb": WHOLE[CY],
        "LARS@UNI.EDU/work.ipynb": WHOLE[LARS],
        "Group 3/work.ipynb": WHOLE[GUS],
        "oextra/work.ipynb": WHOLE[OTTO],
    }
    times = {one: "2026-10-08 16:26" for one in CLASS if one != NORA} | {LARS: "2026-10-10 11:00"}
    table = lines(["Matrikelnummer", "submitted_at"], [[one.student_id, time] for one, time in times.items()])
    (tmp_path / "times.csv").write_bytes(table)
    said = evening.grade(write(tmp_path / "from mails", files), "--times", "times.csv")
    assert "1 on no roster" in said
    assert "rows of the table" not in said
    evening.settled(more=1)
    assert evening.table() == MARKED
