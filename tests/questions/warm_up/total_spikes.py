"""total_spikes: a loop with a running total, and what indentation decides in it."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

VISITED = "Which trials does your loop visit, and what does it do with each?"
PUBLIC = [
    Answer(
        "one number comes back",
        (np.array([5, 0, 7, 2]),),
        14,
        OTHER_SHAPE="{name} handed back several numbers (shape {shape}).\n"
        "All spikes of all trials together: how many numbers is that?",
    ),
    Value(
        "four trials with 5, 0, 7 and 2 spikes",
        (np.array([5, 0, 7, 2]),),
        14,
        VISITED,
        others={
            5: "Is that the first trial alone? What became of the others?",
            2: "Is that the last trial alone? What became of the others?",
            9: "Which trial is missing? Which position does the first one have?",
            12: "Which trial is missing? How many does the loop visit?",
            4: "Is that the number of trials? What is to be added for each?",
            6: "What is added: the position, or the count that stands there?",
            15: "What is the total before the first trial?",
        },
    ),
    Value(
        "five trials with 3, 3, 0, 1 and 5 spikes",
        (np.array([3, 3, 0, 1, 5]),),
        12,
        VISITED,
        others={
            3: "Is that the first trial alone? On which pass does the function answer?",
            6: "Does yours go on after a trial without spikes?",
            7: "Is that the first four trials? How can a loop visit any number of them?",
        },
    ),
    Value("no trials at all", (np.array([], dtype=int),), 0, "What is the total before anything was added?"),
]
PROBES = [
    ("one trial with 3 spikes", (np.array([3]),), "one trial"),
    ("two trials with 1 and 6 spikes", (np.array([1, 6]),), "two trials"),
    ("three trials with 2 spikes each", (np.array([2, 2, 2]),), "three alike"),
    ("three trials with 0, 2 and 1 spikes", (np.array([0, 2, 1]),), "three trials"),
    ("six trials with 4, 1, 0, 3, 9 and 2 spikes", (np.array([4, 1, 0, 3, 9, 2]),), "six trials"),
    ("no trials at all (an empty array)", (np.array([], dtype=int),), "no trials"),
    ("two trials without spikes", (np.array([0, 0]),), "all silent"),
]
MARKS_COME_FROM = (
    "whole numbers, counts of 0, long arrays, a single element and empty arrays. They also check that your function "
    "leaves its input unchanged"
)


def hidden(rng):
    """Hidden cases."""
    counts = rng.integers(1, 9, 6) + np.array([0, 20, 0, 10, 30, 40])
    return {
        "Any number of trials": [(counts,), (counts[:3],), (counts[1:],), (rng.integers(1, 30, 150),)],
        "Trials without spikes": [(counts * np.array([0, 1, 0, 0, 1, 1]),), (counts[:2] * 0,)],
        "A single trial": [(counts[:1],), (counts[-1:],)],
        "No trials yet": [(counts[:0],)],
    }


UNCHANGED = "The counts that come in stay as they were"
WRONG = [
    Wrong(
        "T1", "hands nothing back: print, or no return", 0.5, "What does whoever called your function get back?",
        "return total", "print(total)",
    ),
    Wrong(
        "T2", "return inside the loop", 0.5, "On which pass does your function answer, and where should it?",
        code="def total_spikes(counts):\n    total = 0\n    for i in range(len(counts)):\n"
        "        total = total + counts[i]\n        return total",
    ),
    Wrong(
        "T3", "starts anew on each pass", 0.4, "What is total at the start of each pass?",
        code="def total_spikes(counts):\n    for i in range(len(counts)):\n        total = 0\n"
        "        total = total + counts[i]\n    return total",
    ),
    Wrong("T4", "keeps the last alone", 0.4, "What becomes of the total of the passes before?", "total + int", "int"),
    Wrong("T5", "leaves out the first", 0.5, "Which position does the first trial have?", "range(", "range(1, "),
    Wrong("T6", "leaves out the last", 0.5, "How many trials does the loop visit?", "range(len(counts))", "range(len(counts) - 1)"),
    Wrong("T7", "one position too far", 0.5, "Which position does the last trial have, if the first is 0?",
          "range(len(counts))", "range(len(counts) + 1)"),
    Wrong("T8", "counts the trials", 0.3, "What is to be added for each trial?", "int(counts[trial])", "1"),
    Wrong("T9", "adds the positions", 0.4, "Is i a position, or a number of spikes?", "int(counts[trial])", "trial"),
    Wrong("T10", "starts at 1", 0.5, "How many spikes are there before the first trial?", "total = 0", "total = 1"),
    Wrong("T11", "four trials, as in the example", 0.4, "What if there are more trials, or fewer?", "len(counts)", "4"),
    Wrong("T12", "the average", 0.3, "Is it all spikes that are asked for, or those of a typical trial?",
          "return total", "return total / len(counts)"),
    Wrong("T13", "the largest", 0.2, "What happens to the spikes of the other trials?",
          code="def total_spikes(counts):\n    most = 0\n    for count in counts:\n        if count > most:\n"
          "            most = count\n    return most"),
    Wrong("T14", "every subtotal", 0.4, "How many numbers should come back?",
          code="def total_spikes(counts):\n    return np.cumsum(counts)"),
    Wrong("T15", "a count is taken for a position", 0.4, "What does your loop go through, positions or counts?",
          "range(len(counts))", "counts"),
    Wrong("T16", "range of an array", 0.4, "How many passes should there be, and does range get that number?",
          "range(len(counts))", "range(counts)"),
    Wrong("T17", "takes away", 0.4, "Does the total grow with each spike?", "total + int", "total - int"),
    Wrong("T18", "multiplies", 0.3, "What do two trials with 3 spikes each come to?",
          code="def total_spikes(counts):\n    total = 1\n    for count in counts:\n        total = total * count\n"
          "    return total"),
    Wrong("T19", "begins with the first trial", 0.8, "What if there is no trial yet?",
          code="def total_spikes(counts):\n    total = counts[0]\n    for i in range(1, len(counts)):\n"
          "        total = total + counts[i]\n    return total"),
    Wrong("T20", "collects the total in the array itself", 0.8, "Whose array is it that your function changes?",
          code="def total_spikes(counts):\n    for i in range(1, len(counts)):\n        counts[i] += counts[i - 1]\n"
          "    return counts[-1] if len(counts) else 0"),
    Wrong("T21", "stops at the first silent trial", 0.5, "May spikes come after a trial without any?",
          code="def total_spikes(counts):\n    total, i = 0, 0\n    while i < len(counts) and counts[i] > 0:\n"
          "        total += counts[i]\n        i += 1\n    return total"),
    Wrong("T22", "nothing for a single trial", 0.7, "What is the total of a single trial?",
          code="def total_spikes(counts):\n    if len(counts) != 1:\n        return sum(counts)"),
    Wrong("T23", "adds, and keeps nothing of it", 0.4, "The total stays 0: which line gives it a new value?",
          code="def total_spikes(counts):\n    total = 0\n    for i in range(len(counts)):\n"
          "        total + counts[i]\n    return total"),
    Wrong("T24", "the first trial again and again", 0.4, "Which trial does each pass look at?", "counts[trial]", "counts[0]"),
    Wrong("T25", "the average, by NumPy", 0.3, "Is it all spikes that are asked for, or those of a typical trial?",
          code="def total_spikes(counts):\n    return np.mean(counts)"),
    Wrong("T26", "a total that goes on from call to call", 0.5, "Where does the total begin when yours is called again?",
          code="total = 0\n\n\ndef total_spikes(counts):\n    global total\n    for count in counts:\n"
          "        total = total + count\n    return total"),
    Wrong("T27", "adds the whole array on each pass", 0.4, "Which one of the counts belongs to a pass?",
          "int(counts[trial])", "counts"),
    Wrong("T28", "positions from 1 to the number of trials", 0.5, "Which positions do four trials have?",
          "range(len(counts))", "range(1, len(counts) + 1)"),
    Wrong("T29", "collects the counts", 0.4, "How many numbers should come back?",
          code="def total_spikes(counts):\n    total = []\n    for i in range(len(counts)):\n"
          "        total.append(counts[i])\n    return total"),
    Wrong("T30", "no running total before the loop", 0.5, "What is the total before the first pass?",
          code="def total_spikes(counts):\n    for i in range(len(counts)):\n        total = total + counts[i]\n"
          "    return total"),
    Wrong("T31", "equal counts only once", 0.5, "What do two trials with the same count come to?",
          code="def total_spikes(counts):\n    return sum(set(counts))"),
]
RIGHT = [
    "def total_spikes(counts):\n    total = 0\n    for i in range(len(counts)):\n        total = total + counts[i]\n    return total",
    "def total_spikes(counts):\n    total = 0\n    for count in counts:\n        total += count\n    return total",
    "def total_spikes(counts):\n    return sum(counts)",
    "def total_spikes(counts):\n    return counts.sum()",
    "def total_spikes(counts):\n    total, i = 0, 0\n    while i < len(counts):\n        total += counts[i]\n        i += 1\n    return total",
    "total_spikes = lambda counts: np.dot(counts, np.ones(len(counts)))",
    "def total_spikes(counts):\n    return 0.0 if counts.size == 0 else np.cumsum(counts)[-1]",
    "def total_spikes(trials):\n    if len(trials) == 0:\n        return 0\n    return trials[0] + total_spikes(trials[1:])",
]
