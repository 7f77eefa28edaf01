"""The Gradescope zip: what it holds, and that what it holds grades."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.command import autograder
from tests.known_answers import KIT, ROOT, filled_notebook, known_answers, plain_right, save

ASSIGNMENT = "activation_functions"


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder laid out as ``/autograder`` is, with the zip unpacked in it."""
    root = tmp_path_factory.mktemp("autograder")
    done = autograder("gradescope", ASSIGNMENT, "-o", root / "autograder.zip", "--kit", ROOT)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(root / "autograder.zip") as archive:
        archive.extractall(root / "source")
    return root


def results(container: Path, **files: str) -> dict[str, object]:
    """Hand in these files, run what Gradescope runs, and read what it reads."""
    submission = container / "submission"
    submission.mkdir(exist_ok=True)
    for old in submission.iterdir():
        old.unlink()
    for name, text in files.items():
        (submission / name.replace("_DOT_", ".")).write_text(text, encoding="utf-8")
    program = container / "source" / "run_autograder"
    done = subprocess.run([sys.executable, program, container], capture_output=True, text=True, cwd=container)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads((container / "results" / "results.json").read_text(encoding="utf-8"))
    return found


def notebook(tmp_path: Path, **answers: str) -> str:
    filled = filled_notebook(ASSIGNMENT, {**plain_right(ASSIGNMENT), **answers})
    return save(filled, tmp_path / "n.ipynb").read_text(encoding="utf-8")


def test_the_zip_is_the_same_every_time(container: Path, tmp_path: Path) -> None:
    autograder("gradescope", ASSIGNMENT, "-o", tmp_path / "again.zip", "--kit", ROOT)
    assert (tmp_path / "again.zip").read_bytes() == (container / "autograder.zip").read_bytes()


def test_the_zip_holds_its_scripts_and_one_assignment(container: Path) -> None:
    with zipfile.ZipFile(container / "autograder.zip") as archive:
        names = archive.namelist()
        modes = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
    assert {"setup.sh", "run_autograder", "uv.lock", "grading_config.yaml"} <= set(names)
    assert modes["run_autograder"] & 0o111
    assert f"tests/hidden/{ASSIGNMENT}/relu_hidden.py" in names
    assert not [name for name in names if "net_input" in name]
    assert sorted(name for name in names if "tests/answers" in name) == [
        f"tests/answers/{ASSIGNMENT}/probes.yaml",
        f"tests/answers/{ASSIGNMENT}/wrong.yaml",
    ]


def test_a_right_notebook_earns_all(container: Path, tmp_path: Path) -> None:
    found = results(container, n_DOT_ipynb=notebook(tmp_path))
    scores = {test["name"]: (test["score"], test["max_score"]) for test in found["tests"]}
    assert list(scores.values()) == [(4, 4)] * 5


def test_marks_are_those_of_the_command(container: Path, tmp_path: Path) -> None:
    wrong = {
        answer.question: answer.code
        for answer in known_answers("wrong", "activation_functions")
        if answer.id in ("A01", "S01", "R04")
    }
    text = notebook(tmp_path, **wrong)
    found = results(container, n_DOT_ipynb=text)
    done = autograder("grade", tmp_path / "n.ipynb", "--json", "--kit", ROOT)
    marks = json.loads(done.stdout)["marks"]
    assert [test["score"] for test in found["tests"]] == [mark["points"] for mark in marks]
    hidden = {verdict["case"] for mark in marks for verdict in mark["verdicts"] if verdict["hidden"]}
    assert not [case for case in hidden if case in json.dumps(found)]


def test_two_notebooks_or_none_say_what_to_do(container: Path, tmp_path: Path) -> None:
    text = notebook(tmp_path)
    assert "Hand in one notebook" in json.dumps(results(container, a_DOT_ipynb=text, b_DOT_ipynb=text))
    assert "Hand in" in json.dumps(results(container, report_DOT_pdf="%PDF-1.4"))


def test_an_unknown_assignment_is_a_clear_error(tmp_path: Path) -> None:
    done = autograder("gradescope", "lif", "-o", tmp_path / "lif.zip", "--kit", ROOT)
    assert (done.returncode, (tmp_path / "lif.zip").exists()) == (2, False)
    assert "No assignment is called lif" in done.stderr
    assert next(iter(KIT.assignments)) in done.stderr


def test_a_sandbox_that_does_not_start_is_ours_and_no_zero(container: Path, tmp_path: Path) -> None:
    broken = tmp_path / "autograder"
    shutil.copytree(container / "source", broken / "source")
    (broken / "source" / "autograder" / "sandbox" / "shell.py").write_text("raise ImportError('no sandbox today')\n")
    found = results(broken, n_DOT_ipynb=notebook(tmp_path))
    assert "score" not in found
    assert not [test for test in found["tests"] if "score" in test]
    assert "ours to finish" in found["output"]
