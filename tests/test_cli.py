"""The command: what it writes, what it prints, how it exits."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import zipfile
from pathlib import Path

import psutil
import pytest

from tests.helpers.command import COMMAND, autograder, quick_kit, rows
from tests.helpers.disturbed import wait_for
from tests.helpers.known_answers import KIT, ROOT, filled_notebook, plain_right, save

pytestmark = pytest.mark.slow  # make quick tries each kind elsewhere once

QUESTIONS = [question for assignment in KIT.assignments.values() for question in assignment.points]
HEADER = ["submission", "student_id", "name", "assignment", "score", "max_score", "status", *QUESTIONS, "reason"]
RELU_LOOPS = "def relu(n):\n    while True:\n        pass\n"


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of every kind of trouble, graded once."""
    folder = tmp_path_factory.mktemp("cli")
    net, act = (plain_right(name) for name in ("net_input", "activation_functions"))
    save(filled_notebook("net_input", net), folder / "class" / "section a" / "ann.ipynb")
    save(filled_notebook("activation_functions", {**act, "relu": RELU_LOOPS}), folder / "class" / "bob.ipynb")
    (folder / "class" / "cleo.pdf").write_bytes(b"%PDF-1.4")
    (folder / "class" / "dan.ipynb").write_bytes(b"")
    (folder / "class" / "eve.py").write_text("import numpy as np\n\n" + net["net_input_dot"], encoding="utf-8")
    (folder / "class" / "finn.ipynb").write_text('{"nbformat": 4, "cells": [], "metadata": {}}', encoding="utf-8")
    quick_kit(folder / "kit")
    done = autograder("grade", folder / "class", "--out", folder / "out", "--kit", folder / "kit")
    assert done.returncode == 1, done.stderr
    (folder / "said.txt").write_text(done.stdout, encoding="utf-8")
    return folder


def test_the_table_has_one_row_a_submission(work: Path) -> None:
    found = rows(work / "out")
    assert list(next(iter(found.values()))) == HEADER
    assert list(found) == ["bob.ipynb", "cleo.pdf", "dan.ipynb", "eve.py", "finn.ipynb", "section a/ann.ipynb"]


def test_each_status_is_told(work: Path) -> None:
    statuses = {name: row["status"] for name, row in rows(work / "out").items()}
    assert statuses == {
        "bob.ipynb": "graded",
        "cleo.pdf": "unreadable",
        "dan.ipynb": "unreadable",
        "eve.py": "graded",
        "finn.ipynb": "wrong_assignment",
        "section a/ann.ipynb": "graded",
    }


def test_a_loop_costs_its_question_alone(work: Path) -> None:
    row = rows(work / "out")["bob.ipynb"]
    assert [row[question] for question in KIT.assignments["activation_functions"].points] == ["4", "0", "4", "4", "4"]
    assert all(row[question] == "" for question in KIT.assignments["net_input"].points)


def test_a_python_file_is_graded(work: Path) -> None:
    row = rows(work / "out")["eve.py"]
    assert (row["assignment"], row["score"], row["net_input_dot"]) == ("net_input", "5", "5")


def test_every_submission_has_a_result_and_a_page(work: Path) -> None:
    for name in rows(work / "out"):
        result = json.loads((work / "out" / "results" / f"{name}.json").read_text(encoding="utf-8"))
        assert result["submission"] == name
        assert (work / "out" / "feedback" / f"{name}.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_an_unreadable_file_has_a_reason_that_says_what_to_do(work: Path) -> None:
    result = json.loads((work / "out" / "results" / "cleo.pdf.json").read_text(encoding="utf-8"))
    assert result["reason"] == "Found a PDF, not a notebook. Nothing was marked. Hand in the .ipynb file."


def test_the_terminal_says_where_the_files_are(work: Path) -> None:
    said = (work / "said.txt").read_text(encoding="utf-8")
    assert "6 submissions: 3 graded, 0 open, 2 unreadable, 1 wrong assignment." in said
    assert str(work / "out") in said


def test_grades_are_the_same_bytes_from_run_to_run(work: Path) -> None:
    autograder("grade", work / "class", "--out", work / "again", "--kit", work / "kit", "--workers", "1")
    for path in sorted((work / "out").rglob("*")):
        if path.suffix in (".json", ".html", ".csv"):
            assert path.read_bytes() == (work / "again" / path.relative_to(work / "out")).read_bytes(), path


def test_hidden_tests_reach_no_students_page(work: Path) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (work / "out" / "feedback").rglob("*.html"))
    results = [json.loads(path.read_text(encoding="utf-8")) for path in (work / "out" / "results").rglob("*.json")]
    hidden = [v for r in results for mark in r["marks"] for v in mark["verdicts"] if v["hidden"]]
    assert hidden
    for verdict in hidden:
        assert verdict["case"] not in pages
    assert "_hidden" not in pages


