"""gain_of: how steep a measured curve is."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, SLOW_I, SLOW_RATES, STEP, all_digits

I, RATES = np.array([0.0, 5.0, 25.0, 30.0]), np.array([6.0, 9.0, 17.0, 16.0])
PUBLIC = [
    Answer(
        "a gain for each two neighbours",
        (I, RATES),
        np.array([0.6, 0.4, -0.2]),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "Four currents stand in a row. From how many of them is there a step to a next one?",
    ),
    Value(
        "the example by hand, currents of 0, 5, 25 and 30 pA, and rates of 6, 9, 17 and 16 Hz",
        (I, RATES),
        [0.6, 0.4, -0.2],
        STEP,
        at=1,
        others={
            1.6: "How far is it from the second current to the third? Is that the same step as from the first to the second?",
            0.8: "Who says how far one current is from the next: your function, or the table?",
            8.0: "By how much does the rate rise there, and over how many pA does it?",
            2.5: "Hz per pA: which of the two stands over the bar?",
            -0.4: "From 9 to 17 Hz: does the rate rise there, or fall?",
            0.68: "Is that how high the rate is, or how much it rises?",
            0.0: "Where do the digits behind the point get lost in yours?",
        },
    ),
    all_digits("currents of 0, 7 and 10 pA and rates of 3, 5 and 6 Hz", (np.array([0.0, 7.0, 10.0]), np.array([3.0, 5.0, 6.0])), [2 / 7, 1 / 3]),
]
PROBES = [
    ("one gain, currents of 20 and 60 pA, rates of 10 and 22 Hz", (np.array([20.0, 60.0]), np.array([10.0, 22.0])), "two currents"),
    ("rates that fall, 30, 24 and 6 Hz at 0, 20 and 30 pA", (np.array([0.0, 20.0, 30.0]), np.array([30.0, 24.0, 6.0])), "rates that fall"),
    ("even steps, 5, 15, 25 and 35 pA and rates of 2, 8, 10 and 11 Hz", (np.array([5.0, 15.0, 25.0, 35.0]), np.array([2.0, 8.0, 10.0, 11.0])), "even steps"),
    ("even steps of 25 pA, rates of 4, 9 and 24 Hz", (np.array([0.0, 25.0, 50.0]), np.array([4.0, 9.0, 24.0])), "steps of 25"),
    ("whole numbers, 1, 3 and 7 pA and rates of 4, 9 and 7 Hz", (np.array([1, 3, 7]), np.array([4, 9, 7])), "whole numbers"),
    ("the slow cell", (SLOW_I, SLOW_RATES), "the slow cell"),
]
MARKS_COME_FROM = f"currents in uneven steps, rates that fall, long tables, only two currents and whole numbers. {AND_UNCHANGED}"
UNCHANGED = "Currents and rates stay as they were"


def hidden(rng):
    """Hidden cases."""

    def currents(number):
        return np.cumsum(rng.uniform(2, 30, number)) - 20

    return {
        "Currents in uneven steps": [(currents(9), np.cumsum(rng.uniform(1, 20, 9)))],
        "Rates that fall": [(currents(5), np.array([40.0, 31.0, 24.0, 10.0, 1.0]) + rng.uniform(0, 5))],
        "A long table": [(currents(60), rng.uniform(5, 90, 60))],
        "Even steps": [(np.arange(0.0, 90.0, 15.0), np.cumsum(rng.uniform(1, 20, 6)))],
        "Only two currents": [(currents(2), rng.uniform(5, 90, 2))],
        "Whole numbers": [(np.array([-5, 10, 12, 20]), np.array([1, 7, 18, 13]) * rng.integers(1, 4))],
    }


HEAD = "def gain_of(I, rates):\n"
GAIN = "np.diff(rates) / np.diff(I)"
WRONG = [
    Wrong("G1", "rate over current: how high it is, and not how much it rises", 0.4, "Is that how high the rate is, or how much it rises?", GAIN, "(np.asarray(rates)[1:] / np.asarray(I)[1:])"),
    Wrong("G2", "upside down: pA per Hz", 0.5, "Hz per pA: which of the two stands over the bar?", GAIN, "np.diff(I) / np.diff(rates)"),
    Wrong("G3", "the rise alone, not divided", 0.5, "By how much does the rate rise, and over how many pA does it?", GAIN, "np.diff(rates) * 1.0"),
    Wrong("G4", "the first step for all", 0.6, "Is each current of yours as far from the next as the first is from the second?", GAIN, "np.diff(rates) / (I[1] - I[0])"),
    Wrong("G5", "the sign: from right to left", 0.6, "Where the rate rises, which sign has your gain?", GAIN, "-np.diff(rates) / np.diff(I)"),
    Wrong("G6", "one number for the whole table", 0.3, "How many gains are asked for?", GAIN, "(rates[-1] - rates[0]) / (I[-1] - I[0])"),
    Wrong("G7", "as many as currents: np.gradient, which looks to both sides", 0.4, "Between how many neighbours is there a step, and how many gains do you hand back?", GAIN, "np.gradient(rates, I)"),
    Wrong("G8", "one too many: a 0 in front", 0.7, "Which step does your first gain belong to?", GAIN, "np.append(0.0, np.diff(rates) / np.diff(I))"),
    Wrong("G9", "the sign is lost", 0.6, "Which sign has the gain where a rate falls?", GAIN, "np.abs(np.diff(rates)) / np.diff(I)"),
    Wrong("G10", "the straight line through all points", 0.3, "How many gains are asked for, and is your line steep in each place as the measured curve is there?", GAIN, "np.polyfit(I, rates, 1)[0]"),
    Wrong("G11", "always steps of 10 pA", 0.6, "Who says how far one current is from the next: your function, or the table?", GAIN, "np.diff(rates) / 10"),
    Wrong("G12", "steps over two", 0.4, "Which two currents do your gains lie between: two neighbours?", GAIN, "(np.asarray(rates)[2:] - rates[:-2]) / (np.asarray(I)[2:] - I[:-2])"),
    Wrong("G13", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", f"return {GAIN}", f"print({GAIN})"),
    Wrong("G14", "changes the currents in their place", 0.8, "Whose array does your function write into?", code=f"{HEAD}    I[1:] = I[1:] - I[:-1]\n    return np.diff(rates) / I[1:]"),
    Wrong("G15", "whole numbers", 0.5, "Where do the digits behind the point get lost?", GAIN, "np.diff(rates) // np.diff(I)"),
    Wrong("G16", "the first one follows the last: rates[k - 1] with k = 0", 0.7, "Which element does Python take for rates[-1]?", code=f"{HEAD}    out = np.zeros(len(I))\n    for k in range(len(I)):\n        out[k] = (rates[k] - rates[k - 1]) / (I[k] - I[k - 1])\n    return out"),
    Wrong("G17", "the first gain alone: return inside the loop", 0.4, "After which step does your loop end?", code=f"{HEAD}    for k in range(len(I) - 1):\n        return (rates[k + 1] - rates[k]) / (I[k + 1] - I[k])"),
    Wrong("G18", "the last step is left out", 0.7, "How many steps does your loop take, and how many are there?", code=f"{HEAD}    return np.array([(rates[k + 1] - rates[k]) / (I[k + 1] - I[k]) for k in range(len(I) - 2)])"),
    Wrong("G19", "no brackets: only the last two are divided", 0.5, "What does Python divide first in your line?", code=f"{HEAD}    return np.array([rates[k + 1] - rates[k] / I[k + 1] - I[k] for k in range(len(I) - 1)])"),
    Wrong("G20", "the last gain alone", 0.4, "What becomes of a gain in your loop when the next one comes?", code=f"{HEAD}    for k in range(len(I) - 1):\n        gain = (rates[k + 1] - rates[k]) / (I[k + 1] - I[k])\n    return gain"),
]
RIGHT = [
    f"{HEAD}    return (rates[1:] - rates[:-1]) / (I[1:] - I[:-1])",
    f"{HEAD}    gains = []\n    for k in range(len(I) - 1):\n        rise = rates[k + 1] - rates[k]\n        gains.append(rise / (I[k + 1] - I[k]))\n    return gains",
    f"{HEAD}    out = np.zeros(len(I) - 1)\n    for k in range(1, len(I)):\n        out[k - 1] = (rates[k - 1] - rates[k]) / (I[k - 1] - I[k])\n    return out",
    "gain_of = lambda I, rates: np.subtract(rates[:-1], rates[1:]) / np.subtract(I[:-1], I[1:])",
    f"{HEAD}    pairs = zip(I, I[1:], rates, rates[1:])\n    return np.array([(d - c) / (b - a) for a, b, c, d in pairs])",
    f"{HEAD}    steps = np.diff(np.array([I, rates], dtype=float))\n    return steps[1] / steps[0]",
]
