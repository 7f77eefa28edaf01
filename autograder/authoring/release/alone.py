"""A student's desk: run a released notebook and its public checks with nothing of the kit in reach.

This is a program of its own. ``rehearsal`` starts it by its path, in a copy of the release, and reads the file of
sentences that it leaves; all that the notebook prints is dropped.
"""

from __future__ import annotations

import importlib.abc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

_OURS = ("autograder", "solutions")


class _Absent(importlib.abc.MetaPathFinder):
    """Finds none of some modules, wherever they are installed, and remembers which were asked for."""

    def __init__(self, *modules: str) -> None:
        self.modules = modules
        self.asked: list[str] = []

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - the protocol's
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Refuse these, and leave the rest to others."""
        if fullname.partition(".")[0] in self.modules:
            self.asked.append(fullname)
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


def main(notebook: str, report: str, mark_of_a_kit: str, tests: str) -> None:
    """Write to ``report`` what goes wrong where a student has only this folder; a kit's folder is not searched.

    Without a folder of tests beside it, the notebook is to do without Otter too.
    """
    absent = _Absent(*_OURS, *(() if Path("tests").is_dir() else ("otter",)))
    sys.meta_path.insert(0, absent)
    sys.path[:] = ["", *(entry for entry in sys.path if not Path(entry, mark_of_a_kit).exists())]
    faults = list(_run(Path(notebook)))
    absent.modules = _OURS
    names = _shell().user_ns
    for path in sorted(Path(tests).glob("*.py")):
        faults += [f"tests/{path.name} {fault}" for fault in _check(path, names)]
    asked = [*dict.fromkeys(absent.asked), *(name for name in _OURS if name in sys.modules)]
    faults += [f"something here asks for the module {name}, which students do not have" for name in asked]
    Path(report).write_text(json.dumps(faults), encoding="utf-8")


def _shell() -> Any:
    from IPython.core.interactiveshell import InteractiveShell

    return InteractiveShell.instance()


def _run(notebook: Path) -> Iterator[str]:
    """Run the cells in order, as Jupyter's Run All does."""
    shell = _shell()
    for number, cell in enumerate(json.loads(notebook.read_text(encoding="utf-8"))["cells"], start=1):
        if cell["cell_type"] == "code":
            result = shell.run_cell("".join(cell["source"]), store_history=True)
            if error := result.error_before_exec or result.error_in_exec:
                yield f"{notebook}, cell {number}, stops with {type(error).__name__}: {error}"


def _check(path: Path, names: dict[str, Any]) -> Iterator[str]:
    from otter.nbmeta_config import NBMetadataConfig  # type: ignore[import-untyped]
    from otter.test_files import create_test_file  # type: ignore[import-untyped]

    try:
        test = create_test_file(str(path), NBMetadataConfig())
    except Exception as error:  # noqa: BLE001 - whatever the file does, it is said in words
        yield f"cannot be loaded by Otter ({type(error).__name__}: {error})"
        return
    if test.name != path.stem:
        yield f"calls itself {test.name}, so no check finds it"
    if not test.test_cases:
        yield "holds no test case"
    for case in test.test_cases:
        if case.hidden:
            yield f"holds a hidden case ({case.name})"
    test.run(names)
    if test.test_cases and test.passed_all:
        yield "passes where nobody has answered yet"


if __name__ == "__main__":
    main(*sys.argv[1:])
