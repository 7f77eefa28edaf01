"""crossing_time: a spike is a crossing, and it happens between two samples."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, STEP, all_digits

TWO = np.array([0.0, 8.0, 4.0, 20.0, 68.0, 90.0, 30.0, -6.0, 80.0])
BEGINS = np.array([70.0, 90.0, 10.0, 30.0, 80.0])
PUBLIC = [
    Answer("one number comes back", (TWO, 0.5, 50.0), 1.8125),
    Value(
        "the example by hand, a sample each 0.5 ms and a level of 50 mV",
        (TWO, 0.5, 50.0),
        1.8125,
        STEP,
        others={
            2.0: "Is the potential exactly at the level at the sample that you take?",
            1.5: "Has the potential reached the level already at the sample that you take?",
            1.75: "Is the level half way between the two samples?",
            1.6875: "From which of the two samples do you count the share of the way?",
            3.625: "Is that a time in ms, or a place among the samples?",
            3.8214285714285716: "Is that the first time that the potential gets above the level, or the last?",
            2.8333333333333335: "Is the potential on its way up there, or on its way down?",
            2.5: "Is that where the potential crosses the level, or where it is highest?",
            2.125: "Which part of your time did you multiply by the step?",
            1.90625: "Which two potentials are the level and the way compared with?",
        },
    ),
    Value(
        "a trace that begins above the level: 70, 90, 10, 30 and 80 mV, one each ms, and a level of 50 mV",
        (BEGINS, 1.0, 50.0),
        3.4,
        "Which crossing is the first one here, and which share of the way is it?",
        others={0.0: "At the first sample, has anything crossed the level yet?"},
    ),
    Value(
        "a trace without a crossing: 0, 12 and 5 mV, one each ms, and a level of 50 mV",
        (np.array([0.0, 12.0, 5.0]), 1.0, 50.0),
        np.nan,
        "What is asked for where nothing crosses the level?",
    ),
    Value(
        "a level of 10 mV, with 0, 25 and 90 mV, one each ms",
        (np.array([0.0, 25.0, 90.0]), 1.0, 10.0),
        0.4,
        STEP,
        others={1.3846153846153846: "Which level does yours look at?"},
    ),
    all_digits("V = 1, 4 and 11 mV, a sample each 0.1 ms and a level of 6 mV", (np.array([1.0, 4.0, 11.0]), 0.1, 6.0), 0.12857142857142856),
]
LATE = np.array([0.0, 5.0, 9.0, 14.0, 30.0, 44.0, 56.0, 92.0, 60.0, -8.0])
PROBES = [
    ("one spike among ten samples, dt = 0.5, level 50", (LATE, 0.5, 50.0), "one spike"),
    ("one spike among ten samples, dt = 0.025, level 50", (LATE, 0.025, 50.0), "a short step"),
    ("one spike among ten samples, dt = 2, level 20", (LATE, 2.0, 20.0), "a low level"),
    ("two spikes, 0, 60, 0, 90 and 0 mV, dt = 1, level 40", (np.array([0.0, 60.0, 0.0, 90.0, 0.0]), 1.0, 40.0), "two spikes"),
    ("it crosses at once, 0 and 80 mV, dt = 1, level 50", (np.array([0.0, 80.0]), 1.0, 50.0), "at once"),
    ("it falls only, 80, 40 and 0 mV, dt = 1, level 50", (np.array([80.0, 40.0, 0.0]), 1.0, 50.0), "down only"),
    ("never near the level, -5, 3 and 1 mV, dt = 1, level 50", (np.array([-5.0, 3.0, 1.0]), 1.0, 50.0), "never near"),
    ("from below rest, -60, -20 and 70 mV, dt = 1, level 50", (np.array([-60.0, -20.0, 70.0]), 1.0, 50.0), "below rest"),
    ("whole numbers, 0, 30, 90 and 10 mV, one each ms, level 50", (np.array([0, 30, 90, 10]), 1, 50), "whole numbers"),
]
MARKS_COME_FROM = (
    "long traces, other steps of time, other levels, traces that begin above the level, traces without a crossing and "
    f"whole numbers. {AND_UNCHANGED}"
)
UNCHANGED = "The trace stays as it was"


def trace(rng, number, spikes, level=50.0):
    """So many samples below a level, with so many spikes of a few samples each."""
    V = rng.uniform(level - 60, level - 8, number)
    for start in np.linspace(number // 3, number - 8, spikes).astype(int):
        V[start : start + rng.integers(1, 5)] += rng.uniform(70, 110)
    return V


def hidden(rng):
    """Hidden cases."""
    V = trace(rng, 40, 2)
    return {
        "A long trace": [(trace(rng, 400, 5), 0.025, 50.0), (trace(rng, 150, 1), 0.1, 50.0)],
        "Other steps": [(V, dt, 50.0) for dt in (0.01, 0.5, 2.0)],
        "Other levels": [(trace(rng, 30, 2, level), 0.25, level) for level in (20.0, 35.0, -4.0)],
        "It crosses at once": [(np.concatenate([[6.0, 81.0], V]), 0.5, 50.0), (np.array([2.0, 99.0]), 0.5, 50.0)],
        "It begins above the level": [(np.concatenate([[77.0, 61.0], V]), 0.5, 50.0)],
        "No crossing": [(rng.uniform(-10, 30, 25), 0.5, 50.0), (np.array([90.0, 60.0, 20.0]), 0.5, 50.0)],
        "Whole numbers": [(np.array([0, 3, 31, 88, 20, 90]), 1, 50)],
    }


HEAD = "def crossing_time(V, dt, level):\n"
LOOP = f"{HEAD}    for k in range(1, len(V)):\n"
UP = "        if V[k - 1] <= level < V[k]:\n"
SHARE = "(level - V[k - 1]) / (V[k] - V[k - 1])"
NAN = "    return np.nan"


def found(back, loop=LOOP, up=UP, end=NAN):
    """An answer with some of its parts changed."""
    return f"{loop}{up}            return {back}\n{end}"


TIME = f"dt * (k - 1 + {SHARE})"
WRONG = [
    Wrong("T1", "the sample after", 0.6, "Is the potential exactly at the level at the sample that you take?", code=found("dt * k")),
    Wrong("T2", "the sample before", 0.6, "Has the potential reached the level already at the sample that you take?", code=found("dt * (k - 1)")),
    Wrong("T3", "half way between two samples", 0.6, "Is the level always half way between the two samples?", code=found("dt * (k - 0.5)")),
    Wrong("T4", "the share from the wrong end", 0.6, "From which of the two samples do you count the share of the way?", code=found("dt * (k - 1 + (V[k] - level) / (V[k] - V[k - 1]))")),
    Wrong("T5", "a place, and no time", 0.6, "Is that a time in ms, or a place among the samples?", code=found(f"k - 1 + {SHARE}")),
    Wrong("T6", "the last crossing", 0.6, "Is that the first time that the potential gets above the level, or the last?", code=f"{HEAD}    t = np.nan\n    for k in range(1, len(V)):\n{UP}            t = {TIME}\n    return t"),
    Wrong("T7", "on the way down", 0.6, "Is the potential on its way up there, or on its way down?", code=found(TIME, up="        if V[k] <= level < V[k - 1]:\n")),
    Wrong("T8", "either way", 0.6, "Which of the two ways across the level is asked for?", code=found(TIME, up="        if (V[k - 1] <= level) != (V[k] <= level):\n")),
    Wrong("T9", "the first sample above, also where it begins there", 0.7, "At the first sample of a trace, has anything crossed the level yet?", code=f"{HEAD}    for k in range(len(V)):\n        if V[k] > level:\n            return 0.0 if k == 0 else {TIME}\n{NAN}"),
    Wrong("T10", "where it is highest", 0.4, "Is that where the potential crosses the level, or where it is highest?", code=f"{HEAD}    return dt * np.argmax(V) if np.any((V[1:] > level) & (V[:-1] <= level)) else np.nan"),
    Wrong("T11", "the step for the samples alone", 0.5, "Which part of your time did you multiply by the step?", code=found(f"dt * (k - 1) + {SHARE}")),
    Wrong("T12", "0 where there is no crossing", 0.8, "What is asked for where nothing crosses the level?", code=found(TIME, end="    return 0.0")),
    Wrong("T13", "nothing where there is no crossing", 0.8, "What comes back from yours where nothing crosses the level?", code=found(TIME, end="    pass")),
    Wrong("T14", "always a level of 50 mV", 0.6, "Which level does yours look at when another one is given?", code=f"{LOOP}        if V[k - 1] <= 50 < V[k]:\n            return dt * (k - 1 + (50 - V[k - 1]) / (V[k] - V[k - 1]))\n{NAN}"),
    Wrong("T15", "the level as a share of the later potential", 0.5, "From which potential does the way to the next sample begin, and where does it end?", code=found("dt * (k - 1 + level / V[k])")),
    Wrong("T16", "answers after the first pair", 0.3, "How many pairs of samples does your loop look at before it answers?", code=found(TIME, end="        return np.nan")),
    Wrong("T17", "all crossings", 0.6, "How many times are asked for?", code=f"{HEAD}    return np.array([{TIME} for k in range(1, len(V)) if V[k - 1] <= level < V[k]])"),
    Wrong("T18", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", code=f"{LOOP}{UP}            print({TIME})\n            break"),
    Wrong("T19", "the time is rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", code=found(f"round({TIME}, 3)")),
    Wrong("T20", "writes into the trace", 0.85, "Whose trace is it that your function writes into?", code=f"{HEAD}    V -= level\n    for k in range(1, len(V)):\n        if V[k - 1] <= 0 < V[k]:\n            return dt * (k - 1 - V[k - 1] / (V[k] - V[k - 1]))\n{NAN}"),
    Wrong("T21", "the share added to the sample after", 0.6, "At which of the two samples does the share of the way begin?", code=found(f"dt * (k + {SHARE})")),
]
RIGHT = [
    found(TIME),
    found("k * dt - dt * (V[k] - level) / (V[k] - V[k - 1])"),
    f"{HEAD}    up = np.flatnonzero((V[1:] > level) & (V[:-1] <= level))\n    if len(up) == 0:\n        return np.nan\n    k = up[0]\n    return (k + (level - V[k]) / (V[k + 1] - V[k])) * dt",
    found("np.interp(level, [V[k - 1], V[k]], [dt * (k - 1), dt * k])"),
    f"{HEAD}    k = 1\n    while k < len(V):\n        if V[k - 1] < level and V[k] >= level:\n            slope = (V[k] - V[k - 1]) / dt\n            return (k - 1) * dt + (level - V[k - 1]) / slope\n        k += 1\n    return float('nan')",
    f"{HEAD}    times = [{TIME} for k in range(1, len(V)) if V[k - 1] <= level < V[k]]\n    return times[0] if times else np.nan",
]
EQUIVALENT = {
    "crossing_time: below <= level < above -> below < level < above": "No sample is exactly at the level.",
}
