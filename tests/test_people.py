"""Who is in the class, and whose a submission is: nobody dropped, nobody mistaken for another, nothing readable."""

# Due dates and extensions are wall time: they have no zone.
# ruff: noqa: DTZ001

from __future__ import annotations

import stat
import unicodedata
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.config import load_config
from autograder.course.join import Owner, as_one, owners_of
from autograder.course.lists import merged
from autograder.course.people_file import read_roster, write_roster
from autograder.course.roster import Member, Roster
from autograder.errors import ConfigError
from autograder.lms.people import read_list
from autograder.model import Person, Submission
from tests.helpers.command import autograder, quick_kit

pytestmark = pytest.mark.slow  # make quick tries each kind elsewhere once

HEADER = "student_id,name,email,login,lms_id,extra_days,extensions,exempt\n"
ADA = Member(Person("001", "Ada Lovelace", "ada@x.edu", "lovela", "51"))
BEN = Member(Person("002", "Ben Okri", "ben@x.edu", "okrib", "52"))
CLASS = Roster((ADA, BEN))


def read(tmp_path: Path, text: str | bytes) -> Roster:
    path = tmp_path / "people.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_roster(path)


def refusal(tmp_path: Path, text: str | bytes) -> str:
    with pytest.raises(ConfigError) as error:
        read(tmp_path, text)
    return str(error.value)


def member_of(person: Person, roster: Roster, place: str = "") -> Member | None:
    """Whom a submission is found to be of: by what an LMS says in a place, or else by a path."""
    [owner] = owners_of(Submission(person.lms_id or "_", Path("_"), people=(person,), place=place), roster)
    return owner.member


def named(roster: Roster, **known: str) -> str | None:
    found = member_of(Person(**known), roster)
    return found.person.name if found else None


# --- people.csv, good


def test_no_file_is_a_class_without_a_roster(tmp_path: Path) -> None:
    assert read_roster(tmp_path / "people.csv") == Roster()
    assert read(tmp_path, "") == Roster()


def test_all_that_a_line_grants_is_read(tmp_path: Path) -> None:
    text = "\ufeff" + HEADER + "1,Ada,a@x,ada,9,2,net_input=2026-10-09 23:59; b=2026-11-01T12:00:30,c; d \n"
    (ada,) = read(tmp_path, text.replace("\n", "\r\n")).members
    assert ada.person == Person("1", "Ada", "a@x", "ada", "9")
    assert ada.extra_days == 2
    assert ada.extensions == {"net_input": datetime(2026, 10, 9, 23, 59), "b": datetime(2026, 11, 1, 12, 0, 30)}
    assert ada.exempt == {"c", "d"}


def test_a_few_columns_in_any_order_are_enough(tmp_path: Path) -> None:
    roster = read(tmp_path, 'email,name\na@x,"Lovelace, Ada"\n\n ,Ben \n')
    assert [member.person for member in roster.members] == [
        Person(name="Lovelace, Ada", email="a@x"),
        Person(name="Ben"),
    ]


# --- people.csv, bad


def test_every_bad_line_is_named_with_what_to_write(tmp_path: Path) -> None:
    said = refusal(
        tmp_path,
        HEADER
        + "1,,,,,two,,\n,,,,,3,,\n2,,,,,,net_input=soon,\n3,Good,,,,,,\n4,,,,,-1,,\n"
        + "5,,,,,,net_input=2026-10-09T23:59+02:00,\n6,,,,,,=2026-10-09 23:59,\n",
    )
    lines = [line.strip() for line in said.splitlines()[1:]]
    assert [line.partition(":")[0] for line in lines] == [f"line {n}" for n in (2, 3, 4, 6, 7, 8)]
    assert "'two'" in lines[0]
    assert "names nobody" in lines[1]
    assert "2026-10-09 23:59" in lines[2]


def test_a_day_without_a_time_is_refused_since_it_would_end_as_it_begins(tmp_path: Path) -> None:
    assert "net_input=2026-10-09'" in refusal(tmp_path, HEADER + "1,,,,,,net_input=2026-10-09,\n")


def test_days_beyond_all_calendars_are_refused(tmp_path: Path) -> None:
    assert "extra_days" in refusal(tmp_path, HEADER + "1,,,,,9999999999,,\n")


def test_a_comma_between_extensions_is_refused_and_not_dropped(tmp_path: Path) -> None:
    assert "line 2" in refusal(tmp_path, HEADER + "1,,,,,,a=2026-10-09 23:59,,b=2026-10-10 23:59\n")


