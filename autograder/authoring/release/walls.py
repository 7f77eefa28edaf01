"""What a release must not hold: searched for in the zip itself, as a student would open it."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import stat
import zipfile
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from autograder.authoring.frame import carried_tests
from autograder.authoring.release.answered import answered_in
from autograder.authoring.release.private import ROOMS, squashed
from autograder.authoring.stubs import stub_for
from autograder.model import Cell, Notebook
from autograder.notebook.given import Function, body_of
from autograder.notebook.source import read_source
from autograder.questions.declared import functions_of
from autograder.questions.kind import instead_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from autograder.authoring.release.private import Private
    from autograder.kit import Assignment

FILE_MODE = 0o644
_HIDDEN_MARK = re.compile(r"""hidden["']?\s*[=:]\s*True""")
_SOMEBODYS_FOLDER = re.compile(r"(?:/home/|/Users/|\b[A-Za-z]:[\\/]+Users[\\/])\w")
_MODULE_OF_THE_KIT = re.compile(rf"(?:{'|'.join(ROOMS)})(?:\.\w+)+|solutions|autograder")
# A line that defines a function, and all below it that stands further to the right.
_DEFINITION = re.compile(r"^([ \t]*)(?:async[ \t]+)?def[ \t]+\w+[ \t]*\(.*(?:\n(?:\1[ \t)].*|[ \t]*$))*", re.MULTILINE)
_LONG = 20  # a shorter case name may stand in any sentence, and counts in code only


@dataclass(frozen=True)
class Piece:
    """A part of what students get: where it stands, its text, the code in it, and whether that is a carried check."""

    where: str
    text: str
    code: tuple[ast.stmt, ...] = ()
    is_check: bool = False

    @property
    def functions(self) -> Iterator[Function]:
        """All functions of the code; and those that stand in words, or in a cell that is no Python as a whole."""
        yield from (node for node in self.nodes if isinstance(node, Function))
        for found in _DEFINITION.finditer(self.text):
            yield from (
                one for part in _parsed(dedent(found[0])) for one in ast.walk(part) if isinstance(one, Function)
            )

    @property
    def nodes(self) -> Iterator[ast.AST]:
        """All nodes of the code."""
        for statement in self.code:
            yield from ast.walk(statement)


def faults_of(archive: Path, assignment: Assignment, private: Private, expected: Iterable[str]) -> list[str]:
    """Every wall that a zip breaks, a line each; none when it may be given out."""
    with zipfile.ZipFile(archive) as opened:
        infos = opened.infolist()
        contents = {info.filename: opened.read(info) for info in infos}
    faults = _odd_members(infos, set(expected))
    for name, data in contents.items():
        if source := private.files.get(hashlib.sha256(data).hexdigest()):
            faults.append(f"{name} is the file {source}, which is not for students")
        for piece in _pieces(name, data):
            faults += [f"{piece.where} {fault}" for fault in _private_text(piece, private)]
            faults += [f"{piece.where} {fault}" for fault in _private_code(piece, private)]
            if name.endswith(".ipynb"):
                faults += [f"{piece.where} {fault}" for fault in _answers(piece, assignment)]
        if name.endswith(".ipynb"):
            faults += [f"{name}, {fault}" for fault in _was_run(data)]
    return list(dict.fromkeys(faults))


def _odd_members(infos: list[zipfile.ZipInfo], expected: set[str]) -> list[str]:
    names = [info.filename for info in infos]
    faults = [f"the zip holds {name}, which is no part of the assignment" for name in names if name not in expected]
    faults += [f"the zip lacks {name}" for name in sorted(expected - set(names))]
    faults += [f"the zip holds {name} more than once" for name in sorted({n for n in names if names.count(n) > 1})]
    for info in infos:
        if info.external_attr >> 16 != stat.S_IFREG | FILE_MODE:
            faults.append(f"{info.filename} is in the zip as a link, or with odd rights")
    return faults


def _pieces(name: str, data: bytes) -> Iterator[Piece]:
    text = data.decode("utf-8", errors="replace")
    if name.endswith(".ipynb"):
        document = json.loads(text)
        for number, cell in enumerate(document.pop("cells"), start=1):
            source = _source(cell)
            code = _parsed(source) if cell["cell_type"] == "code" else ()
            yield Piece(f"{name}, cell {number},", source, code)
            if cell["cell_type"] == "code":
                tests = carried_tests(source).items()
                yield from (Piece(f"{name}, check of {test},", own, _parsed(own), is_check=True) for test, own in tests)
            yield Piece(f"{name}, beside cell {number},", json.dumps({**cell, "source": ""}, ensure_ascii=False))
        yield Piece(f"{name}, beside its cells,", json.dumps(document, ensure_ascii=False))
    else:
        yield Piece(name, text, _parsed(text) if name.endswith(".py") else ())


def _parsed(source: str) -> tuple[ast.stmt, ...]:
    return tuple(read_source(Notebook((Cell(1, source),), None)).statements)


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def _private_text(piece: Piece, private: Private) -> Iterator[str]:
    packed = squashed(piece.text)
    yield from (f"holds {what}" for line, what in private.lines.items() if line in packed)
    yield from (what for text, what in private.written.items() if text in packed)
    yield from (f"holds {what}" for case, what in private.cases.items() if len(case) >= _LONG and case in piece.text)
    for word, what in private.words.items():
        if re.search(rf"(?<![\w.]){re.escape(word)}(?!\w)", piece.text):
            yield f"holds {what} ({word})"
    if _HIDDEN_MARK.search(piece.text):
        yield "marks a case as hidden; hidden tests are not for students"
    if found := _SOMEBODYS_FOLDER.search(piece.text):
        yield f"holds a path of somebody's machine ({found[0]}...)"


def _private_code(piece: Piece, private: Private) -> Iterator[str]:
    yield from (what for node in piece.functions if (what := private.bodies.get(body_of(node))))
    for node in piece.nodes:
        for module in _modules(node):
            if module.partition(".")[0] in ROOMS:
                yield f"imports {module}, which students do not have"
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value in private.cases:
                yield f"holds {private.cases[node.value]}"
            if _MODULE_OF_THE_KIT.fullmatch(node.value):
                yield f"names the module {node.value}, which students do not have"


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


def _answers(piece: Piece, assignment: Assignment) -> Iterator[str]:
    """Functions that a cell or a check gives something for, other than the stub."""
    names = [name for question in assignment.asked for name in functions_of(assignment, question)]
    found = answered_in(piece.code, is_check=piece.is_check) & {
        *names,
        *(instead_of(assignment, question) for question in assignment.asked),
    }
    if found and piece.text not in {stub_for(assignment, name) for name in names}:
        yield from (f"answers {name}; students start from the stub" for name in sorted(found))


def _was_run(data: bytes) -> Iterator[str]:
    for number, cell in enumerate(json.loads(data)["cells"], start=1):
        if cell.get("outputs"):
            yield f"cell {number}, holds what it printed when somebody ran it"
        if cell.get("execution_count") is not None:
            yield f"cell {number}, tells that somebody ran it"
