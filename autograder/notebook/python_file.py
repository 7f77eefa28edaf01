"""Cells of a Python file: at the marks that editors write, or else one for each top-level statement.

A file is cut also where part of it is no Python: a line for IPython, a slip of the pen. What does not parse then costs
itself, as a broken cell of a notebook does.
"""

from __future__ import annotations

import ast
import io
import itertools
import keyword
import re
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PYTHON = 256 << 10  # its syntax tree takes a thousand times as much
_CELL_MARK = re.compile(
    r"""^\#[ \t]*(?:
        %%+(?:[ \t\[{].*)?                   # Spyder, VS Code, PyCharm, Jupytext; "# %%time" is a magic taken out
      | In[ ]?\[[ \d*]*\]:?                 # nbconvert
      | <(?:code|markdown|raw|html|heading)cell\b[^>\n]*>
      | COMMAND[ ]-{5,}                     # Databricks
    )[ \t]*$""",
    re.MULTILINE | re.VERBOSE,
)
_BINDS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom)
_LOOKS_LIKE_PYTHON = re.compile(r"^[ \t\f]*(?:def|import|from)\s+\w", re.MULTILINE)
_GOES_ON = re.compile(r"(?:else|elif|except|finally)\b|[)\]}]")  # at the left margin: it belongs to what is above
_FOR_IPYTHON = re.compile(r"[ \t]*(?:[!%].*|\?+[\w.]+|[\w.]+\?+|[\w, ]+=[ \t]*[!%].*)[ \t]*$")
# Two words and more up to the end of the line, and no statement that was begun; or a line under a heading.
_BEGUN = "|".join((*keyword.kwlist, "print", "exec"))
_PROSE = re.compile(
    rf"(?!(?:{_BEGUN})\b)[^\W\d_][\w',;.-]*(?:[ \t]+[\w',;.()?!:-]+)+[ \t]*$|[=~*^-]{{3,}}[ \t]*$|\.\. ", re.MULTILINE
)
_FENCES = ("```", "~~~")
_TRIPLE = ('"""', "'''")
_COLAB_TOOK_OUT = "# Commented out IPython magic to ensure Python compatibility.\n"
_MOST_TRIED = 40  # blocks, each from a line at the left margin to the next, that may belong to one statement
_LONGEST_STRING = 400  # blocks that may lie in a string of three quotes
_MOST_PARSED = 1 << 19  # characters, over all tries; a short one counts for more, and a step without one for _STEP
_FIRST_TRY, _TRY, _STEP = 50, 1000, 10


def has_marks(text: str) -> bool:
    """Whether an editor's marks divide a text into cells."""
    return bool(_CELL_MARK.search(_with_newlines(text)))


def is_python(text: str) -> bool:
    """Whether a text is a Python file: it parses and binds something; or looks as if it should, and is no Markdown."""
    text = _with_newlines(text)
    statements = _parsed(text)
    if statements is not None:
        return any(isinstance(node, _BINDS) for top in statements for node in ast.walk(top))
    looks = bool(_LOOKS_LIKE_PYTHON.search(text))
    return looks and not any(piece.startswith(_FENCES) for piece in _pieces(_lines(text)))


def cells_of(text: str) -> list[str]:
    """Sources of a Python file's cells, in order."""
    text = _with_newlines(text)
    if _CELL_MARK.search(text):
        return [cell for cell in _CELL_MARK.split(text) if not _is_comment(cell)]
    found: list[str] = []
    for number, part in enumerate(text.split(_COLAB_TOOK_OUT)):
        lines = _lines(part)
        taken_out = _taken_out(lines) if number else []
        found += ["".join(taken_out)] if taken_out else []
        found += _statements(lines[len(taken_out) :])
    return found


def holds_prose(cells: list[str]) -> bool:
    """Whether a cell that is no Python is a line of prose: words and no sign of code, or a line under a heading."""
    return any(_PROSE.match(cell.lstrip()) and _parsed(cell) is None for cell in cells)


def _taken_out(lines: list[str]) -> list[str]:
    """The cell that Colab made a comment of, because its first line is a magic for the whole cell."""
    if not lines or not lines[0].startswith("# %%"):
        return []
    commented = itertools.takewhile(lambda line: line.startswith("#"), lines)
    return [line.removeprefix("#").removeprefix(" ") for line in commented]


def _statements(lines: list[str]) -> Iterator[str]:
    statements = _parsed("".join(lines))
    if statements is None:
        return _pieces(lines)
    return ("".join(lines[start - 1 : end]) for start, end in _spans(statements))


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> list[str]:
    """Lines with their ends; ``str.splitlines`` ends them where Python does not."""
    return io.StringIO(text, newline="\n").readlines()


def _is_comment(cell: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in cell.split("\n"))


def _parsed(text: str) -> list[ast.stmt] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _spans(statements: list[ast.stmt]) -> list[tuple[int, int]]:
    """First and last line of each statement with its decorators; those that share a line belong together."""
    spans: list[tuple[int, int]] = []
    for node in statements:
        start = min([node.lineno, *[one.lineno for one in getattr(node, "decorator_list", [])]])
        end = node.end_lineno or node.lineno
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _pieces(lines: list[str]) -> Iterator[str]:
    """Cut lines that do not parse as a whole: from one at the left margin up to where what it begins is whole."""
    starts = [number for number, line in enumerate(lines) if _begins(line)]
    blocks = ["".join(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    left, at = _MOST_PARSED, 0
    while at < len(blocks):
        count, cost = _whole(blocks[at : at + _LONGEST_STRING], left) if left > 0 else (1, 0)
        yield "".join(blocks[at : at + count])
        left -= cost
        at += count


def _begins(line: str) -> bool:
    return bool(line[:1].strip()) and line[0] != "#" and not _GOES_ON.match(line)


def _whole(blocks: list[str], budget: int) -> tuple[int, int]:
    """How many blocks the first statement takes, one where it never is whole; and what finding out has cost."""
    piece, cost, tries = "", 0, 0
    for count, block in enumerate(blocks, start=1):
        piece += block
        cost += _STEP
        if any(piece.count(quotes) % 2 for quotes in _TRIPLE):
            cost += len(piece) // _STEP
            continue  # within a string of three quotes, which may be long
        if block.startswith("@"):
            continue  # what it decorates comes next
        cost += len(piece) + (_TRY if tries else _FIRST_TRY)
        tries += 1
        if cost > budget:
            break
        if _stands_alone(piece):
            return count, cost
        if tries >= _MOST_TRIED or not _may_go_on(piece):
            break
    return 1, cost


def _may_go_on(piece: str) -> bool:
    """Whether the next line at the left margin can belong to what does not parse yet."""
    opened = sum(map(piece.count, "([{")) - sum(map(piece.count, ")]}"))
    return opened > 0 or piece.startswith("@") or piece.rstrip("\n").endswith("\\")


def _stands_alone(piece: str) -> bool:
    if _parsed(piece) is not None:
        return True
    lines = piece.split("\n")
    kept = [" " * (len(one) - len(one.lstrip())) + "pass" if _FOR_IPYTHON.match(one) else one for one in lines]
    return kept != lines and _parsed("\n".join(kept)) is not None
