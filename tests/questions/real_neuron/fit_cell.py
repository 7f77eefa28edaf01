"""fit_cell: an offset and a refractory time with which the model comes near what was measured. Many pairs do.

What is asked is whether the rates of the model are near the measured ones, and not which pair came back.
"""

import math

import numpy as np

from autograder import Meets, Wrong
from autograder.questions.checks import Answer, Value
from solutions.real_neuron import cell_rate, rms_error

from .shared import FAST, FAST_I, FAST_RATES, SLOW, SLOW_I, SLOW_RATES, fired

USES = ["cell_rate", "rms_error"]
NEAR = 4  # Hz


def is_possible(pair):
    """Whether both are finite, and neither is below 0."""
    return bool(np.all(np.isfinite(np.asarray(pair, dtype=float))) and np.all(np.asarray(pair, dtype=float) >= 0))


PUBLIC = [
    Answer(
        "two numbers",
        (SLOW_I, SLOW_RATES, SLOW),
        (1.0, 1.0),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "Which two numbers does the model need besides what was measured?",
    ),
    Value(
        "neither is below 0",
        (SLOW_I, SLOW_RATES, SLOW),
        True,
        "Can a cell be silent for less than no time, or be driven by less than nothing, if it fires by itself?",
        part=is_possible,
        says="For the slow cell, one of your two numbers is below 0, or is not finite.",
    ),
    Value(
        "the fast cell, whose refractory time is shorter than 6 ms in each pair that fits",
        (FAST_I, FAST_RATES, FAST),
        True,
        "With t_ref as yours is: how often could a cell fire at most, and how often does the fast one?",
        part=lambda pair: is_possible(pair) and pair[1] < 6,
        says="For the fast cell, yours gives I_offset = {0[0]:.3g} and t_ref = {0[1]:.3g}. No pair with such a t_ref is within 4 Hz.",
        praise="The form is right; how far the model is off is not tried here: your figure says it. The marks come from other inputs: "
        "the two measured cells and other cells. They ask whether rms_error is 4 Hz or less with what you hand back.",
    ),
]


def made(I, I_offset, t_ref, cell):
    """The table of a cell that follows the model."""
    return I, fired(I, I_offset, t_ref, cell), cell


EAGER = {"R": 0.6, "tau": 20.0, "gap": 15.0}
STEADY = {"R": 1.0, "tau": 40.0, "gap": 20.0}
PROBES = [
    ("the slow cell", (SLOW_I, SLOW_RATES, SLOW), "the slow cell"),
    ("the fast cell", (FAST_I, FAST_RATES, FAST), "the fast cell"),
    ("a cell with a short refractory time", made(np.arange(0.0, 130.0, 10.0), 12.0, 2.0, STEADY), "a short refractory time"),
    ("a cell that fires easily", made(np.arange(-20.0, 100.0, 10.0), 34.0, 6.0, EAGER), "a large offset"),
    ("a cell with no drive of its own", made(np.arange(0.0, 190.0, 15.0), 0.0, 9.0, STEADY), "no offset"),
    ("a cell with a long refractory time", made(np.arange(-30.0, 130.0, 10.0), 25.0, 18.0, EAGER), "a long refractory time"),
]
UNCHANGED = None  # a search asks for so many rates that this would ask too often


def fits(pair, I, rates, cell):
    """The rates of the model are 4 Hz off, root mean square, or less."""
    I_offset, t_ref = np.asarray(pair, dtype=float)
    assert math.isfinite(I_offset), "Is your I_offset a number of pA?"
    assert math.isfinite(t_ref), "Is your t_ref a number of ms?"
    assert t_ref >= 0, "Can a cell be silent for less than no time?"
    off = rms_error(rates, cell_rate(I, I_offset, t_ref, cell))
    is_exchanged = off > NEAR and rms_error(rates, cell_rate(I, t_ref, I_offset, cell)) <= NEAR
    assert not is_exchanged, "Which of the two comes first, and in which unit is it?"
    assert off <= NEAR, f"With these the model is {off:.0f} Hz off. Which of the two moves the curve sideways, and which makes it flatter?"


