"""Blackboard, Sakai, Teams and Classroom 50: what names, notes and tables tell, written out by hand."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path

import pytest

from autograder.errors import SubmissionError
from autograder.lms.collect import collect
from autograder.lms.intake.read import read
from autograder.lms.people import read_list
from autograder.model import Person, Submission
from tests.helpers.downloads import assert_harmless, pack


def told(folder: Path, files: dict[str, bytes]) -> list[Submission]:
    """The submissions of a zip with these files."""
    submissions = collect([pack(folder / "class.zip", files)]).submissions
    assert_harmless([one.id for one in submissions])
    return submissions


def owners(found: list[Submission]) -> dict[bytes, tuple[Person, ...]]:
    return {read(one): one.people for one in found}


# --- Blackboard

NIGHT, MORNING = "2026-10-05-20-15-10", "2026-10-06-01-15-10"


def note(line: str) -> bytes:
    return f"{line}\nAssignment: Net input\n\nComments:\nName: Mallory (mm1)\n_attempt_{NIGHT}\n".encode()


def test_a_note_tells_where_the_assignment_ends_and_is_no_work(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        {
            f"Lab_1_ab_12_attempt_{NIGHT}.txt": note("Name: Ann Bell (ab_12)"),
            f"Lab_1_ab_12_attempt_{NIGHT}_a_b_1.ipynb": b"ann",
            f"Lab_1_cd_9_attempt_{NIGHT}_x.ipynb": b"cy",
        },
    )
    assert owners(found) == {b"ann": (Person(name="Ann Bell", login="ab_12"),), b"cy": (Person(login="cd_9"),)}
    assert {one.submitted_at for one in found} == {datetime.fromisoformat("2026-10-05 20:15:10")}


def test_without_notes_the_assignment_is_what_the_names_share(tmp_path: Path) -> None:
    names = {f"Lab_1_{login}_attempt_{NIGHT}_x.ipynb": login.encode() for login in ("abell", "acox", "b.dean")}
    assert owners(told(tmp_path, names)) == {
        login.encode(): (Person(login=login),) for login in ("abell", "acox", "b.dean")
    }


def test_attempts_are_counted_by_their_time(tmp_path: Path) -> None:
    names = {f"Lab_{who}_attempt_{time}_x.ipynb": b"x" for who in ("ab", "cc") for time in (MORNING, NIGHT)}
    assert [one.attempt for one in told(tmp_path, names)] == [1, 2, 1, 2]


def test_of_an_attempt_the_notebooks_count_or_else_all_files(tmp_path: Path) -> None:
    start = {who: f"Lab_{who}_attempt_{NIGHT}" for who in ("ab", "cc", "dd")}
    files = {
        f"{start['ab']}_x.ipynb": b"book",
        f"{start['ab']}_data.csv": b"data",
        f"{start['cc']}_x.pdf": b"pdf",
        f"{start['dd']}.txt": note("Name: Di Dean (dd)"),
    }
    *work, typed = told(tmp_path, files)
    assert [read(one) for one in work] == [b"book", b"pdf"]
    assert typed.people == (Person(name="Di Dean", login="dd"),)
    with pytest.raises(SubmissionError, match="No file was handed in"):
        read(typed)


@pytest.mark.parametrize(
    "line",
    [
        "Name: Ann Bell (abell) (ccox)",
        "Name: Bell (abell), Ann (ccox)",
        "Name: (abell)",
        "",
        "Name",
        "Name: Ann Bell (abell)",
    ],
)
def test_whose_an_attempt_is_the_name_of_the_file_says_whatever_people_call_themselves(
    line: str, tmp_path: Path
) -> None:
    files = {
        f"Lab_ccox_attempt_{NIGHT}.txt": note(line),
        f"Lab_ccox_attempt_{NIGHT}_Lab_abell_attempt_{MORNING}_x.ipynb": b"cy",
        f"Lab_abell_attempt_{NIGHT}_x.ipynb": b"ann",
    }
    logins = {data: [person.login for person in people] for data, people in owners(told(tmp_path, files)).items()}
    assert logins == {b"cy": ["ccox"], b"ann": ["abell"]}


def test_a_group_is_its_members_where_the_note_names_them_or_else_its_name(tmp_path: Path) -> None:
    files = {
        f"Lab_Group 1_attempt_{NIGHT}.txt": note("Name: Ann Bell (abell), Cy Cox (ccox)"),
        f"Lab_Group 1_attempt_{NIGHT}_x.ipynb": b"one",
        f"Lab_Group 2_attempt_{NIGHT}_x.ipynb": b"two",
        f"Lab_The Neurons_attempt_{NIGHT}.txt": note("Group: The Neurons"),
        f"Lab_The Neurons_attempt_{NIGHT}_x.ipynb": b"three",
    }
    assert owners(told(tmp_path, files)) == {
        b"one": (Person(name="Ann Bell", login="abell"), Person(name="Cy Cox", login="ccox")),
        b"two": (Person(name="Group 2"),),
        b"three": (Person(name="The Neurons"),),
    }


def test_blackboards_list_is_read_as_it_writes_it() -> None:
    text = '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Availability"\n"Bell"\t"Ann"\t"ab1"\t"001"\t"Yes"\n'
    (member,) = read_list(text.encode("utf-16")).members
    assert member.person == Person("001", "Ann Bell", "", "ab1")


# --- Sakai

ATTACHED = "Submission attachment(s)"


def test_sakais_login_is_the_last_in_parentheses(tmp_path: Path) -> None:
    files = {
        f"Lab/Bell, Ann(abell)/{ATTACHED}/x.ipynb": b"ann",
        f"Lab/Bell, Ann(abell)(ccox)/{ATTACHED}/Bell, Ann(abell).ipynb": b"cy",
    }
    logins = {data: person.login for data, (person,) in owners(told(tmp_path, files)).items()}
    assert logins == {b"ann": "abell", b"cy": "ccox"}


def test_sakais_times_are_in_a_file_or_else_in_the_table(tmp_path: Path) -> None:
    table = (
        b'"Net input","Points"\n\n"Display ID","ID","Last Name","First Name","grade",'
        b'"Submission date","Late submission"\n'
        b'"abell","u-1","Bell","Ann","","Oct 5, 2026 8:15 PM","On time"\n'
        b'"ccox","u-2","Cox","Cy","","Oct 6, 2026 8:15 PM","Late"\n'
    )
    files = {
        "Lab/grades.csv": table,
        f"Lab/Bell, Ann(abell)/{ATTACHED}/x.ipynb": b"1",
        "Lab/Bell, Ann(abell)/timestamp.txt": b"20261006001510123",
        f"Lab/Cox, Cy(ccox)/{ATTACHED}/x.ipynb": b"2",
        f"Lab/Dean, Di(ddean)/{ATTACHED}/x.ipynb": b"3",
        "Lab/Dean, Di(ddean)/timestamp.txt": b"soon",
    }
    assert [(one.submitted_at, one.late) for one in told(tmp_path, files)] == [
        (datetime(2026, 10, 6, 0, 15, 10, tzinfo=timezone.utc), False),
        (datetime.fromisoformat("2026-10-06 20:15"), True),
        (None, None),
    ]


def test_what_somebody_typed_into_sakai_is_theirs_where_nothing_is_attached(tmp_path: Path) -> None:
    files = {
        "Lab/Bell, Ann(abell)/Bell, Ann(abell)_submissionText.html": b"typed",
        "Lab/Bell, Ann(abell)/timestamp.txt": b"20261006001510123",
        f"Lab/Cox, Cy(ccox)/{ATTACHED}/x.ipynb": b"attached",
        "Lab/Cox, Cy(ccox)/Cox, Cy(ccox)_submissionText.html": b"typed too",
        "Lab/Cox, Cy(ccox)/Feedback Attachment(s)/x.ipynb": b"the teacher's",
    }
    assert list(owners(told(tmp_path, files))) == [b"typed", b"attached"]


# --- Microsoft Teams


def test_what_was_not_turned_in_in_teams_is_told(tmp_path: Path) -> None:
    files = {
        "Student Work/Submitted files/Ann Bell/Net input/Version 1/x.ipynb": b"1",
        "Student Work/Submitted files/Ann Bell/Net input/Version 2/x.ipynb": b"2",
        "Student Work/Working files/Ann Bell/Net input/x.ipynb": b"draft",
        "Student Work/Working files/Cy Cox/Net input/x.ipynb": b"draft",
    }
    *ann, cy = told(tmp_path, files)
    assert [(one.attempt, read(one)) for one in ann] == [(1, b"1"), (2, b"2")]
    assert cy.people == (Person(name="Cy Cox"),)
    with pytest.raises(SubmissionError, match="not turned in"):
        read(cy)


# --- Classroom 50


def result(owner: str, **known: object) -> bytes:
    said = {"schema": "classroom50/result/v1", "owner": owner, "assignment_type": "individual"}
    return json.dumps({**said, "datetime": "2026-10-05T20:15:10Z", **known}).encode()


def clones(**results: bytes) -> dict[str, bytes]:
    files = {f"cs-net-input-{login.replace('_', '-')}/x.ipynb": login.encode() for login in results}
    return files | {f"cs-net-input-{login.replace('_', '-')}/result.json": data for login, data in results.items()}


def test_a_clone_is_its_folders_whoever_its_result_names(tmp_path: Path) -> None:
    files = clones(abell=result("abell"), ccox=result("abell"), ann_bell=result("ann-bell"), ann_cox=result("ann-cox"))
    logins = {data: person.login for data, (person,) in owners(told(tmp_path, files)).items()}
    assert logins == {b"abell": "abell", b"ccox": "ccox", b"ann_bell": "ann-bell", b"ann_cox": "ann-cox"}


def test_the_teachers_scores_say_where_a_login_begins(tmp_path: Path) -> None:
    files = clones(ann_bell=result("x"), ann_cox=result("x")) | {"scores.csv": b"username,score\nann-bell,\nann-cox,\n"}
    assert [one.people[0].login for one in told(tmp_path, files)] == ["ann-bell", "ann-cox"]


@pytest.mark.parametrize(
    "damaged",
    [
        b"{",
        b"[" * 100_000,
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"schema": 5}',
        result("a", datetime=7),
        result("a", datetime="soon"),
    ],
    ids=["cut", "deep", "list", "null", "no text", "other", "number", "no time"],
)
def test_a_damaged_result_is_no_time_and_costs_nobody_else(damaged: bytes, tmp_path: Path) -> None:
    found = told(tmp_path, clones(abell=damaged, ccox=result("ccox"), ddean=result("ddean")))
    assert [one.people[0].login for one in found] == ["abell", "ccox", "ddean"]
    assert [one.submitted_at is None for one in found] == [True, False, False]


def test_a_result_larger_than_any_real_one_is_not_read(tmp_path: Path) -> None:
    huge = result("abell", tests="x" * (1 << 20))
    assert told(tmp_path, clones(abell=huge, ccox=result("ccox"), ddean=result("ddean")))[0].submitted_at is None


def test_a_clone_without_work_is_one_row_and_not_one_of_each_file_of_the_service(tmp_path: Path) -> None:
    files = clones(abell=result("abell"), ccox=result("ccox"))
    del files["cs-net-input-abell/x.ipynb"]
    empty, _ = told(tmp_path, files)
    with pytest.raises(SubmissionError, match="No file was handed in"):
        read(empty)


def test_a_group_has_the_name_of_who_founded_it(tmp_path: Path) -> None:
    found = told(tmp_path, clones(abell=result("abell", assignment_type="group"), ccox=result("ccox")))
    assert found[0].people == (Person(name="abell", login="abell"),)
    assert [one.for_group for one in found] == [True, False]


def test_the_roster_of_classroom_50_is_read() -> None:
    header = b"username,first_name,last_name,email,section,github_id,role\n"
    found = read_list(header + b"abell,Ann,Bell,a@x,A,7,student\nt,T,T,t@x,,8,teacher\n")
    assert [(one.person, one.section) for one in found.members] == [(Person("", "Ann Bell", "a@x", "abell"), "A")]
    assert dict(found.others) == {"teacher": 1}


# --- groups, as the others write them


@pytest.mark.parametrize(
    ("names", "person"),
    [
        (["group3_31001_710001_x.ipynb", "coxcy_31002_710002_x.ipynb"], Person(name="group3")),
        (
            ["12-34 - Group 3 - Sep 24, 2026 926 PM/x.ipynb", "13-34 - Cy Cox - Sep 24, 2026 926 PM/x.ipynb"],
            Person(name="Group 3"),
        ),
        (
            ["Group 3_45_assignsubmission_file_/x.ipynb", "Cy Cox_46_assignsubmission_file_/x.ipynb"],
            Person(name="Group 3"),
        ),
    ],
    ids=["canvas", "brightspace", "moodle"],
)
def test_a_group_has_a_name_and_no_number_that_may_be_a_persons(
    names: list[str], person: Person, tmp_path: Path
) -> None:
    assert owners(told(tmp_path, {name: name.encode() for name in names}))[names[0].encode()] == (person,)
