"""Small changes to the reference, each a wrong answer that nobody thought of: do the hidden tests notice?"""

from __future__ import annotations

import ast
import copy
import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
_OTHER_NAMES = {
    "maximum": "minimum",
    "minimum": "maximum",
    "exp": "expm1",
    "sum": "max",
    "fsum": "prod",
    "dot": "outer",
    "abs": "sign",
    "float64": "float32",
}
_LONGEST_NAME = 60  # of the two sides of a change in a list


@dataclass(frozen=True)
class Mutant:
    """The reference module with one change, which is named by what stood there and what stands there now."""

    name: str
    question: str
    code: str
    diff: str


def mutants(source: str, question: str, also: Sequence[str] = (), used: Collection[str] = ()) -> list[Mutant]:
    """Every mutant of a question's reference functions and of the helpers in its module that they call.

    ``also`` are further functions that it asks for. What is ``used`` has mutants of its own, and is right where this
    question is judged.
    """
    module = ast.parse(source)
    found: dict[str, Mutant] = {}
    for function in _reached(module, [question, *also], used):
        for place, (before, after, changed) in enumerate(_changes(function)):
            name = f"{function.name}: {_short(before)} -> {_short(after)}"
            name = name if name not in found else f"{name} (at {place})"
            found[name] = Mutant(name, question, _module_with(module, function, changed), _diff(function, changed))
    return list(found.values())


def _short(code: str) -> str:
    line = " ".join(code.split())
    return line if len(line) <= _LONGEST_NAME else f"{line[:_LONGEST_NAME]}..."


def _reached(module: ast.Module, roots: Sequence[str], used: Collection[str]) -> list[ast.FunctionDef]:
    found = (node for node in module.body if isinstance(node, ast.FunctionDef))
    functions = {node.name: node for node in found if node.name not in used}
    reached = list(roots)
    for name in reached:
        called = {node.id for node in ast.walk(functions[name]) if isinstance(node, ast.Name) and node.id in functions}
        reached += sorted(called - set(reached))
    return [functions[name] for name in reached]


def _module_with(module: ast.Module, function: ast.FunctionDef, changed: ast.FunctionDef) -> str:
    body = [changed if node is function else node for node in module.body]
    return ast.unparse(ast.Module(body, [])) + "\n"


def _diff(function: ast.FunctionDef, changed: ast.FunctionDef) -> str:
    before, after = (ast.unparse(_without_docstring(one)).splitlines() for one in (function, changed))
    lines = list(difflib.unified_diff(before, after, lineterm="", n=1))
    return "\n".join(lines[2:])


def _without_docstring(function: ast.FunctionDef) -> ast.FunctionDef:
    bare = copy.deepcopy(function)
    if ast.get_docstring(bare):
        bare.body = bare.body[1:]
    return bare


def _changes(function: ast.FunctionDef) -> Iterator[tuple[str, str, ast.FunctionDef]]:
    """What stood there, what stands there now, and the function so changed."""
    skipped = {id(part) for part in _unjudged(function)}
    nodes = list(ast.walk(function))
    for place, node in enumerate(nodes):
        if id(node) in skipped:
            continue
        for replacement in _replacements(node):
            changed = copy.deepcopy(function)
            twin = list(ast.walk(changed))[place]
            _put(changed, twin, replacement)
            yield ast.unparse(node), ast.unparse(replacement), changed


def _unjudged(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Parts that are no behaviour: annotations, the docstring, the words of an error."""
    for part in (
        function.args,
        function.returns,
        *(node for node in ast.walk(function) if isinstance(node, ast.Raise)),
    ):
        if part is not None:
            yield from ast.walk(part)
    if ast.get_docstring(function):
        yield from ast.walk(function.body[0])


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.expr):
        yield from _other_expressions(node)
        yield from _other_names(node)
    elif isinstance(node, ast.Return):
        yield ast.Return(None)
    elif isinstance(node, ast.Assign | ast.AugAssign | ast.Expr | ast.If):
        yield ast.Pass()


def _other_expressions(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        for other in _COMPARISONS.get(type(node.ops[0]), ()):
            yield ast.Compare(node.left, [other(), *node.ops[1:]], node.comparators)
    elif isinstance(node, ast.BinOp):
        for operator in _OPERATORS.get(type(node.op), ()):
            yield ast.BinOp(node.left, operator(), node.right)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand


def _other_names(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(-node.value if node.value else -1)
    elif isinstance(node, ast.Attribute) and node.attr in _OTHER_NAMES:
        yield ast.Attribute(node.value, _OTHER_NAMES[node.attr], node.ctx)
    elif isinstance(node, ast.Name) and node.id in _OTHER_NAMES:
        yield ast.Name(_OTHER_NAMES[node.id], node.ctx)


def _put(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    """Put a node in another's place."""
    new = ast.copy_location(copy.deepcopy(new), old)
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, field, new)
            elif isinstance(value, list) and any(item is old for item in value):
                value[[item is old for item in value].index(True)] = new
    ast.fix_missing_locations(tree)
