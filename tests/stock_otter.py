"""Stock Otter on the same tests: an autograder zip as ``otter run`` takes it, and what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from autograder.otter_tests import staged
from tests.known_answers import KIT

_CONFIG = {"show_stdout": False, "show_hidden": True, "warn_missing_pdf": False}


def write_stock_zip(assignment: str, path: Path) -> None:
    """Stage an assignment's tests: public ones worth nothing, hidden ones worth the question's points."""
    the_assignment = KIT.assignments[assignment]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("otter_config.json", json.dumps(_CONFIG))
        for question, points in the_assignment.points.items():
            public, hidden = the_assignment.public_test(question), the_assignment.hidden_test(question)
            archive.writestr(f"tests/{public.name}", staged(public, 0, KIT.config.term))
            archive.writestr(f"tests/{hidden.name}", staged(hidden, points, KIT.config.term))


def otter_run(archive: Path, notebook: Path, out: Path) -> dict[str, float]:
    """Points of each question, as ``otter run`` gives them."""
    out.mkdir(parents=True, exist_ok=True)
    command = [str(Path(sys.executable).with_name("otter")), "run", "-a", str(archive), "-o", str(out), str(notebook)]
    paths = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    subprocess.run(command, check=True, capture_output=True, cwd=notebook.parent, env={**os.environ, "PATH": paths})
    tests = json.loads((out / "results.json").read_text(encoding="utf-8"))["tests"]
    return {t["name"].removesuffix("_hidden"): t["score"] for t in tests if t["name"].endswith("_hidden")}
