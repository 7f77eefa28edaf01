"""draw_gaps: rounding as a figure, with its zero line."""

import numpy as np

from autograder import Wrong
from autograder.questions.figures import AxisLimits, Horizontal, Legend, Points, XAxis, YAxis

FIGURE = [
    XAxis("net input", "n", "net"),
    YAxis("gap", "difference", unit=("1e-16", "10^-16", "units of 1e-16", "units of 10^-16")),
    Points(),
    Horizontal(0.0),
    Legend(same=True, ask="Which points are whose? What on your figure says so?"),
    AxisLimits(),
]
INSTEAD = "describe_gaps"
N, GAP = np.array([-2.0, -1.0, 0.5, 3.0]), np.array([0.0, 1.1, -2.2, 1.1])
PUBLIC = [
    (
        "one function at four net inputs",
        (N, {"tanh": GAP}),
        {"points": [{"x": N, "y": GAP, "label": "tanh"}]},
        "Which gap belongs to which net input?",
    ),
]
PROBES = [("two functions", (N, {"tanh": GAP, "sigmoid": GAP[::-1] / 2}))]
MARKS_COME_FROM = "other functions, more of them, and other net inputs and gaps"


def hidden(rng):
    """Hidden cases."""
    n = np.sort(rng.uniform(-5, 5, 9))
    return {
        "Several functions": [(n, {name: rng.uniform(-3, 3, 9) for name in ("sigmoid", "tanh", "relu")})],
        "One function": [(n[:5], {"tanh": rng.uniform(0.5, 3, 5)})],
    }


def drawn(line, end="ax.legend()", x="net input n", y="gap (1e-16)", zero="ax.axhline(0.0)"):
    """An answer with some of its lines changed."""
    return (
        f"def draw_gaps(ax, n, gaps):\n    for name, gap in gaps.items():\n        {line}\n"
        f"    {zero}\n    ax.set_xlabel({x!r})\n    ax.set_ylabel({y!r})\n    {end}\n"
    )


DOTS = 'ax.plot(n, gap, "o", label=name)'
ZERO = "Where in your figure do the two agree?"
WRONG = [
    Wrong("XD1", "joins the points", 0.6, "Is anything known between two of your net inputs?", '"o", ', ""),
    Wrong("XD2", "no line at 0", 0.7, ZERO, "ax.axhline(0.0)", "pass"),
    Wrong("XD3", "no unit", 0.7, "How large is a gap of 2 in your figure?", "gap (1e-16)", "gap"),
    Wrong("XD4", "no legend", 0.7, "Which point is whose?", "ax.legend()", "pass"),
    Wrong("XD5", "axes exchanged", 0.5, "What goes to the right in your figure?", "(n, gap,", "(gap, n,"),
    Wrong("XD6", "sizes without signs", 0.5, "Where is a gap below 0 in your figure?", "(n, gap,", "(n, abs(gap),"),
    Wrong("XD7", "the last function only", 0.4, "How many functions came in, and how many sets of points are there?",
          code=drawn("pass", f"{DOTS}; ax.legend()")),
    Wrong("XD9", "nothing at the x axis", 0.7, "What goes to the right, by your words?", code=drawn(DOTS, x="")),
    Wrong("XD10", "cut off at 0", 0.7, "Are all of your points to be seen?", code=drawn(DOTS, "ax.legend(); ax.set_ylim(0, 4)")),
    Wrong("XD11", "against the position", 0.4, "At which net input is your first point?", "(n, gap,", "(range(len(gap)), gap,"),
    Wrong("XD12", "all points have one name", 0.6, "Which point is whose?", code=drawn(DOTS.replace("=name", '="gap"'))),
    Wrong("XD13", "another unit", 0.7, "By how much would your two functions differ if this unit were true?", "1e-16", "1e-6"),
    Wrong("XD14", "labels exchanged", 0.6, "What goes to the right, and what does your label say there?",
          code=drawn(DOTS, x="gap (1e-16)", y="net input n")),
]
RIGHT = [
    drawn(DOTS),
    drawn("ax.scatter(n, gap, label=name)"),
    drawn(DOTS, x="$n$", y="difference / 1e-16"),
    drawn('ax.plot(n, gap, ".", label=name)', y="gap in units of $10^{-16}$"),
    drawn(DOTS, zero="ax.hlines(0, min(n), max(n))"),
    drawn('ax.plot(n, gap, linestyle="none", marker="x", label=name)', y="gap [1e-16]"),
    drawn(DOTS, zero="ax.plot([min(n), max(n)], [0, 0], 'k:')", end="ax.grid(); ax.legend(loc='upper left')"),
]
