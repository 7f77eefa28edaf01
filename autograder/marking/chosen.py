"""Which assignment a notebook is of, and which of its questions it answers: read from its source, never by running it.

A question that asks for a function is answered by one: a variable of the same name, ``step = 0.1`` in a tutorial,
answers nothing. A question that asks for a plain value is answered by a variable, and a function answers nothing.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from autograder.errors import WrongAssignmentError
from autograder.notebook.definitions import meant_for
from autograder.notebook.given import body_of
from autograder.notebook.source import read_source
from autograder.sandbox.answers import bound_names, is_stub
from autograder.text import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from autograder.marking.suite import Suite
    from autograder.model import Notebook

# Of a cell that is no Python for one missing colon, what a line alone tells. Each alternative begins with a line, and
# no two of its parts can match the same text: it is linear.
_LINE_DEFINES = re.compile(r"^(?:async[ \t]+)?def[ \t]+(\w+)|^(\w+)[ \t]*=[ \t]*lambda\b", re.MULTILINE)
_MAKES_FUNCTIONS = {"vectorize", "frompyfunc", "guvectorize", "vmap", "partial", "jit", "njit", "lambdify", "cache"}
_MAKES_FUNCTIONS |= {"lru_cache", "wraps"}
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


@dataclass(frozen=True)
class Functions:
    """The functions that a notebook binds: all that it ``defined``, and those that it ``filled`` with more than a stub.

    ``given`` are the variables that get more than a stub's dots; ``named`` is all that stands where a value may: these,
    untouched stubs, and the functions and classes that somebody wrote in place of a value. What a cell holds that is no
    Python is only defined: it can have run no function.
    """

    defined: frozenset[str]
    filled: frozenset[str]
    named: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()

    def answered(self, valued: frozenset[str], instead: Mapping[str, str] | None = None) -> frozenset[str]:
        """Names that are answered, where those of ``valued`` ask for a plain value.

        ``instead`` gives the question that a function of another name answers too.
        """
        filled = frozenset((instead or {}).get(name, name) for name in self.filled)
        return (filled - valued) | (self.given & valued)

    def asked(self, suite: Suite) -> int:
        """How many functions of an assignment it defines; if it asks for none that is there, how many values it names.

        Half of them at least: one variable may be called like one of many questions by chance.
        """
        questions = set(suite.assignment.points)
        values = len(self.named & suite.valued)
        defined = {suite.instead.get(name, name) for name in self.defined}
        return len(defined & (questions - suite.valued)) or (values if 2 * values >= len(suite.valued) else 0)

    def without(self, names: frozenset[str]) -> Functions:
        """The same, where these answer nothing."""
        return replace(self, defined=self.defined - names, filled=self.filled - names)


def functions_of(notebook: Notebook) -> Functions:
    """Names of the functions at the top of a notebook's cells, and of the modules that cells write."""
    source = read_source(notebook)
    every = [*source.statements, *(one for module in source.modules.values() for one in module)]
    bound = _Bound(every)
    lines = (match[1] or match[2] for cell in notebook.cells for match in _LINE_DEFINES.finditer(cell.source))
    filled = frozenset(bound.filled) if notebook.is_whole else frozenset()
    assigned = dict(_assignments(every))
    given = frozenset(name for name, is_given in assigned.items() if is_given)
    named = frozenset(assigned)
    return Functions(
        frozenset({*bound.filled, *bound.stubs, *lines}), filled, named, given if notebook.is_whole else frozenset()
    )


def _assignments(statements: Sequence[ast.stmt]) -> Iterator[tuple[str, bool]]:
    """The names that statements bind, in order, and whether to more than a stub's dots: the last time counts."""
    for statement in _flat(statements):
        value = getattr(statement, "value", None)
        empty = isinstance(value, ast.Constant) and value.value in (..., None)
        if isinstance(statement, ast.AnnAssign) and value is None:
            continue
        if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.For | ast.With):
            yield from ((name, not empty) for name in bound_names(_head(statement)))
        elif isinstance(statement, ast.FunctionDef | ast.ClassDef):
            yield statement.name, False


def _head(statement: ast.stmt) -> ast.AST:
    """A statement without its block, whose statements are looked at by themselves."""
    if isinstance(statement, ast.For):
        return statement.target
    if isinstance(statement, ast.With):
        return ast.Tuple([item.optional_vars for item in statement.items if item.optional_vars], ast.Store())
    return statement


