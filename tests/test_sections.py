"""By section: each TA gets the tables of theirs, with nobody else in them and nobody missing."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import nbformat
import openpyxl
import pytest

from tests.helpers.command import autograder, quick_kit, table
from tests.helpers.known_answers import filled_notebook, plain_right

pytestmark = pytest.mark.slow

PEOPLE = """student_id,name,section,login
1001,Ann Bell,A,abell
1002,Cy Cox,A; Lab 1/2,ccox
1003,Di Dean,b,ddean
1004,Ed Ely,,eely
1005,Flo Fox,A,ffox
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class that was graded: Flo handed in nothing, Cy twice, and somebody is on no roster."""
    folder = tmp_path_factory.mktemp("desk")
    (quick_kit(folder / "kit") / "class").mkdir()
    (folder / "kit" / "class" / "people.csv").write_text(PEOPLE, encoding="utf-8")
    text = nbformat.writes(filled_notebook("net_input", plain_right("net_input")))
    for name in ("abell", "ccox", "ddean", "eely", "stranger"):
        (folder / "lab" / name).mkdir(parents=True)
        (folder / "lab" / name / "net_input.ipynb").write_text(text, encoding="utf-8")
    (folder / "lab" / "ddean" / "net_input.ipynb").write_text("no notebook", encoding="utf-8")
    autograder("grade", "lab", "--out", "report", "--kit", "kit", "--workers", "1", cwd=folder)
    return folder


def people(folder: Path, section: str) -> list[str]:
    return [row["name"] for row in table(folder / "report" / "sections" / section, "marks.csv")]


def test_each_section_has_its_people_and_those_in_none_are_not_lost(desk: Path) -> None:
    done = autograder("report", "--by-section", "--out", "report", "--kit", "kit", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert "3 people of section A" in done.stdout
    folders = sorted(path.name for path in (desk / "report" / "sections").iterdir())
    assert len(folders) == 4
    lab = next(name for name in folders if name.startswith("Lab 1_2"))
    assert people(desk, "A") == ["Ann Bell", "Cy Cox", "Flo Fox"]
    assert people(desk, lab) == ["Cy Cox"]
    assert people(desk, "b") == ["Di Dean"]
    assert people(desk, "in no section") == ["Ed Ely", ""]
    everybody = {
        row["submission"] for name in folders for row in table(desk / "report" / "sections" / name, "grades.csv")
    }
    assert everybody == {row["submission"] for row in table(desk / "report", "grades.csv")}
    assert [row["submission"] for row in table(desk / "report" / "sections" / "b", "grades.csv")] == [
        "ddean/net_input.ipynb"
    ]


def test_the_tables_of_the_class_name_the_section_in_their_last_column(desk: Path) -> None:
    rows = table(desk / "report", "marks.csv")
    assert list(rows[0])[-1] == "section"
    assert {row["name"]: row["section"] for row in rows}["Cy Cox"] == "A; Lab 1/2"


def test_one_section_alone_in_any_case(desk: Path) -> None:
    done = autograder("report", "--section", "B", "--out", "report", "--kit", "kit", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert "1 person of section b: marks.csv, grades.csv, review.csv in report/sections/b" in done.stdout


def test_an_export_of_one_section_hands_out_its_marks_alone(desk: Path) -> None:
    done = autograder("export", "csv", "--section", "a", "--out", "report", "--kit", "kit", cwd=desk)
    assert done.returncode == 0, done.stderr
    rows = table(desk / "report", "csv-A.csv")
    assert [row["name"] for row in rows] == ["Ann Bell", "Cy Cox", "Flo Fox"]
    done = autograder("export", "xlsx", "--section", "b", "--out", "report", "--kit", "kit", cwd=desk)
    sheet = openpyxl.load_workbook(desk / "report" / "xlsx-b.xlsx")["Marks"]
    assert [cell.value for cell in sheet["B"]] == ["name", "Di Dean"]
    assert [row[-1].value for row in sheet.rows] == ["section", "b"]


def test_a_filled_in_gradebook_of_one_section_leaves_the_others_as_they_are(desk: Path) -> None:
    gradebook = "Student,ID,SIS User ID,SIS Login ID,Section,net_input (5)\r\n" + "".join(
        f'"{name}",{number},{number},{login},S,\r\n'
        for name, number, login in (("Bell, Ann", 1001, "abell"), ("Ely, Ed", 1004, "eely"))
    )
    (desk / "canvas.csv").write_bytes(gradebook.encode())
    call = ("export", "canvas", "--into", "canvas.csv", "--section", "A", "--draft", "-o", "out.csv", "--out", "report")
    done = autograder(*call, "--kit", "kit", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert "not among these marks, so left as they are: Ely, Ed" in done.stdout
    rows = list(csv.reader(io.StringIO((desk / "out.csv").read_text(encoding="utf-8"))))
    assert [row[-1] for row in rows] == ["net_input (5)", "15", ""]


@pytest.mark.parametrize("command", [("report",), ("export", "csv")])
def test_a_section_that_nobody_is_in_is_refused_with_those_that_are_there(desk: Path, command: tuple[str, ...]) -> None:
    done = autograder(*command, "--section", "C", "--out", "report", "--kit", "kit", cwd=desk)
    assert done.returncode == 2
    assert "Nobody is in the section C; there are A, b and Lab 1/2." in done.stderr


def test_a_class_without_sections_has_the_columns_that_it_had_and_is_told_how_to_get_some(tmp_path: Path) -> None:
    (quick_kit(tmp_path / "kit") / "class").mkdir()
    (tmp_path / "kit" / "class" / "people.csv").write_text("student_id,name\n1,Ann\n", encoding="utf-8")
    (tmp_path / "1.ipynb").write_text("no notebook", encoding="utf-8")
    autograder("grade", "1.ipynb", "--out", "report", "--kit", "kit", cwd=tmp_path)
    assert "section" not in table(tmp_path / "report", "marks.csv")[0]
    for option in (("--section", "A"), ("--by-section",)):
        done = autograder("report", *option, "--out", "report", "--kit", "kit", cwd=tmp_path)
        assert done.returncode == 2
        assert "column section of people.csv" in done.stderr
