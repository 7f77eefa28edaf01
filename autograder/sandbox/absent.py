"""Modules that are not there while grading: what needs one costs itself, and the rest of its cell runs.

A top-level import that fails binds a stand-in, which explains itself when it is used. So ``import seaborn as sns`` as
the first line of a cell takes nothing from the lines below it. An import inside ``try`` is left to its ``except``, and
one inside a function to whoever calls it.
"""

from __future__ import annotations

import ast
import builtins
import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

STAND_IN = "__stand_in__"  # the builtin that a failed import calls
_MOST, _LONGEST_NAME, _LONGEST_WHY = 20, 80, 200
_SHARED = {"google"}  # a top-level name of many projects: google.colab says more than google
_USES = (
    *("call", "getitem", "setitem", "delitem", "iter", "next", "len", "contains", "enter", "exit", "await", "array"),
    *("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "neg", "pos", "abs", "invert", "index"),
    *("radd", "rsub", "rmul", "rmatmul", "rtruediv", "rfloordiv", "rmod", "rpow", "lt", "le", "gt", "ge", "bool"),
    *("int", "float", "complex", "round", "mro_entries"),
)


class StandIn:
    """Stands under the name of what could not be imported. Nothing can be done with it but to read why."""

    def __init__(self, words: str) -> None:
        """Explain with these words."""
        object.__setattr__(self, "_words", words)

    def __repr__(self) -> str:
        return f"<{self._words}>"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by Python and IPython, not by a person
            raise AttributeError(name)
        raise ModuleNotFoundError(self._words)

    def __setattr__(self, name: str, value: Any) -> None:
        raise ModuleNotFoundError(self._words)

    def __instancecheck__(self, instance: object) -> bool:
        """Nothing is an instance of what is not there."""
        return False


def _explain(self: StandIn, *_args: Any, **_options: Any) -> Any:
    raise ModuleNotFoundError(self._words)


for _use in _USES:
    setattr(StandIn, f"__{_use}__", _explain)


class Absences:
    """What a notebook asked for and could not have, each once: its kind, its name, and why if that is not all."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], str] = {}
        self._told: set[str] = set()

    def note(self, kind: str, name: str, why: str = "") -> None:
        """Keep one, up to a number that a page can show."""
        key = (kind[:_LONGEST_NAME], name[:_LONGEST_NAME])
        if len(self._found) < _MOST:
            self._found.setdefault(key, why[:_LONGEST_WHY])

    def failed(self, wanted: str, error: BaseException) -> str:
        """Keep an import that failed; in words for whoever uses what it would have brought."""
        words = self._failed(wanted, error)
        self._told.add(words)
        return words

    def _failed(self, wanted: str, error: BaseException) -> str:
        missing = error.name or "" if isinstance(error, ModuleNotFoundError) else ""
        if missing and (wanted == missing or wanted.startswith(f"{missing}.")):
            name = wanted if missing in _SHARED else missing
            self.note("module", name)
            return f"{name} is not there while grading"
        try:
            why = f"{type(error).__name__}: {error}"
            if isinstance(error, ImportError):
                why = why.partition(" (")[0]  # there Python says where it looked, which differs between machines
        except Exception:  # noqa: BLE001 - an exception may misbehave when asked
            why = type(error).__name__
        self.note("import", wanted, why)
        return f"{wanted} could not be imported while grading ({why[:_LONGEST_WHY]})"

    def lacked(self, error: ImportError) -> str:
        """Keep what a statement stopped for; a stand-in that was used is kept already, and says its words again."""
        words = str(error)
        if isinstance(error, ModuleNotFoundError) and error.name is None and words in self._told:
            return words
        return self.failed(error.name or "A module", error)

    def as_lists(self) -> list[list[str]]:
        """For the wire."""
        return [[kind, name, why] for (kind, name), why in self._found.items()]


def bind(namespace: dict[str, Any], names: Iterable[str], value: Any) -> None:
    """Bind names that stand for nothing yet: what there was before is no worse than a stand-in."""
    for name in names:
        if name not in namespace and not hasattr(builtins, name):
            namespace[name] = value


def one_by_one(statement: ast.stmt) -> list[ast.stmt]:
    """An import as one statement for each name, so that each fails alone; any other statement as it is."""
    if not isinstance(statement, ast.Import | ast.ImportFrom):
        return [statement]
    parts = []
    for alias in statement.names:
        part = copy.copy(statement)
        part.names = [alias]
        parts.append(part)
    return list(parts)


def forgiving(statement: ast.stmt) -> ast.stmt:
    """The statement with every import in it that nobody else answers for made to bind a stand-in when it fails."""
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return _forgiving_import(statement)
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return statement
    keeps_body = isinstance(statement, ast.Try) and bool(statement.handlers)
    if isinstance(statement, ast.With | ast.AsyncWith):
        keeps_body = any(_suppresses(item.context_expr) for item in statement.items)
    for field in () if keeps_body else ("body",):
        _forgive_all(statement, field)
    for field in ("orelse", "finalbody"):
        _forgive_all(statement, field)
    for handler in getattr(statement, "handlers", []):
        _forgive_all(handler, "body")
    return statement


def _forgive_all(owner: ast.AST, field: str) -> None:
    block = getattr(owner, field, None)
    if isinstance(block, list):
        setattr(owner, field, [forgiving(part) for one in block for part in one_by_one(one)])


def _suppresses(context: ast.expr) -> bool:
    named = {getattr(node, "attr", getattr(node, "id", "")) for node in ast.walk(context)}
    return bool(named & {"suppress", "raises"})


def _forgiving_import(statement: ast.Import | ast.ImportFrom) -> ast.stmt:
    (alias,) = statement.names
    if isinstance(statement, ast.Import):
        wanted, top = alias.name, alias.name.partition(".")[0]
        bound = alias.asname or top
        whole = top if alias.asname is None else ""  # import a.b binds a, which may be there
    else:
        wanted, whole = "." * statement.level + (statement.module or ""), ""
        bound = "" if alias.name == "*" else alias.asname or alias.name
    if wanted == "__future__":
        return statement
    told = ", ".join(map(repr, (wanted, bound, whole)))
    guard = ast.parse(f"try:\n    pass\nexcept:\n    {STAND_IN}({told})").body[0]
    assert isinstance(guard, ast.Try), "it was just written"
    for node in ast.walk(guard):
        ast.copy_location(node, statement)
    guard.body = [statement]
    return guard


def without_absent_parts(statement: ast.stmt, namespace: dict[str, Any]) -> ast.stmt | None:
    """A function without its annotations and without decorators that are not there; None for any other statement."""
    if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        return None
    bare = copy.deepcopy(statement)
    bare.returns = None
    for argument in ast.walk(bare.args):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    bare.decorator_list = [one for one in bare.decorator_list if not _needs_stand_in(one, namespace)]
    return bare


def _needs_stand_in(expression: ast.expr, namespace: dict[str, Any]) -> bool:
    names = (node.id for node in ast.walk(expression) if isinstance(node, ast.Name))
    return any(type(namespace.get(name)) is StandIn for name in names)
