"""The built notebook: always the same bytes, valid, made of the text, the reference and the configuration."""

from __future__ import annotations

import ast
import inspect
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from autograder.authoring.build import build_notebook
from autograder.authoring.stubs import stub, stub_for
from autograder.errors import ConfigError
from autograder.kit import Assignment
from autograder.notebook.reading import read_notebook
from autograder.questions.value_file import value_question
from tests.helpers.broken_kit import sound_kit
from tests.helpers.known_answers import ASKED_OF_FUNCTIONS, KIT, ROOT, asked_for

COMMAND = str(ROOT / ".venv" / "bin" / "autograder")
ASSIGNMENTS = list(KIT.written.values())
EACH = pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda assignment: assignment.name)
VALUES = asked_for("choice", "number", "text")


def each_of(questions: list[tuple[str, str]]) -> Any:
    found = [(KIT.written[name], question) for name, question in questions]
    return pytest.mark.parametrize(("assignment", "question"), found, ids=[question for _, question in questions])


def built(assignment: Assignment) -> Any:
    return nbformat.reads(build_notebook(assignment), as_version=4)


def variant(assignment: Assignment, folder: Path, old: str, new: str, **other: Any) -> Assignment:
    """The assignment with another text."""
    text = assignment.source.read_text(encoding="utf-8")
    assert old in text
    changed = replace(assignment, root=folder, **other)
    changed.folder.mkdir(parents=True)
    changed.source.write_text(text.replace(old, new), encoding="utf-8")
    return changed


# --- the notebook


@EACH
def test_the_same_text_gives_the_same_bytes(assignment: Assignment) -> None:
    assert build_notebook(assignment) == build_notebook(assignment)
    assert build_notebook(assignment).endswith("}\n")


@EACH
def test_the_notebook_that_is_given_out_is_what_its_text_says(assignment: Assignment) -> None:
    assert assignment.notebook.read_text(encoding="utf-8") == build_notebook(assignment)


@EACH
def test_the_notebook_is_valid_and_holds_nothing_that_was_run(assignment: Assignment) -> None:
    notebook = built(assignment)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)


@EACH
def test_cells_have_ids_of_their_place(assignment: Assignment) -> None:
    found = [cell.id for cell in built(assignment).cells]
    assert found == [f"{assignment.name.replace('_', '-')}-{place:02d}" for place in range(1, len(found) + 1)]


@EACH
def test_the_notebook_knows_its_assignment(assignment: Assignment) -> None:
    assert read_notebook(build_notebook(assignment).encode()).assignment == assignment.name


@EACH
def test_every_question_has_its_number_title_and_points_in_order(assignment: Assignment) -> None:
    text = "\n".join(cell.source for cell in built(assignment).cells if cell.cell_type == "markdown")
    found = re.findall(r"^## (\d+) · `(\w+)`: (.+) \(([\d.]+) points?\)$", text, re.MULTILINE)
    points = assignment.points
    assert [(int(number), name, float(worth)) for number, name, _, worth in found] == [
        (place, name, points[name]) for place, name in enumerate(points, start=1)
    ]
    assert {name: title for _, name, title, _ in found} == assignment.titles


@EACH
def test_every_question_has_its_stub_once_and_no_mark_of_the_builder_is_left(assignment: Assignment) -> None:
    code = [cell.source for cell in built(assignment).cells if cell.cell_type == "code"]
    stubs = [stub_for(assignment, question) for question in assignment.points]
    assert [source for source in code if source in stubs] == stubs
    assert "# stub:" not in "\n".join(code)


@pytest.mark.parametrize(("points", "words"), [(1, "(1 point)"), (2.5, "(2.5 points)"), (10, "(10 points)")])
def test_points_read_as_people_write_them(points: float, words: str) -> None:
    assignment = ASSIGNMENTS[0]
    question = next(iter(assignment.points))
    text = build_notebook(replace(assignment, points={**assignment.points, question: points}))
    assert re.search(rf"## 1 · `{question}`: .* {re.escape(words)}", text)


# --- what does not fit together


def test_a_question_without_a_stub_cell_is_told(tmp_path: Path) -> None:
    assignment = variant(KIT.assignments["net_input"], tmp_path, "# stub: net_input_sum", "# write it here")
    with pytest.raises(ConfigError) as caught:
        build_notebook(assignment)
    assert str(caught.value) == (
        "net_input.md has headings for net_input_loop, net_input_sum and net_input_dot, and stubs for net_input_loop "
        "and net_input_dot: each question needs both, in the same order."
    )


def test_a_question_without_a_heading_is_told(tmp_path: Path) -> None:
    assignment = variant(KIT.assignments["net_input"], tmp_path, "## net_input_dot: ", "## The dot product, ")
    with pytest.raises(ConfigError, match="has headings for net_input_loop and net_input_sum, and stubs for net_in"):
        build_notebook(assignment)


