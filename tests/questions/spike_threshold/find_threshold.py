"""find_threshold: by halving, of whatever simulation is handed in."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import ALL_DIGITS, STEP, all_digits

RTOL = 0.0


def ATOL(excess, low, high, tolerance):  # noqa: N802 - the name of what it is
    """Any current of the last range is as good as its middle."""
    return tolerance


LAST_RANGE = "From where to where does your last range go? Is the threshold in it, and is it narrow enough?"
HAND = (np.log, 0.2, 2.6, 0.5)
PUBLIC = [
    Answer("one number comes back", HAND, 0.95),
    Value(
        "the example by hand, np.log from 0.2 to 2.6 with a tolerance of 0.5",
        HAND,
        0.95,
        STEP,
        close=(0.0, 0.5),
        others={
            2.45: "Where there is a spike in the middle: in which half is the threshold?",
            3.0: "Is that a current, or how many times you halved?",
        },
    ),
    Value(
        "np.cos from 2 to 7, a tolerance of 0.001",
        (np.cos, 2.0, 7.0, 0.001),
        4.71235,
        LAST_RANGE,
        close=(0.0, 0.001),
        says="np.cos gets above 0 at 4.7124. From 2 to 7, with a tolerance of 0.001, yours gives {0:.6g}.",
    ),
    Value(
        "currents below 0: np.cos from -4 to 1, a tolerance of 0.01",
        (np.cos, -4.0, 1.0, 0.01),
        -1.5708,
        LAST_RANGE,
        close=(0.0, 0.01),
        says="np.cos gets above 0 at -1.571 too. From -4 to 1, with a tolerance of 0.01, yours gives {0:.4g}.",
    ),
    all_digits(
        "np.sin from 4 to 8 with a tolerance of 1e-11", (np.sin, 4.0, 8.0, 1e-11), 2 * np.pi, close=(0.0, 2e-11)
    ),
]
PROBES = [
    ("np.log from 0.3 to 9, a tolerance of 0.1", (np.log, 0.3, 9.0, 0.1), "coarse"),
    ("np.log from 0.3 to 9, a tolerance of 1e-6", (np.log, 0.3, 9.0, 1e-6), "fine"),
    ("np.tan from 1.7 to 4.6, a tolerance of 1e-6", (np.tan, 1.7, 4.6, 1e-6), "another simulation"),
    ("np.cbrt from -4 to 1, a tolerance of 1e-4", (np.cbrt, -4.0, 1.0, 1e-4), "from below 0"),
    ("np.cos from -4 to -1, a tolerance of 1e-4", (np.cos, -4.0, -1.0, 1e-4), "below 0"),
    ("np.sin from 10 to 14, a tolerance of 1e-3", (np.sin, 10.0, 14.0, 1e-3), "far from 0"),
    ("np.log from 0.9 to 40, a tolerance of 1e-3", (np.log, 0.9, 40.0, 1e-3), "near the low end"),
    ("np.log from 0.01 to 1.02, a tolerance of 1e-3", (np.log, 0.01, 1.02, 1e-3), "near the high end"),
    ("np.log from 0.7 to 1.5, a tolerance of 1", (np.log, 0.7, 1.5, 1.0), "narrow enough"),
    ("whole numbers, np.cos from 2 to 7, a tolerance of 1", (np.cos, 2, 7, 1), "whole numbers"),
]
MARKS_COME_FROM = (
    "other simulations, wide ranges, ranges that are narrow enough, thresholds close to an end, currents below 0, very "
    f"small tolerances and whole numbers. {ALL_DIGITS} that the tolerance asks for"
)
UNCHANGED = None


def hidden(rng):
    """Hidden cases: NumPy's functions stand for simulations, each with its threshold."""
    a, b = rng.uniform(0.1, 0.9, 2)
    return {
        "Several simulations": [
            (f, low + a, high + b, 1e-6) for f, low, high in ((np.log, 0, 3), (np.cos, 2, 6), (np.tan, 1.6, 3.6), (np.sin, 10, 13))
        ],
        "A wide range": [(np.log, 0.01, 900 + 50 * a, 1e-3), (np.arctan, -700 * a, 90.0, 0.01)],
        "A very small tolerance": [(np.sin, 4 + a, 7 + b, 1e-10), (np.cos, 2.5 + a, 7 - b, 1e-9)],
        "Close to an end": [(np.log, 1 - 0.003 * a, 50.0, 1e-4), (np.log, 0.05, 1 + 0.003 * b, 1e-4)],
        "Below 0": [(np.cbrt, -5 * a - 1, b, 1e-5), (np.cos, -3.5 - a, b, 1e-5), (np.cos, -4.0, -a, 1e-5)],
        "Narrow enough": [(np.log, 0.99, 1.01, 0.05)],
        "Whole numbers": [(np.cos, 2, 7, 0.001), (np.tan, 2, 4, 0.25)],
    }


