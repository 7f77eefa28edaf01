"""The Gradescope zip: what it holds, that it grades as the command does, and what the end of its build finds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from autograder.config import CONFIG_FILE, load_config
from autograder.gradescope.wheels import REQUIREMENTS, pinned
from autograder.model import Grade
from autograder.reports import Standing, results_of
from tests.helpers.command import autograder, quick_kit
from tests.helpers.gradescope import ASSIGNMENT, Container, Run, run, unpacked
from tests.helpers.known_answers import KIT, ROOT, filled_notebook, plain_right, save
from tests.sample_class import write_class

pytestmark = pytest.mark.slow


def unfolded(text: str) -> str:
    return " ".join(text.split())


# --- the zip


@pytest.mark.parametrize("assignment", KIT.assignments)
def test_the_zip_is_the_same_every_time_and_holds_one_assignment(assignment: str, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        autograder("gradescope", assignment, "-o", tmp_path / name, "--kit", ROOT)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        names = archive.namelist()
        modes = {info.filename: info.external_attr >> 16 & 0o777 for info in archive.infolist()}
        config = archive.read(CONFIG_FILE).decode()
    assert {name for name, mode in modes.items() if mode == 0o755} == {"setup.sh", "run_autograder"}
    assert {
        "requirements.txt",
        *(f"tests/hidden/{assignment}/{q}_hidden.py" for q in KIT.assignments[assignment].points),
    }
    others = set(KIT.assignments) - {assignment}
    assert not [(name, other) for other in others for name in (*names, config) if other in name]
    answers = [Path(name).name for name in names if name.startswith("tests/answers/")]
    given = KIT.assignments[assignment]
    assert answers == [name for name in ("form_words.yaml", "wrong.yaml") if (given.answers / name).is_file()]
    asked = {Path(name).stem for name in names if name.startswith("tests/questions/")}
    assert asked == {path.stem for path in given.question_file("any").parent.glob("*.py")} >= set(given.points)


def test_nobodys_name_is_in_the_zip(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    (kit / "class").mkdir()
    (kit / "class" / "people.csv").write_text("student_id,name\nada1815,Ada Lovelace\n", encoding="utf-8")
    root = tmp_path / "root"
    root.mkdir()
    for path in unpacked(root, ASSIGNMENT, kit).source.rglob("*"):
        assert path.name != "people.csv"
        assert not path.is_file() or b"ada1815" not in path.read_bytes()


def test_the_zip_keeps_the_policy_and_asks_for_a_user_of_the_workers_own(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    text = (kit / CONFIG_FILE).read_text(encoding="utf-8").replace("# due: 2026-10-05", "due: 2026-10-05")
    text = text.replace("per_day: 0 ", "per_day: 0.1 ").replace("[rlimits,", "[namespaces, rlimits,")
    (kit / CONFIG_FILE).write_text(text, encoding="utf-8")
    done = autograder("gradescope", "net_input", "-o", tmp_path / "a.zip", "--kit", kit)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extract(CONFIG_FILE, tmp_path / "out")
    here, there = load_config(kit / CONFIG_FILE), load_config(tmp_path / "out" / CONFIG_FILE)
    only = {"net_input": here.assignments["net_input"]}
    assert there == here.model_copy(update={"assignments": only, "isolation": there.isolation})
    assert there.assignments["net_input"].due is not None
    assert there.isolation.require == ("private_uid", "rlimits", "no_new_privileges", "seccomp")


def test_an_unknown_assignment_is_a_clear_error(tmp_path: Path) -> None:
    done = autograder("gradescope", "lif", "-o", tmp_path / "lif.zip", "--kit", ROOT)
    assert (done.returncode, (tmp_path / "lif.zip").exists()) == (2, False)
    assert "No assignment is called lif" in done.stderr
    assert "net_input" in done.stderr


@pytest.mark.parametrize("python", ["2.7", "3.9", "4.0", "3.10.1", "--help"])
def test_wheels_of_no_python_that_the_kit_runs_on_are_refused(python: str, tmp_path: Path) -> None:
    done = autograder("gradescope", ASSIGNMENT, "-o", tmp_path / "a.zip", f"--vendor-wheels={python}", "--kit", ROOT)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "3.10" in done.stderr


# --- what it installs


@pytest.mark.parametrize("python", ["3.10", "3.12", "3.14"])
def test_one_version_of_each_package_is_picked_for_a_python(python: str) -> None:
    whole = REQUIREMENTS.read_text(encoding="utf-8")
    lines = pinned(whole, python).splitlines()
    picked = [line.split("==")[0] for line in lines]
    assert sorted(set(picked)) == sorted(picked)
    assert {"ipython", "numpy", "otter-grader", "pydantic", "scipy", "uv"} <= set(picked)
    assert all(re.search(r"==\S+( --hash=sha256:[0-9a-f]{64})+$", line) for line in lines)
    assert ("exceptiongroup" in picked) == (python == "3.10")
    assert all(line.split()[0] in whole for line in lines)


def test_pythons_get_versions_of_their_own() -> None:
    versions = {
        python: {line.split()[0] for line in pinned(REQUIREMENTS.read_text(encoding="utf-8"), python).splitlines()}
        for python in ("3.10", "3.12")
    }
    found = {
        package: {next(pin for pin in pins if pin.startswith(f"{package}==")) for pins in versions.values()}
        for package in ("ipython", "numpy")
    }
    assert len(found["ipython"]) == 2, "each Python has the newest that runs on it"
    assert len(found["numpy"]) == 1, "and one NumPy, on which marks rest"


def test_what_it_installs_is_what_the_lock_says() -> None:
    done = subprocess.run([sys.executable, ROOT / ".ci" / "lock.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


# --- bulk and Gradescope agree


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[dict[str, Any], Run]]:
    """The sample class: each file's grade by the command, and its results by the zip of its assignment."""
    folder = tmp_path_factory.mktemp("class")
    kit = quick_kit(folder / "kit")
    quicker = (kit / CONFIG_FILE).read_text(encoding="utf-8").replace("call_cpu_s: 0.5 ", "call_cpu_s: 0.2 ")
    (kit / CONFIG_FILE).write_text(quicker, encoding="utf-8")
    write_class(folder / "in")
    done = autograder("grade", folder / "in", "--out", folder / "out", "--kit", kit)
    assert done.returncode in (0, 1), done.stderr
    found = {}
    for assignment in KIT.assignments:
        one = unpacked(tmp_path_factory.mktemp(assignment), assignment, kit)
        files = {path.name: path for path in sorted((folder / "in").iterdir()) if assignment in path.name}
        cases = {name: ({name: path.read_bytes()}, None) for name, path in files.items()}
        for name, results in one.grade_all(folder / assignment, cases).items():
            grade = json.loads((folder / "out" / "results" / f"{name}.json").read_text(encoding="utf-8"))
            found[name] = grade, results
    assert len(found) == len(list((folder / "in").iterdir()))
    return found


