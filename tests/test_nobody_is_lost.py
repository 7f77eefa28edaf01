"""A class with every oddity goes through each LMS, there and back: everybody has one line, and nobody's is another's.

What a teacher does stands in the guide for instructors: take the list, grade the download, look at what is asked,
fill in the LMS's own file, and send the pages back.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from autograder.model import Person
from tests.helpers.downloads import brightspace, canvas, moodle, pack
from tests.helpers.odd_class import (
    CLASS,
    CY,
    EXPECTED,
    GIA,
    GUS,
    LARS,
    MARKED,
    NORA,
    OTTO,
    TOM,
    WEI,
    WEI2,
    Evening,
    by_login,
    counted,
    filled,
    hand_ins,
    lines,
)

pytestmark = pytest.mark.long


def test_brightspace(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    names = {one: one.name.split(" ", 1) for one in CLASS}
    rows = [[f"#{one.student_id}", f"#{one.login}", names[one][1], names[one][0], one.email, "#"] for one in CLASS]
    rows[0][4] = rows[0][4].upper()
    rows[1][0] = f"#{TOM.student_id.lstrip('0')}"
    header = ["OrgDefinedId", "Username", "Last Name", "First Name", "Email", "End-of-Line Indicator"]
    evening.people("\ufeff".encode() + lines(header, rows))
    evening.write("group", {GUS: "Group 3", GIA: "group 3"})

    impostor = "Ann Bell - Oct 2, 2026 926 PM"
    files = brightspace(hand_ins((Person(name="Group 3"),)))
    files = {name.replace("- Cy Cox -", f"- {impostor} -"): data for name, data in files.items()}
    said = evening.grade(pack(tmp_path / "Net input Download Oct 12, 2026 1100 AM.zip", files))
    asked = {WEI.login: ("open", ""), WEI2.login: ("open", ""), CY.login: ("missing", "")}
    assert evening.lines() == EXPECTED | asked
    assert {row["name"] for row in evening.strangers()} == {OTTO.name, WEI.name, impostor}
    assert "1 late, 1 with points taken off" in said
    evening.write("lms_id", {WEI: "397007-2557369", WEI2: "397008-2557369", CY: "397010-2557369"})
    evening.run("report", "--out", "report")
    evening.settled()

    header[5:5] = [
        "Net input Points Grade <Numeric MaxPoints:15 Category:Labs>",
        "Total Points Grade <Formula MaxPoints:100>",
    ]
    rows = [[*row[:5], "", "7", "#"] for row in rows] + [
        ["#2001099", "#ggone", "Gone", "Gil", "gil@uni.edu", "", "", "#"]
    ]
    rows[1][0], rows[CLASS.index(LARS)][0] = f"#{TOM.student_id}", "#"
    book = "\ufeff".encode() + lines(header, rows)
    done, said = evening.export("brightspace", book)
    assert by_login(filled(book, done, 1, 5), {f"#{one.login}": one for one in CLASS}) == MARKED
    evening.said_of_the_rest(said, "Gil Gone")

    pages, said = evening.pages("brightspace")
    assert pages == {f"{place.rpartition('/')[0]}/feedback.html": login for place, login in counted(files).items()}
    assert "13 pages for" in said


def test_canvas(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Net input (12345)", "Final Score"]
    points = ["    Points Possible", "", "", "", "", "15.00", "(read only)"]
    rows = [
        [", ".join(one.name.split(" ", 1)[::-1]), one.lms_id, one.student_id, one.login, "A", "", ""] for one in CLASS
    ]
    test = ["Student, Test", "42999", "", "abc123", "A", "", ""]
    by_excel = [[*row[:2], row[2].lstrip("0"), *row[3:]] for row in rows]
    by_excel[0][3] = by_excel[0][3].upper()
    evening.people(lines(header, [points, *by_excel, test]))
    evening.write("group", {GUS: "Group 3", GIA: "Group 3"})

    files = canvas(hand_ins((Person(name="Group 3"),)))
    files = {name.replace("3group_", "group3_").replace("coxcy_", "bellann_42001_"): files[name] for name in files}
    files = {unicodedata.normalize("NFD", name): data for name, data in files.items()}
    download = pack(tmp_path / "submissions.zip", files)
    said = evening.grade(download)
    assert "1 on no roster: extraotto." in said
    assert evening.lines() == EXPECTED | {LARS.login: ("graded", "15")}
    [unknown] = [why for name, why in evening.reviewed().items() if "_LATE_" in name]
    assert "late by an unknown time" in unknown
    times = {one: "2026-10-08 16:26" for one in CLASS if one != NORA} | {LARS: "2026-10-10 11:00"}
    table = lines(["SIS Login ID", "submitted_at"], [[one.login, time] for one, time in times.items()])
    (tmp_path / "times.csv").write_bytes(table)
    said = evening.grade(download, "--times", "times.csv")
    assert "rows of the table" not in said
    assert "The table has no time for: extraotto_42012" in said
    evening.settled()

    gone = ["Gone, Gil", "42098", "2001099", "ggone", "A", "", ""]
    book = lines(header, [points, *rows, gone, test])
    done, said = evening.export("canvas", book)
    assert by_login(filled(book, done, 1, 5), {one.lms_id: one for one in CLASS}) == MARKED
    evening.said_of_the_rest(said, "Gone, Gil", "extraotto")

    pages, said = evening.pages("canvas")
    taken_back = {file: login for file, login in counted(files).items() if login != CY.login}
    assert pages == {f"{file.rpartition('_')[0]}_feedback.html": login for file, login in taken_back.items()}
    assert "does not say where it belongs: Cox, Cy." in said


def test_moodle(tmp_path: Path) -> None:
    evening = Evening(tmp_path)
    numbers = {one: 500 + number for number, one in enumerate((*CLASS[:11], OTTO, GUS, GIA, NORA), start=1)}
    header = ["Identifier", "Full name", "ID number", "Email address", "Status", "Group", "Grade", "Maximum Grade"]
    header += ["Grade can be changed", "Last modified (submission)", "Last modified (grade)"]
    in_time, late = "Thursday, 8 October 2026, 4:26 PM", "Saturday, 10 October 2026, 11:00 AM"
    rows = [
        [
            *(f"Participant {numbers[one]}", one.name, one.student_id, one.email, "Submitted for grading - "),
            *("Group 3" if one in (GUS, GIA) else "", "", "15.00", "Yes"),
            *("-" if one == NORA else late if one == LARS else in_time, "-"),
        ]
        for one in CLASS
    ]
    by_excel = [[*row[:2], row[2].lstrip("0"), *row[3:]] for row in rows]
    by_excel[0][3] = by_excel[0][3].upper()
    evening.people("\ufeff".encode() + lines(header, by_excel, "\n"))

    impostor = "Ann Bell_501_assignsubmission_file_x"
    files = moodle(hand_ins((Person(name="Group 3"),)))
    files = {name.replace("Cy Cox_", f"{impostor}_"): data for name, data in files.items()}
    (tmp_path / "worksheet.csv").write_bytes("\ufeff".encode() + lines(header, rows, "\n"))
    download = pack(tmp_path / "CNS-Net input-1234.zip", files)
    said = evening.grade(download, "--times", "worksheet.csv")
    assert "rows of the table" not in said
    assert "The table has no time for: Otto Extra_512" in said
    evening.settled()

    gone = ["Participant 599", "Gil Gone", "2001099", "gil@uni.edu", "No submission", "", "", "15.00", "Yes", "-", "-"]
    book = "\ufeff".encode() + lines(header, [*rows, gone], "\n")
    done, said = evening.export("moodle", book)
    assert by_login(filled(book, done, 0, 6), {f"Participant {numbers[one]}": one for one in CLASS}) == MARKED
    evening.said_of_the_rest(said, "Gil Gone")

    pages, said = evening.pages("moodle")
    taken_back = {file: login for file, login in counted(files).items() if login != CY.login}
    assert pages == {f"{file.rpartition('/')[0]}/feedback.html": login for file, login in taken_back.items()}
    assert "does not say where it belongs: Cy Cox." in said
