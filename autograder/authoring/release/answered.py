"""Which questions code gives something for: what it binds where answers stand, or defines to be handed there.

A local name, a parameter or a method is no answer, whatever it is called: the kit's own code, which a notebook carries,
is full of them. So are the functions of that code, which a check has in a module of its own.
"""

from __future__ import annotations

import ast
import re
import symtable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.notebook.given import body_of
from autograder.sandbox.answers import is_stub

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENGINE = Path(__file__).parents[2]
_CARRIED = ("questions", "vocabulary", "authoring/frame")  # whose code notebooks carry, and sandbox/drawing.py
_NUMBERED = re.compile(r"(?<=[A-Za-z])_\d+\b")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_OF_CHECKS = frozenset({"name", "points", "all_or_nothing", "test_case"})
_NAMESPACES = {"globals", "locals", "vars"}


def answered_in(code: Sequence[ast.stmt], *, is_check: bool = False) -> set[str]:
    """Names that code binds at its top, as a notebook's cells do, or to a function anywhere; not those of the kit.

    A check has a namespace of its own, in which Otter reads some names and modules have theirs.
    """
    if not code:
        return set()
    others = _OF_CHECKS.union(*map(_modules, code)) if is_check else set()
    return _bound_in(code) - others


def _modules(statement: ast.stmt) -> set[str]:
    return {one.asname or one.name for one in statement.names} if isinstance(statement, ast.Import) else set()


def _bound_in(code: Sequence[ast.stmt]) -> set[str]:
    table = symtable.symtable(ast.unparse(ast.Module(list(code), [])), "cell", "exec")
    bound = {one.get_name() for one in table.get_symbols() if one.is_assigned() or one.is_imported()}
    kits_own = [one for one in code if isinstance(one, (*_FUNCTIONS, ast.ClassDef)) and _is_kits_own(one)]
    others = [one for one in code if one not in kits_own]
    stored = {name for one in others for name in _stored(one)}
    inner = stored.union(*(_defined_inside(one, is_method=isinstance(one, ast.ClassDef)) for one in others))
    return (bound - {one.name for one in kits_own}) | set(_as_global(table)) | inner


def _as_global(table: symtable.SymbolTable) -> Iterator[str]:
    """What functions bind outside themselves."""
    for child in table.get_children():
        yield from (one.get_name() for one in child.get_symbols() if one.is_declared_global() and one.is_assigned())
        yield from _as_global(child)


def _defined_inside(scope: ast.AST, *, is_method: bool) -> Iterator[str]:
    """Functions that are defined inside of functions: these may hand them out."""
    for node in ast.iter_child_nodes(scope):
        if _is_kits_own(node):
            continue
        if isinstance(node, _FUNCTIONS) and not is_method and not is_stub(node, node.name):
            yield node.name
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        yield from _defined_inside(node, is_method=isinstance(node, ast.ClassDef))


def _stored(statement: ast.stmt) -> Iterator[str]:
    """Names that are put into a namespace: ``globals()["relu"] = ...``."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Call):
            called, key = node.value.func, node.slice
            if isinstance(called, ast.Name) and called.id in _NAMESPACES and isinstance(key, ast.Constant):
                yield str(key.value)


def _is_kits_own(node: ast.AST) -> bool:
    """Whether a function is one of the code that the kit puts into notebooks; of a class, whether all of it is."""
    if isinstance(node, ast.ClassDef):
        functions = [one for one in node.body if isinstance(one, _FUNCTIONS)]
        return bool(functions) and all(map(_is_kits_own, functions))
    return isinstance(node, _FUNCTIONS) and _body(node) in _kits_bodies()


def _body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """What a function does, with names as they were before two of them met in one text."""
    return _NUMBERED.sub("", body_of(function))


@lru_cache(maxsize=1)
def _kits_bodies() -> frozenset[str]:
    files = [path for room in _CARRIED for path in sorted((_ENGINE / room).rglob("*.py"))]
    files.append(_ENGINE / "sandbox" / "drawing.py")
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in files)
    return frozenset(_body(node) for tree in trees for node in ast.walk(tree) if isinstance(node, _FUNCTIONS))
