"""Lists of people from everywhere: which column was taken as what is said, and what is not clear is asked."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from autograder.course.lists import merged
from autograder.course.people_file import read_roster
from autograder.course.roster import Member, Roster
from autograder.errors import ConfigError
from autograder.lms.list_columns import fields_asked
from autograder.lms.people import read_list
from autograder.model import Person
from tests.helpers.command import autograder, quick_kit

ANN, CY = Person("1001", "Ann Bell", "ab@x.edu", "abell"), Person("1002", "Cy Cox", "cc@x.edu", "ccox")


def people(text: str | bytes, *asked: str) -> list[Person]:
    content = text if isinstance(text, bytes) else text.encode()
    return [member.person for member in read_list(content, fields_asked(asked)).members]


def question(text: str, *asked: str) -> str:
    with pytest.raises(ConfigError) as error:
        people(text, *asked)
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("id,last_name,first_name,email,lms_user_id\nabell,Bell,Ann,,7\n", Person("abell", "Ann Bell", "", "", "7")),
        ("id,last_name,first_name,email\nabell,Bell,Ann,\n", Person("abell", "Ann Bell")),
        ('Record Number,Student Name,ID,Level\n1,"Bell, Ann M.",A0012,UG\n', Person("A0012", "Bell, Ann M.")),
        ('Emplid,Name,Program\n1001,"Bell,Ann",X\n', Person("1001", "Bell,Ann")),
        ("UID,UIN,Username,Name,Role\nab@x.edu,1001,abell,Ann Bell,Student\n", ANN),
        ("UID,UIN,Name,Role\nabell,1001,Ann Bell,Student\n", Person("1001", "Ann Bell", "", "abell")),
        (
            "username,first_name,last_name,email,section,github_id,role\nabell,Ann,Bell,ab@x.edu,A,5,student\n",
            Person("", "Ann Bell", "ab@x.edu", "abell"),
        ),
        (
            "ID;Vollständiger Name;E-Mail-Adresse;Status;Gruppe\nTeilnehmer/in123;Ann Bell;ab@x.edu;;G\n",
            Person("", "Ann Bell", "ab@x.edu", "", "Participant 123"),
        ),
        (
            "Identifiant,Nom complet,Adresse de courriel\nParticipant123,Ann Bell,ab@x.edu\n",
            Person("", "Ann Bell", "ab@x.edu", "", "Participant 123"),
        ),
        (
            "Identificador,Nombre completo,Dirección de correo\nParticipante 123,Ann Bell,ab@x.edu\n",
            Person("", "Ann Bell", "ab@x.edu", "", "Participant 123"),
        ),
        ("Last Name,First Name,Username,Student ID\nBell,Ann,abell,1001\n", Person("1001", "Ann Bell", "", "abell")),
        (
            '"Net input","SCORE_GRADE_TYPE"\n\n"Display ID","ID","Last Name","First Name"\n"abell",1001,"Bell","Ann"\n',
            Person("1001", "Ann Bell", "", "abell"),
        ),
        (
            "LastName,FirstName,ID,SIS User ID,SIS Login ID,Section\nBell,Ann,51,1001,abell,A\nStudent,Test,9,,x,A\n",
            Person("1001", "Ann Bell", "", "abell", "51"),
        ),
        (
            "name,canvas_user_id,user_id,login_id,sections,group_name\nAnn Bell,51,1001,abell,A,G 3\n",
            Person("1001", "Ann Bell", "", "abell", "51"),
        ),
        ("first,surname\nAnn,Bell\n", Person(name="Ann Bell")),
        ("Matrikelnummer;Nachname;Vorname\n1001;Bell;Ann\n", Person("1001", "Ann Bell")),
        ("sep=;\r\nMatrikelnummer;Name;Vorname\r\n1001;Bell;Ann\r\n", Person("1001", "Ann Bell")),
        ("Nom;Prénom;N° étudiant\nBell;Ann;1001\n", Person("1001", "Ann Bell")),
        ("Apellidos,Nombre,Número de ID\nBell,Ann,1001\n", Person("1001", "Ann Bell")),
        ("Cognome,Nome,Matricola\nBell,Ann,1001\n", Person("1001", "Ann Bell")),
        ("Achternaam,Voornaam,Studentnummer\nBell,Ann,1001\n", Person("1001", "Ann Bell")),
        ("姓,名,学号\n王,小明,1001\n", Person("1001", "小明 王")),
        ("Name,First name,SID\nAnn Bell,Ann,1001\n", Person("1001", "Ann Bell")),
        ("Preferred Name,First Name,Last Name,SID\nAnnie,Ann,Bell,1001\n", Person("1001", "Ann Bell")),
        ("Name,First Name,Last Name\nBell Ann,Ann,Bell\n", Person(name="Bell Ann")),
        ("E-mail,STUDENT_ID\nab@x.edu,1001\n", Person("1001", email="ab@x.edu")),
        ("Email,E-mail address,SID\nab@x.edu,AB@x.edu,1001\n", Person("1001", email="ab@x.edu")),
        ("Student ID,Emplid,Name\n,1001,Ann Bell\n", Person("1001", "Ann Bell")),
    ],
)
def test_a_list_from_anywhere_is_read(text: str, person: Person) -> None:
    assert people(text) == [person]


@pytest.mark.parametrize(
    ("text", "asked", "person"),
    [
        ("ID,Student ID,Name\n5,1001,Ann Bell\n6,1002,Cy Cox\n", ["id=Student ID"], Person("1001", "Ann Bell")),
        ("Student ID,Emplid,Name\n5,1001,Ann Bell\n", ["id=Emplid"], Person("1001", "Ann Bell")),
        ("Email,Mail,Name\na@x,b@x,Ann Bell\n", ["email=Email"], Person("", "Ann Bell", "a@x")),
        ("Username,SID\nAnn Bell,1001\nCy Cox,1002\n", ["name=Username"], Person("1001", "Ann Bell")),
        ("E-mail,SID\nAnn Bell,1001\nCy Cox,1002\n", ["name=E-mail"], Person("1001", "Ann Bell")),
        ("SID,Name\nAnn Bell,1001\nCy Cox,1002\n", ["name=SID", "id=Name"], Person("1001", "Ann Bell")),
        ("Name,Campus Number\nAnn Bell,1001\n", ["id=Campus Number"], Person("1001", "Ann Bell")),
        ("Name,Campus Number\nAnn Bell,1001\n", ["name=Name"], Person("", "Ann Bell")),
        ("Who,Colour\nAnn Bell,red\n", ["name=Who"], Person("", "Ann Bell")),
        ("Last Name,Other\nBell,Ann\n", ["first_name=Other"], Person("", "Ann Bell")),
        ("Email,Login\nunknown to us,abell\n", ["none=Email"], Person(login="abell")),
    ],
)
def test_what_is_not_clear_is_asked_and_the_answer_is_among_those_named(
    text: str, asked: list[str], person: Person
) -> None:
    said = [line.strip() for line in question(text).splitlines()]
    assert {f"--column {shlex.quote(one)}" for one in asked} <= set(said)
    assert people(text, *asked)[0] == person


def test_the_command_that_is_named_can_be_typed_as_it_stands(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    roster = tmp_path / "my roster.csv"
    roster.write_text("ID,Student ID,Username\n5,1001,Ann Bell\n6,1002,Cy Cox\n", encoding="utf-8")
    asked = autograder("people", roster, "--kit", kit)
    assert asked.returncode == 2
    assert "Ann Bell" in asked.stderr
    assert not (kit / "class").exists()
    command, *arguments = shlex.split(asked.stderr.splitlines()[-1])
    assert command == "autograder"
    done = autograder(*arguments)
    assert done.returncode == 0, done.stderr
    assert [member.person for member in read_roster(kit / "class" / "people.csv").members] == [
        Person("5", "Ann Bell"),
        Person("6", "Cy Cox"),
    ]


def test_what_was_taken_as_what_and_what_was_left_out_is_said(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    roster = tmp_path / "list.csv"
    roster.write_text("Emplid,Nachname,Vorname,Kurs\n1001,Bell,Ann,7\n", encoding="utf-8")
    said = autograder("people", roster, "--kit", kit).stdout
    assert "Emplid as student_id, Vorname as first_name, Nachname as last_name" in said
    assert "Left out: Kurs." in said


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["Emplid"], "is not understood"),
        (["colour=SID"], "is not understood"),
        (["id=Kurs"], "has no column Kurs"),
        (["id=SID", "id=Name"], "says twice"),
        (["id="], "is not understood"),
    ],
)
def test_an_answer_that_means_nothing_is_refused_in_words(asked: list[str], words: str) -> None:
    assert words in question("SID,Name\n1001,Ann Bell\n", *asked)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SID,Name\n", "Nobody is on the list"),
        ("ID,Name,ID\n1,Ann,5\n2,Cy,6\n", "more than one column is called ID"),
        ("Last Name\nBell\n", "last_name of people alone"),
        ("Colour,Size\nred,3\n", "no column names people"),
        ("SID,Name\n1.00E+09,Ann\n2,Cy\n", "line 2, column SID: 1.00E+09"),
        ("SID;Name\n1,2E+09;Ann\n2;Cy\n", "line 2, column SID: 1,2E+09"),
        ("SID,Login\n1,ann\n2,3-Mar\n", "line 3, column Login: 3-Mar"),
        ("SID,Login\n1,ann\n2,#NAME?\n", "line 3, column Login: #NAME?"),
        ("SID,Name\n1001.0,Ann\n", "line 2, column SID: 1001.0"),
        ("SID,Name\n1234567890123450000,Ann\n", "line 2, column SID"),
    ],
)
def test_what_cannot_be_a_roster_is_refused_with_its_place(text: str, words: str) -> None:
    assert words in question(text)


def test_a_spoiled_list_writes_nothing(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    path = kit / "class" / "people.csv"
    path.parent.mkdir()
    path.write_text("student_id,name\n1001,Ann Bell\n", encoding="utf-8")
    before = path.read_bytes()
    (tmp_path / "list.csv").write_text("SID,Name\n1.00E+09,Ann Bell\n", encoding="utf-8")
    done = autograder("people", tmp_path / "list.csv", "--kit", kit)
    assert (done.returncode, path.read_bytes()) == (2, before)
    assert "Excel" in done.stderr


def test_a_workbook_is_refused_with_the_way_to_a_csv() -> None:
    with pytest.raises(ConfigError, match="Save As > CSV UTF-8"):
        read_list(b"PK\x03\x04rest")


def test_a_cell_unlike_its_column_is_left_out_and_said() -> None:
    found = read_list(b"SID,Email\n1,a@x\n2,n/a\n3,c@x\n4,n/a\n5,e@x\n")
    assert [member.person.email for member in found.members] == ["a@x", "", "c@x", "", "e@x"]
    assert "line 3, Email: n/a" in " ".join(found.told)
    assert "2 cells" in " ".join(found.told)


def test_letters_that_are_lost_and_an_old_encoding_are_said_with_the_names() -> None:
    found = read_list("SID,Name\n1,José Peña\n2,??\n3,Cy\n".encode("cp1252"))
    assert [member.person.name for member in found.members] == ["José Peña", "??", "Cy"]
    said = " ".join(found.told)
    assert "Letters are lost" in said
    assert "José Peña" in said


def test_a_name_whose_letters_are_lost_does_not_displace_a_whole_one() -> None:
    old = Roster((Member(Person("1", "王小明"), 2),))
    (wang,) = merged(old, read_list(b"SID,Name\n1,???\n").members).roster.members
    assert (wang.person.name, wang.extra_days) == ("王小明", 2)


@pytest.mark.parametrize(("older", "newer"), [("0001001", "1001"), ("1001", "0001001")])
def test_zeros_that_excel_took_off_are_said_and_nobody_is_there_twice(tmp_path: Path, older: str, newer: str) -> None:
    kit = quick_kit(tmp_path / "kit")
    for number in (older, newer):
        (tmp_path / "list.csv").write_text(f"SID,Name\n{number},Ann Bell\nA7,Cy Cox\n", encoding="utf-8")
        done = autograder("people", tmp_path / "list.csv", "--kit", kit)
        assert done.returncode == 0, done.stderr
    assert "1001 for 0001001" in done.stdout
    ids = [member.person.student_id for member in read_roster(kit / "class" / "people.csv").members]
    assert ids == ["0001001", "A7"]


def test_ids_of_unlike_lengths_are_said() -> None:
    assert "as 1001 and 0001002" in " ".join(read_list(b"SID,Name\n1001,Ann\n0001002,Cy\n").told)
    assert read_list(b"SID,Name\n1001,Ann\n1002,Cy\n").told == ()


def test_zeros_tell_nobody_where_two_would_fit_or_the_name_is_anothers() -> None:
    roster = Roster((Member(Person("01001", "Ann Bell")), Member(Person("0001001", "Di Dean"))))
    assert roster.find(Person("1001")) is None
    one = Roster((Member(Person("0001001", "Ann Bell")),))
    assert one.find(Person("1001")) == one.members[0]
    assert one.find(Person("1001", "Cy Cox")) is None
    assert Roster((Member(Person("0007", "Ann Bell")),)).find(Person("7")) is None


@pytest.mark.parametrize(
    "text",
    [
        "SID,Name,Email\n1,Ann Bell,Ann@x.edu\n1,Ann Bell,ann@X.EDU\n",
        'SID,Name,Email\n1,Ann Bell,Ann@x.edu\n1,"Bell, Ann",ann@x.edu\n',
        "SID,Name,Email\n1,Ann Bell,ann@x.edu\n,Ann Bell,ANN@x.edu\n",
    ],
)
def test_the_same_email_in_other_case_is_one_person(text: str) -> None:
    (ann,) = merged(Roster(), read_list(text.encode()).members).roster.members
    assert ann.person.student_id == "1"


def test_somebody_in_two_sections_and_groups_is_one_person_in_both() -> None:
    text = "SID,Name,Section,Group\n1,Ann,Lecture 1,G1\n1,Ann,Lab 2,\n2,Cy,Lecture 1,G1\n1,Ann,Lecture 1,G2\n"
    ann, cy = merged(Roster(), read_list(text.encode()).members).roster.members
    assert (ann.section, ann.group) == ("Lecture 1; Lab 2", "G1; G2")
    assert (cy.section, cy.group) == ("Lecture 1", "G1")


def test_sections_and_groups_in_one_cell_are_several_where_each_is_there_alone() -> None:
    rows = ["1,A,G1", '2,A and B,"G1, G2"', "3,B,G2", '4,Tue and Thu,"Smith, Jones and Co"', '5,"A, B, and C",', "6,C,"]
    text = "\n".join(["SID,Section,Groups", *rows])
    found = [(member.section, member.group) for member in read_list(text.encode()).members]
    assert found == [
        ("A", "G1"),
        ("A; B", "G1; G2"),
        ("B", "G2"),
        ("Tue and Thu", "Smith, Jones and Co"),
        ("A; B; C", ""),
        ("C", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "SID,Name\n1,Ann Bell\n1,Cy Cox\n",
        "Name\nAnn Bell\nAnn Bell\n",
        "SID,Name,Login\n1,Ann Bell,a\n1,Ann Bell,b\n",
    ],
)
def test_two_who_cannot_be_told_apart_are_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="cannot be told apart"):
        merged(Roster(), read_list(text.encode()).members)


def test_two_with_ids_of_their_own_may_share_an_address() -> None:
    together = merged(Roster(), read_list(b"SID,Name,Email\n1,Ann Bell,b@x\n2,Cy Bell,b@x\n").members)
    assert len(together.roster.members) == 2


def test_where_no_role_is_a_students_nobody_is_left_out_and_it_is_said() -> None:
    found = read_list(b"SID,Role\n1,Hiwi\n2,Dozent\n")
    assert len(found.members) == 2
    assert "Hiwi, Dozent" in " ".join(found.told)
    found = read_list(b"SID,Rolle\n1,Teilnehmer/in\n2,Trainer/in\n")
    assert (len(found.members), found.others) == (1, {"Trainer/in": 1})