def test_a_question_without_points_is_practice() -> None:
    built = build_notebook(replace(KIT.assignments["net_input"], points={"net_input_sum": 2}))
    assert re.findall(r"`(net_input_\w+)`: [^(]*\(([^)]*)\)", built) == [
        ("net_input_loop", "practice, not marked"),
        ("net_input_sum", "2 points"),
        ("net_input_dot", "practice, not marked"),
    ]


def test_a_question_that_is_not_asked_is_told() -> None:
    assignment = KIT.assignments["net_input"]
    with pytest.raises(ConfigError, match=r"gives points to net_input_loop and net_input_smu\. Write the same names"):
        build_notebook(replace(assignment, points={"net_input_loop": 5, "net_input_smu": 5}))


def test_another_order_than_the_configurations_is_told() -> None:
    assignment = KIT.assignments["net_input"]
    with pytest.raises(ConfigError, match="gives points to net_input_dot, net_input_sum and net_input_loop"):
        build_notebook(replace(assignment, points=dict(reversed(assignment.points.items()))))


def test_a_text_without_questions_is_told(tmp_path: Path) -> None:
    assignment = replace(KIT.assignments["net_input"], root=tmp_path)
    assignment.folder.mkdir(parents=True)
    assignment.source.write_text("# Nothing yet\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="asks none, in this order"):
        build_notebook(assignment)


# --- stubs


@each_of(ASKED_OF_FUNCTIONS)
def test_a_stub_runs_and_returns_nothing_yet(assignment: Assignment, question: str) -> None:
    reference = assignment.reference_function(question)
    [function] = ast.parse(stub(reference)).body
    assert isinstance(function, ast.FunctionDef)
    namespace: dict[str, Any] = {}
    exec(stub(reference), namespace)
    assert namespace[question](*[None] * len(function.args.args)) is None


@each_of(ASKED_OF_FUNCTIONS)
def test_a_stub_has_the_references_signature_and_no_annotations(assignment: Assignment, question: str) -> None:
    [function] = ast.parse(stub(assignment.reference_function(question), question)).body
    assert isinstance(function, ast.FunctionDef)
    code = assignment.reference_function(question).__code__
    assert (function.name, [a.arg for a in function.args.args]) == (question, [*code.co_varnames[: code.co_argcount]])
    assert function.returns is None
    assert all(argument.annotation is None for argument in function.args.args)


@each_of(ASKED_OF_FUNCTIONS)
def test_a_stub_tells_what_to_compute_and_none_of_the_notes(assignment: Assignment, question: str) -> None:
    reference = assignment.reference_function(question)
    told = ast.get_docstring(ast.parse(stub(reference)).body[0])
    assert told
    assert told.splitlines()[0] == str(reference.__doc__).strip().splitlines()[0]
    assert not re.search(r"Notes|-----|Raises|Source:", told)
    assert not re.search(r"[ \t]$", stub(reference), re.MULTILINE)


@each_of(VALUES)
def test_a_stub_of_a_value_asks_and_gives_nothing_away(assignment: Assignment, question: str) -> None:
    asked = value_question(assignment, question)
    assert asked is not None
    code = stub_for(assignment, question)
    namespace: dict[str, Any] = {}
    exec(code, namespace)
    assert namespace[question] is ...
    assert all(line in code for asks in asked.asks for line in asks.splitlines())
    assert not [secret for secret in asked.secret if secret in code]


# --- the command


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A copy of the kit's rooms."""
    shutil.copy(ROOT / "grading_config.yaml", tmp_path)
    for room in ("assignments", "solutions", "tests/hidden", "tests/answers", "tests/questions"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def autograder_build(kit: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [COMMAND, "build", *options, "--kit", str(kit)]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False, cwd=kit)


def test_a_stale_notebook_fails_the_check_until_it_is_built(kit: Path) -> None:
    source, notebook = (kit / "assignments" / "net_input" / f"net_input{end}" for end in (".md", ".ipynb"))
    source.write_text(source.read_text(encoding="utf-8").replace("# Net input", "# The net input"), encoding="utf-8")
    before = notebook.read_bytes()
    checked = autograder_build(kit, "net_input", "--check")
    assert checked.returncode == 2
    assert checked.stderr.startswith("net_input.ipynb: not what its text says; run autograder build")
    assert "Traceback" not in checked.stderr
    assert notebook.read_bytes() == before
    done = autograder_build(kit, "net_input")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["built", str(notebook)]
    assert nbformat.read(notebook, as_version=4).cells[0].source.startswith("# The net input, three ways\n")
    assert autograder_build(kit, "net_input", "--check").returncode == 0


def test_a_text_and_a_configuration_that_do_not_fit_are_told_without_a_traceback(kit: Path) -> None:
    source = kit / "assignments" / "net_input" / "net_input.md"
    source.write_text(source.read_text(encoding="utf-8").replace("# stub: net_input_dot", "# stub"), encoding="utf-8")
    done = autograder_build(kit, "net_input")
    assert done.returncode == 2
    assert "  net_input.md has headings for net_input_loop, net_input_sum and net_input_dot, and" in done.stderr


# --- stubs

TWO, ONES = np.float64(2), np.ones(2)


def shape(  # noqa: PLR0913 - every kind of parameter
    n, /, dt=0.1, *more, cell=(1, "a"), rate=TWO, kind=np.float64, far=float("inf"), w=ONES, **others
):
    r"""Says \"""this\""" and \alpha, and ends in \\

    Notes
    -----
    For teachers.
    """
    return n


class Cell(dict):
    """A cell.

    Notes
    -----
    For teachers.
    """

    def __init__(self, v: float = -65.0, *, k: int = 3) -> None:
        """Start at v."""
        self.v = self._own(v)

    @property
    def up(self) -> float:
        """How far up it is."""
        return self.v

    @staticmethod
    def make(n, *, k=1):
        return n * k

    def _own(self, v):
        return v


@dataclass
class Pair:
    """Two of them."""

    one: float
    other: float = 2.0


def test_a_stub_is_called_as_the_reference_is() -> None:
    first = stub(shape).splitlines()[0]
    assert first == (
        "def shape(n, /, dt=0.1, *more, cell=(1, 'a'), rate=2.0, kind=np.float64, far=float(\"inf\"), "
        "w=np.array([1.0, 1.0]), **others):"
    )
    space: dict[str, Any] = {"np": np}
    exec(stub(shape), space)
    assert space["shape"].__doc__.rstrip() == 'Says \\"""this\\""" and \\alpha, and ends in \\\\'
    assert stub(lambda n, k=2: n * k, "double") == "def double(n, k=2):\n    ..."


def test_the_stub_of_a_class_is_a_class_with_its_methods() -> None:
    space: dict[str, Any] = {}
    exec(stub(Cell), space)
    made = space["Cell"]
    assert issubclass(made, dict)
    assert made.__doc__.rstrip() == "A cell."
    assert [name for name in vars(made) if name in vars(Cell) and callable(getattr(made, name))] == ["__init__", "make"]
    assert inspect.signature(made) == inspect.signature(made.__init__).replace(
        parameters=list(inspect.signature(made.__init__).parameters.values())[1:]
    )
    assert str(inspect.signature(made)) == "(v=-65.0, *, k=3)"
    assert isinstance(vars(made)["make"], staticmethod)
    assert isinstance(vars(made)["up"], property)
    assert vars(made)["up"].fget.__doc__.strip() == "How far up it is."
    assert "return" not in stub(Cell)
    assert "self.v" not in stub(Cell)
    assert "_own" not in stub(Cell)
    assert stub(Pair).count("def ") == 1
    assert "def __init__(self, one, other=2.0):" in stub(Pair)


@pytest.mark.parametrize("made", [np.maximum, partial(max, 1), dict], ids=["of NumPy's", "partial", "Python's own"])
def test_what_no_stub_can_be_made_of_is_said_in_words(made: Any) -> None:
    with pytest.raises(
        ConfigError, match=r"^double: what it is called with cannot be seen\. Write it with (def|class)\.$"
    ):
        stub(made, "double")


ODD_TEXTS = {
    "a header": ("---\nkernel: [\n---\n", "line 1"),
    "the options of a cell": ("```{code-cell} python\n:tags: [figure\n1\n```\n\n", "line 1"),
}


@pytest.mark.parametrize(("above", "place"), ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_a_text_that_cannot_be_read_is_told_in_words_and_stops_nothing_else(
    tmp_path: Path, above: str, place: str
) -> None:
    room = sound_kit(tmp_path / "kit")
    path = room.root / "assignments" / "other" / "other.md"
    path.write_text(above + path.read_text(encoding="utf-8"), encoding="utf-8")
    done = autograder_build(room.root)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert f"other.md, {place}: cannot be read (" in " ".join(done.stderr.split())
    assert (room.root / "assignments" / "spikes" / "spikes.ipynb").is_file()


def test_a_preview_needs_no_tests(tmp_path: Path) -> None:
    room = sound_kit(tmp_path / "kit")
    shutil.rmtree(room.root / "assignments" / "other" / "tests")
    shutil.rmtree(room.root / "tests" / "hidden" / "other")
    done = autograder_build(room.root)
    assert done.returncode == 0, done.stderr
    assert "third" in (room.root / "assignments" / "other" / "other.ipynb").read_text(encoding="utf-8")
