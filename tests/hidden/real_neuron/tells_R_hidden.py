# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden test of tells_R."""

import numpy as np
from otter.test_files import test_case

OK_FORMAT = False
name = "tells_R_hidden"

NOT_BEGUN = "{name} is still the ... that it began with. Write your answer in its place."
NO_VALUE = "{name} has no value so far. Did the cell that begins with {name} = run without an error?"
NO_PLAIN_VALUE = "{name} is {what} here. Write the answer itself: {name} = and then what is asked."
NO_CHOICE = "{name} is {got}, which is none of the choices. Write one of these: {choices}."
LONGEST = 80  # characters of a number with its unit
MOST_SHOWN = 40
OF_FUNCTIONS = ("function", "builtin_function_or_method", "method", "ufunc", "type", "partial", "module")


def choice_of(called, value, choices):
    """Assert that a value is one of the choices, and give that choice; capitals and spaces around it do not count."""
    plain_value(called, value)
    by_name = {str(choice).strip().casefold(): choice for choice in choices}
    one = isinstance(value, (str, bool, int, float, np.generic)) and len(str(value)) <= LONGEST
    found = by_name.get(str(value).strip().casefold()) if one else None
    listed = ", ".join(map(repr, choices))
    assert found is not None, NO_CHOICE.format(name=called, got=kind_of_value(value), choices=listed)
    return found


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


@test_case(name="the right choice", hidden=True)
def case_0(tells_R):
    assert choice_of('tells_R', tells_R, ['A', 'B', 'C', 'D']) == 'C', 'tells_R is another choice than the right one'
