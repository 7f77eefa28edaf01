"""A kit with one question in a file of its own, as ``autograder new`` writes it: to be tried, and to be broken."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.command import autograder

CONFIG = """\
course: A course
term: a-term
assignments:
  other:
    points: {third: 3}
limits: {cell_cpu_s: 1, call_cpu_s: 0.5}
isolation: {require: []}
class: {folder: class}
"""
NAME, QUESTION = "heat", "celsius"


def question_kit(root: Path) -> Path:
    """The kit, with its new assignment, built; another assignment in it is not even begun."""
    root.mkdir()
    (root / "grading_config.yaml").write_text(CONFIG, encoding="utf-8")
    done = autograder("new", NAME, "--kit", root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def question_of(root: Path) -> Path:
    """The file of its question."""
    return root / "tests" / "questions" / NAME / f"{QUESTION}.py"


def replaced(path: Path, old: str, new: str) -> None:
    """Put one text in the place of another, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), encoding="utf-8")