HEAD = "def find_threshold(excess, low, high, tolerance):\n"
WHILE = f"{HEAD}    while high - low > tolerance:\n        middle = (low + high) / 2\n"
KEEP = "        if excess(middle) > 0:\n            high = middle\n        else:\n            low = middle\n"
BACK = "    return (low + high) / 2"
WRONG = [
    Wrong("B1", "keeps the wrong half", 0.5, "Where there is a spike in the middle: in which half is the threshold?", "excess(middle) > 0", "excess(middle) < 0"),
    Wrong("B2", "halves once", 0.5, "How often does yours halve? Is the range narrow enough then?", "while high", "if high"),
    Wrong("B3", "ten halvings, whatever the tolerance", 0.6, "What does yours do with the tolerance?", code=f"{HEAD}    for _ in range(10):\n        middle = (low + high) / 2\n{KEEP}{BACK}"),
    Wrong("B4", "how often it halved", 0.5, "Is that a current, or how many times you halved?", code=f"{HEAD}    times = 0\n    while high - low > tolerance:\n        times += 1\n        middle = (low + high) / 2\n{KEEP}    return times"),
    Wrong("B5", "the excess at the threshold", 0.5, "Is that a current, or how far the potential is above the level?", code=f"{WHILE}{KEEP}    return excess((low + high) / 2)"),
    Wrong("B7", "the low end is 0", 0.6, "From where does your range begin?", code=f"{HEAD}    low = 0\n    while high - low > tolerance:\n        middle = (low + high) / 2\n{KEEP}{BACK}"),
    Wrong("B8", "any number but 0 counts as a spike", 0.6, "What does excess give where there is no spike, and what does your if make of that?", "if excess(middle) > 0", "if excess(middle)"),
    Wrong("B9", "always the upper half", 0.4, "When is the lower half the one to keep?", code=f"{WHILE}        low = middle\n{BACK}"),
    Wrong("B11", "a simulation of its own", 0.5, "Which simulation does yours ask when another one comes in?", "excess(middle)", "np.log(middle)"),
    Wrong("B12", "the range, and not its middle", 0.7, "How many numbers are asked for?", code=f"{WHILE}{KEEP}    return low, high"),
    Wrong("B13", "the middle of the whole range", 0.3, "Of which range is that the middle: the first one, or the last?", code=f"{HEAD}    return (low + high) / 2"),
    Wrong("B14", "tries a hundred currents", 0.5, "How far are the currents apart that yours tries, and how far may they be?", code=f"{HEAD}    for one in np.linspace(low, high, 100):\n        if excess(one) > 0:\n            return one"),
    Wrong("B15", "rounds", 0.7, "Where do the other digits get lost, and does that have to happen there?", code=f"{WHILE}{KEEP}    return round((low + high) / 2, 3)"),
    Wrong("B16", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", code=f"{WHILE}{KEEP}    print((low + high) / 2)"),
    Wrong("B18", "a straight line between the ends", 0.4, "Is the way from the low end to the high end a straight line?", code=f"{HEAD}    return low - excess(low) * (high - low) / (excess(high) - excess(low))"),
]
RIGHT = [
    f"{WHILE}{KEEP}{BACK}",
    f"{WHILE}{KEEP}    return high",
    f"{HEAD}    middle = (low + high) / 2\n    if high - low <= tolerance:\n        return middle\n    if excess(middle) > 0:\n        return find_threshold(excess, low, middle, tolerance)\n    return find_threshold(excess, middle, high, tolerance)",
    f"{HEAD}    times = max(0, int(np.ceil(np.log2((high - low) / tolerance))))\n    for _ in range(times):\n        middle = low + (high - low) / 2\n        low, high = (low, middle) if excess(middle) > 0 else (middle, high)\n    return 0.5 * (low + high)",
    f"{HEAD}    step = (high - low) / 2\n    while 2 * step > tolerance:\n        if excess(low + step) <= 0:\n            low += step\n        step /= 2\n    return low + step",
    f"{HEAD}    while True:\n        middle = (low + high) / 2\n        if abs(high - low) <= tolerance:\n            return middle\n        if excess(middle) >= 0:\n            high = middle\n        else:\n            low = middle",
]
EQUIVALENT = {
    "find_threshold: high - low > tolerance -> high - low >= tolerance": "Whoever halves once more is right too.",
    "find_threshold: excess(middle) > 0 -> excess(middle) >= 0": "No middle is exactly at the threshold.",
}
