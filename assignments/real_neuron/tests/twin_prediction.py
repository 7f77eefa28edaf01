# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Public check of twin_prediction: that it is an answer, and not which one is right."""

import numpy as np
import re
from otter.test_files import test_case

OK_FORMAT = False
name = "twin_prediction"

NOT_BEGUN = "{name} is still the ... that it began with. Write your answer in its place."
NO_VALUE = "{name} has no value so far. Did the cell that begins with {name} = run without an error?"
NO_PLAIN_VALUE = "{name} is {what} here. Write the answer itself: {name} = and then what is asked."
NO_TEXT = "{name} is {got}. Write your answer as a text, between quotes."
NO_WORDS = "{name} is still empty. Whatever you think counts here: write it down, between the quotes."
FEW_WORDS = "{name} says a little already. Can you say it in at least {fewest} words?"
WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")  # a sign of a script without spaces is one
MOST_SHOWN = 40
OF_FUNCTIONS = ("function", "builtin_function_or_method", "method", "ufunc", "type", "partial", "module")


def text_of(called, value, fewest, asked):
    """Assert that something was answered: any plain value but the stub's, and where it is a text, words in it."""
    plain_value(called, value)
    if not isinstance(value, str):
        plain = isinstance(value, (bool, int, float, complex, np.generic, np.ndarray, list, tuple, dict, set))
        assert plain, NO_TEXT.format(name=called, got=kind_of_value(value))
        value = str(value)
    words = WORD.findall(value)
    assert words, NO_WORDS.format(name=called)
    assert value.strip() != asked.strip(), NO_WORDS.format(name=called)
    assert len(words) >= fewest, FEW_WORDS.format(name=called, fewest=fewest)
    return value


def plain_value(called, value):
    """Assert that there is a value, and that it is no function and no class."""
    kind = type_name_of(value)
    assert kind != "ellipsis", NOT_BEGUN.format(name=called)
    assert value is not None, NO_VALUE.format(name=called)
    what = {"type": "a class", "module": "a module"}.get(kind, "a function")
    function = kind in OF_FUNCTIONS or callable(value)
    assert not function, NO_PLAIN_VALUE.format(name=called, what=what)


def type_name_of(value):
    """The name of a value's type, also of one of which the grader knows no more than that."""
    own = type(value).__name__
    return str(getattr(value, "type_name", own)) if own == "Opaque" else own


def kind_of_value(value):
    """A value in a few words: a short one as it is, of others what they are."""
    if isinstance(value, (str, bool, int, float, np.generic)):
        text = str(value) if not isinstance(value, str) else repr(str(value))
        return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}..."
    kinds = {list: "a list", tuple: "several values", dict: "a dictionary", set: "a set", np.ndarray: "an array"}
    named = next((words for kind, words in kinds.items() if isinstance(value, kind)), "")
    return named or f"something of the kind {type_name_of(value)[:MOST_SHOWN]}"


@test_case(name="something is written")
def case_0(twin_prediction):
    text_of('twin_prediction', twin_prediction, 3, "A cell has twice the resistance of another, so each pA lifts its potential twice as far. All else is the same. How does\nits f-I curve differ from the other's? Could something else in the cell make up for it?")
