"""Moodle: its own grading worksheet filled in, in any language, and a worksheet of our own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.errors import ConfigError
from autograder.lms.send import export_marks
from autograder.model import Person
from tests.helpers.export_class import ADA, JOSE, MARY, ZOE, changed, entry, marks, said, table

HEADER = (
    'Identifier,"Full name","ID number","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (submission)","Last modified (grade)","Feedback comments"\n'
)
SHEET = (
    "\ufeff" + HEADER + '"Participant 2001","Ada Lovelace",u1815,ada@uni.edu,"Submitted for grading - ",3.00,4.00,Yes,'
    '"Thursday, 1 October 2026, 9:00 AM",-,"Well, ""done"""\n'
    '"Participant 2002","Mary-Ann O\'Neil",u1953,mary@uni.edu,"No submission",,4.00,Yes,-,-,\n'
    '"Participant 2003","Zoë Šmíd",u1977,zoe@uni.edu,"No submission",,4.00,No,-,-,=1+1\n'
).encode()
GERMAN = (
    "ID;Vollständiger Name;E-Mail-Adresse;Status;Bewertung;Bestwertung;Zuletzt geändert (Bewertung)\r\n"
    "Teilnehmer/in2001;Ada Lovelace;ada@uni.edu;Abgegeben;;4,00;-\r\n"
    "Teilnehmer/in2002;Mary-Ann O'Neil;mary@uni.edu;Abgegeben;3,5;4,00;-\r\n"
).encode()


def test_the_chosen_cells_change_and_nothing_else():
    done = export_marks("moodle", marks(4, 2.5, None, 1), into=SHEET)
    expected = SHEET.replace(b"3.00,4.00", b"4,4.00").replace(
        b'"No submission",,4.00,Yes', b'"No submission",2.5,4.00,Yes'
    )
    assert done.content == expected
    assert done.column == "Grade"
    assert said(done.told, "1 grade in the file changes: Ada Lovelace 3.00 → 4.")
    assert said(done.told, "Without a mark", "Zoë Šmíd (open)")
    assert said(done.told, "In the gradebook, but not in the file", "Li;")
    assert said(done.told, "Moodle skips grades", "changed in Moodle after")
    assert not said(done.told, "rescaled")


@pytest.mark.parametrize("lms_id", ["2003", "Participant 2003", "Participant_2003"])
def test_the_participant_s_number_finds(lms_id):
    done = export_marks("moodle", [entry(Person(name="Z", lms_id=lms_id), 1)], into=SHEET)
    assert changed(SHEET, done.content) == {"Participant 2003": "1"}


@pytest.mark.parametrize("person", [Person("u1977"), Person(email="zoe@uni.edu"), Person(name="Šmíd Zoë")])
def test_other_keys_find_too(person):
    assert changed(SHEET, export_marks("moodle", [entry(person, 1)], into=SHEET).content) == {"Participant 2003": "1"}


def test_a_file_s_own_name_is_no_participant():
    with pytest.raises(ConfigError, match="Nobody in the file"):
        export_marks("moodle", [entry(Person(lms_id="net_input_2003"))], into=SHEET)


def test_a_row_that_names_nobody_is_left_as_it_is():
    blank = SHEET + b",,,,,,4.00,Yes,-,-,\n"
    done = export_marks("moodle", marks(4, 2.5, 3), into=blank)
    assert done.content.endswith(b"\n,,,,,,4.00,Yes,-,-,\n")
    assert not said(done.told, "In the file, but without a line")


def test_blind_marking_has_numbers_only():
    sheet = b"Identifier,Status,Grade,Maximum Grade,Last modified (grade)\nParticipant 2001,No submission,,4,-\n"
    assert export_marks("moodle", marks(4), into=sheet).content == sheet.replace(b",,4", b",4,4")


