"""What students get: only what is theirs, proved on the zip itself, and kept on record."""

from __future__ import annotations

import copy
import json
import re
import shutil
import stat
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import nbformat
import pytest

from autograder import __version__
from autograder.authoring.build import build_notebook
from autograder.authoring.release import Released, release
from autograder.authoring.release.private import Private
from autograder.authoring.release.walls import faults_of
from autograder.course.given_out import changed_since_release, released_points
from autograder.errors import ConfigError
from autograder.kit import Assignment, Kit
from tests.helpers.command import whole_kit
from tests.helpers.known_answers import KIT, ROOT

pytestmark = pytest.mark.slow

NOW = datetime.fromisoformat("2026-10-03T12:00:00.5+00:00")
PEOPLE = "student_id,name,email\n20261234,Ada Lovelace,ada@example.edu\n"


def fresh_kit(root: Path) -> Kit:
    """A kit whose assignments may be changed."""
    whole_kit(root)
    (root / "assignments").unlink()
    shutil.copytree(ROOT / "assignments", root / "assignments", ignore=shutil.ignore_patterns("__pycache__"))
    return Kit(root)


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return fresh_kit(tmp_path / "kit")


@pytest.fixture
def relu(kit: Kit) -> Assignment:
    return kit.assignment("activation_functions")


def give_out(kit: Kit, name: str = "activation_functions", now: datetime = NOW, *, otter: bool = False) -> Released:
    return release(kit, kit.assignment(name), kit.root / "release", now, otter=otter)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Released]:
    """A first release of each assignment, by one kit."""
    kit = fresh_kit(tmp_path_factory.mktemp("first") / "kit")
    return {name: give_out(kit, name) for name in kit.assignments}


@pytest.fixture
def again(first: dict[str, Released], tmp_path: Path) -> Kit:
    """A copy of the kit that has released each assignment once."""
    root = first["net_input"].folder.parent.parent
    return Kit(shutil.copytree(root, tmp_path / "again", symlinks=True))


def files_of(kit: Kit) -> dict[Path, bytes]:
    """All files of a kit but what it keeps for its own speed."""
    every = [path for path in kit.root.rglob("*") if path.is_file()]
    return {path: path.read_bytes() for path in every if ".cache" not in path.relative_to(kit.root).parts}


def refused(kit: Kit) -> str:
    """What a release is refused for; it leaves nothing behind, and replaces nothing."""
    before = files_of(kit)
    with pytest.raises(ConfigError) as caught:
        give_out(kit)
    assert files_of(kit) == before
    return str(caught.value)


def change(assignment: Assignment, old: str, new: str) -> None:
    """Change the text, and build the notebook of it."""
    text = assignment.source.read_text(encoding="utf-8")
    assert old in text
    assignment.source.write_text(text.replace(old, new, 1), encoding="utf-8")
    assignment.notebook.write_text(build_notebook(assignment), encoding="utf-8")


def with_cell(assignment: Assignment, code: str) -> None:
    change(assignment, "## relu:", f"```{{code-cell}} ipython3\n{code}\n```\n\n## relu:")


def add_to_test(assignment: Assignment, code: str) -> None:
    path = assignment.public_test("relu")
    path.write_text(path.read_text(encoding="utf-8") + code, encoding="utf-8")
    assignment.notebook.write_text(build_notebook(assignment), encoding="utf-8")


# --- what is given out


