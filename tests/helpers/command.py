"""The command as people run it."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.helpers.known_answers import ROOT

QUICK = {"cell_cpu_s: 5 ": "cell_cpu_s: 1 ", "call_cpu_s: 2 ": "call_cpu_s: 0.5 "}
COMMAND = str(Path(sys.executable).with_name("autograder"))


def autograder(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run ``autograder`` and hear what it says."""
    environment = {**os.environ, "COLUMNS": "200"}
    command = [COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment)


def quick_kit(folder: Path) -> Path:
    """The kit with short limits, so that a loop does not hold up a test."""
    return _with(folder, QUICK)


def whole_kit(folder: Path) -> Path:
    """The kit with every track switched on, and short limits."""
    return _with(folder, {**QUICK, ": off\n": ": on\n"})


def _with(folder: Path, changes: Mapping[str, str]) -> Path:
    """The kit with another configuration."""
    folder.mkdir()
    for room in ("assignments", "solutions", "tests", ".ci", "pyproject.toml", "uv.lock", "README.md", "LICENSE"):
        (folder / room).symlink_to(ROOT / room)
    text = (ROOT / "grading_config.yaml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (folder / "grading_config.yaml").write_text(text, encoding="utf-8")
    # Kits of one configuration find out once what they keep: that tests are sound, and what known mistakes do.
    shared = ROOT / ".cache" / "of-tests" / hashlib.sha256(text.encode()).hexdigest()[:16]
    shared.mkdir(parents=True, exist_ok=True)
    (folder / ".cache").symlink_to(shared)
    return folder


def rows(out: Path) -> dict[str, dict[str, str]]:
    """Rows of ``grades.csv``, by submission."""
    return {row["submission"]: row for row in table(out, "grades.csv")}


def table(out: Path, name: str) -> list[dict[str, str]]:
    """Rows of a table in a report folder."""
    with (out / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