def test_points_above_the_maximum_are_said():
    done = export_marks("moodle", [entry(ADA, 5, max_score=6)], into=SHEET)
    assert said(done.told, "Moodle skips them: Ada Lovelace")
    assert said(done.told, "out of 4", "out of 6")
    assert not said(export_marks("moodle", [entry(ADA, 4)], into=SHEET).told, "Moodle skips them")
    mixed = SHEET.replace(b",,4.00,No", b",,9.00,No")
    assert not said(export_marks("moodle", [entry(ADA, 5, max_score=6)], into=mixed).told, "rescaled")


def test_exempt_stays():
    done = export_marks("moodle", [entry(ADA, None, "exempt")], into=SHEET)
    assert done.content == SHEET
    assert said(done.told, "Exempt", "Ada Lovelace")


def test_a_worksheet_in_german():
    done = export_marks("moodle", marks(4, 3.5), into=GERMAN)
    assert done.content == GERMAN.replace(b"Abgegeben;;", b"Abgegeben;4;")
    assert said(done.told, "not in English")
    assert said(done.told, "semicolons", "Moodle")
    named = export_marks("moodle", [entry(replace(ADA, lms_id="")), entry(Person(email=MARY.email))], into=GERMAN)
    assert named.matched == 2
    assert not said(done.told, "rescaled")
    assert said(export_marks("moodle", [entry(ADA, 4, max_score=6)], into=GERMAN).told, "out of 4", "out of 6")
    two = GERMAN.replace(b"Status", b"Note")
    with pytest.raises(ConfigError, match=r"'Note'.*'Bewertung'|'Bewertung'.*'Note'"):
        export_marks("moodle", marks(4), into=two)


def test_a_worksheet_in_a_language_unknown_here():
    finnish = GERMAN.replace(b"Bewertung;Bestwertung", b"Arvosana;Korkein arvosana")
    with pytest.raises(ConfigError, match="'Arvosana'") as caught:
        export_marks("moodle", marks(4), into=finnish)
    assert "--column" in str(caught.value)
    done = export_marks("moodle", marks(4, 3.5), into=finnish, column="Arvosana")
    assert done.content == finnish.replace(b"Abgegeben;;", b"Abgegeben;4;")


@pytest.mark.parametrize("column", ["Feedback comments", "Status", "net input"])
def test_the_grade_is_the_only_column(column):
    with pytest.raises(ConfigError, match="'Grade'"):
        export_marks("moodle", marks(4), into=SHEET, column=column)
    assert export_marks("moodle", marks(4), into=SHEET, column="Grade").matched == 1


@pytest.mark.parametrize(
    "other", [b"First name,Last name,Email address,Assignment: Net input (Real)\nAda,L,a@b,3\n", b"Student\nAda\n"]
)
def test_another_file_is_refused(other):
    with pytest.raises(ConfigError, match="not Moodle's grading worksheet"):
        export_marks("moodle", marks(4), into=other)


def test_a_worksheet_of_our_own():
    done = export_marks("moodle", [*marks(4, None), entry(replace(ZOE, lms_id="zoe_lab_3")), entry(JOSE, 1)])
    assert table(done.content) == [
        ["Identifier", "Full name", "ID number", "Email address", "Grade", "Maximum Grade", "Last modified (grade)"],
        ["Participant 2001", "Ada Lovelace", "u1815", "ada@uni.edu", "4", "4", ""],
        ["Participant 2002", "Mary-Ann O'Neil", "u1953", "mary@uni.edu", "", "4", ""],
        ["Participant 2005", "José de la Cruz", "u2001", "jose@uni.edu", "1", "4", ""],
    ]
    assert said(done.told, "Left out, because Moodle's number for them is not known: Zoë Šmíd.")
    assert said(done.told, "speaks English", "skips everybody who has a grade")
    with pytest.raises(ConfigError, match="--assignment"):
        export_marks("moodle", [entry(ADA), entry(ADA, assignment="other")])
    with pytest.raises(ConfigError, match="--column"):
        export_marks("moodle", marks(4), column="Grade")
