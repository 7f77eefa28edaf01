"""Whose work it is, tried as a class hands it in: nobody is lost in folders, and nobody takes another's place."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from tests.helpers.command import quick_kit, table
from tests.helpers.downloads import pack, write
from tests.helpers.known_answers import filled_notebook, plain_right
from tests.helpers.warm import autograder

pytestmark = pytest.mark.slow

ROSTER = """student_id,name,email,login
1001,Ann Bell,ab@x.edu,abell
1002,Cy Cox,cc@x.edu,ccox
1003,Di Dean,dd@x.edu,ddean
1004,Ed Ely,ee@x.edu,eely
"""


def notebook(assignment: str, most: int = 99) -> bytes:
    answers = dict(list(plain_right(assignment).items())[:most])
    return nbformat.writes(filled_notebook(assignment, answers)).encode()


FULL, SOME = notebook("net_input"), notebook("net_input", 1)
OTHER = notebook("activation_functions")


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = quick_kit(tmp_path_factory.mktemp("claims") / "kit")
    write(folder / "class", {"people.csv": ROSTER.encode()})
    return folder


class Class:
    """What came of a class: the lines of its people, the rows to review, and what was said."""

    def __init__(self, kit: Path, folder: Path, files: dict[str, bytes] | list[Path]) -> None:
        given = [write(folder / "class", files)] if isinstance(files, dict) else files
        out = folder / "report"
        done = autograder("grade", *given, "--out", out, "--workers", "1", cwd=kit)
        assert done.returncode in (0, 1), done.stderr
        self.code, self.said = done.returncode, " ".join(done.stdout.split())
        self.lines = table(out, "marks.csv")
        self.review = table(out, "review.csv")

    def scores(self, assignment: str = "net_input") -> dict[str, str]:
        """Everybody's score, or else the status, by login or, of strangers, by submission."""
        lines = [line for line in self.lines if line["assignment"] == assignment]
        found = [(line["login"] or line["submission"], line["score"] or line["status"]) for line in lines]
        assert len(dict(found)) == len(found)
        return dict(found)

    def reviewed(self, name: str) -> str:
        """All that is said of a submission that a person should look at."""
        return "; ".join(row["why"] for row in self.review if row["submission"] == name)


FOUR = {"abell": "15", "ccox": "5", "ddean": "15", "eely": "5"}
LAYOUTS = {
    "sections": ("A/abell.ipynb", "A/ccox.ipynb", "B/ddean.ipynb", "B/eely.ipynb"),
    "sections of folders": ("A/abell/n.ipynb", "A/ccox/n.ipynb", "B/ddean/n.ipynb", "B/eely/n.ipynb"),
    "sections in a folder called submitted": (
        "submitted/A/abell/net_input.ipynb",
        "submitted/A/ccox/net_input.ipynb",
        "submitted/B/ddean/net_input.ipynb",
        "submitted/B/eely/net_input.ipynb",
    ),
    "deep": tuple(f"2026/{where}/net_input.ipynb" for where in ("A/l/abell", "A/l/ccox", "B/l/ddean", "B/l/eely")),
    "named in full": ("A/Ann Bell.ipynb", "A/cox_cy.ipynb", "B/Dean, Di.ipynb", "B/EdEly.ipynb"),
    "with the lab": ("Ann Bell - net_input.ipynb", "net_input_ccox.ipynb", "net_input-1003-v2.ipynb", "ely ed.ipynb"),
    "e-mails": ("ab@x.edu/n.ipynb", "s/cc@x.edu.ipynb", "ddean@uni.edu/n.ipynb", "eely@x.edu_n.ipynb"),
    "packed by a program for Windows": (
        "A\\abell.ipynb",
        "A\\ccox.ipynb",
        "B\\ddean\\net_input.ipynb",
        "B\\eely\\net_input.ipynb",
    ),
    "zipped": ("net_input/net_input/abell.ipynb", "net_input/ccox/x.ipynb", "net_input/B/ddean.ipynb", "eely.ipynb"),
    "portal": (
        "Export/Bell, Ann(abell)/Files/net_input.ipynb",
        "Export/Cox, Cy(ccox)/Files/net_input.ipynb",
        "Export/Dean, Di(ddean)/Files/net_input.ipynb",
        "Export/Ely, Ed(eely)/Files/net_input.ipynb",
    ),
    "downloads of an LMS in sections": (
        "A/bellann_31001_710001_n.ipynb",
        "A/coxcy_31002_710002_n.ipynb",
        "B/Di Dean_103_assignsubmission_file_/n.ipynb",
        "B/397-25 - Ed Ely - Sep 24, 2026 926 PM/n.ipynb",
    ),
}


