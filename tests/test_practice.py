"""A question is taken out of the marks by one edit of the configuration: it stays in the notebook, as practice."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.helpers.command import quick_kit, rows
from tests.helpers.known_answers import ROOT, filled_notebook, plain_right, save
from tests.helpers.small_kit import RIGHT, WRONG, small_kit
from tests.helpers.warm import autograder

OF_STEP = """
- id: where
  question: step
  code: |
    def step(n):
        return np.where(n >= 0, 1, 0)
"""
WRONG_STEP = """
- id: strict
  question: step
  misconception: "off at exactly 0"
  share: 0.6
  hint: "What does the equation say when n is exactly 0?"
  code: |
    def step(n):
        return np.where(n > 0, 1, 0)
"""


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """The kit, with one line of its configuration taken out, and assignments of its own."""
    kit = quick_kit(tmp_path / "kit")
    (kit / "assignments").unlink()
    shutil.copytree(ROOT / "assignments", kit / "assignments")
    edit(kit, "      net_input_sum: 5\n", "")
    return kit


def edit(kit: Path, old: str, new: str) -> None:
    config = kit / "grading_config.yaml"
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new), encoding="utf-8")


def headings(kit: Path) -> list[str]:
    notebook = json.loads((kit / "assignments" / "net_input" / "net_input.ipynb").read_text(encoding="utf-8"))
    text = "\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    return [line for line in text.splitlines() if line.startswith("## ") and " · " in line]


@pytest.mark.slow
def test_one_edit_takes_a_question_out_of_all_that_is_marked(kit: Path, tmp_path: Path) -> None:
    done = autograder("doctor", cwd=kit)
    assert "net_input: 2 questions, 10 points" in done.stdout
    assert "its notebook is not what its text and the configuration say" in done.stdout
    assert autograder("build", cwd=kit).returncode == 0
    assert [heading.rpartition("(")[2] for heading in headings(kit)] == [
        "5 points)",
        "practice, not marked)",
        "5 points)",
    ]
    answer = save(filled_notebook("net_input", plain_right("net_input")), tmp_path / "ada.ipynb")
    done = autograder("grade", answer, "--out", "report", cwd=kit)
    assert done.returncode == 0, done.stderr
    row = rows(kit / "report")["ada.ipynb"]
    assert (row["score"], row["net_input_loop"], row["net_input_dot"]) == ("10", "5", "5")
    assert "net_input_sum" not in row
    done = autograder("doctor", cwd=kit)
    assert (done.returncode, "its notebook is not" in done.stdout) == (0, False), done.stderr
    done = autograder("release", "net_input", cwd=kit)
    assert done.returncode == 0, done.stderr
    released = (kit / "release" / "net_input" / "net_input.ipynb").read_text(encoding="utf-8")
    assert "'net_input_sum': [" in released


@pytest.mark.long
def test_a_proof_is_of_what_is_marked(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit", right=RIGHT + OF_STEP, wrong=WRONG + WRONG_STEP)
    done = autograder("prove", "--kit", kit)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "right answers that lose a mark: 0 of 11\n" in done.stdout
    assert "wrong answers that keep full marks: 0 of 16\n" in done.stdout  # two of relu, and a variant of each


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("net_input_dot: dot", "net_input_dto: dot", "forms of net_input names net_input_dto"),
        ("    # void: [net_input_sum]", "    void: [net_input_smu]", "void of net_input names net_input_smu"),
        ("    # void: [net_input_sum]", "    void: ['net_input_loop/Whole nubers']", "Whole nubers"),
        ("      net_input_loop: 5", "      net_input_lop: 5", "net_input_lop"),
    ],
)
def test_a_name_that_is_no_questions_is_found_by_the_doctor_and_judges_nobody(
    kit: Path, old: str, new: str, words: str
) -> None:
    edit(kit, old, new)
    done = autograder("doctor", cwd=kit)
    assert done.returncode == 2
    assert words in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("# stub: net_input_dot", "# the stub went away", "each question needs both"),
        ("## net_input_dot: ", "## Last of all, net_input_dot: ", "has no heading for net_input_dot"),
    ],
)
def test_a_question_without_a_stub_or_a_heading_is_found_by_the_doctor(
    kit: Path, old: str, new: str, words: str
) -> None:
    source = kit / "assignments" / "net_input" / "net_input.md"
    text = source.read_text(encoding="utf-8")
    assert old in text
    source.write_text(text.replace(old, new), encoding="utf-8")
    done = autograder("doctor", cwd=kit)
    assert done.returncode == 2
    assert words in done.stdout
