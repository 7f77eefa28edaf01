"""``autograder build NAME`` is the preview: a half-written assignment has a notebook to look at, and what it lacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.command import autograder

CONFIG = "course: A course\nterm: a-term\nassignments:\n  new:\n    points: {later: 2}\n"
TEXT = "# New\n\nSome text.\n\n```{code-cell} ipython3\n# first\n```\n\n```{code-cell} ipython3\nprint(1)\n```\n"
SECTION = "\n## later: soon\n\n```{code-cell} ipython3\n# stub: later\n```\n"
SOLUTION = 'def later(n):\n    """Later."""\n    return n\n'


@pytest.mark.slow
def test_each_step_of_an_assignment_can_be_looked_at(tmp_path: Path) -> None:
    folder, solutions = tmp_path / "assignments" / "new", tmp_path / "solutions"
    folder.mkdir(parents=True)
    solutions.mkdir()
    (solutions / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "grading_config.yaml").write_text(CONFIG, encoding="utf-8")
    (folder / "new.md").write_text(TEXT, encoding="utf-8")

    def build() -> tuple[int, str, str]:
        done = autograder("build", "new", "--kit", tmp_path)
        assert "Traceback" not in done.stderr
        notebook = json.loads((folder / "new.ipynb").read_text(encoding="utf-8"))
        cells = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
        return done.returncode, " ".join((done.stdout + done.stderr).split()), cells

    status, said, cells = build()
    assert status == 2
    assert "has no heading for later" in said
    assert "new.ipynb: is a draft until then" in said
    assert "Some text." in cells
    (folder / "new.md").write_text(TEXT + SECTION, encoding="utf-8")
    status, said, cells = build()
    assert "solutions/new.py: is missing" in said
    assert "# Here will be later." in cells
    (solutions / "new.py").write_text(SOLUTION, encoding="utf-8")
    status, said, cells = build()
    assert status == 0
    assert "tests/hidden/new/later_hidden.py: is missing" in said
    assert "def later(n):" in cells
    (solutions / "new.py").write_text("def later(n:\n", encoding="utf-8")
    (folder / "new.md").write_text(TEXT + SECTION + "\nMore.\n", encoding="utf-8")
    assert "solutions/new.py, line 1: SyntaxError" in build()[1]
    assert "def later(n):" in build()[2]  # what was built whole is kept
