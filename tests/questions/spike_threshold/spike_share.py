"""spike_share: how often it fires, of all trials."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, STEP, all_digits

HAND = np.array([[0, 0, 1, 0], [1, 0, 2, 2]])
PUBLIC = [
    Answer(
        "a share for each current",
        (HAND,),
        np.array([0.25, 0.75]),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "How many currents are there, and how many trials with each?",
    ),
    Value(
        "the example by hand, trials with 0, 0, 1 and 0 spikes, and with 1, 0, 2 and 2",
        (HAND,),
        [0.25, 0.75],
        STEP,
        at=1,
        others={
            1.25: "Are those spikes, or trials with a spike?",
            1.5: "By what do you divide: the number of trials, or the number of currents?",
            5.0: "Are those spikes, or trials with a spike?",
            3.0: "Is that how many trials fire, or which share of them?",
            75.0: "A share of all is 1. What is it in yours?",
        },
    ),
    Value(
        "as many trials as currents, 0 and 0 spikes, and 1 and 2",
        (np.array([[0, 0], [1, 2]]),),
        [0.0, 1.0],
        STEP,
        at=0,
        others={0.5: "Which way do you go through the table: along a row, or down a column?"},
    ),
    all_digits("three trials with 0, 2 and 0 spikes", (np.array([[0, 2, 0]]),), [1 / 3]),
]
PROBES = [
    ("one current, trials with 0, 1, 1, 2 and 0 spikes", (np.array([[0, 1, 1, 2, 0]]),), "one current"),
    ("three currents with one trial each, 0, 1 and 4 spikes", (np.array([[0], [1], [4]]),), "one trial"),
    ("no spike at all in two currents of three trials", (np.zeros((2, 3), dtype=int),), "no spike"),
    ("spikes in each of three trials, 1, 2 and 5", (np.array([[1, 2, 5]]),), "always"),
    ("three currents, 0 and 2, 3 and 0, 1 and 1 spikes", (np.array([[0, 2], [3, 0], [1, 1]]),), "more currents than trials"),
    ("counts with a point, 0.0, 1.0 and 2.0", (np.array([[0.0, 1.0, 2.0]]),), "with a point"),
]
MARKS_COME_FROM = (
    "many trials, a single trial, a single current, as many trials as currents, currents that never fire and currents "
    f"that always fire. {AND_UNCHANGED}"
)
UNCHANGED = "The counts that come in stay as they were"


def hidden(rng):
    """Hidden cases."""
    return {
        "Many trials": [(rng.poisson(0.9, (4, 70)),), (rng.poisson(0.3, (7, 30)),)],
        "A single trial or current": [(np.array([[0], [3], [1]]),), (rng.poisson(1.0, (1, 9)),)],
        "As many trials as currents": [(np.array([[0, 0, 2], [1, 0, 4], [3, 1, 1]]),)],
        "Never and always": [(np.array([[0, 0, 0, 0], [2, 1, 1, 5], [0, 1, 0, 3]]),)],
    }


HEAD = "def spike_share(counts):\n"
WRONG = [
    Wrong("P1", "the mean number of spikes", 0.5, "Does a trial with two spikes count twice in yours?", " > 0"),
    Wrong("P2", "down the columns", 0.6, "Which way do you go through the table: along a row, or down a column?", "axis=1", "axis=0"),
    Wrong("P3", "one share for all", 0.5, "How many currents are there, and how many shares do you hand back?", "axis=1", "axis=None"),
    Wrong("P4", "how many trials fire", 0.6, "Is that how many trials fire, or which share of them?", code=f"{HEAD}    return np.sum(counts > 0, axis=1)"),
    Wrong("P5", "percent", 0.7, "A share of all is 1. What is it in yours?", code=f"{HEAD}    return 100 * np.mean(counts > 0, axis=1)"),
    Wrong("P6", "exactly one spike", 0.6, "Does a trial with two spikes fire?", " > 0", " == 1"),
    Wrong("P7", "trials without a spike", 0.5, "Is that the share of trials that fire, or of those that stay silent?", " > 0", " == 0"),
    Wrong("P8", "all trials", 0.4, "Does a trial with 0 spikes fire?", " > 0", " >= 0"),
    Wrong("P9", "more than one spike", 0.6, "Does a trial with one spike fire?", " > 0", " > 1"),
    Wrong("P10", "divides by the number of currents", 0.5, "By what do you divide: the number of trials, or the number of currents?", code=f"{HEAD}    return np.sum(counts > 0, axis=1) / len(counts)"),
    Wrong("P11", "divides without a rest", 0.5, "What does // leave of a share?", code=f"{HEAD}    return np.sum(counts > 0, axis=1) // counts.shape[1]"),
    Wrong("P12", "divides by all spikes", 0.4, "By what do you divide: the number of trials, or that of spikes?", code=f"{HEAD}    return np.sum(counts > 0, axis=1) / np.maximum(np.sum(counts, axis=1), 1)"),
    Wrong("P13", "whether any trial fires", 0.4, "Is that whether any trial fires, or how many of them do?", code=f"{HEAD}    return np.any(counts > 0, axis=1) * 1.0"),
    Wrong("P14", "all spikes", 0.4, "Are those spikes, or trials with a spike?", code=f"{HEAD}    return np.sum(counts, axis=1)"),
    Wrong("P15", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", code=f"{HEAD}    print(np.mean(counts > 0, axis=1))"),
    Wrong("P16", "writes into the counts", 0.85, "Whose table is it that your function writes into?", code=f"{HEAD}    counts[counts > 1] = 1\n    return counts.mean(axis=1)"),
    Wrong("P17", "rounds", 0.7, "Where do the other digits get lost, and does that have to happen there?", code=f"{HEAD}    return np.round(np.mean(counts > 0, axis=1), 2)"),
    Wrong("P18", "the first current alone", 0.3, "Which currents does your loop look at before it answers?", code=f"{HEAD}    return np.mean(counts[:1] > 0, axis=1)"),
    Wrong("P19", "the total is not begun anew for each current", 0.5, "What is your total when the next current begins?", code=f"{HEAD}    total, shares = 0, []\n    for row in counts:\n        total += np.sum(row > 0)\n        shares.append(total / len(row))\n    return np.array(shares)"),
]
RIGHT = [
    f"{HEAD}    return np.mean(counts > 0, axis=1)",
    f"{HEAD}    return np.count_nonzero(counts, axis=1) / counts.shape[1]",
    f"{HEAD}    return (counts >= 1).sum(axis=1) / len(counts[0])",
    f"{HEAD}    shares = []\n    for row in counts:\n        fired = 0\n        for one in row:\n            if one > 0:\n                fired += 1\n        shares.append(fired / len(row))\n    return shares",
    f"{HEAD}    return np.array([sum(1 for one in row if one) / len(row) for row in counts])",
    f"{HEAD}    return np.minimum(counts, 1).mean(axis=1)",
]
EQUIVALENT = {"spike_share: 1 -> -1": "Of two directions the last one is the second."}
