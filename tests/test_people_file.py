"""``people.csv`` as a spreadsheet saves it: read, or refused with its line and column, and never misread."""

# Extensions are wall time: they have no zone.
# ruff: noqa: DTZ001

from __future__ import annotations

import codecs
import csv
import io
from datetime import datetime
from pathlib import Path

import pytest

from autograder.course.people_file import read_roster, write_roster
from autograder.course.roster import Member, Roster
from autograder.errors import ConfigError
from autograder.model import Person
from tests.helpers.command import autograder, quick_kit

UNTIL = datetime(2026, 10, 9, 23, 59)
JOSE = Member(Person("1001", "José Peña", "jp@x.edu"), 2, {"net_input": UNTIL}, frozenset({"b"}), "A; B", "Group 3")
CY = Member(Person("1002", "Cy Cox", login="ccox"))
CLASS = Roster((JOSE, CY))


def read(tmp_path: Path, text: str | bytes) -> Roster:
    path = tmp_path / "people.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_roster(path)


def saved(path: Path, delimiter: str, encoding: str, extra: int = 0) -> bytes:
    """The file as a spreadsheet of this kind saves it, with empty columns and an empty line at its end."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([*row, *[""] * extra] for row in [*rows, [""] * len(rows[0])])
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("extra", [0, 3])
def test_what_a_spreadsheet_saved_is_the_same_class(tmp_path: Path, delimiter: str, encoding: str, extra: int) -> None:
    path = tmp_path / "people.csv"
    write_roster(path, CLASS)
    path.write_bytes(saved(path, delimiter, encoding, extra))
    again = read_roster(path)
    assert again == CLASS
    assert ("José Peña" in " ".join(again.told)) == (encoding == "cp1252")
    write_roster(path, again)
    assert read_roster(path) == CLASS
    assert path.read_text(encoding="utf-8-sig").startswith(f"student_id{delimiter}name")


def test_excel_on_windows_can_read_the_letters_that_are_written(tmp_path: Path) -> None:
    write_roster(tmp_path / "people.csv", CLASS)
    assert (tmp_path / "people.csv").read_bytes().startswith(codecs.BOM_UTF8)


@pytest.mark.parametrize(
    "when",
    [
        "2026-10-09 23:59",
        "2026-10-09T23:59",
        "09.10.2026 23:59",
        "9.10.2026 23:59",
        "2026/10/09 23:59",
        "2026/10/9 23:59:00",
    ],
)
def test_a_date_that_means_one_day_is_read(tmp_path: Path, when: str) -> None:
    (member,) = read(tmp_path, f"student_id,extensions\n1,net_input={when}\n").members
    assert member.extensions == {"net_input": UNTIL}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("1,,net_input=10/9/2026 23:59,", "extensions has 'net_input=10/9/2026 23:59'"),
        ("1,,net_input=09-10-2026 23:59,", "extensions"),
        ("1,,net_input=09.10.26 23:59,", "extensions"),
        ("1,,net_input=31.02.2026 23:59,", "extensions"),
        ("1,,net_input=46304.9993,", "extensions"),
        ("1,,TRUE,", "extensions"),
        ("1,TRUE,,", "extra_days is 'TRUE'"),
        ("1,01. Feb,,", "extra_days is '01. Feb'"),
        ('1,"2,0",,', "extra_days is '2,0'"),
        ("1.00E+09,,,", "student_id is '1.00E+09'"),
    ],
)
def test_what_could_mean_another_thing_is_refused_with_its_line_and_column(
    tmp_path: Path, cells: str, words: str
) -> None:
    with pytest.raises(ConfigError) as error:
        read(tmp_path, f"student_id,extra_days,extensions,exempt\n7,,,\n{cells}\n")
    assert f"line 3: {words}" in str(error.value)


def test_a_word_in_a_column_without_a_title_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="line 3: 'x' stands in column 4, which has no title"):
        read(tmp_path, "student_id,name,,\n1,Ann,,\n2,Cy,,x\n")


def test_what_is_exempt_by_no_name_of_an_assignment_is_refused_with_its_line(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    (kit / "class").mkdir()
    (kit / "class" / "people.csv").write_text("student_id,exempt\n1,net_input\n2,TRUE\n", encoding="utf-8")
    (tmp_path / "list.csv").write_text("SID\n1\n", encoding="utf-8")
    done = autograder("people", tmp_path / "list.csv", "--kit", kit)
    assert done.returncode == 2
    assert "line 3: grants something for TRUE" in done.stderr


def test_a_column_of_the_instructors_own_stays_with_its_person(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    path = kit / "class" / "people.csv"
    path.parent.mkdir()
    path.write_text('Notes;student_id;extra_days;Seat\n"a; b";1;;\n', encoding="utf-8")
    (tmp_path / "list.csv").write_text("SID,Name\n2,Cy\n1,Ann\n", encoding="utf-8")
    done = autograder("people", tmp_path / "list.csv", "--kit", kit)
    assert done.returncode == 0, done.stderr
    assert "Notes and Seat" in done.stdout
    cy, ann = read_roster(path).members
    assert (ann.person.name, dict(ann.own)) == ("Ann", {"Notes": "a; b"})
    assert cy.own == {}
    assert path.read_text("utf-8").splitlines()[0].endswith(";exempt;Notes;Seat")


@pytest.mark.parametrize("title", ["extention", "Exempted", "extra_day", "names", "studentid1"])
def test_a_column_that_is_nearly_one_of_ours_is_refused_before_it_costs_somebody_days(
    tmp_path: Path, title: str
) -> None:
    with pytest.raises(ConfigError, match=title):
        read(tmp_path, f"student_id,{title}\n1,\n")


@pytest.mark.parametrize("name", ["=1+1", "-Ann", "@home", "'t Hooft", "＝cmd", "+49", "Ann; =x"])
def test_what_a_spreadsheet_would_run_is_inert_and_the_same_person_afterwards(tmp_path: Path, name: str) -> None:
    path = tmp_path / "people.csv"
    member = Member(Person("-7", name, "ab@x.edu"), group=name)
    write_roster(path, Roster((member,)))
    cells = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))[1]
    assert not any(cell.startswith(("=", "+", "-", "@", "＝")) for cell in cells)
    once = read_roster(path)
    assert once.members[0].person.student_id == "-7"
    assert name in (once.members[0].person.name, "Ann; =x")
    write_roster(path, once)
    assert read_roster(path) == once
