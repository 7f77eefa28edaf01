"""Notebooks as a learner runs them, in one process that has neither Otter nor the kit: a program of its own.

It is given a file with notebooks, each a list of cells, and writes what each cell printed, how it stopped, and
what the checks know at the end.
"""

from __future__ import annotations

import contextlib
import importlib.abc
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any


class Without(importlib.abc.MetaPathFinder):
    """Finds none of some modules."""

    def __init__(self, names: list[str]) -> None:
        self.names = names

    def find_spec(self, name: str, path: Any, target: Any = None) -> None:
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def run_alone(
    notebooks: list[list[str]], folder: Path, without: tuple[str, ...] = (), **environment: str
) -> list[dict[str, Any]]:
    """What each notebook printed (``said``, by cell), where it stopped (``stopped``), and its ``states``."""
    folder.mkdir(parents=True, exist_ok=True)
    asked, report = folder.parent / f"{folder.name}.json", folder.parent / f"{folder.name}-report.json"
    asked.write_text(json.dumps([notebooks, ["otter", "autograder", "solutions", *without]]), encoding="utf-8")
    variables = {"MPLBACKEND": "agg", "IPYTHONDIR": str(folder.parent / "ipython"), "PATH": "", **environment}
    command = [sys.executable, "-I", __file__, str(asked), str(report)]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not list(folder.iterdir())
    found: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))
    return found


def main(asked: str, report: str) -> None:
    """Run all notebooks, each in a shell of its own."""
    notebooks, without = json.loads(Path(asked).read_text(encoding="utf-8"))
    sys.meta_path.insert(0, Without(without))
    Path(report).write_text(json.dumps([run(cells) for cells in notebooks]), encoding="utf-8")


def run(cells: list[str]) -> dict[str, Any]:
    from IPython.core.interactiveshell import InteractiveShell

    InteractiveShell.clear_instance()
    shell: Any = InteractiveShell.instance()
    shell.showtraceback = shell.showsyntaxerror = lambda *_args, **_options: None
    said, stopped = [], []
    for cell in cells:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            result = shell.run_cell(cell, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        said.append(printed.getvalue())
        stopped.append(error and f"{type(error).__name__}: {error}")
    watch = getattr(shell.user_ns.get("grader"), "watch", None)
    states = {name: watch.state(name) for name in watch.asked} if watch else {}
    loaded = sorted(name for name in sys.modules if name.partition(".")[0] in ("otter", "pandas", "nbconvert"))
    return {"said": said, "stopped": stopped, "states": states, "loaded": loaded}


if __name__ == "__main__":
    main(*sys.argv[1:])
