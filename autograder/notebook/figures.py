"""Given figures: cells that only show something to whoever looks. While grading they run only where something can tell.

An author marks such a cell with the tag ``figure``. A student's copy is left out while it is unedited, and while no
code that runs may read what it binds: what cannot be read for sure keeps every figure in.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
import symtable
import warnings
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from autograder.notebook.source import KEPT, USUAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from autograder.model import Notebook

TAG = "figure"
# By these words code reads names that it does not spell, or draws from what a figure would have drawn from before.
_REACHING = {"exec", "eval", "globals", "locals", "vars", "get_ipython", "inspect", "sys"}
_REACHING |= {"__main__", "__globals__", "__dict__", "global", "random", "rng"}
# What a figure leaves behind beside its names: files, settings of NumPy and matplotlib.
_LEAVING = {"open", "Path", "load", "loadtxt", "genfromtxt", "fromfile", "imread", "save", "savez", "savetxt", "tofile"}
_LEAVING |= {"imsave", "savefig", "rc", "rcParams", "rc_context", "rcdefaults", "use", "seterr", "set_printoptions"}
_CHANGING = {"append", "extend", "insert", "update", "pop", "remove", "sort", "reverse", "setdefault", "resize", "put"}
_OF_IPYTHON = re.compile(r"In|Out|_+|_(?:[dio]h|i+|i?\d+)")  # names that count cells, or keep what one ended with
_LONGEST_SOURCE = 200_000  # of all cells together: a tree takes a thousand times as much


class _Names(NamedTuple):
    """Globals that a cell binds, and those that it reads, in its functions too."""

    bound: set[str]
    read: set[str]


def figures_in(built: bytes) -> frozenset[str]:
    """Digests of the cells that a built notebook marks as figures; none of a file that is no notebook."""
    try:
        cells = [cell for cell in json.loads(built)["cells"] if TAG in cell["metadata"].get("tags", ())]
        return frozenset(_digest("".join(cell["source"])) for cell in cells)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return frozenset()


def unfit(source: str) -> Iterator[tuple[int, str]]:
    """Why a cell may not be marked as a figure: the line in it, and what it does there."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        yield error.lineno or 1, "holds what is for IPython alone, or no Python"
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node.lineno, "imports something"
        elif isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            if name in _REACHING | _LEAVING:
                yield node.lineno, f"uses {name}"
    yield from _changes(tree)


def _changes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What a cell changes of names that it does not bind, so that others could tell whether it ran."""
    nodes = list(ast.walk(tree))
    own = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    for node in nodes:
        changed: ast.expr | None = None
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            changed = node
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _changing(node.value.func):
            changed = node.value.func
        while isinstance(changed, ast.Attribute | ast.Subscript):
            changed = changed.value
        if isinstance(changed, ast.Name) and changed.id not in own:
            yield changed.lineno, f"changes {changed.id}"


def _changing(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and function.attr in _CHANGING


def without_figures(notebook: Notebook, given: Collection[str], asked: Collection[str]) -> Notebook:
    """The notebook as it is run: without those of the ``given`` figures whose absence no other code can tell.

    ``asked`` are the names that are looked at when all has run.
    """
    figures = {cell.number for cell in notebook.cells if given and _digest(cell.source) in given}
    if not figures:
        return notebook
    others = [cell.source for cell in notebook.cells if cell.number not in figures]
    others += [data.decode("utf-8", "replace") for data in notebook.modules.values()]
    try:
        if sum(map(len, others)) > _LONGEST_SOURCE or any(_reaches(source) for source in others):
            return notebook
        names = {cell.number: _names_of(cell.source) for cell in notebook.cells}
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return notebook
    read = {*asked, *(name for number, its in names.items() if number not in figures for name in its.read)}
    if any(map(_OF_IPYTHON.fullmatch, read)):
        return notebook
    while wanted := {number for number in figures if names[number].bound & read}:
        figures -= wanted
        read.update(*(names[number].read for number in wanted))
    return replace(notebook, cells=tuple(cell for cell in notebook.cells if cell.number not in figures))


def _digest(source: str) -> str:
    """SHA-256 of a cell's text, whatever an editor makes of ends of lines."""
    return hashlib.sha256("\n".join(map(str.rstrip, source.strip().splitlines())).encode(errors="replace")).hexdigest()


def _reaches(source: str) -> bool:
    """Whether code says one of these words, also in a text; comments and docstrings are for people only."""
    if _REACHING.isdisjoint(re.findall(r"\w+", source)):
        return False
    return not _REACHING.isdisjoint(_words_in(ast.parse(source)))


def _words_in(tree: ast.AST) -> Iterator[str]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # it does nothing
        if isinstance(node, ast.Global):
            yield "global"
        for _, value in ast.iter_fields(node):
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, str | bytes):
                    yield from re.findall(r"\w+", one if isinstance(one, str) else one.decode("latin-1"))
        waiting += ast.iter_child_nodes(node)


def _names_of(source: str) -> _Names:
    """Globals of a cell, which are known already where it is a usual one that every submission has."""
    return _names(source) if len(source) <= USUAL else _names.__wrapped__(source)


@lru_cache(maxsize=KEPT)
def _names(source: str) -> _Names:
    """Globals of a cell.

    Raises
    ------
    SyntaxError, ValueError, RecursionError, MemoryError
        When it is no Python, or too much of it; magics are none.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bound, read = set(), set(_bound_again(ast.parse(source)))
        tables = [symtable.symtable(source, "cell", "exec")]
    for table in tables:  # which grows
        tables += table.get_children()
        for symbol in table.get_symbols():
            if table.get_type() == "module" or symbol.is_global():
                bound |= {symbol.get_name()} if symbol.is_assigned() or symbol.is_imported() else set()
                read |= {symbol.get_name()} if symbol.is_referenced() else set()
    return _Names(bound, read)


def _bound_again(tree: ast.AST) -> Iterator[str]:
    """Names of ``n += 1`` and ``del n``, which must be there before, and which a symbol table does not call read.

    In a function they are its own: ``global`` is among the words that reach.
    """
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.AugAssign | ast.Delete):
            targets = [node.target] if isinstance(node, ast.AugAssign) else node.targets
            yield from (one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name))
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += ast.iter_child_nodes(node)
