"""What a learner reads of an error: its own words, the line of theirs that it came from, and what to ask about it.

What a public check uses of this is put into the test file that students have. So it needs the standard library only.
In the grader the error is one that says what another process raised: ``said`` and ``line`` are then its own.
"""

from __future__ import annotations

import linecache
import re
from typing import Any

ASKED_OF_ERRORS = (  # kind, part of its message, and the question; the first that fits
    ("TypeError", r"not callable", "Which name is called there like a function, and what is it by then?"),
    ("TypeError", r"bitwise_|for \^|for &|for \|", "What does {sign} do in Python, and is that what is meant there?"),
    ("TypeError", r"positional arg|required arg|keyword arg", "Which call there gets other arguments than it takes?"),
    ("TypeError", r"interpreted as an integer", "What needs a whole number there, and what does it get?"),
    ("TypeError", r"indices must be", "What stands between the square brackets there: a position, or a value?"),
    ("TypeError", r"has no len|of unsized", "Of what is the length asked there, and does it have one?"),
    ("TypeError", r"scalar|real number", "What needs a single number there, and what does it get?"),
    ("TypeError", r"not (iterable|subscriptable)", "What is taken apart there, and does it have parts?"),
    ("TypeError", r"unary|abs\(\)", "Of what is that taken there, and is it a number?"),
    ("TypeError", r"not supported between", "Which two things are compared there, and can they be?"),
    ("TypeError", r"ufunc", "What does that function get there, and does it consist of numbers?"),
    ("TypeError", r"operand|concatenate|sequence by", "Which two things meet in that line, and are both numbers?"),
    ("TypeError", r"", "Which thing in that line is of another kind than it needs to be?"),
    ("UFuncTypeError", r"contain a loop", "What does that function get there, and does it consist of numbers?"),
    ("UFuncTypeError", r"", "Which numbers can that array hold, and which are to be put into it?"),
    ("ValueError", r"truth value", "How many decisions are due there, and how many can be made at once?"),
    ("ValueError", r"unpack", "How many names stand on the left there, and how many values come?"),
    ("ValueError", r"broadcast|mismatch|aligned|dimension", "Things of different sizes meet there. Which ones?"),
    ("ValueError", r"both or neither", "Which outcome does np.where get there for either case?"),
    ("ValueError", r"inhomogeneous|sequence", "Where one number is due, what stands there in its place?"),
    ("ValueError", r"zero-size|empty", "How many values are there to choose from at that point?"),
    ("IndexError", r"scalar|too many ind", "How many square brackets does it take there to reach one number?"),
    ("IndexError", r"only integers", "What stands between the square brackets there: a position, or a value?"),
    ("IndexError", r"", "Which position is asked for there, and which is the last one that exists?"),
    ("AxisError", r"", "Which axis is asked for there, and how many does that array have?"),
    ("UnboundLocalError", r"", "Which name is used there before it has a value?"),
    ("NameError", r"", "Which name does the error mention, and where does it get its value?"),
    ("AttributeError", r"", "Which name behind a dot does the error say is not there?"),
    ("ModuleNotFoundError", r"", "Which module is needed there, and could you do without it?"),
    ("KeyError", r"", "Which key is asked for there, and which ones exist?"),
    ("ZeroDivisionError", r"", "What is divided by there, and can it be 0?"),
    ("OverflowError", r"", "Which number grows too large there?"),
    ("RecursionError", r"", "It calls itself again and again. What makes it stop?"),
    ("NotImplementedError", r"", "Is the line that raises it still needed?"),
    ("EOFError", r"", "It waits for something to be typed. What is it given already?"),
    ("SystemExit", r"", "It leaves Python. What should it do in place of that?"),
)
USUALLY_ASKED = "What does that line get, and what does it expect?"
SIGNS = {"xor": "^", "^": "^", "and": "&", "&": "&", "or": "|", "|": "|"}
LONGEST_SAID = 250  # characters: NumPy's longest sentences


def asked_of_error(kind: str, message: str) -> str:
    """The question that helps on with an error."""
    fits = (q for name, part, q in ASKED_OF_ERRORS if name == kind and re.search(part, message))
    sign = next((one for word, one in SIGNS.items() if f"bitwise_{word}'" in message or f"for {word}" in message), "^")
    return next(fits, USUALLY_ASKED).format(sign=sign)


def said_of_error(error: BaseException) -> str:
    """An error's kind and message, as Python ends a traceback."""
    said = getattr(error, "said", "") or f"{type(error).__name__}: {error}"
    said = " ".join(said.split()).removesuffix(":")
    return said if len(said) <= LONGEST_SAID else f"{said[:LONGEST_SAID]}..."


def line_of_error(f: Any, error: BaseException) -> str:
    """The line of a function's own cell or file that an error came from; empty where nobody knows."""
    found = getattr(error, "line", "")
    own = getattr(getattr(f, "__code__", None), "co_filename", "")
    trace = error.__traceback__
    while trace is not None and own:
        if trace.tb_frame.f_code.co_filename == own:
            found = linecache.getline(own, trace.tb_lineno).strip()
        trace = trace.tb_next
    return str(found)