def test_two_lines_of_one_person_are_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, HEADER + "1,Ada,,,,,,\n2,Ben,,,,,,\n1,Ada L.,,,,3,,\n")
    assert "line 4" in said
    assert "line 2" in said
    assert "line 3" in refusal(tmp_path, "name\nWei Zhang\nWei Zhang\n")


def test_two_people_of_one_name_with_ids_are_two(tmp_path: Path) -> None:
    assert len(read(tmp_path, "student_id,name\n1,Wei Zhang\n2,Wei Zhang\n").members) == 2


@pytest.mark.parametrize(
    "text",
    [b"1,Ada\n", b"student_id,name,extention\n1,Ada,\n", b"student_id,Student ID\n1,2\n", b"student_id,name\n1,\0\n"],
    ids=["no header", "a misspelled column", "two of one column", "no text"],
)
def test_another_file_is_refused_with_its_name(tmp_path: Path, text: bytes) -> None:
    assert "people.csv" in refusal(tmp_path, text)


def test_a_quote_that_never_closes_over_a_long_file_is_refused_in_words(tmp_path: Path) -> None:
    assert "people.csv" in refusal(tmp_path, 'student_id,name\n1,"' + "x" * 200_000)


def test_an_extension_of_no_assignment_is_refused_before_it_costs_somebody_marks(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    (kit / "class").mkdir()
    for text in ("1,,,,,,netinput=2026-10-09 23:59,", "1,,,,,,,net-input"):
        (kit / "class" / "people.csv").write_text(HEADER + text + "\n", encoding="utf-8")
        done = autograder("people", kit / "class" / "people.csv", "--kit", kit)
        assert done.returncode == 2, done.stdout
        assert "net_input" in done.stderr
        assert "Traceback" not in done.stderr


# --- written


def test_what_is_written_is_read_again_to_the_second(tmp_path: Path) -> None:
    path = tmp_path / "class" / "people.csv"
    until = datetime(2026, 10, 9, 23, 59, 59)
    member = Member(Person("1", 'Ada "the" Lovelace, \n"', "a@x"), 4, {"a": until, "b": until}, frozenset({"c", "d"}))
    write_roster(path, Roster((member, BEN)))
    assert read_roster(path).members == (member, BEN)


@pytest.mark.parametrize("draft", [False, True], ids=["there before", "a stopped write before"])
def test_the_file_is_its_owners_alone_also_when_it_was_not_before(tmp_path: Path, *, draft: bool) -> None:
    path = tmp_path / "people.csv"
    for old in (path, *([tmp_path / ".people.csv.part"] if draft else [])):
        old.write_text(HEADER, encoding="utf-8")
        old.chmod(0o644)
    write_roster(path, CLASS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["people.csv"]


def test_where_it_cannot_be_written_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    write_roster(path, CLASS)
    (tmp_path / ".people.csv.part").mkdir()
    with pytest.raises(ConfigError, match=r"people\.csv cannot be written"):
        write_roster(path, Roster())
    assert read_roster(path) == CLASS


def test_the_command_keeps_extensions_names_who_left_and_closes_the_file(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    path = kit / "class" / "people.csv"
    path.parent.mkdir()
    path.write_text(HEADER + "1,Ada,a@x,,,2,net_input=2026-10-09 23:59:59,\n7,Gone Girl,,,,,,\n", encoding="utf-8")
    path.chmod(0o644)
    lms = tmp_path / "canvas.csv"
    lms.write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"
        '"Lovelace, Ada",51,1,lovela,S\n"Okri, Ben",52,2,okrib,S\n"Student, Test",99,,x,S\n',
        encoding="utf-8",
    )
    done = autograder("people", lms, "--kit", kit)
    assert done.returncode == 0, done.stderr
    assert "2 people" in done.stdout
    assert "Gone Girl" in done.stdout
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    ada, ben, gone = read_roster(path).members
    assert (ada.person, ada.extra_days) == (Person("1", "Lovelace, Ada", "a@x", "lovela", "51"), 2)
    assert ada.extensions == {"net_input": datetime(2026, 10, 9, 23, 59, 59)}
    assert (ben.person.name, gone.person.name) == ("Okri, Ben", "Gone Girl")
    once = path.read_bytes()
    autograder("people", lms, "--kit", kit)
    assert path.read_bytes() == once


# --- lists of the LMS


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (
            "Student,ID,SIS User ID,SIS Login ID,Section,Lab 1 (77)\n    Points Possible,,,,,15\n"
            '"Lovelace, Ada",51,001,lovela,S1,\n"Student, Test",99,,1f3,S1,\n',
            Person("001", "Lovelace, Ada", "", "lovela", "51"),
        ),
        (
            "OrgDefinedId,Username,Last Name,First Name,Email,Lab 1 Points Grade,End-of-Line Indicator\n"
            "#001,#lovela,Lovelace,Ada,ada@x.edu,,#\n",
            Person("001", "Ada Lovelace", "ada@x.edu", "lovela"),
        ),
        (
            "First name,Last name,ID number,Institution,Department,Email address,Lab 1 (Real)\n"
            "Ada,Lovelace,001,,,ada@x.edu,-\n",
            Person("001", "Ada Lovelace", "ada@x.edu"),
        ),
        (
            "First name,Surname,ID number,Email address\nAda,Lovelace,001,ada@x.edu\n",
            Person("001", "Ada Lovelace", "ada@x.edu"),
        ),
        (
            "Identifier,Full name,ID number,Email address,Status,Grade\nParticipant 51,Ada Lovelace,001,ada@x.edu,,\n",
            Person("001", "Ada Lovelace", "ada@x.edu", "", "Participant 51"),
        ),
        (
            "First Name,Last Name,SID,Email,Sections\nAda,Lovelace,001,ada@x.edu,S1\n",
            Person("001", "Ada Lovelace", "ada@x.edu"),
        ),
        ("Name,SID,Email,Lab 1\nAda Lovelace,001,ada@x.edu,\n", Person("001", "Ada Lovelace", "ada@x.edu")),
        (
            '"identifier","github_username","github_id","name"\n"ada@x.edu","adal","12","Ada Lovelace"\n',
            Person("", "Ada Lovelace", "", "adal", "ada@x.edu"),
        ),
        ("Student ID;Last Name;First Name\r\n001;Lovelace;Ada\r\n", Person("001", "Ada Lovelace")),
        ("\ufeffname\temail\nAda Lovelace\tada@x.edu\n", Person("", "Ada Lovelace", "ada@x.edu")),
        ("Last Name,First Name\n't Hooft,Gerard\n", Person("", "Gerard 't Hooft")),
    ],
    ids=[
        "canvas",
        "brightspace",
        "moodle",
        "moodle-3",
        "worksheet",
        "gradescope",
        "its-marks",
        "classroom",
        "semicolons",
        "tabs",
        "apostrophe",
    ],
)
def test_a_list_of_every_lms_is_read(text: str, person: Person) -> None:
    assert [member.person for member in read_list(text.encode()).members] == [person]


