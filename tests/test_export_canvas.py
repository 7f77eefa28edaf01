"""Canvas: its own gradebook filled in, and a file of our own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.errors import ConfigError
from autograder.lms.send import export_marks
from autograder.model import Person
from tests.helpers.export_class import ADA, CLASS, JOSE, LI, MARY, ZOE, changed, entry, marks, records, said, table

HEADER = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Notes,Net input (12345),Activation functions (12346),"
    '"Essay, part 1 (12347)",Assignments Current Score,Final Score\r\n'
)
BOOK = (
    HEADER + ",,,,,,Manual Posting,,,,\r\n"
    "    Points Possible,,,,,(read only),4.00,8.00,10.00,(read only),(read only)\r\n"
    '"Lovelace, Ada",2001,u1815,alovelace,"CS 1, Lab A",,3.00,,,75.0,75.0\r\n'
    '"O\'Neil, Mary-Ann",2002,u1953,mao,A,,,7.5,,,\r\n'
    '"Šmíd, Zoë",2003,u1977,zsmid,A,,3.50,,,,\r\n'
    '"Quick"", ""Li;",2004,u1990,li,A,=1+1,-,,,,\r\n'
    '"de la Cruz, José",2005,u2001,jcruz,A,,EX,,,,\r\n'
    '"Student, Test",2999,,abc123,A,,,,,,\r\n'
).encode()
TABLE = "Lovelace, Ada"


def test_the_chosen_cells_change_and_nothing_else():
    done = export_marks("canvas", marks(4, 2.25, 3.5, 0), into=BOOK)
    assert changed(BOOK, done.content) == {TABLE: "4", "O'Neil, Mary-Ann": "2.25", 'Quick", "Li;': "0"}
    expected = BOOK.replace(b",,3.00,,,75.0", b",,4,,,75.0").replace(b"mao,A,,,7.5", b"mao,A,,2.25,7.5")
    assert done.content == expected.replace(b"=1+1,-,", b"=1+1,0,")
    assert (done.suffix, done.matched, done.column) == (".csv", 4, "Net input (12345)")
    assert done.told[0] == "4 marks of net_input in the column 'Net input (12345)'."
    assert said(done.told, "1 grade in the file changes: Ada Lovelace 3.00 → 4.")
    assert said(done.told, "In the file, but not among these marks, so left as they are: de la Cruz, José.")
    assert said(done.told, "test student")
    assert not said(done.told, "rescaled")
    assert not said(done.told, "In the gradebook, but not")


def test_exempt_is_ex_and_an_excuse_of_the_teacher_stays():
    done = export_marks("canvas", [entry(ADA, None, "exempt"), entry(JOSE, 2)], into=BOOK)
    assert changed(BOOK, done.content) == {TABLE: "EX"}
    assert said(done.told, "Excused in Canvas", "José de la Cruz")
    assert said(done.told, "Ada Lovelace 3.00 → EX")


def test_a_cell_of_somebody_without_the_assignment_stays():
    book = BOOK.replace(b"=1+1,-,", b"=1+1,N/A,")
    done = export_marks("canvas", marks(None, 1, None, 2), into=book)
    assert changed(book, done.content) == {"O'Neil, Mary-Ann": "1"}
    assert said(done.told, "Not assigned to them", "Li;")
    assert said(done.told, "Without a mark", "Ada Lovelace (open); Zoë Šmíd (open)")


@pytest.mark.parametrize("status", ["open", "missing", "unreadable", "wrong_assignment"])
def test_no_score_leaves_the_cell(status):
    done = export_marks("canvas", [entry(ADA, None, status)], into=BOOK)
    assert done.content == BOOK
    assert said(done.told, "Without a mark", status.replace("_", " "))


def test_people_are_found_by_canvas_s_keys_or_not_at_all():
    named = Person(name="Mary-Ann O'Neil")
    by_login = Person("x1", "Z. S.", login="ZSMID")
    by_mail = Person(email="li@uni.edu")
    book = BOOK.replace(b",li,A", b",li@uni.edu,A")
    nobody = Person("u4", "Nobody At-All")
    entries = [entry(one) for one in (Person(lms_id="2001"), named, by_login, by_mail, nobody)]
    done = export_marks("canvas", entries, into=book)
    assert set(changed(book, done.content)) == {TABLE, "O'Neil, Mary-Ann", 'Quick", "Li;'}
    assert done.matched == 4
    assert said(done.told, "In the gradebook, but not in the file: Nobody At-All.")


@pytest.mark.parametrize(
    "person", [Person(lms_id="2003"), Person("U1977"), Person(login="zsmid"), Person("zsmid"), Person(login="u1977")]
)
def test_any_key_is_enough(person):
    assert changed(BOOK, export_marks("canvas", [entry(person, 1)], into=BOOK).content) == {"Šmíd, Zoë": "1"}


def test_a_real_person_may_be_called_student():
    done = export_marks("canvas", [entry(ADA), entry(Person(name="Test Student"))], into=BOOK)
    assert said(done.told, "In the gradebook, but not in the file: Test Student.")
    assert set(changed(BOOK, done.content)) == {TABLE}


def test_two_rows_of_a_name_are_left():
    book = BOOK + b'"Lovelace, Ada",2777,u7777,al2,B,,,,,,\r\n'
    done = export_marks("canvas", [entry(Person(name="Ada Lovelace")), entry(MARY)], into=book)
    assert set(changed(book, done.content)) == {"O'Neil, Mary-Ann"}
    assert said(done.told, "Not entered, because more than one", "Ada Lovelace")
    assert not said(done.told, "In the gradebook, but not")


@pytest.mark.parametrize("column", ["Essay, part 1 (12347)", "Essay, part 1", "essay, part 1"])
def test_another_column_by_name(column):
    done = export_marks("canvas", marks(4), into=BOOK, column=column)
    assert done.column == "Essay, part 1 (12347)"
    assert changed(BOOK, done.content) == {TABLE: "4"}
    assert said(done.told, "out of 10", "out of 4", "nothing was rescaled")


@pytest.mark.parametrize("column", ["Final Score", "Notes"])
def test_a_read_only_column_is_refused(column):
    with pytest.raises(ConfigError, match="read only"):
        export_marks("canvas", marks(4), into=BOOK, column=column)


def test_no_column_fits():
    with pytest.raises(ConfigError, match="--column") as caught:
        export_marks("canvas", [entry(ADA, assignment="lab_1")], into=BOOK)
    assert "'Net input (12345)'" in str(caught.value)
    assert "Score" not in str(caught.value)


def test_a_title_that_canvas_leaves_out():
    book = BOOK.replace(b"Net input (12345)", b"Net input Final Score (12345)")
    done = export_marks("canvas", marks(4), into=book, column="Net input Final Score")
    assert said(done.told, "Canvas leaves out", "'Final Score'")


def test_points_off_for_lateness_are_said():
    done = export_marks("canvas", [entry(ADA, 3, penalty=0.5)], into=BOOK)
    assert said(done.told, "1 mark with points off", "late policy")


def test_last_and_first_names_in_columns_of_their_own():
    book = (
        b"LastName,FirstName,ID,SIS Login ID,Section,Net input (12345)\n"
        b"    Points Possible,,,,,4\n"
        b"Lovelace,Ada,,x,A,\nStudent,Test,,y,A,\n"
    )
    done = export_marks("canvas", marks(4, 3), into=book)
    assert done.content == book.replace(b"x,A,\n", b"x,A,4\n")
    assert said(done.told, "Mary-Ann O'Neil")


def test_a_row_that_is_cut_short_stays():
    book = HEADER.encode() + b'"Lovelace, Ada",2001\r\n"O\'Neil, Mary-Ann",2002,,,A,,\r\n'
    done = export_marks("canvas", marks(4, 3), into=book)
    assert done.content == book[:-2] + b"3\r\n"
    assert said(done.told, "row ends before", "Ada Lovelace")


@pytest.mark.parametrize("other", [b"OrgDefinedId,Username\n#u1815,#a\n", b"Student,ID\nAda,2001\n"])
def test_another_file_is_refused(other):
    with pytest.raises(ConfigError, match=r"not Canvas's gradebook"):
        export_marks("canvas", marks(4), into=other)


def test_a_file_of_another_course_is_refused():
    with pytest.raises(ConfigError, match="Nobody in the file"):
        export_marks("canvas", [entry(Person("q1", "Somebody Else"))], into=BOOK)


def test_one_assignment_at_a_time():
    both = [entry(ADA), entry(ADA, assignment="activation_functions")]
    with pytest.raises(ConfigError, match="--assignment one of net_input; activation_functions"):
        export_marks("canvas", both, into=BOOK)
    lost = replace(entry(LI), assignment="", status="unreadable", score=None)
    done = export_marks("canvas", [entry(ADA), lost], into=BOOK)
    assert said(done.told, "Left out", "Li;")
    with pytest.raises(ConfigError, match="no marks"):
        export_marks("canvas", [lost], into=BOOK)


def test_many_names_are_cut_and_made_safe_to_print():
    crowd = [entry(Person(f"q{n}", f"Q{n}\x1b[31m\n")) for n in range(30)]
    done = export_marks("canvas", [entry(ADA), *crowd], into=BOOK)
    [sentence] = [one for one in done.told if one.startswith("In the gradebook, but not")]
    assert sentence.endswith("and 10 more.")
    assert sentence.isprintable()


# --- a file of our own


def test_a_file_of_our_own():
    late = entry(Person("-1+2", "=cmd|' /C calc'!A0", "m@x", "@ma", "77"), None, "exempt")
    other = entry(ADA, 7, assignment="activation_functions", max_score=8)
    done = export_marks("canvas", [entry(ADA), late, entry(ZOE, None, "open"), other])
    rows = table(done.content)
    assert rows[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "net_input", "activation_functions"]
    assert rows[1] == ["    Points Possible", "", "", "", "", "4", "8"]
    assert rows[2] == ["Ada Lovelace", "2001", "u1815", "alovelace", "", "3.5", "7"]
    assert rows[3] == ["'=cmd|' /C calc'!A0", "77", "'-1+2", "'@ma", "", "EX", ""]
    assert rows[4][5] == ""
    assert said(done.told, "new assignment")
    assert said(done.told, "--into is safer")
    assert done.matched == 3


def test_people_without_ids_have_lines_of_their_own():
    lost = entry(JOSE, None, "unreadable", assignment="")
    done = export_marks("canvas", [entry(Person(name="A", lms_id="file_a")), entry(Person(name="B")), lost])
    assert [row[:4] for row in table(done.content)[2:]] == [["A", "", "", ""], ["B", "", "", ""]]
    assert said(done.told, "Left out", "José")


def test_our_own_file_can_be_filled_in_again():
    done = export_marks("canvas", marks(1, 2, 3, 4, 0), column="Net input (12345)")
    again = export_marks("canvas", marks(4, 2, 3, 4, 0), into=done.content)
    assert changed(done.content, again.content) == {"Ada Lovelace": "4"}
    assert len(records(again.content)) == 1 + len(CLASS)
