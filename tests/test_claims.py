"""Whose work it is, tried as a class hands it in: nobody is lost in folders, and nobody takes another's place."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from tests.helpers.command import quick_kit, table
from tests.helpers.downloads import write
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
    "deep": tuple(f"2026/{where}/net_input.ipynb" for where in ("A/l/abell", "A/l/ccox", "B/l/ddean", "B/l/eely")),
    "named in full": ("A/Ann Bell.ipynb", "A/cox_cy.ipynb", "B/Dean, Di.ipynb", "B/EdEly.ipynb"),
    "with the lab": ("Ann Bell - net_input.ipynb", "net_input_ccox.ipynb", "net_input-1003-v2.ipynb", "ely ed.ipynb"),
    "e-mails": ("ab@x.edu/n.ipynb", "s/cc@x.edu.ipynb", "ddean@uni.edu/n.ipynb", "eely@x.edu_n.ipynb"),
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
def test_everybody_is_found_wherever_a_path_names_them(names: tuple[str, ...], kit: Path, tmp_path: Path) -> None:
    found = Class(kit, tmp_path, dict(zip(names, (FULL, SOME, FULL, SOME), strict=True)))
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
    assert found.code == 1


def test_a_path_that_names_one_better_counts_for_them_and_is_reviewed(kit: Path, tmp_path: Path) -> None:
    files = {"ccox/net_input_abell.ipynb": SOME, "ddean/net_input.ipynb": FULL}
    found = Class(kit, tmp_path, files)
    assert (found.scores()["ccox"], found.scores()["abell"]) == ("5", "missing")
    assert "Ann Bell" in found.reviewed("ccox/net_input_abell.ipynb")


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