def given_to(notebook: Notebook, functions: Functions, suites: dict[str, Suite]) -> frozenset[str]:
    """Names of the functions that a notebook was given by its assignment, and that still do what they did.

    Which that is its stamp says. Without one it is an assignment of which it defines a question, and whose given
    functions it has: an answer to another assignment that is like the reference by chance is somebody's own.
    """
    given: set[str] = set()
    for name, suite in suites.items():
        asks = functions.defined & set(suite.assignment.points)
        if notebook.assignment == name or (notebook.assignment not in suites and asks):
            given |= suite.given
    if not given:
        return frozenset()
    source = read_source(notebook)
    bodies: dict[str, set[str]] = {}
    for node in _flat([*source.statements, *(one for module in source.modules.values() for one in module)]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not is_stub(node, node.name):
            bodies.setdefault(node.name, set()).add(_body(node))
    return frozenset(name for name, those in bodies.items() if those <= given)


def _body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """What a student's function does; of one that is nested too deep, nothing that was given."""
    try:
        return body_of(function)
    except RecursionError:
        return ""


def choose_suite(notebook: Notebook, functions: Functions, suites: dict[str, Suite], only: str | None) -> Suite:
    """Suite of the assignment that a notebook answers: the one asked for, the one stamped, or the one it defines.

    Raises
    ------
    WrongAssignmentError
        When it answers none, or another one than was asked for.
    """
    answered = {name: functions.asked(suite) for name, suite in suites.items()}
    if not any(answered.values()):  # then a slip of the pen may tell
        answered = {name: _slips(functions.defined, list(suite.assignment.points)) for name, suite in suites.items()}
    stamped = notebook.assignment if notebook.assignment in suites else None
    chosen = only or stamped or max(answered, key=lambda name: answered[name])
    if answered[chosen] or stamped == chosen:
        return suites[chosen]
    if stamped:
        raise WrongAssignmentError(f"This is the notebook of {stamped}, not of {chosen}. Hand in {chosen}.ipynb.")
    if only:
        questions = listing(suites[only].assignment.points)
        raise WrongAssignmentError(f"This notebook defines none of {questions}. Hand in {only}.ipynb.")
    known = listing(f"{name}.ipynb" for name in suites)
    if notebook.assignment and notebook.assignment.isidentifier():
        name = f"{notebook.assignment:.60}"
        raise WrongAssignmentError(f"This is the notebook of {name}, which is not asked for. Hand in {known}.")
    raise WrongAssignmentError(f"This notebook defines no function for any question. Hand in {known}.")


def _slips(defined: frozenset[str], questions: list[str]) -> int:
    return sum(bool(meant_for(question, sorted(defined), questions)) for question in questions)


class _Bound:
    """The names that statements bind to functions, also those under ``if``, ``try``, ``with`` and loops."""

    def __init__(self, statements: Sequence[ast.stmt]) -> None:
        self.filled: set[str] = set()
        self.stubs: set[str] = set()
        self._imported: set[str] = set()
        self._makers: set[str] = set()  # functions of the notebook that give a function back
        flat = list(_flat(statements))
        for node in flat:
            self._see(node)
        for node in flat:
            if isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    self.filled.update(self._assigned(target, node.value))

    def _see(self, node: ast.stmt) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            (self.stubs if is_stub(node, node.name) else self.filled).add(node.name)
            if _gives_function(node):
                self._makers.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            self._imported |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}

    def _assigned(self, target: ast.expr, value: ast.expr | None) -> Iterator[str]:
        if isinstance(target, ast.Name):
            if self._is_function(value):
                yield target.id
        elif isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
            for one, its in zip(target.elts, value.elts, strict=False):
                if isinstance(one, ast.Name):
                    yield from self._assigned(one, its)
        elif isinstance(target, ast.Tuple | ast.List) and self._is_function(value):
            yield from (one.id for one in target.elts if isinstance(one, ast.Name))

    def _is_function(self, value: ast.expr | None) -> bool:
        """Whether an expression gives a function, as far as its form can tell; a number, a list or a sum never does."""
        while isinstance(value, ast.IfExp):
            value = value.body
        if isinstance(value, ast.Name):
            return value.id in self.filled or value.id in self._imported
        if isinstance(value, ast.Attribute):
            return _root(value) in self._imported
        return isinstance(value, ast.Lambda) or (isinstance(value, ast.Call) and self._makes(value.func))

    def _makes(self, function: ast.expr) -> bool:
        while isinstance(function, ast.Call):  # np.vectorize(otypes=[float])(f)
            function = function.func
        name = function.attr if isinstance(function, ast.Attribute) else _root(function)
        return name in _MAKES_FUNCTIONS or (isinstance(function, ast.Name) and name in self._makers)


def _flat(statements: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements with those of their blocks, in order; not those inside functions and classes."""
    waiting = list(statements)[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = [one for block in _BLOCKS for one in getattr(node, block, [])]
            waiting += inner[::-1]


def _gives_function(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    inner = {node.name for node in function.body if isinstance(node, ast.FunctionDef)}
    given = [node.value for node in _flat(function.body) if isinstance(node, ast.Return)]
    return any(isinstance(one, ast.Lambda) or (isinstance(one, ast.Name) and one.id in inner) for one in given)


def _root(value: ast.expr) -> str:
    while isinstance(value, ast.Attribute):
        value = value.value
    return value.id if isinstance(value, ast.Name) else ""
