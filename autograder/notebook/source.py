"""The notebook's own source as syntax trees: what is no Python, or too much of it, is left out."""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.model import Notebook

_LONGEST_SOURCE = 200_000  # of all cells together: a tree takes a thousand times as much
# Texts, and the characters of one: the cells of five notebooks that are graded in turn, in 140 MB at the very worst.
# With fewer, each is forgotten before it comes again.
KEPT, USUAL = 192, 2000
_ASSIGNS_MAGIC = re.compile(r"[\w\s,.*]+=\s*[%!]")  # files = !ls
_WRITES = {"%%writefile", "%%file"}


@dataclass
class Source:
    """Statements of the cells in order, and those of the modules that cells write."""

    statements: list[ast.stmt] = field(default_factory=list)
    modules: dict[str, list[ast.stmt]] = field(default_factory=dict)


def read_source(notebook: Notebook) -> Source:
    """Parse the cells; one that is no Python contributes nothing."""
    source = Source()
    for path, data in notebook.modules.items():
        if len(data) <= _LONGEST_SOURCE:
            source.modules[_module_name(path)] = parsed(data.decode("utf-8", "replace"))
    for magic, _, statements in _cells(notebook):
        if magic and magic[0] in _WRITES:
            source.modules[_module_name(magic[-1])] = statements
        else:
            source.statements += statements
    return source


def statements_of(notebook: Notebook) -> list[tuple[int, list[ast.stmt]]]:
    """The statements of each cell that is run as it stands, with its number."""
    return [(number, found) for magic, number, found in _cells(notebook) if not magic or magic[0] not in _WRITES]


def _module_name(path: str) -> str:
    return path.split("/")[-1].removesuffix(".py")


def _cells(notebook: Notebook) -> Iterator[tuple[list[str], int, list[ast.stmt]]]:
    """Each cell's magic by its words, its number, and its statements."""
    left = _LONGEST_SOURCE
    for cell in notebook.cells:
        if len(cell.source) > left:
            continue
        left -= len(cell.source)
        first, _, rest = cell.source.lstrip().partition("\n")
        magic = first.split() if first.startswith("%%") else []
        yield magic, cell.number, parsed(rest if magic else cell.source)


def parsed(text: str) -> list[ast.stmt]:
    """The statements of a cell, none where it is no Python; without lines for IPython only if it is none with them."""
    found = _parsed_exactly(text)
    bare = text if found else "\n".join(map(_without_magic, text.split("\n")))
    return found if bare == text else _parsed_exactly(bare)


def _without_magic(line: str) -> str:
    bare = line.strip()
    is_magic = bare.startswith(("%", "!", "?")) or bare.endswith("?") or _ASSIGNS_MAGIC.match(bare) is not None
    return f"{line[: len(line) - len(line.lstrip())]}pass" if is_magic else line


def _parsed_exactly(text: str) -> list[ast.stmt]:
    return _kept(text) if len(text) <= USUAL else _kept.__wrapped__(text)


@lru_cache(maxsize=KEPT)
def _kept(text: str) -> list[ast.stmt]:
    """The statements of a text, which nobody changes: a notebook is read three times, a given cell in all of them."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
