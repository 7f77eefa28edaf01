"""Public checks of tanh: they teach, and are worth nothing by themselves."""

import numpy as np
from otter.test_files import test_case

OK_FORMAT = False
name = "tanh"

NET = [-np.log(2), 0, np.log(2)]
BY_HAND = [-0.6, 0, 0.6]
THIRDS = [-np.log(2) / 2, 0, np.log(2) / 2]
IN_FULL = [-1 / 3, 0, 1 / 3]
DIGITS = "Where do the other digits get lost, and does that have to happen there?"
QUESTIONS = {  # what some other formula gives at n = ln 2, and what to ask then
    9 / 4: "Python divides before it subtracts or adds. What belongs together?",
    3 / 2: "That is the top of the fraction. What happened to the rest?",
    2 / 3: "That is a neighbour's curve. Which limits should this one have?",
    np.tan(np.log(2)): "That is the tangent of an angle. Is there an angle in the equation?",
    np.arctan(np.log(2)): "That turns a tangent into an angle. Which function does the equation name?",
}

not_defined = """\
This notebook has no function called tanh so far. Run the cell that
begins with def tanh(n): and then this one again.
Did that cell finish without an error?"""

gave_nothing_back = """\
tanh ran, but handed nothing back (its value is None).
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


def ask(tanh):
    """What tanh gives for the three net inputs; stopping at an array becomes a message."""
    try:
        return tanh(np.array(NET))
    except (TypeError, ValueError) as error:
        message = f"""\
tanh stopped with a {type(error).__name__} when it got an array (its words are
under the call by hand, above). The array holds several net inputs.
Which line of yours expects a single number?"""
        raise AssertionError(message) from error


def activations(tanh, net=NET):
    """The activations of three units; None while the first case has something to say."""
    try:
        a = numbers(tanh(np.array(net)))
    except (NameError, TypeError, ValueError):
        return None
    return a if np.shape(a) == np.shape(net) else None


def few_digits(value, right):
    """Whether the value is the right one, but for digits that were cut off or rounded away."""
    rounded = [np.round(right, n) for n in range(1, 9)] + [np.float32(right)]
    return any(np.allclose(value, one, rtol=1e-12, atol=1e-12) for one in rounded)


@test_case(name="one activation for each net input")
def test_shape(tanh):
    assert callable(tanh), not_defined
    a = ask(tanh)
    assert a is not None, gave_nothing_back
    not_numbers = f"""\
tanh gave back a {type(a).__name__} that does not consist of numbers.
A firing rate is a number. Where does yours turn into something else?"""
    assert numbers(a) is not None, not_numbers
    other_shape = f"""\
An array of shape (3,) went in, three units. tanh gave back shape {np.shape(a)}.
If every unit answers for itself, how many activations are there?"""
    assert np.shape(a) == (3,), other_shape


@test_case(name="more drive, more activity")
def test_direction(tanh):
    a = activations(tanh)
    assert a is not None, waiting
    upside_down = f"""\
At n = -ln 2 yours gives {a[0]:g}, at n = ln 2 it gives {a[2]:g}.
Which of these two neurons is the more excited, and which fires more?"""
    assert a[2] > a[0], upside_down


@test_case(
    name="the values by hand",
    success_message="This case is right. The marks come from other inputs: long arrays, a single one, tables (2-D), "
    "whole numbers, net inputs in any order, far from 0, close to 0 and exactly 0. They look at all digits, and "
    "whether the array that you are given stays as it was.",
)
def test_by_hand(tanh):
    a = activations(tanh)
    assert a is not None, waiting
    usual = "Which step of the arithmetic by hand comes out differently in your code?"
    question = next((then for other, then in QUESTIONS.items() if np.isclose(a[2], other)), usual)
    other_values = f"""\
At n = -ln 2, 0 and ln 2 the values by hand are -0.6, 0 and 0.6.
Yours are {a[0]:.4g}, {a[1]:.4g} and {a[2]:.4g}.
{question}"""
    assert np.allclose(a, BY_HAND, atol=1e-9), other_values


@test_case(name="all digits")
def test_all_digits(tanh):
    a = activations(tanh, THIRDS)
    assert a is not None, waiting
    usual = "Which step of the arithmetic by hand comes out differently in your code?"
    other_values = f"""\
At n = minus and plus half of ln 2 the values by hand are -1/3 and 1/3,
and at 0 it is 0.
Yours are {a[0]:.12g}, {a[1]:.12g} and {a[2]:.12g}.
{DIGITS if few_digits(a, IN_FULL) else usual}"""
    assert np.allclose(a, IN_FULL, rtol=1e-9, atol=1e-12), other_values
