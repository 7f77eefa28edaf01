"""draw_net_inputs: net inputs against the activation of a sender, with a line at 0."""

import numpy as np

from autograder import Wrong
from autograder.questions.figures import AxisLimits, Horizontal, Legend, Lines, XAxis, YAxis

FIGURE = [
    XAxis("activation", "sender", "a", "x"),
    YAxis("net input", "net inputs", "n"),
    Lines(),
    Horizontal(0.0),
    Legend(same=True),
    AxisLimits(),
]
INSTEAD = "describe_net_inputs"
X, N = np.array([-2.0, 0.0, 1.0, 3.0]), np.array([4.0, 1.0, -0.5, 2.0])
PUBLIC = [
    (
        "one layer, for a sender at -2, 0, 1 and 3",
        (X, {"one layer": N}),
        {"lines": [{"x": X, "y": N, "label": "one layer"}]},
        "Which net input belongs to which activation?",
    ),
]
PROBES = [("two layers", (X, {"weights of either sign": N, "interneurons": N[::-1] - 3}))]
MARKS_COME_FROM = "other net inputs, more layers, and other activations of the sender"


def hidden(rng):
    """Hidden cases."""
    x = np.sort(rng.uniform(-3, 3, 7))
    return {
        "Several layers": [(x, {name: rng.uniform(-4, 5, 7) for name in ("either sign", "interneurons", "no inhibition")})],
        "One layer": [(x[:4], {"with interneurons": rng.uniform(1, 4, 4)})],
    }


def drawn(line, end="ax.legend()", x="activation of the sender", y="net input", across="ax.axhline(0)"):
    """An answer with some of its lines changed."""
    return (
        f"def draw_net_inputs(ax, x, nets):\n    for name, n in nets.items():\n        {line}\n"
        f"    {across}\n    ax.set_xlabel({x!r})\n    ax.set_ylabel({y!r})\n    {end}\n"
    )


LINE = "ax.plot(x, n, label=name)"
WRONG = [
    Wrong("B1", "axes exchanged", 0.5, "Which of the two goes to the right in your figure?", "(x, net,", "(net, x,"),
    Wrong("B2", "says nothing of what goes to the right", 0.8, "What does one step to the right mean?", 'ax.set_xlabel("activation of the sender")', "pass"),
    Wrong("B3", "says nothing of what goes up", 0.8, "What does one step up mean?", 'ax.set_ylabel("net input")', "pass"),
    Wrong("B4", "no legend", 0.7, "Which line is which?", "ax.legend()", "pass"),
    Wrong("B5", "no line at 0", 0.7, "At which net input does excitation turn into inhibition, and what is drawn across your figure there?", "ax.axhline(0.0)", "pass"),
    Wrong("B6", "an upright line at 0", 0.7, "At which net input does excitation turn into inhibition, and what is drawn across your figure there?", "ax.axhline(0.0)", "ax.axvline(0.0)"),
    Wrong("B7", "the last layer only", 0.4, "How many layers came in, and how many lines are there?", code=drawn("pass", f"{LINE}; ax.legend()")),
    Wrong("B8", "points without a line", 0.6, "What does the reader see between two of your points?", "net, label", "net, 'o', label"),
    Wrong("B9", "net inputs against their position", 0.5, "Where on the axis is each of your activations?", "(x, net,", "(net,"),
    Wrong("B10", "cut off", 0.7, "Is all that is drawn inside your axes?", code=drawn(LINE, "ax.legend(); ax.set_ylim(0, 2)")),
    Wrong("B11", "labels exchanged", 0.6, "What goes to the right, and what does your label say there?", code=drawn(LINE, x="net input", y="activation of the sender")),
    Wrong("B12", "sizes of the net inputs", 0.4, "Where would inhibition be in your figure?", code=drawn("ax.plot(x, np.abs(n), label=name)")),
    Wrong("B13", "a line at 1", 0.7, "At which net input does excitation turn into inhibition, and what is drawn across your figure there?", "ax.axhline(0.0)", "ax.axhline(1.0)"),
    Wrong("B14", "all lines have one name", 0.6, "Which line is which, by its name?", code=drawn("ax.plot(x, n, label='net input')")),
]
RIGHT = [
    drawn(LINE),
    drawn(LINE, x="$a_0$", y="$n$"),
    drawn("ax.plot(x, n, 'o--', label=name)"),
    drawn(LINE, across="ax.hlines(0, min(x), max(x))"),
    drawn(LINE, across="ax.plot([min(x), max(x)], [0, 0], 'k:')"),
    drawn(LINE, x="activation of sender 0", y="net input of receiver 1", end="ax.legend(loc='upper left')"),
    drawn(LINE, end="ax.grid(); ax.legend()"),
]
