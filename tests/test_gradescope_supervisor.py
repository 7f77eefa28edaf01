"""The program around a grading: it always leaves a result, lets nobody at what is not theirs, and ends what is left.

Lines added to the reference of a container's zip run in the grader itself, in the middle of a grading: so a test sees
what is there then, or makes the grader die as it may die in class.
"""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path
from textwrap import indent
from typing import Any

import nbformat
import pytest

from autograder.gradescope.supervisor import FALLBACK
from autograder.reports import Results
from autograder.sandbox.slots import FIRST_UID, SLOTS
from tests.helpers.gradescope import ASSIGNMENT, POINTS, Container, Run, alone, notebook, run
from tests.helpers.known_answers import ROOT, filled_notebook, plain_right

pytestmark = pytest.mark.slow

REFERENCE = f"solutions/{ASSIGNMENT}.py"
CHECKPOINT = ".ipynb_checkpoints/n-checkpoint.ipynb"
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may run a process as somebody else")


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.lstat().st_mode) for path in folder.iterdir()}


def is_fallback(run_: Run) -> bool:
    """Whether nothing is known, and the student and the teacher each read what that means for them."""
    Results.model_validate(run_.document)
    assert "ours to finish" in run_.output
    return run_.document == FALLBACK


# --- a result from the first moment on


def test_the_fallback_is_valid_and_has_no_number() -> None:
    found = Results.model_validate(FALLBACK)
    assert found.score is None
    assert [(test.visibility, test.score) for test in found.tests] == [("hidden", None)]
    assert found.stdout_visibility == "hidden"


# In the grader itself: where the reference is tried before, in a process of its own, all is well.
GRADING = "import multiprocessing as _processes\nif _processes.parent_process() is None:\n"
LOOK = """
import json as _json, os as _os
_here = {root!r}
_os.link(_here + "/results/results.json", _here + "/first")
with open(_here + "/seen", "w") as _file:
    _json.dump({{name: _os.stat(_here + "/" + name).st_mode & 0o777 for name in _os.listdir(_here)}}, _file)
"""


def test_a_valid_result_is_there_while_it_grades_and_is_replaced_whole(container: Container, tmp_path: Path) -> None:
    one = container.copy(tmp_path / "a")
    one.edit(REFERENCE, GRADING + indent(LOOK.format(root=str(one.root)), "    "))
    for name in ("results", "submission"):
        (one.root / name).mkdir(mode=0o755)
    found = one.grade({"n.ipynb": notebook()}, {"created_at": "2026-10-14T20:31:07-05:00"})
    assert found.document["score"] == POINTS[ASSIGNMENT]
    assert json.loads((one.root / "first").read_text(encoding="utf-8")) == FALLBACK, "what was there first is unchanged"
    seen = json.loads((one.root / "seen").read_text(encoding="utf-8"))
    assert {name: seen[name] for name in ("source", "submission", "results")} == dict.fromkeys(
        ("source", "submission", "results"), 0o700
    )
    assert seen["submission_metadata.json"] == 0o600
    assert modes(one.root / "results") == {"results.json": 0o600}


DEATHS = {
    "raises": "raise RuntimeError('no reference today')",
    "ends": "import os; os._exit(0)",
    "ends badly": "import os; os._exit(3)",
    "exits": "raise SystemExit('no reference today')",
    "is killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "runs out of time": "import signal; signal.setitimer(signal.ITIMER_REAL, 0.05)\nwhile True:\n    pass",
}


@pytest.mark.parametrize("death", DEATHS)
def test_a_grader_that_dies_leaves_the_fallback_and_the_teacher_hears_of_it(
    container: Container, tmp_path: Path, death: str
) -> None:
    one = container.copy(tmp_path / "a")
    one.edit(REFERENCE, GRADING + indent(DEATHS[death], "    "))
    found = one.grade({"n.ipynb": notebook()}, {"created_at": "2026-10-14T20:31:07-05:00"})
    assert is_fallback(found)
    assert modes(one.root / "results") == {"results.json": 0o600}
    assert found.told.strip(), "not a word"
    if death == "runs out of time":
        assert (
            found.told
            == "The grading came to no result (its time was over). The mark is open; choose Rerun Autograder.\n"
        )


