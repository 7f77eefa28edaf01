"""What a question file says of other functions: those that its question uses, and those that it also asks for.

``USES = ["lif_step"]`` names earlier questions of the same assignment whose functions this one's answer may call.
``ALSO = ["split_signs"]`` names further functions that a learner writes in this question. Both are read as text, and
the file is never run for them: a process that only wants to know who uses what has no use for its other parts.
"""

from __future__ import annotations

import ast
import keyword
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.questions.kind import kind_of
from autograder.text import listing

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.kit import Assignment

_USES, _ALSO = "USES", "ALSO"
_FORM = 'write {name} = ["one", "two"] at the beginning of a line, with nothing but names in quotes'


@dataclass(frozen=True)
class Declared:
    """What one question asks for beside its own function, and what that may call."""

    uses: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


class _Lines:
    """The two lists of one question file, with the line that each stands in."""

    def __init__(self, assignment: Assignment, question: str) -> None:
        self._path = assignment.question_file(question)
        self._root = assignment.root
        self.lines = {_USES: 0, _ALSO: 0}
        self.names: dict[str, tuple[str, ...]] = {_USES: (), _ALSO: ()}
        text = _text(self._path)
        if not any(name in text for name in self.names):
            return
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or 1
            raise self.fault(line, f"is no Python ({getattr(error, 'msg', error)}); mend this line") from error
        top = set(map(id, tree.body))
        for statement in ast.walk(tree):
            self._note(statement, top=id(statement) in top)

    def fault(self, line: int, words: str) -> ConfigError:
        """An error that names the file and a line."""
        place = self._path.relative_to(self._root).as_posix()
        return ConfigError(f"{place}, line {line}: {words}")

    def _note(self, statement: ast.AST, *, top: bool) -> None:
        bound = {node.id: node for node in _bound(statement) if node.id in self.names}
        for name, node in bound.items():
            value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
            names = _literal(value)
            plain = top and isinstance(statement, ast.Assign | ast.AnnAssign) and not self.lines[name]
            if not plain or names is None or len(_bound(statement)) > 1:
                raise self.fault(node.lineno, f"{name} is no list of names; {_FORM.format(name=name)}, once")
            self.lines[name], self.names[name] = node.lineno, names


def declared(assignment: Assignment, question: str) -> Declared:
    """What a question's file declares; nothing where there is no such file.

    Raises
    ------
    ConfigError
        Naming file and line, where a list is no list of names, or names what it may not.
    """
    said = _Lines(assignment, question)
    uses, also = said.names[_USES], said.names[_ALSO]
    _check_kinds(assignment, question, said)
    order = list(assignment.points)
    earlier = order[: order.index(question)] if question in order else order  # practice is no question with points
    for name in uses:
        if name not in earlier:
            may = f"may use {listing(earlier)}, which stand before it" if earlier else "is the first, and may use none"
            raise said.fault(said.lines[_USES], f"{_USES} names {name}; {question} {may}")
    for name in also:
        if not name.isidentifier() or keyword.iskeyword(name):
            raise said.fault(said.lines[_ALSO], f"{_ALSO} names {name!r}, which no function can be called")
        if name in assignment.points:
            raise said.fault(said.lines[_ALSO], f"{_ALSO} names {name}, which is a question of its own")
    for key, names in said.names.items():
        if len(set(names)) < len(names):
            raise said.fault(said.lines[key], f"{key} names a function twice; leave one out")
    return Declared(uses, also)


def _check_kinds(assignment: Assignment, question: str, said: _Lines) -> None:
    """Let no question that asks for a value or a figure use a function, or be used as one."""
    if (kind := kind_of(assignment, question)) != "function":
        asks = "a figure" if kind == "figure" else "a value"
        for name in (one for one, line in said.lines.items() if line):
            words = f"{name} is for a question that asks for a function, and this one asks for {asks}; take it out"
            raise said.fault(said.lines[name], words)
    for name in said.names[_USES]:
        if (kind := kind_of(assignment, name)) != "function":
            asks = "a figure" if kind == "figure" else "a value"
            raise said.fault(said.lines[_USES], f"{_USES} names {name}, which asks for {asks}, and not for a function")


def also_of(assignment: Assignment, question: str) -> tuple[str, ...]:
    """The further functions of a question; none where its file cannot be read, which is told elsewhere."""
    try:
        return declared(assignment, question).also
    except ConfigError:
        return ()


def used_by(assignment: Assignment, question: str) -> tuple[str, ...]:
    """The questions that one uses, and those that these use, in their order; none where a file cannot be read."""
    found: set[str] = set()
    waiting = [question]
    while waiting:
        try:
            new = set(declared(assignment, waiting.pop()).uses) - found
        except ConfigError:
            continue
        found |= new
        waiting += new
    return tuple(name for name in assignment.points if name in found)


def used_functions(assignment: Assignment, question: str) -> tuple[str, ...]:
    """All functions of the questions that one uses."""
    return tuple(name for one in used_by(assignment, question) for name in functions_of(assignment, one))


def functions_of(assignment: Assignment, question: str) -> tuple[str, ...]:
    """All functions that a learner writes in a question, its own first."""
    return (question, *also_of(assignment, question))


def declaring(assignment: Assignment) -> list[Path]:
    """The question files that say something of other functions: whatever grades must have them."""
    files = map(assignment.question_file, assignment.points)
    return [path for path in files if any(name in _text(path) for name in (_USES, _ALSO))]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""  # what keeps it from being read is told where the question is tried


def _bound(statement: ast.AST) -> list[ast.Name]:
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign | ast.AugAssign | ast.For | ast.NamedExpr):
        targets = [statement.target]
    else:
        return []
    return [node for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]


def _literal(value: ast.expr | None) -> tuple[str, ...] | None:
    """The names of a list or tuple that holds nothing but texts."""
    if not isinstance(value, ast.List | ast.Tuple):
        return None
    names = [one.value for one in value.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return tuple(names) if len(names) == len(value.elts) else None
