"""The program around a grading on Gradescope. It holds the results, and outlives everything that a student starts.

It runs as root. From its first moment a valid ``results.json`` is there, which says that the mark is open. The engine
grades in a process of its own; when that has ended or its time is over, every process of a student's user is killed,
and only then the results are put in place, all at once.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import NoReturn

from autograder.sandbox.slots import is_orphaned

FALLBACK = {
    "output": (
        "This one is ours to finish: our grader stopped before it reached an answer. Nothing is lost, and there is "
        "nothing for you to do. Your teacher can run it again."
    ),
    "output_format": "text",
    "stdout_visibility": "hidden",
    "extra_data": {"autograder": {"status": "open"}},
    "tests": [
        {
            "name": "For the teacher",
            "output": (
                "Nothing is known about this submission: the grader stopped, or its time was over. The autograder's "
                "output says more. Choose Rerun Autograder for this submission."
            ),
            "output_format": "text",
            "visibility": "hidden",
        }
    ],
}
_PRIVATE = ("source", "submission", "results")
_METADATA = "submission_metadata.json"
_LONGEST_S, _BREATH_S = 30, 0.01
HOME = Path("/autograder")
_EVERYBODYS = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run/lock")  # noqa: S108 - to close them


def supervise(root: Path) -> None:
    """Grade the submission under ``root`` (``/autograder`` on Gradescope), and leave ``results/results.json``."""
    os.umask(0o077)
    results = root / "results"
    results.mkdir(exist_ok=True)
    _publish(results, json.dumps(FALLBACK, indent=2) + "\n")
    _lock(root)
    draft = results / ".graded.json"
    grader = os.fork()
    if grader == 0:
        _grade(root, draft)
    try:
        _, status = os.waitpid(grader, 0)
    finally:
        end_students()
    code = os.waitstatus_to_exitcode(status)
    if code == 0 and draft.is_file():
        draft.replace(results / "results.json")
        return
    draft.unlink(missing_ok=True)
    why = "its time was over" if code == -signal.SIGALRM else f"it ended with {code}"
    sys.stderr.write(f"The grading came to no result ({why}). The mark is open; choose Rerun Autograder.\n")


def _lock(root: Path) -> None:
    """Close the tests, the submission, the results and what is known of the student to all but this user.

    In the platform's container also the places where everybody may write: a worker has a folder of its own.
    """
    rooms = {root / name: 0o700 for name in _PRIVATE} | {root / _METADATA: 0o600}
    everybodys = {Path(name): 0o711 for name in _EVERYBODYS} if root == HOME else {}
    for place, mode in (rooms | everybodys).items():
        with contextlib.suppress(FileNotFoundError):
            place.chmod(mode)


def _grade(root: Path, draft: Path) -> NoReturn:
    """In a process of its own: grade, leave the results as a draft, and end."""
    status = 1
    try:
        os.setsid()
        from autograder.gradescope.run import results_text

        draft.write_text(results_text(root), encoding="utf-8")
        status = 0
    except Exception:  # noqa: BLE001 - the teacher reads it in the output; the mark is open
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def end_students() -> None:
    """Kill every process of the users that workers run as, until there is none; not those of a grader that lives."""
    deadline = time.monotonic() + _LONGEST_S
    while os.geteuid() == 0 and time.monotonic() < deadline:
        processes = [process for process in Path("/proc").iterdir() if _is_students(process)]
        if not processes:
            return
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(process.name), signal.SIGKILL)
        time.sleep(_BREATH_S)


def _is_students(process: Path) -> bool:
    if not process.name.isdigit():
        return False
    try:
        status = (process / "status").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False  # gone already
    told = dict(line.partition(":")[::2] for line in status.splitlines())
    return told["State"].split()[0] not in ("Z", "X") and is_orphaned(int(told["Uid"].split()[0]))


def _publish(results: Path, text: str) -> None:
    """Put the results in place, all at once."""
    draft = results / ".results.json.part"
    draft.write_text(text, encoding="utf-8")
    draft.replace(results / "results.json")
