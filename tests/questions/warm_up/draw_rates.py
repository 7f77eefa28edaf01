"""draw_rates: a first figure, with a bar for each neuron and words on both axes."""

import numpy as np

from autograder import Wrong
from autograder.questions.figures import Bars, XAxis, YAxis

FIGURE = [
    Bars(),
    XAxis("neuron", "unit", "cell"),
    YAxis("rate", unit=("1/s", "Hz", "spikes/s", "spikes per second")),
]
INSTEAD = "describe_rates"
RATES = np.array([3.0, 0.0, 5.0, 2.5])
PUBLIC = [
    (
        "rates of 3, 0, 5 and 2.5 spikes per second",
        (RATES,),
        {"bars": [{"at": float(i), "height": rate} for i, rate in enumerate((3.0, 0.0, 5.0, 2.5))]},
        "How high is the bar of each neuron, and where does it stand?",
    ),
]
MARKS_COME_FROM = "other numbers of neurons and other rates"


def hidden(rng):
    """Hidden cases."""
    return {
        "Many neurons, and two": [(rng.uniform(1, 40, 7),), (rng.uniform(1, 40, 2),)],
    }


UNCHANGED = None  # what is drawn is looked at, and nothing else
WRONG = [
    Wrong("B1", "positions and heights exchanged", 0.5, "Which comes first in ax.bar: where, or how high?",
          "np.arange(len(rates)), rates", "rates, np.arange(len(rates))"),
    Wrong("B2", "a line and no bars", 0.5, "Is there anything between neuron 0 and neuron 1?", "ax.bar", "ax.plot"),
    Wrong("B3", "no words on the x axis", 0.7, "What are the numbers under the bars?", 'ax.set_xlabel("neuron")', "pass"),
    Wrong("B4", "no words on the y axis", 0.7, "What goes up in this figure?",
          'ax.set_ylabel("firing rate (spikes/s)")', "pass"),
    Wrong("B5", "no unit", 0.8, "How much is one step on the y axis, and of what?", " (spikes/s)", ""),
    Wrong("B6", "another unit", 0.8, "In which unit do the rates come in?", "(spikes/s)", "(mV)"),
    Wrong("B7", "counts neurons from 1", 0.7, "Which number does the first neuron have?",
          "np.arange(len(rates))", "np.arange(1, len(rates) + 1)"),
    Wrong("B8", "four neurons, as in the example", 0.4, "What if there are more neurons, or fewer?",
          "np.arange(len(rates)), rates", "np.arange(4), [3.0, 0.0, 5.0, 2.5]"),
    Wrong("B9", "the words of the axes exchanged", 0.6, "Which axis runs to the right, and what is on it?",
          code="def draw_rates(ax, rates):\n    ax.bar(np.arange(len(rates)), rates)\n"
          "    ax.set_ylabel('neuron')\n    ax.set_xlabel('firing rate (spikes/s)')\n"),
    Wrong(
        "B10",
        "the first neuron alone",
        0.4,
        "Who else was there?",
        code="def draw_rates(ax, rates):\n    ax.bar(0, rates[0])\n    ax.set_xlabel('neuron')\n"
        "    ax.set_ylabel('firing rate (spikes/s)')\n",
    ),
]


def drawn(bars="ax.bar(np.arange(len(rates)), rates)", y="firing rate (spikes/s)", x="neuron"):
    """A right answer with other lines."""
    return f"def draw_rates(ax, rates):\n    {bars}\n    ax.set_xlabel({x!r})\n    ax.set_ylabel({y!r})\n"


RIGHT = [
    drawn(),
    drawn("ax.bar(range(len(rates)), rates, color='white', edgecolor='black')"),
    drawn("for i in range(len(rates)):\n        ax.bar(i, rates[i])"),
    drawn(y="rate (Hz)"),
    drawn(y="rate in 1/s", x="number of the neuron"),
    drawn("positions = [i for i, _ in enumerate(rates)]\n    ax.bar(positions, list(rates), width=0.5)"),
    drawn() + "    ax.set_title('My first figure')\n",
]
