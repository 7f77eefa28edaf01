"""rms_error: how far a model is off, in one number."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, SLOW_RATES, STEP, all_digits

BY_HAND = (np.array([30.0, 20.0, 12.0, 40.0]), np.array([31.0, 15.0, 5.0, 45.0]))  # off by 1, -5, -7 and 5 Hz
SILENT = (np.array([0.0, 12.0, 20.0, 30.0]), np.array([2.0, 5.0, 24.0, 17.0]))  # 2, -7, 4 and -13
PUBLIC = [
    Answer("one number", BY_HAND, 5.0),
    Value(
        "the example by hand, measured 30, 20, 12 and 40 Hz, modelled 31, 15, 5 and 45 Hz",
        BY_HAND,
        5.0,
        STEP,
        others={
            -1.5: "Do rates that are too high make up for others that are too low, in yours?",
            1.5: "Which comes first in yours, the mean or the square?",
            4.5: "That is how far it is off on average. Is each difference squared before?",
            25.0: "Which unit has your number, Hz or Hz times Hz?",
            100.0: "Does a long table have a larger error than a short one, in yours?",
            10.0: "How many differences are there, and does your number go up with each more of them?",
            2.5: "Which comes first in yours, the root or the division?",
            50.0: "What does your root belong to: the mean of the squares, or only how many there are?",
            7.0: "Is that the largest difference alone? What became of the others?",
        },
    ),
    Value(
        "two that are the same, 4, 9 and 40 Hz",
        (np.array([4.0, 9.0, 40.0]), np.array([4.0, 9.0, 40.0])),
        0.0,
        "How far is a model off that gives just what was measured?",
    ),
    Value(
        "a cell that is silent in one place, measured 0, 12, 20 and 30 Hz, modelled 2, 5, 24 and 17 Hz",
        SILENT,
        float(np.sqrt((4 + 49 + 16 + 169) / 4)),
        "Does each of the four differences count in yours, and each alike?",
    ),
    all_digits("measured 1, 2 and 9 Hz and modelled 2, 4 and 9 Hz", (np.array([1.0, 2.0, 9.0]), np.array([2.0, 4.0, 9.0])), float(np.sqrt(5 / 3))),
]
PROBES = [
    ("a model that is 3 Hz too high in each place", (np.array([10.0, 20.0, 4.0]), np.array([13.0, 23.0, 7.0])), "too high"),
    ("a model that is 3 Hz too low in each place", (np.array([10.0, 20.0, 4.0]), np.array([7.0, 17.0, 1.0])), "too low"),
    ("too high and too low by the same, 5 Hz", (np.array([10.0, 20.0]), np.array([15.0, 15.0])), "both ways"),
    ("one rate, measured 8 and modelled 2 Hz", (np.array([8.0]), np.array([2.0])), "one rate"),
    ("a silent cell, and a model that fires at 4 Hz in one of four places", (np.zeros(4), np.array([0.0, 0.0, 4.0, 0.0])), "a silent cell"),
    ("ten rates that are all off by 1 Hz", (np.arange(1.0, 11.0), np.arange(2.0, 12.0)), "ten rates"),
    ("whole numbers, measured 3, 8 and 1, modelled 5, 5 and 2", (np.array([3, 8, 1]), np.array([5, 5, 2])), "whole numbers"),
    ("the slow cell beside a cell that is silent", (SLOW_RATES, 0 * SLOW_RATES), "the slow cell"),
]
MARKS_COME_FROM = f"long tables, a single rate, silent cells, models without an error and whole numbers. {AND_UNCHANGED}"
UNCHANGED = "Measured and modelled rates stay as they were"


def hidden(rng):
    """Hidden cases."""

    def rates(number):
        return np.append(130.0, rng.uniform(20, 120, number - 1))

    level = rates(6)
    return {
        "Any number of rates": [(rates(n), rates(n)) for n in (3, 7)],
        "A long table": [(rates(80), rates(80))],
        "Too high, or too low": [(level, level + 4), (level, level - rng.uniform(1, 9))],
        "A single rate": [(rates(1), rates(1) + 120)],
        "A silent cell": [(np.zeros(5), rates(5))],
        "No error": [(level, level.copy())],
        "Whole numbers": [(np.array([30, 12, 44]), np.array([31, 18, 24]) - rng.integers(0, 5))],
    }


HEAD = "def rms_error(measured, modelled):\n"
RMS = "float(np.sqrt(np.mean(off**2)))"
OFF = f"{HEAD}    off = modelled - measured\n"
WRONG = [
    Wrong("E1", "mean of the differences: high and low cancel", 0.4, "Do rates that are too high make up for others that are too low, in yours?", RMS, "float(np.mean(off))"),
    Wrong("E2", "mean of the sizes: nothing is squared", 0.5, "That is how far it is off on average. Is each difference squared before?", RMS, "float(np.mean(np.abs(off)))"),
    Wrong("E3", "no root", 0.6, "Which unit has your number, Hz or Hz times Hz?", RMS, "float(np.mean(off**2))"),
    Wrong("E4", "the root of the sum", 0.6, "How many differences are there, and does your number go up with each more of them?", RMS, "float(np.sqrt(np.sum(off**2)))"),
    Wrong("E5", "the sum of the squares", 0.4, "Does a long table have a larger error than a short one, in yours?", RMS, "float(np.sum(off**2))"),
    Wrong("E6", "divided by one fewer", 0.7, "By how many do you divide, and how many differences are there?", code=f"{OFF}    return np.sqrt(np.sum(off**2) / max(1, len(off) - 1))"),
    Wrong("E7", "the mean is squared, and not the differences", 0.4, "Which comes first in yours, the mean or the square?", RMS, "float(np.sqrt(np.mean(off) ** 2))"),
    Wrong("E8", "differences of squares", 0.4, "What is squared in yours: the difference, or each rate by itself?", code=f"{HEAD}    return np.sqrt(np.mean(np.abs(modelled**2 - measured**2)))"),
    Wrong("E9", "np.std, which takes the mean difference away", 0.5, "A model that is 3 Hz too high everywhere: how far is it off, and what does yours say?", RMS, "float(np.std(off))"),
    Wrong("E10", "the largest difference", 0.4, "Is that the largest difference alone? What became of the others?", RMS, "float(np.max(np.abs(off)))"),
    Wrong("E11", "as a share of what was measured", 0.4, "By what do you divide where nothing was measured? In which unit is the error asked for?", code=f"{OFF}    return np.sqrt(np.mean((off / np.where(measured > 0, measured, 1)) ** 2))"),
    Wrong("E12", "an error for each current", 0.5, "How many numbers are asked for?", RMS, "np.sqrt(off**2)"),
    Wrong("E13", "the root of the sum, then divided", 0.6, "Which comes first in yours, the root or the division?", RMS, "float(np.sqrt(np.sum(off**2)) / len(off))"),
    Wrong("E14", "only where something was measured", 0.6, "What does yours make of a model that fires where the cell is silent?", code=f"{OFF}    if not np.any(measured > 0):\n        return 0.0\n    return np.sqrt(np.mean(off[measured > 0] ** 2))"),
    Wrong("E15", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", f"return {RMS}", f"print({RMS})"),
    Wrong("E16", "changes the modelled rates in their place", 0.8, "Whose array does your function write into?", code=f"{HEAD}    modelled -= measured\n    return np.sqrt(np.mean(modelled**2))"),
    Wrong("E17", "adds the two", 0.3, "Two rates that are the same: how far apart are they in yours?", "modelled - measured", "modelled + measured"),
    Wrong("E18", "the square of one alone: no brackets", 0.5, "What does ** 2 belong to in your line?", code=f"{HEAD}    return np.sqrt(np.mean(np.abs(modelled - measured**2)))"),
    Wrong("E19", "the first difference alone: return inside the loop", 0.3, "After which difference does your loop end?", code=f"{HEAD}    for one, other in zip(measured, modelled):\n        return np.sqrt((other - one) ** 2 / len(measured))"),
    Wrong("E20", "whole Hz", 0.6, "Can an error be 3.5 Hz? Where do the digits get lost?", RMS, "round(float(np.sqrt(np.mean(off**2))))"),
    Wrong("E21", "the root of how many there are, and not of the mean", 0.5, "What does your root belong to: the mean of the squares, or only how many there are?", code=f"{OFF}    return np.sum(off**2) / len(off) ** 0.5"),
    Wrong("E22", "twice the difference for its square", 0.4, "What is the square of 5: 10, or something else?", code=f"{OFF}    return np.sqrt(np.mean(off * 2))"),
]
RIGHT = [
    f"{HEAD}    return np.sqrt(np.mean((measured - modelled) ** 2))",
    f"{HEAD}    total = 0\n    for k in range(len(measured)):\n        total += (modelled[k] - measured[k]) ** 2\n    return (total / len(measured)) ** 0.5",
    f"{HEAD}    return np.linalg.norm(np.subtract(measured, modelled)) / np.sqrt(len(measured))",
    f"import math\n\n{OFF}    return math.sqrt(sum(one * one for one in off) / off.size)",
    "rms_error = lambda measured, modelled: np.mean(np.square(measured - modelled)) ** 0.5",
    f"{OFF}    return np.sqrt(np.var(off) + np.mean(off) ** 2)",
    f"{OFF}    return np.array(np.sqrt(off @ off / len(off)))",
]
