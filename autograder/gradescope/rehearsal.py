"""The last step of the build: does this image grade? Here the reference earns all points, and the stub none.

python -I -m autograder.gradescope.rehearsal /autograder
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.errors import AutograderError
from autograder.gradescope.metadata import METADATA_FILE
from autograder.gradescope.supervisor import supervise
from autograder.kit import Kit
from autograder.marking.suite import suites_of
from autograder.questions.flatten import flatten

if TYPE_CHECKING:
    from autograder.kit import Assignment


def faults(source: Path) -> list[str]:
    """What is wrong with the kit in ``source``, as this machine grades it, a line each."""
    kit = Kit(source)
    (suite,) = suites_of(kit).values()
    if suite.faults:
        return [str(fault) for fault in suite.faults]
    assignment = suite.assignment
    stub = json.loads(assignment.notebook.read_text(encoding="utf-8"))
    right = _graded(source, assignment, _with_reference(stub, assignment))
    untouched = _graded(source, assignment, stub)
    if mistakes := [one.code for one in suite.catalogue.answers if one.kind == "wrong"]:
        _graded(source, assignment, _with_cell(stub, mistakes[0]))  # then it is known from now on how mistakes behave
    points = sum(question.points for question in suite.questions)
    given = sum(question.points for question in suite.questions if question.void)
    failed = [test for test in right["tests"] if test.get("status") == "failed"]
    found = [f"the reference fails: {test['name']}: {test['output']}" for test in failed]
    for name, results, expected in (("reference", right, points), ("stub", untouched, given)):
        if results.get("score") != expected:
            found.append(f"the {name} earned {results.get('score')} of {points:g} points, not {expected:g}")
            found.append(f"  it reads: {results['output']}")
    return found


def _with_reference(stub: dict[str, Any], assignment: Assignment) -> dict[str, Any]:
    """The stub with one more cell, in which the reference, with all that it needs, defines every function anew."""
    return _with_cell(stub, flatten(assignment.root, f"solutions.{assignment.name}", assignment.points).text)


def _with_cell(stub: dict[str, Any], source: str) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "cell_type": "code",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": source,
    }
    return {**stub, "cells": [*stub["cells"], cell]}


def _graded(source: Path, assignment: Assignment, notebook: dict[str, Any]) -> dict[str, Any]:
    """Results of one notebook, by the program that also grades the students'."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "source").symlink_to(source)
        (root / "submission").mkdir()
        (root / METADATA_FILE).write_text("{}", encoding="utf-8")
        (root / "submission" / assignment.notebook.name).write_text(json.dumps(notebook), encoding="utf-8")
        supervise(root)
        results: dict[str, Any] = json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))
    return results


def main(source: Path) -> None:
    """Say that all is well, or end with what is not."""
    try:
        wrong = faults(source)
    except AutograderError as error:
        wrong = [str(error)]
    except Exception as error:  # noqa: BLE001 - the reference or a test, as it was imported
        wrong = [f"{type(error).__name__}: {error}"]
    if wrong:
        sys.exit("This image cannot grade, so the build stops here:\n" + "\n".join(wrong))
    sys.stdout.write("The reference earns all points, and the stub none. This image is ready.\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() / "source")
