"""What no student may get, in the forms in which it would show: lines, function bodies, names, whole files."""

from __future__ import annotations

import ast
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from autograder.authoring.given import given_names, modules_of
from autograder.course.lateness import is_over
from autograder.course.people_file import roster_of
from autograder.errors import ConfigError
from autograder.notebook.given import body_of, is_docstring
from autograder.questions.value_file import value_question

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from autograder.kit import Assignment, Kit
    from autograder.questions.values import ValueQuestion

ROOMS = ("autograder", "solutions", "tests")  # modules of the kit, which students do not have
_TELLING = 20  # characters without spaces: what is shorter stands in any program
_STILL = "which is still to be graded: take it out, or write # given: {} when nobody can hand that in any more"
_OF_NOBODY = "which is of no assignment that is over: take it out, or give it by a cell # given: {}"
_TELLING_ID = 6  # characters: a shorter number stands in any text


@dataclass(frozen=True)
class Private:
    """What one assignment's release is searched for, each with what it is called in a message.

    ``lines`` of the reference without spaces, ``bodies`` of functions whatever their names are, and as they are
    ``written``, ``cases`` of the hidden tests, ``words`` that may stand nowhere, and the SHA-256 of whole ``files``.
    ``unread`` are references that could not be searched for, with the reason.
    """

    lines: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def private_of(kit: Kit, assignment: Assignment, now: datetime) -> Private:
    """Collect what is private to the instructor of an assignment: its own reference, and what others still ask.

    Raises
    ------
    ConfigError
        When the reference, a hidden test or the class's roster cannot be read.
    """
    private = Private(words={str(kit.root): "a path of this machine"})
    _add_references(private, kit, assignment, now)
    _add_values(private, kit, assignment, now)
    for question in assignment.asked:
        if question in assignment.points or assignment.hidden_test(question).is_file():
            _add_hidden_test(private, assignment.hidden_test(question))
    for member in roster_of(kit).members:
        for value in (member.person.email, member.person.student_id):
            if len(value) >= _TELLING_ID:
                private.words[value] = "somebody's identity from the class folder"
    for path in _private_files(kit):
        if data := path.read_bytes():
            private.files[hashlib.sha256(data).hexdigest()] = f"{path.parent.name}/{path.name}"
    return private


def squashed(text: str) -> str:
    """The text without spaces and line ends, which nobody keeps when they paste."""
    return "".join(text.split())


def _private_files(kit: Kit) -> Iterator[Path]:
    rooms = ("solutions", "tests/hidden", "tests/questions", "tests/answers")
    found = [*(path for room in rooms for path in (kit.root / room).rglob("*")), *kit.class_folder.glob("*")]
    own = (path for path in sorted(found) if path.suffix in (".py", ".yaml", ".csv", ".json"))
    return (path for path in own if path.is_file())


def _add_references(private: Private, kit: Kit, assignment: Assignment, now: datetime) -> None:
    """Add every function of ``solutions``, but for those that this notebook is given and those of what is over.

    A module that is no assignment's may be of one to come. What cannot be read of others cannot be searched for.
    """
    given = given_names(kit, assignment, now)
    roster = roster_of(kit)
    for module, path in modules_of(kit.root):
        name = module.removeprefix("solutions.")
        if name == assignment.name:
            _add_own(private, *_read(path), kept={one for place, one in given if place == module})
        elif name not in kit.written or not is_over(name, kit.config, roster, now):
            end = _STILL if name in kit.written else _OF_NOBODY
            try:
                source, tree = _read(path)
            except ConfigError as error:
                private.unread.append(str(error))
                continue
            for node in _functions(tree, {one for place, one in given if place == module}):
                _add_other(private, source, node, f"what {node.name} of {name} does, {end.format(node.name)}")


def _functions(tree: ast.Module, kept: set[str]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions of a module, methods too, but for those at its top that are kept out, and what is in them."""
    for statement in tree.body:
        if getattr(statement, "name", None) not in kept:
            found = ast.walk(statement)
            yield from (node for node in found if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _add_own(private: Private, source: str, tree: ast.Module, kept: set[str]) -> None:
    for node in _functions(tree, kept):
        if len(squashed(body := body_of(node))) >= _TELLING:
            private.bodies[body] = f"does what the reference's {node.name} does, step by step"
        for line in _lines(source, node):
            if len(squashed(line)) >= _TELLING:
                private.lines[squashed(line)] = f"a line of the reference's {node.name} ({' '.join(line.split())})"


def _add_other(private: Private, source: str, node: ast.FunctionDef | ast.AsyncFunctionDef, what: str) -> None:
    """A function of another assignment: its lines alone may stand anywhere, all of them together may not."""
    if len(squashed(body := body_of(node))) < _TELLING:
        return
    private.bodies.setdefault(body, f"does, step by step, {what}")
    statements = [one for one in node.body if not is_docstring(one)]
    as_written = [ast.get_source_segment(source, one) or "" for one in statements]
    for text in (as_written, map(ast.unparse, statements)):
        private.written[squashed("".join(text))] = f"holds {what}"


def _add_values(private: Private, kit: Kit, assignment: Assignment, now: datetime) -> None:
    """Add what gives away the answers that are plain values, of this assignment and of others that are not over."""
    for other in kit.written.values():
        own = other.name == assignment.name
        if own or not is_over(other.name, kit.config, roster_of(kit), now):
            for question in other.points:
                try:
                    asked = value_question(other, question)
                except ConfigError as error:
                    if own:
                        raise
                    private.unread.append(str(error))
                    continue
                if asked is not None:
                    _add_value(private, asked, f"{question} of {other.name}")


def _add_value(private: Private, asked: ValueQuestion, called: str) -> None:
    for code in asked.secret:
        for text in (code, code.replace(" ", "")):
            private.words[text] = f"what is right for {called}"
    for hint in asked.hints.values():
        if len(squashed(hint)) >= _TELLING:
            private.lines[squashed(hint)] = f"what is asked of who is wrong in {called} ({hint:.40})"


def _lines(source: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """Statements of a function as they are written; what it returns, by itself too."""
    for statement in ast.walk(function):
        if not isinstance(statement, ast.stmt) or is_docstring(statement) or statement is function:
            continue
        if inner := getattr(statement, "body", None):
            yield "\n".join(source.splitlines()[statement.lineno - 1 : inner[0].lineno - 1])
            continue
        parts: list[ast.AST] = [statement]
        if isinstance(statement, ast.Return) and statement.value is not None:
            parts.append(statement.value)
        for part in parts:
            yield ast.get_source_segment(source, part) or ""


def _add_hidden_test(private: Private, path: Path) -> None:
    _, tree = _read(path)
    private.words[path.stem] = "the name of a hidden test"
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "name" and isinstance(node.value, ast.Constant):
            case = str(node.value.value)
            private.cases[case] = f"the name of a hidden case ({case})"


def _read(path: Path) -> tuple[str, ast.Module]:
    try:
        source = path.read_text(encoding="utf-8")
        return source, ast.parse(source)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except (SyntaxError, ValueError) as error:
        raise ConfigError(f"{path}: is no Python ({error}).") from error