@pytest.mark.parametrize("names", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("packed", [True, False], ids=["zip", "folder"])
def test_everybody_is_found_wherever_a_path_names_them(
    names: tuple[str, ...], kit: Path, tmp_path: Path, *, packed: bool
) -> None:
    files = dict(zip(names, (FULL, SOME, FULL, SOME), strict=True))
    given = pack(tmp_path / "class.zip", files) if packed else write(tmp_path / "download", files)
    found = Class(kit, tmp_path, [given])
    assert found.scores() == FOUR
    assert found.code == 0
    assert "Found on the roster, though no LMS says whose the files are" in found.said


def test_how_people_were_found_is_said(kit: Path, tmp_path: Path) -> None:
    files = {"A/abell.ipynb": FULL, "A/ccox.ipynb": SOME, "ddean/net_input.ipynb": FULL}
    assert (
        "2 people by the name of their file and 1 person by the name of their folder"
        in Class(kit, tmp_path, files).said
    )


def test_a_section_without_a_roster_is_no_person(kit: Path, tmp_path: Path) -> None:
    bare = quick_kit(tmp_path / "kit")
    found = Class(bare, tmp_path, {"A/x1.ipynb": FULL, "A/x2.ipynb": SOME, "B/x3.ipynb": FULL, "B/x4.pdf": b"%PDF"})
    assert found.scores() == {"A/x1.ipynb": "15", "A/x2.ipynb": "5", "B/x3.ipynb": "15"}


def test_files_of_one_name_are_told_apart_by_the_folders_that_differ(tmp_path: Path) -> None:
    bare = quick_kit(tmp_path / "kit")
    files = {
        "t/A/p1/net_input.ipynb": FULL,
        "t/A/p1/activation_functions.ipynb": OTHER,
        "t/B/p2/attempt1/net_input.ipynb": FULL,
        "t/B/p2/attempt10/net_input.ipynb": SOME,
        "t/B/p2/attempt2/net_input.ipynb": FULL,
        "t/B/p2/attempt2/activation_functions.ipynb": OTHER,
    }
    found = Class(bare, tmp_path, files)
    assert found.scores() == {"t/A/p1/net_input.ipynb": "15", "t/B/p2/attempt10/net_input.ipynb": "5"}
    assert set(found.scores("activation_functions").values()) == {"20"}


def test_a_pdf_in_a_section_is_somebodys(kit: Path, tmp_path: Path) -> None:
    files = {"A/abell.ipynb": FULL, "A/ccox.ipynb": SOME, "A/ddean.pdf": b"%PDF-1.4"}
    found = Class(kit, tmp_path, files)
    assert "A/ddean.pdf" in {line["submission"] for line in found.lines if line["login"] == "ddean"}


def test_single_files_of_one_name_are_told_apart_by_their_folders(kit: Path, tmp_path: Path) -> None:
    write(tmp_path, {"abell/n.ipynb": FULL, "ccox/n.ipynb": SOME})
    found = Class(kit, tmp_path, [tmp_path / "abell" / "n.ipynb", tmp_path / "ccox" / "n.ipynb"])
    assert {name: found.scores()[name] for name in ("abell", "ccox")} == {"abell": "15", "ccox": "5"}


def test_attempts_of_one_person_are_theirs_and_the_last_counts(kit: Path, tmp_path: Path) -> None:
    files = {"abell/attempt2/n.ipynb": FULL, "abell/attempt10/n.ipynb": SOME, "ccox/attempt1/n.ipynb": FULL}
    found = Class(kit, tmp_path, files)
    assert (found.scores()["abell"], found.scores()["ccox"]) == ("5", "15")


def test_two_assignments_in_one_folder_are_one_persons(kit: Path, tmp_path: Path) -> None:
    files = {"abell/a.ipynb": FULL, "abell/b.ipynb": OTHER, "net_input/ccox.ipynb": SOME, "acts/ccox.ipynb": OTHER}
    found = Class(kit, tmp_path, files)
    assert found.scores() == {"abell": "15", "ccox": "5", "ddean": "missing", "eely": "missing"}
    assert found.scores("activation_functions") == {"abell": "20", "ccox": "20", "ddean": "missing", "eely": "missing"}


def test_a_path_of_two_people_is_neithers_and_said(kit: Path, tmp_path: Path) -> None:
    files = {"ccox/abell.ipynb": SOME, "abell/net_input.ipynb": FULL, "ddean/net_input.ipynb": FULL}
    found = Class(kit, tmp_path, files)
    scores = found.scores()
    assert (scores["abell"], scores["ccox"], scores["ccox/abell.ipynb"]) == ("15", "open", "5")
    assert "Ann Bell" in found.reviewed("ccox/abell.ipynb")
    assert "Cy Cox: ccox/abell.ipynb may be theirs or somebody else's" in found.said
    assert "it counts" not in found.reviewed("ccox/abell.ipynb")
    assert "Without anybody" not in found.said
    assert found.code == 1


def test_a_path_that_names_one_better_counts_for_them_and_is_reviewed(kit: Path, tmp_path: Path) -> None:
    files = {"ccox/net_input_abell.ipynb": SOME, "ddean/net_input.ipynb": FULL}
    found = Class(kit, tmp_path, files)
    assert (found.scores()["ccox"], found.scores()["abell"]) == ("5", "missing")
    assert "Ann Bell" in found.reviewed("ccox/net_input_abell.ipynb")


def test_a_file_called_by_a_name_of_two_is_neithers(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    write(kit / "class", {"people.csv": b"student_id,name,login\n1,Wei Zhang,wz1\n2,Zhang Wei,wz2\n3,Di Dean,ddean\n"})
    found = Class(kit, tmp_path, {"wei_zhang.ipynb": SOME, "wz2.ipynb": FULL, "ddean.ipynb": FULL})
    assert found.scores() == {"wz1": "open", "wz2": "15", "ddean": "15", "wei_zhang.ipynb": "5"}
    assert "Wei Zhang: wei_zhang.ipynb may be theirs or somebody else's" in found.said


@pytest.mark.parametrize("files", [
    ("A/Bell, Ann (0001001)/final_final(2).ipynb", "A/Bell, Ann (0001002)/final_final(2).ipynb"),
    ("Ann Bell - 1001 - net_input.ipynb", "Ann Bell - 1002 - net_input.ipynb"),
    ("Ann Bell/ab1@x.edu/work.ipynb", "Ann Bell/ab2@x.edu/work.ipynb"),
])  # fmt: skip
def test_an_id_in_a_path_tells_two_people_of_one_name_apart(tmp_path: Path, files: tuple[str, str]) -> None:
    kit = quick_kit(tmp_path / "kit")
    people = "student_id,name,email,login\n0001001,Ann Bell,ab1@x.edu,one\n0001002,Ann Bell,ab2@x.edu,two\n"
    write(kit / "class", {"people.csv": people.encode()})
    found = Class(kit, tmp_path, dict(zip(files, (FULL, SOME), strict=True)))
    assert found.scores() == {"one": "15", "two": "5"}
    assert found.code == 0


def test_a_section_called_by_a_number_takes_nobodys_work(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    write(kit / "class", {"people.csv": b"student_id,login\n1,abell\n2,ccox\n3,ddean\n"})
    found = Class(kit, tmp_path, {"1/ccox.ipynb": FULL, "1/ddean.ipynb": SOME, "lab_2/abell.ipynb": SOME})
    assert found.scores() == {"abell": "5", "ccox": "15", "ddean": "5"}


def test_people_with_a_first_word_in_common_are_told_apart(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    write(kit / "class", {"people.csv": b"name,login\nAnn Bell,ann\nAnn Bell Ely,abe\nAnn Cox,acox\n"})
    found = Class(kit, tmp_path, {"ann_bell.ipynb": FULL, "ann_bell_ely_lab.ipynb": SOME, "cox ann.ipynb": SOME})
    assert found.scores() == {"ann": "15", "abe": "5", "acox": "5"}


def test_files_that_name_nobody_are_said(kit: Path, tmp_path: Path) -> None:
    found = Class(kit, tmp_path, {"A/abell.ipynb": FULL, "A/who.ipynb": SOME, "B/whose.ipynb": SOME})
    assert found.scores()["A/who.ipynb"] == found.scores()["B/whose.ipynb"] == "5"
    assert "Without anybody of the roster in their path: 2 files" in found.said


def test_one_file_in_anothers_place_displaces_nothing_in_silence(kit: Path, tmp_path: Path) -> None:
    found = Class(kit, tmp_path, {"A/abell.ipynb": FULL, "B/abell.ipynb": SOME, "B/ccox.ipynb": FULL})
    assert found.scores()["abell"] == "open"
    for name in ("A/abell.ipynb", "B/abell.ipynb"):
        assert name in found.said
        assert "nothing counts yet" in found.reviewed(name)
    assert found.scores()["ccox"] == "15"


def test_an_id_beats_a_name(kit: Path, tmp_path: Path) -> None:
    found = Class(kit, tmp_path, {"abell.ipynb": FULL, "Ann Bell.ipynb": SOME, "x/ccox.ipynb": FULL})
    assert found.scores()["abell"] == "15"
    assert "not their id" in found.reviewed("Ann Bell.ipynb")


def test_the_same_file_twice_is_no_dispute(kit: Path, tmp_path: Path) -> None:
    found = Class(kit, tmp_path, {"A/abell.ipynb": FULL, "backup/abell.ipynb": FULL, "A/ccox.ipynb": SOME})
    assert found.scores()["abell"] == "15"


# --- who takes another's name takes nobody's mark. Ann hands in what is worth 15; Cy, as another calls themselves, 5.

MOODLE, CANVAS, BRIGHTSPACE = "{}_assignsubmission_file_", "{}_n.ipynb", "{} - Sep 24, 2026 926 PM"
IMPOSTORS = {
    "moodle, a name like a place": (
        f"{MOODLE.format('Ann Bell_101')}/n.ipynb",
        f"{MOODLE.format('Ann Bell_101_assignsubmission_file_x_202')}/n.ipynb",
        "15",
    ),
    "moodle, a name like a place in flat files": (
        f"{MOODLE.format('Ann Bell_101')}n.ipynb",
        f"{MOODLE.format('Ann Bell_101_assignsubmission_file_x_202')}n.ipynb",
        "open",
    ),
    "moodle, a file like a place": (
        f"{MOODLE.format('Ann Bell_101')}n.ipynb",
        f"{MOODLE.format('Cy Cox_202')}Ann Bell_101_assignsubmission_file_n.ipynb",
        "15",
    ),
    "moodle, a file like a place without a number": (
        f"{MOODLE.format('Ann Bell_101')}n.ipynb",
        f"{MOODLE.format('Cy Cox_202')}Ann Bell_assignsubmission_file_n.ipynb",
        "15",
    ),
    "moodle, the same name": (
        f"{MOODLE.format('Ann Bell_101')}/n.ipynb",
        f"{MOODLE.format('Ann Bell_202')}/n.ipynb",
        "open",
    ),
    "moodle, the name with an id": (
        f"{MOODLE.format('Ann Bell_101')}/n.ipynb",
        f"{MOODLE.format('Ann Bell_101_202')}/n.ipynb",
        "15",
    ),
    "canvas, the same name": ("bellann_31001_7100001_n.ipynb", "bellann_31009_7100002_n.ipynb", "open"),
    "canvas, the name with the id": (
        "bellann_31001_7100001_n.ipynb",
        "bellann_31001_31009_7100002_n.ipynb",
        "15",
    ),
    "canvas, the name with the id, late": (
        "bellann_31001_7100001_n.ipynb",
        "bellann_31001_LATE_31009_7100002_n.ipynb",
        "15",
    ),
    "canvas, a file like a name": (
        "bellann_31001_7100001_n.ipynb",
        "coxcy_31009_7100002_bellann_31001_7100009_n.ipynb",
        "15",
    ),
    "brightspace, the same name": (
        f"{BRIGHTSPACE.format('101-5 - Ann Bell')}/n.ipynb",
        f"{BRIGHTSPACE.format('202-5 - Ann Bell')}/n.ipynb",
        "open",
    ),
    "brightspace, a name with a time": (
        f"{BRIGHTSPACE.format('101-5 - Ann Bell')}/n.ipynb",
        f"{BRIGHTSPACE.format('202-5 - Ann Bell - Sep 20, 2026 926 PM')}/n.ipynb",
        "15",
    ),
    "brightspace, a name with a student number": (
        f"{BRIGHTSPACE.format('101-5 - Ann Bell')}/n.ipynb",
        f"{BRIGHTSPACE.format('202-5 - S1001001 - Ann Bell')}/n.ipynb",
        "15",
    ),
    "brightspace, flat": (
        f"{BRIGHTSPACE.format('101-5 - Ann Bell')} - n.ipynb",
        f"{BRIGHTSPACE.format('202-5 - Cy Cox')} - Ann Bell - n.ipynb",
        "15",
    ),
}
SIGNS = {"moodle": "_assign", "brightspace": " - ", "canvas": "_"}
REST = {
    "moodle": ("Ann Bell_101", "Di Dean_103"),
    "brightspace": ("101-5 - Ann Bell", "103-5 - Di Dean"),
    "canvas": ("bellann_31001_7100001", "deandi_31003_7100003"),
}


@pytest.mark.parametrize("case", IMPOSTORS.values(), ids=IMPOSTORS)
@pytest.mark.parametrize("packed", [True, False], ids=["zip", "folder"])
def test_nobody_takes_anothers_place(case: tuple[str, str, str], kit: Path, tmp_path: Path, *, packed: bool) -> None:
    own, other, mark = case
    lms = next(name for name, sign in SIGNS.items() if sign in own)
    files = {own: FULL, other: SOME, own.replace(*REST[lms]): notebook("net_input", 2)}
    assert len(files) == 3
    given = pack(tmp_path / "class.zip", files) if packed else write(tmp_path / "download", files)
    found = Class(kit, tmp_path, [given])
    assert found.scores()["abell"] == mark
    assert found.scores()["ddean"] == "10"
    if mark == "open":
        for name in (own, other):
            assert "nothing counts yet" in found.reviewed(name)
            assert name in found.said
    else:
        assert "5" in found.scores().values()


def test_the_right_id_beats_the_name_alone(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    write(kit / "class", {"people.csv": b"name,login,lms_id\nAnn Bell,abell,Participant 101\nDi Dean,ddean,\n"})
    handed_in = {"Ann Bell_101": FULL, "Ann Bell_202": SOME, "Di Dean_103": SOME}
    files = {f"{MOODLE.format(one)}/n.ipynb": data for one, data in handed_in.items()}
    found = Class(kit, tmp_path, files)
    assert found.scores()["abell"] == "15"
    [passed] = [name for name in files if "202" in name]
    assert "not their id" in found.reviewed(passed)


def test_whoever_hands_in_again_is_in_dispute_with_nobody(kit: Path, tmp_path: Path) -> None:
    names = (
        "101-5 - Ann Bell",
        "102-5 - Ann Bell",
        "201-5 - Cy Cox",
        "202-5 - Cy Cox",
        "301-5 - Di Dean",
        "4-5 - Ed Ely",
    )
    days = ("20", "21", "20", "21", "20", "20")
    files = {
        f"{name} - Sep {day}, 2026 926 PM/n.ipynb": FULL if day == "21" else SOME
        for name, day in zip(names, days, strict=True)
    }
    assert Class(kit, tmp_path, files).scores() == {"abell": "15", "ccox": "15", "ddean": "5", "eely": "5"}


def test_a_time_in_a_name_makes_nobody_early(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    config = (kit / "grading_config.yaml").read_text(encoding="utf-8")
    early, late = "Sep 1, 2026 900 AM", "Oct 29, 2026 900 AM"
    due = config.replace("# due: 2026-10-05 23:59", "due: 2026-10-05 23:59")
    assert due != config
    (kit / "grading_config.yaml").write_text(due, encoding="utf-8")
    files = {f"7-5 - Cy - {early} - {late}/n.ipynb": FULL, f"8-5 - Di - {early}/n.ipynb": FULL}
    flat = {f"9-5 - Cy - {early} - {late} - n.ipynb": FULL, f"10-5 - Di - {early} - n.ipynb": FULL}
    for name, those in (("folders", files), ("flat", flat)):
        found = Class(kit, tmp_path / name, those)
        assert {line["submission"][:4].strip(): line["days_late"] != "0" for line in found.lines} == {
            next(iter(those))[:4].strip(): True,
            list(those)[1][:4].strip(): False,
        }


# --- several downloads, and downloads of one person


@pytest.mark.parametrize("ending", ["", ".zip"], ids=["folders", "zips"])
def test_a_download_of_each_person_is_theirs(ending: str, kit: Path, tmp_path: Path) -> None:
    both = {"net_input.ipynb": FULL, "activation_functions.ipynb": OTHER}
    given = [(pack if ending else write)(tmp_path / f"{name}{ending}", both) for name in ("abell", "ccox", "ddean")]
    found = Class(kit, tmp_path, given)
    assert found.scores() == {"abell": "15", "ccox": "15", "ddean": "15", "eely": "missing"}
    assert found.scores("activation_functions")["ccox"] == "20"


@pytest.mark.parametrize("ending", ["", ".zip"], ids=["folders", "zips"])
def test_nobody_is_merged_over_downloads_without_a_roster(ending: str, tmp_path: Path) -> None:
    bare = quick_kit(tmp_path / "kit")
    both = {"net_input.ipynb": FULL, "activation_functions.ipynb": OTHER}
    given = [
        (pack if ending else write)(tmp_path / f"{name}{ending}", {**both, "net_input.ipynb": data})
        for name, data in (("p1", FULL), ("p2", SOME))
    ]
    assert sorted(Class(bare, tmp_path, given).scores().values()) == ["15", "5"]


def test_the_folder_of_one_person_is_theirs(kit: Path, tmp_path: Path) -> None:
    given = write(tmp_path / "abell", {"net_input.ipynb": FULL, "activation_functions.ipynb": OTHER})
    found = Class(kit, tmp_path, [given])
    assert (found.scores()["abell"], found.scores("activation_functions")["abell"]) == ("15", "20")
    assert "1 person by the name of their folder" in found.said
