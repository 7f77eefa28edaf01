"""Blackboard: its own grade file filled in, as CSV or as what it calls .xls, and a file of our own."""

from __future__ import annotations

import pytest

from autograder.errors import ConfigError
from autograder.lms.send import export_marks
from tests.helpers.export_class import ADA, changed, entry, marks, said, table

ITEM = "Net input [Total Pts: 4 Score] |664617"
COLUMNS = ["Last Name", "First Name", "Username", "Student ID", "Last Access", "Availability", ITEM]
COLUMNS += ["Quiz 3 [Total Pts: 10] |664618", "Essay [Total Pts: 4 Percentage] |664619"]
COLUMNS += ["Total [Total Pts: up to 14 Score] |664620"]
ROWS = [
    ["Lovelace", "Ada", "alovelace", "u1815", "2026-10-05 10:00:00", "Yes", "", "9", "", "9"],
    ["O'Neil", "Mary-Ann", "mao", "u1953", "", "Yes", "2", "", "", "2"],
    ["Šmíd", "Zoë", "zsmid", "u1977", "", "Yes", "Needs Grading", "", "", ""],
]


def book(sign: str) -> str:
    return "\r\n".join(sign.join(f'"{cell}"' for cell in row) for row in [COLUMNS, *ROWS]) + "\r\n"


CSV, XLS = book(",").encode("utf-8-sig"), book("\t").encode("utf-16")


def test_the_chosen_cells_change_and_nothing_else() -> None:
    done = export_marks("blackboard", marks(4, 2.333, 3.5), into=CSV)
    assert changed(CSV, done.content) == {"Lovelace": "4", "O'Neil": "2.33", "Šmíd": "3.5"}
    assert (done.column, done.suffix) == (ITEM, ".csv")


def test_its_own_xls_comes_back_as_it_was_and_is_called_so() -> None:
    done = export_marks("blackboard", marks(4, 2, 3.5), into=XLS)
    assert changed(XLS, done.content, "utf-16", "\t") == {"Lovelace": "4", "Šmíd": "3.5"}
    assert done.content[:2] == XLS[:2]
    assert done.suffix == ".xls"
    assert not said(done.told, "Excel")


def test_tabs_of_an_lms_without_such_a_file_stay_a_csv() -> None:
    text = "OrgDefinedId\tUsername\tnet_input Points Grade\tEnd-of-Line Indicator\n#u1815\t#alovelace\t\t#\n"
    assert export_marks("brightspace", marks(4), into=text.encode()).suffix == ".csv"


@pytest.mark.parametrize(("column", "why"), [("Essay", "Percentage"), ("Total", "calculates")])
def test_a_column_that_does_not_take_points_is_refused_with_the_reason(column: str, why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        export_marks("blackboard", marks(4), into=CSV, column=column)


def test_a_column_without_a_display_takes_points() -> None:
    assert changed(CSV, export_marks("blackboard", [entry(ADA, 3)], into=CSV, column="Quiz 3").content) == {
        "Lovelace": "3"
    }


def test_another_file_is_refused_with_what_to_export() -> None:
    with pytest.raises(ConfigError, match="Work Offline"):
        export_marks("blackboard", marks(4), into=b"Student,ID,Section,Net input (1)\nAda,1,S,\n")


def test_a_file_of_our_own_names_people_by_login_and_guards_what_a_spreadsheet_runs() -> None:
    done = export_marks("blackboard", marks(4, None), column="=1+1")
    assert table(done.content)[0] == ["Username", "'=1+1"]
    assert table(done.content)[1:] == [["alovelace", "4"], ["mao", ""]]
    assert said(done.told, "new column of texts")
