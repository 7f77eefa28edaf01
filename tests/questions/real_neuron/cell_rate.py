"""cell_rate: the f-I curve of a leaky integrate-and-fire cell that something drives already."""

import math

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, FAST, FAST_I, SLOW, SLOW_I, STEP, all_digits, some_cell

BY_HAND = {"R": 0.5, "tau": 20 / math.log(3), "gap": 30.0}
I = np.array([-70.0, 30.0, 80.0])  # would settle 30 mV under the reset, and 20 and 45 mV over it
SAID = "the example by hand, R = 0.5 gigaohm, tau = 18.205 ms, a gap of 30 mV, I_offset = 10 pA, t_ref = 5 ms, at -70, 30 and 80 pA"


def rate(ratio, tau=BY_HAND["tau"], wait=5.0):
    """The rate where x / (x - gap) is this ratio."""
    return 1000 / (wait + tau * math.log(ratio))


PUBLIC = [
    Answer(
        "a rate for each current",
        (I, 10.0, 5.0, BY_HAND),
        np.array([0.0, 0.0, 40.0]),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "How many currents go in? Does each of them have a rate, also where the cell is silent?",
    ),
    Value(
        SAID,
        (I, 10.0, 5.0, BY_HAND),
        [0.0, 0.0, 40.0],
        STEP,
        at=2,
        others={
            rate(40 / 10): "Which drive does the cell have where nothing is injected, and where is it in yours?",
            rate(35 / 5): "Does I_offset drive the cell in yours, or hold it back?",
            rate(50 / 20): "I_offset is a current. What does the resistance belong to?",
            50.0: "For how long is the cell silent after each spike?",
            1000 / (5 + math.log(3)): "What says how fast the potential rises?",
            -1000 / 15: "Is the logarithm of yours above 0, or below?",
            1000 / (5 + 3 * BY_HAND["tau"]): "Where is the logarithm in yours?",
            1000 / (5 + BY_HAND["tau"] * math.log10(3)): "What does your logarithm give for 2.718, and what should ln give?",
            0.04: "How many ms has the second in which spikes are counted?",
            25.0: "Is that how often the cell fires, or how long it takes from one spike to the next?",
            1000 / 15: "Does a refractory time make the period longer in yours, or shorter?",
            rate(75 / 45): "How far is it from the threshold to where the potential settles?",
            rate(45 / 30): "From x mV over the reset, how far down is the threshold?",
        },
    ),
    Value(
        "the slow cell with I_offset = 14 pA and t_ref = 14 ms, at 0, 10 and 60 pA",
        (np.array([0.0, 10.0, 60.0]), 14.0, 14.0, SLOW),
        [0.0, *(rate(1.28 * (one + 14) / (1.28 * (one + 14) - 25), 55.0, 14.0) for one in (10.0, 60.0))],
        "Where would the potential settle at each of the three currents, and at which is that over the threshold?",
    ),
    Value(
        "a cell that nothing drives, I_offset = 0, at 0 and 20 pA, with the rest as in the example by hand",
        (np.array([0.0, 20.0]), 0.0, 5.0, BY_HAND),
        [0.0, 0.0],
        "What does a cell do whose potential never gets to the threshold?",
    ),
    all_digits(
        "R = 1 gigaohm, tau = 10 ms, a gap of 20 mV, I_offset = 10 pA, t_ref = 3 ms, at 20 and 30 pA",
        (np.array([20.0, 30.0]), 10.0, 3.0, {"R": 1.0, "tau": 10.0, "gap": 20.0}),
        [1000 / (3 + 10 * math.log(3)), 1000 / (3 + 10 * math.log(2))],
    ),
]
PROBES = [
    ("the slow cell at 100 pA, with I_offset = 14 pA and t_ref = 14 ms", (np.array([100.0]), 14.0, 14.0, SLOW), "the slow cell"),
    ("the fast cell at 0, 100 and 300 pA, with I_offset = 16 pA and t_ref = 4 ms", (np.array([0.0, 100.0, 300.0]), 16.0, 4.0, FAST), "the fast cell"),
    ("the slow cell at 50 pA, with I_offset = 0 and t_ref = 14 ms", (np.array([50.0]), 0.0, 14.0, SLOW), "no offset"),
    ("the slow cell at 50 pA, with I_offset = 14 pA and t_ref = 0", (np.array([50.0]), 14.0, 0.0, SLOW), "no refractory time"),
    ("the slow cell at 50 pA, with I_offset = -10 pA and t_ref = 2 ms", (np.array([50.0]), -10.0, 2.0, SLOW), "an offset below 0"),
    ("the slow cell at -50 pA, with I_offset = 14 pA and t_ref = 2 ms", (np.array([-50.0]), 14.0, 2.0, SLOW), "a current below 0"),
    ("the slow cell at 2 pA, with I_offset = 14 pA and t_ref = 14 ms", (np.array([2.0]), 14.0, 14.0, SLOW), "not quite enough"),
    ("the slow cell at 8 pA, with I_offset = 14 pA and t_ref = 14 ms", (np.array([8.0]), 14.0, 14.0, SLOW), "just enough"),
    ("the fast cell at 900 pA, with I_offset = 16 pA and t_ref = 4 ms", (np.array([900.0]), 16.0, 4.0, FAST), "a strong current"),
    ("whole numbers, R = 1, tau = 20, a gap of 15, I_offset = 5, t_ref = 4, at 0, 20 and 30 pA", (np.array([0, 20, 30]), 5, 4, {"R": 1, "tau": 20, "gap": 15}), "whole numbers"),
]
MARKS_COME_FROM = (
    "the two measured cells, other cells, currents too weak to fire, no refractory time, offsets below 0, a single current "
    f"and whole numbers. {AND_UNCHANGED}"
)
UNCHANGED = "Currents and cell stay as they were"
RTOL, ATOL = 1e-10, 1e-9


