"""The built cells of a notebook: the first, with helpers and checks, and the last ones, with lines and the receipt.

The text of an assignment says where they stand: ``# first``, below which may be helpers of its own, and ``# last``.
"""

from __future__ import annotations

import ast
import re
import textwrap
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from autograder.notebook.frame import BEGIN, END, block_in
from autograder.questions.declared import functions_of
from autograder.questions.flatten import flatten
from autograder.questions.kind import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from autograder.kit import Assignment

FIRST = re.compile(r"\A# first(?:\n(?P<own>.*))?\Z", re.DOTALL)
LAST = re.compile(r"\A# last\Z")
HIDDEN = {"tags": ["hide-input"], "jupyter": {"source_hidden": True}, "cellView": "form"}  # Book, Jupyter, Colab
OLDEST = (3, 10)  # which the public tests are written for
_TITLE = "# @title Run this cell first. You need not read it: it loads NumPy, matplotlib and the checks.\n\n\n"
_FOR_US = re.compile(r"  # (?:noqa|type: ignore).*$", re.MULTILINE)  # remarks for our own tools
_HELPERS = (
    *("Lacking", "lacks", "name_of", "attempt", "not_begun"),
    *("predicted", "numbers_in", "Described", "show", "slider"),
)
_FRAME = "autograder.authoring.frame"
_ROOMS = (_FRAME, "autograder.sandbox.answers", "autograder.notebook.definitions")
_IMPORTS = """\
try:
    import numpy as np
except ImportError:
    np = Lacking("numpy")
try:
    import matplotlib.pyplot as plt
except ImportError:
    plt = Lacking("matplotlib")
try:
    from IPython.display import display
except ImportError:
    display = print
"""
_GRADER = """\
def _grader(names):
    import sys

    otter = sys.modules.get("otter")
    if getattr(otter, "INERT", False):  # while grading nothing is checked here
        return otter.Notebook()
    parts = [
{parts}
    ]
    parts = [part[5:-5].replace("\\n    ", "\\n") for part in parts]
    given = {{
{given}
    }}
    given["tests"] = {{name: "\\n\\n\\n".join(parts[i] for i in made) for name, made in given["tests"].items()}}
    lack = lacks("numpy") if isinstance(np, Lacking) else ""
    if sys.version_info < {oldest}:
        lack = "This notebook needs Python {version} or later, and this is {{}}.{{}}.".format(*sys.version_info)
    if lack:
        print(lack)
        return type("Grader", (), dict.fromkeys({calls}, lambda *_, **__: print(lack)))()
    room = {{"__name__": "checks"}}
    exec(compile(parts[-1], "the checks of this notebook", "exec"), room)
    print("Ready: {ready}. Nothing is sent anywhere.")
    return room["Checks"](given, names)


grader = _grader(globals())
del _grader"""
_CALLS = ("check", "check_all", "export", "receipt")
_LINES = {"collaborators": "collaborators", "ai_help": "ai"}  # the name in the notebook, its words in the configuration
_OTTERS = """\
Were you asked for Otter's zip file instead? Take away the `#` and run the cell once, after saving."""
_HAND_IN = """\
## Hand in

1. *Restart the kernel and run all cells*: the notebook should run from top to bottom.
2. Read what the last cell says.
3. Save.
4. {hand_in}"""
_LATE = """\


**It is 23:58 and this notebook does not run.** Hand it in as it is: what does not run costs its own points and no
others. If it does not even open, paste your functions into a plain text file `{name}.py`, each `def` at the start of a
line, and hand in that."""


def own_code(source: str) -> str | None:
    """What a cell of the text adds to the first cell of the notebook; None where it is another cell."""
    found = FIRST.match(source)
    return None if found is None else (found["own"] or "").strip("\n")


def first_cell(assignment: Assignment, tests: Mapping[str, str] | None, own: str, given: Sequence[str]) -> Any:
    """The first code cell, with the checks of ``tests``; without any it is Otter that checks.

    ``own`` is what the text adds to it, ``given`` the functions that the notebook brings along.
    """
    checks = "import otter\n\ngrader = otter.Notebook()"
    if tests is not None:
        checks = f"{BEGIN}\n{_grader(assignment, tests, given)}\n{END}"
    parts = [_TITLE + _helpers(), _IMPORTS + checks, own]
    return nbformat.v4.new_code_cell("\n\n\n".join(filter(None, parts)), metadata=HIDDEN)


