"""Two people of one name, and people of one group: each gets their own mark, and where it is not clear it is asked."""

from __future__ import annotations

import csv
import io
import shlex
import zipfile
from pathlib import Path

import nbformat
import pytest

from tests.helpers.command import autograder, quick_kit, table
from tests.helpers.known_answers import filled_notebook, plain_right

pytestmark = pytest.mark.slow

RIGHT = plain_right("net_input")
WHOLE = nbformat.writes(filled_notebook("net_input", RIGHT))
PART = nbformat.writes(filled_notebook("net_input", dict(list(RIGHT.items())[:1])))
CYS = WHOLE.replace("def net_input_loop", "# of Cy\\ndef net_input_loop", 1)  # no two people's files are the same
assert CYS != WHOLE
LIST = """student_id,name,email,login
1001,Ann Bell,ab@x.edu,abell
1005,Ann Bell,ab5@x.edu,abell5
1002,Cy Cox,cc@x.edu,ccox
"""
# What a download of each LMS calls two Ann Bells and Cy Cox, who hand in all, one question, and all.
TWO_OF_ONE_NAME = {
    "brightspace": [
        "55-901 - Ann Bell - Oct 5, 2026 926 PM/net_input.ipynb",
        "55-902 - Ann Bell - Oct 5, 2026 927 PM/net_input.ipynb",
        "55-903 - Cy Cox - Oct 5, 2026 928 PM/net_input.ipynb",
    ],
    "brightspace, the person first": [
        "901-55 - Ann Bell - Oct 5, 2026 926 PM/net_input.ipynb",
        "902-55 - Ann Bell - Oct 5, 2026 927 PM/net_input.ipynb",
        "903-55 - Cy Cox - Oct 5, 2026 928 PM/net_input.ipynb",
    ],
    "canvas": [
        "bellann_70001_990001_net_input.ipynb",
        "bellann_70002_990002_net_input.ipynb",
        "coxcy_70003_990003_net_input.ipynb",
    ],
    "moodle": [
        "Ann Bell_101_assignsubmission_file_/net_input.ipynb",
        "Ann Bell_102_assignsubmission_file_/net_input.ipynb",
        "Cy Cox_103_assignsubmission_file_/net_input.ipynb",
    ],
}


