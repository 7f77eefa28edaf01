"""A new LMS is one file and one line: with them alone, every command knows it."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from tests.helpers.command import quick_kit
from tests.helpers.known_answers import ROOT, filled_notebook, plain_right

pytestmark = pytest.mark.slow

SUNDIAL = '''
"""Sundial, an LMS that nobody has: folders called ``sundial-7``, and a gradebook of dials and hours."""

import re

from autograder.lms.definition import Lms
from autograder.lms.export.columns import MarksColumn
from autograder.lms.export.exported import Exported
from autograder.lms.export.grade_file import FeedbackUpload, FoundInFile, GradeFile
from autograder.lms.export.match import key
from autograder.lms.export.tables import csv_bytes
from autograder.lms.intake.download import DownloadLayout
from autograder.lms.intake.places import named_by, person

_NAMED = re.compile(r"sundial-(?P<dial>[0-9]+)")


def _read(download):
    found = named_by(download, lambda place: _NAMED.fullmatch(place.name) is not None)
    return found and [
        one
        for place in found
        for one in place.submissions(
            download, people=(person(lms_id=_NAMED.fullmatch(place.name)["dial"]),), place=place.name
        )
    ]


def _find(sheet):
    rows = range(sheet.header + 1, len(sheet.rows))
    return FoundInFile({row: {"dial": sheet.value(row, 0)} for row in rows}, [MarksColumn(1, "Hours")])


LMS = Lms(
    DownloadLayout("Sundial download", "folders called sundial-7", _read),
    list_columns={"lms_id": ("dial",), "name": ("shadow",)},
    grade_file=GradeFile(
        "Sundial",
        frozenset({"dial", "hours"}),
        keys=(key("dial", "lms_id"),),
        names=(),
        find=_find,
        advice=lambda column, entries: ["Wait for noon."],
        make=lambda entries, title: Exported(csv_bytes([["dial", "hours"]]), ".csv"),
        delimiters=",",
    ),
    feedback=FeedbackUpload(lambda place: f"{place}/shadow.html", ("Upload it by day.",)),
)
'''


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit, a download, a list and a gradebook of Sundial, and a copy of the engine with one more file and line."""
    folder = tmp_path_factory.mktemp("sundial")
    quick_kit(folder / "kit")
    engine = shutil.copytree(
        ROOT / "autograder", folder / "engine" / "autograder", ignore=shutil.ignore_patterns("__pycache__")
    )
    (engine / "lms" / "sundial.py").write_text(SUNDIAL, encoding="utf-8")
    registry = engine / "lms" / "registry.py"
    text = registry.read_text(encoding="utf-8")
    registry.write_text(text.replace('    "plain",', '    "sundial",\n    "plain",'), encoding="utf-8")
    notebook = filled_notebook("net_input", plain_right("net_input"))
    with zipfile.ZipFile(folder / "kit" / "lab.zip", "w") as archive:
        archive.writestr("sundial-7/work.ipynb", nbformat.writes(notebook))
        archive.writestr("sundial-8/work.ipynb", "no notebook")
    (folder / "kit" / "list.csv").write_text("dial,shadow\n7,Ada\n8,Ben\n", encoding="utf-8")
    (folder / "kit" / "hours.csv").write_text("Dial,Hours\n7,\n8,\n", encoding="utf-8")
    return folder


def autograder(desk: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command of the copied engine, run in the kit."""
    environment = {**os.environ, "COLUMNS": "200", "PYTHONPATH": str(desk / "engine")}
    command = [sys.executable, "-c", "from autograder.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=desk / "kit", env=environment)


def test_a_list_a_download_marks_and_pages(desk: Path) -> None:
    taken = autograder(desk, "people", "list.csv")
    assert taken.returncode == 0, taken.stderr
    with (desk / "kit" / "class" / "people.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["lms_id"], row["name"]) for row in csv.DictReader(file)] == [("7", "Ada"), ("8", "Ben")]

    graded = autograder(desk, "grade", "lab.zip", "--out", "report", "--workers", "1")
    assert graded.returncode == 1, graded.stderr  # one of them cannot be read
    assert "Sundial download, 2 submissions of 2 people" in graded.stdout

    sent = autograder(desk, "export", "sundial", "--into", "hours.csv", "--assignment", "net_input")
    assert sent.returncode == 0, sent.stderr
    assert "Wait for noon." in sent.stdout
    assert "Recorded as handed out" in sent.stdout
    filled = (desk / "kit" / "report" / "net_input-sundial.csv").read_text(encoding="utf-8")
    assert filled == "Dial,Hours\n7,15\n8,\n"

    pages = autograder(desk, "export", "feedback", "sundial", "--assignment", "net_input")
    assert pages.returncode == 0, pages.stderr
    assert "Upload it by day." in pages.stdout
    with zipfile.ZipFile(desk / "kit" / "report" / "net_input-feedback-sundial.zip") as archive:
        assert "sundial-7/shadow.html" in archive.namelist()


def test_help_and_errors_name_it(desk: Path) -> None:
    said, known = (" ".join(autograder(desk, name, "--help").stdout.split()) for name in ("export", "grade"))
    assert "moodle, blackboard, sundial, csv, xlsx, feedback" in said
    assert "With feedback: brightspace or canvas or moodle or sundial." in said
    assert "Sundial download, plain files." in known
    (desk / "kit" / "empty").mkdir()
    assert "folders called sundial-7 (Sundial download)" in autograder(desk, "grade", "empty").stderr
