"""The documents tell the truth: their commands run, their files are there."""

from __future__ import annotations

import itertools
import re
import shlex
from pathlib import Path

import pytest

from autograder.model import Person
from tests.helpers.command import autograder, quick_kit, table
from tests.helpers.documents import commands
from tests.helpers.downloads import HandIn, build
from tests.helpers.known_answers import ROOT
from tests.sample_class import ASSIGNMENTS, write_class

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
# Right, wrong, unfinished, stopped and broken: one of each. Noor is the one whom the guide names.
WHO = {"ada", "ben", "noor", "quinn", "tara", "vera"}
# Shown, and run elsewhere: the first takes its time, the second the network, the third a file with such a slip.
ELSEWHERE = {
    "autograder prove net_input": "tests/test_prove.py, all assignments there, one by its name",
    "autograder gradescope net_input -o gradescope-net_input-offline.zip --vendor-wheels 3.10": "tests/emulation",
    "autograder rename noor net_imput_loop net_input_loop": "tests/test_remarks.py",
}
CLASS = 180
FIRST = ["Ann", "Cy", "Di", "Ed", "Flo", "Gus", "Ida", "Jo", "Kim", "Lou", "Max", "Nia", "Oz", "Pia", "Quy"]
LAST = ["Abel", "Bell", "Cox", "Dean", "Ely", "Fox", "Gray", "Hall", "Ito", "Jung", "Klein", "Lutz"]


def others(files: list[Path], count: int) -> list[tuple[Person, bytes]]:
    """More people, who hand in one of these files each, with a remark of their own in it."""
    names = itertools.product(FIRST, LAST)
    return [
        (
            Person(f"s{number:03d}", f"{first} {last}"),
            files[number % len(files)]
            .read_bytes()
            .replace(b"import numpy", f"# {first} {last}\\nimport numpy".encode()),
        )
        for number, (first, last) in enumerate(itertools.islice(names, count))
    ]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instructor's desk: the kit, two downloads, a roster, the LMS's gradebook, and a file from office hours.

    The class is one of 180; a third of it has not handed in the second assignment.
    """
    folder = tmp_path_factory.mktemp("desk") / "kit"
    quick_kit(folder)
    write_class(folder / "files")
    names: dict[str, Person] = {}
    for assignment, count in zip(
        ("net_input", "activation_functions"), (CLASS - len(WHO), CLASS * 2 // 3), strict=True
    ):
        found = sorted((folder / "files").glob(f"*_{assignment}.ipynb"))
        files = [path for path in found if path.name.split("_")[0] in WHO]
        people = [Person(path.name.split("_")[0], path.name.split("_")[0].title() + " Doe") for path in files]
        handed_in = [*zip(people, (path.read_bytes() for path in files), strict=True), *others(files, count)]
        names |= {person.student_id: person for person, _ in handed_in}
        hand_ins = [HandIn((person,), content) for person, content in handed_in]
        build("canvas", folder, hand_ins).rename(folder / f"{assignment}.zip")
    (folder / "office").mkdir()
    (folder / "files" / "noor_activation_functions.ipynb").rename(folder / "office" / "noor.ipynb")
    every = enumerate(names.values(), start=1)
    rows = "".join(f"{one.name},{number},{one.student_id},{one.student_id},A,\n" for number, one in every)
    header = "Student,ID,SIS User ID,SIS Login ID,Section,Net input (77)\n    Points Possible,,,,,15\n"
    for name in ("roster.csv", "gradebook.csv"):
        (folder / name).write_text(header + rows, encoding="utf-8")
    return folder


@pytest.mark.long
def test_an_instructors_commands_run_one_after_another(desk: Path) -> None:
    """The teacher's evening, from top to bottom of the guide; in the tables nobody of the class is lost."""
    lines = commands(ROOT / "docs" / "instructor.md", "autograder")
    assert set(ELSEWHERE) <= set(lines)
    here = [line for line in lines if line not in ELSEWHERE]
    # A new term puts the class away, so it comes when all else is done.
    for line in sorted(here, key=lambda one: one.startswith("autograder term")):
        shown = f"{line} --check" if line == "autograder build" else line  # the desk's assignments are our own
        done = autograder(*shlex.split(shown)[1:], cwd=desk)
        assert done.returncode in (0, 1), f"{line}: {done.stderr}"
        assert done.stdout or "--check" in shown, line
        if line == "autograder report":
            lines_of = {name: [] for name in ASSIGNMENTS}
            for row in table(desk / "report", "marks.csv"):
                lines_of[row["assignment"]].append(row)
            for name, rows in lines_of.items():
                assert len({row["student_id"] for row in rows}) == len(rows) == CLASS, name
            missing = [row for row in lines_of["net_input"] if row["status"] == "missing"]
            assert {row["student_id"] for row in missing} == WHO - {"ada", "quinn", "tara", "vera"}


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        word for page in PAGES for word in re.findall(r"\bmake ([a-z]+)\b(?=`|\s+#|\)|,)", page.read_text("utf-8"))
    }
    assert {"demo", "test"} <= named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "decisions").glob("0*.md")), ids=lambda page: page.stem)
def test_a_decision_is_guarded_by_tests_that_exist(page: Path) -> None:
    guards = re.findall(r"`(tests/\w+\.py)`", page.read_text(encoding="utf-8").split("**Guarded by**")[1])
    assert guards
    assert not [guard for guard in guards if not (ROOT / guard).exists()]
    assert page.name in (page.parent / "README.md").read_text(encoding="utf-8")
