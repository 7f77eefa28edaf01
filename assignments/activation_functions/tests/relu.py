"""Public checks of relu: they teach, and are worth nothing by themselves."""

import numpy as np
from otter.test_files import test_case

OK_FORMAT = False
name = "relu"

NET = [-1.5, 0.5, 2.5]
THIRDS = [-2 / 3, 1 / 3, 2 / 3]
IN_FULL = [0, 1 / 3, 2 / 3]
DIGITS = "Where do the other digits get lost, and does that have to happen there?"

not_defined = """\
This notebook has no function called relu so far. Run the cell that
begins with def relu(n): and then this one again.
Did that cell finish without an error?"""

gave_nothing_back = """\
relu ran, but handed nothing back (its value is None).
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


def ask(relu):
    """What relu gives for the three net inputs; stopping at an array becomes a message."""
    try:
        return relu(np.array(NET))
    except (TypeError, ValueError) as error:
        message = f"""\
relu stopped with a {type(error).__name__} when it got an array (its words are
under the call by hand, above). The array holds several net inputs.
Which line of yours expects a single number?"""
        raise AssertionError(message) from error


def activations(relu, net=NET):
    """The activations of three units; None while the first case has something to say."""
    try:
        a = numbers(relu(np.array(net)))
    except (NameError, TypeError, ValueError):
        return None
    return a if np.shape(a) == np.shape(net) else None


def few_digits(value, right):
    """Whether the value is the right one, but for digits that were cut off or rounded away."""
    rounded = [np.round(right, n) for n in range(1, 9)] + [np.float32(right)]
    return any(np.allclose(value, one, rtol=1e-12, atol=1e-12) for one in rounded)


@test_case(name="one activation for each net input")
def test_shape(relu):
    assert callable(relu), not_defined
    a = ask(relu)
    assert a is not None, gave_nothing_back
    not_numbers = f"""\
relu gave back a {type(a).__name__} that does not consist of numbers.
A firing rate is a number. Where does yours turn into something else?"""
    assert numbers(a) is not None, not_numbers
    other_shape = f"""\
An array of shape (3,) went in, three units. relu gave back shape {np.shape(a)}.
If every unit answers for itself, how many activations are there?"""
    assert np.shape(a) == (3,), other_shape


@test_case(name="below threshold")
def test_below(relu):
    a = activations(relu)
    assert a is not None, waiting
    below_threshold = f"""\
At n = -1.5 yours gives {a[0]:g}.
How often does a neuron fire while inhibition wins?"""
    assert np.isclose(a[0], 0), below_threshold


@test_case(
    name="above threshold",
    success_message="This case is right. The marks come from other inputs: long arrays, a single one, tables (2-D), "
    "whole numbers, net inputs in any order, far from 0, close to 0 and exactly 0. They look at all digits, and "
    "whether the array that you are given stays as it was.",
)
def test_above(relu):
    a = activations(relu)
    assert a is not None, waiting
    above_threshold = f"""\
At n = 0.5 and n = 2.5 yours gives {a[1]:g} and {a[2]:g}.
Above threshold, how should the activation follow the net input?"""
    assert np.allclose(a[1:], [0.5, 2.5]), above_threshold


@test_case(name="all digits")
def test_all_digits(relu):
    a = activations(relu, THIRDS)
    assert a is not None, waiting
    usual = "Above threshold, how should the activation follow the net input?"
    other_values = f"""\
At n = -2/3, 1/3 and 2/3 the values by hand are 0, 1/3 and 2/3.
Yours are {a[0]:.12g}, {a[1]:.12g} and {a[2]:.12g}.
{DIGITS if few_digits(a, IN_FULL) else usual}"""
    assert np.allclose(a, IN_FULL, rtol=1e-9, atol=1e-12), other_values
