"""Text that is surely no Python: Markdown in its dialects, and web pages. Code may stand in it, and is not read."""

from __future__ import annotations

import ast
import re
import warnings

_FRONT_MATTER = re.compile(r"---[ \t\r]*\n")  # of MyST, Jupytext and Quarto; no Python begins so
_TAG = re.compile(r"<[!?/a-zA-Z]")
_QUOTES = re.compile(r'"""|\'\'\'')
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_LONGEST = 256 << 10  # whose syntax tree is made here


def prose_kind(text: str) -> str:
    """What a text is if it is no Python for sure, in words that follow "Found"; else empty."""
    start = text.lstrip()
    if _TAG.match(start):
        return "a web page (HTML)"
    if _FRONT_MATTER.match(start) or (_is_fenced(text) and not _is_python(text)):
        return "Markdown"
    return ""


def _is_fenced(text: str) -> bool:
    """Whether a code fence stands outside of every text in triple quotes."""
    left, place = "", 0
    for quotes in _QUOTES.finditer(text):
        if not left:
            if _FENCE.search(text, place, quotes.start()):
                return True
            left = quotes[0]
        elif quotes[0] == left:
            left, place = "", quotes.end()
    return not left and _FENCE.search(text, place) is not None


def _is_python(text: str) -> bool:
    if len(text) > _LONGEST:
        return True  # perhaps: what reads it as Python says that it is too long
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
