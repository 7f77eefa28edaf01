"""Tiny zips and submissions for tests of the emulator: a submission is a shell script that the autograder runs."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.emulation import Image, Limits, Ran

RUNS_THE_SUBMISSION = "#!/bin/sh\r\nexec sh /autograder/submission/do.sh\r\n"


def zipped(folder: Path, setup: str, run: str = RUNS_THE_SUBMISSION, inside: str = "") -> Path:
    archive = folder / "autograder.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr(f"{inside}setup.sh", setup.replace("\n", "\r\n"))
        opened.writestr(f"{inside}run_autograder", run)
    return archive


def run(image: Image, folder: Path, script: str, limits: Limits | None = None, *, landlock: bool = True) -> Ran:
    (folder / "do.sh").write_text(script, encoding="utf-8")
    return image.run(folder, limits=limits or Limits(cpus=2, grace_s=0.1), landlock=landlock)


def results_of(python: str) -> str:
    """A script that writes what a Python expression gives, bytes, as the results."""
    return f"python3 - << 'END'\nimport json\nopen('results/results.json', 'wb').write({python})\nEND\n"


def running(line: str) -> bool:
    """Whether any process of this machine has this command line."""
    wanted = line.replace(" ", "\0").encode() + b"\0"
    return any(command == wanted for command in map(_command, Path("/proc").glob("[0-9]*/cmdline")))


def _command(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it has ended
        return b""
