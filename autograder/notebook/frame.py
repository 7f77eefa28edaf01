"""The block of a notebook's first cell that carries its public checks. While grading it is put aside, unread.

``autograder build`` writes it between two marks. In a worker the checks decide nothing, so that a block which is as it
was given out is replaced by the one line that it amounts to there. Another that somebody changed is run as it stands:
it finds out by itself where it is, and does as much. A slip of the hand in our lines costs nobody a mark: of a block
that is no Python any more the same line is left, and of such a cell its imports.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.notebook.source import parsed

if TYPE_CHECKING:
    from collections.abc import Collection

    from autograder.model import Notebook

BEGIN = "# --- the checks of this notebook: nothing is to be changed from here"
END = "# --- to here"
_IMPORTS = "import numpy as np\nimport matplotlib.pyplot as plt"
_WHILE_GRADING = 'grader = __import__("otter").Notebook()'


def frames_in(built: bytes) -> frozenset[str]:
    """Digests of the blocks in a built notebook; none of a file that is no notebook."""
    try:
        sources = ["".join(cell["source"]) for cell in json.loads(built)["cells"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return frozenset()
    return frozenset(_digest(block) for source in sources if (block := block_in(source)))


def without_frames(notebook: Notebook, given: Collection[str]) -> Notebook:
    """The notebook, with what a block does while grading in place of each that is as ``given``, or is broken."""
    cells = (replace(cell, source=_put_aside(cell.source, given)) for cell in notebook.cells)
    return replace(notebook, cells=tuple(cells))


def block_in(source: str) -> str:
    """The block in a cell, from its first mark to its last; empty where there is none."""
    start = source.find(BEGIN)
    end = source.find(END, start + len(BEGIN)) if start >= 0 else -1
    return source[start : end + len(END)] if end >= 0 else ""


def _put_aside(source: str, given: Collection[str]) -> str:
    if BEGIN not in source:
        return source
    block = block_in(source) or source[source.index(BEGIN) :]
    known = _digest(block) in given or not parsed(block)
    left = source.replace(block, _WHILE_GRADING) if known else source
    return left if parsed(left) else f"{_IMPORTS}\n{_WHILE_GRADING}"


def _digest(block: str) -> str:
    """SHA-256 of a block, whatever an editor makes of ends of lines."""
    return hashlib.sha256("\n".join(map(str.rstrip, block.splitlines())).encode(errors="replace")).hexdigest()
