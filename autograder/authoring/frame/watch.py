"""What a notebook has defined so far, by the rules of the grader: the last function bound to a question's name counts.

A cell at a time, when it has run. The grader looks after each statement; what differs is told by the source of the
cell: a function that the same cell replaced by a value is found, though it is not there any more.
"""

from __future__ import annotations

import ast
import inspect
import os
import sys
import textwrap
from types import FunctionType
from typing import TYPE_CHECKING, Any

from autograder.notebook.definitions import meant_for
from autograder.sandbox.answers import bound_names, is_stub

if TYPE_CHECKING:
    from collections.abc import Iterable

_DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class CellWatch:
    """Looks at a notebook's names after each of its cells.

    ``functions`` are those that count, ``sources`` the cells that bound them, ``broken`` says why the last cell that
    was to define a name did not come to its end.
    """

    def __init__(self, asked: Iterable[str], names: dict[str, Any], brought: Iterable[str] = ()) -> None:
        self.asked = list(asked)
        self.names = names
        self.functions: dict[str, Any] = {}
        self.sources: dict[str, str] = {}
        self.broken: dict[str, str] = {}
        self.seen: dict[str, Any] = {}
        self.own = {*names, *brought}  # what was there before anybody wrote a cell, and what the notebook brings along

    def after(self, result: Any) -> None:
        """Look, once a cell has run; whatever goes wrong here, the cell was not the cause."""
        error = result.error_before_exec or result.error_in_exec
        try:
            self.look(result.info.raw_cell, error)
        except Exception:  # noqa: BLE001 - a notebook's names may hold anything
            return

    def look(self, cell: str, error: BaseException | None = None) -> None:
        """Note what a cell has bound, or why it could not."""
        try:
            statements = flat(ast.parse(as_python(cell)).body)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            statements = []
        line = line_of_cell(error)
        ran = [one for one in statements if line is None or one.lineno < line]
        for name in self.asked:
            bound = any(name in bound_names(one) for one in statements)
            same = self.names.get(name) is self.seen.get(name)
            self.note(name, ran, cell)
            if error is not None and same and (bound or defines(cell, name)):
                self.broken[name] = where(error, cell)
            elif bound or not same:
                self.broken.pop(name, None)

    def note(self, name: str, statements: list[ast.stmt], cell: str) -> None:
        """Keep what the name is bound to now, if it counts."""
        binding = [one for one in statements if name in bound_names(one)]
        value, before = self.names.get(name), self.seen.get(name)
        self.seen[name] = value
        if value is before and not binding:
            return
        filled = [one for one in binding if isinstance(one, _DEFINES) and not is_stub(one, name)]
        empty = is_stub(binding[-1], name) if binding else not_begun(value) or from_elsewhere(value, statements, cell)
        if callable(value) and not empty:
            self.functions[name], self.sources[name] = value, cell
        elif filled:
            self.functions[name], self.sources[name] = filled[-1], cell

    def state(self, name: str) -> str:
        """``function``, ``stub``, ``missing``, or the type of what the name stands for instead."""
        if name in self.functions:
            return "function"
        value = self.names.get(name)
        if not_begun(value):
            return "stub"
        return "missing" if value is None or callable(value) else type(value).__name__

    def meant_for(self, name: str) -> list[str]:
        """Other functions of the notebook that may have been meant for a name."""
        others = [
            one
            for one, value in self.names.items()
            if isinstance(value, FunctionType) and one not in self.own and value.__globals__ is self.names
        ]
        return meant_for(name, others, self.asked)


def flat(statements: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of a cell, those in blocks too, in their order."""
    found = []
    for statement in statements:
        blocks = [] if isinstance(statement, _DEFINES) else ["body", "orelse", "handlers", "finalbody"]
        inner = [part for block in blocks for part in getattr(statement, block, [])]
        found += flat(inner) if inner else [statement]
    return found


def not_begun(value: Any) -> bool:
    """Whether a function is still the stub that it began as, as far as its source can be had."""
    try:
        [defined] = ast.parse(textwrap.dedent(inspect.getsource(value))).body
    except (OSError, TypeError, ValueError, SyntaxError):
        return False
    return is_stub(defined, getattr(defined, "name", ""))


def from_elsewhere(value: Any, statements: list[ast.stmt], cell: str) -> bool:
    """Whether a star import has brought a function that is nobody's answer: of a module that is not the learner's."""
    starred = any(isinstance(one, ast.ImportFrom) and one.names[0].name == "*" for one in statements)
    if not starred and "pylab" not in cell:
        return False
    file = getattr(sys.modules.get(str(getattr(value, "__module__", ""))), "__file__", None)
    return not (isinstance(file, str) and os.path.realpath(file).startswith(os.path.realpath(os.curdir) + os.sep))


def as_python(cell: str) -> str:
    """A cell without what is for the notebook alone: magics and shell commands."""
    kept = ["" if line.lstrip().startswith(("%", "!")) else line for line in cell.splitlines()]
    return "\n".join(kept)


def defines(cell: str, name: str) -> bool:
    """Whether a cell that may be no Python was to define a function of this name."""
    return any(line.split("(")[0].split() == ["def", name] for line in cell.splitlines())


def line_of_cell(error: BaseException | None) -> int | None:
    """The line of a cell that an error stopped it in; None where nothing is known of one."""
    if isinstance(error, SyntaxError):
        return error.lineno
    trace = error.__traceback__ if error is not None else None
    while trace is not None and trace.tb_frame.f_code.co_name != "<module>":
        trace = trace.tb_next
    return None if trace is None else trace.tb_lineno


def where(error: BaseException, cell: str) -> str:
    """An error with the line of the cell that it stopped in."""
    line = line_of_cell(error)
    said = getattr(error, "msg", None) or str(error)
    words = f"{type(error).__name__}: {said}" if said else type(error).__name__
    lines = cell.splitlines()
    if line is None or not 0 < line <= len(lines):
        return words
    return f"{words}\nIt stopped in line {line}: {lines[line - 1].strip()}"
