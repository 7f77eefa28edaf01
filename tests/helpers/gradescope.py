"""Gradescope's container, as far as a grading sees it: a folder with the zip unpacked, what is handed in, what comes.

The container itself, with its system and its users, is ``tests/emulation/``.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from ruamel.yaml import YAML

from autograder.config import CONFIG_FILE
from autograder.reports import Results
from tests.emulation.metadata import example
from tests.helpers.command import autograder
from tests.helpers.known_answers import KIT, ROOT, filled_notebook, known_answers, plain_right

ASSIGNMENT = "activation_functions"
POINTS = {name: sum(one.points.values()) for name, one in KIT.assignments.items()}
DATES = {
    "release_date": "2026-10-01T09:00:00.000000-05:00",
    "due_date": "2026-10-15T23:59:00.000000-05:00",
    "late_due_date": None,
}
ANN = {"email": "ann@example.edu", "id": 1234, "name": "Ann Student"}

BATCH = """
import os, sys
from pathlib import Path
import autograder.gradescope.run
from autograder.gradescope.supervisor import supervise
for root in map(Path, sys.argv[1:]):
    os.dup2(os.open(root / "told", os.O_CREAT | os.O_WRONLY, 0o600), 2)
    supervise(root)
"""


@functools.cache
def alone() -> list[str]:
    """What gives a command no processes but its own, as a container does: its end kills those of students."""
    inside = ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child"]
    can = os.geteuid() == 0 and shutil.which("unshare") and subprocess.run([*inside, "true"]).returncode == 0
    return inside if can else []


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a Python program of the zip by the zip's own engine."""
    environment = {**os.environ, "PYTHONPATH": str(cwd)}
    whole = [*alone(), sys.executable, *map(str, command)]
    return subprocess.run(whole, capture_output=True, text=True, cwd=cwd, env=environment)


@dataclass(frozen=True)
class Run:
    """What one run left: the file, checked, and what only the teacher reads."""

    document: dict[str, Any]
    told: str

    @property
    def results(self) -> Results:
        return Results.model_validate(self.document)

    @property
    def output(self) -> str:
        """The words above all entries, unfolded."""
        return " ".join(self.results.output.split())

    @property
    def scores(self) -> dict[str, float | None]:
        """Points of each question."""
        return {test.question: test.score for test in self.results.tests if test.max_score is not None}


@dataclass(frozen=True)
class Container:
    """A folder laid out as ``/autograder`` is, with the zip unpacked in ``source``."""

    root: Path

    @property
    def source(self) -> Path:
        return self.root / "source"

    def copy(self, folder: Path, due: str = "", **policy: Mapping[str, object]) -> Container:
        """Another container with the same zip, and another policy."""
        shutil.copytree(self.source, folder / "source")
        path = folder / "source" / CONFIG_FILE
        document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        for section, values in policy.items():
            document[section] |= values
        for assignment in document["assignments"].values():
            assignment["due"] = due or None
        with path.open("w", encoding="utf-8") as file:
            YAML(typ="rt").dump(document, file)
        return Container(folder)

    def edit(self, name: str, more: str) -> None:
        """Add lines to a file of the zip."""
        with (self.source / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{more}\n")

    def hand_in(self, files: Mapping[str, str | bytes]) -> Path:
        """Lay these files, and nothing else, where Gradescope lays them."""
        submission = self.root / "submission"
        shutil.rmtree(submission, ignore_errors=True)
        for name, data in files.items():
            path = submission / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        submission.mkdir(exist_ok=True)
        return submission

    def grade(self, files: Mapping[str, str | bytes], metadata: object = None) -> Run:
        """Hand in these files with this metadata (text as it is), and run what Gradescope runs."""
        self.hand_in(files)
        self.tell(metadata)
        return self.start()

    def tell(self, metadata: object) -> None:
        path = self.root / "submission_metadata.json"
        path.unlink(missing_ok=True)
        if metadata is not None:
            path.write_text(metadata if isinstance(metadata, str) else json.dumps(metadata), encoding="utf-8")

    def grade_all(self, folder: Path, cases: Mapping[str, tuple[Mapping[str, str | bytes], object]]) -> dict[str, Run]:
        """``grade`` for many, each in a folder of its own, by one process that supervises them in turn."""
        places = {name: Container(folder / f"{place}") for place, name in enumerate(cases)}
        for name, (files, metadata) in cases.items():
            places[name].root.mkdir(parents=True)
            places[name].source.symlink_to(self.source)
            places[name].hand_in(files)
            places[name].tell(metadata)
        done = run("-c", BATCH, *(one.root for one in places.values()), cwd=self.source)
        assert done.returncode == 0, done.stderr
        return {name: one.found((one.root / "told").read_text(encoding="utf-8")) for name, one in places.items()}

    def start(self) -> Run:
        done = run(self.source / "run_autograder", self.root, cwd=self.source)
        assert done.returncode == 0, done.stderr
        return self.found(done.stderr)

    def found(self, told: str) -> Run:
        return Run(json.loads((self.root / "results" / "results.json").read_text(encoding="utf-8")), told)


def unpacked(root: Path, assignment: str, kit: Path = ROOT) -> Container:
    """The zip as the command makes it, unpacked; without root there is no private user to ask for."""
    done = autograder("gradescope", assignment, "-o", root / "autograder.zip", "--kit", kit)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(root / "autograder.zip") as archive:
        archive.extractall(root / "source")
    if os.geteuid() != 0:
        path = root / "source" / CONFIG_FILE
        path.write_text(path.read_text(encoding="utf-8").replace("  - private_uid\n", ""), encoding="utf-8")
    return Container(root)


def notebook(assignment: str = ASSIGNMENT, **answers: str) -> str:
    """A right notebook, but for these answers."""
    return nbformat.writes(filled_notebook(assignment, {**plain_right(assignment), **answers}))


def mistaken(*ids: str) -> dict[str, str]:
    """Known wrong answers, by their questions."""
    return {answer.question: answer.code for answer in known_answers("wrong", ASSIGNMENT) if answer.id in ids}


def metadata(created_at: str = "2026-10-14T20:31:07.123456-05:00", **more: Any) -> dict[str, Any]:
    """All that Gradescope documents, of a submission by Ann."""
    told = example()
    told["assignment"] |= DATES
    return {**told, "created_at": created_at, "users": [ANN], **more}
