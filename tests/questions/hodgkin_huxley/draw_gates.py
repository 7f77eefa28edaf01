"""draw_gates: how open each kind of gate is, with the peak of the potential."""

import numpy as np

from autograder import Wrong
from autograder.questions.figures import AxisLimits, Legend, Lines, Vertical, XAxis, YAxis

FIGURE = [
    XAxis("time", "t", unit="ms"),
    YAxis("open", "gate", "gates", "share"),
    Lines(),
    Vertical(),
    Legend(same=True),
    AxisLimits(),
]
INSTEAD = "describe_gates"
T, M = np.array([0.0, 1.0, 2.0, 4.0]), np.array([0.05, 0.6, 0.95, 0.1])
PUBLIC = [
    (
        "one gate, at four times, with a peak at 1.5 ms",
        (T, {"m": M}, 1.5),
        {"lines": [{"x": T, "y": M, "label": "m"}]},
        "How open was the gate at which time?",
    ),
]
PROBES = [("two gates, with a peak at 3 ms", (T, {"m": M, "h": 0.7 - M / 2}, 3.0))]
MARKS_COME_FROM = "other gates, more of them, other times and other peaks"


def hidden(rng):
    """Hidden cases."""
    t = np.sort(rng.uniform(0, 20, 7))
    return {
        "Several gates": [(t, {name: rng.uniform(0, 1, 7) for name in ("m", "h", "n")}, float(t[3]) + 0.3)],
        "One gate": [(t[:4], {"n": rng.uniform(0, 1, 4)}, float(t[1]))],
    }


def drawn(line, end="ax.legend()", x="time (ms)", y="open share of gates", across="ax.axvline(t_peak)"):
    """An answer with some of its lines changed."""
    return (
        f"def draw_gates(ax, t, gates, t_peak):\n    for name, share in gates.items():\n        {line}\n"
        f"    {across}\n    ax.set_xlabel({x!r})\n    ax.set_ylabel({y!r})\n    {end}\n"
    )


LINE = "ax.plot(t, share, label=name)"
AT_PEAK = "Where is the peak of the potential in your figure, and does it follow the one that is given?"
WRONG = [
    Wrong("D1", "axes exchanged", 0.5, "Which of the two goes to the right in your figure?", "(t, share,", "(share, t,"),
    Wrong("D2", "no unit of time", 0.8, "How long is one step to the right?", "time (ms)", "time"),
    Wrong("D3", "seconds for milliseconds", 0.8, "How long would an action potential last with your unit?", "(ms)", "(s)"),
    Wrong("D4", "says nothing of what goes up", 0.8, "What does one step up mean?", 'ax.set_ylabel("open share of gates")', "pass"),
    Wrong("D5", "no legend", 0.7, "Which line is which gate?", "ax.legend()", "pass"),
    Wrong("D6", "no line at the peak", 0.7, AT_PEAK, 'ax.axvline(t_peak, color="black", linestyle=":")', "pass"),
    Wrong("D7", "a line across in place of an upright one", 0.6, AT_PEAK, "ax.axvline(t_peak", "ax.axhline(t_peak"),
    Wrong("D8", "the line is always at 2 ms", 0.7, AT_PEAK, "axvline(t_peak", "axvline(2.0"),
    Wrong("D9", "the last gate only", 0.4, "How many gates came in, and how many lines are there?", code=drawn("pass", f"{LINE}; ax.legend()")),
    Wrong("D10", "points without a line", 0.6, "What does the reader see between two of your points?", "share, label", "share, 'o', label"),
    Wrong("D11", "gates against their position", 0.5, "Where on the axis is each of your times?", "(t, share,", "(share,"),
    Wrong("D12", "cut off", 0.7, "Is all that is drawn inside your axes?", code=drawn(LINE, "ax.legend(); ax.set_ylim(0.2, 0.5)")),
    Wrong("D13", "labels exchanged", 0.6, "What goes to the right, and what does your label say there?", code=drawn(LINE, x="open share of gates", y="time (ms)")),
    Wrong("D14", "closed gates in place of open ones", 0.4, "A gate that is nearly closed: is your line high, or low?", code=drawn("ax.plot(t, 1 - share, label=name)")),
    Wrong("D15", "percent in place of shares", 0.6, "Which numbers came in, and which do you draw?", code=drawn("ax.plot(t, 100 * share, label=name)")),
]
RIGHT = [
    drawn(LINE),
    drawn(LINE, x="$t$ [ms]", y="gates"),
    drawn("ax.plot(t, share, 'o--', label=name)"),
    drawn(LINE, across="ax.vlines(t_peak, 0, 1)"),
    drawn(LINE, across="ax.plot([t_peak, t_peak], [0, 1], 'k:')"),
    drawn(LINE, x="time, in ms", end="ax.legend(loc='upper right')"),
    drawn(LINE, end="ax.grid(); ax.set_ylim(0, 1); ax.legend()"),
]
