"""rates_over_time: a spike train, window by window."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, USUAL, all_digits, train

USES = ["mean_rate"]
BY_HAND, EDGES = np.array([6.0, 10.0, 14.0, 18.0, 30.0, 44.0, 50.0]), np.array([5.0, 10.0, 30.0, 50.0])
NONE = np.array([])
PUBLIC = [
    Answer(
        "a rate for each window",
        (BY_HAND, EDGES),
        np.array([200.0, 150.0, 100.0]),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "How many windows are there between four edges, and does each get its rate?",
    ),
    Value(
        "the example by hand, seven spikes and edges at 5, 10, 30 and 50 ms",
        (BY_HAND, EDGES),
        [200.0, 150.0, 100.0],
        USUAL,
        at=1,
        others={
            3.0: "Is that a number of spikes, or a rate?",
            0.15: "How many ms has the second in which spikes are counted?",
            600.0: "How long is the second window in yours: as long as the first?",
            400.0: "How long is the second window in yours: as long as the first?",
            3000 / 45: "How long is the second window in yours: from the first edge to the last?",
            160.0: "Where does the second window begin in yours?",
            350.0: "Do spikes of the window before count in the second one, too?",
            175.0: "Is each window of yours one of those that the edges give?",
        },
    ),
    (
        "spikes at 2, 8 and 10 ms, and edges at 0, 5 and 10 ms",
        (np.array([2.0, 8.0, 10.0]), np.array([0.0, 5.0, 10.0])),
        [200.0, 200.0],
        "Is a spike in the last window that is exactly at its end?",
    ),
    (
        "no spike at all, and edges at 0, 20 and 60 ms",
        (NONE, np.array([0.0, 20.0, 60.0])),
        [0.0, 0.0],
        "Which rate does a window without spikes have?",
    ),
    all_digits("seven spikes and one window from 0 to 35 ms", (BY_HAND, np.array([0.0, 35.0])), [5000 / 35]),
]
PROBES = [
    ("one window, from 0 to 60 ms", (BY_HAND, np.array([0.0, 60.0])), "a single window"),
    ("windows of 10 ms from 0 to 60 ms", (BY_HAND, np.arange(0.0, 61.0, 10.0)), "windows of one length"),
    ("windows of 20, 5 and 35 ms", (BY_HAND, np.array([0.0, 20.0, 25.0, 60.0])), "windows of several lengths"),
    ("edges at 18, 30 and 44 ms, where spikes are", (BY_HAND, np.array([18.0, 30.0, 44.0])), "spikes at the edges"),
    ("windows that begin at 100 ms", (BY_HAND + 100, np.array([100.0, 120.0, 160.0])), "a late beginning"),
    ("no spikes, and two windows of 40 ms", (NONE, np.array([0.0, 40.0, 80.0])), "no spikes"),
    ("whole numbers, spikes at 1, 5 and 9, edges at 0, 4 and 8 ms", (np.array([1, 5, 9]), np.array([0, 4, 8])), "whole numbers"),
]
MARKS_COME_FROM = (
    "long trains, windows of different lengths, a single window, spikes exactly at an edge, windows without a spike, "
    f"no spikes at all and whole numbers. {AND_UNCHANGED}"
)
UNCHANGED = "The spike times and the edges that come in stay as they were"
RTOL, ATOL = 1e-10, 1e-12


def hidden(rng):
    """Hidden cases."""
    some, many = train(rng, 40, 0, 400), train(rng, 150, 0, 3000)
    at_spikes = some[[3, 9, 20, 33]]
    return {
        "Windows of one length": [(some, np.arange(0.0, 401.0, 40.0)), (many, np.arange(0.0, 3001.0, 250.0))],
        "Windows of different lengths": [(some, np.array([10.0, 35.0, 147.0, 230.0, 390.0]))],
        "A single window": [(some, np.array([60.0, 333.0]))],
        "Spikes at inner edges": [(some, np.concatenate([[-1.0], at_spikes, [500.0]]))],
        "Spikes at the last edge": [(some, np.array([30.0, 120.0, float(some[25])]))],
        "Windows without a spike": [(some, np.array([390.0, 410.0, 450.0]))],
        "No spikes at all": [(some[:0], np.array([0.0, 90.0, 200.0]))],
        "Whole numbers": [(np.array([2, 9, 10, 17, 30, 31]), np.array([0, 9, 20, 30]))],
    }


HEAD = "def rates_over_time(spikes, edges):\n"
LOOP = f"{HEAD}    rates = []\n    for k in range(len(edges) - 1):\n"
CALL = "mean_rate(spikes, start, stop)"
HIST = f"{HEAD}    counts, _ = np.histogram(spikes, edges)\n"
WRONG = [
    Wrong("R1", "np.histogram: a spike at the very last edge counts too", 0.8, "Is a spike in the last window that is exactly at its end?", code=f"{HIST}    return 1000 * counts / np.diff(edges)"),
    Wrong("R2", "how many spikes, and not how often", 0.5, "Is that a number of spikes, or a rate?", CALL, f"{CALL} * (stop - start) / 1000"),
    Wrong("R3", "spikes in each ms", 0.6, "How many ms has the second in which spikes are counted?", CALL, f"{CALL} / 1000"),
    Wrong("R4", "all windows as long as the first", 0.6, "How long is each window of yours: as long as the first?", CALL, f"{CALL} * (stop - start) / (ends[1] - ends[0])"),
    Wrong("R5", "divides by the whole time", 0.5, "Do you divide by how long a window is, or by the time from the first edge to the last?", CALL, f"{CALL} * (stop - start) / (ends[-1] - ends[0])"),
    Wrong("R6", "every window begins at the first edge", 0.5, "Where does each window begin in yours?", CALL, "mean_rate(spikes, ends[0], stop)"),
    Wrong("R7", "every window goes on to the last edge", 0.5, "Where does each window end in yours?", CALL, "mean_rate(spikes, start, ends[-1])"),
    Wrong("R8", "the last window is left out", 0.6, "How many windows are there between four edges?", "zip(ends[:-1], ends[1:], strict=True)", "zip(ends[:-2], ends[1:-1], strict=True)"),
    Wrong("R9", "one window more than there are", 0.6, "How many windows are there between four edges?", code=f"{HEAD}    rates = []\n    for k in range(len(edges)):\n        rates.append(mean_rate(spikes, edges[k], edges[k] + edges[1] - edges[0]))\n    return np.array(rates)"),
    Wrong("R10", "the mean of all windows", 0.4, "Is one rate asked for, or one for each window?", code=f"{LOOP}        rates.append(mean_rate(spikes, edges[k], edges[k + 1]))\n    return np.mean(rates)"),
    Wrong("R11", "answers after the first window", 0.4, "When does your function answer: after all windows, or after the first?", code=f"{LOOP}        rates.append(mean_rate(spikes, edges[k], edges[k + 1]))\n        return np.array(rates)"),
    Wrong("R12", "the rates are added up, window after window", 0.4, "Do spikes of the windows before count in a window, too?", code=f"{LOOP}        rates.append(mean_rate(spikes, edges[k], edges[k + 1]))\n    return np.cumsum(rates)"),
    Wrong("R13", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", code=f"{LOOP}        rates.append(mean_rate(spikes, edges[k], edges[k + 1]))\n    print(rates)"),
    Wrong("R14", "the windows in the reverse order", 0.5, "Which window does your first rate belong to?", code=f"{LOOP}        rates.insert(0, mean_rate(spikes, edges[k], edges[k + 1]))\n    return np.array(rates)"),
    Wrong("R15", "closed at both ends: a spike at an edge counts twice", 0.7, "A spike exactly between two windows: in how many of them is it?", code=f"{LOOP}        inside = (spikes >= edges[k]) & (spikes <= edges[k + 1])\n        rates.append(1000 * np.sum(inside) / (edges[k + 1] - edges[k]))\n    return np.array(rates)"),
    Wrong("R16", "open at the beginning, closed at the end", 0.8, "A spike exactly between two windows: to which of them does it belong?", code=f"{LOOP}        inside = (spikes > edges[k]) & (spikes <= edges[k + 1])\n        rates.append(1000 * np.sum(inside) / (edges[k + 1] - edges[k]))\n    return np.array(rates)"),
    Wrong("R17", "whole Hz", 0.7, "Can a rate be 71.4 Hz?", CALL, f"round({CALL})"),
    Wrong("R18", "changes the edges", 0.8, "What are the caller's edges after your function has run?", code=f"{HEAD}    first = edges[0]\n    edges -= first\n    return np.array([mean_rate(spikes - first, a, b) for a, b in zip(edges[:-1], edges[1:])])"),
    Wrong("R19", "the window before each edge, from 0 on: one early", 0.5, "Which window does your first rate belong to?", CALL, "mean_rate(spikes, 2 * start - stop, start)"),
    Wrong("R20", "all windows as long as the first", 0.6, "How long is each window of yours: as long as the first?", code=f"{HEAD}    width = edges[1] - edges[0]\n    return np.array([mean_rate(spikes, edge, edge + width) for edge in edges[:-1]])"),
]
RIGHT = [
    f"{LOOP}        rates.append(mean_rate(spikes, edges[k], edges[k + 1]))\n    return np.array(rates)",
    f"{LOOP}        n = 0\n        for t in spikes:\n            if edges[k] <= t < edges[k + 1]:\n                n = n + 1\n        rates.append(1000 * n / (edges[k + 1] - edges[k]))\n    return rates",
    f"{HEAD}    counts = np.diff(np.searchsorted(spikes, edges))\n    return 1000 * counts / np.diff(edges)",
    f"{HEAD}    before = np.array([np.sum(spikes < edge) for edge in edges])\n    return (before[1:] - before[:-1]) / (edges[1:] - edges[:-1]) * 1e3",
    f"{HEAD}    inside = spikes[spikes < edges[-1]]\n    counts, _ = np.histogram(inside, edges)\n    return counts / (np.diff(edges) / 1000)",
    f"{HEAD}    rates = np.zeros(len(edges) - 1)\n    for k, (a, b) in enumerate(zip(edges, edges[1:])):\n        rates[k] = mean_rate(spikes, a, b)\n    return rates",
    "rates_over_time = lambda spikes, edges: [mean_rate(spikes, edges[k - 1], edges[k]) for k in range(1, len(edges))]",
]