def test_an_excel_list_in_utf_16_is_read() -> None:
    found = read_list("Name,SID\nJörg,1\n".encode("utf-16"))
    assert [member.person for member in found.members] == [Person("1", "Jörg")]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"Colour,Size\nred,3\n", b"PK\x03\x04rest", b"a\0b"])
def test_what_is_no_list_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(ConfigError):
        read_list(content)


def test_a_person_twice_on_a_list_is_one() -> None:
    together = merged(Roster(), read_list(b"SID,Name\n1,Ada\n1,Ada\n2,Ben\n").members)
    assert [member.person.student_id for member in together.roster.members] == ["1", "2"]


# --- merging


GRANTED = Member(Person("111", "Wei Zhang", "wei@x.edu"), 3, {"a": datetime(2026, 1, 1, 12)}, frozenset({"b"}))


def taken(old: Roster, *people: Person) -> tuple[tuple[Member, ...], tuple[Person, ...]]:
    """The members after a newer list of these people, and who was on the older one alone."""
    together = merged(old, [Member(person) for person in people])
    return together.roster.members, together.left


def test_a_newer_list_keeps_what_is_granted_and_what_it_does_not_say() -> None:
    (wei,), left = taken(Roster((GRANTED,)), Person("111", "Zhang, Wei", "", "zhangw"))
    assert wei.person == Person("111", "Zhang, Wei", "wei@x.edu", "zhangw")
    assert (wei.extra_days, wei.extensions, wei.exempt) == (3, GRANTED.extensions, GRANTED.exempt)
    assert left == ()


@pytest.mark.parametrize("turned", [1, -1])
def test_an_extension_does_not_move_to_a_namesake(turned: int) -> None:
    people = [Person("222", "Wei Zhang", "zhang2@x.edu"), Person("111", "Wei Zhang", "wei@x.edu")][::turned]
    members, left = taken(Roster((GRANTED,)), *people)
    assert {member.person.student_id: member.extra_days for member in members} == {"111": 3, "222": 0}
    assert left == ()


