"""Stock Otter on the same tests: the autograder zip that the kit makes for it, and what Otter says with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.gradescope import stock
from tests.helpers.command import autograder
from tests.helpers.known_answers import KIT, ROOT


def write_stock_zip(assignment: str, path: Path) -> None:
    """The zip of one assignment."""
    stock.write_stock_zip(KIT, KIT.written[assignment], path)


def stock_zips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """For a fixture: ``zips = pytest.fixture(scope="session")(stock_zips)``. The zip of each assignment."""
    folder = tmp_path_factory.mktemp("stock")
    zips = {assignment: folder / f"{assignment}.zip" for assignment in KIT.assignments}
    for assignment, path in zips.items():
        write_stock_zip(assignment, path)
    return zips


def otter_run(archive: Path, notebook: Path, out: Path) -> dict[str, float]:
    """Points of each question, as ``otter run`` gives them."""
    out.mkdir(parents=True, exist_ok=True)
    command = [str(Path(sys.executable).with_name("otter")), "run", "-a", str(archive), "-o", str(out), str(notebook)]
    paths = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    subprocess.run(command, check=True, capture_output=True, cwd=notebook.parent, env={**os.environ, "PATH": paths})
    return points_of(json.loads((out / "results.json").read_text(encoding="utf-8")))


def points_of(results: dict[str, Any]) -> dict[str, float]:
    """Points of each question, as a ``results.json`` of Otter's has them."""
    tests = results["tests"]
    return {t["name"].removesuffix("_hidden"): t["score"] for t in tests if t["name"].endswith("_hidden")}


def our_marks(notebook: Path) -> dict[str, dict[str, Any]]:
    """Mark of each question, as ``autograder grade`` gives them."""
    done = autograder("grade", notebook, "--json", "--kit", ROOT)
    return {mark["question"]: mark for mark in json.loads(done.stdout)["marks"]}


def by_cases(mark: dict[str, Any]) -> float:
    """Points for the hidden cases that passed: our policy rounds, Otter does not."""
    outcomes = [verdict["outcome"] for verdict in mark["verdicts"] if verdict["hidden"]]
    share = outcomes.count("passed") / len(outcomes)
    return float(mark["max_points"] * share)