def test_a_second_run_takes_what_is_stored(work: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    for name in ("class", "out"):
        shutil.copytree(work / name, own / name)
    stored = own / "out" / "gradebook.sqlite"
    with sqlite3.connect(stored) as connection:
        text = connection.execute("SELECT grade FROM grades WHERE submission = 'eve.py'").fetchone()[0]
        connection.execute(
            "UPDATE grades SET grade = ? WHERE submission = 'eve.py'",
            (text.replace('"troubles": []', '"troubles": ["stored"]'),),
        )
    connection.close()
    autograder("grade", own / "class", "--out", own / "out", "--kit", work / "kit")
    assert json.loads((own / "out" / "results" / "eve.py.json").read_text(encoding="utf-8"))["troubles"] == ["stored"]
    (own / "class" / "eve.py").write_text("def net_input_dot(a, wj):\n    return 0\n", encoding="utf-8")
    autograder("grade", own / "class", "--out", own / "out", "--kit", work / "kit")
    assert rows(own / "out")["eve.py"]["score"] == "0"


def test_one_file_as_json(tmp_path: Path) -> None:
    notebook = save(filled_notebook("net_input", plain_right("net_input")), tmp_path / "n.ipynb")
    done = autograder("grade", notebook, "--json", "--kit", ROOT)
    grade = json.loads(done.stdout)
    assert (done.returncode, grade["status"], grade["score"]) == (0, "graded", 15)
    assert grade["submission"] == "n.ipynb"
    assert not list(tmp_path.glob("*.sqlite"))


def test_as_the_student_sees_it(tmp_path: Path) -> None:
    notebook = save(filled_notebook("activation_functions", {}), tmp_path / "n.ipynb")
    done = autograder("grade", notebook, "--as-student", "--kit", ROOT)
    assert "Total: 0 of 20" in done.stdout
    assert "is not begun yet" in done.stdout
    assert "_hidden" not in done.stdout


def test_a_class_in_a_zip_and_an_export_zip(tmp_path: Path) -> None:
    right = save(filled_notebook("net_input", plain_right("net_input")), tmp_path / "net_input.ipynb")
    export = tmp_path / "gail.zip"
    with zipfile.ZipFile(export, "w") as archive:
        archive.write(right, "net_input.ipynb")
        archive.writestr(".OTTER_LOG", b"\x80\x04not for reading.")
        archive.writestr("__zip_filename__", "net_input_2026.zip")
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.write(right, "hal/net_input.ipynb")
        archive.write(export, "gail.zip")
        archive.write(right, "__MACOSX/hal/._net_input.ipynb")
    done = autograder("grade", tmp_path / "class.zip", "--out", tmp_path / "out", "--kit", ROOT)
    assert done.returncode == 0, done.stdout
    assert {name: row["score"] for name, row in rows(tmp_path / "out").items()} == {
        "gail.zip": "15",
        "hal/net_input.ipynb": "15",
    }
    alone = autograder("grade", export, "--json", "--kit", ROOT)
    assert json.loads(alone.stdout)["score"] == 15


def test_an_assignment_asked_for_decides(tmp_path: Path) -> None:
    notebook = save(filled_notebook("net_input", plain_right("net_input")), tmp_path / "n.ipynb")
    done = autograder("grade", notebook, "--json", "--assignment", "activation_functions", "--kit", ROOT)
    grade = json.loads(done.stdout)
    assert (done.returncode, grade["status"]) == (1, "wrong_assignment")
    assert "This is the notebook of net_input" in grade["reason"]


def test_a_notebook_without_a_stamp_is_known_by_its_functions(tmp_path: Path) -> None:
    filled = filled_notebook("net_input", plain_right("net_input"))
    del filled.metadata["autograder"]
    done = autograder("grade", save(filled, tmp_path / "renamed.ipynb"), "--json", "--kit", ROOT)
    assert json.loads(done.stdout)["assignment"] == "net_input"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["grade", "nowhere.ipynb", "--kit", str(ROOT)], "nowhere.ipynb is not there"),
        (["grade", ".", "--kit", "/"], "holds no grading_config.yaml"),
        (["grade", ".", "--kit", str(ROOT)], "No submission in"),
        (["grade", "n.py", "--assignment", "lif", "--kit", str(ROOT)], "No assignment is called lif"),
    ],
)
def test_a_wrong_call_says_what_to_do_and_exits_with_2(tmp_path: Path, arguments: list[str], words: str) -> None:
    if "n.py" in arguments:
        (tmp_path / "n.py").write_text("def relu(n):\n    return n\n", encoding="utf-8")
    done = autograder(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.long
def test_ctrl_c_keeps_what_is_done_and_leaves_no_process(tmp_path: Path) -> None:
    for number in range(3):
        answers = {**plain_right("activation_functions"), "relu": RELU_LOOPS}
        save(filled_notebook("activation_functions", answers), tmp_path / "class" / f"{number}.ipynb")
    save(filled_notebook("net_input", plain_right("net_input")), tmp_path / "class" / "0.0.ipynb")
    kit = quick_kit(tmp_path / "kit")
    command = [COMMAND, "grade", tmp_path / "class", "--out", tmp_path / "out", "--workers", "1", "--kit", kit]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for(process, tmp_path / "out", 1)
    assert (tmp_path / "out" / "results" / "0.0.ipynb.json").exists()
    family = psutil.Process(process.pid).children(recursive=True)
    os.kill(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=600)
    assert process.returncode == 130
    assert re.search(r"Stopped: [01] of 4 graded; they are kept in .*; the same command goes on from there", said)
    assert family
    assert not [child for child in family if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