def last_cells(assignment: Assignment, *, otter: bool) -> Iterator[Any]:
    """The cells below the last question: who helped, how to hand in, and the receipt."""
    words, lines = assignment.words, _lines(assignment)
    said = [getattr(words, _LINES[name]) for name in lines]
    if lines:
        told = [*said, "Write between quotes, in place of each `...`. No points depend on it."]
        yield nbformat.v4.new_markdown_cell("## Who helped\n\n" + "\n\n".join(told))
        yield nbformat.v4.new_code_cell("\n".join(f"{name} = ..." for name in lines))
    steps = _HAND_IN.format(hand_in=words.hand_in.strip().replace("\n", "\n   "))
    if otter:
        steps = steps.replace("2. Read what the last cell says.\n3.", "2.").replace("4.", "3.")
        yield nbformat.v4.new_markdown_cell(f"{steps}{_LATE.format(name=assignment.name)}\n\n{_OTTERS}")
        yield nbformat.v4.new_code_cell("# grader.export(pdf=False)")
        return
    yield nbformat.v4.new_markdown_cell(steps + _LATE.format(name=assignment.name))
    yield nbformat.v4.new_code_cell("grader.receipt()")


def carried_tests(source: str) -> dict[str, str]:
    """The test files that a first cell carries, as they are run there; none of a cell that carries none."""
    block = block_in(source)
    try:
        [function] = [one for one in ast.parse(block).body if isinstance(one, ast.FunctionDef)]
        bound: dict[str, list[ast.expr]] = {}
        for one in function.body:
            if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
                bound.setdefault(one.targets[0].id, []).append(one.value)
        parts = [_decoded(part) for part in ast.literal_eval(bound["parts"][0])]
        made = ast.literal_eval(bound["given"][0])["tests"]
        return {name: "\n\n\n".join(parts[i] for i in numbers) for name, numbers in made.items()}
    except (SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return {}


def _grader(assignment: Assignment, tests: Mapping[str, str], brought: Sequence[str]) -> str:
    parts: dict[str, int] = {}
    made = {name: [parts.setdefault(part, len(parts)) for part in text.split("\n\n\n")] for name, text in tests.items()}
    listed = [*parts, _light()]
    given = {
        "name": assignment.name,
        "questions": [_question(assignment, name) for name in assignment.asked],
        "tests": made,
        "hand_in": assignment.words.hand_in.strip(),
        "lines": _lines(assignment),
        "brought": list(brought),
    }
    number = len(tests)
    return _GRADER.format(
        parts="\n".join(f"{_encoded(part)}," for part in listed),
        given="\n".join(f"        {key!r}: {value!r}," for key, value in given.items()),
        oldest=OLDEST,
        version=".".join(map(str, OLDEST)),
        calls=_CALLS,
        ready=f"the checks of {number} question{'' if number == 1 else 's'}",
    )


def _question(assignment: Assignment, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "points": assignment.points.get(name),
        "functions": list(functions_of(assignment, name)),
        "valued": kind_of(assignment, name) in ("choice", "number", "text"),
    }


def _lines(assignment: Assignment) -> list[str]:
    """The names of the lines that earn nothing: those for which the course has words."""
    said = [name for name, key in _LINES.items() if getattr(assignment.words, key).strip()]
    return [name for name in said if name not in assignment.asked]


def _encoded(part: str) -> str:
    """A text as Python that gives it when it is decoded, and that can be read; indented, so that no line defines."""
    inner = textwrap.indent(part, "    ")
    text = f"\n{inner}\n    "
    if "'''" not in part and _decoded(text) == part:
        return f"r'''{text}'''"
    return repr("\n    " + part.replace("\n", "\n    ") + "\n    ")


def _decoded(text: str) -> str:
    return text[5:-5].replace("\n    ", "\n")


@cache
def _helpers() -> str:
    """The functions that cells may call, as one text."""
    return _FOR_US.sub("", flatten(Path(), f"{_FRAME}.helpers", _HELPERS, (_FRAME,), bare=True).code)


@cache
def _light() -> str:
    """The program that checks, as one text."""
    return _FOR_US.sub("", flatten(Path(), f"{_FRAME}.light", ["Checks"], _ROOMS, bare=True).text.strip())