def far(I, I_offset, cell):
    """Those currents with which the potential does not settle close to the threshold."""
    return I[np.abs(cell["R"] * (I + I_offset) - cell["gap"]) > 0.5]


def hidden(rng):
    """Hidden cases."""
    cells = [some_cell(rng) for _ in range(4)]
    offsets, waits = rng.uniform(4, 30, 4), rng.uniform(2, 15, 4)
    I = np.linspace(-60, 240, 13) + rng.uniform(-4, 4)
    strong = np.array([90.0, 150.0, 260.0]) + rng.uniform(0, 20)
    return {
        "The two measured cells": [(far(SLOW_I, 12.0, SLOW), 12.0, 13.5, SLOW), (far(FAST_I, 15.0, FAST), 15.0, 4.2, FAST)],
        "Other cells": [(far(I, one, cell), float(one), float(wait), cell) for one, wait, cell in list(zip(offsets, waits, cells))[:3]],
        "Strong currents alone": [(strong, float(one), float(wait), cell) for one, wait, cell in zip(offsets, waits, cells)],
        "Too weak to fire": [(np.array([-900.0, -400.0, -90.0, 0.0, 3.0]), 2.0, 4.0, cells[0]), (-strong, 5.0, 0.0, cells[1])],
        "No refractory time": [(far(I, 8.0, cells[3]), 8.0, 0.0, cells[3])],
        "An offset below 0": [(strong, -12.5, 3.0, cells[1]), (strong, -8.0, 7.5, SLOW)],
        "A single current": [(strong[:1], 10.0, 4.5, cells[2]), (np.array([-30.0]), 10.0, 4.5, cells[2])],
        "Whole numbers": [(np.array([-20, 0, 30, 90]), 5, 3, {"R": 1, "tau": 25, "gap": 16})],
    }