def test_the_time_limit_is_that_of_the_policy(container: Container, tmp_path: Path) -> None:
    one = container.copy(tmp_path / "a", gradescope={"time_limit_s": 77})
    left = tmp_path / "left"
    one.edit(REFERENCE, f"import signal\nopen({str(left)!r}, 'w').write(str(signal.getitimer(signal.ITIMER_REAL)[0]))")
    one.grade({"n.ipynb": "{"})
    assert 30 < float(left.read_text(encoding="utf-8")) <= 77


@pytest.mark.parametrize("module", ["grading", "gradescope/run", "sandbox/session"])
def test_an_engine_that_is_broken_is_ours_and_no_zero(container: Container, tmp_path: Path, module: str) -> None:
    one = container.copy(tmp_path / "a")
    (one.source / "autograder" / f"{module}.py").write_text("raise ImportError('not today')\n", encoding="utf-8")
    found = one.grade({"n.ipynb": notebook()})
    assert is_fallback(found)
    assert "not today" in found.told


def test_a_sandbox_that_does_not_start_is_ours_and_no_zero(container: Container, tmp_path: Path) -> None:
    one = container.copy(tmp_path / "a")
    (one.source / "autograder" / "sandbox" / "shell.py").write_text("raise ImportError('no sandbox today')\n")
    found = one.grade({"n.ipynb": notebook()})
    assert "score" not in found.document
    assert not [test for test in found.document["tests"] if "score" in test]
    assert "ours to finish" in found.output
    assert "no sandbox today" in found.told
    assert "no sandbox today" not in json.dumps(found.document)
    assert found.results.tests[-1].visibility == "hidden"


def test_without_a_submission_folder_there_is_a_result_all_the_same(container: Container, tmp_path: Path) -> None:
    one = container.copy(tmp_path / "a")
    run(one.source / "run_autograder", one.root, cwd=one.source)
    Results.model_validate_json((one.root / "results" / "results.json").read_text(encoding="utf-8"))


# --- what comes along with a notebook


def test_only_the_notebook_is_left_of_what_was_handed_in(container: Container, tmp_path: Path) -> None:
    """What a pickle, a test or a log would do is never done: nothing but the one notebook is opened."""
    one = container.copy(tmp_path / "a")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept", encoding="utf-8")
    shown = (ROOT / "assignments" / ASSIGNMENT / "tests" / "relu.py").read_bytes()
    harm = f"open({str(outside / 'harm')!r}, 'w')"
    pickle = f"c__builtin__\neval\n(S{harm!r}\ntR.".encode()
    submission = one.hand_in(
        {
            "n.ipynb": notebook(),
            ".OTTER_LOG": pickle,
            "results.pkl": pickle,
            "tests/relu.py": shown,
            "tests/relu_hidden.py": harm,
            "conftest.py": harm,
            "sitecustomize.py": harm,
            "numpy/__init__.py": harm,
            "deep/er/results.json": '{"score": 99}',
            "grading_config.yaml": "course: mine",
            CHECKPOINT: notebook(relu="def relu(n):\n    return 7"),
            "__MACOSX/._n.ipynb": b"\x00\x05\x16\x07",
            ".DS_Store": b"\x00",
            "run_autograder": "#!/bin/sh\n",
            "a picture.png": b"\x89PNG",
            "sp\u00e4t \u202e.md": "text",
        }
    )
    (submission / "reference.py").symlink_to(one.source / "solutions" / f"{ASSIGNMENT}.py")
    (submission / "passwd").symlink_to("/etc/passwd")
    (submission / "dangling").symlink_to(tmp_path / "nowhere")
    (submission / "loop").symlink_to("loop")
    (submission / "folder").symlink_to(outside, target_is_directory=True)
    (submission / "deep" / "up").symlink_to("../..", target_is_directory=True)
    (submission / "tests" / "link.ipynb").symlink_to(submission / "n.ipynb")
    os.mkfifo(submission / "fifo")
    os.mkfifo(submission / "fifo.ipynb")
    found = one.start()
    assert found.document["score"] == POINTS[ASSIGNMENT]
    left = {path.relative_to(submission).as_posix() for path in submission.rglob("*") if not path.is_dir()}
    assert left == {"n.ipynb"}
    assert [path.name for path in outside.iterdir()] == ["kept.txt"]
    assert (one.source / "solutions" / f"{ASSIGNMENT}.py").is_file()
    assert Path("/etc/passwd").is_file()