@pytest.mark.long
def test_points_and_status_are_those_of_the_command(both: dict[str, tuple[dict[str, Any], Run]]) -> None:
    for name, (grade, run_) in both.items():
        assert run_.scores == {mark["question"]: mark["points"] for mark in grade["marks"]}, name
        assert run_.document.get("score") == (grade["score"] if grade["marks"] else 0), name
        assert run_.results.extra_data["autograder"]["status"] == grade["status"], name
    assert len({run_.document.get("score") for _, run_ in both.values()}) > 8, "a class of all kinds"


@pytest.mark.long
def test_provenance_is_that_of_the_command(both: dict[str, tuple[dict[str, Any], Run]]) -> None:
    for name, (grade, run_) in both.items():
        told = run_.results.extra_data["autograder"]
        ours = {key: value for key, value in grade["provenance"].items() if key != "isolation"}
        assert {key: told[key] for key in ours} == ours, name


def words_for_the_student(mark: dict[str, Any]) -> Iterable[str]:
    """What a grade says of one question, but for the words of its public cases."""
    yield mark["note"]
    if mark["form"] and mark["form"]["says"]:
        yield mark["form"]["says"]
    elif mark["diagnosis"]:
        yield mark["diagnosis"]["hint"]


@pytest.mark.long
def test_words_are_those_of_the_command(both: dict[str, tuple[dict[str, Any], Run]]) -> None:
    for name, (grade, run_) in both.items():
        assert unfolded(grade["reason"]) in run_.output, name
        assert all(unfolded(trouble) in run_.output for trouble in grade["troubles"]), name
        for mark in grade["marks"]:
            entry, *cases = (test for test in run_.results.tests if test.question == mark["question"])
            assert all(unfolded(words) in unfolded(entry.output) for words in words_for_the_student(mark)), name
            assert entry.tags == ([mark["diagnosis"]["id"]] if mark["diagnosis"] else None), name
            public = [verdict for verdict in mark["verdicts"] if not verdict["hidden"] and not verdict.get("follows")]
            assert [(case.name, case.status) for case in cases] == [
                (f"{mark['question']}: {verdict['case']}", verdict["outcome"]) for verdict in public
            ], name
            assert all(unfolded(v["says"]) in unfolded(c.output) for v, c in zip(public, cases, strict=True)), name


