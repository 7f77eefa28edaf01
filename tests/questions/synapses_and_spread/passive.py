"""passive: a potential that fades with distance."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Value

from .shared import AND_UNCHANGED, ARRAYS, all_digits

LN_2 = np.log(2)
PUBLIC = [
    (
        "the example by hand, with x = 0, 0.347 and 0.693 cm",
        (np.array([0.0, 0.5 * LN_2, LN_2]), 8.0, 0.5),
        [8.0, 4.0, 2.0],
        "Which of the three distances comes out differently from what you get by hand?",
    ),
    Value(
        "an IPSP",
        (np.array([0.5, 1.0, 2.0]), -6.0, 2.0),
        [-1, -1, -1],
        "Which sign does a potential have that was below rest, and is on its way?",
        says="For an IPSP of -6 mV yours gives {0[0]:.4g}, {0[1]:.4g} and {0[2]:.4g} mV on its way.",
        part=np.sign,
    ),
    all_digits("x = 0.3 and 1.1 cm, V0 = 1 and lam = 0.7", (np.array([0.3, 1.1]), 1.0, 0.7), np.exp([-3 / 7, -11 / 7])),
]
PROBES = [
    ("x = 1 and 2 cm, V0 = 10 and lam = 1", (np.array([1.0, 2.0]), 10.0, 1.0), "one length constant"),
    ("x = 0 cm alone, V0 = 10 and lam = 0.7", (np.array([0.0]), 10.0, 0.7), "no distance"),
    ("x = 0.7, 1.4 and 7 cm, V0 = 10 and lam = 0.7", (np.array([0.7, 1.4, 7.0]), 10.0, 0.7), "far away"),
    ("x = 2, 0.5 and 1 cm, in this order, V0 = 4 and lam = 2", (np.array([2.0, 0.5, 1.0]), 4.0, 2.0), "any order"),
    ("an IPSP, x = 0.5 and 1 cm, V0 = -4 and lam = 0.5", (np.array([0.5, 1.0]), -4.0, 0.5), "an IPSP"),
    ("whole numbers, x = 0, 1 and 2 cm, V0 = 6 and lam = 2", (np.array([0, 1, 2]), 6, 2), "whole numbers"),
    ("x = 1 and 2 cm, V0 = 10 and lam = 1, after all the other calls", (np.array([1.0, 2.0]), 10.0, 1.0), "again"),
]
MARKS_COME_FROM = (
    f"long arrays, arrays of one, whole numbers, numbers below 0, numbers in any order and exactly 0. {AND_UNCHANGED}"
)
UNCHANGED = "The distances that come in stay as they were"


def hidden(rng):
    """Hidden cases."""
    x = rng.uniform(0.05, 4, 7)
    V0, lam = rng.uniform(2, 12), rng.uniform(0.3, 1.8)
    return {
        "An EPSP along the cable": [(np.linspace(0, 5, 201), V0, lam), (x, V0, lam)],
        "An IPSP along the cable": [(x, -V0, lam)],
        "Other length constants": [(x, V0, 0.08), (x, V0, 6.0), (x, V0, 1.0)],
        "Where it starts": [(np.array([0.0]), V0, lam), (np.array([0.0, 0.0]), -V0, lam)],
        "Whole numbers": [(np.array([3, 0, 1, 2]), 5, 2)],
        "A single distance": [(x[:1], V0, lam), (x[1:2], V0, lam)],
    }


HEAD = "def passive(x, V0, lam):\n"
VALUE = "V0 * np.exp(-np.asarray(x, dtype=np.float64) / lam)"
WRONG = [
    Wrong(
        "D1",
        "grows with distance",
        0.5,
        "Does a potential get larger or smaller on its way along your axon?",
        VALUE,
        "V0 * np.exp(x / lam)",
    ),
    Wrong(
        "D2",
        "multiplies the distance by the length constant",
        0.4,
        "With a longer length constant, does your potential get farther, or less far?",
        VALUE,
        "V0 * np.exp(-x * lam)",
    ),
    Wrong(
        "D3",
        "falls along a straight line",
        0.3,
        "How far down does your potential go, far away? Can it pass rest?",
        VALUE,
        "V0 * (1 - x / lam)",
    ),
    Wrong(
        "D4",
        "forgets where it started",
        0.5,
        "At distance 0, what does yours give, and what is held there?",
        VALUE,
        "np.exp(-x / lam)",
    ),
    Wrong(
        "D5",
        "halves where it should fall to 37 %",
        0.5,
        "After one length constant, which share is left in the equation, and which in yours?",
        VALUE,
        "V0 * 2.0 ** (-x / lam)",
    ),
    Wrong(
        "D6",
        "the square of the distance",
        0.4,
        "Twice as far: is the same share lost once more, or much more of it?",
        VALUE,
        "V0 * np.exp(-((x / lam) ** 2))",
    ),
    Wrong(
        "D7",
        "adds V0 where it multiplies",
        0.3,
        "Far away, what is left of your potential?",
        VALUE,
        "V0 + np.exp(-x / lam)",
    ),
    Wrong(
        "D8",
        "subtracts the exponential",
        0.3,
        "At distance 0, what does yours give, and what is held there?",
        VALUE,
        "V0 - np.exp(-x / lam)",
    ),
    Wrong(
        "D9",
        "divides the exponential by the length constant",
        0.5,
        "What is divided by the length constant: the distance, or the whole exponential?",
        VALUE,
        "V0 * np.exp(-x) / lam",
    ),
    Wrong(
        "D10",
        "falls as one over the distance",
        0.3,
        "Which function does the equation name?",
        VALUE,
        "V0 / (1 + x / lam)",
    ),
    Wrong(
        "D11",
        "an IPSP spreads as an EPSP",
        0.5,
        "Which sign does an IPSP have, at the start and on its way?",
        VALUE,
        "abs(V0) * np.exp(-x / lam)",
    ),
    Wrong(
        "D12",
        "a function for one number is given an array",
        0.5,
        ARRAYS,
        code=f"import math\n\n{HEAD}    return V0 * math.exp(-x / lam)",
    ),
    Wrong(
        "D13",
        "gone after one length constant",
        0.4,
        "After one length constant, is all of it gone, or only a part?",
        VALUE,
        "np.where(x < lam, V0 * np.exp(-x / lam), 0.0)",
    ),
    Wrong(
        "D14",
        "a power of V0",
        0.3,
        "Does V0 stand inside the exponential, or in front of it?",
        VALUE,
        "np.exp(-V0 * x / lam)",
    ),
    Wrong(
        "D15",
        "a rounded e",
        0.7,
        "Which e does your function use, and how many digits does it have?",
        VALUE,
        "V0 * 2.718 ** (-x / lam)",
    ),
    Wrong(
        "D16",
        "the length constant does not count",
        0.4,
        "Where does your function look at lam?",
        VALUE,
        "V0 * np.exp(-x)",
    ),
    Wrong(
        "D17",
        "upside down: length constant over distance",
        0.4,
        "At distance 0, what is divided by what in yours?",
        VALUE,
        "V0 * np.exp(-lam / np.maximum(x, 1e-9))",
    ),
    Wrong(
        "D18",
        "what is lost, not what is left",
        0.4,
        "At distance 0, what does yours give, and what is held there?",
        VALUE,
        "V0 * (1 - np.exp(-x / lam))",
    ),
    Wrong(
        "D19",
        "writes into the distances that it is given",
        0.85,
        "What are the distances of the caller after your function has run?",
        code=f"{HEAD}    share = np.exp(-x / lam)\n    x *= 0\n    return V0 * share",
    ),
    Wrong(
        "D20",
        "a power of V0 in place of e",
        0.3,
        "At distance 0, what does yours give, and what is held there?",
        VALUE,
        "np.abs(V0) ** (-x / lam)",
    ),
    Wrong(
        "D21",
        "0.37 in place of 1 / e",
        0.6,
        "37 % is a rounded number. Which function has all its digits?",
        VALUE,
        "V0 * 0.37 ** (x / lam)",
    ),
    Wrong(
        "D22",
        "e times the exponent in place of a power",
        0.3,
        "How is a power written in Python, and what does * do?",
        VALUE,
        "V0 * np.e * (-x / lam)",
    ),
    Wrong(
        "D23",
        "subtracts the distance",
        0.3,
        "Far away, what is left of your potential? Can it pass rest?",
        VALUE,
        "V0 - x / lam",
    ),
    Wrong(
        "D24",
        "each distance starts from where the last one ended",
        0.4,
        "From where is each distance measured: from the place of V0, or from the last one?",
        code=f"{HEAD}    V = []\n    for d in x:\n        V0 = V0 * np.exp(-d / lam)\n        V.append(V0)\n    return np.array(V)",
    ),
    Wrong(
        "D25",
        "powers of ten",
        0.5,
        "Which number is raised to a power in the equation, and which in yours?",
        code=f"{HEAD}    return V0 * 10 ** (-x / lam)",
    ),
]
RIGHT = [
    f"{HEAD}    return V0 * np.exp(-x / lam)",
    f"{HEAD}    return V0 / np.exp(x / lam)",
    f"{HEAD}    return V0 * np.e ** (-x / lam)",
    f"import math\n\n{HEAD}    return np.array([V0 * math.exp(-one / lam) for one in x])",
    f"{HEAD}    V = np.zeros(len(x))\n    for i in range(len(x)):\n        V[i] = V0 * np.exp(-x[i] / lam)\n    return V",
    f"{HEAD}    share = np.exp(-1 / lam)\n    return V0 * share**x",
    "passive = lambda x, V0, lam: np.multiply(V0, np.exp(np.negative(x) / lam))",
    f"{HEAD}    return [V0 * np.exp(-one / lam) for one in x]",
]