class Class:
    """A kit with people and a download, graded by the command."""

    def __init__(self, folder: Path, people: str, files: dict[str, str]) -> None:
        self.folder = folder
        self.kit = quick_kit(folder / "kit")
        (self.kit / "class").mkdir()
        self.people = self.kit / "class" / "people.csv"
        self.people.write_text(people, encoding="utf-8")
        with zipfile.ZipFile(folder / "lab.zip", "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)

    def grade(self) -> str:
        done = autograder("grade", "lab.zip", "--out", "report", "--kit", "kit", "--workers", "1", cwd=self.folder)
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout

    def report(self) -> str:
        done = autograder("report", "--out", "report", "--kit", "kit", cwd=self.folder)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @property
    def lines(self) -> list[dict[str, str]]:
        return table(self.folder / "report", "marks.csv")

    @property
    def asked(self) -> int:
        """How many rows ask whether something is a person's."""
        return sum("is it theirs?" in row["why"] for row in table(self.folder / "report", "review.csv"))

    def line(self, **known: str) -> dict[str, str]:
        (line,) = [line for line in self.lines if all(line[key] == value for key, value in known.items())]
        return line


@pytest.mark.parametrize("lms", TWO_OF_ONE_NAME)
def test_two_of_one_name_are_asked_about_and_found_when_the_line_is_written(tmp_path: Path, lms: str) -> None:
    files = dict(zip(TWO_OF_ONE_NAME[lms], (WHOLE, PART, CYS), strict=True))
    one = Class(tmp_path, LIST, files)
    said = one.grade()
    assert "2 people on the roster are called Ann Bell" in said
    assert "on no roster" not in said
    assert "handed in nothing" not in said
    for number in ("1001", "1005"):
        assert (one.line(student_id=number)["status"], one.line(student_id=number)["score"]) == ("open", "")
    assert one.line(student_id="1002")["score"] == "15"
    assert not any("not on the roster" in line["note"] for line in one.lines)
    assert one.asked == 2

    offered = [line.strip() for line in said.splitlines() if line.startswith("    ")]
    assert len(offered) == 6
    rows = [next(csv.DictReader(io.StringIO(f"{offered[0]}\n{line}"))) for line in offered if line != offered[0]]
    ids = list(dict.fromkeys(row["lms_id"] for row in rows))
    chosen = [
        next(line for line in offered if line.startswith("1005,") and ids[0] in line),
        next(line for line in offered if line.startswith("1001,") and ids[1] in line),
    ]
    one.people.write_text("\n".join([offered[0], *chosen, "1002,Cy Cox,cc@x.edu,ccox"]), encoding="utf-8")
    said = one.report()
    assert "called Ann Bell" not in said
    assert {line["student_id"]: line["score"] for line in one.lines} == {"1005": "15", "1001": "5", "1002": "15"}
    assert one.asked == 0


def test_no_zero_for_namesakes_whose_work_is_there(tmp_path: Path) -> None:
    one = Class(tmp_path, LIST, dict(zip(TWO_OF_ONE_NAME["canvas"], (WHOLE, PART, WHOLE), strict=True)))
    config = one.kit / "grading_config.yaml"
    text = config.read_text(encoding="utf-8")
    assert "missing: blank" in text
    config.write_text(text.replace("missing: blank", "missing: zero "), encoding="utf-8")
    one.grade()
    assert {line["score"] for line in one.lines if line["student_id"] in ("1001", "1005")} == {""}


def test_several_numbers_of_one_person_and_a_file_with_semicolons(tmp_path: Path) -> None:
    people = "name;lms_id;student_id\nAnn Bell;'901-55; 901-77';1001\nAnn Bell;;1005\n".replace("'", '"')
    files = [
        "901-55 - Ann Bell - Oct 5, 2026 926 PM/net_input.ipynb",
        "902-55 - Ann Bell - Oct 5, 2026 927 PM/net_input.ipynb",
    ]
    one = Class(tmp_path, people, dict(zip(files, (WHOLE, PART), strict=True)))
    said = one.grade()
    assert one.line(student_id="1001")["score"] == "15"
    assert one.line(student_id="1005")["score"] == ""
    assert '    Ann Bell;"901-55; 901-77; 902-55";1001' in said
    assert "    Ann Bell;902-55;1005" in said


GROUPS = """student_id,name,group,extra_days
1001,Ann Bell,Group 3,
1002,Cy Cox,group_3,2
1003,Di Dean,Group 4,
1004,Ed Ely,,
"""
MOODLE = {
    "Group 3_45_assignsubmission_file_/net_input.ipynb": WHOLE,
    "Group 4_46_assignsubmission_file_/net_input.ipynb": PART,
}
PLAIN = {"Group 3/net_input.ipynb": WHOLE, "Group 4/net_input.ipynb": PART}
BY_FILE = {"group_3_net_input.ipynb": WHOLE, "net_input-Group 4.ipynb": PART}
CLONES = {"lab-submissions/lab-group-3/net_input.ipynb": WHOLE, "lab-submissions/lab-group-4/net_input.ipynb": PART}


@pytest.mark.parametrize("files", [MOODLE, PLAIN, BY_FILE, CLONES], ids=["moodle", "plain", "by file", "clones"])
def test_each_member_of_a_group_gets_its_mark_and_none_is_missing(tmp_path: Path, files: dict[str, str]) -> None:
    one = Class(tmp_path, GROUPS, files)
    said = one.grade()
    found = {line["student_id"]: (line["status"], line["score"]) for line in one.lines}
    graded = {"1001": ("graded", "15"), "1002": ("graded", "15"), "1003": ("graded", "5")}
    assert found == {**graded, "1004": ("missing", "")}
    assert "on no roster" not in said
    assert "1 handed in nothing: Ed Ely" in said


def test_each_member_has_their_own_dates_and_reads_nothing_of_the_others(tmp_path: Path) -> None:
    submission = "12-34 - Group 3 - Oct 7, 2026 926 PM/net_input.ipynb"
    one = Class(tmp_path, GROUPS, {submission: WHOLE})
    config = one.kit / "grading_config.yaml"
    text = config.read_text(encoding="utf-8")
    assert "per_day: 0 " in text
    dated = text.replace("# due: 2026-10-05 23:59", "due: 2026-10-05 23:59", 1)
    assert dated != text
    config.write_text(dated.replace("per_day: 0 ", "per_day: 0.1 "), encoding="utf-8")
    one.grade()
    late, in_time = one.line(student_id="1001"), one.line(student_id="1002")
    assert (late["days_late"], in_time["days_late"]) == ("2", "0")
    assert float(late["score"]) < float(in_time["score"]) == 15
    page = (one.folder / "report" / "feedback" / f"{submission}.html").read_text(encoding="utf-8")
    assert "late" not in page.lower()


def test_a_group_of_no_member_is_told_with_what_to_write(tmp_path: Path) -> None:
    one = Class(tmp_path, GROUPS, {**MOODLE, "Group 9_47_assignsubmission_file_/net_input.ipynb": PART})
    said = one.grade()
    assert "No person and no group on the roster is called Group 9." in said
    assert one.line(name="Group 9")["score"] == "5"
    one.people.write_text(GROUPS.replace("Ed Ely,", "Ed Ely,Group 9"), encoding="utf-8")
    assert "on the roster is called" not in one.report()
    assert one.line(student_id="1004")["score"] == "5"


def test_somebody_in_two_groups_that_both_hand_in_is_asked_about(tmp_path: Path) -> None:
    one = Class(tmp_path, GROUPS.replace("Ed Ely,", "Ed Ely,Group 3; Group 4"), MOODLE)
    said = one.grade()
    assert "In more than one group: Ed Ely (Group 3; Group 4)" in said
    assert one.line(student_id="1004")["status"] == "open"
    one.people.write_text(GROUPS.replace("Ed Ely,", "Ed Ely,Group 4"), encoding="utf-8")
    one.report()
    assert one.line(student_id="1004")["score"] == "5"


def test_a_group_called_like_a_person_is_told_and_takes_nobody_elses_place(tmp_path: Path) -> None:
    people = (
        "student_id,name,group,lms_id\n1001,Ann Bell,,Participant 101\n1002,Cy Cox,Team Bell,\n1003,Di Dean,Ann Bell,\n"
    )
    files = {
        "Ann Bell_101_assignsubmission_file_/net_input.ipynb": WHOLE,
        "Team Bell_45_assignsubmission_file_/net_input.ipynb": PART,
    }
    one = Class(tmp_path, people, files)
    said = one.grade()
    assert "The group Ann Bell is called like a person" in said
    assert one.line(student_id="1001")["score"] == "15"
    assert one.line(student_id="1002")["score"] == "5"
    assert one.line(student_id="1003")["status"] == "missing"


@pytest.mark.parametrize("named", ["Ann Bell_45_assignsubmission_file_/work.ipynb", "bellann_42201_7100551_work.ipynb"])
def test_a_group_called_like_a_person_whose_number_is_not_known_is_neithers(tmp_path: Path, named: str) -> None:
    people = "student_id,name,group,lms_id\n1001,Ann Bell,,\n1002,Cy Cox,Bell Ann; Ann Bell,\n1003,Di Dean,,\n"
    one = Class(
        tmp_path,
        people,
        {named: WHOLE, named.replace("Ann Bell", "Di Dean").replace("bellann_42201_71", "deandi_42202_72"): PART},
    )
    said = one.grade()
    assert (one.line(student_id="1001")["status"], one.line(student_id="1002")["status"]) == ("open", "open")
    assert one.line(student_id="1003")["score"] == "5"
    assert "handed in nothing" not in said
    assert "a group and a person are called" in " ".join(row["why"] for row in table(tmp_path / "report", "review.csv"))


@pytest.mark.parametrize("lms", ["Submitted files/{}/Net input/Version 1/work.ipynb", "{}/work.ipynb"])
def test_a_folder_called_by_an_id_as_the_message_says_is_that_persons(tmp_path: Path, lms: str) -> None:
    people = "student_id,name,login\n1001,Ann Bell,ab\n1005,Ann Bell,ab5\n1002,Cy Cox,cc\n"
    one = Class(tmp_path, people, {lms.format("1001"): WHOLE, lms.format("ab5"): PART, lms.format("Cy Cox"): WHOLE})
    assert "on no roster" not in one.grade()
    assert {line["student_id"]: line["score"] for line in one.lines} == {"1001": "15", "1005": "5", "1002": "15"}


SPELT = {
    "12-34 - Jose Garcia - Oct 5, 2026 926 PM/work.ipynb": WHOLE,
    "13-34 - Jörg Müller - Oct 5, 2026 926 PM/work.ipynb": PART,
    "14-34 - Søren Łukasz - Oct 5, 2026 926 PM/work.ipynb": WHOLE,
}


@pytest.mark.parametrize("files", [SPELT, {
    "A/garcia_jose_net_input.ipynb": WHOLE, "A/Mueller, Joerg/work.ipynb": PART, "B/Soren Lukasz/work.ipynb": WHOLE
}, {"garciajose_42001_71001_work.ipynb": WHOLE, "müllerjörg_42002_71002_work.ipynb": PART,
    "lukaszsoren_42003_71003_work.ipynb": WHOLE}], ids=["brightspace", "plain", "canvas"])  # fmt: skip
@pytest.mark.parametrize("english", [True, False])
def test_a_name_is_found_however_its_letters_are_spelt(tmp_path: Path, files: dict[str, str], *, english: bool) -> None:
    names = (
        ["Jose Garcia", "Joerg Mueller", "Soren Lukasz"] if english else ["José García", "Jörg Müller", "Søren Łukasz"]
    )
    people = "student_id,name\n" + "".join(f"100{number},{name}\n" for number, name in enumerate(names))
    one = Class(tmp_path, people, files)
    assert "on no roster" not in one.grade()
    assert [line["score"] for line in sorted(one.lines, key=lambda line: line["student_id"])] == ["15", "5", "15"]


def test_two_whom_only_an_accent_tells_apart_are_told_apart_by_it_and_else_asked_about(tmp_path: Path) -> None:
    people = "student_id,name\n1001,Ana Peña\n1002,Aña Pena\n1003,Ana Pena\n"
    files = {
        "12-3 - Ana Pena - Oct 5, 2026 926 PM/a.ipynb": WHOLE,
        "13-3 - Ana Peña - Oct 5, 2026 926 PM/a.ipynb": PART,
    }
    one = Class(tmp_path, people, {**files, "14-3 - Aña Peña - Oct 5, 2026 926 PM/a.ipynb": WHOLE})
    said = one.grade()
    assert (one.line(student_id="1003")["score"], one.line(student_id="1001")["score"]) == ("15", "5")
    assert one.line(student_id="1002")["status"] == "open"
    assert "3 people on the roster are called" in said


def test_a_files_name_in_an_lms_puts_nothing_in_the_place_of_a_group(tmp_path: Path) -> None:
    files = {
        "Group 3_45_assignsubmission_file_/net_input.ipynb": WHOLE,
        "Zoe Zed_46_assignsubmission_file_/Group 3.ipynb": PART,
    }
    one = Class(tmp_path, GROUPS, files)
    one.grade()
    assert one.line(student_id="1001")["score"] == "15"
    assert one.line(name="Zoe Zed")["note"] == "not on the roster"


def test_zeros_that_a_roster_or_a_download_lost_are_told_in_the_tables(tmp_path: Path) -> None:
    people = "student_id,name\n0001001,Ann Bell\n1002,Cy Cox\n"
    files = {
        "submitted/1001/net_input/net_input.ipynb": WHOLE,
        "submitted/0001002/net_input/net_input.ipynb": PART,
    }
    one = Class(tmp_path, people, files)
    assert "on no roster" not in one.grade()
    assert {line["name"]: line["score"] for line in one.lines} == {"Ann Bell": "15", "Cy Cox": "5"}
    assert all("zeros" in line["note"] for line in one.lines)


@pytest.mark.parametrize("who", ["O'Neil-Smith, Sean", "Sean O'Neil-Smith", "Garcia, José", "José García"])
def test_a_question_is_decided_for_who_is_called_last_name_first_or_without_accents(tmp_path: Path, who: str) -> None:
    people = 'student_id,name\n1001,Sean O\'Neil-Smith\n1002,"García, José"\n1003,Cy Cox\n'
    one = Class(tmp_path, people, {"1-2 - Cy Cox - Oct 5, 2026 926 PM/work.ipynb": WHOLE})
    one.grade()
    given = ["net_input_loop", "3", "--by", "T", "--reason", "seen on paper", "--out", "report", "--kit", "kit"]
    done = autograder("override", who, *given, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert one.line(student_id="1001" if "Sean" in who else "1002")["net_input_loop"] == "3"


GREETED = {"Cy Cox": "Cy", "O'Neil-Smith, Sean": "Sean", "王 伟": "王 伟", "García, José María": "José María"}


@pytest.mark.parametrize("name", GREETED)
def test_a_letter_begins_with_the_first_name_and_a_command_that_is_offered_can_be_pasted(
    tmp_path: Path, name: str
) -> None:
    people = f'student_id,name\n1001,"{name}"\n1002,Zoe Zed\n1003,Yan Yu\n'
    others = {
        "2-2 - Zoe Zed - Oct 5, 2026 926 PM/a.ipynb": WHOLE,
        "3-2 - Yan Yu - Oct 5, 2026 926 PM/a.ipynb": PART,
    }
    one = Class(tmp_path, people, {f"1-2 - {name} - Oct 5, 2026 926 PM/work.pdf": "%PDF-1", **others})
    one.grade()
    done = autograder("explain", name, "net_input_loop", "--out", "report", "--kit", "kit", cwd=tmp_path)
    assert f"Hello {GREETED[name]},\n" in done.stdout
    (row,) = table(tmp_path / "report", "review.csv")
    assert shlex.split(row["next_step"].partition(" or ")[2])[2] == row["submission"]