@pytest.mark.parametrize("name", list(KIT.assignments))
def test_students_get_the_notebook_and_the_data_and_for_otter_the_public_tests(kit: Kit, name: str) -> None:
    assignment = kit.assignment(name)
    (assignment.folder / "rates.csv").write_text("n,a\n0,0\n", encoding="utf-8")
    (assignment.folder / ".ipynb_checkpoints").mkdir()
    (assignment.folder / ".ipynb_checkpoints" / "old.ipynb").touch()
    (assignment.folder / "tests" / "__pycache__").mkdir()
    alone = {f"{name}/{path.name}" for path in (assignment.notebook, assignment.folder / "rates.csv")}
    assert set(give_out(kit, name).files) == alone
    done = give_out(kit, name, otter=True)
    own = [assignment.notebook, assignment.folder / "rates.csv", *map(assignment.public_test, assignment.points)]
    expected = {f"{name}/{path.relative_to(assignment.folder)}": path.read_bytes() for path in own}
    classic = build_notebook(assignment, otter=True)
    assert "grader = otter.Notebook()" in classic
    assert "_grader" not in classic
    expected[f"{name}/{name}.ipynb"] = classic.encode()
    assert done.files == tuple(sorted(expected))
    assert (done.folder, done.archive) == (kit.root / "release" / name, kit.root / "release" / f"{name}.zip")
    with zipfile.ZipFile(done.archive) as opened:
        assert {member: opened.read(member) for member in opened.namelist()} == expected
    written = {path.relative_to(done.folder.parent).as_posix(): path for path in done.folder.rglob("*")}
    assert {member: path.read_bytes() for member, path in written.items() if path.is_file()} == expected
    assert {stat.S_IMODE(p.stat().st_mode) for p in written.values() if p.is_file()} == {0o644}
    assert {stat.S_IMODE(p.stat().st_mode) for p in (done.folder, done.folder / "tests")} == {0o755}
    assert {path.name for path in done.folder.parent.iterdir()} == {name, f"{name}.zip"}


def test_what_was_done_is_told(first: dict[str, Released]) -> None:
    done = first["net_input"]
    assert done.lines == (
        f"wrote {done.folder} and {done.archive}: net_input.ipynb",
        "recorded as released on 2026-10-03 07:00 with 15 points in 3 questions",
    )


def test_the_same_assignment_gives_the_same_bytes(first: dict[str, Released], kit: Kit, relu: Assignment) -> None:
    archive = first[relu.name].archive
    with zipfile.ZipFile(archive) as opened:
        assert {(info.create_system, info.date_time) for info in opened.infolist()} == {(3, (1980, 1, 1, 0, 0, 0))}
    relu.public_test("relu").chmod(0o600)
    later = give_out(kit, now=datetime.fromisoformat("2027-01-01T00:00+00:00"))
    assert later.archive.read_bytes() == archive.read_bytes()


def test_a_second_release_replaces_the_first(again: Kit) -> None:
    relu = again.assignment("activation_functions")
    folder = again.root / "release" / relu.name
    assert (folder / relu.notebook.name).read_bytes() == relu.notebook.read_bytes()
    (folder / ".OTTER_LOG").touch()
    change(relu, "# Activation functions", "# Activations")
    assert give_out(again).folder == folder
    assert "# Activations" in (folder / relu.notebook.name).read_text(encoding="utf-8")
    assert not (folder / ".OTTER_LOG").exists()


# --- the walls, on the way in


def test_a_stale_notebook_is_refused(kit: Kit, relu: Assignment) -> None:
    relu.source.write_text(relu.source.read_text("utf-8").replace("# Act", "# The act", 1), encoding="utf-8")
    assert refused(kit) == (
        "activation_functions is not fit to be given out; nothing was released.\n"
        "  activation_functions.ipynb is not what its text says: run autograder build"
    )


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"[]", b"{}", b'{"cells": 3}', b'{"cells": [3]}', b'{"cells": [{"cell_type": "code"}]}']
)
def test_what_is_no_notebook_is_refused(kit: Kit, relu: Assignment, data: bytes) -> None:
    relu.notebook.write_bytes(data)
    assert refused(kit) == "activation_functions.ipynb is no notebook; run autograder build."


FILES = {
    "a file beside the tests": ("tests/notes.txt", "activation_functions/tests/notes.txt is no part of the assignment"),
    "a hidden test": ("tests/relu_hidden.py", "activation_functions/tests/relu_hidden.py is no part of the assignm"),
    "an answer": ("solved.ipynb", "activation_functions/solved.ipynb is no part of the assignment: move it out"),
    "a draft": ("draft.md", "activation_functions/draft.md is no part of the assignment"),
    "a folder": ("data/rates.csv", "activation_functions/data is no part of the assignment"),
}


