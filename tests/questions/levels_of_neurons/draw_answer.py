"""draw_answer: a model's potential, with rest and the times at which the input changes."""

import numpy as np

from autograder import Wrong
from autograder.questions.figures import AxisLimits, Horizontal, Legend, Lines, Vertical, XAxis, YAxis

FIGURE = [
    XAxis("time", "t", unit="ms"),
    YAxis("potential", "V", unit="mV"),
    Lines(),
    Horizontal(0.0, ask="Where is rest in your figure, and what tells a reader so?"),
    Vertical(),
    Legend(same=True, ask="Which model is it? What on your figure says so, and is it the name that is given?"),
    AxisLimits(),
]
INSTEAD = "describe_answer"
T, V, CHANGES = np.array([0.0, 10.0, 20.0, 40.0]), np.array([0.5, -7.0, 90.0, 3.0]), np.array([5.0, 30.0])
PUBLIC = [
    (
        "an input that changes at 5 and at 30 ms",
        (T, V, "some model", CHANGES),
        {"lines": [{"x": T, "y": V, "label": "some model"}], "vertical": [5.0, 30.0]},
        "Which potential was there at which time, and when did the input change?",
    ),
]
PROBES = [("an input that changes once, at 20 ms", (T + 4, V - 2, "another", CHANGES[1:] - 10))]
MARKS_COME_FROM = "other potentials, other times, more and fewer changes, and other names"


def hidden(rng):
    """Hidden cases."""
    t = np.sort(rng.uniform(0, 200, 12))
    return {
        "Several changes": [(t, rng.uniform(-12, 95, 12), "model two", np.sort(rng.uniform(20, 180, 4)))],
        "One change": [(t[:5], rng.uniform(-12, 95, 5), "model three", np.array([float(t[2]) + 0.4]))],
    }


def drawn(line="ax.plot(t, V, label=name)", across="ax.axhline(0)", end="ax.legend()", **labels):
    """An answer with some of its lines changed."""
    x, y = labels.get("x", "time (ms)"), labels.get("y", "potential from rest (mV)")
    upright = labels.get("upright", "for change in changes:\n        ax.axvline(change)")
    return (
        f"def draw_answer(ax, t, V, name, changes):\n    {line}\n    {across}\n    {upright}\n"
        f"    ax.set_xlabel({x!r})\n    ax.set_ylabel({y!r})\n    {end}\n"
    )


WHEN = "When does the input change in your figure, and is there a line each time?"
WRONG = [
    Wrong("D1", "axes exchanged", 0.5, "Which of the two goes to the right in your figure?", "(t, V,", "(V, t,"),
    Wrong("D2", "no unit of time", 0.8, "How long is one step to the right?", "time (ms)", "time"),
    Wrong("D3", "no unit of the potential", 0.8, "How much is one step up?", "rest (mV)", "rest"),
    Wrong("D4", "seconds for milliseconds", 0.8, "How long would an action potential last with your unit?", "(ms)", "(s)"),
    Wrong("D5", "no legend", 0.7, "Which model is it? What on your figure says so?", "ax.legend()", "pass"),
    Wrong("D6", "always the same name", 0.7, "Which model is it? Does your legend say the name that is given?", "label=name", 'label="model"'),
    Wrong("D7", "no line at rest", 0.7, "Where is rest in your figure?", 'ax.axhline(0.0, color="gray")', "pass"),
    Wrong("D8", "no lines where the input changes", 0.7, WHEN, 'ax.axvline(change, color="black", linestyle=":")', "pass"),
    Wrong("D9", "the first change alone", 0.7, WHEN, code=drawn(upright="ax.axvline(changes[0])")),
    Wrong("D11", "points without a line", 0.6, "What does the reader see between two of your points?", "V, label", "V, 'o', label"),
    Wrong("D12", "the potential against its position", 0.5, "Where on the axis is each of your times?", "(t, V,", "(V,"),
    Wrong("D13", "labels exchanged", 0.6, "What goes to the right, and what does your label say there?", code=drawn(x="potential from rest (mV)", y="time (ms)")),
    Wrong("D14", "cut off", 0.7, "Is all that is drawn inside your axes?", code=drawn(end="ax.legend(); ax.set_ylim(0, 60)")),
    Wrong("D15", "shifted to -65 mV", 0.5, "Where is 0 in the potentials that come in, and where in your figure?", code=drawn("ax.plot(t, V - 65, label=name)")),
]
RIGHT = [
    drawn(),
    drawn(x="$t$ [ms]", y="$V$ [mV]"),
    drawn("ax.plot(t, V, 'k-', label=name)", end="ax.legend(loc='upper right')"),
    drawn(across="ax.plot([min(t), max(t)], [0, 0], ':')"),
    drawn(upright="ax.vlines(changes, min(V), max(V), linestyles='dashed')"),
    drawn(across="ax.hlines(0, 0, 200)", x="time, in ms"),
    drawn(end="ax.grid(); ax.set_ylim(-20, 120); ax.legend()"),
]
