"""One of Otter's test files, loaded, and held against what the kit asks of it."""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
from collections import Counter
from typing import TYPE_CHECKING, Any

from autograder.marking.otter_tests import exception_test_file
from autograder.marking.sound.fault import MalformedError
from autograder.questions.flatten.scopes import bound_by
from autograder.questions.otter_file import BUILT
from autograder.text import listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_FORMAT = "OK_FORMAT"
# What Otter and the kit read in a test file; a case that is called so takes its place.
_READ_BY_OTTER = {
    _FORMAT: "the format",
    "name": "what the test is called",
    "points": "the points",
    "all_or_nothing": "whether all cases count as one",
    "test_case": "what makes a case",
}
_WITH_A_CASE = "Write a function below @test_case(name=..., hidden={hidden})."
_PARAMETERS = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


class _Nowhere(io.TextIOBase):
    """Takes what a test file prints: nobody asked for it, and it must not stand between a command's own words."""

    def write(self, text: str) -> int:
        """Drop it."""
        return len(text)


@contextlib.contextmanager
def unheard() -> Iterator[None]:
    """Let nothing be heard of what a test file prints."""
    nowhere = _Nowhere()
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        yield


def load_test(path: Path, functions: Sequence[str], *, hidden: bool) -> Any:
    """Otter's test file for a question, by the functions that its cases may ask for: its own, and further ones.

    Raises
    ------
    MalformedError
        When it loads and cannot judge the question.
    Exception
        Whatever the file itself raises.
    """
    source = path.read_text(encoding="utf-8")
    _check_source(source, str(path))
    with unheard():
        try:
            test = exception_test_file().from_string(source, path=str(path))
        except ValueError as error:
            if "does not define 'name'" not in str(error):  # Otter's own words, with a path in them
                raise
            raise MalformedError("does not define name", f'Add a line name = "{path.stem}".') from error
        _check_cases(test.test_cases, functions, hidden=hidden)
    return test


def _check_source(source: str, path: str) -> None:
    """Refuse what would make Otter take the file for another kind, or lose a case."""
    statements = ast.parse(source, path).body
    said = [value for one in statements if (value := _assigned(one, _FORMAT)) is not None]
    if not said:
        empty = "is empty" if not statements else f"does not define {_FORMAT}"
        raise MalformedError(empty, f"Begin it with the line {_FORMAT} = False, and write cases as the others do.")
    if isinstance(said[-1], ast.Constant) and said[-1].value is not False:
        line = said[-1].lineno
        raise MalformedError(f"{_FORMAT} is not False, so Otter expects another format", "Set it to False.", line)
    functions = [one for one in statements if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef))]
    for one in () if source.startswith(BUILT) else statements:  # the names in a built one were looked at
        _check_names(one)
    last = {function.name: function for function in functions}
    for function in functions:
        if function is not last[function.name] and function.decorator_list:
            again = f"line {last[function.name].lineno} defines {function.name} again, so this case is lost"
            raise MalformedError(again, "Give one of the two another name.", function.lineno)


def _check_names(statement: ast.stmt) -> None:
    """Refuse what takes the place of a name that Otter reads: a case, a loop, or a value of the author's own."""
    plain = isinstance(statement, ast.Assign | ast.AnnAssign | ast.ImportFrom)
    for name in sorted(bound_by(statement) & set(_READ_BY_OTTER)):
        value = _assigned(statement, name) if name == "points" else None
        if plain and (value is None or isinstance(value, ast.Constant | ast.List)):
            continue
        taken = f"{name} is bound here, and Otter reads {_READ_BY_OTTER[name]} by this name"
        raise MalformedError(taken, "Call it otherwise here.", statement.lineno)


def _assigned(statement: ast.stmt, name: str) -> ast.expr | None:
    """What a statement binds a name to, if it does."""
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    else:
        return None
    return statement.value if any(isinstance(one, ast.Name) and one.id == name for one in targets) else None


def _check_cases(cases: list[Any], functions: Sequence[str], *, hidden: bool) -> None:
    if not cases:
        raise MalformedError("has no test case", _WITH_A_CASE.format(hidden=hidden))
    for case in cases:
        line = getattr(getattr(case.body.test_func, "__code__", None), "co_firstlineno", None)
        if not isinstance(case.name, str):
            raise MalformedError(f"a case has the name {case.name!r}", "Give it words as its name.", line)
        if bool(case.hidden) is not hidden:
            kind = "a hidden test, and is shown to students" if hidden else "a public test, and is hidden"
            remedy = f"Write hidden={hidden} in its @test_case, or move it to the other file."
            raise MalformedError(f"the case {case.name!r} stands in {kind}", remedy, line)
        _check_parameters(case, functions, line)
    name, count = Counter(case.name for case in cases).most_common(1)[0]
    if count > 1:
        raise MalformedError(f"{count} cases are called {name!r}", "Give each a name of its own.")


def _check_parameters(case: Any, functions: Sequence[str], line: int | None) -> None:
    """A case is given the function by its name, and Otter's ``env``; of anything else it would get None."""
    signature = inspect.signature(case.body.test_func)
    parameters = signature.parameters.values()
    names = {one.name for one in parameters}
    given = {*functions, "env"}
    if not names & given or names - given or any(one.kind not in _PARAMETERS for one in parameters):
        asked = ", ".join(map(str, parameters)) or "nothing"
        remedy = f"Let it ask for {listing(functions)}, and for nothing else."
        raise MalformedError(f"the case {case.name!r} asks for {asked}", remedy, line)
    with contextlib.suppress(AttributeError):  # kept with the function, for Otter asks for it at every call
        case.body.test_func.__signature__ = signature
