"""What is told beside the verdicts, through the whole engine: what was not there, and names that nobody asked for."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from autograder.model import Submission
from autograder.runs.cluster.rules import packed, unpacked
from tests.helpers.command import table
from tests.helpers.known_answers import KIT, ROOT, filled_notebook, plain_right, save
from tests.helpers.warm import autograder

pytestmark = pytest.mark.long


class Class:
    """A folder of notebooks, graded once: rows, pages and results by name."""

    def __init__(self, folder: Path) -> None:
        self.handed_in, self.out = folder / "class", folder / "out"

    def add(self, name: str, notebook: object) -> None:
        save(notebook, self.handed_in / f"{name}.ipynb")

    def grade(self) -> None:
        done = autograder("grade", self.handed_in, "--out", self.out, "--kit", ROOT)
        assert done.returncode == 0, done.stdout + done.stderr

    def page(self, name: str) -> str:
        return (self.out / "feedback" / f"{name}.ipynb.html").read_text(encoding="utf-8")

    def marks(self, name: str) -> dict[str, dict]:
        document = json.loads((self.out / "results" / f"{name}.ipynb.json").read_text(encoding="utf-8"))
        return {mark["question"]: mark for mark in document["marks"]}

    def lost(self, name: str) -> set[str]:
        return {question for question, mark in self.marks(name).items() if mark["points"] < mark["max_points"]}

    def review(self, name: str) -> dict[str, str]:
        review = table(self.out, "review.csv")
        return {row["question"]: row["why"] for row in review if row["submission"] == f"{name}.ipynb"}


def with_first_line(assignment: str, line: str, answers: dict[str, str] | None = None) -> object:
    """The built notebook with right answers, and one more line at the top of its import cell."""
    notebook = filled_notebook(assignment, plain_right(assignment) | (answers or {}))
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    first.source = f"{line}\n{first.source}"
    return notebook


ACTIVATION, NET_INPUT = KIT.assignments["activation_functions"].name, KIT.assignments["net_input"].name
LINES = {
    "seaborn": "import seaborn as sns",
    "tqdm": "from tqdm.auto import tqdm",
    "widget": "%matplotlib widget",
    "style": "import matplotlib.pyplot as plt\nplt.style.use('seaborn')",
    "colab": "from google.colab import drive\ndrive.mount('/content/drive')",
}
NEEDY = "import torch\n\n\ndef relu(n):\n    return torch.relu(n)"


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Class:
    made = Class(tmp_path_factory.mktemp("remarks"))
    for name, line in LINES.items():
        made.add(name, with_first_line(ACTIVATION, line))
    made.add("needy", with_first_line(ACTIVATION, "import torch", {"relu": NEEDY}))
    made.grade()
    return made


@pytest.mark.parametrize("name", LINES)
def test_a_failed_import_costs_nothing_where_nothing_needs_it(graded: Class, name: str) -> None:
    assert graded.lost(name) == set()


def test_the_page_says_it_in_one_line(graded: Class) -> None:
    assert graded.page("seaborn").count("seaborn is not there while grading; what needs it did not run.") == 1
    assert "Cells that stopped" not in graded.page("seaborn")
    assert "google.colab is not there while grading; what needs it did not run." in graded.page("colab")


def test_what_needs_it_is_lost_alone(graded: Class) -> None:
    assert graded.lost("needy") == {"relu"}
    assert "torch is not there while grading" in graded.marks("needy")["relu"]["verdicts"][0]["says"]


def test_a_reply_says_it_too(graded: Class) -> None:
    said = autograder("explain", "needy.ipynb", "relu", "--out", graded.out, "--kit", ROOT).stdout
    assert "torch is not there while grading; what needs it did not run." in " ".join(said.split())


# --- names

SIGMOID, TANH = plain_right(ACTIVATION)["sigmoid"], plain_right(ACTIVATION)["tanh"]
LOOP = plain_right(NET_INPUT)["net_input_loop"]
STUB = 'def relu(n):\n    """Activation of each unit."""\n    {}\n'


def with_last_cells(assignment: str, *sources: str) -> object:
    notebook = filled_notebook(assignment, plain_right(assignment))
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in sources]
    return notebook


def python_file(*names: str) -> str:
    loop, *others = names
    right = dict(plain_right(NET_INPUT))
    texts = [right[asked].replace(asked, name) for asked, name in zip(right, (loop, *others), strict=True)]
    return "import numpy as np\n" + "\n\n".join(texts) + "\n"


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Class:
    made = Class(tmp_path_factory.mktemp("names"))
    made.add(
        "twice", filled_notebook(ACTIVATION, {**plain_right(ACTIVATION), "tanh": TANH.replace("tanh(n", "sigmoid(n")})
    )
    for name, body in {
        "dots": "...",
        "pass": "pass",
        "words": "",
        "todo": "raise NotImplementedError",
        "none": "return",
    }.items():
        made.add(f"stub-{name}", with_last_cells(ACTIVATION, STUB.format(body)))
    made.add("stub-form", with_last_cells(NET_INPUT, "def net_input_loop(a, wj):\n    ..."))
    made.add(
        "slip", filled_notebook(NET_INPUT, {**plain_right(NET_INPUT), "net_input_loop": LOOP.replace("input", "imput")})
    )
    made.add("stub-and-slip", with_last_cells(NET_INPUT))
    both = filled_notebook(NET_INPUT, {q: code for q, code in plain_right(NET_INPUT).items() if q != "net_input_loop"})
    both.cells.append(nbformat.v4.new_code_cell(LOOP.replace("net_input_loop", "net_input_loop2")))
    made.add("stub-and-slip", both)
    two = LOOP.replace("input", "imput") + "\n\n" + LOOP.replace("loop", "lop")
    made.add("two", filled_notebook(NET_INPUT, {**plain_right(NET_INPUT), "net_input_loop": two}))
    made.add(
        "other",
        filled_notebook(
            NET_INPUT, {**plain_right(NET_INPUT), "net_input_loop": LOOP.replace("net_input_loop", "weighted")}
        ),
    )
    made.add("tried", with_last_cells(ACTIVATION, "def relu(n):\n    return n"))
    made.add("tried-right", with_last_cells(ACTIVATION, plain_right(ACTIVATION)["relu"]))
    (made.handed_in / "all.py").write_text(python_file("net_imput_loop", "net_imput_sum", "net_imput_dot"))
    made.grade()
    return made


def test_a_function_in_anothers_cell_is_named(named: Class) -> None:
    note = named.marks("twice")["sigmoid"]["note"]
    assert note == "sigmoid is defined twice; the last one counts. It stands in the cell of tanh."
    assert named.lost("twice") == {"sigmoid", "tanh"}
    assert "It stands in the cell of tanh." in named.page("twice")
    assert "autograder rename SUBMISSION sigmoid tanh" in named.review("twice")["sigmoid"]
    tanh = named.marks("twice")["tanh"]["note"]
    assert tanh == "This notebook has no function called tanh. The cell of tanh defines sigmoid; tanh was asked."


@pytest.mark.parametrize("body", ["dots", "pass", "words", "todo", "none"])
def test_an_empty_copy_displaces_no_answer(named: Class, body: str) -> None:
    assert named.lost(f"stub-{body}") == set()
    note = named.marks(f"stub-{body}")["relu"]["note"]
    assert note == "relu is defined twice; the last one is empty, so the one before it counts."


def test_an_empty_copy_does_not_change_what_is_known_of_the_form(named: Class) -> None:
    assert named.lost("stub-form") == set()
    assert named.marks("stub-form")["net_input_loop"]["form"]["found"] == "asked"
    assert named.review("stub-form") == {}


def test_a_misspelled_function_costs_its_question_and_is_named(named: Class) -> None:
    assert named.lost("slip") == {"net_input_loop"}
    assert "You defined net_imput_loop; net_input_loop was asked." in named.page("slip")
    assert "autograder rename SUBMISSION net_imput_loop net_input_loop" in named.review("slip")["net_input_loop"]


def test_an_untouched_stub_hides_no_misspelled_one(named: Class) -> None:
    assert named.lost("stub-and-slip") == {"net_input_loop"}
    assert named.marks("stub-and-slip")["net_input_loop"]["note"] == (
        "You defined net_input_loop2; net_input_loop was asked."
    )


def test_two_candidates_are_both_named(named: Class) -> None:
    note = named.marks("two")["net_input_loop"]["note"]
    assert note.endswith("You defined net_imput_loop and net_input_lop; net_input_loop was asked.")


def test_another_word_is_no_slip(named: Class) -> None:
    assert named.marks("other")["net_input_loop"]["note"] == "This notebook has no function called net_input_loop."
    assert named.review("other") == {}


def test_a_file_of_nothing_but_slips_is_the_assignments(named: Class) -> None:
    grade = json.loads((named.out / "results" / "all.py.json").read_text(encoding="utf-8"))
    assert (grade["status"], grade["assignment"], grade["score"]) == ("graded", NET_INPUT, 0)
    assert {mark["look"].partition(";")[0] for mark in grade["marks"]} == {
        f"defined net_imput_{part}" for part in ("loop", "sum", "dot")
    }


def test_a_later_try_that_costs_points_is_named_and_another_is_not(named: Class) -> None:
    assert named.marks("tried")["relu"]["note"].startswith(
        "relu is defined twice; the last one counts. It stands in code"
    )
    assert "relu" in named.review("tried")
    assert (named.marks("tried-right")["relu"]["note"], named.review("tried-right")) == ("", {})


# --- the remedy


def run(named: Class, *arguments: str, code: int = 0) -> str:
    done = autograder(*arguments, "--out", named.out, "--kit", ROOT)
    assert done.returncode == code, done.stdout + done.stderr
    return " ".join((done.stdout + done.stderr).split())


@pytest.fixture
def own(named: Class, tmp_path: Path) -> Class:
    """The same class in a folder of its own, for a test that changes it."""
    shutil.copytree(named.handed_in.parent, tmp_path / "names")
    made = Class(tmp_path / "names")
    made.grade()
    return made


def test_rename_grades_the_function_by_its_other_name(own: Class) -> None:
    said = run(own, "rename", "slip.ipynb", "net_imput_loop", "net_input_loop")
    assert said == "slip.ipynb, net_input_loop: 0, now 5 of 5 points."
    assert "Graded with the function that you called net_imput_loop." in own.page("slip")
    assert own.review("slip") == {}
    assert "you called net_imput_loop" in run(own, "explain", "slip.ipynb", "net_input_loop")
    own.grade()
    assert own.lost("slip") == set()
    assert "Nothing changes" in run(own, "regrade") or own.lost("slip") == set()
    run(own, "regrade", "--apply")
    assert own.lost("slip") == set()
    said = run(own, "rename", "slip.ipynb", "net_imput_loop", "net_input_loop", "--remove")
    assert said == "slip.ipynb, net_input_loop: 5, now 0 of 5 points."


def test_rename_gives_a_redefined_function_back_to_both(own: Class) -> None:
    run(own, "rename", "twice.ipynb", "sigmoid", "tanh")
    assert own.lost("twice") == set()


def test_rename_refuses_what_the_file_does_not_hold(own: Class) -> None:
    before = (own.out / "grades.csv").read_bytes()
    assert "holds no other function called nobody" in run(
        own, "rename", "two.ipynb", "nobody", "net_input_loop", code=2
    )
    assert "has no question nothing" in run(own, "rename", "two.ipynb", "net_input_lop", "nothing", code=2)
    assert (own.out / "grades.csv").read_bytes() == before


def test_a_gradebook_of_an_earlier_kit_takes_it(own: Class) -> None:
    with contextlib.closing(sqlite3.connect(own.out / "gradebook.sqlite")) as connection, connection:
        for statement in ("DROP TABLE renames", "DROP TABLE about", "PRAGMA user_version=2"):
            connection.execute(statement)
    own.grade()
    run(own, "rename", "stub-and-slip.ipynb", "net_input_loop2", "net_input_loop")
    assert own.lost("stub-and-slip") == set()


def test_a_file_that_changed_is_not_renamed(own: Class) -> None:
    path = own.handed_in / "all.py"
    path.write_text(path.read_text() + "\n")
    said = run(own, "rename", "all.py", "net_imput_sum", "net_input_sum", code=2)
    assert "no longer there, or another file" in said


def test_a_cluster_is_told_the_name() -> None:
    submission = Submission("a.py", Path("a.py"), renamed=(("relu", "rleu"),))
    assert unpacked(packed(submission, b"x"), Path("b.py")) == (replace(submission, path=Path("b.py")), b"x")
