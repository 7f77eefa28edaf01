"""What to ask about an error, by its type and its message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.vocabulary import Call

if TYPE_CHECKING:
    from autograder.vocabulary import Inputs

_QUESTIONS: list[tuple[str, str, str]] = [  # the first that fits
    ("TypeError", r"not callable", "Which name is called there like a function, and what is it by then?"),
    ("TypeError", r"bitwise_xor|for \^", "What does ^ do in Python, and how is a power written?"),
    ("TypeError", r"positional arg|required arg|keyword arg", "Which call there gets other arguments than it takes?"),
    ("TypeError", r"scalar|real number", "What needs a single number there, and what does it get?"),
    ("TypeError", r"not (iterable|subscriptable)", "What is taken apart there, and does it have parts?"),
    ("TypeError", r"operand|concatenate|ufunc", "Which two things meet in that line, and are both of them numbers?"),
    ("TypeError", r"", "Which thing in that line is of another kind than it needs to be?"),
    ("UFuncTypeError", r"", "Which numbers can that array hold, and which are to be put into it?"),
    ("ValueError", r"truth value", "How many decisions are due there, and how many can be made at once?"),
    ("ValueError", r"broadcast|mismatch|aligned", "Things of different sizes meet there. Which ones?"),
    ("ValueError", r"both or neither", "Which outcome does np.where get there for either case?"),
    ("ValueError", r"inhomogeneous|sequence", "Where one number is due, what stands there in its place?"),
    ("IndexError", r"scalar|too many ind", "How many square brackets does it take there to reach one number?"),
    ("IndexError", r"only integers", "What stands between the square brackets there: a position, or a value?"),
    ("IndexError", r"", "Which position is asked for there, and which is the last one that exists?"),
    ("AxisError", r"", "Which axis is asked for there, and how many does that array have?"),
    ("UnboundLocalError", r"", "Which name is used there before it has a value?"),
    ("NameError", r"", "Which name does the error mention, and where does it get its value?"),
    ("AttributeError", r"", "Which name behind a dot does the error say is not there?"),
    ("KeyError", r"", "Which key is asked for there, and which ones exist?"),
    ("ZeroDivisionError", r"", "What is divided by there, and can it be 0?"),
    ("OverflowError", r"", "Which number grows too large there?"),
    ("RecursionError", r"", "It calls itself again and again. What makes it stop?"),
    ("NotImplementedError", r"", "Is the line that raises it still needed?"),
    ("EOFError", r"", "It waits for something to be typed. What is it given already?"),
    ("SystemExit", r"", "It leaves Python. What should it do in place of that?"),
]
_USUAL = "Which line meets something there that it did not expect?"
_OWN_CALL = r"^(<lambda>|{question})\(\) (missing|takes .* but {given} (was|were) given{keywords})"
_KEYWORDS = r"|takes no keyword|got an unexpected keyword|got multiple values|got some positional-only"


def question_about(kind: str, message: str) -> str:
    """The question that helps on with an error."""
    return next((q for name, part, q in _QUESTIONS if name == kind and re.search(part, message)), _USUAL)


def takes_other_arguments(question: str, inputs: Inputs, kind: str, message: str) -> bool:
    """Whether a function could not even be called with these arguments: its first line asks for others."""
    named = isinstance(inputs, Call) and bool(inputs.keywords)
    given = len(inputs.arguments) if isinstance(inputs, Call) else len(inputs)
    own_call = _OWN_CALL.format(question=re.escape(question), given=given, keywords=_KEYWORDS if named else "")
    return kind == "TypeError" and bool(re.search(own_call, message))
