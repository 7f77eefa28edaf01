"""A small kit whose questions ask for figures: curves with a legend, and bars beside points on a logarithmic axis."""

from __future__ import annotations

from pathlib import Path

NAME, CURVE, COUNTS = "rates", "draw_f_i_curve", "draw_counts"
CONFIG = """\
course: A course
term: a-term
assignments:
  rates:
    points: {draw_f_i_curve: 4, draw_counts: 2}
limits: {cell_cpu_s: 2, call_cpu_s: 1}
isolation: {require: []}
class: {folder: class}
"""
REFERENCE = '''\
"""The references of rates."""


def draw_f_i_curve(ax, current, rates):
    """Draw firing rates over the injected current, a line for each neuron.

    current: in pA, an array. rates: for the name of each neuron, its rates in Hz, an array of the same shape.
    """
    ax.axhline(0.0)
    for name, rate in rates.items():
        ax.plot(current, rate, label=name)
    ax.set_xlabel("injected current (pA)")
    ax.set_ylabel("firing rate (Hz)")
    ax.legend()


def draw_counts(ax, names, counts, latency):
    """Draw how many spikes each neuron fired as bars, and its latency as a point, on a logarithmic axis."""
    ax.bar(names, counts)
    ax.scatter(range(len(names)), latency)
    ax.set_yscale("log")
    ax.set_title("Spikes and latency")
'''
FILES = {
    CURVE: '''\
"""An f-I curve for each of some neurons."""

import numpy as np

from autograder import Wrong
from autograder.questions.figures import Horizontal, Legend, AxisLimits, Lines, XAxis, YAxis

FIGURE = [
    XAxis("current", "I", unit="pA"),
    YAxis("rate", "f", unit="Hz"),
    Lines(),
    Horizontal(0.0),
    Legend(same=True),
    AxisLimits(),
]
INSTEAD = "describe_f_i_curve"
CURRENT = np.array([0.0, 50.0, 100.0])
RATES = {"soma": np.array([0.0, 2.0, 9.0]), "dendrite": np.array([1.0, 4.0, 3.0])}
PUBLIC = [
    (
        "two neurons at three currents",
        (CURRENT, RATES),
        {"lines": [(CURRENT, RATES["soma"], "soma"), (CURRENT, RATES["dendrite"], "dendrite")]},
        "Which of the two is the rate?",
    ),
]
PROBES = [("one neuron", (np.array([10.0, 20.0, 30.0, 40.0]), {"a": np.array([4.0, 1.0, 3.0, 9.0])}))]
MARKS_COME_FROM = "other neurons, more of them, and other currents"


def hidden(rng):
    current = np.sort(rng.uniform(5.0, 400.0, 7))
    return {
        "Several neurons": [(current, {name: rng.uniform(1, 80, 7) for name in ("L2", "L4", "L5")})],
        "One neuron": [(current[:4], {"only": rng.uniform(1, 80, 4)}), (-current, {"back": rng.uniform(1, 80, 7)})],
    }


def drawn(lines, x="injected current (pA)", y="firing rate (Hz)", end="ax.legend()", zero="ax.axhline(0.0)"):
    return (
        f"def draw_f_i_curve(ax, current, rates):\\n    {zero}\\n"
        f"    for name, rate in rates.items():\\n        {lines}\\n"
        f"    ax.set_xlabel({x!r})\\n    ax.set_ylabel({y!r})\\n    {end}\\n"
    )


PLOT = "ax.plot(current, rate, label=name)"
WRONG = [
    Wrong("F1", "axes exchanged", 0.5, "Which of the two did they choose?", "(current, rate,", "(rate, current,"),
    Wrong("F2", "no unit along x", 0.8, "How large is one step to the right?", " (pA)", ""),
    Wrong("F3", "another unit", 0.8, "Is a rate a time?", "(Hz)", "(ms)"),
    Wrong("F4", "no legend", 0.7, "How would a reader tell them apart?", "ax.legend()", "pass"),
    Wrong("F5", "no line at zero", 0.9, "Where is silence?", "ax.axhline(0.0)", "pass"),
    Wrong("F6", "joined in order of the rates", 0.5, "What follows what?",
          code="import numpy as np\\n" + drawn("o = np.argsort(rate); ax.plot(current[o], rate[o], label=name)")),
    Wrong("F7", "points without lines", 0.7, "What is between them?", "current, rate,", "current, rate, 'o',"),
    Wrong("F8", "cuts off what is low", 0.7, "Which neurons would nobody see?",
          code=drawn(PLOT, end="ax.legend(); ax.set_ylim(20, 100)")),
    Wrong("F9", "only the last neuron", 0.3, "Whose line is drawn?",
          code=drawn("pass", end="ax.plot(current, rate, label=name); ax.legend()")),
    Wrong("F10", "names exchanged", 0.6, "Which name goes with which data?",
          code=drawn("ax.plot(current, rate, label=list(rates)[-1 - list(rates).index(name)])")),
]
RIGHT = [
    drawn(PLOT),
    drawn(PLOT, x="$I$ [pA]", y="f / Hz"),
    drawn(PLOT, zero="ax.hlines(0, 0, 500)"),
    drawn(PLOT, zero="ax.plot([0, 500], [0, 0], 'k:')"),
    drawn("ax.plot(current, rate, 'o--', label=name.upper())", y="rate in spikes per second"),
    "import matplotlib.pyplot as plt\\n" + drawn(PLOT, end="ax.legend(); plt.show(); return ax"),
    drawn("ax.plot(current[::-1], rate[::-1], label=name)"),
]
EQUIVALENT = {}
''',
    COUNTS: '''\
"""Counts and latencies."""

import numpy as np

from autograder.questions.figures import Bars, Points, AxisScale, Ticks, Title

FIGURE = [Bars(), Points(), AxisScale(y="log"), Title("spike", "spikes"), Ticks("x")]
PUBLIC = [
    (
        "two neurons",
        (["a", "b"], np.array([10, 20]), np.array([3.0, 4.0])),
        {"bars": [([0, 1], [10, 20])], "points": [([0, 1], [3.0, 4.0])], "x_ticks": ["a", "b"]},
        "Which numbers are counts?",
    ),
]


def hidden(rng):
    return {
        "Some neurons": [(list("pqrs"), rng.integers(1, 90, 4), rng.uniform(1, 9, 4))],
        "One neuron": [(["x"], rng.integers(1, 90, 1), rng.uniform(1, 9, 1))],
    }
''',
}
SOURCE = "# Rates\n\n" + "".join(
    f"## {name}: a title\n\n```{{code-cell}} ipython3\n# stub: {name}\n```\n\n" for name in FILES
)
ANSWER = """\
def draw_f_i_curve(ax, current, rates):
    ax.axhline(0.0)
    for name, rate in rates.items():
        ax.plot(current, rate, label=name)
    ax.set_xlabel("injected current (pA)")
    ax.set_ylabel("firing rate (Hz)")
    ax.legend()
"""
DESCRIBED = """\
def describe_f_i_curve(current, rates):
    return {
        "x_label": "current (pA)",
        "y_label": "rate (Hz)",
        "horizontal": [0],
        "lines": [{"x": current, "y": rate, "label": name} for name, rate in rates.items()],
    }
"""


def figure_kit(root: Path, **files: str) -> Path:
    """The kit, not built yet; some of its question files replaced."""
    for folder in (f"assignments/{NAME}/tests", f"tests/questions/{NAME}", "solutions"):
        (root / folder).mkdir(parents=True)
    for name, text in {**FILES, **files}.items():
        question_of(root, name).write_text(text, encoding="utf-8")
    (root / "grading_config.yaml").write_text(CONFIG, encoding="utf-8")
    (root / "solutions" / f"{NAME}.py").write_text(REFERENCE, encoding="utf-8")
    (root / "solutions" / "__init__.py").touch()
    (root / "assignments" / NAME / f"{NAME}.md").write_text(SOURCE, encoding="utf-8")
    return root


def question_of(root: Path, name: str) -> Path:
    """The file of a question."""
    return root / "tests" / "questions" / NAME / f"{name}.py"


def handed_in(path: Path, *cells: str) -> Path:
    """A notebook in Python."""
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text("".join(f"# %%\n{cell}\n" for cell in ("import numpy as np", *cells)), encoding="utf-8")
    return path
