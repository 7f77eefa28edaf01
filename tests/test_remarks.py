"""What is told beside the verdicts, through the whole engine: what was not there, and names that nobody asked for."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.known_answers import KIT, ROOT, filled_notebook, plain_right, save
from tests.warm import autograder


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
        with (self.out / "review.csv").open(encoding="utf-8", newline="") as file:
            return {row["question"]: row["why"] for row in csv.DictReader(file) if row["submission"] == f"{name}.ipynb"}


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
