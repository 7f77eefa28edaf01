"""One cause, one message: what fails, or stops, only because something before it did is told with that, and counted."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.questions.checks import IN_LINE, WAITING
from autograder.text import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from autograder.model import Notebook, Verdict
    from autograder.sandbox.session import Trouble

_AGAIN = "was not tried again"  # a function that has cost its worker twice
_WANTING = re.compile(r"stopped with NameError: name '(\w+)' is not defined")
_OWN = re.compile(r"stopped with (Syntax|Indentation|Tab)Error")  # which no other cell can cause
_LINE = re.compile(r" \(line (\d+)\)$")
# What a line would have bound, had its cell run. No two parts of an alternative can match the same text.
_DEFINES = re.compile(r"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|^(\w+)[ \t]*=(?!=)", re.MULTILINE)
_IMPORTS = re.compile(r"^(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+([\w., \t]+)", re.MULTILINE)
_MOST_TOLD = 100  # cells that stopped; a notebook may have a hundred thousand
_FIRST_LINE = 60  # characters of a cell, by which a person finds it


def told_once(verdicts: Sequence[Verdict], note: str = "", *, gone: bool = False) -> tuple[Verdict, ...]:
    """The verdicts; a public one that fails for the same cause as one before it is marked so.

    So is one that says what the ``note`` on its question says, and each where its function is ``gone``.
    """
    told = {note} if note else set()
    found = []
    for verdict in verdicts:
        failed = verdict.outcome == "failed" and not verdict.hidden
        waits = bool(told) and (verdict.says.startswith(WAITING) or _AGAIN in verdict.says)
        follows = failed and (gone or waits or verdict.says in told)
        found.append(replace(verdict, follows=True) if follows else verdict)
        if failed:
            told.add(verdict.says)
    return tuple(found)


def told_troubles(troubles: Sequence[Trouble], notebook: Notebook) -> list[str]:
    """The cells that stopped, in words; those that stopped for want of another one are counted with that one."""
    sources = {cell.number: cell.source for cell in notebook.cells}
    causes: dict[int, int] = {}  # by the cell that stopped first, how many stopped because of it
    names: dict[str, int] = {}
    words: dict[str, int] = {}
    told = {}
    for trouble in troubles:
        same = f"{trouble.cell}" if _OWN.match(trouble.words) else _LINE.sub("", trouble.words)
        wanting = _WANTING.match(trouble.words)
        cause = names.get(wanting[1]) if wanting else words.get(same)
        for name in _bound_in(sources.get(trouble.cell, "")):
            names.setdefault(name, trouble.cell if cause is None else cause)
        if cause is not None:
            causes[cause] += 1
            continue
        if wanting:
            names.setdefault(wanting[1], trouble.cell)
        causes[trouble.cell], words[same] = 0, trouble.cell
        first = one_line(sources.get(trouble.cell, "").strip().split("\n")[0][:_FIRST_LINE])
        told[trouble.cell] = f"Code cell {trouble.cell} ({first}) {trouble.words}"
    said = [f"{words}{_and_so(causes[cell])}" for cell, words in told.items()]
    left_out = len(said) - _MOST_TOLD
    return [*said[:_MOST_TOLD], f"And {left_out} more code cells stopped."] if left_out > 0 else said


def _and_so(count: int) -> str:
    return f"; {counted(count, 'more cell')} stopped for the same cause" if count else ""


def _bound_in(source: str) -> Iterator[str]:
    """Names that a cell was to bind, as far as its lines tell; it may be no Python."""
    for match in _DEFINES.finditer(source):
        yield match[1] or match[2]
    for match in _IMPORTS.finditer(source):
        yield from (part.split(" as ")[-1].strip().partition(".")[0] for part in match[1].split(","))


def stopped_before(question: str, troubles: Iterable[Trouble], notebook: Notebook) -> str:
    """In words, which cell was to define a question's function, and what it stopped with; nothing where none was."""
    sources: Mapping[int, str] = {cell.number: cell.source for cell in notebook.cells}
    for trouble in troubles:
        if question in _bound_in(sources.get(trouble.cell, "")):
            line = notebook.line((trouble.cell, int(found[1]))) if (found := _LINE.search(trouble.words)) else ""
            said = f"Code cell {trouble.cell}, which is to define {question}, {trouble.words}"
            return said + (IN_LINE.format(line) if line else "")
    return ""