def hidden(rng):
    """Hidden cases: one table each, for a search asks for many rates."""
    slow, quick = rng.uniform(0.95, 1.05, 2)
    return {
        "The slow cell": Meets(fits, [(SLOW_I, SLOW_RATES, SLOW)]),
        "The fast cell": Meets(fits, [(FAST_I, FAST_RATES, FAST)]),
        "A large offset": Meets(fits, [made(np.arange(-20.0, 100.0, 10.0), 33.0 * slow, 6.0 * quick, EAGER)]),
        "A long refractory time": Meets(fits, [made(np.arange(-30.0, 130.0, 10.0), 24.0 * quick, 17.0 * slow, EAGER)]),
    }


HEAD = "def fit_cell(I, rates, cell):\n"
START = "    best, smallest = (0, 0), np.inf\n"
LOOPS = "    for I_offset in range(0, 41, 4):\n        for t_ref in np.arange(0, 20.5, 0.5):\n"
OFF = "            off = rms_error(rates, cell_rate(I, I_offset, t_ref, cell))\n"
KEEP = "            if off < smallest:\n                best, smallest = (I_offset, t_ref), off\n"
SEARCH = f"{HEAD}{START}{LOOPS}{OFF}{KEEP}"
WRONG = [
    Wrong("F1", "the two exchanged", 0.6, "Which of the two comes first, and in which unit is it?", code=f"{SEARCH}    return best[1], best[0]"),
    Wrong("F2", "the slow cell's pair for every cell", 0.2, "What if it is another cell? Does your function look at its table?", code=f"{HEAD}    return 14, 13.5"),
    Wrong("F3", "the fast cell's pair for every cell", 0.2, "What if it is another cell? Does your function look at its table?", code=f"{HEAD}    return 16.5, 4.2"),
    Wrong("F4", "the worst pair", 0.4, "Which pair does yours keep: the one with the smaller error, or with the larger?", code=f"{HEAD}{START}{LOOPS}{OFF}{KEEP}".replace("np.inf", "-1.0").replace("off < smallest", "off > smallest") + "    return best"),
    Wrong("F5", "the last pair: no comparison, or one with a number that never changes", 0.3, "When does yours change the error that the next pair has to beat?", code=f"{SEARCH}    return best".replace("best, smallest = (I_offset, t_ref), off", "best = (I_offset, t_ref)")),
    Wrong("F6", "the first pair: return inside the loop", 0.3, "After which pair does your search end?", code=f"{HEAD}{START}{LOOPS}{OFF}{KEEP}            return best"),
    Wrong("F7", "the smallest error, and not the pair", 0.4, "Is it asked how small the error is, or with which two numbers?", code=f"{SEARCH}    return smallest"),
    Wrong("F8", "the pair and its error", 0.7, "How many numbers are asked for?", code=f"{SEARCH}    return (*best, smallest)"),
    Wrong("F9", "no offset is tried", 0.4, "Which offsets does yours try?", code=f"{SEARCH}    return best".replace("range(0, 41, 4)", "[0]")),
    Wrong("F10", "one refractory time of 2 ms", 0.4, "Which refractory times does yours try?", code=f"{SEARCH}    return best".replace("np.arange(0, 20.5, 0.5)", "[2]")),
    Wrong("F11", "positions in the grid, and not its numbers", 0.6, "Are your two numbers in pA and ms, or do they say which step of the search it was?", code=f"{HEAD}{START}    for k, I_offset in enumerate(range(0, 41, 4)):\n        for m, t_ref in enumerate(np.arange(0, 20.5, 0.5)):\n{OFF}{KEEP}    return best".replace("(I_offset, t_ref), off", "(k, m), off")),
    Wrong("F12", "mean difference for rms_error: the model that fires least", 0.4, "Can your error be below 0? Which model has the smallest one then?", code=f"{SEARCH}    return best".replace("rms_error(rates, cell_rate(I, I_offset, t_ref, cell))", "np.mean(cell_rate(I, I_offset, t_ref, cell) - rates)")),
    Wrong("F13", "the refractory time in seconds", 0.6, "In which unit is t_ref asked for?", code=f"{SEARCH}    return best[0], best[1] / 1000"),
    Wrong("F14", "the slow cell's R, tau and gap for every cell", 0.4, "Whose R, tau and gap does your search use?", code=f"SLOW = {SLOW!r}\n\n\n{SEARCH}    return best".replace("t_ref, cell))", "t_ref, SLOW))")),
    Wrong("F15", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", code=f"{SEARCH}    print(best)"),
    Wrong("F16", "steps of 10 pA and 5 ms: too coarse", 0.6, "By how much does the rate of a fast cell change from one of your refractory times to the next?", code=f"{SEARCH}    return best".replace("np.arange(0, 20.5, 0.5)", "range(0, 21, 5)").replace("41, 4", "41, 10")),
    Wrong("F18", "the first pair within 20 Hz", 0.4, "How near does a pair have to be for your search to end?", code=f"{HEAD}{LOOPS}{OFF}            if off < 20:\n                return I_offset, t_ref\n    return 0, 0"),
    Wrong("F20", "the best of the last offset: the smallest error begins anew for each", 0.5, "When does your search forget the smallest error so far?", code=f"{HEAD}    for I_offset in range(0, 41, 4):\n        smallest = np.inf\n" + LOOPS.partition("\n")[2] + f"{OFF}{KEEP}    return best"),
]
RIGHT = [
    f"{SEARCH}    return best",
    f"{HEAD}    pairs = [(a, t) for a in np.linspace(0, 40, 11) for t in np.linspace(0, 20, 41)]\n    return min(pairs, key=lambda pair: rms_error(rates, cell_rate(I, *pair, cell)))",
    f"{HEAD}    offsets, waits = np.arange(0, 42, 5.0), np.arange(0, 20.5, 0.5)\n    errors = np.array([[rms_error(rates, cell_rate(I, a, t, cell)) for t in waits] for a in offsets])\n    row, column = np.unravel_index(np.argmin(errors), errors.shape)\n    return np.array([offsets[row], waits[column]])",
    f"{HEAD}    for I_offset in range(0, 41, 3):\n        for t_ref in np.arange(0, 20.5, 0.4):\n            if rms_error(rates, cell_rate(I, I_offset, t_ref, cell)) < 3.9:\n                return [I_offset, t_ref]",
    f"{HEAD}    errors = {{}}\n    for I_offset in np.arange(0, 40.1, 4):\n        for t_ref in np.arange(0, 20.1, 0.5):\n            errors[I_offset, t_ref] = np.mean((rates - cell_rate(I, I_offset, t_ref, cell)) ** 2)\n    return min(errors, key=errors.get)",
    f"{HEAD}    on = rates > 0\n    best, smallest = None, np.inf\n    for I_offset in np.arange(0.0, 41.0, 2.0):\n        x = cell['R'] * (I[on] + I_offset)\n        if x.min() > cell['gap'] + 0.5:\n            rise = cell['tau'] * np.log(x / (x - cell['gap']))\n            guess = np.median(1000 / rates[on] - rise)\n            for t_ref in guess + np.arange(-3, 3.1, 0.25):\n                off = rms_error(rates, cell_rate(I, I_offset, max(t_ref, 0), cell))\n                if off < smallest:\n                    best, smallest = (I_offset, max(t_ref, 0)), off\n    if smallest > 3.9:\n        for I_offset in np.arange(0.0, 41.0, 4.0):\n            for t_ref in np.arange(0.0, 20.5, 0.5):\n                off = rms_error(rates, cell_rate(I, I_offset, t_ref, cell))\n                if off < smallest:\n                    best, smallest = (I_offset, t_ref), off\n    return best",
]
ANOTHER_GRID = "Another grid finds pairs that fit, too."
EQUIVALENT = {
    f"fit_cell: {change}": ANOTHER_GRID
    for change in (
        "0.0 -> 1.0",
        "0.0 -> -1",
        "41.0 -> 42.0",
        "5.0 -> 6.0",
        "0.0 -> 1.0 (at 10)",
        "0.0 -> -1 (at 11)",
        "20.3 -> 21.3",
    )
}