def test_a_link_is_no_notebook(container: Container, tmp_path: Path) -> None:
    one = container.copy(tmp_path / "a")
    elsewhere = tmp_path / "n.ipynb"
    text = notebook()
    elsewhere.write_text(text, encoding="utf-8")
    (one.hand_in({}) / "n.ipynb").symlink_to(elsewhere)
    found = one.start()
    assert (found.document["score"], found.document["tests"]) == (0, [])
    assert "Found nothing. Hand in one notebook." in found.output
    assert elsewhere.read_text(encoding="utf-8") == text


HANDED_IN: dict[str, tuple[dict[str, str | bytes], str]] = {
    "two notebooks": ({"a.ipynb": "{}", "b.ipynb": "{}"}, "Found a.ipynb, b.ipynb. Hand in one notebook."),
    "nothing": ({}, "Found nothing. Hand in one notebook."),
    "a PDF": ({"report.pdf": b"%PDF-1.4"}, "Found a PDF, not a notebook."),
    "no notebook among many": ({"a.py": "x = 1", "b.csv": "1,2"}, "Hand in one notebook."),
    "a checkpoint alone": ({CHECKPOINT: "{}"}, "Found nothing. Hand in one notebook."),
    "a hostile name": ({"\x1b[31m<b>.ipynb": "{}", "b.ipynb": "{}"}, "Hand in one notebook."),
}


def test_what_cannot_be_marked_has_a_reason_and_0(container: Container, tmp_path: Path) -> None:
    cases: dict[str, Any] = {name: (files, None) for name, (files, _) in HANDED_IN.items()}
    for name, found in container.grade_all(tmp_path, cases).items():
        assert (found.document["score"], found.document["tests"]) == (0, []), name
        assert HANDED_IN[name][1] in found.output, name
        assert "\x1b" not in found.document["output"], name


GRADED: dict[str, dict[str, str]] = {
    "in a folder": {"my work/n.ipynb": "", "my work/tests/relu.py": "x"},
    "with the text": {"n.ipynb": "", f"{ASSIGNMENT}.md": "# text"},
    "with a folder called like a notebook": {"n.ipynb": "", "old.ipynb/readme.txt": "x"},
}


@pytest.mark.parametrize("kind", GRADED)
def test_a_notebook_is_found_among_what_belongs_to_it(container: Container, tmp_path: Path, kind: str) -> None:
    files = {name: text or notebook() for name, text in GRADED[kind].items()}
    found = container.copy(tmp_path / "a").grade(files)
    assert found.document["score"] == POINTS[ASSIGNMENT], found.output