@pytest.mark.long
def test_the_file_is_what_the_grade_of_the_command_would_give(both: dict[str, tuple[dict[str, Any], Run]]) -> None:
    for name, (grade, run_) in both.items():
        asked = {**grade, "assignment": run_.results.extra_data["autograder"]["assignment"]}
        theirs = results_of(Grade.from_json(json.dumps(asked)), KIT.config.visibility, Standing())
        ours = run_.results.model_dump()
        assert ours == theirs.model_dump() | {"extra_data": ours["extra_data"]}, name


@pytest.mark.long
def test_no_hidden_case_is_in_the_file(both: dict[str, tuple[dict[str, Any], Run]]) -> None:
    for name, (grade, run_) in both.items():
        hidden = [verdict for mark in grade["marks"] for verdict in mark["verdicts"] if verdict["hidden"]]
        told = json.dumps(run_.document)
        shown = {verdict["case"] for mark in grade["marks"] for verdict in mark["verdicts"] if not verdict["hidden"]}
        assert not [verdict["case"] for verdict in hidden if verdict["case"] in told and verdict["case"] not in shown]
        assert not [v["detail"] for v in hidden if v["detail"] and json.dumps(v["detail"])[1:-1] in told], name


# --- the end of the build


def rehearsed(one: Container) -> tuple[int, str]:
    done = run("-m", "autograder.gradescope.rehearsal", one.root, cwd=one.source)
    return done.returncode, done.stdout + done.stderr


def test_a_good_zip_passes_its_rehearsal(container: Container, tmp_path: Path) -> None:
    one = container.copy(
        tmp_path / "a", due="2026-10-05 23:59:00", late={"per_day": 0.5}, gradescope={"submissions": 1}
    )
    status, told = rehearsed(one)
    assert "This image is ready." in told
    assert status == 0
    assert list((one.source / ".cache").glob("*-signatures-*")), "no submission has to run the known answers again"


REFERENCE = f"solutions/{ASSIGNMENT}.py"
BROKEN = {
    "the reference is wrong": (REFERENCE, "def relu(n):\n    return n", "the reference fails its case"),
    "the reference hands nothing back": (REFERENCE, "def step(n):\n    pass", "the reference fails its case"),
    "the reference cannot be imported": (REFERENCE, "raise RuntimeError('no reference')", "no reference"),
    "the reference is no Python": (REFERENCE, ")", f"{ASSIGNMENT}.py"),
    "a hidden test is no Python": (f"tests/hidden/{ASSIGNMENT}/relu_hidden.py", ")", "relu_hidden.py"),
    "the policy is wrong": (CONFIG_FILE, "xyz: 1", "unknown key"),
}


@pytest.mark.parametrize(
    "fault", [pytest.param(fault, marks=[pytest.mark.long] if number else []) for number, fault in enumerate(BROKEN)]
)
def test_a_zip_that_cannot_grade_fails_its_build_and_says_why(container: Container, tmp_path: Path, fault: str) -> None:
    one = container.copy(tmp_path / "a")
    name, more, words = BROKEN[fault]
    one.edit(name, more)
    status, told = rehearsed(one)
    assert status not in (0, None)
    assert "This image cannot grade, so the build stops here" in told
    assert words in told


@pytest.mark.long
def test_a_stub_that_earns_points_fails_the_build(container: Container, tmp_path: Path) -> None:
    one = container.copy(tmp_path / "a")
    stub = filled_notebook(ASSIGNMENT, {"tanh": plain_right(ASSIGNMENT)["tanh"]})
    save(stub, one.source / "assignments" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    status, told = rehearsed(one)
    assert (status, "the stub earned 4.0 of 20 points" in told) == (1, True), told


@pytest.mark.long
def test_a_void_question_does_not_fail_the_build(container: Container, tmp_path: Path) -> None:
    one = container.copy(tmp_path / "a")
    path = one.source / CONFIG_FILE
    path.write_text(path.read_text(encoding="utf-8").replace("void: []", "void: [linear]"), encoding="utf-8")
    status, told = rehearsed(one)
    assert "This image is ready." in told
    assert status == 0
