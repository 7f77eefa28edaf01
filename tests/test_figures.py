"""Given figures: left out while grading where nothing can tell, run wherever something might."""

from __future__ import annotations

import json
import shutil
from itertools import zip_longest
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.authoring.build import build_notebook
from autograder.course.gradebook import Gradebook
from autograder.errors import ConfigError
from autograder.model import Grade
from tests.helpers.broken_kit import Room, sound_kit
from tests.helpers.known_answers import KIT, ROOT, filled_notebook, known_answers, plain_right, save
from tests.helpers.warm import autograder

RAN = "this figure was run"
# Each stops a notebook that is answered, and only that: whoever has an untouched one sees no error.
FIGURE = f"""\
points = np.linspace(0, 1, 3)
drawn = double(points)
assert drawn is None, "{RAN}\""""
SECOND = f"""\
assert drawn is None or half(drawn) is None, "second: {RAN}\""""
UNMARKED = ['grader.check("double")', "# grader.export()"]
SETUP = f"""\
import numpy as np

class grader:
    def check(question):
        assert double(1) is None, "check: {RAN}\""""
DOUBLE, HALF = "def double(n):\n    return 2 * n", "def half(n):\n    return n / 2"

LEFT_OUT = {
    "as given": [],
    "a function of the same names": ["def plot():\n    drawn = 1\n    drawn += 1\n    return drawn"],
    "the same names bound": ["drawn = 5\nfor _ in range(3):\n    points = 2"],
    "words in a comment": ["n = 3  # as random as exec can be"],
    "words in a docstring": ['def f():\n    """No global here, and nothing random."""\n    return 2'],
}
RUN = {
    "chance by a text": ["getattr(np, 'random').rand()"],
    "chance by bytes": ["getattr(np, b'random'.decode()).rand()"],
    "chance by import": ["from numpy.random import rand as r"],
    "read at the top": ["print(drawn)"],
    "read in a function": ["def again():\n    return drawn"],
    "read in a class": ["class Kept:\n    curve = drawn"],
    "added to": ["drawn += 1"],
    "deleted": ["del drawn"],
    "deleted together": ["del (points, drawn)"],
    "looked up": ["globals()['dra' + 'wn']"],
    "evaluated": ["eval('dra' + 'wn')"],
    "counted by IPython": ["print(Out)"],
    "the value before": ["print(_)"],
    "a magic": ["%matplotlib inline"],
    "a function with a global": ["count = 0\ndef counted():\n    global count\n    count += 1"],
    "chance": ["np.random.rand()"],
    "a cell that is no Python": ["def :"],
    "read in an answer": [DOUBLE.replace("2 * n", "n * (2 if points is None else 2)")],
}


def marked_kit(root: Path) -> Room:
    """A small kit whose first assignment has two given figures."""
    room = sound_kit(root)
    source = root / "assignments" / "spikes" / "spikes.md"
    text = source.read_text(encoding="utf-8")
    setup = f"```{{code-cell}} python\n{SETUP}\n```\n\n## double"
    figures = "".join(f"```{{code-cell}} python\n:tags: [figure]\n\n{code}\n```\n\n" for code in (FIGURE, SECOND))
    checks = "".join(f"```{{code-cell}} python\n{code}\n```\n\n" for code in UNMARKED)
    source.write_text(text.replace("## double", setup, 1) + figures + checks, encoding="utf-8")
    built(room)
    return room


def built(room: Room) -> None:
    done = autograder("build", "--kit", room.root)
    assert done.returncode == 0, done.stderr


def answered(room: Room) -> Any:
    """The built notebook with right answers."""
    notebook = nbformat.read(room.root / "assignments" / "spikes" / "spikes.ipynb", as_version=4)
    for cell in notebook.cells:
        for name, code in (("double", DOUBLE), ("half", HALF)):
            if cell.source.startswith(f"def {name}("):
                cell.source = code
    return notebook


def with_cells(notebook: Any, cells: list[str]) -> Any:
    notebook.cells += [nbformat.v4.new_code_cell(code) for code in cells]
    return notebook


def with_source(notebook: Any, old: str, new: str) -> Any:
    (cell,) = [cell for cell in notebook.cells if cell.source == old]
    cell.source = new
    return notebook


def grades(room: Room, folder: Path) -> dict[str, Grade]:
    """Grades of the notebooks in a folder, by their names."""
    out = folder.with_name(f"{folder.name}-out")
    done = autograder("grade", folder, "--out", out, "--kit", room.root)
    assert done.returncode == 0, done.stdout + done.stderr
    with Gradebook(out / "gradebook.sqlite") as book:
        return {one.path.stem: grade for one, grade in book.graded()}


def ran(grade: Grade) -> int:
    """How many of the two figures were run."""
    return sum(RAN in words for words in grade.troubles)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Grade]:
    """Grades of one notebook for each thing that a student may do about a figure."""
    folder = tmp_path_factory.mktemp("figures")
    room = marked_kit(folder / "kit")
    handed_in = {name: with_cells(answered(room), cells) for name, cells in {**LEFT_OUT, **RUN}.items()}
    spaced = FIGURE.replace("\n", "  \r\n") + "\n\n"
    handed_in["ends of lines"] = with_source(answered(room), FIGURE, spaced)
    handed_in["first edited"] = with_source(answered(room), FIGURE, FIGURE.replace("0, 1", "0, 2"))
    handed_in["second edited"] = with_source(answered(room), SECOND, f"{SECOND}  # mine")
    for name, notebook in handed_in.items():
        save(notebook, folder / "class" / f"{name}.ipynb")
    return grades(room, folder / "class")


