"""Somebody else's version of an answer, made by machine: other names, turned round where that changes nothing.

Each change keeps every value, bit for bit: what is right stays right, and the mistake stays the mistake that it was.
"""

from __future__ import annotations

import ast
import builtins

_HANDED_BACK = "result"
_TURNED = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq}
_OTHER_NAMES = ("x", "w", "val", "tmp", "res", "item", "cnt", "acc", "kk", "data", "num", "flag")
# Where code looks at its own names, another name is another meaning.
_LOOKS_AT_NAMES = {"locals", "globals", "vars", "eval", "exec", "getattr", "setattr", "nonlocal", "global", "dir"}


def rewritten(code: str) -> str | None:
    """The code in other words, or None where nothing of it can be turned round safely."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return None
    if any(isinstance(node, ast.Name) and node.id in _LOOKS_AT_NAMES for node in ast.walk(tree)):
        return None
    if any(isinstance(node, ast.Global | ast.Nonlocal) for node in ast.walk(tree)):
        return None
    before = ast.dump(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.decorator_list:
            _rename(node)
    tree = ast.fix_missing_locations(_Turned().visit(tree))
    return ast.unparse(tree) + "\n" if ast.dump(tree) != before else None


def _rename(function: ast.FunctionDef) -> None:
    """Give a function's variables other names; its parameters keep theirs, by which it may be called."""
    if any(isinstance(node, _OWN_SCOPE) and node is not function for node in ast.walk(function)):
        return
    names = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
    parameters = [one.arg for one in ast.walk(function.args) if isinstance(one, ast.arg)]
    stored = [one.id for one in names if isinstance(one.ctx, ast.Store)]
    own = [name for name in dict.fromkeys(stored) if name not in parameters]
    taken = {one.id for one in names} | set(parameters) | set(dir(builtins))
    free = [name for name in _OTHER_NAMES if name not in taken]
    other = dict(zip(own, free, strict=False))
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            node.id = other.get(node.id, node.id)


_OWN_SCOPE = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.ExceptHandler, ast.Import, ast.ImportFrom),
)


class _Turned(ast.NodeTransformer):
    """Comparisons and products turned round, and a name for what is handed back."""

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        turned = _TURNED.get(type(node.ops[0]))
        if len(node.ops) > 1 or turned is None:
            return node
        return ast.Compare(node.comparators[0], [turned()], [node.left])

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        numbers = _is_number(node.left) or _is_number(node.right) or (_is_part(node.left) and _is_part(node.right))
        if isinstance(node.op, ast.Mult | ast.Add) and numbers:  # of texts, lists and matrices the order matters
            return ast.BinOp(node.right, node.op, node.left)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        last = node.body[-1]
        used = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
        if isinstance(last, ast.Return) and last.value is not None and _HANDED_BACK not in used:
            name = ast.Assign([ast.Name(_HANDED_BACK, ast.Store())], last.value)
            node.body[-1:] = [name, ast.Return(ast.Name(_HANDED_BACK, ast.Load()))]
        return node


def _is_part(node: ast.expr) -> bool:
    """Whether it is one element of an array, and so a number."""
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name | ast.Constant)


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)