def test_an_extension_does_not_move_to_a_namesake_known_by_email_alone() -> None:
    old = Roster((Member(Person(name="Wei Zhang", email="a@x"), 3),))
    members, _ = taken(old, Person(name="Wei Zhang", email="b@x"), Person(name="Wei Zhang", email="a@x"))
    assert {member.person.email: member.extra_days for member in members} == {"a@x": 3, "b@x": 0}


def test_a_namesake_with_another_id_is_new_and_the_old_one_is_named() -> None:
    members, left = taken(Roster((GRANTED,)), Person("222", "Wei Zhang"))
    assert [(member.person.student_id, member.extra_days) for member in members] == [("222", 0), ("111", 3)]
    assert left == (GRANTED.person,)


# --- joining


@pytest.mark.parametrize(
    "known",
    [
        {"student_id": "001"},
        {"email": "ADA@X.EDU"},
        {"login": "Lovela"},
        {"lms_id": "51"},
        {"student_id": "lovela"},  # one LMS's login is another's id
        {"lms_id": "ada@x.edu"},
        {"name": "Ada Lovelace"},
        {"name": "lovelaceada", "lms_id": "777"},  # Canvas
        {"name": "LOVELACE, Ada"},
        {"lms_id": "ada_lovelace_lab1"},
        {"lms_id": "Lovelace-Ada net_input"},
        {"lms_id": "lovela_lab1"},
        {"lms_id": "001-net_input"},
    ],
    ids=str,
)
def test_a_person_is_found_by_whatever_a_download_says(known: dict[str, str]) -> None:
    assert named(CLASS, **known) == "Ada Lovelace"


@pytest.mark.parametrize(
    "known",
    [
        {"student_id": "003"},
        {"student_id": "1"},
        {"student_id": "003", "name": "Ada Lovelace"},  # another one of this name
        {"name": "Ada"},
        {"name": "adal"},
        {"name": "Ada Lovelace Byron"},
        {"lms_id": "net_input"},
        {"lms_id": "adam_lovelace"},
        {"lms_id": "5_net_input"},
        {"lms_id": ""},
        {"name": " - "},
    ],
    ids=str,
)
def test_somebody_else_is_nobody_of_the_roster(known: dict[str, str]) -> None:
    assert named(CLASS, **known) is None


def test_a_key_of_its_own_kind_comes_before_another_kinds() -> None:
    roster = Roster((Member(Person("51", "Ben Okri", lms_id="52")), Member(Person("50", "Ada Lovelace", lms_id="51"))))
    for known, name in (
        (Person(lms_id="51"), "Ada Lovelace"),
        (Person(lms_id="52"), "Ben Okri"),
        (Person(student_id="51"), "Ben Okri"),
    ):
        found = member_of(known, roster, place="as an LMS says")
        assert found is not None
        assert found.person.name == name


def test_a_canvas_number_is_not_taken_for_another_persons_student_id() -> None:
    roster = Roster((Member(Person("51", "Ben Okri")), Member(Person("50", "Ada Lovelace"))))
    assert named(roster, name="lovelaceada", lms_id="51") == "Ada Lovelace"


def test_a_name_of_two_is_nobodys_until_an_id_tells() -> None:
    roster = Roster((Member(Person("1", "Wei Zhang", "w1@x")), Member(Person("2", "Zhang Wei", "w2@x"))))
    assert named(roster, name="zhangwei") is None
    assert named(roster, lms_id="wei_zhang_lab1") is None
    found = member_of(Person(name="zhangwei", email="w2@x"), roster)
    assert found is not None
    assert found.person.student_id == "2"


def test_a_first_name_in_front_is_not_the_login_of_another() -> None:
    roster = Roster((Member(Person("1", "Ann Jones", login="ann")), Member(Person("2", "Ann Smith", login="asmith"))))
    assert named(roster, lms_id="ann_smith_lab1") == "Ann Smith"