@pytest.mark.parametrize("name", [*LEFT_OUT, "ends of lines"])
def test_a_given_figure_is_not_run(found: dict[str, Grade], name: str) -> None:
    assert found[name].troubles == ()
    assert found[name].score == 6


@pytest.mark.parametrize("name", RUN)
def test_it_runs_where_the_notebook_might_tell(found: dict[str, Grade], name: str) -> None:
    assert ran(found[name]) >= 1
    assert found[name].score == 6


def test_a_check_and_a_comment_are_marked_by_themselves_and_a_stub_is_not(tmp_path: Path) -> None:
    room = marked_kit(tmp_path / "kit")
    cells = [cell for cell in answered(room).cells if cell.cell_type == "code"]
    marked = [cell.source for cell in cells if "figure" in cell.metadata.get("tags", ())]
    assert marked == [FIGURE, SECOND, *UNMARKED]
    assert DOUBLE in [cell.source for cell in cells]


def test_an_edited_figure_is_the_students_own(found: dict[str, Grade]) -> None:
    assert ran(found["first edited"]) == 1


def test_a_figure_runs_for_another_that_runs(found: dict[str, Grade]) -> None:
    assert ran(found["second edited"]) == 2


def test_figures_of_every_release_are_known(tmp_path: Path) -> None:
    room = marked_kit(tmp_path / "kit")
    then = answered(room)
    done = autograder("release", "spikes", "--out", tmp_path / "given", "--kit", room.root)
    assert done.returncode == 0, done.stderr
    source = room.root / "assignments" / "spikes" / "spikes.md"
    source.write_text(source.read_text(encoding="utf-8").replace("(0, 1, 3)", "(0, 1, 9)"), encoding="utf-8")
    built(room)
    save(then, tmp_path / "class" / "then.ipynb")
    save(answered(room), tmp_path / "class" / "now.ipynb")
    assert {name: ran(grade) for name, grade in grades(room, tmp_path / "class").items()} == {"then": 0, "now": 0}
    record = room.root / "class" / "released.json"
    document = json.loads(record.read_text(encoding="utf-8"))
    del document["spikes"][0]["figures"]  # as an earlier kit wrote it
    record.write_text(json.dumps(document), encoding="utf-8")
    shutil.rmtree(tmp_path / "class-out")
    assert {name: ran(grade) for name, grade in grades(room, tmp_path / "class").items()} == {"then": 1, "now": 0}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import time", "imports something"),
        ("np.random.seed(1)", "uses random"),
        ("plt.rcParams['font.size'] = 20", "uses rcParams"),
        ("plt.style.use('ggplot')", "uses use"),
        ("open('curve.txt')", "uses open"),
        ("np.save('curve', drawn)", "uses save"),
        ("fig.savefig('curve.png')", "uses savefig"),
        ("%matplotlib inline", "IPython"),
        ("weights[0] = 1", "changes weights"),
        ("weights[0] += 1", "changes weights"),
        ("del weights[0]", "changes weights"),
        ("double.calls = 1", "changes double"),
        ("history.append(drawn)", "changes history"),
        ("history['first'].update(a=1)", "changes history"),
    ],
)
def test_a_cell_that_does_more_than_draw_is_no_figure(tmp_path: Path, code: str, words: str) -> None:
    room = marked_kit(tmp_path / "kit")
    assignment = room.kit.assignments["spikes"]
    text = assignment.source.read_text(encoding="utf-8").replace(SECOND, f"drawn\n{code}")
    assignment.source.write_text(text, encoding="utf-8")
    line = text.splitlines().index(code) + 1
    with pytest.raises(ConfigError, match=rf"spikes\.md, line {line}: .*{words}.*take the tag away"):
        build_notebook(assignment)


def test_a_figure_may_change_what_it_has_made_itself(tmp_path: Path) -> None:
    room = marked_kit(tmp_path / "kit")
    assignment = room.kit.assignments["spikes"]
    code = "heights, bars = [], plt\nheights.append(1)\nbars.width = 2\n[h for h in heights].sort()\nplt.plot(heights)"
    text = assignment.source.read_text(encoding="utf-8").replace(SECOND, code)
    assignment.source.write_text(text, encoding="utf-8")
    built(room)
    assert "heights.append(1)" in assignment.notebook.read_text(encoding="utf-8")


@pytest.mark.long
@pytest.mark.parametrize("assignment", KIT.assignments)
def test_every_known_answer_gets_the_same_marks_with_and_without_its_figures(tmp_path: Path, assignment: str) -> None:
    kinds = [known_answers(kind, assignment) for kind in ("right", "form", "wrong")]
    by_question = [
        [(question, one.code) for answers in kinds for one in answers if one.question == question]
        for question in KIT.assignments[assignment].points
    ]
    for number, answers in enumerate(zip_longest(*by_question)):  # one to each question, as long as there are any
        notebook = filled_notebook(assignment, plain_right(assignment) | dict(filter(None, answers)))
        save(notebook, tmp_path / "class" / f"{number}.ipynb")
    without = tmp_path / "unmarked"
    without.mkdir()
    for room in ("solutions", "tests", "grading_config.yaml"):
        (without / room).symlink_to(ROOT / room)
    shutil.copytree(ROOT / "assignments", without / "assignments")
    for path in (without / "assignments").rglob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        assert any(cell.metadata.pop("tags", None) for cell in notebook.cells), "there is something to compare"
        save(notebook, path)
    marks = []
    for kit in (ROOT, without):
        marks.append({name: one.marks for name, one in grades(Room(kit), tmp_path / "class").items()})
        shutil.rmtree(tmp_path / "class-out")
    assert marks[0] == marks[1]
