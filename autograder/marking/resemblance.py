"""How much a learner's code is like that of known answers: between mistakes that come to the same, it alone can tell.

It decides nothing by itself. Only where outputs fit is it asked which of several mistakes it is, and, where outputs
hold little (nothing comes back, every call stops, one value whatever goes in), whether it is any of them.
"""

from __future__ import annotations

import ast
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = (ast.operator, ast.unaryop, ast.cmpop, ast.boolop)
_SHAPES = (
    ast.For,
    ast.While,
    ast.If,
    ast.IfExp,
    ast.comprehension,
    ast.Subscript,
    ast.Slice,
    ast.AugAssign,
    ast.Lambda,
)
_OTHERS = (ast.Return, ast.Raise, ast.Try, ast.Assign, ast.List, ast.Tuple, ast.JoinedStr, ast.Global)
_MOST_NODES = 2_000  # of a function: a lecture's has a hundred

_WRITTEN = {  # a sign, or the function of NumPy's that does the same
    "multiply": "Mult",
    "add": "Add",
    "subtract": "Sub",
    "divide": "Div",
    "power": "Pow",
    "negative": "USub",
    "matmul": "MatMult",
    "greater": "Gt",
    "less": "Lt",
}
_SAYING = {"call print", "return"}  # by which nothing comes back, or something does

Features = frozenset[str]


def features_of(function: ast.AST | None) -> Features:
    """What a function is made of: calls by their names, signs, loops, decisions; not what its variables are called."""
    if function is None:
        return frozenset()
    found: set[str] = set()
    for number, node in enumerate(_inside(function)):
        if number > _MOST_NODES:
            break
        found.update(_features(node))
    return frozenset(found)


@lru_cache(maxsize=4096)
def features_in(code: str, name: str) -> Features:
    """The same of the function of this name in a text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "invalid escape sequence": the learner's affair
        try:
            tree = ast.parse(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return frozenset()
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name]
    return features_of(functions[-1] if functions else tree)


def likeness_of(one: Features, other: Features) -> float:
    """How much two functions are made of the same, from 0 to 1."""
    return len(one & other) / len(one | other) if one | other else 1.0


def is_as_silent(one: Features, other: Features) -> bool:
    """Whether two functions from which nothing comes back do with what they compute the same: print it, or keep it."""
    return one & _SAYING == other & _SAYING and (_computes(one) or not _computes(other))


def _computes(features: Features) -> bool:
    return any(one.startswith("call ") or one in _WRITTEN.values() for one in features - {"call print"})


def _inside(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function's body; its docstring and annotations are none of it."""
    body = getattr(function, "body", function)
    for statement in body if isinstance(body, list) else [body]:
        if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
            yield from ast.walk(statement)


def _features(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        yield _WRITTEN.get(name, f"call {name}")
    elif isinstance(node, ast.Attribute):
        yield f"attribute {node.attr}"
    elif isinstance(node, ast.AugAssign):
        yield f"{type(node.op).__name__} in place"
    elif isinstance(node, ast.Return):
        given = node.value
        prints = isinstance(given, ast.Call) and getattr(given.func, "id", "") == "print"
        yield "bare return" if given is None or prints else "return"
    elif isinstance(node, ast.Constant) and not isinstance(node.value, str):
        yield f"constant {node.value!r}"[:40]
    elif isinstance(node, (*_SIGNS, *_SHAPES, *_OTHERS)):
        yield type(node).__name__