def test_folders_in_folders_are_no_way_to_an_open_mark(container: Container, tmp_path: Path) -> None:
    one = container.copy(tmp_path / "a")
    deep = one.hand_in({"n.ipynb": notebook()})
    here = os.open(deep, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    try:
        assert one.start().document.get("score") == POINTS[ASSIGNMENT]
    finally:
        subprocess.run(["rm", "-rf", deep], check=True)


# --- student code


def test_student_code_reaches_nothing_of_the_container(container: Container, tmp_path: Path) -> None:
    one = container.copy(tmp_path / "a")
    wanted = {
        "reference": f"open({str(one.source / 'solutions' / f'{ASSIGNMENT}.py')!r}).read()",
        "hidden": f"open({str(one.source / 'tests' / 'hidden' / ASSIGNMENT / 'relu_hidden.py')!r}).read()",
        "metadata": f"open({str(one.root / 'submission_metadata.json')!r}).read()",
        "results": f"open({str(one.root / 'results' / 'results.json')!r}, 'w').write('99')",
        "draft": f"open({str(one.root / 'results' / '.graded.json')!r}, 'w').write('99')",
        "program": f"open({str(one.source / 'run_autograder')!r}, 'a').write('99')",
    }
    text = filled_notebook(ASSIGNMENT, plain_right(ASSIGNMENT))
    text.cells += [nbformat.v4.new_code_cell(f"reached_{name} = {code}") for name, code in wanted.items()]
    found = one.grade({"n.ipynb": nbformat.writes(text)}, {"created_at": "2026-10-14T20:31:07-05:00"})
    assert found.document["score"] == POINTS[ASSIGNMENT]
    stopped = found.output.split("Cells that stopped")[1]
    assert [name for name in wanted if f"reached_{name}" not in stopped] == []


AS_SOMEBODY = """
import subprocess, sys
from autograder.gradescope.supervisor import end_students
uids = [int(uid) for uid in sys.argv[1:]]
sleepers = {uid: subprocess.Popen(["sleep", "1000"], user=uid, group=uid) for uid in uids}
end_students()
end_students()
for uid, sleeper in sleepers.items():
    ended = uid in range(%d, %d) and sleeper.wait(60)
    print(uid, ended or sleeper.poll())
    sleeper.kill()
    sleeper.wait()
""" % (FIRST_UID, FIRST_UID + SLOTS)  # noqa: UP031 - the braces are Python's


@needs_root
def test_every_process_of_a_students_user_is_ended_and_no_other(container: Container) -> None:
    if not alone():
        pytest.skip("here it would end the workers of other graders")
    last = FIRST_UID + SLOTS - 1
    uids = [last - 1, last, FIRST_UID - 1, last + 1, 65534]  # the last two: no grader on this machine holds those
    done = run("-c", AS_SOMEBODY, *map(str, uids), cwd=container.source)
    told = dict(line.split() for line in done.stdout.splitlines())
    assert told == {str(uid): "-9" if FIRST_UID <= uid <= last else "None" for uid in uids}, done.stderr


WITH_ANOTHER_GRADER = """
import subprocess, sys
from autograder.gradescope.supervisor import end_students
from autograder.sandbox.slots import Slot
slot = Slot()
worker = subprocess.Popen(["sleep", "1000"], user=slot.uid, group=slot.uid)
end_students()
print(worker.poll())
worker.kill()
"""


@needs_root
def test_workers_of_another_grader_that_lives_are_not_ended(container: Container) -> None:
    """Root may grade a class on the machine on which somebody tries the zip; a slot that is held has a grader."""
    if not alone():
        pytest.skip("here it would end the workers of other graders")
    done = run("-c", WITH_ANOTHER_GRADER, cwd=container.source)
    assert done.stdout.strip() == "None", done.stderr


# The limit that the policy allows is a minute or more; the grader shortens its own when the first worker is at work.
LATE_ALARM = """
import signal as _signal
from autograder.sandbox import session as _session
_run = _session.Session.run
def _run_and_hurry(self, notebook):
    found = _run(self, notebook)
    _signal.setitimer(_signal.ITIMER_REAL, 0.5)
    return found
_session.Session.run = _run_and_hurry
"""
LEFT_OVER = """
import sys
from pathlib import Path
from autograder.gradescope.supervisor import supervise
supervise(Path(sys.argv[1]))
for process in Path("/proc").iterdir():
    if process.name.isdigit():
        try:
            told = dict(line.partition(":")[::2] for line in (process / "status").read_text().splitlines())
        except OSError:
            continue  # gone already
        if told["State"].split()[0] != "Z":
            print(told["Uid"].split()[0])
"""
HANG = "def relu(n):\n    import time\n    while True:\n        time.sleep(1)"


@needs_root
def test_no_process_of_a_student_outlives_a_grading_whose_time_is_over(container: Container, tmp_path: Path) -> None:
    """The alarm comes while the student's function hangs."""
    if not alone():
        pytest.skip("the processes of others would be listed")
    one = container.copy(tmp_path / "a")
    one.edit(REFERENCE, LATE_ALARM)
    one.hand_in({"n.ipynb": nbformat.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(HANG)]))})
    done = run("-c", LEFT_OVER, one.root, cwd=one.source)
    assert done.returncode == 0, done.stderr
    assert "its time was over" in done.stderr
    uids = [int(line) for line in done.stdout.splitlines()]
    assert uids
    assert not [uid for uid in uids if FIRST_UID <= uid < FIRST_UID + SLOTS]
