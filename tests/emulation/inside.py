"""Makes one container and stays its parent: a task comes in as JSON on standard input, a report goes out as JSON.

All mounts lie in a mount namespace of this process, so that nothing is left mounted however it ends; and its child is
the first process of a PID namespace, with which the kernel ends all others.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from tests.emulation import harness, kernel
from tests.emulation.task import HOST_NAME, ROOT, Task
from tests.helpers import container

_NAMESPACES = kernel.NEW_MOUNTS | kernel.NEW_HOST_NAME | kernel.NEW_IPC | kernel.NEW_PIDS


def main() -> int:
    """Make the container, wait for it, pass its report on."""
    task = Task.from_json(sys.stdin.read())
    first: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_: os.kill(first[0], signal.SIGKILL) if first else os._exit(1))
    kernel.end_with_parent(signal.SIGTERM)
    kernel.unshare(_NAMESPACES | (kernel.NEW_NETWORK if task.own_network else 0))
    kernel.mount("none", "/", flags=kernel.ALL | kernel.PRIVATE)
    _lay(task)
    reading, writing = os.pipe()
    first.append(os.fork())
    if first[0] == 0:
        _be_first_process(task, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as report:
        sys.stdout.buffer.write(report.read())
    return os.waitstatus_to_exitcode(os.waitpid(first[0], 0)[1])


def _lay(task: Task) -> None:
    kernel.overlay(task.layers, task.upper, task.work, task.mounted)
    root = Path(task.mounted)
    for shown in task.shown:
        (root / shown.lstrip("/")).mkdir(parents=True, exist_ok=True)
        kernel.bind(shown, root / shown.lstrip("/"))
    if not task.steps:
        _as_the_harness_lays_out(root / ROOT.lstrip("/"), task.metadata)
    for source, place in task.copied.items():
        _copy(Path(source), root / place.lstrip("/"))


def _as_the_harness_lays_out(folder: Path, metadata: str) -> None:
    for name in ("submission", "results"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir()
    (folder / "submission_metadata.json").write_text(metadata, encoding="utf-8")


def _copy(source: Path, place: Path) -> None:
    """Copy the contents alone, as a download does: no modes, no owners."""
    if source.is_dir():
        shutil.copytree(source, place, symlinks=True, copy_function=shutil.copyfile, dirs_exist_ok=True)
    else:
        shutil.copyfile(source, place)


def _be_first_process(task: Task, report: int) -> None:
    """Enter the container and do there what the platform's own process does."""
    status = 1
    try:
        for number in (signal.SIGTERM, signal.SIGINT):  # a first process without a handler takes none from inside
            signal.signal(number, signal.SIG_DFL)
        kernel.end_with_parent(signal.SIGKILL)
        log = os.open(task.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600) if task.log else -1
        for group in task.groups.values():
            (Path(group) / "cgroup.procs").write_text("0", encoding="ascii")
        _enter(task)
        answer = harness.build(task, log) if task.steps else harness.grade(task)
        with os.fdopen(report, "w", encoding="ascii") as stream:
            json.dump(answer, stream)
        status = 0
    finally:
        sys.excepthook(*sys.exc_info()) if status else None
        sys.stderr.flush()
        os._exit(status)


def _enter(task: Task) -> None:
    root = Path(task.mounted)
    kernel.set_host_name(HOST_NAME)
    if task.own_network:
        kernel.loopback_up()
    kernel.container_mounts(root, task.groups)
    kernel.make_root(root)
    os.umask(0o022)
    container.enter(task.missing_calls)
    kernel.keep_only(container.CAPABILITIES)
    sys.path.clear()  # nothing of the container is imported


if __name__ == "__main__":
    sys.exit(main())