@pytest.mark.parametrize(
    ("on_roster", "canvas"),
    [
        ("José Núñez", "núñezjosé"),
        ("Mary-Ann O'Neil Smith", "smithmaryannoneil"),
        ("Mary-Ann O’Neil Smith", "oneilsmithmaryann"),
        ("van der Berg, Jan", "vanderbergjan"),
        ("Jan van der Berg", "vanderbergjan"),
        ("李 小龙", "李小龙"),
        ("Straße Jörg", "strassejörg"),
        ("Cher", "cher"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("other", ["NFC", "NFD"])
def test_names_are_compared_as_letters(on_roster: str, canvas: str, form: str, other: str) -> None:
    roster = Roster((Member(Person(name=unicodedata.normalize(form, on_roster))), BEN))
    assert named(roster, name=unicodedata.normalize(other, canvas)) == unicodedata.normalize(form, on_roster)


def test_vowel_signs_tell_names_apart() -> None:
    roster = Roster((Member(Person("1", "रवि")), Member(Person("2", "रावी"))))
    assert named(roster, name="रवि") == "रवि"
    assert named(roster, name="रव") is None


def test_what_is_joined_keeps_the_files_name_of_its_person_and_nobody_is_dropped(tmp_path: Path) -> None:
    """The same whether a gradebook holds what the download said, or as older ones what the roster said then."""
    group = Submission("g", tmp_path, people=(Person(name="okriben", lms_id="9"), Person(name="nobody", lms_id="8")))
    owners = owners_of(group, CLASS)
    people = (Person("002", "Ben Okri", "ben@x.edu", "okrib", "9"), Person(name="nobody", lms_id="8"))
    assert owners == (Owner(people[0], BEN), Owner(people[1]))
    assert owners_of(replace(group, people=people), CLASS) == owners
    assert as_one(owners) == Person("002", "Ben Okri; nobody")


def test_what_names_nobody_is_whose_name_it_bears() -> None:
    (ada,) = owners_of(Submission("lovela_lab1", Path("a")), CLASS)
    assert ada == Owner(replace(ADA.person, lms_id="lovela_lab1"), ADA)
    assert owners_of(Submission("lab1", Path("a")), CLASS) == (Owner(Person(lms_id="lab1")),)


NAMES = st.text(st.characters(categories=["L", "Nd", "Zs", "Pd"]), min_size=1, max_size=12)


@given(st.lists(st.tuples(NAMES, st.sampled_from(["", "7", "8"])), max_size=6), NAMES)
def test_whoever_is_found_bears_the_name_and_contradicts_no_id(known: list[tuple[str, str]], name: str) -> None:
    roster = Roster(tuple(Member(Person(student_id=number, name=one)) for one, number in known))
    found = member_of(Person(student_id="9", name=name), roster)
    if found is not None:
        letters = [
            sorted(filter(str.isalnum, unicodedata.normalize("NFC", one).casefold()))
            for one in (found.person.name, name)
        ]
        assert letters[0] == letters[1]
        assert found.person.student_id == ""


def test_a_due_date_in_the_configuration_has_no_zone_of_its_own(tmp_path: Path) -> None:
    text = "course: C\nterm: t\ntime_zone: America/Chicago\nassignments:\n  a:\n    points: {q: 1}\n    due: "
    path = tmp_path / "grading_config.yaml"
    for good in ("2026-10-05 23:59", "2026-10-05 23:59:00", "2026-10-05T23:59"):
        path.write_text(text + good + "\n", encoding="utf-8")
        assert load_config(path).assignments["a"].due == datetime(2026, 10, 5, 23, 59)
    for bad in ("2026-10-05 23:59:00-05:00", "2026-10-05T23:59:00Z", "20261005", "soon"):
        path.write_text(text + bad + "\n", encoding="utf-8")
        with pytest.raises(ConfigError, match=r"line 7: assignments\.a\.due"):
            load_config(path)


def test_teachers_on_a_list_are_no_students_and_are_counted() -> None:
    content = b"SID,Name,Role\n1,Ada,Student\n2,Ben,Instructor\n3,Cy,TA\n4,Dan,Learner\n5,Eve,\n"
    found = read_list(content)
    assert [member.person.name for member in found.members] == ["Ada", "Dan", "Eve"]
    assert found.others == {"Instructor": 1, "TA": 1}


def test_doctor_says_when_others_can_read_the_roster(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    (kit / "class").mkdir()
    roster = kit / "class" / "people.csv"
    roster.write_text("student_id\n1\n2\n", encoding="utf-8")
    roster.parent.chmod(0o755)
    told = f"others can open {roster.parent}; to stop that: chmod -R go-rwx {roster.parent}"
    assert told in autograder("doctor", cwd=kit).stdout
    roster.parent.chmod(0o700)
    said = autograder("doctor", cwd=kit).stdout
    assert f"2 people on the roster, {roster}" in said
    assert "others can open" not in said
