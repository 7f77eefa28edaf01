"""draw_membrane: potentials against time, with the threshold."""

import numpy as np

from autograder import Wrong
from autograder.questions.figures import AxisLimits, Horizontal, Legend, Lines, XAxis, YAxis

FIGURE = [
    XAxis("time", "t", unit="ms"),
    YAxis("potential", "V", unit="mV"),
    Lines(),
    Horizontal(),
    Legend(same=True),
    AxisLimits(),
]
INSTEAD = "describe_membrane"
T, V = np.array([0.0, 2.0, 5.0, 9.0]), np.array([0.0, 12.0, 7.0, 1.0])
PUBLIC = [
    (
        "one cell, at four times, with a threshold of 10 mV",
        (T, {"both": V}, 10.0),
        {"lines": [{"x": T, "y": V, "label": "both"}]},
        "Which potential was there at which time?",
    ),
]
PROBES = [("two potentials, with a threshold of 9 mV", (T, {"early": V, "late": V[::-1] - 2}, 9.0))]
MARKS_COME_FROM = "other potentials, more of them, below rest too, other times and other thresholds"


def hidden(rng):
    """Hidden cases."""
    t = np.sort(rng.uniform(0, 80, 7))
    return {
        "Several potentials": [(t, {name: rng.uniform(-8, 18, 7) for name in ("near", "far", "both")}, 14.0)],
        "One potential": [(t[:4], {"EPSPs": rng.uniform(0, 9, 4)}, 12.5)],
    }


def drawn(line, end="ax.legend()", x="time (ms)", y="membrane potential (mV)", across="ax.axhline(theta)"):
    """An answer with some of its lines changed."""
    return (
        f"def draw_membrane(ax, t, potentials, theta):\n    for name, V in potentials.items():\n        {line}\n"
        f"    {across}\n    ax.set_xlabel({x!r})\n    ax.set_ylabel({y!r})\n    {end}\n"
    )


LINE = "ax.plot(t, V, label=name)"
WRONG = [
    Wrong(
        "G1",
        "axes exchanged",
        0.5,
        "Which of the two goes to the right in your figure?",
        "(t, potential,",
        "(potential, t,",
    ),
    Wrong("G2", "no unit of time", 0.8, "How long is one step to the right?", "time (ms)", "time"),
    Wrong("G3", "no unit of the potential", 0.8, "How high is one step up?", "potential (mV)", "potential"),
    Wrong("G4", "volts for millivolts", 0.8, "How large would a neuron's potential be with your unit?", "(mV)", "(V)"),
    Wrong("G5", "no legend", 0.7, "Which line is which?", "ax.legend()", "pass"),
    Wrong(
        "G6",
        "no threshold",
        0.7,
        "Where is the threshold in your figure, and does it follow the one that is given?",
        'ax.axhline(theta, color="black", linestyle=":")',
        "pass",
    ),
    Wrong(
        "G7",
        "always the usual threshold",
        0.7,
        "Where is the threshold in your figure, and does it follow the one that is given?",
        "axhline(theta",
        "axhline(15.0",
    ),
    Wrong(
        "G8",
        "the last potential only",
        0.4,
        "How many potentials came in, and how many lines are there?",
        code=drawn("pass", f"{LINE}; ax.legend()"),
    ),
    Wrong(
        "G9",
        "points without a line",
        0.6,
        "What does the reader see between two of your points?",
        "potential, label",
        "potential, 'o', label",
    ),
    Wrong(
        "G10",
        "the potential against its position",
        0.5,
        "Where on the axis is each of your times?",
        "(t, potential,",
        "(potential,",
    ),
    Wrong(
        "G11",
        "cut off",
        0.7,
        "Is all that is drawn inside your axes?",
        code=drawn(LINE, "ax.legend(); ax.set_ylim(0, 8)"),
    ),
    Wrong(
        "G12",
        "labels exchanged",
        0.6,
        "What goes to the right, and what does your label say there?",
        code=drawn(LINE, x="membrane potential (mV)", y="time (ms)"),
    ),
    Wrong(
        "G13",
        "the threshold as an upright line",
        0.6,
        "Where is the threshold in your figure, and does it follow the one that is given?",
        "ax.axhline(theta",
        "ax.axvline(theta",
    ),
    Wrong(
        "G14",
        "what is drawn is the size of the potential",
        0.4,
        "Where would an IPSP be in your figure?",
        code=drawn("ax.plot(t, np.abs(V), label=name)"),
    ),
]
RIGHT = [
    drawn(LINE),
    drawn(LINE, x="$t$ [ms]", y="$V$ / mV"),
    drawn("ax.plot(t, V, 'o--', label=name)"),
    drawn(LINE, across="ax.hlines(theta, min(t), max(t))"),
    drawn(LINE, across="ax.plot([min(t), max(t)], [theta, theta], 'k:')"),
    drawn(LINE, y="potential from rest, in mV", end="ax.legend(loc='upper right')"),
    drawn(LINE, end="ax.grid(); ax.legend()"),
]
