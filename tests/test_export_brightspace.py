"""Brightspace: its own grades file filled in, and a file of our own."""

from __future__ import annotations

import pytest

from autograder.errors import ConfigError
from autograder.lms.send import export_marks
from autograder.model import Person
from tests.helpers.export_class import ADA, CLASS, LI, MARY, ZOE, changed, entry, marks, said, table

ITEM = "Net input Points Grade <Numeric MaxPoints:4 Weight:50 Category:Labs CategoryWeight:5>"
BOOK = (
    f"\ufeffOrgDefinedId,Username,Last Name,First Name,Email,{ITEM},"
    "Quiz 1 Points Grade <Numeric MaxPoints:10>,Total Points Grade <Formula MaxPoints:100>,"
    "Net input Grade Symbol,Net input Text Grade,End-of-Line Indicator\r\n"
    "#u1815,#alovelace,Lovelace,Ada,ada@uni.edu,,9,12,,,#\r\n"
    "#u1953,#mao,O'Neil,Mary-Ann,mary@uni.edu,2,,,,,#\r\n"
    '#u1977,#zsmid,Šmíd,Zoë,zoe@uni.edu,3.50,,,,"=A1, B",#\r\n'
    "#,#li,Quick,Li,li@uni.edu,,,,,,#\r\n"
    ",,,,,,,,,,#\r\n"
).encode()


def test_the_chosen_cells_change_and_nothing_else():
    done = export_marks("brightspace", marks(4, 2.333, 3.5, 0), into=BOOK)
    assert changed(BOOK, done.content) == {"#u1815": "4", "#u1953": "2.33", "#": "0"}
    assert done.content.startswith(b"\xef\xbb\xbf")
    assert done.content.count(b"#\r\n") == 5
    assert done.column == ITEM
    assert said(done.told, "1 grade in the file changes: Mary-Ann O'Neil 2 → 2.33.")
    assert len(done.told) == 2


def test_exempt_and_open_cells_stay():
    done = export_marks("brightspace", [entry(ADA, None, "exempt"), entry(MARY, None, "missing")], into=BOOK)
    assert done.content == BOOK
    assert said(done.told, "Exempt", "Ada Lovelace")
    assert said(done.told, "Without a mark", "Mary-Ann O'Neil (missing)")


@pytest.mark.parametrize(
    "person",
    [
        Person("U1977"),
        Person(login="zsmid"),
        Person(email="ZOE@uni.edu"),
        Person(name="Šmíd, Zoë"),
        Person("zsmid"),
        Person(login="u1977"),
    ],
)
def test_people_are_found_by_any_of_their_keys(person):
    assert changed(BOOK, export_marks("brightspace", [entry(person, 1)], into=BOOK).content) == {"#u1977": "1"}


def test_points_above_the_maximum_are_said():
    done = export_marks("brightspace", [entry(ADA, 4.5, max_score=5), entry(MARY, 4, max_score=5)], into=BOOK)
    assert said(done.told, "capped", "Ada Lovelace.")
    assert said(done.told, "out of 4", "out of 5", "nothing was rescaled")


@pytest.mark.parametrize("column", ["Quiz 1", "Quiz 1 Points Grade <Numeric MaxPoints:10>"])
def test_another_column_by_name(column):
    done = export_marks("brightspace", marks(4), into=BOOK, column=column)
    assert changed(BOOK, done.content) == {"#u1815": "4"}
    assert said(done.told, "9 → 4")


@pytest.mark.parametrize(("column", "words"), [("Total", "kind Formula"), ("Net input Text Grade", "No column")])
def test_columns_that_take_no_points_are_refused(column, words):
    with pytest.raises(ConfigError, match=words):
        export_marks("brightspace", marks(4), into=BOOK, column=column)


def test_one_of_the_two_ids_is_enough_and_tabs_are_fine():
    book = b"Username\tNet input Points Grade\t End-of-Line Indicator\n#alovelace\t\t#\n"
    done = export_marks("brightspace", marks(4, 3), into=book)
    assert done.content == book.replace(b"lace\t\t", b"lace\t4\t")
    assert said(done.told, "Mary-Ann O'Neil")
    assert not said(done.told, "tabs")


def test_semicolons_are_said():
    book = b"Username;Net input Points Grade;End-of-Line Indicator\n#alovelace;;#\n"
    done = export_marks("brightspace", marks(4), into=book)
    assert done.content == book.replace(b";;", b";4;")
    assert said(done.told, "semicolons", "Brightspace")


def test_another_file_is_refused():
    with pytest.raises(ConfigError, match="not Brightspace's grades file"):
        export_marks("brightspace", marks(4), into=b"Student,ID,Section\nAda,1,A\n")


def test_a_file_of_our_own():
    nobody = entry(Person(name="No Id"))
    done = export_marks("brightspace", [*marks(4, 3.25, None), nobody, entry(LI, None, "exempt")])
    assert table(done.content) == [
        ["OrgDefinedId", "Username", "net_input Points Grade", "End-of-Line Indicator"],
        ["#u1815", "#alovelace", "4", "#"],
        ["#u1953", "#mao", "3.25", "#"],
        ["#u1977", "#zsmid", "", "#"],
        ["#u1990", "#li", "", "#"],
    ]
    assert said(done.told, "Left out, because they have no student id and no login: No Id.")
    assert said(done.told, "'net_input'", "--column")
    assert said(done.told, "--into is safer")


def test_our_own_file_can_be_filled_in_again():
    done = export_marks("brightspace", marks(1, 2, 3, 4, 0), column=ITEM)
    again = export_marks("brightspace", marks(1, 2, 3, 4, 1), into=done.content)
    assert changed(done.content, again.content) == {f"#{CLASS[4].student_id}": "1"}
    assert export_marks("brightspace", [entry(ZOE)], column="Lab 1").content.startswith(
        b"OrgDefinedId,Username,Lab 1 Points Grade,"
    )