HEAD = "def cell_rate(I, I_offset, t_ref, cell):\n"
X = '    x = cell["R"] * (I + I_offset)\n'
FIRES = '    fires = x > cell["gap"]\n'
RISE = '    rise = cell["tau"] * np.log(x[fires] / (x[fires] - cell["gap"]))\n'
END = "    rates = np.zeros(len(I))\n    rates[fires] = 1000 / (t_ref + rise)\n    return rates"
DRIVE = 'cell["R"] * (np.asarray(I) + I_offset)'
RATIO = 'x[fires] / (x[fires] - cell["gap"])'
RATE = "1000.0 / (t_ref + rise)"
ALL = '    rise = cell["tau"] * np.log(x / (x - cell["gap"]))\n'
WRONG = [
    Wrong("C1", "no offset", 0.5, "Which drive does the cell have where nothing is injected, and where is it in yours?", DRIVE, 'cell["R"] * np.asarray(I)'),
    Wrong("C2", "the offset is taken away", 0.5, "Does I_offset drive the cell in yours, or hold it back?", DRIVE, 'cell["R"] * (np.asarray(I) - I_offset)'),
    Wrong("C3", "the offset as a potential: no brackets", 0.5, "I_offset is a current. What does the resistance belong to?", DRIVE, 'cell["R"] * np.asarray(I) + I_offset'),
    Wrong("C4", "no refractory time", 0.5, "For how long is the cell silent after each spike?", RATE, "1000.0 / rise"),
    Wrong("C5", "no time constant", 0.5, "What says how fast the potential rises?", 'cell["tau"] * np.log', "np.log"),
    Wrong("C6", "upside down in the logarithm, which is below 0", 0.5, "Is the logarithm of yours above 0, or below?", RATIO, '(x[fires] - cell["gap"]) / x[fires]'),
    Wrong("C7", "no logarithm", 0.4, "How does the potential get nearer to where it settles: evenly, or more and more slowly?", f"np.log({RATIO})", f"({RATIO})"),
    Wrong("C8", "log10 for ln", 0.5, "What does your logarithm give for 2.718, and what should ln give?", "np.log(", "np.log10("),
    Wrong("C9", "spikes in a millisecond", 0.6, "How many ms has the second in which spikes are counted?", "1000.0 /", "1.0 /"),
    Wrong("C10", "the period, and not the rate", 0.5, "Is that how often the cell fires, or how long it takes from one spike to the next?", RATE, "t_ref + rise"),
    Wrong("C11", "no case for silence: it is not a number there", 0.6, "At which of the currents has the logarithm no value, and what does the cell do there?", code=f'{HEAD}{X}    with np.errstate(all="ignore"):\n    {ALL}        return 1000 / (t_ref + rise)'),
    Wrong("C12", "silent only where nothing drives it", 0.6, "Does a potential that settles over the reset, but under the threshold, ever make a spike?", code=f'{HEAD}{X}    fires = x > 0\n    with np.errstate(all="ignore"):\n    {RISE}        rates = np.zeros(len(I))\n        rates[fires] = 1000 / (t_ref + rise)\n    return rates'),
    Wrong("C13", "a current is held against a potential", 0.5, "The gap is in mV. Which of your quantities is in mV, too, and can be held against it?", code=f'{HEAD}{X}    fires = I + I_offset > cell["gap"]\n    with np.errstate(all="ignore"):\n    {RISE}        rates = np.zeros(len(I))\n        rates[fires] = 1000 / (t_ref + rise)\n    return rates'),
    Wrong("C14", "a factor of 1000 in the resistance", 0.5, "Gigaohm times pA: which unit is that, without any factor?", DRIVE, f"1000 * {DRIVE}"),
    Wrong("C15", "the silent currents are left out", 0.6, "How many currents go in, and how many rates come back?", code=f"{HEAD}{X}    x = x[x > cell['gap']]\n{ALL}    return 1000 / (t_ref + rise)"),
    Wrong("C16", "the slow cell for every cell", 0.5, "Whose R, tau and gap does yours use when another cell is given?", code=f"SLOW = {SLOW!r}\n\n" + f"{HEAD}{X}{FIRES}{RISE}{END}".replace("cell[", "SLOW[")),
    Wrong("C17", "the refractory time is taken away", 0.5, "Does a refractory time make the period longer in yours, or shorter?", RATE, "1000.0 / (rise - t_ref)"),
    Wrong("C18", "whole spikes", 0.6, "Can a rate be 42.7 Hz?", RATE, f"np.round({RATE})"),
    Wrong("C19", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", "return rates", "print(rates)"),
    Wrong("C20", "changes the currents in their place", 0.8, "Whose array does your function write into?", code=f'{HEAD}    if I.dtype == float:\n        I += I_offset\n        x = cell["R"] * I\n    else:\n        x = cell["R"] * (I + I_offset)\n{FIRES}{RISE}{END}'),
    Wrong("C21", "the wrong distance: a plus", 0.5, "How far is it from the threshold to where the potential settles?", RATIO, '(x[fires] + cell["gap"]) / x[fires]'),
    Wrong("C22", "the gap below the bar", 0.5, "From x mV over the reset, how far down is the threshold?", RATIO, 'x[fires] / cell["gap"]'),
    Wrong("C23", "no brackets below the bar: 1000 / t_ref + rise", 0.5, "What is the whole period, and what do you divide by?", code=f"{HEAD}{X}{FIRES}{RISE}" + END.replace("1000 / (t_ref + rise)", "(1000 / t_ref if t_ref else 0) + rise")),
    Wrong("C24", "one if for the whole array", 0.5, "What should Python do where the question is true of some currents, and not of others?", code=f'{HEAD}{X}    if x > cell["gap"]:\n        return 1000 / (t_ref + cell["tau"] * np.log(x / (x - cell["gap"])))\n    return np.zeros(len(I))'),
    Wrong("C25", "what is not a number becomes 0, and what is below 0 stays", 0.6, "What does yours give for a current far below 0? Can a rate be like that?", code=f'{HEAD}{X}    with np.errstate(all="ignore"):\n    {ALL}        return np.nan_to_num(1000 / (t_ref + rise))'),
    Wrong("C26", "all silent where one is", 0.5, "Does a cell that is silent at one current have to be silent at all?", code=f'{HEAD}{X}    if np.any(x <= cell["gap"]):\n        return np.zeros(len(I))\n{ALL}    return 1000 / (t_ref + rise)'),
    Wrong("C27", "the logarithm stretches the refractory time too", 0.5, "Which part of the period does the logarithm belong to?", code=f"{HEAD}{X}{FIRES}{RISE}{END}".replace('cell["tau"] *', '(t_ref + cell["tau"]) *').replace("(t_ref + rise)", "rise")),
    Wrong("C28", "silent where nothing is injected, and only there", 0.5, "Is the cell silent as soon as nothing is injected? What else drives it?", code=f'{HEAD}{X}    with np.errstate(all="ignore"):\n    {ALL}        return np.where(np.asarray(I) > 0, 1000 / (t_ref + rise), 0.0)'),
    Wrong("C29", "time constant and logarithm are added", 0.4, "What joins the time constant and the logarithm in the equation?", 'cell["tau"] * np.log', 'cell["tau"] + np.log'),
]
RIGHT = [
    f"{HEAD}{X}{FIRES}{RISE}{END}",
    f'{HEAD}    rates = []\n    for current in I:\n        x = cell["R"] * (current + I_offset)\n        if x > cell["gap"]:\n            period = t_ref + cell["tau"] * np.log(x / (x - cell["gap"]))\n            rates.append(1000 / period)\n        else:\n            rates.append(0)\n    return np.array(rates)',
    f'{HEAD}{X}    with np.errstate(all="ignore"):\n        period = t_ref - cell["tau"] * np.log(1 - cell["gap"] / x)\n    return np.where(x > cell["gap"], 1000 / period, 0.0)',
    f'import math\n\n{HEAD}    out = np.zeros(len(I))\n    for k in range(len(I)):\n        x = cell["R"] * I[k] + cell["R"] * I_offset\n        if x <= cell["gap"]:\n            continue\n        out[k] = 1 / (t_ref / 1000 + cell["tau"] / 1000 * (math.log(x) - math.log(x - cell["gap"])))\n    return out',
    f'{HEAD}    def one(current):\n        over = cell["R"] * (current + I_offset) - cell["gap"]\n        return 1e3 / (t_ref + cell["tau"] * np.log1p(cell["gap"] / over)) if over > 0 else 0.0\n\n    return [one(current) for current in I]',
    f'{HEAD}    needed = cell["gap"] / cell["R"]\n    total = np.maximum(I + I_offset, needed)\n    rates = np.zeros(len(I))\n    on = total > needed\n    rates[on] = 1000 / (t_ref + cell["tau"] * np.log(total[on] / (total[on] - needed)))\n    return rates',
]
EQUIVALENT = {
    "cell_rate: x > cell['gap'] -> x >= cell['gap']": "No current brings the potential exactly to the threshold.",
}
