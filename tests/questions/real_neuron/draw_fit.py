"""draw_fit: what was measured as points, the model as a line, and the rate that it cannot exceed."""

import numpy as np

from autograder import Wrong
from autograder.questions.figures import AxisLimits, Horizontal, Legend, Lines, Points, XAxis, YAxis

FIGURE = [
    XAxis("current", "I", unit="pA"),
    YAxis("rate", "f", unit=("Hz", "1/s")),
    Points(),
    Lines(),
    Horizontal(ask="Which rate can no current exceed, and what on your figure shows it?"),
    Legend(same=True, ask="What was measured, and what is the model? What on your figure says so?"),
    AxisLimits(),
]
INSTEAD = "describe_fit"
I, MEASURED, MODELLED = np.array([0.0, 20.0, 40.0, 80.0]), np.array([6.0, 14.0, 24.0, 40.0]), np.array([0.0, 15.0, 26.0, 38.0])
PUBLIC = [
    (
        "four currents, and t_ref = 20 ms",
        (I, MEASURED, MODELLED, 20.0),
        {"points": [{"x": I, "y": MEASURED, "label": "measured"}], "lines": [{"x": I, "y": MODELLED, "label": "model"}]},
        "Which rate belongs to which current, and which of the two is a line?",
    ),
]
PROBES = [("three currents, and t_ref = 4 ms", (I[1:], MEASURED[1:], MODELLED[1:] + 3, 4.0))]
MARKS_COME_FROM = "other rates, other refractory times, and more currents"


def hidden(rng):
    """Hidden cases."""
    many, few = np.sort(rng.uniform(-50, 300, 9)), np.sort(rng.uniform(0, 100, 4))
    return {
        "Many currents": [(many, np.sort(rng.uniform(0, 90, 9)), np.sort(rng.uniform(0, 90, 9)), 8.0)],
        "A few currents": [(few, np.sort(rng.uniform(0, 60, 4)), np.sort(rng.uniform(0, 60, 4)), 12.5)],
    }


def drawn(points='ax.plot(I, measured, "o", label="measured")', line='ax.plot(I, modelled, label="model")', across="ax.axhline(1000 / t_ref)", end="ax.legend()", **labels):
    """An answer with some of its lines changed."""
    x, y = labels.get("x", "injected current (pA)"), labels.get("y", "firing rate (Hz)")
    return (
        f"def draw_fit(ax, I, measured, modelled, t_ref):\n    {points}\n    {line}\n    {across}\n"
        f"    ax.set_xlabel({x!r})\n    ax.set_ylabel({y!r})\n    {end}\n"
    )


AXHLINE = 'ax.axhline(1000.0 / t_ref, color="black", linestyle=":")'
LIMIT = "Which rate can no current exceed, and what on your figure shows it?"
WRONG = [
    Wrong("D1", "axes exchanged", 0.5, "Which of the two goes to the right in your figure?", code=drawn('ax.plot(measured, I, "o", label="measured")', 'ax.plot(modelled, I, label="model")')),
    Wrong("D2", "no unit of the current", 0.8, "How much is one step to the right?", "current (pA)", "current"),
    Wrong("D3", "no unit of the rate", 0.8, "How much is one step up?", "rate (Hz)", "rate"),
    Wrong("D4", "nA for pA", 0.8, "How large would the currents be with your unit?", "(pA)", "(nA)"),
    Wrong("D5", "no legend", 0.7, "What was measured, and what is the model? What on your figure says so?", "ax.legend()", "pass"),
    Wrong("D6", "the measured rates are joined by a line", 0.6, "What was measured between two currents that were tried?", 'measured, "o", label', "measured, label"),
    Wrong("D7", "the model as points too", 0.6, "What does a model say between two of your currents?", "I, modelled, label", 'I, modelled, "s", label'),
    Wrong("D8", "no line at the highest rate, or one at another height", 0.7, LIMIT, AXHLINE, "pass"),
    Wrong("D11", "the model alone", 0.4, "Where is what was measured in your figure?", 'ax.plot(I, measured, "o", label="measured")', "pass"),
    Wrong("D12", "rates against their position", 0.5, "Where on the axis is each of your currents?", code=drawn('ax.plot(measured, "o", label="measured")', 'ax.plot(modelled, label="model")')),
    Wrong("D13", "cut off", 0.7, "Is all that is drawn inside your axes?", code=drawn(end="ax.legend(); ax.set_ylim(0, 20)")),
    Wrong("D14", "names exchanged", 0.6, "Which of the two was measured, and which does your legend call so?", code=drawn('ax.plot(I, measured, "o", label="model")', 'ax.plot(I, modelled, label="measured")')),
]
RIGHT = [
    drawn(),
    drawn("ax.scatter(I, measured, label='measured')"),
    drawn(x="$I$ [pA]", y="$f$ / Hz", across="ax.plot([I[0], I[-1]], [1000 / t_ref] * 2, 'k:')"),
    drawn("ax.plot(I, measured, 'kx', label='measured')", "ax.plot(I, modelled, 'r--', label='model')"),
    drawn(y="firing rate in 1/s", end="ax.legend(loc='upper left')"),
    drawn(across="ax.hlines(1 / (t_ref / 1000), min(I), max(I))", end="ax.grid(); ax.set_ylim(-5, 300); ax.legend()"),
    drawn("ax.errorbar(I, measured, 2.0, fmt='o', label='measured')"),
]
