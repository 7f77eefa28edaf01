"""The classic frame in a process of its own, by real Otter: the verdicts and words of the check in the first cell."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.authoring.frame import carried_tests
from autograder.authoring.frame.running import outcomes
from autograder.kit import Assignment
from tests.helpers.known_answers import CELL_MARK, KIT, known_answers, plain_right, tried_values

pytestmark = pytest.mark.long
PROGRAM = """
import contextlib, json, sys
import numpy as np
import otter

grader = otter.Notebook()
answers, found = json.loads(open("answers.json").read()), []
for question, code in answers:
    names = {"np": np, "__name__": "__main__"}
    with contextlib.redirect_stdout(None):
        exec(code, names)
        results = grader.check(question, global_env=names).test_case_results
    found.append([[one.test_case.name, one.passed, one.message or ""] for one in results])
print(json.dumps(found))
"""


def sample(assignment: str) -> list[tuple[str, str]]:
    """A right answer to each question, the first wrong one, and one that stops."""
    known = (*tried_values("wrong", assignment), *known_answers("wrong", assignment))
    wrong = {one.question: one.code.replace(CELL_MARK, "") for one in reversed(known)}
    stops = {question: f"def {question}(*a, **k):\n    return [][1]" for question in wrong}
    return [*plain_right(assignment).items(), *wrong.items(), *stops.items()]


@pytest.mark.parametrize("assignment", KIT.written.values(), ids=list(KIT.written))
def test_otter_finds_and_says_what_the_light_check_does(assignment: Assignment, tmp_path: Path) -> None:
    asked = sample(assignment.name)
    shutil.copytree(assignment.folder / "tests", tmp_path / "tests")
    (tmp_path / "answers.json").write_text(json.dumps(asked), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    cells = json.loads(assignment.notebook.read_bytes())["cells"]
    carried = carried_tests(next("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"))
    failed = 0
    for (question, code), theirs in zip(asked, json.loads(done.stdout.splitlines()[-1]), strict=True):
        names: dict[str, Any] = {"np": np}
        with contextlib.redirect_stdout(None), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # as a notebook only shows them
            exec(code, names)
            ours = outcomes(carried[question], question, names)
        assert [(one.case, one.passed) for one in ours] == [(case, passed) for case, passed, _ in theirs], code
        for one, (_, passed, message) in zip(ours, theirs, strict=True):
            failed += not passed
            assert passed or message.replace("'", "").endswith(one.says.replace("'", "")), code
    assert failed > len(assignment.points)
