"""Public checks of step: they teach, and are worth nothing by themselves."""

import numpy as np
from otter.test_files import test_case

OK_FORMAT = False
name = "step"

NET = [-1.5, 0.5, 2.5]

not_defined = """\
This notebook has no function called step so far. Run the cell that
begins with def step(n): and then this one again.
Did that cell finish without an error?"""

gave_nothing_back = """\
step ran, but handed nothing back (its value is None).
print shows a value, return hands it over. Which does yours do?"""

waiting = "This case waits for the first one. Does that one pass yet?"


def numbers(value):
    """The value as an array of floats, or None if it does not consist of numbers."""
    try:
        array = np.asarray(value, dtype=object)
        real = all(isinstance(one, (int, float, np.bool_, np.integer, np.floating)) for one in array.flat)
        return array.astype(float) if real else None
    except (ValueError, OverflowError):
        return None


def ask(step):
    """What step gives for the three net inputs; stopping at an array becomes a message."""
    try:
        return step(np.array(NET))
    except (TypeError, ValueError) as error:
        message = f"""\
step stopped with a {type(error).__name__} when it got an array (its words are
under the call by hand, above). The array holds several net inputs.
Which line of yours expects a single number?"""
        raise AssertionError(message) from error


def activations(step):
    """The three activations; None while the first case has something to say."""
    try:
        a = numbers(step(np.array(NET)))
    except (NameError, TypeError, ValueError):
        return None
    return a if np.shape(a) == np.shape(NET) else None


@test_case(name="one activation for each net input")
def test_shape(step):
    assert callable(step), not_defined
    a = ask(step)
    assert a is not None, gave_nothing_back
    not_numbers = f"""\
step gave back a {type(a).__name__} that does not consist of numbers.
A firing rate is a number. Where does yours turn into something else?"""
    assert numbers(a) is not None, not_numbers
    other_shape = f"""\
An array of shape (3,) went in, three units. step gave back shape {np.shape(a)}.
If every unit answers for itself, how many activations are there?"""
    assert np.shape(a) == (3,), other_shape


@test_case(name="below threshold")
def test_below(step):
    a = activations(step)
    assert a is not None, waiting
    below_threshold = f"""\
At n = -1.5 yours gives {a[0]:g}.
What is the activation of a unit that stays silent?"""
    assert np.isclose(a[0], 0), below_threshold


@test_case(
    name="above threshold",
    success_message="This case is right. The marks come from other inputs: long arrays, a single one, tables (2-D), "
    "whole numbers, net inputs in any order, far from 0, close to 0 and exactly 0. They also look whether the "
    "array that you are given stays as it was.",
)
def test_above(step):
    a = activations(step)
    assert a is not None, waiting
    above_threshold = f"""\
At n = 0.5 and n = 2.5 yours gives {a[1]:g} and {a[2]:g}.
If a unit is all or none, can either of them be on just a bit, or more?"""
    assert np.allclose(a[1:], 1), above_threshold
