"""Python files that were handed in beside a notebook: which of them are laid beside it while it is graded, and why not.

Their names and sizes are a student's. None may stand before a module that the worker needs, or lie anywhere but below
the notebook.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MOST_FILES, _DEEPEST = 20, 3
_LARGEST, _LARGEST_TOGETHER = 256 << 10, 1 << 20
_LONGEST_NAME = 60
_NEEDED = {  # what a worker has loaded or may load at first use, beside Python's own modules
    *("numpy", "scipy", "matplotlib", "mpl_toolkits", "pylab", "IPython", "traitlets", "otter", "autograder"),
    *("PIL", "asttokens", "comm", "contourpy", "cycler", "dateutil", "decorator", "executing", "fontTools", "jedi"),
    *("kiwisolver", "matplotlib_inline", "packaging", "parso", "pexpect", "prompt_toolkit"),
    *("ptyprocess", "pure_eval", "pygments", "pyparsing", "six", "stack_data", "wcwidth"),
    *("typing_extensions", "exceptiongroup", "psutil", "cython_runtime"),
}


def chosen(
    files: Mapping[str, int], folder: str, read: Callable[[str], bytes]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The Python files to lay beside a notebook by their path from it, and those that are left out with the reason.

    ``files`` are sizes by path; ``folder`` is the notebook's own, with its slash, or empty.
    """
    modules: dict[str, bytes] = {}
    left_out: dict[str, str] = {}
    for path in sorted(files):
        name = path.removeprefix("./").removeprefix(folder.removeprefix("./"))
        if not name.endswith(".py") or name == "__init__.py" or len(left_out) >= _MOST_FILES:
            continue
        known = path.startswith(folder) and not path.startswith("/")
        room = _LARGEST_TOGETHER - sum(map(len, modules.values()))
        reason = _refusal(name, files[path], room, len(modules)) if known else "it lies outside the notebook's folder."
        data = b"" if reason else read(path)
        if len(data) > min(_LARGEST, room):
            reason = "it is too large."
        if reason:
            left_out[name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"] = reason
        else:
            modules[name] = data
    return modules, left_out


def _refusal(name: str, size: int, room: int, count: int) -> str:
    """Why a file is not laid; empty where it is."""
    *folders, last = name.removesuffix(".py").split("/")
    top = [*folders, last][0]
    if len(folders) >= _DEEPEST or not all(part.isidentifier() and part.isascii() for part in (*folders, last)):
        return "nothing of that name can be imported."
    if top in _NEEDED or top in sys.stdlib_module_names or top.startswith("_"):
        return f"{top} is the name of a module that Python or the grader needs. Give it another."
    if count >= _MOST_FILES:
        return f"there are more than {_MOST_FILES} such files."
    return "it is too large." if size > min(_LARGEST, room) else ""
