"""count_spikes: a spike is a crossing, and not a sample above."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Value

THREE = np.array([0.0, 60.0, 90.0, 70.0, -10.0, -6.0, -2.0, 2.0, 80.0, 20.0, 75.0, 5.0])
ENDS = np.array([0.0, 3.0, 70.0, 95.0])
BUMPS = np.array([1.0, 62.0, 58.0, 66.0, -5.0])
LOW = np.array([0.0, 12.0, 30.0, 18.0, -4.0, 9.0, 2.0])
SLOW = np.array([0.0, 30.0, 60.0, 30.0, 5.0, 35.0, 12.0])
TIMES = "How often does the trace get from below the level to above it?"
PUBLIC = [
    Value(
        "the example by hand",
        (THREE,),
        3,
        TIMES,
        others={
            5: "For how many samples does one spike last, and how often do you count it?",
            6: "A spike crosses the level twice. Do you count it both times?",
        },
        says="In the example by hand yours finds {0:g} spikes, where there are 3.",
    ),
    Value("a trace without a spike, V = 0, 12, 30, 18, -4, 9 and 2 mV", (LOW,), 0, TIMES),
    Value("a trace that ends during a spike, V = 0, 3, 70 and 95 mV", (ENDS,), 1, "The recording ends too early. Has the spike begun?"),
    Value("a trace that ends as a spike begins, V = 0, 3 and 70 mV", (ENDS[:3],), 1, "Which is the last pair of samples, and does the trace cross the level there?"),
    Value("a spike with two bumps, V = 1, 62, 58, 66 and -5 mV", (BUMPS,), 1, "Does the trace get below the level between the two bumps?"),
    Value("a level of 20 mV, with V = 0, 30, 60, 30, 5, 35 and 12 mV", (SLOW, 20.0), 2, "Which level does your function look at?"),
]
PROBES = [
    ("a spike of one sample, V = 0, 80 and 0 mV", (np.array([0.0, 80.0, 0.0]),), "one sample"),
    ("three spikes, V = 0, 70, 0, 70, 0, 70 and 0 mV", (np.array([0.0, 70.0, 0.0, 70.0, 0.0, 70.0, 0.0]),), "three spikes"),
    ("a long spike, V = 0, 55, 60, 65, 70, 65, 60 and 0 mV", (np.array([0.0, 55.0, 60.0, 65.0, 70.0, 65.0, 60.0, 0.0]),), "a long spike"),
    ("a trace that rises at its last sample, V = 0, 5 and 75 mV", (np.array([0.0, 5.0, 75.0]),), "at the end"),
    ("a spike that begins at once, V = 10, 90, 40 and 0 mV", (np.array([10.0, 90.0, 40.0, 0.0]),), "at once"),
    ("two bumps below the level, V = 0, 40, 5, 45 and 0 mV", (np.array([0.0, 40.0, 5.0, 45.0, 0.0]),), "below the level"),
    ("far below rest, V = 0, -60, -80 and 0 mV", (np.array([0.0, -60.0, -80.0, 0.0]),), "below rest"),
    ("a single sample, V = 3 mV", (np.array([3.0]),), "one time"),
    ("V = 0, 60, 0, 90 and 0 mV, with a level of 80 mV", (np.array([0.0, 60.0, 0.0, 90.0, 0.0]), 80.0), "a high level"),
    ("whole numbers, V = 0, 80, 0, 81 and 0 mV", (np.array([0, 80, 0, 81, 0]),), "whole numbers"),
    ("two bumps above the level, V = 1, 62, 58, 66 and -5 mV", (BUMPS,), "two bumps"),
    ("a trace that ends during a spike, V = 0, 3, 70 and 95 mV", (ENDS,), "no end"),
    ("a slow rise and fall, V = 0, 40, 80, 40 and 0 mV", (np.array([0.0, 40.0, 80.0, 40.0, 0.0]),), "a slow rise"),
    ("three spikes, after all the other calls", (np.array([0.0, 70.0, 0.0, 70.0, 0.0, 70.0, 0.0]),), "again"),
]
MARKS_COME_FROM = (
    "long traces, traces of one sample, traces that end during a spike, traces without a spike, potentials below rest, "
    "other levels and whole numbers. They also check that your function leaves its inputs unchanged"
)
UNCHANGED = "The potentials that come in stay as they were"


def trace(rng, number, end=()):
    """A trace with so many spikes, each of several samples and of its own height, far from the level of 50 mV."""
    parts = [rng.uniform(-8, 9, 4)]
    for _ in range(number):
        top = rng.uniform(82, 100)
        parts += [np.array([rng.uniform(18, 35), 64.0, top, 74.0, 60.0, 25.0]), rng.uniform(-11, -2, rng.integers(4, 14))]
    return np.concatenate([*parts, np.array(end)])


def hidden(rng):
    """Hidden cases."""
    many = int(rng.integers(8, 13))
    return {
        "Several spikes": [(trace(rng, 3),), (trace(rng, many),)],
        "A single spike": [(trace(rng, 1),)],
        "No spike": [(trace(rng, 0),), (rng.uniform(-10, 42, 150),), (-rng.uniform(1, 70, 30),)],
        "The end of a recording": [(trace(rng, 4, end=(30.0, 72.0, 95.0)),), (trace(rng, 1, end=(72.0,)),)],
        "Several bumps": [(np.array([0.0, 70.0, 61.0, 75.0, 58.0, 66.0, -3.0, 80.0, 60.0, 81.0, 3.0]),)],
        "Other levels": [(trace(rng, 3), 30.0 + 12.0), (np.append(-3.0, rng.permutation(np.tile([-5.0, 12.0], 20))), 4.0), (trace(rng, 5), 110.0)],
        "A single sample": [(np.array([4.0]),)],
        "Whole numbers": [(np.array([0, 77, 81, 3, -6, 90, 1]),)],
    }


HEAD = "def count_spikes(V, level=50.0):\n"
LOOP = f"{HEAD}    number = 0\n    for k in range(1, len(V)):\n"
CROSSING = "        if V[k] > level and V[k - 1] <= level:\n"
ADD = "            number += 1\n"
PEAKS = f"{HEAD}    number = 0\n    for k in range(1, len(V) - 1):\n"
WRONG = [
    Wrong("K1", "every sample above the level", 0.6, "For how many samples does one spike last? How often do you count it?", code=f"{HEAD}    return np.sum(V > level)"),
    Wrong("K2", "crossings both ways", 0.6, "A spike crosses the level twice. Which way do you count?", code=f"{LOOP}        if (V[k] > level) != (V[k - 1] > level):\n{ADD}    return number"),
    Wrong("K3", "crossings on the way down", 0.7, "When does your function notice a spike: as it begins, or as it ends?", code=f"{LOOP}        if V[k] <= level and V[k - 1] > level:\n{ADD}    return number"),
    Wrong("K5", "all maxima, however low", 0.4, "Is every bump of the potential a spike?", code=f"{PEAKS}        if V[k] > V[k - 1] and V[k] > V[k + 1]:\n{ADD}    return number"),
    Wrong("K6", "maxima above the level", 0.7, "A spike with two bumps, or one that has no end: how often do you count it?", code=f"{PEAKS}        if V[k] > level and V[k] > V[k - 1] and V[k] > V[k + 1]:\n{ADD}    return number"),
    Wrong("K7", "always 50 mV", 0.7, "Which level does yours use when another is given?", "> level", "> 50.0"),
    Wrong("K8", "crossings of 0", 0.5, "Which level does your function look at?", "> level", "> 0.0"),
    Wrong("K9", "one too many", 0.6, "What does yours give for a trace without a spike?", code=f"{LOOP.replace('number = 0', 'number = 1')}{CROSSING}{ADD}    return number"),
    Wrong("K10", "whether there is a spike, or the first one alone", 0.4, "How many spikes does yours find in a trace that has two?", code=f"{LOOP}{CROSSING}            return 1\n    return 0"),
    Wrong("K11", "answers after the first sample", 0.3, "How many samples does your loop look at before it answers?", code=f"{LOOP}{CROSSING}{ADD}        return number"),
    Wrong("K12", "the size of the potential without its sign", 0.5, "Is a potential far below rest a spike?", "np.asarray(V) > level", "np.abs(V) > level"),
    Wrong("K13", "misses a spike at the last sample", 0.7, "Which is the last pair of samples that your loop compares?", code=f"{LOOP.replace('len(V)', 'len(V) - 1')}{CROSSING}{ADD}    return number"),
    Wrong("K14", "misses a spike that begins at once", 0.7, "Which is the first pair of samples that your loop compares?", code=f"{LOOP.replace('range(1', 'range(2')}{CROSSING}{ADD}    return number"),
    Wrong("K15", "when, and not how many", 0.5, "You hand back where the spikes are. How many are there?", code=f"{HEAD}    above = V > level\n    return np.flatnonzero(above[1:] & ~above[:-1])"),
    Wrong("K16", "looks beyond the last sample", 0.6, "Which sample comes after the last one?", code=f"{HEAD}    number = 0\n    for k in range(len(V)):\n        if V[k] <= level and V[k + 1] > level:\n{ADD}    return number"),
    Wrong("K17", "the total begins anew", 0.4, "What happens to what you have counted when the next sample comes?", code=f"{HEAD}    for k in range(1, len(V)):\n        number = 0\n{CROSSING}{ADD}    return number"),
    Wrong("K18", "the highest potential", 0.3, "Is that a number of spikes?", code=f"{HEAD}    return np.max(V)"),
    Wrong("K19", "samples below the level", 0.3, "Which samples do you count?", code=f"{HEAD}    return np.sum(V < level)"),
    Wrong("K20", "the samples on the way up", 0.5, "For how many samples does the potential rise in one spike?", code=f"{LOOP}        if V[k] > level and V[k] > V[k - 1]:\n{ADD}    return number"),
    Wrong("K21", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", code=f"{LOOP}{CROSSING}{ADD}    print(number)"),
    Wrong("K22", "writes into the trace that comes in", 0.85, "What are the potentials of the caller after your function has run?", code=f"{HEAD}    V[V <= level] = 0\n    V[V > level] = 1\n    return int(np.sum(np.diff(V) > 0))"),
    Wrong("K23", "the first spike never counts", 0.6, "What does yours give for a trace with one spike?", code=f"{LOOP}{CROSSING}{ADD}    return max(number - 1, 0)"),
    Wrong("K24", "a jump by more than the level", 0.5, "A slow rise to a high potential: do you notice it?", code=f"{HEAD}    return int(np.sum(np.diff(V) > level))"),
    Wrong("K25", "half of the samples above", 0.4, "Do all spikes last for equally many samples?", code=f"{HEAD}    return np.sum(V > level) // 2"),
    Wrong("K26", "looks for samples exactly at the level", 0.4, "How often does a potential hit one number exactly?", code=f"{HEAD}    return int(np.sum(V == level))"),
]
RIGHT = [
    f"{LOOP}{CROSSING}{ADD}    return number",
    f"{HEAD}    above = (V > level).astype(int)\n    return np.sum(np.diff(above) == 1)",
    f"{HEAD}    return sum(1 for before, now in zip(V, V[1:]) if before < level < now)",
    f"{HEAD}    number, up = 0, False\n    for one in V:\n        if one > level and not up:\n            number += 1\n        up = one > level\n    return number",
    f"{HEAD}    return len(np.where((V[:-1] < level) & (V[1:] >= level))[0])",
    f"{HEAD}    above = np.concatenate([[False], V > level])\n    return np.maximum(np.diff(above.astype(float)), 0).sum()",
    f"{HEAD}    number, k = 0, 0\n    while k < len(V):\n        if V[k] > level:\n            number += 1\n            while k < len(V) and V[k] > level:\n                k += 1\n        k += 1\n    return number",
]
EQUIVALENT = {
    "count_spikes: np.asarray(V) > level -> np.asarray(V) >= level": "It differs for a sample exactly at the level alone, "
    "which a potential never hits.",
}
