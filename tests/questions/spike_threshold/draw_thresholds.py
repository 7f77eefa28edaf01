"""draw_thresholds: the threshold against the step of time, for each scheme."""

import numpy as np

from autograder import Wrong
from autograder.questions.figures import AxisLimits, Horizontal, Legend, Lines, XAxis, YAxis

FIGURE = [
    XAxis("step", "dt", unit="ms"),
    YAxis("threshold", "current", "IDC", unit=("uA/cm2", "µA/cm2", "uA/cm^2", "µA/cm^2", "uA/cm²", "µA/cm²")),
    Lines(),
    Horizontal(),
    Legend(same=True),
    AxisLimits(),
]
INSTEAD = "describe_thresholds"
DT, I = np.array([0.05, 0.02, 0.01]), np.array([3.0, 3.4, 3.5])
PUBLIC = [
    (
        "one scheme with three steps, and a limit of 3.6",
        ({"mine": (DT, I)}, 3.6),
        {"lines": [{"x": DT, "y": I, "label": "mine"}]},
        "Which threshold belongs to which step?",
    ),
]
PROBES = [("two schemes, and a limit of 2.7", ({"one": (DT, I), "two": (DT[:2], I[:2] - 0.2)}, 2.7))]
MARKS_COME_FROM = "other schemes, more of them, other steps, other thresholds and other limits"


def hidden(rng):
    """Hidden cases."""

    def scheme(number):
        return np.sort(rng.uniform(0.005, 0.1, number))[::-1], rng.uniform(1, 4, number)

    return {
        "Several schemes": [({"first": scheme(4), "second": scheme(2), "third": scheme(3)}, rng.uniform(2, 3))],
        "One scheme": [({"alone": scheme(5)}, rng.uniform(4.2, 5))],
    }


def drawn(line, end="ax.legend()", x="time step dt (ms)", y="threshold (uA/cm2)", across="ax.axhline(limit)"):
    """An answer with some of its lines changed."""
    return (
        f"def draw_thresholds(ax, found, limit):\n    for name, (dt, thresholds) in found.items():\n        {line}\n"
        f"    {across}\n    ax.set_xlabel({x!r})\n    ax.set_ylabel({y!r})\n    {end}\n"
    )


LINE = "ax.plot(dt, thresholds, 'o-', label=name)"
LIMIT = "Where is the limit in your figure, and does it follow the one that is given?"
WRONG = [
    Wrong("D1", "axes exchanged", 0.5, "Which of the two goes to the right in your figure?", "(dt, thresholds,", "(thresholds, dt,"),
    Wrong("D2", "no unit of time", 0.8, "How long is one step to the right?", "dt (ms)", "dt"),
    Wrong("D3", "another unit of the current", 0.8, "In which unit are the thresholds that came in?", "(uA/cm2)", "(mV)"),
    Wrong("D4", "says nothing of what goes up", 0.8, "What does one step up mean?", 'ax.set_ylabel("threshold (uA/cm2)")', "pass"),
    Wrong("D5", "no legend", 0.7, "Which line is which scheme?", "ax.legend()", "pass"),
    Wrong("D6", "no line at the limit", 0.7, LIMIT, 'ax.axhline(limit, color="black", linestyle=":")', "pass"),
    Wrong("D7", "an upright line in place of one across", 0.6, LIMIT, "ax.axhline(limit", "ax.axvline(limit"),
    Wrong("D8", "the line is always at 2.356", 0.7, LIMIT, "axhline(limit", "axhline(2.356"),
    Wrong("D9", "the last scheme only", 0.4, "How many schemes came in, and how many lines are there?", code=drawn("pass", f"{LINE}; ax.legend()")),
    Wrong("D10", "points without a line", 0.6, "How does the reader see which points belong together?", '"o-"', '"o"'),
    Wrong("D11", "thresholds against their position", 0.5, "Where on the axis is each of your steps?", "(dt, thresholds,", "(thresholds,"),
    Wrong("D12", "cut off", 0.7, "Is all that is drawn inside your axes?", code=drawn(LINE, "ax.legend(); ax.set_ylim(2.35, 2.4)")),
    Wrong("D13", "labels exchanged", 0.6, "What goes to the right, and what does your label say there?", code=drawn(LINE, x="threshold (uA/cm2)", y="time step dt (ms)")),
    Wrong("D14", "how far it is from the limit", 0.5, "Which numbers came in, and which do you draw?", code=drawn("ax.plot(dt, limit - thresholds, 'o-', label=name)")),
]
RIGHT = [
    drawn(LINE),
    drawn(LINE, x="$dt$ [ms]", y="IDC (µA/cm²)"),
    drawn("ax.plot(dt, thresholds, label=name)"),
    drawn(LINE, across="ax.hlines(limit, 0, 0.1)"),
    drawn(LINE, across="ax.plot([0, 0.1], [limit, limit], 'k:')"),
    drawn(LINE, end="ax.grid(); ax.legend(loc='lower left')"),
]