@pytest.mark.parametrize(("name", "words"), FILES.values(), ids=FILES)
def test_a_file_beside_what_is_expected_is_refused(kit: Kit, relu: Assignment, name: str, words: str) -> None:
    (relu.folder / name).parent.mkdir(exist_ok=True)
    (relu.folder / name).write_text("{}", encoding="utf-8")
    assert words in refused(kit)


@pytest.mark.parametrize("name", ["tests/relu.py", "activation_functions.ipynb", "tests", "."])
def test_a_link_is_refused(kit: Kit, relu: Assignment, name: str) -> None:
    path = relu.folder / name
    path.rename(kit.root / "elsewhere")
    path.symlink_to(kit.root / "elsewhere")
    told = refused(kit)
    assert f"  {path.relative_to(relu.folder.parent).as_posix()} is a link: put the file itself there" in told


# --- the walls, on the zip

REFERENCE = "net = np.asarray(n, dtype=np.float64)\n    return np.where(net <= 0.0, 0.0, net)"
RENAMED = "def helper(x, *, unused=0):\n    y = np.asarray(x, dtype=np.float64)\n    return np.where(y <= 0.0, 0.0, y)"
CELLS = {
    "a solution": (
        f"def solved(n):\n    {REFERENCE}",
        r"cell \d+, holds a line of the reference's relu \(return np\.where\(net <= 0\.0, 0\.0, net\)\)",
    ),
    "what it returns": (
        "n = np.zeros(1)\nnet = n\nnp.where( net<=0.0,0.0, net )",
        r"cell \d+, holds a line of the reference's relu \(np\.where\(net <= 0\.0, 0\.0, net\)\)",
    ),
    "a solution with other names": (RENAMED, r"cell \d+, does what the reference's relu does, step by step"),
    "a solution in a lambda": (
        "f = lambda x: np.array(x, dtype=np.float64)",
        r"cell \d+, does what the reference's linear does, step by step",
    ),
    "an answer": ("def relu(n):\n    return n * (n > 0)", r"cell \d+, answers relu; students start from the stub"),
    "an answer in one line": ("relu = lambda n: n * (n > 0)", r"cell \d+, answers relu; students start"),
    "an answer in a function": (
        "def made():\n    def relu(n):\n        return n * (n > 0)\n    return relu",
        r"cell \d+, answers relu; students start",
    ),
    "an answer in a function's one line": (
        "def made():\n    relu = lambda n: n * (n > 0)\n    return relu",
        r"cell \d+, answers relu; students start",
    ),
    "an answer by global": (
        "def made():\n    global relu\n    relu = abs\nmade()",
        r"cell \d+, answers relu; students start",
    ),
    "an answer that is caught": (
        "try:\n    1 / 0\nexcept Exception as tanh:\n    pass",
        r"cell \d+, answers tanh; stu",
    ),
    "an answer in a loop": ("for relu in (abs, max):\n    pass", r"cell \d+, answers relu; students start"),
    "an answer by its name": ("globals()['relu'] = abs", r"cell \d+, answers relu; students start"),
    "an answer on its way": ("print((relu := abs)(1))", r"cell \d+, answers relu; students start"),
    "an answer from elsewhere": ("from numpy import tanh", r"cell \d+, answers tanh; students start from the stub"),
    "the reference": ("import solutions", r"cell \d+, imports solutions, which students do not have"),
    "the engine": ("from autograder import agree", r"cell \d+, imports autograder, which students do not have"),
    "a hidden test": ("import tests.hidden.x", r"cell \d+, imports tests\.hidden\.x, which students do not have"),
    "a module by its name": ("m = 'solutions.relu'", r"cell \d+, names the module solutions\.relu, which students do"),
    "a hidden case": ("words = 'Exactly at 0'", r"cell \d+, holds the name of a hidden case \(Exactly at 0\)"),
    "a hidden test's name": ("# see relu_hidden", r"cell \d+, holds the name of a hidden test \(relu_hidden\)"),
    "a hidden mark": ("d = dict(hidden = True)", r"cell \d+, marks a case as hidden"),
    "a person's folder": ("p = '/home/prof/x'", r"cell \d+, holds a path of somebody's machine \(/home/p\.\.\.\)"),
    "somebody's mail": ("# ask ada@example.edu", r"cell \d+, holds somebody's identity from the class folder \(ada@"),
    "somebody's number": ("n = 20261234", r"cell \d+, holds somebody's identity from the class folder \(20261234\)"),
}


