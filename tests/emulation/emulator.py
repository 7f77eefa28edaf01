"""Building an image from a zip as Gradescope builds it, and grading a submission in it as Gradescope's harness does."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from tests.emulation import changes, groups, host, reading, rooms
from tests.emulation.metadata import example
from tests.emulation.rootfs import Base
from tests.emulation.task import ROOT, Step, Task

LANDLOCK = ["landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"]
_REPOSITORY = Path(__file__).resolve().parent.parent.parent
_SCRIPTS = ("setup.sh", "run_autograder")
_ZIP = "/tmp/autograder.zip"
_TAIL = 3000
_CLEAN = "apt-get clean && rm -rf /var/lib/apt/lists/* /tmp/* /var/tmp/*"
_STEPS = [
    Step("unzip", ["unzip", "-n", "-d", f"{ROOT}/source", _ZIP]),
    Step("copy", ["cp", f"{ROOT}/source/run_autograder", f"{ROOT}/run_autograder"]),
    Step("dos2unix", ["dos2unix", f"{ROOT}/run_autograder", f"{ROOT}/source/setup.sh"]),
    Step("chmod", ["chmod", "+x", f"{ROOT}/run_autograder"]),
    Step("apt-get update", ["apt-get", "update"]),
    Step("setup.sh", ["bash", f"{ROOT}/source/setup.sh"]),
    Step("clean", ["sh", "-c", _CLEAN]),
]


class BuildError(Exception):
    """The zip gives no image; the message ends with the end of the log."""


class EmulatorError(Exception):
    """The container did not come to an end of its own; nothing is known about the zip or the submission."""


@dataclass(frozen=True)
class Limits:
    """What one run may use: a ceiling of CPU and memory, the harness's timeout, and the time it takes to read."""

    cpus: float = 0.5
    memory_mb: int = 768
    timeout_s: float = 600.0
    grace_s: float = 1.0


@dataclass(frozen=True)
class Ran:
    """All that is known about one run."""

    results: dict[str, object] | None  # as the harness reads them; None when there is no file
    raw: str | None  # the text of results.json
    stdout: str  # of run_autograder, both outputs, cut as the harness cuts it
    status: int | None  # exit status, negative for a signal
    seconds: float
    cpu_s: float
    peak_mb: float  # with the cache of the files read
    oom_kills: int
    timed_out: bool
    knocks: int  # connections to the port task.KNOCK_PORT of the container's loopback
    changed: list[str] = field(default_factory=list)  # see changes.py
    left: list[str] = field(default_factory=list)  # command lines of the processes that lived on


@dataclass(frozen=True)
class Image:
    """What a build made. Use it in a ``with`` block, or call ``remove``."""

    base: Base
    folder: Path
    layers: tuple[Path, ...]
    seconds: dict[str, float]
    log: str
    size_mb: float

    def __enter__(self) -> Image:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None):
        self.remove()

    def remove(self) -> None:
        """Remove the image's layer from the disk."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(
        self,
        submission: Path,
        metadata: Mapping[str, object] | None = None,
        limits: Limits = Limits(),
        *,
        landlock: bool = True,
    ) -> Ran:
        """Grade a folder of files as a fresh container does; by default as a first upload in time (``metadata.py``).

        Without ``landlock`` the kernel answers as one that does not know Landlock.

        Raises
        ------
        EmulatorError
            When the container itself did not work.
        """
        with rooms.room(self.base.folder) as room, groups.group(limits.cpus, limits.memory_mb) as group:
            task = Task(
                **rooms.overlay_in(room, self.layers),
                copied={str(submission.resolve()): f"{ROOT}/submission"},
                groups={name: str(folder) for name, folder in group.folders.items()},
                missing_calls=[] if landlock else LANDLOCK,
                metadata=json.dumps(example() if metadata is None else metadata),
                timeout_s=limits.timeout_s,
                grace_s=limits.grace_s,
            )
            report = _carried_out(task, limits.timeout_s + limits.grace_s + 120)
            used = {"cpu_s": group.cpu_s(), "peak_mb": group.peak_mb(), "oom_kills": group.oom_kills()}
            raw = report.pop("results")
            return Ran(
                results=None if raw is None else reading.as_read(raw),
                raw=raw,
                stdout=reading.shortened(report.pop("stdout")),
                changed=changes.changed(Path(task.upper), self.layers),
                **used,
                **report,
            )


def build(archive: Path, base: Base, *, network: bool = True, timeout_s: float = 1800.0) -> Image:
    """Build the image of a zip in the documented order.

    Without ``network`` it has nothing but a loopback: for a zip that brings all that it installs.

    Raises
    ------
    BuildError
        When the zip lacks a script at its root, a step fails, or all of them take too long.
    """
    _check_root(archive)
    folder = rooms.new_room(base.folder)
    try:
        settings = folder / "settings"
        host.lay_settings(settings)
        changes.take_over_modes(settings, base.layers)
        layers = (settings, *base.layers)
        log = folder / "log"
        task = Task(
            **rooms.overlay_in(folder, layers),
            log=str(log),
            steps=_STEPS,
            environment=host.environment(),
            shown=host.local_folders(settings, base.layers[-1]),
            copied={str(archive.resolve()): _ZIP},
            own_network=not network,
        )
        report = _built(task, log, timeout_s)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    upper = Path(task.upper)
    text = log.read_text(encoding="utf-8", errors="replace")
    return Image(base, folder, (upper, *layers), report["seconds"], text, changes.size_mb(upper))


def _check_root(archive: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
    if missing := [name for name in _SCRIPTS if name not in names]:
        raise BuildError(f"{archive.name} has no {' and no '.join(missing)} at its root")


def _built(task: Task, log: Path, timeout_s: float) -> dict[str, dict[str, float]]:
    try:
        report = _carried_out(task, timeout_s)
    except subprocess.TimeoutExpired:
        raise BuildError(f"not built within {timeout_s:g} seconds:\n{_end_of(log)}") from None
    if report["status"]:
        step = list(report["seconds"])[-1]
        raise BuildError(f"{step} failed (exit {report['status']}):\n{_end_of(log)}")
    return report


def _end_of(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-_TAIL:]


def _carried_out(task: Task, timeout_s: float) -> dict:
    """Have a container made, wait for it, and see to it that it is gone."""
    line = [sys.executable, "-m", "tests.emulation.inside"]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    bare = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(line, cwd=_REPOSITORY, env=bare, start_new_session=True, text=True, **pipes) as process:
        try:
            out, errors = process.communicate(task.to_json(), timeout=timeout_s)
        finally:
            _ended(process)
    if process.returncode or not out:
        raise EmulatorError(f"the container ended with {process.returncode} and said: {errors[-_TAIL:]}")
    return json.loads(out)


def _ended(process: subprocess.Popen[str]) -> None:
    """Ask the parent of the container to end it, which it does before it ends itself."""
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        process.terminate()
        time.sleep(0.05)
    if process.poll() is None:
        process.kill()
        process.wait()
