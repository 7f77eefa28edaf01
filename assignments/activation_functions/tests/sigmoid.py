"""Public checks of sigmoid: they teach, and are worth nothing by themselves."""

import numpy as np
from otter.test_files import test_case

OK_FORMAT = False
name = "sigmoid"

NET = [-np.log(3), 0, np.log(3)]
BY_HAND = [0.25, 0.5, 0.75]
THIRDS = [-np.log(2), 0, np.log(2)]
IN_FULL = [1 / 3, 1 / 2, 2 / 3]
DIGITS = "Where do the other digits get lost, and does that have to happen there?"
QUESTIONS = {  # what some other formula gives at n = ln 3, and what to ask then
    4 / 3: "Python divides before it adds. What stands below your fraction bar?",
    3 / 2: "Can a rate that saturates at 1 get there? Which sign lets it?",
    4 / 5: "That is a neighbour's curve. Which limits should this one have?",
}

not_defined = """\
This notebook has no function called sigmoid so far. Run the cell that
begins with def sigmoid(n): and then this one again.
Did that cell finish without an error?"""

gave_nothing_back = """\
sigmoid ran, but handed nothing back (its value is None).
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


def ask(sigmoid):
    """What sigmoid gives for the three net inputs; stopping at an array becomes a message."""
    try:
        return sigmoid(np.array(NET))
    except (TypeError, ValueError) as error:
        message = f"""\
sigmoid stopped with a {type(error).__name__} when it got an array (its words are
under the call by hand, above). The array holds several net inputs.
Which line of yours expects a single number?"""
        raise AssertionError(message) from error


def activations(sigmoid, net=NET):
    """The activations of three units; None while the first case has something to say."""
    try:
        a = numbers(sigmoid(np.array(net)))
    except (NameError, TypeError, ValueError):
        return None
    return a if np.shape(a) == np.shape(net) else None


def few_digits(value, right):
    """Whether the value is the right one, but for digits that were cut off or rounded away."""
    rounded = [np.round(right, n) for n in range(1, 9)] + [np.float32(right)]
    return any(np.allclose(value, one, rtol=1e-12, atol=1e-12) for one in rounded)


@test_case(name="one activation for each net input")
def test_shape(sigmoid):
    assert callable(sigmoid), not_defined
    a = ask(sigmoid)
    assert a is not None, gave_nothing_back
    not_numbers = f"""\
sigmoid gave back a {type(a).__name__} that does not consist of numbers.
A firing rate is a number. Where does yours turn into something else?"""
    assert numbers(a) is not None, not_numbers
    other_shape = f"""\
An array of shape (3,) went in, three units. sigmoid gave back shape {np.shape(a)}.
If every unit answers for itself, how many activations are there?"""
    assert np.shape(a) == (3,), other_shape


@test_case(name="more drive, more activity")
def test_direction(sigmoid):
    a = activations(sigmoid)
    assert a is not None, waiting
    upside_down = f"""\
At n = -ln 3 yours gives {a[0]:g}, at n = ln 3 it gives {a[2]:g}.
Which of these two neurons is the more excited, and which fires more?"""
    assert a[2] > a[0], upside_down


@test_case(
    name="the values by hand",
    success_message="This case is right. The marks come from other inputs: long arrays, a single one, tables (2-D), "
    "whole numbers, net inputs in any order, far from 0, close to 0 and exactly 0. They look at all digits, and "
    "whether the array that you are given stays as it was.",
)
def test_by_hand(sigmoid):
    a = activations(sigmoid)
    assert a is not None, waiting
    usual = "Which step of the arithmetic by hand comes out differently in your code?"
    question = next((then for other, then in QUESTIONS.items() if np.isclose(a[2], other)), usual)
    other_values = f"""\
At n = -ln 3, 0 and ln 3 the values by hand are 0.25, 0.5 and 0.75.
Yours are {a[0]:.4g}, {a[1]:.4g} and {a[2]:.4g}.
{question}"""
    assert np.allclose(a, BY_HAND), other_values


@test_case(name="all digits")
def test_all_digits(sigmoid):
    a = activations(sigmoid, THIRDS)
    assert a is not None, waiting
    usual = "Which step of the arithmetic by hand comes out differently in your code?"
    other_values = f"""\
At n = -ln 2, 0 and ln 2 the values by hand are 1/3, 1/2 and 2/3.
Yours are {a[0]:.12g}, {a[1]:.12g} and {a[2]:.12g}.
{DIGITS if few_digits(a, IN_FULL) else usual}"""
    assert np.allclose(a, IN_FULL, rtol=1e-9, atol=1e-12), other_values
