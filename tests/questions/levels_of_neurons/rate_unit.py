"""rate_unit: threshold, gain and top."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, USUAL, all_digits

USUAL_UNIT = {"threshold": 6.0, "gain": 17.0, "top": 90.0}
UNIT_BY_HAND = {"threshold": 2.0, "gain": 15.0, "top": 100.0}
OTHER = {"threshold": 0.5, "gain": 40.0, "top": 60.0}
FINE = {"threshold": 0.7, "gain": 100 / 7, "top": 90.0}
BY_HAND = np.array([1.0, 2.0, 4.0, 10.0])
PUBLIC = [
    Answer(
        "a rate for each current",
        (BY_HAND, UNIT_BY_HAND),
        np.array([0.0, 0.0, 30.0, 100.0]),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "How many currents go in, and how many rates should come out?",
    ),
    Value(
        "the example by hand, 1, 2, 4 and 10 nA, threshold 2 nA, gain 15 Hz for each nA, top 100 Hz",
        (BY_HAND, UNIT_BY_HAND),
        [0.0, 0.0, 30.0, 100.0],
        USUAL,
        at=2,
        others={
            60.0: "How far above the threshold is 4 nA, and what does your gain multiply?",
            58.0: "Is the threshold taken from the current, or from a rate?",
            90.0: "Is the threshold taken from the current, or added to it?",
            2.0: "Is that how far the current is above the threshold, or a rate?",
            100.0: "Does the rate of yours jump to the top, or rise?",
            2 / 15: "By which number does the rate rise for each nA?",
            0.3: "Is that a rate in Hz, or a share of the top?",
        },
    ),
    ("currents of -3 and 0 nA, threshold 2 nA, gain 15 Hz for each nA, top 100 Hz", (np.array([-3.0, 0.0]), UNIT_BY_HAND), [0.0, 0.0], "Can a cell fire less often than never?"),
    ("a current of 9 nA, threshold 2 nA, gain 15 Hz for each nA, top 100 Hz", (np.array([9.0]), UNIT_BY_HAND), [100.0], "What is the highest rate that this unit can have?"),
    ("another unit: 1 and 5 nA, threshold 0.5 nA, gain 40 Hz for each nA, top 60 Hz", (np.array([1.0, 5.0]), OTHER), [20.0, 60.0], "Whose parameters does yours use?"),
    all_digits("2 nA, threshold 0.7 nA, gain 100/7 Hz for each nA, top 90 Hz", (np.array([2.0]), FINE), [(2.0 - 0.7) * (100 / 7)]),
]
PROBES = [
    ("3 nA with the unit of the example by hand", (np.array([3.0]), UNIT_BY_HAND), "above the threshold"),
    ("2.37 nA with the unit of the example by hand", (np.array([2.37]), UNIT_BY_HAND), "a rate that is not whole"),
    ("1.5 and 1.9 nA with the unit of the example by hand", (np.array([1.5, 1.9]), UNIT_BY_HAND), "below the threshold"),
    ("8 and 20 nA with the unit of the example by hand", (np.array([8.0, 20.0]), UNIT_BY_HAND), "a strong current"),
    ("-6 and -1 nA with the unit of the example by hand", (np.array([-6.0, -1.0]), UNIT_BY_HAND), "currents below 0"),
    ("3 nA, threshold 2 nA, gain 5 Hz for each nA, top 100 Hz", (np.array([3.0]), {**UNIT_BY_HAND, "gain": 5.0}), "another gain"),
    ("3 nA, threshold -1 nA, gain 15 Hz for each nA, top 100 Hz", (np.array([3.0]), {**UNIT_BY_HAND, "threshold": -1.0}), "a threshold below 0"),
    ("8 nA, threshold 2 nA, gain 15 Hz for each nA, top 40 Hz", (np.array([8.0]), {**UNIT_BY_HAND, "top": 40.0}), "another top"),
    ("whole numbers, 1, 3 and 30 nA, threshold 2, gain 10, top 50", (np.array([1, 3, 30]), {"threshold": 2, "gain": 10, "top": 50}), "whole numbers"),
]
MARKS_COME_FROM = f"other units, weak currents, strong currents, currents below 0, a single current and whole numbers. {AND_UNCHANGED}"
UNCHANGED = "The currents and the unit that come in stay as they were"
RTOL, ATOL = 1e-10, 1e-12


def some_unit(rng):
    """A unit of any kind."""
    return {"threshold": rng.uniform(0.5, 3), "gain": rng.uniform(5, 40), "top": rng.uniform(50, 150)}


def hidden(rng):
    """Hidden cases."""
    units = [some_unit(rng) for _ in range(4)]
    return {
        "Between threshold and top": [(one["threshold"] + rng.uniform(0.1, 0.9, 6) * one["top"] / one["gain"], one) for one in units],
        "Below the threshold": [(one["threshold"] * rng.uniform(0.1, 0.9, 5), one) for one in units[:2]],
        "Strong currents": [(one["threshold"] + rng.uniform(1.2, 5, 4) * one["top"] / one["gain"], one) for one in units[:2]],
        "Currents below 0": [(rng.uniform(-8, -1, 4), units[2])],
        "All kinds of currents": [(rng.uniform(-5, 25, 40), one) for one in units],
        "A single current": [(np.array([units[3]["threshold"] + 0.7]), units[3])],
        "Whole numbers": [(np.array([-2, 0, 2, 4, 5, 9, 40]), {"threshold": 3, "gain": 12, "top": 70})],
    }


HEAD = "def rate_unit(I, unit):\n"
DRIVE = 'np.asarray(I) - unit["threshold"]'
BACK = 'np.clip(unit["gain"] * drive, 0.0, unit["top"])'
RISE = 'unit["gain"] * (I - unit["threshold"])'
WRONG = [
    Wrong("U1", "no threshold", 0.5, "From which current on does the rate of yours rise?", DRIVE, "np.asarray(I)"),
    Wrong("U2", "the threshold is taken from the rate", 0.5, "Is the threshold taken from the current, or from a rate?", code=f'{HEAD}    return np.clip(unit["gain"] * I - unit["threshold"], 0, unit["top"])'),
    Wrong("U3", "the threshold is added", 0.5, "Is the threshold taken from the current, or added to it?", DRIVE, 'np.asarray(I) + unit["threshold"]'),
    Wrong("U4", "no gain", 0.5, "By which number does the rate rise for each nA?", 'unit["gain"] * drive', "drive"),
    Wrong("U5", "no top", 0.7, "How high can the rate of yours get?", BACK, 'np.maximum(unit["gain"] * drive, 0.0)'),
    Wrong("U6", "rates below 0", 0.7, "Can a cell fire less often than never?", BACK, 'np.minimum(unit["gain"] * drive, unit["top"])'),
    Wrong("U7", "jumps to the top at the threshold", 0.3, "Does the rate of yours jump at the threshold, or rise from there?", BACK, 'np.where(drive > 0, unit["top"], 0.0)'),
    Wrong("U8", "the difference has the wrong sign", 0.5, "Is a current above the threshold also above it in yours?", DRIVE, 'unit["threshold"] - np.asarray(I)'),
    Wrong("U9", "divides by the gain", 0.4, "With a larger gain, does the rate of yours rise more steeply?", 'unit["gain"] * drive', 'drive / unit["gain"]'),
    Wrong("U10", "a share of the top", 0.5, "Is that a rate in Hz, or a share of the top?", BACK, f'{BACK} / unit["top"]'),
    Wrong("U11", "one if for the whole array", 0.5, "Is the decision made for each current, or once for all of them?", code=f'{HEAD}    if I <= unit["threshold"]:\n        return 0.0\n    return min({RISE}, unit["top"])'),
    Wrong("U13", "the size of the difference: it fires below the threshold too", 0.4, "Does a current below the threshold make yours fire?", "unit[\"gain\"] * drive", "unit[\"gain\"] * np.abs(drive)"),
    Wrong("U14", "the usual unit for every unit", 0.5, "Whose parameters does yours use when another unit is given?", code=f"UNIT = {USUAL_UNIT!r}\n\n{HEAD}    return np.clip(UNIT['gain'] * (I - UNIT['threshold']), 0, UNIT['top'])"),
    Wrong("U15", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", f"return {BACK}", f"print({BACK})"),
    Wrong("U16", "whole Hz", 0.7, "Can a rate be 18.6 Hz?", f"return {BACK}", f"return np.round({BACK})"),
    Wrong("U17", "changes the currents", 0.8, "What are the caller's currents after your function has run?", code=f'{HEAD}    I -= unit["threshold"]\n    return np.clip(unit["gain"] * I, 0, unit["top"])'),
    Wrong("U18", "one rate for all: the mean of them", 0.4, "Is one rate asked for, or one for each current?", f"return {BACK}", f"return np.mean({BACK})"),
    Wrong("U19", "silent where it should be at its top", 0.6, "What does yours answer to a very strong current?", code=f'{HEAD}    rate = {RISE}\n    return np.where((rate > 0) & (rate < unit["top"]), rate, 0.0)'),
    Wrong("U20", "a sigmoid", 0.4, "Between threshold and top, does the rate of yours rise by the same for each nA?", code=f'{HEAD}    return unit["top"] / (1 + np.exp(-(I - unit["threshold"])))'),
    Wrong("U21", "silent up to the threshold, then gain times the whole current", 0.5, "Which part of the current meets the gain: all of it, or what is above the threshold?", code=f'{HEAD}    return np.where(I > unit["threshold"], np.minimum(unit["gain"] * I, unit["top"]), 0.0)'),
]
RIGHT = [
    f'{HEAD}    rate = {RISE}\n    return np.minimum(np.maximum(rate, 0), unit["top"])',
    f'{HEAD}    rates = []\n    for one in I:\n        rates.append(min(max({RISE.replace("I -", "one -")}, 0), unit["top"]))\n    return np.array(rates)',
    f'{HEAD}    rate = {RISE}\n    rate = np.where(rate < 0, 0.0, rate)\n    return np.where(rate > unit["top"], unit["top"], rate)',
    f'{HEAD}    rate = np.array({RISE}, dtype=float)\n    rate[rate < 0] = 0\n    rate[rate > unit["top"]] = unit["top"]\n    return rate',
    f'{HEAD}    threshold, gain, top = unit["threshold"], unit["gain"], unit["top"]\n    full = threshold + top / gain\n    return gain * (np.clip(I, threshold, full) - threshold)',
    f'{HEAD}    def one_rate(current):\n        if current <= unit["threshold"]:\n            return 0.0\n        return min(unit["gain"] * (current - unit["threshold"]), unit["top"])\n\n    return [one_rate(current) for current in I]',
    f'rate_unit = lambda I, unit: ({RISE}).clip(0, unit["top"])',
]
