# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden test of rate_with_2_ms."""

import numpy as np
import re
from decimal import Decimal
from fractions import Fraction
from otter.test_files import test_case

OK_FORMAT = False
name = "rate_with_2_ms_hidden"

NOT_BEGUN = "{name} is still the ... that it began with. Write your answer in its place."
NO_VALUE = "{name} has no value so far. Did the cell that begins with {name} = run without an error?"
NO_PLAIN_VALUE = "{name} is {what} here. Write the answer itself: {name} = and then what is asked."
NO_NUMBER = "{name} is {got}. Write one number{unit}."
NO_SUCH_NUMBER = (
    "{name} is {got}, which is not read as a number. Write it with a decimal point, as 12.5 or 1.25e1{unit}."
)
NO_UNIT = '{name} is a text with a number and no unit. Which unit is it in? Write it behind the number: "... {unit}".'
ANOTHER_UNIT = "{name} is in {got}, which is not converted into {unit}. What would it be in {unit}?"
NEEDS_NO_UNIT = "{name} is a number without a unit. What does {got} stand for?"
PREFIXES = {"f": -15, "p": -12, "n": -9, "u": -6, "m": -3, "c": -2, "": 0, "k": 3, "M": 6, "G": 9}  # powers of ten
BASES = ("V", "A", "S", "F", "C", "Ohm", "s", "Hz", "M", "mol", "m", "g", "L", "K", "J", "eV", "W", "N", "Pa", "B")
ALSO_WRITTEN = {"\u00b5": "u", "\u03bc": "u", "\u03a9": "Ohm", "\u2126": "Ohm", "ohm": "Ohm", "\u2212": "-"}
PER = re.compile(r"(?:1 ?/|per ) ?(.+)|([A-Za-z]+) ?(?:\^|\*\*)? ?-1")  # one over a unit: 1/ms, per ms, ms^-1
NUMBER = re.compile(r"([+-]?)\s*([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE]([+-]?[0-9]{1,3}))?(?![0-9.,])\s*(.*)", re.DOTALL)
LONGEST = 80  # characters of a number with its unit
MOST_SHOWN = 40
LARGEST = 10**250  # so that no unit makes it more than a float can hold
OF_FUNCTIONS = ("function", "builtin_function_or_method", "method", "ufunc", "type", "partial", "module")


def number_of(called, value, unit):
    """Assert that a value is a number in the unit that is asked for, or can be converted into it; give it in that."""
    plain_value(called, value)
    number, given = number_and_unit(called, value, unit)
    power = power_between(given, unit)
    if not unit:
        assert power is not None, NEEDS_NO_UNIT.format(name=called, got=given[:MOST_SHOWN])
    assert power is not None, ANOTHER_UNIT.format(name=called, got=given[:MOST_SHOWN], unit=unit)
    return float(number * Fraction(10) ** power)


def number_and_unit(called, value, unit):
    """Assert that a value is a number, as it is or as a text with its unit; give both, as they were written."""
    behind = f", in {unit}" if unit else ""
    if not isinstance(value, str):
        if isinstance(value, np.ndarray) and value.shape == () and value.dtype.kind in "iuf":
            value = value.item()
        real = isinstance(value, (int, float, Fraction, np.integer, np.floating)) and not isinstance(value, bool)
        told = NO_NUMBER.format(name=called, got=kind_of_value(value), unit=behind)
        assert real, told
        assert abs(value) < LARGEST, told  # nan is less than nothing
        return Fraction(value if isinstance(value, Fraction) else float(value)), unit
    text = value.strip()
    for old, new in ALSO_WRITTEN.items():
        text = text.replace(old, new)
    found = NUMBER.fullmatch(text) if len(text) <= LONGEST else None
    assert found, NO_SUCH_NUMBER.format(name=called, got=kind_of_value(value), unit=behind)
    sign, digits, exponent, given = found.groups()
    assert given or not unit, NO_UNIT.format(name=called, unit=unit)
    exact = Fraction(Decimal(f"{sign}{digits}")) * Fraction(10) ** int(exponent or 0)
    told = NO_SUCH_NUMBER.format(name=called, got=kind_of_value(value), unit=behind)
    assert abs(exact) < LARGEST, told
    return exact, given


def power_between(given, asked):
    """By which power of ten a number in one unit is multiplied to be in another; None where that cannot be said."""
    one, other = written_unit(given), written_unit(asked)
    if one == other:
        return 0
    ours, theirs = split_unit(other), split_unit(one)
    if ours is None or theirs is None or ours[1] != theirs[1]:
        return None
    return PREFIXES[theirs[0]] - PREFIXES[ours[0]]


def split_unit(unit):
    """Prefix and unit without it: m and V of mV; None of what is not in the table, as mV/ms is not."""
    pairs = ((unit.removesuffix(base), base) for base in BASES if unit.endswith(base))
    known = [(prefix, base) for prefix, base in pairs if prefix in PREFIXES]
    return min(known, key=lambda pair: len(pair[0])) if known else None


def written_unit(text):
    """A unit in one way of writing it; one over a unit with its stroke only, as it stands behind a number."""
    for old, new in ALSO_WRITTEN.items():
        text = text.replace(old, new)
    inverse = PER.fullmatch(" ".join(text.split()))
    bare = "".join((inverse[1] or inverse[2] if inverse else text).split())
    return f"/{bare}" if inverse else bare


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


@test_case(name="the right number", hidden=True)
def case_0(rate_with_2_ms):
    assert abs(number_of('rate_with_2_ms', rate_with_2_ms, 'Hz') - 80.0) <= 0.08, 'rate_with_2_ms is another number than the right one'
