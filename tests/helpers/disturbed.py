"""A small class and the command that grades it, for tests that break into the run."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.helpers.command import COMMAND, quick_kit
from tests.helpers.known_answers import filled_notebook, known_answers, plain_right, save

SIZE = 12
_UNCOMPARED = (".claim", ".gitignore", "gradebook.sqlite", "gradebook.sqlite-wal", "gradebook.sqlite-shm")
_POLL_S = 0.005
_PATIENCE_S = 1200
_CRASH = "import os\n\n\ndef net_input_sum(*inputs):\n    os._exit(1)\n"

Row = tuple[str, str, str, str]
Finder = Callable[[subprocess.Popen[str]], list[psutil.Process]]


class Room:
    """Where one class is graded: its folder, a quick kit, and a place for temporary files of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.handed_in = root / "class"
        self.kit = quick_kit(root / "kit")
        self.scratch = root / "scratch"
        self.scratch.mkdir()
        self._started: list[subprocess.Popen[str]] = []
        for folder in (root, self.scratch):
            folder.chmod(0o711)  # where there are no namespaces, a worker's own user must get in
        _write_class(self.handed_in)

    def harder_kit(self) -> Path:
        """Another kit, by whose policy some marks are others."""
        kit = quick_kit(self.root / "harder")
        config = kit / "grading_config.yaml"
        text = config.read_text(encoding="utf-8")
        harder = text.replace("form_share: 0.3 ", "form_share: 0.6 ")
        assert harder != text
        config.write_text(harder, encoding="utf-8")
        return kit

    def grade(self, out: Path, kit: Path | None = None) -> list[str]:
        return [COMMAND, "grade", *map(str, (self.handed_in, "--out", out, "--workers", 2, "--kit", kit or self.kit))]

    def regrade(self, out: Path, kit: Path, *more: str) -> list[str]:
        return [COMMAND, "regrade", *map(str, ("--out", out, "--workers", 2, "--kit", kit)), *more]

    def start(self, command: list[str]) -> subprocess.Popen[str]:
        """Start a command at the head of a process group, as a shell does."""
        environment = {**os.environ, "TMPDIR": str(self.scratch)}
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            start_new_session=True,
        )
        self._started.append(process)
        return process

    def run(self, command: list[str]) -> tuple[int, str]:
        """Exit status of a command, and what it said to the instructor as an error."""
        return ended(self.start(command))

    def close(self) -> None:
        """End what a failed test has left behind."""
        for process in self._started:
            if process.poll() is None:
                process.kill()
            if process.stderr is not None and not process.stderr.closed:
                process.communicate()

    def leftovers(self) -> list[Path]:
        return list(self.scratch.iterdir())


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = process.communicate(timeout=_PATIENCE_S)
    assert "Traceback" not in said, said
    return process.returncode, said


def _write_class(folder: Path) -> None:
    right = plain_right("net_input")
    for number in range(SIZE - 2):
        known = known_answers(("wrong", "form", "right")[number % 3], "net_input")  # type: ignore[arg-type]
        answer = known[7 * number % len(known)]
        save(filled_notebook("net_input", {**right, answer.question: answer.code}), folder / f"s{number}.ipynb")
    save(filled_notebook("net_input", {**right, "net_input_sum": _CRASH}), folder / "stops.ipynb")
    (folder / "torn.ipynb").write_bytes((folder / "s0.ipynb").read_bytes()[:1000])


def wait_for(process: subprocess.Popen[str], out: Path, results: int) -> None:
    """Wait until so many results are written."""
    _await(process, lambda: len(list(out.glob("results/*.json"))) >= results)


def wait_for_rows(process: subprocess.Popen[str], gradebook: Path, rows: int) -> None:
    """Wait until so many grades are stored."""
    _await(process, lambda: gradebook.exists() and len(stored(gradebook)) >= rows)


def _await(process: subprocess.Popen[str], is_there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not is_there():
        assert time.monotonic() < deadline
        if process.poll() is not None:
            assert is_there(), ended(process)
            return
        time.sleep(_POLL_S)


def a_moment(chance: random.Random, longest_s: float = 0.1) -> None:
    time.sleep(chance.uniform(0, longest_s))


def family(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """A run and all its descendants."""
    root = psutil.Process(process.pid)
    return [root, *root.children(recursive=True)]


def graders(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """The pool's own processes."""
    return psutil.Process(process.pid).children()


def zygotes(process: subprocess.Popen[str]) -> list[psutil.Process]:
    parents = _pythons(process)
    return [one for one, parent in parents.items() if parent not in {other.pid for other in parents}]


def student_workers(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """Each leads a session of its own; what a zygote tries out while it warms up does not."""
    parents = _pythons(process)
    below = [one for one, parent in parents.items() if parent in {other.pid for other in parents}]
    return [one for one in below if _leads_a_session(one.pid)]


def _leads_a_session(pid: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        return os.getsid(pid) == pid
    return False


def _pythons(process: subprocess.Popen[str]) -> dict[psutil.Process, int]:
    """Zygotes and the workers that they forked, each with its parent: below the graders, without ``bwrap`` between."""
    found = {}
    for grader in graders(process):
        below: list[psutil.Process] = []
        with contextlib.suppress(psutil.Error):
            below = grader.children(recursive=True)
        for one in below:
            with contextlib.suppress(psutil.Error):
                if one.name() != "bwrap" and one.status() != psutil.STATUS_ZOMBIE:
                    found[one] = one.ppid()
    return found


def kill_one(process: subprocess.Popen[str], found: Finder, chance: random.Random) -> None:
    """Kill one of those that are found, as soon as there is one."""
    while True:
        assert process.poll() is None
        if victims := found(process):
            with contextlib.suppress(ProcessLookupError):  # it has ended by itself meanwhile
                os.kill(chance.choice(victims).pid, signal.SIGKILL)
                return


def assert_gone(processes: list[psutil.Process]) -> None:
    """All these have ended, or end by themselves very soon."""
    _, alive = psutil.wait_procs(processes, timeout=_PATIENCE_S)
    assert not [one for one in alive if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def contents(out: Path) -> dict[str, bytes]:
    """Everything that a run has written for people, byte by byte."""
    files = [path for path in out.rglob("*") if path.is_file() and path.name not in _UNCOMPARED]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def stored(gradebook: Path) -> list[Row]:
    """The rows of the grades in order: submission, context, when it was stored, the grade."""
    with contextlib.closing(sqlite3.connect(gradebook)) as connection:
        if not connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'grades'").fetchone()[0]:
            return []
        wanted = "SELECT submission, context_sha256, stored_at, grade FROM grades ORDER BY number"
        return connection.execute(wanted).fetchall()


def call_old(gradebook: Path) -> list[Row]:
    """Date back what is stored: a row with this date was not graded again. The rows, so dated."""
    if stored(gradebook):
        with contextlib.closing(sqlite3.connect(gradebook)) as connection, connection:
            connection.execute("UPDATE grades SET stored_at = '2001-01-01T00:00:00+00:00'")
    return stored(gradebook)


def assert_once(gradebook: Path, contexts: int = 1) -> None:
    """Every submission has one row under each context, and none is missing."""
    counts = Counter((submission, context) for submission, context, _, _ in stored(gradebook))
    assert set(counts.values()) == {1}
    assert len({context for _, context in counts}) == contexts
    assert len(counts) == contexts * SIZE


def copied(source: Path, target: Path) -> Path:
    shutil.copytree(source, target)
    return target