@pytest.mark.parametrize(("code", "words"), CELLS.values(), ids=CELLS)
def test_a_cell_that_gives_something_away_is_refused(kit: Kit, relu: Assignment, code: str, words: str) -> None:
    kit.class_folder.mkdir()
    (kit.class_folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    with_cell(relu, code)
    assert re.search(rf"^  activation_functions/activation_functions\.ipynb, {words}", refused(kit), re.MULTILINE)


NO_ANSWERS = [
    "print([relu + 1 for relu in range(3)])",
    "def plotted(relu, tanh=1):\n    return relu + tanh",
    "def counted(values):\n    step = 0\n    for relu in values:\n        step += relu\n    return step",
    "class Cell:\n    def step(self):\n        return 1",
    "def later():\n    def relu(n):\n        ...\n    return 3",
    "curve = dict(relu=1)\ncurve['tanh'] = 2",
]


@pytest.mark.parametrize("code", NO_ANSWERS)
def test_a_name_that_is_called_like_a_question_is_no_answer(relu: Assignment, tmp_path: Path, code: str) -> None:
    with_cell(relu, code)
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as opened:
        opened.writestr("x/x.ipynb", relu.notebook.read_bytes())
    assert not [one for one in faults_of(tmp_path / "some.zip", relu, Private(), ["x/x.ipynb"]) if "answers" in one]


TEXTS = {
    "a solution": (f"```python\ndef relu(n):\n    {REFERENCE}\n```", r"holds a line of the reference's relu \(return"),
    "a hidden case": ("Strong inhibition and strong excitation", r"holds the name of a hidden case \(Strong inh"),
    "a person's folder": (r"C:\Users\prof", r"holds a path of somebody's machine \(C:\\Users\\p\.\.\.\)"),
}


@pytest.mark.parametrize(("text", "words"), TEXTS.values(), ids=TEXTS)
def test_a_text_that_gives_something_away_is_refused(kit: Kit, relu: Assignment, text: str, words: str) -> None:
    change(relu, "## relu:", f"{text}\n\n## relu:")
    assert re.search(rf"ipynb, cell \d+, {words}", refused(kit))


def test_a_path_of_this_machine_is_refused(kit: Kit, relu: Assignment) -> None:
    change(relu, "## relu:", f"See {kit.root}/assignments.\n\n## relu:")
    assert re.search(r"ipynb, cell \d+, holds a path of this machine \(", refused(kit))


OF_RELU = "activation_functions/activation_functions.ipynb, check of relu,"
IN_TESTS = {
    "a hidden case": (
        "\n\n@test_case(name='other', hidden=True)\ndef test_other(relu):\n    pass\n",
        f"{OF_RELU} marks a case as hidden; hidden tests are not for students",
    ),
    "a hidden case's name": (
        "\n\n@test_case(name='Whole numbers')\ndef test_other(relu):\n    pass\n",
        f"{OF_RELU} holds the name of a hidden case (Whole numbers)",
    ),
    "the reference": (
        "\nfrom solutions.activation_functions import relu as reference\n",
        f"{OF_RELU} imports solutions.activation_functions, which stud",
    ),
    "a solution": (
        f"\n\n{RENAMED}\n",
        f"{OF_RELU} does what the reference's relu does",
    ),
}


@pytest.mark.parametrize(("code", "words"), IN_TESTS.values(), ids=IN_TESTS)
def test_a_public_test_that_gives_something_away_is_refused(kit: Kit, relu: Assignment, code: str, words: str) -> None:
    add_to_test(relu, code)
    assert f"\n  {words}" in refused(kit)


@pytest.mark.parametrize(
    ("source", "called"),
    [
        ("tests/hidden/activation_functions/relu_hidden.py", "activation_functions/relu_hidden.py"),
        ("solutions/net_input.py", "solutions/net_input.py"),
        ("tests/answers/net_input/wrong.yaml", "net_input/wrong.yaml"),
        ("tests/questions/net_input/shared.py", "net_input/shared.py"),
        ("class/people.csv", "class/people.csv"),
    ],
)
def test_a_private_file_under_another_name_is_refused(kit: Kit, relu: Assignment, source: str, called: str) -> None:
    kit.class_folder.mkdir()
    (kit.class_folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    shutil.copy(kit.root / source, relu.folder / "data.txt")
    told = refused(kit)
    assert f"activation_functions/data.txt is the file {called}, which is not for students" in told


def test_a_notebook_that_was_run_is_refused(kit: Kit, relu: Assignment) -> None:
    notebook = nbformat.read(relu.notebook, as_version=4)
    ran = [number for number, cell in enumerate(notebook.cells, start=1) if cell.cell_type == "code"]
    notebook.cells[ran[0] - 1].outputs = [nbformat.v4.new_output("stream", text="hello")]
    notebook.cells[ran[1] - 1].execution_count = 7
    nbformat.write(notebook, relu.notebook)
    told = refused(kit)
    where = "activation_functions/activation_functions.ipynb"
    assert f"\n  {where}, cell {ran[0]}, holds what it printed when somebody ran it" in told
    assert f"\n  {where}, cell {ran[1]}, tells that somebody ran it" in told


def test_what_stands_beside_a_cell_is_searched_too(kit: Kit, relu: Assignment) -> None:
    notebook = nbformat.read(relu.notebook, as_version=4)
    notebook.cells[0].metadata["note"] = "relu_hidden"
    notebook.metadata["note"] = "tanh_hidden"
    nbformat.write(notebook, relu.notebook)
    told = refused(kit)
    assert "beside cell 1, holds the name of a hidden test (relu_hidden)" in told
    assert "beside its cells, holds the name of a hidden test (tanh_hidden)" in told


def link(info: zipfile.ZipInfo) -> None:
    info.external_attr = (stat.S_IFLNK | 0o777) << 16


def executable(info: zipfile.ZipInfo) -> None:
    info.external_attr = (stat.S_IFREG | 0o755) << 16


def test_odd_members_of_a_zip_are_told(relu: Assignment, tmp_path: Path) -> None:
    made = tmp_path / "made.zip"
    members: list[tuple[str, Callable[[zipfile.ZipInfo], None] | None]] = [
        ("a/link", link), ("a/run", executable), ("a/good", None), ("/etc/x", None), ("../x", None), ("a/twice", None),
    ]  # fmt: skip
    with zipfile.ZipFile(made, "w") as archive:
        for name, make in members:
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            if make:
                make(info)
            archive.writestr(info, name)
        again = copy.copy(info)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(again, "again")
    expected = ["a/link", "a/run", "a/good", "a/twice", "a/missing"]
    assert faults_of(made, relu, Private(), expected) == [
        "the zip holds /etc/x, which is no part of the assignment",
        "the zip holds ../x, which is no part of the assignment",
        "the zip lacks a/missing",
        "the zip holds a/twice more than once",
        "a/link is in the zip as a link, or with odd rights",
        "a/run is in the zip as a link, or with odd rights",
    ]


# --- does it work by itself?

ALONE = {
    "an error": ("1 / 0", r"activation_functions\.ipynb, cell \d+, stops with ZeroDivisionError: division by zero"),
    "no Python": ("1 +", r"activation_functions\.ipynb, cell \d+, stops with SyntaxError: "),
    "the reference, disguised": (
        "try:\n    __import__('solu' + 'tions')\nexcept ImportError:\n    pass",
        r"something here asks for the module solutions, which students do not have",
    ),
    "the engine, disguised": (
        "try:\n    __import__('auto' + 'grader.agree')\nexcept ImportError:\n    pass",
        r"something here asks for the module autograder, which students do not have",
    ),
    "a room of the kit": (
        "__import__('te' + 'sts.known_answers')",
        r"cell \d+, stops with ModuleNotFoundError: No module named 'tests'",
    ),
    "a file that students do not have": ("open('rates.csv')", r"cell \d+, stops with FileNotFoundError: "),
}


@pytest.fixture(scope="module")
def not_alone(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a notebook with all these cells is refused for; the cells run on after an error."""
    kit = fresh_kit(tmp_path_factory.mktemp("alone") / "kit")
    for code, _ in ALONE.values():
        with_cell(kit.assignment("activation_functions"), code)
    return refused(kit).splitlines()[1:]


@pytest.mark.parametrize("words", [words for _, words in ALONE.values()], ids=ALONE)
def test_a_notebook_that_does_not_work_alone_is_refused(not_alone: list[str], words: str) -> None:
    assert len([line for line in not_alone if re.match(rf"  .*{words}", line)]) == 1
    assert len(not_alone) == len(ALONE)


def test_a_notebook_that_ends_its_process_is_refused(kit: Kit, relu: Assignment) -> None:
    with_cell(relu, "import os; os._exit(0)")
    assert re.search(r"^  .*activation_functions\.ipynb does not run to its end", refused(kit), re.MULTILINE)


# A fault each in the checks of five questions.
CHECKS = {
    "not loaded": (
        "step",
        lambda text: text + "\nimport nothing_of_this_name\n",
        r"cannot be loaded by Otter \(ModuleNotFoundError: No module named 'nothing_of_this_name'\)",
    ),
    "another name": (
        "linear",
        lambda text: text.replace('name = "linear"', 'name = "rectified"'),
        r"calls itself rectified, so no check finds it",
    ),
    "no case": (
        "sigmoid",
        lambda text: text[: text.index("@test_case")],
        r"holds no test case",
    ),
    "a hidden case, disguised": (
        "relu",
        lambda text: text.replace('(name="below threshold")', '(name="below threshold", **{"hid" + "den": True})'),
        r"holds a hidden case \(below threshold\)",
    ),
    "nothing to ask": (
        "tanh",
        lambda text: text[: text.index("@test_case")] + '@test_case(name="any")\ndef any_value(tanh):\n    pass\n',
        r"passes where nobody has answered yet",
    ),
}


@pytest.fixture(scope="module")
def bad_checks(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is said of the checks of an assignment with all these faults."""
    kit = fresh_kit(tmp_path_factory.mktemp("checks") / "kit")
    assignment = kit.assignment("activation_functions")
    for question, edit, _ in CHECKS.values():
        path = assignment.public_test(question)
        path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    assignment.notebook.write_text(build_notebook(assignment), encoding="utf-8")
    return [line for line in refused(kit).splitlines() if line.startswith("  tests/")]


@pytest.mark.parametrize(("question", "_", "words"), CHECKS.values(), ids=CHECKS)
def test_a_public_check_that_does_not_work_alone_is_refused(
    bad_checks: list[str], question: str, _: Callable[[str], str], words: str
) -> None:
    assert len([line for line in bad_checks if re.fullmatch(rf"  tests/{question}\.py {words}", line)]) == 1
    assert len(bad_checks) == len(CHECKS)


def test_an_answer_in_disguise_shows_in_its_checks(kit: Kit, relu: Assignment) -> None:
    change(relu, 'grader.check("relu")\n```', 'globals()["re" + "lu"] = lambda n: n * (n > 0)\n```')
    assert "tests/relu.py passes where nobody has answered yet" in refused(kit)


def test_a_notebook_may_read_its_data_and_its_own_module(kit: Kit, relu: Assignment) -> None:
    (relu.folder / "rates.csv").write_text("1,2\n", encoding="utf-8")
    (relu.folder / "drawing.py").write_text("COLOUR = 'k'\n", encoding="utf-8")
    with_cell(relu, "import drawing\nassert np.loadtxt('rates.csv', delimiter=',').sum() == 3")
    assert "activation_functions/rates.csv" in give_out(kit).files


# --- where it is written


@pytest.mark.parametrize("room", ["assignments", "assignments/activation_functions", "solutions", "tests", "class"])
def test_it_is_not_written_among_the_kits_rooms(kit: Kit, room: str) -> None:
    with pytest.raises(ConfigError, match=r"a room of the kit; give --out another folder\.$"):
        release(kit, kit.assignment("activation_functions"), kit.root / room, NOW)


def test_it_is_not_written_over_what_no_release_wrote(kit: Kit) -> None:
    place = kit.root / "release" / "activation_functions"
    place.mkdir(parents=True)
    (place / "thesis.txt").touch()
    assert re.search(r"thesis\.txt is no part of this release; move it away", refused(kit))


def test_it_is_not_written_through_a_link(kit: Kit, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (kit.root / "release").mkdir()
    (kit.root / "release" / "activation_functions").symlink_to(tmp_path / "elsewhere")
    assert "is not a folder; move it away" in refused(kit)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_place_that_cannot_be_written_to_is_told(kit: Kit) -> None:
    (kit.root / "release").write_text("a file", encoding="utf-8")
    assert re.search(r"release: .*; nothing was released\.$", refused(kit))


# --- the record


def test_a_release_is_recorded_in_the_courses_time(kit: Kit, relu: Assignment) -> None:
    assert released_points(kit, relu) == {}
    assert changed_since_release(kit, relu) == ()
    done = give_out(kit)
    path = kit.class_folder / "released.json"
    [record] = json.loads(path.read_text(encoding="utf-8"))[relu.name]
    assert record == json.loads(done.record.model_dump_json())
    assert record["date"] == "2026-10-03T07:00:00-05:00"
    assert record["kit_version"] == __version__
    assert record["points"] == relu.points == released_points(kit, relu)
    assert changed_since_release(kit, relu) == ()
    assert (stat.S_IMODE(path.parent.stat().st_mode), stat.S_IMODE(path.stat().st_mode)) == (0o700, 0o600)
    assert {path.name for path in kit.class_folder.iterdir()} == {"released.json", ".gitignore"}


def repointed(kit: Kit, old: str, new: str) -> Kit:
    """The kit after a change of its configuration, built."""
    path = kit.root / "grading_config.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    fresh = Kit(kit.root)
    for assignment in fresh.assignments.values():
        assignment.notebook.write_text(build_notebook(assignment), encoding="utf-8")
    return fresh


def test_changes_since_the_release_are_told_until_the_next(again: Kit) -> None:
    changed = repointed(again, "relu: 4", "relu: 5")
    now = changed.assignment("activation_functions")
    add_to_test(now, "\n# clearer now\n")
    assert changed_since_release(changed, now) == (
        "relu: released as 4 points, marked as 5",
        "the public tests have changed since the release of 3 October 2026",
        "the notebook has changed since the release of 3 October 2026",
    )
    assert released_points(changed, now)["relu"] == 4
    assert changed_since_release(changed, changed.assignment("net_input")) == ()
    give_out(changed, now=datetime.fromisoformat("2026-10-05T03:00+00:00"))
    assert released_points(changed, now)["relu"] == 5
    assert changed_since_release(changed, now) == ()
    kept = json.loads((again.class_folder / "released.json").read_text(encoding="utf-8"))
    assert [record["date"] for record in kept[now.name]] == ["2026-10-03T07:00:00-05:00", "2026-10-04T22:00:00-05:00"]
    assert len(kept["net_input"]) == 1


def test_a_question_that_came_or_went_is_told(again: Kit) -> None:
    path = again.class_folder / "released.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"tanh"', '"softplus"'), encoding="utf-8")
    assert changed_since_release(again, again.assignment("activation_functions")) == (
        "softplus: released as 4 points, not marked",
        "tanh: not released, marked as 4",
    )


DAMAGED = {
    "cut off": ('{"activation_functions": [', "Invalid JSON"),
    "no mapping": ("[]", "Input should be an object"),
    "no record": ('{"activation_functions": [{}]}', "activation_functions 0 date: Field required"),
}


@pytest.mark.parametrize(("text", "words"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_record_is_told_and_kept(kit: Kit, relu: Assignment, text: str, words: str) -> None:
    kit.class_folder.mkdir()
    (kit.class_folder / "released.json").write_text(text, encoding="utf-8")
    for told in (refused(kit), *map(told_by, (released_points, changed_since_release), [kit] * 2, [relu] * 2)):
        assert re.search(rf"released\.json: is damaged \(.*{re.escape(words)}.*\)\. Put back a copy of it", told)


def told_by(ask: Callable[[Kit, Assignment], object], kit: Kit, assignment: Assignment) -> str:
    with pytest.raises(ConfigError) as caught:
        ask(kit, assignment)
    return str(caught.value)
