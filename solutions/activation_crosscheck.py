"""The references of the cross-check: what rounding leaves, weight and bias, and a slope that is measured.

Net inputs, activations and slopes have no unit. Each activation function comes in as an argument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray


def rounding_gap(mine: NDArray[Any], theirs: NDArray[Any], unit: float) -> NDArray[Any]:
    """How far your activations are above somebody else's, counted in small units.

    gap_j = (mine_j - theirs_j) / unit

    mine, theirs: activations, two arrays of the same shape. unit: what one step of the count is worth, a number
    above 0 such as 1e-16. Returns an array of the same shape: below 0 where yours is the smaller one.

    Notes
    -----
    Numbers just below 1 are 1.1e-16 apart (64 bits). Dividing first would round each quotient, which is near 1e16, to a
    whole number. Source: the comparison that slide "Keras / TensorFlow" invites.
    """
    return (mine - theirs) / unit


def draw_gaps(ax: Any, n: NDArray[Any], gaps: Mapping[str, NDArray[Any]]) -> None:
    """Draw gaps against net input: points that no line joins, a set for each function, and a horizontal line at 0.

    ax: the axes to draw on. n: net inputs, an array. gaps: for the name of each function its gaps in units of 1e-16,
    an array of the same shape. The label of the y axis says "gap" and the unit, 1e-16; the legend has the names.

    Notes
    -----
    Rounding at one net input says nothing of its neighbours, so a line between two points would be an invention.
    """
    for name, gap in gaps.items():
        ax.plot(n, gap, "o", label=name)
    ax.axhline(0.0)
    ax.set_xlabel("net input n")
    ax.set_ylabel("gap (1e-16)")
    ax.legend()


def respond(f: Callable[[Any], Any], x: NDArray[Any], w: float, b: float) -> Any:
    """Activation of a unit with one input, a weight and a bias.

    a = f(w * x + b)

    f: the activation function. x: inputs to try, an array. w: the weight and b: the bias, two numbers.
    Returns the activation for each input, an array of the same shape.

    Notes
    -----
    Dimensionless. The course's homework writes n = w x + b; f meets w (x + b / w), so the curve moves by -b / w.
    """
    return f(w * x + b)


def slope(f: Callable[[Any], Any], n: NDArray[Any], h: float) -> Any:
    """Slope of an activation function, measured between two net inputs on either side.

    slope = (f(n + h) - f(n - h)) / (2 h)

    f: the activation function. n: net inputs, an array. h: how far to go to either side, a number above 0.
    Returns the slope at each net input, an array of the same shape.

    Notes
    -----
    A central difference: its error falls with h squared where f is smooth. At a jump it grows as 1 / h, without limit.
    """
    return (f(n + h) - f(n - h)) / (2 * h)
