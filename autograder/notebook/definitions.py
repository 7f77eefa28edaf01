"""Where a notebook's source defines which function, and which names were meant for others: read, never run."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from autograder.notebook.source import statements_of
from autograder.sandbox.answers import is_stub

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from autograder.model import Notebook

_CHECKS = re.compile(r"\.check\([ \t]*[\"'](\w+)[\"']")
_SHORT, _MOST_SLIPS = 5, 2  # letters up to which one slip is allowed, and not in the first; in longer names two are
_LONGEST_NAME = 80
_MOST_NAMES = 200
_AROUND = {"my", "new", "fn", "func", "function", "final", "answer", "solution", "f", "v"}
_BLOCKS = ("body", "orelse", "finalbody", "handlers")


@dataclass(frozen=True)
class Definition:
    """A function at the top of a cell: its name, the cell, the question whose cell it is if that is known.

    ``stub`` is whether it computes nothing; ``certain`` whether it surely ran: it stands in no block. ``node`` is what
    the source says.
    """

    name: str
    cell: int
    place: str
    stub: bool
    certain: bool
    node: ast.AST = field(compare=False, repr=False)


def definitions(notebook: Notebook, questions: Collection[str]) -> list[Definition]:
    """Functions that a notebook defines, in order."""
    asked = _questions_of_cells(notebook, questions)
    found = []
    for number, statements in statements_of(notebook):
        here = [one for statement in statements for one in _defined(statement)]
        among = {name for name, *_ in here if name in questions}
        for name, stub, certain, node in here:
            place = asked.get(number, "") if len(among) <= 1 else ""  # a cell of many answers is nobody's
            found.append(Definition(name, number, place, stub, certain, node))
    return found


def code_of(name: str, notebook: Notebook) -> ast.AST | None:
    """What the last function of a name says that is more than a stub; None where the cells hold none."""
    own = [one.node for one in definitions(notebook, [name]) if one.name == name and not one.stub]
    return own[-1] if own else None


def _questions_of_cells(notebook: Notebook, questions: Collection[str]) -> dict[int, str]:
    """The question that each cell is about: the one whose check comes next."""
    found: dict[int, str] = {}
    waiting: list[int] = []
    for cell in notebook.cells:
        waiting.append(cell.number)
        checked = [name for name in _CHECKS.findall(cell.source) if name in questions]
        if checked:
            found.update(dict.fromkeys(waiting, checked[0]))
            waiting = []
    return found


def _defined(statement: ast.stmt) -> Iterator[tuple[str, bool, bool, ast.AST]]:
    """Names of the functions that a statement defines, whether each is a stub, whether it surely ran, and its node."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, is_stub(node, node.name), node is statement, node
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            names = [one.id for one in node.targets if isinstance(one, ast.Name)]
            yield from ((name, False, node is statement, node.value) for name in names)
        elif not isinstance(node, ast.ClassDef):
            waiting += [one for block in _BLOCKS for one in getattr(node, block, []) if isinstance(one, ast.AST)][::-1]


def meant_for(question: str, names: Iterable[str], questions: Collection[str]) -> list[str]:
    """Of names that are nobody's, those that a slip of the pen made of a question's.

    A name is given to the question that it is nearest to, and to no other; to two that are equally near, to both.
    """
    found = []
    for name in list(dict.fromkeys(names))[:_MOST_NAMES]:
        if name in questions or len(name) > _LONGEST_NAME:
            continue
        slips = {one: _slips(name, one) for one in questions}
        if slips[question] == min(slips.values()) and slips[question] <= (
            1 if len(question) <= _SHORT else _MOST_SLIPS
        ):
            found.append(name)
    return found


def _slips(name: str, question: str) -> int:
    """How many slips lead from a question's name to another; many where it is another word (``elu`` for ``relu``)."""
    bare, wanted = _bare(name), _bare(question)
    if bare == wanted:
        return 0
    if min(abs(len(bare) - len(wanted)), abs(len(name) - len(question))) > _MOST_SLIPS:
        return len(question) + len(name)
    slips = min(_distance(name.lower(), question.lower()), _distance(bare, wanted))
    if len(wanted) <= _SHORT and bare[:1] != wanted[:1]:
        return slips + _SHORT
    return slips


def _bare(name: str) -> str:
    """A name without what people put around it: ``my_relu``, ``relu2``, ``netInputLoop``."""
    parts = [part for part in re.split(r"[_\d]+", name.lower()) if part and part not in _AROUND]
    return "".join(parts)


def _distance(one: str, other: str) -> int:
    """Letters left out, put in, exchanged, or turned round with their neighbour (optimal string alignment)."""
    before, last = [0] * (len(other) + 1), list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, its in enumerate(other, start=1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != its))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == its:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]
