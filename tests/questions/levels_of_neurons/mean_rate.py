"""mean_rate: spikes in a window, and how long it is."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Value

from .shared import AND_UNCHANGED, all_digits, train

BY_HAND = np.array([12.0, 31.0, 44.0, 58.0, 77.0, 90.0, 131.0, 140.0])
NONE = np.array([])
PUBLIC = [
    Value(
        "the example by hand, eight spikes and a window from 40 to 90 ms",
        (BY_HAND, 40.0, 90.0),
        60.0,
        "Which spikes are in the window, and how long is it?",
        others={
            3.0: "Is that a number of spikes, or a rate?",
            0.06: "How many ms has the second in which spikes are counted?",
            160.0: "Are all of these spikes in the window?",
            120.0: "Are the spikes behind the window in it?",
            100.0: "Are the spikes before the window in it?",
            80.0: "Is a spike in the window that is exactly at its end?",
            40.0: "Do you count the spikes in the window, or the gaps between them?",
            1000 * 3 / 90: "Is that how long the window is, or where it ends?",
            50 / 3: "Is that a rate, or the time that there is for each spike?",
            2000 / 33: "Do you divide by how long the window is, or by the time from one spike in it to another?",
            150000.0: "Is a number of spikes multiplied by how long the window is, or divided?",
            30.0: "How long is the window in yours when another one is given?",
            3000 / 90 - 40: "Which part is divided in yours: by the whole length of the window?",
        },
    ),
    (
        "spikes at 20, 25 and 60 ms, exactly at both ends of a window from 20 to 60 ms",
        (np.array([20.0, 25.0, 60.0]), 20.0, 60.0),
        50.0,
        "Which of the spikes at the very ends of the window belong to it?",
    ),
    ("two spikes, both before a window from 40 to 90 ms", (BY_HAND[:2], 40.0, 90.0), 0.0, "How many spikes are in the window?"),
    ("one spike, in a window from 0 to 20 ms", (BY_HAND[:1], 0.0, 20.0), 50.0, "What does one spike in 20 ms make in a second?"),
    ("no spike at all", (NONE, 40.0, 90.0), 0.0, "Which rate does a cell have that never fires?"),
    all_digits("eight spikes and a window from 30 to 100 ms", (BY_HAND, 30.0, 100.0), 5000 / 70),
]
PROBES = [
    ("one spike in the window, at 44 ms of 40 to 50", (BY_HAND, 40.0, 50.0), "a single spike"),
    ("a window from 0 to 1000 ms", (BY_HAND, 0.0, 1000.0), "a whole second"),
    ("a window from 50 to 250 ms", (BY_HAND, 50.0, 250.0), "a long window"),
    ("a window that begins at a spike, at 58 ms, and ends at 70", (BY_HAND, 58.0, 70.0), "a spike at the beginning"),
    ("a window that ends at a spike, at 77 ms, and begins at 50", (BY_HAND, 50.0, 77.0), "a spike at the end"),
    ("a window from 95 to 125 ms, in which nothing happens", (BY_HAND, 95.0, 125.0), "an empty window"),
    ("whole numbers, spikes at 5, 9 and 30 ms, window from 0 to 10", (np.array([5, 9, 30]), 0, 10), "whole numbers"),
    ("no spike at all, window from 0 to 100 ms", (NONE, 0.0, 100.0), "no spikes"),
]
MARKS_COME_FROM = (
    f"long trains, spikes exactly at an edge, windows without a spike, no spikes at all and whole numbers. {AND_UNCHANGED}"
)
UNCHANGED = "The spike times that come in stay as they were"
RTOL, ATOL = 1e-10, 1e-12


def hidden(rng):
    """Hidden cases."""
    some, many = train(rng, 30, 0, 400), train(rng, 150, 0, 3000)
    return {
        "Any window": [(some, 100.0, 350.0), (some, 37.0, 244.0), (many, 500.0, 2200.0), (some, 0.0, 70.0)],
        "A spike where the window begins": [(some, float(some[8]), 390.0), (some[10:12], float(some[10]), 400.0)],
        "A spike where the window ends": [(some, 20.0, float(some[21])), (some[:6], -5.0, float(some[5]))],
        "Windows without a spike": [(some, 420.0, 460.0), (some + 100, 0.0, 90.0)],
        "No spikes at all": [(some[:0], 0.0, 300.0)],
        "Whole numbers": [(np.array([3, 8, 15, 40, 41]), 5, 40), (np.array([20]), 0, 30)],
    }


HEAD = "def mean_rate(spikes, start, stop):\n"
IN = "(times >= start) & (times < stop)"
BACK = "1000.0 * inside / (stop - start)"
WRONG = [
    Wrong("M1", "how many spikes, and not how often", 0.5, "Is that a number of spikes, or a rate?", BACK, "inside"),
    Wrong("M2", "spikes in each ms", 0.6, "How many ms has the second in which spikes are counted?", BACK, "inside / (stop - start)"),
    Wrong("M3", "all spikes, wherever they are", 0.4, "Are all of the spikes in the window?", f"np.count_nonzero({IN})", "len(times)"),
    Wrong("M4", "no end of the window", 0.5, "Are spikes behind the window in it, with yours?", IN, "(times >= start)"),
    Wrong("M5", "no beginning of the window", 0.5, "Are spikes before the window in it, with yours?", IN, "(times < stop)"),
    Wrong("M6", "a spike at the end counts too", 0.8, "Is a spike in the window that is exactly at its end?", "times < stop", "times <= stop"),
    Wrong("M7", "a spike at the beginning does not count", 0.8, "Is a spike in the window that is exactly at its beginning?", "times >= start", "times > start"),
    Wrong("M8", "open at the beginning, closed at the end", 0.8, "Which end of the window belongs to it, and which does not?", IN, "(times > start) & (times <= stop)"),
    Wrong("M9", "gaps in place of spikes", 0.5, "Do you count the spikes in the window, or the gaps between them?", "1000.0 * inside", "1000.0 * max(inside - 1, 0)"),
    Wrong("M10", "divides by where the window ends", 0.6, "Is what you divide by how long the window is, or where it ends?", "(stop - start)", "stop"),
    Wrong("M11", "the time for each spike: upside down", 0.4, "Is that a rate, or the time that there is for each spike?", BACK, "(stop - start) / inside if inside else 0.0"),
    Wrong("M12", "from the first spike in the window to the last", 0.5, "Do you divide by how long the window is, or by the time from one spike in it to another?", code=f"{HEAD}    inside = spikes[{IN.replace('times', 'spikes')}]\n    if len(inside) < 2:\n        return 0.0\n    return 1000 * (len(inside) - 1) / (inside[-1] - inside[0])"),
    Wrong("M13", "multiplies by how long the window is", 0.4, "Is a number of spikes multiplied by how long the window is, or divided?", BACK, "1000.0 * inside * (stop - start)"),
    Wrong("M14", "always a window of 100 ms", 0.5, "How long is the window in yours when another one is given?", BACK, "1000.0 * inside / 100.0"),
    Wrong("M15", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", f"return {BACK}", f"print({BACK})"),
    Wrong("M16", "whole Hz", 0.7, "Can a rate be 71.4 Hz?", f"return {BACK}", f"return round({BACK})"),
    Wrong("M17", "no brackets below the bar: what is divided by stop alone", 0.5, "Which part is divided in yours: by the whole length of the window?", BACK, "1000.0 * inside / stop - start"),
    Wrong("M18", "one of each for every spike: yes or no", 0.4, "Is it asked of each spike, or of the window?", f"np.count_nonzero({IN})", f"({IN})"),
    Wrong("M19", "changes the spike times", 0.8, "What are the caller's spike times after your function has run?", code=f"{HEAD}    spikes -= start\n    return 1000 * np.count_nonzero((spikes >= 0) & (spikes < stop - start)) / (stop - start)"),
    Wrong("M20", "stops where there are no spikes: the mean of the gaps", 0.5, "What does yours take the mean of, when there is one spike, or none?", code=f"{HEAD}    inside = [t for t in spikes if start <= t < stop]\n    gaps = [b - a for a, b in zip(inside[:-1], inside[1:])]\n    return 1000 / (sum(gaps) / len(gaps))"),
    Wrong("M21", "answers at the first spike, whether it is in the window or not", 0.4, "When does your function answer: after all spikes, or at the first?", code=f"{HEAD}    n = 0\n    for t in spikes:\n        if start <= t < stop:\n            n += 1\n        return 1000 * n / (stop - start)"),
]
RIGHT = [
    f"{HEAD}    n = 0\n    for t in spikes:\n        if start <= t < stop:\n            n += 1\n    return n / (stop - start) * 1000",
    f"{HEAD}    return 1000 * sum(1 for t in spikes if t >= start and not t >= stop) / (stop - start)",
    f"{HEAD}    inside = spikes[(spikes >= start) & (spikes < stop)]\n    seconds = (stop - start) / 1000\n    return inside.size / seconds",
    f"{HEAD}    first, last = np.searchsorted(spikes, [start, stop])\n    return float(last - first) * 1e3 / float(stop - start)",
    f"{HEAD}    return np.sum(np.logical_and(np.greater_equal(spikes, start), np.less(spikes, stop))) / ((stop - start) * 1e-3)",
    f"{HEAD}    later = [t for t in spikes if t >= start]\n    behind = [t for t in later if t >= stop]\n    return np.array(1000 * (len(later) - len(behind)) / (stop - start))",
    "mean_rate = lambda spikes, start, stop: -1000 * np.count_nonzero((start <= spikes) * (stop > spikes)) / (start - stop)",
]
