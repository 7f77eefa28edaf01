"""spike_times: a spike is a crossing, and not a sample above."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import UNTOUCHED

BY_HAND = np.array([-66.0, -62.0, -50.0, 14.0, 22.0, 30.0, -6.0, -70.0, 20.0, -40.0])
ASKS = "Which sample is the first of each spike, and at which time is it?"
PUBLIC = [
    Answer(
        "a time for each spike",
        (BY_HAND, 2.0, 0.0),
        np.array([6.0, 16.0]),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "How many spikes does the example by hand have, and where does each of them begin?",
    ),
    Value(
        "the example by hand, with a sample every 2 ms and a level of 0 mV",
        (BY_HAND, 2.0, 0.0),
        [6.0, 16.0],
        ASKS,
        at=0,
        others={
            3.0: "Is that a time in ms, or the number of a sample?",
            4.0: "Is the potential greater than the level already, at the sample that you take?",
            8.0: "At which time is the first sample of a recording in yours?",
            10.0: "Is that where the spike begins, or where it is highest?",
            12.0: "Is the potential on its way up there, or on its way down?",
            0.006: "In which unit are the times asked for?",
        },
    ),
    (
        "samples at -60, 25, -20, 5, -20 and 18 mV, one each ms, and a level of 12 mV",
        (np.array([-60.0, 25.0, -20.0, 5.0, -20.0, 18.0]), 1.0, 12.0),
        [1.0, 5.0],
        "Which level does yours look at?",
    ),
    (
        "a recording that begins within a spike: 20, 5, -60, -50, 15 and -70 mV, one each ms, and a level of 0 mV",
        (np.array([20.0, 5.0, -60.0, -50.0, 15.0, -70.0]), 1.0, 0.0),
        [4.0],
        "At the first sample, has anything crossed the level yet?",
    ),
    (
        "a recording that stays over the level: 5, 9 and 4 mV, one each ms, and a level of 0 mV",
        (np.array([5.0, 9.0, 4.0]), 1.0, 0.0),
        [],
        "How many times should come back where nothing crosses the level?",
    ),
]
LONG = np.array([-60.0, 5.0, 25.0, -70.0, -65.0, -30.0, -70.0, 8.0, 3.0, 12.0, -70.0, -61.0, 30.0])
PROBES = [
    ("a single spike of one sample, -60, 10 and -60 mV, dt = 0.5, level 0", (np.array([-60.0, 10.0, -60.0]), 0.5, 0.0), "one spike"),
    ("one spike of three samples, -60, 10, 20, 5 and -60 mV, dt = 0.5, level 0", (np.array([-60.0, 10.0, 20.0, 5.0, -60.0]), 0.5, 0.0), "a broad spike"),
    ("three spikes among 13 samples, dt = 0.5, level 0", (LONG, 0.5, 0.0), "three spikes"),
    ("three spikes among 13 samples, dt = 0.1, level 0", (LONG, 0.1, 0.0), "a short step"),
    ("13 samples with a level of -40 mV, dt = 0.5", (LONG, 0.5, -40.0), "a low level"),
    ("13 samples with a level of 22 mV, dt = 0.5", (LONG, 0.5, 22.0), "a high level"),
    ("always below the level, -65, -62 and -64 mV", (np.array([-65.0, -62.0, -64.0]), 0.5, 0.0), "always below"),
    ("it ends within a spike, -60, -50, 10 and 20 mV", (np.array([-60.0, -50.0, 10.0, 20.0]), 0.5, 0.0), "ends above"),
    ("whole numbers, -60, 10, -60 and 10 mV, one each ms", (np.array([-60, 10, -60, 10]), 1, 0), "whole numbers"),
]
MARKS_COME_FROM = (
    "long recordings, other time steps, recordings that begin above the level, recordings without a spike and whole "
    f"numbers. They also {UNTOUCHED}"
)
UNCHANGED = "The recording stays as it was"


def recording(rng, number, spikes):
    """So many samples around rest, with so many spikes of several samples each."""
    V = rng.uniform(-80, -45, number)
    for start in np.linspace(3, number - 12, spikes).astype(int):
        wide = rng.integers(1, 6)
        V[start : start + wide] = rng.uniform(4, 40, wide)
    return V


def hidden(rng):
    """Hidden cases."""
    V = recording(rng, 60, 4)
    return {
        "Any number of spikes": [(recording(rng, 400, 17), 0.25, 0.0), (V, 0.25, 0.0), (recording(rng, 30, 1), 0.5, 0.0)],
        "Other levels": [(np.array([-70.0, -44.0, -36.0, -20.0, -50.0, -28.0, -60.0, 5.0]), 0.5, level) for level in (-40.0, -32.0, 0.0)],
        "Other time steps": [(V, dt, 0.0) for dt in (0.05, 2.0)],
        "It begins above the level": [(np.concatenate([[12.0, 3.0], V]), 0.5, 0.0), (np.array([9.0, 9.5, 8.0]), 0.5, 0.0)],
        "It ends above the level": [(np.concatenate([V[:9], [6.0, 11.0]]), 0.5, 0.0)],
        "No spike": [(rng.uniform(-80, -45, 30), 0.5, 0.0)],
        "Whole numbers": [(np.array([-70, -60, 20, 30, -70, 5, -70]), 1, 0)],
    }


HEAD = "def spike_times(V, dt, level):\n"
CROSSINGS = "np.flatnonzero(over[1:] & ~over[:-1]) + 1"
BACK = "np.asarray(crossings * dt, dtype=np.float64)"
LOOP = f"{HEAD}    times = []\n    for k in range(1, len(V)):\n"
UP = "        if V[k - 1] <= level and V[k] > level:\n"
WRONG = [
    Wrong("H18", "every sample above the level is a spike", 0.5, "How many samples does one spike have, and how many of them do you count?", CROSSINGS, "np.flatnonzero(over)"),
    Wrong("H19", "the way down", 0.5, "Is the potential on its way up where you find a spike, or on its way down?", CROSSINGS, "np.flatnonzero(~over[1:] & over[:-1]) + 1"),
    Wrong("H20", "both ways: each spike twice", 0.5, "A spike crosses the level twice. On which of the two ways does it count?", CROSSINGS, "np.flatnonzero(over[1:] != over[:-1]) + 1"),
    Wrong("H21", "the sample before", 0.7, "Is the potential greater than the level already, at the sample that you take?", CROSSINGS, "np.flatnonzero(over[1:] & ~over[:-1])"),
    Wrong("H22", "numbers of samples, and not times", 0.6, "Is that a time in ms, or the number of a sample?", BACK, "crossings"),
    Wrong("H23", "seconds", 0.7, "In which unit are the times asked for?", BACK, "crossings * dt / 1000"),
    Wrong("H24", "how many there are", 0.4, "Is it asked how many spikes there are, or when they are?", BACK, "len(crossings)"),
    Wrong("H25", "the highest samples", 0.5, "Is that where a spike begins, or where it is highest?", code=f"{LOOP}        if k < len(V) - 1 and V[k] > level and V[k] >= V[k - 1] and V[k] > V[k + 1]:\n            times.append(k * dt)\n    return np.array(times)"),
    Wrong("H26", "always a level of 0 mV", 0.6, "Which level does yours use when another one is given?", "> level", "> 0"),
    Wrong("H27", "a spike at the first sample, where it begins above", 0.8, "At the first sample, has anything crossed the level yet?", code=f"{HEAD}    over = V > level\n    before = np.concatenate([[False], over[:-1]])\n    return np.flatnonzero(over & ~before) * dt"),
    Wrong("H28", "the last sample comes before the first: V[-1]", 0.8, "Which sample stands before the first one in your code?", code=f"{HEAD}    times = []\n    for k in range(len(V)):\n        if V[k - 1] <= level and V[k] > level:\n            times.append(k * dt)\n    return np.array(times)"),
    Wrong("H29", "the first spike alone", 0.4, "What does your function do after it has found a spike?", code=f"{LOOP}{UP}            times.append(k * dt)\n            break\n    return np.array(times)"),
    Wrong("H30", "samples exactly at the level", 0.3, "How often is a sample exactly at the level?", "> level", "== level"),
    Wrong("H31", "samples below the level", 0.3, "On which side of the level is a spike?", CROSSINGS, "np.flatnonzero(~over)"),
    Wrong("H32", "a yes or no for each sample", 0.5, "Is it asked of each sample whether it is a spike, or when the spikes are?", BACK, "np.append(False, over[1:] & ~over[:-1])"),
    Wrong("H33", "the potentials at the spikes", 0.4, "Is that a potential, or a time?", BACK, "np.asarray(V)[crossings]"),
    Wrong("H34", "divides by the time step", 0.6, "With a longer time step, do your spikes come later, or earlier?", "crossings * dt", "crossings / dt"),
    Wrong("H35", "the time of the crossing by a straight line between two samples", 0.8, "Is your time that of a sample? Which one is asked for?", code=f"{LOOP}{UP}            times.append((k - (V[k] - level) / (V[k] - V[k - 1])) * dt)\n    return np.array(times)"),
    Wrong("H36", "all jumps up, wherever they are", 0.3, "Does the potential have to be above the level, for yours to find a spike?", CROSSINGS, "np.flatnonzero(np.diff(V) > 0) + 1"),
    Wrong("H37", "the samples are counted from 1", 0.7, "At which time is the first sample of a recording in yours?", CROSSINGS, "np.flatnonzero(over[1:] & ~over[:-1]) + 2"),
    Wrong("H38", "the size of the potential", 0.4, "Is a potential of -70 mV above the level in yours?", "np.asarray(V) > level", "np.abs(V) > level"),
    Wrong("H39", "changes the recording", 0.8, "What is the caller's recording after your function has run?", code=f"{HEAD}    over = V > level\n    V[~over] = level\n    return (np.flatnonzero(over[1:] & ~over[:-1]) + 1) * dt"),
    Wrong("H40", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", f"return {BACK}", f"print({BACK})"),
    Wrong("H41", "the intervals between spikes", 0.5, "Is it asked when the spikes are, or how far they are apart?", BACK, "np.diff(crossings * dt)"),
    Wrong("H42", "the last spike is left out", 0.6, "How many spikes does a recording have in yours that ends with one?", CROSSINGS, "np.flatnonzero(over[1:-2] & ~over[:-3]) + 1"),
    Wrong("H43", "answers at the first sample that is no spike", 0.3, "When does your function answer: after all samples, or after the first?", code=f"{LOOP}{UP}            times.append(k * dt)\n        return np.array(times)"),
    Wrong("H44", "nothing where there is no spike", 0.8, "What should come back for a recording in which nothing crosses the level?", code=f"{LOOP}{UP}            times.append(k * dt)\n    if times:\n        return np.array(times)"),
]
EQUIVALENT = {
    "spike_times: np.asarray(V) > level -> np.asarray(V) >= level": "No sample is exactly at the level.",
}
RIGHT = [
    f"{LOOP}{UP}            times.append(k * dt)\n    return np.array(times)",
    f"{LOOP}        if V[k] > level:\n            if not V[k - 1] > level:\n                times.append(dt * k)\n    return times",
    f"{HEAD}    up = np.diff((V > level).astype(int)) == 1\n    return (np.where(up)[0] + 1) * dt",
    f"{HEAD}    t = np.arange(len(V)) * dt\n    return t[1:][(V[1:] > level) & (V[:-1] <= level)]",
    f"{HEAD}    times, above = [], len(V) > 0 and V[0] > level\n    for k, v in enumerate(V):\n        if v > level and not above:\n            times.append(k * dt)\n        above = v > level\n    return np.array(times)",
    f"{HEAD}    return np.array([k * dt for k in range(1, len(V)) if V[k] >= level > V[k - 1]])",
    "spike_times = lambda V, dt, level: dt * (1 + np.nonzero(np.diff(np.sign(V - level)) > 0)[0])",
]
