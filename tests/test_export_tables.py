"""Tables of our own: CSV and a workbook."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import ConfigError
from autograder.lms.send import MARKS, export_marks, is_handed_out
from autograder.model import Person
from tests.helpers.export_class import ADA, MARY, ZOE, entry, marks, records, said, table

COLUMNS = [
    "student_id",
    "name",
    "email",
    "login",
    "assignment",
    "submission",
    "status",
    "raw_score",
    "penalty",
    "score",
    "max_score",
    "days_late",
    "free_days",
    "note",
]
LATE = entry(
    MARY, 2.125, raw=2.625, penalty=0.5, days_late=2, free_days=1, points={"loop": 2.0, "dot": 1 / 3}, notes=("two",)
)
WILD = entry(
    Person("=1+1", "@me", "+49", "-x"),
    None,
    "open",
    submission="\tcmd.ipynb",
    notes=("=HYPERLINK()", "see http://x.y\x1b[2J"),
    points={"loop": None},
    days_late=None,
    on_roster=False,
)
GONE = entry(ZOE, None, "missing", submission="", max_score=0)
ALL = [entry(ADA, points={"loop": 3.5}), LATE, WILD, GONE]


def test_csv_to_the_byte():
    done = export_marks("csv", ALL[:2])
    assert done.content.decode() == (
        ",".join([*COLUMNS, "loop", "dot"]) + "\n"
        "u1815,Ada Lovelace,ada@uni.edu,alovelace,net_input,alovelace.ipynb,graded,3.5,0,3.5,4,0,0,,3.5,\n"
        "u1953,Mary-Ann O'Neil,mary@uni.edu,mao,net_input,mao.ipynb,graded,2.62,0.5,2.12,4,2,1,two,2,0.33\n"
    )
    assert done.told == ("2 lines, one for each person and assignment.",)


def test_csv_guards_what_a_spreadsheet_would_run():
    done = export_marks("csv", ALL)
    wild, gone = records(done.content)[2:]
    assert [wild[one] for one in COLUMNS[:4]] == ["'=1+1", "'@me", "'+49", "'-x"]
    assert wild["submission"] == "'    cmd.ipynb"
    assert wild["note"] == "'=HYPERLINK(); see http://x.y␛[2J; not on the roster"
    assert [wild[one] for one in ("raw_score", "score", "days_late", "loop")] == [""] * 4
    assert (gone["max_score"], gone["score"], gone["note"]) == ("", "", "")
    assert said(done.told, "Without a mark, so the score is blank", "@me (open)", "Zoë Šmíd (missing)")


def test_a_class_without_a_roster_misses_nobody():
    done = export_marks("csv", [entry(ADA, on_roster=False)])
    assert records(done.content)[0]["note"] == ""


def test_the_workbook_s_sheets():
    look_at = [("name", "why"), ("Mary-Ann O'Neil", "two"), ("@me", "open; =HYPERLINK(); see http://x.y\x1b[2J")]
    done = export_marks("xlsx", ALL, look_at=look_at)
    book = openpyxl.load_workbook(io.BytesIO(done.content))
    assert book.sheetnames == ["Marks", "To look at"]
    sheet = book["Marks"]
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0]) == [*COLUMNS, "loop", "dot"]
    assert rows[2][7:13] == (2.62, 0.5, 2.12, 4, 2, 1)
    assert rows[2][-1] == 0.33
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:P5"
    assert sheet.column_dimensions["B"].width > 15
    asked = list(book["To look at"].iter_rows(values_only=True))
    assert asked == [*look_at[:2], ("@me", "open; =HYPERLINK(); see http://x.y␛[2J")]
    assert said(done.told, "4 lines in the sheet 'Marks'", "2 in the sheet 'To look at'")


def test_text_in_the_workbook_is_text():
    done = export_marks("xlsx", ALL)
    sheet = openpyxl.load_workbook(io.BytesIO(done.content))["Marks"]
    wild = sheet[4]
    assert [cell.value for cell in wild[:4]] == ["=1+1", "@me", "+49", "-x"]
    assert {cell.data_type for cell in wild if cell.value is not None} <= {"s", "n"}
    assert all(cell.quotePrefix for cell in wild[:4])
    assert not sheet["B2"].quotePrefix
    assert not any(cell.hyperlink for row in sheet for cell in row)
    with zipfile.ZipFile(io.BytesIO(done.content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_the_workbook_is_the_same_each_time():
    content = export_marks("xlsx", ALL).content
    assert content == export_marks("xlsx", ALL).content
    assert openpyxl.load_workbook(io.BytesIO(content)).properties.created.year == 1980


ANY = st.text(st.characters(exclude_categories=[]), max_size=20)


@given(name=ANY, submission=ANY, note=ANY, form=st.sampled_from(MARKS))
def test_whatever_a_student_is_called_can_be_written(name, submission, note, form):
    person = Person("u1", name, "a@b", "ada", "7")
    done = export_marks(form, [entry(person, 1.0, submission=submission, notes=(note,))])
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(done.content))
        assert book["Marks"]["J2"].value == 1
        return
    for row in table(done.content):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert all(sentence.isprintable() for sentence in done.told)


@pytest.mark.parametrize("form", MARKS)
def test_nothing_to_export(form):
    with pytest.raises(ConfigError, match="no marks"):
        export_marks(form, [])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_does_not_go_together(form):
    with pytest.raises(ConfigError, match=f"{form} has no file to fill in.*brightspace, canvas, moodle"):
        export_marks(form, marks(1), into=b"a,b\n")
    with pytest.raises(ConfigError, match="--column"):
        export_marks(form, marks(1), column="Lab")


def test_tables_of_our_own_are_the_only_ones_that_no_student_sees():
    assert [name for name in MARKS if not is_handed_out(name)] == ["csv", "xlsx"]
    assert is_handed_out("feedback")


def test_an_unknown_form():
    with pytest.raises(ConfigError, match=r"choose one of .*brightspace, canvas, .*csv, xlsx"):
        export_marks("sundial", marks(1))
