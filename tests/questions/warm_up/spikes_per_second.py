"""spikes_per_second: arithmetic with a whole array, one rate for each neuron."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

EACH = "What has to happen to each of the counts?"
COUNTS = np.array([6, 0, 10])
PUBLIC = [
    Answer(
        "one rate for each neuron",
        (COUNTS, 2.0),
        [3.0, 0.0, 5.0],
        OTHER_SHAPE="Three counts went in, and {name} handed back the shape {shape}.\n"
        "(3,) would be three numbers, and () is a single one. How many rates should come out?",
    ),
    Value(
        "three neurons with 6, 0 and 10 spikes in 2 seconds",
        (COUNTS, 2.0),
        [3.0, 0.0, 5.0],
        EACH,
        at=0,
        others={
            12.0: "Does a longer recording of the same spikes mean a higher rate?",
            1 / 3: "Which comes first in spikes per second: the spikes, or the seconds?",
            6.0: "Those are the counts that came in. What does the duration do to them?",
            2.0: "What did you divide by: the number of neurons, or the duration?",
        },
    ),
    Value(
        "the same spikes in a quarter of a second",
        (COUNTS, 0.25),
        [24.0, 0.0, 40.0],
        EACH,
        at=0,
        others={3.0: "Does your function use the duration that it is given?"},
    ),
    Value(
        "all digits",
        (np.array([1, 2, 5]), 3.0),
        [1 / 3, 2 / 3, 5 / 3],
        EACH,
        says="With 1, 2 and 5 spikes in 3 seconds the rates are 1/3, 2/3 and 5/3.\n"
        "Yours are {0[0]:.12g}, {0[1]:.12g} and {0[2]:.12g}.",
        digits=True,
        close=(1e-9, 1e-12),
    ),
]
PROBES = [
    ("one neuron with 7 spikes in 2 seconds", (np.array([7]), 2.0), "one neuron"),
    ("four neurons with 1, 2, 3 and 4 spikes in 4 seconds", (np.array([1, 2, 3, 4]), 4.0), "as many neurons as seconds"),
    ("two silent neurons in 5 seconds", (np.array([0, 0]), 5.0), "all silent"),
    ("two neurons with 3 and 8 spikes in 1 second", (np.array([3, 8]), 1.0), "one second"),
    ("five neurons with 9, 1, 4, 0 and 2 spikes in 8 seconds", (np.array([9, 1, 4, 0, 2]), 8.0), "five neurons"),
    ("two neurons with 5 and 7 spikes, as numbers with a point, in 2 seconds", (np.array([5.0, 7.0]), 2.0), "floats"),
    ("two neurons with 4 and 3 spikes in half a second", (np.array([4, 3]), 0.5), "half a second"),
    ("two neurons with 2 and 1 spikes in 3 seconds", (np.array([2, 1]), 3), "whole seconds"),
]
MARKS_COME_FROM = (
    "whole numbers, counts of 0, long arrays, a single element and recordings shorter than a second. They look at "
    "all digits. They also check that your function leaves its input unchanged"
)


def hidden(rng):
    """Hidden cases."""
    counts = rng.integers(1, 40, 6)
    seconds = float(rng.uniform(2.1, 4.9))
    some = rng.integers(1, 40, 5)
    return {
        "Any number of neurons, silent ones too": [
            (counts, seconds),
            (counts[:1], 2 * seconds),
            (counts * np.array([0, 1, 1, 0, 1, 0]), seconds),
            (rng.integers(1, 90, 200), 20.0),
            (some * 1.0, 3.0),
        ],
        "A recording shorter than a second": [(counts, 0.25), (some[:2], 0.7)],
    }

UNCHANGED = "The counts that come in stay as they were"
WRONG = [
    Wrong(
        "R1", "hands nothing back: print, or no return", 0.5, "What does whoever called your function get back?",
        "return counts / seconds", "print(counts / seconds)",
    ),
    Wrong("R2", "multiplies", 0.4, "The same spikes in twice the time: is that a higher rate?", "/", "*"),
    Wrong(
        "R3", "the fraction upside down", 0.4, "What is the rate of a neuron that never fired?",
        "counts / seconds", "seconds / counts",
    ),
    Wrong("R4", "gives back the counts", 0.2, "What does the length of the recording change?", " / seconds"),
    Wrong(
        "R5", "divides by the number of neurons", 0.4, "Per what is a rate: per neuron, or per second?",
        "seconds", "len(counts)",
    ),
    Wrong("R6", "all spikes together", 0.4, "How many neurons went in, and how many rates come out?", "counts /", "sum(counts) /"),
    Wrong("R7", "the first neuron alone", 0.3, "What about the second neuron?", "counts /", "counts[0] /"),
    Wrong("R8", "cuts down to whole spikes per second", 0.6, "Can a rate be two and a half?", "/", "//"),
    Wrong(
        "R9", "rounds", 0.7, "How many digits does whoever calls your function want to keep?",
        "counts / seconds", "np.round(counts / seconds, 1)",
    ),
    Wrong("R10", "always the duration by hand", 0.4, "What if the recording lasts longer?", "seconds", "2"),
    Wrong(
        "R11", "spikes per millisecond", 0.6, "In which unit does the duration come in?", "seconds", "(1000 * seconds)",
    ),
    Wrong(
        "R12", "writes into the array", 0.4, "Which kind of numbers can that array hold, and whose array is it?",
        code="def spikes_per_second(counts, seconds):\n    for i in range(len(counts)):\n"
        "        counts[i] = counts[i] / seconds\n    return counts",
    ),
    Wrong(
        "R13", "loop that ends too early", 0.5, "How many neurons does your loop visit?",
        code="def spikes_per_second(counts, seconds):\n    rates = np.zeros(len(counts))\n"
        "    for i in range(len(counts) - 1):\n        rates[i] = counts[i] / seconds\n    return rates",
    ),
    Wrong(
        "R14", "return inside the loop", 0.4, "When should the function answer: in the loop, or after it?",
        code="def spikes_per_second(counts, seconds):\n    rates = []\n    for count in counts:\n"
        "        rates.append(count / seconds)\n        return np.array(rates)",
    ),
    Wrong(
        "R15", "leaves the silent ones out", 0.5, "Does a silent neuron have a rate?",
        code="def spikes_per_second(counts, seconds):\n    return counts[counts > 0] / seconds",
    ),
    Wrong(
        "R16", "the numbers of the example", 0.1, "Would yours notice if other counts came in?",
        "counts / seconds", "np.array([6, 0, 10]) / 2",
    ),
    Wrong(
        "R17", "no recording below a second", 0.6, "May a recording last half a second?",
        "seconds", "max(seconds, 1)",
    ),
    Wrong(
        "R18", "works on the caller's own array where it can", 0.8, "Whose array is it that your function changes?",
        code="def spikes_per_second(counts, seconds):\n    if counts.dtype != float:\n        counts = counts * 1.0\n"
        "    counts /= seconds\n    return counts",
    ),
    Wrong(
        "R19",
        "the counts of the example",
        0.3,
        "Which counts does your function use: those that it is given?",
        "counts /",
        "np.array([6, 0, 10]) /",
    ),
    Wrong("R20", "a minute for the duration", 0.4, "Where does a 60 come from, if the duration is in seconds?",
          "seconds", "60"),
    Wrong("R24", "spikes per minute", 0.4, "Where does a 60 come from, if the rate is per second?", "seconds",
          "seconds * 60"),
    Wrong(
        "R21", "the last neuron alone", 0.3, "What about the neurons before the last one?", "counts /", "counts[-1] /"
    ),
    Wrong("R22", "the average neuron", 0.3, "How many neurons went in, and how many rates come out?",
          "counts /", "np.mean(counts) /"),
    Wrong("R23", "leaves out the first", 0.5, "Which position does the first neuron have?", "counts /", "counts[1:] /"),
]
RIGHT = [
    "def spikes_per_second(counts, seconds):\n    return counts * (1 / seconds)",
    "def spikes_per_second(counts, seconds):\n    rates = counts / seconds\n    return rates",
    "def spikes_per_second(counts, seconds):\n    return np.divide(counts, seconds)",
    "def spikes_per_second(counts, seconds):\n    return np.array([count / seconds for count in counts])",
    "def spikes_per_second(counts, seconds):\n    rates = np.zeros(len(counts))\n    for i in range(len(counts)):\n"
    "        rates[i] = counts[i] / seconds\n    return rates",
    "spikes_per_second = lambda counts, seconds: counts.astype(float) / seconds",
    "def spikes_per_second(spikes, duration):\n    rates = []\n    for one in spikes:\n"
    "        rates.append(one / duration)\n    return rates",
]
