"""draw_fi: counted rates as points, the exact ones as a line."""

import numpy as np

from autograder import Wrong
from autograder.questions.figures import AxisLimits, Legend, Lines, Points, XAxis, YAxis

FIGURE = [
    XAxis("current", "I", unit="nA"),
    YAxis("rate", "f", unit=("Hz", "1/s")),
    Points(),
    Lines(),
    Legend(same=True, ask="Which are the counted rates, and which are the exact ones? What on your figure says so?"),
    AxisLimits(),
]
INSTEAD = "describe_fi"
I, COUNTED, EXACT = np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.0, 54.0, 92.0, 126.0]), np.array([0.0, 53.6, 95.5, 132.0])
PUBLIC = [
    (
        "four currents",
        (I, COUNTED, EXACT),
        {"points": [{"x": I, "y": COUNTED, "label": "counted"}], "lines": [{"x": I, "y": EXACT, "label": "exact"}]},
        "Which rate belongs to which current, and which of the two is a line?",
    ),
]
PROBES = [("three currents", (I[1:], COUNTED[:3], EXACT[1:] + 3))]
MARKS_COME_FROM = "other rates, and more currents"


def hidden(rng):
    """Hidden cases."""
    many, few = np.sort(rng.uniform(0.5, 6, 9)), np.sort(rng.uniform(0.5, 6, 4))
    return {
        "Many currents": [(many, np.sort(rng.uniform(0, 200, 9)), np.sort(rng.uniform(0, 200, 9)))],
        "A few currents": [(few, np.sort(rng.uniform(0, 90, 4)), np.sort(rng.uniform(0, 90, 4)))],
    }


def drawn(points='ax.plot(I, counted, "o", label="counted")', line='ax.plot(I, exact, label="exact")', end="ax.legend()", **labels):
    """An answer with some of its lines changed."""
    x, y = labels.get("x", "injected current (nA)"), labels.get("y", "firing rate (Hz)")
    return (
        f"def draw_fi(ax, I, counted, exact):\n    {points}\n    {line}\n"
        f"    ax.set_xlabel({x!r})\n    ax.set_ylabel({y!r})\n    {end}\n"
    )


WRONG = [
    Wrong("D1", "axes exchanged", 0.5, "Which of the two goes to the right in your figure?", code=drawn('ax.plot(counted, I, "o", label="counted")', 'ax.plot(exact, I, label="exact")')),
    Wrong("D2", "no unit of the current", 0.8, "How much is one step to the right?", "current (nA)", "current"),
    Wrong("D3", "no unit of the rate", 0.8, "How much is one step up?", "rate (Hz)", "rate"),
    Wrong("D4", "pA for nA", 0.8, "How large would the currents be with your unit?", "(nA)", "(pA)"),
    Wrong("D5", "no legend", 0.7, "Which are the counted rates, and which are the exact ones?", "ax.legend()", "pass"),
    Wrong("D6", "the counted rates are joined by a line too", 0.6, "What is known between two currents that were tried?", 'counted, "o", label', "counted, label"),
    Wrong("D7", "the exact rates as points too", 0.6, "What does a formula say between two of your currents?", "I, exact, label", 'I, exact, "s", label'),
    Wrong("D8", "the counted rates alone", 0.4, "Where are the exact rates in your figure?", 'ax.plot(I, exact, label="exact")', "pass"),
    Wrong("D9", "the exact rates alone", 0.4, "Where are the counted rates in your figure?", 'ax.plot(I, counted, "o", label="counted")', "pass"),
    Wrong("D10", "rates against their position", 0.5, "Where on the axis is each of your currents?", code=drawn('ax.plot(counted, "o", label="counted")', 'ax.plot(exact, label="exact")')),
    Wrong("D11", "cut off", 0.7, "Is all that is drawn inside your axes?", code=drawn(end="ax.legend(); ax.set_ylim(0, 20)")),
    Wrong("D12", "labels exchanged", 0.6, "What goes to the right, and what does your label say there?", code=drawn(x="firing rate (Hz)", y="injected current (nA)")),
    Wrong("D13", "names exchanged", 0.6, "Which of the two was counted, and which does your legend call so?", code=drawn('ax.plot(I, counted, "o", label="exact")', 'ax.plot(I, exact, label="counted")')),
    Wrong("D14", "counted and exact exchanged", 0.5, "Which of the two was counted, and is it drawn as points?", code=drawn('ax.plot(I, exact, "o", label="counted")', 'ax.plot(I, counted, label="exact")')),
]
RIGHT = [
    drawn(),
    drawn("ax.scatter(I, counted, label='counted')"),
    drawn(x="$I$ [nA]", y="$f$ / Hz"),
    drawn("ax.plot(I, counted, 'kx', label='counted')", "ax.plot(I, exact, 'r--', label='exact')"),
    drawn(y="firing rate in 1/s", end="ax.legend(loc='upper left')"),
    drawn(end="ax.grid(); ax.set_ylim(-5, 300); ax.legend()"),
    drawn("ax.errorbar(I, counted, 2.0, fmt='o', label='counted')"),
]
