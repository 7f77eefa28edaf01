"""rk4_step: one step by four slopes, of any derivative."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, STEP, all_digits

HAND = (np.negative, np.array([1.0, 16.0]), 1.0)
SQUARES = (np.square, np.array([1.0]), 0.5)
PUBLIC = [
    Answer("as many numbers as went in", HAND, np.array([0.375, 6.0])),
    Value(
        "the example by hand, f = np.negative, x = 1 and 16, dt = 1",
        HAND,
        [0.375, 6.0],
        STEP,
        at=0,
        others={
            0.0: "Is that one slope? How many does this method look at?",
            -2.75: "By how much do you divide the sum of the slopes?",
            -0.625: "Is that the change alone? From where does it start?",
        },
    ),
    Value(
        "half the step, f = np.negative, x = 1 and dt = 0.5",
        (np.negative, np.array([1.0]), 0.5),
        [0.6067708333333333],
        "Which of your lines differs from the equations?",
    ),
    Value(
        "a slope that is no straight line, f = np.square, x = 1 and dt = 0.5",
        SQUARES,
        [1.988453826556603],
        "At which numbers do you ask for each of the four slopes?",
    ),
    all_digits("f = np.cos, x = 0.3 and -2 and dt = 0.1", (np.cos, np.array([0.3, -2.0]), 0.1), [0.3939960701464487, -2.043551867931987]),
]
PROBES = [
    ("f = np.positive, x = 2 and dt = 0.2", (np.positive, np.array([2.0]), 0.2), "growth"),
    ("f = np.square, x = 0.5 and -1 and dt = 0.4", (np.square, np.array([0.5, -1.0]), 0.4), "squares"),
    ("f = np.exp, x = 0 and -2 and dt = 0.1", (np.exp, np.array([0.0, -2.0]), 0.1), "a steep slope"),
    ("f = np.cos, x = 1, 2 and 3 and dt = 0.3", (np.cos, np.array([1.0, 2.0, 3.0]), 0.3), "three numbers"),
    ("f = np.cos, x = 1, 2 and 3 and dt = 0.01", (np.cos, np.array([1.0, 2.0, 3.0]), 0.01), "a short step"),
    ("f = np.negative, x = 1 and dt = 2", (np.negative, np.array([1.0]), 2.0), "a long step"),
    ("whole numbers, f = np.negative, x = 3 and -5 and dt = 1", (np.negative, np.array([3, -5]), 1), "whole numbers"),
    ("f = np.cos, x = 1, 2 and 3 and dt = 0.3, after all the other calls", (np.cos, np.array([1.0, 2.0, 3.0]), 0.3), "again"),
]
MARKS_COME_FROM = (
    f"other slopes, a single number, many numbers, other steps of time, numbers below 0 and whole numbers. {AND_UNCHANGED}"
)
UNCHANGED = "The numbers that come in stay as they were"
RTOL, ATOL = 1e-9, 1e-12


def hidden(rng):
    """Hidden cases."""
    x = rng.uniform(0.2, 1.4, 5)
    dt = rng.uniform(0.1, 0.3)
    return {
        "Several slopes": [(f, x, dt) for f in (np.cos, np.exp, np.square, np.negative)],
        "Short and long steps": [(np.cos, x, 0.01), (np.negative, x, 1 + dt), (np.tanh, x, 0.7)],
        "One number, and many": [(np.square, x[:1], dt), (np.sin, rng.uniform(0, 3, 60), dt)],
        "Below 0": [(np.square, -x, dt), (np.exp, -x, 2 * dt)],
        "Whole numbers": [(np.negative, np.array([4, 7]), 1), (np.cos, np.array([1, 2]), 0.5)],
    }


HEAD = "def rk4_step(f, x, dt):\n"
ONE, TWO = "    k1 = f(x)\n", "    k2 = f(x + dt / 2 * k1)\n"
THREE, FOUR = "    k3 = f(x + dt / 2 * k2)\n", "    k4 = f(x + dt * k3)\n"
SLOPES = f"{ONE}{TWO}{THREE}{FOUR}"
MEAN = "(k1 + 2 * k2 + 2 * k3 + k4) / 6"
HOW_FAR = "How far do you go before you ask for that slope?"
WRONG = [
    Wrong("R1", "Euler: one slope", 0.3, "How many slopes does yours look at?", code=f"{HEAD}    return x + dt * f(x)"),
    Wrong("R2", "Heun: the mean of two slopes", 0.4, "How many slopes does yours look at?", code=f"{HEAD}{ONE}    return x + dt * (k1 + f(x + dt * k1)) / 2"),
    Wrong("R3", "the slope at the middle alone", 0.4, "How many slopes does yours look at?", code=f"{HEAD}{ONE}    return x + dt * f(x + dt / 2 * k1)"),
    Wrong("R4", "four equal weights", 0.6, "Which of the four slopes count double?", MEAN, "(k1 + k2 + k3 + k4) / 4"),
    Wrong("R5", "not divided by 6", 0.5, "By how much do you divide the sum of the slopes?", " / 6"),
    Wrong("R6", "divides the last slope alone", 0.5, "What does Python divide by 6 in yours: the whole sum, or its last part?", MEAN, "(k1 + 2 * k2 + 2 * k3 + k4 / 6)"),
    Wrong("R7", "the change alone", 0.5, "Is that the new state, or how much it changes?", "return x + dt", "return dt"),
    Wrong("R8", "whole steps to the slopes at the middle", 0.6, HOW_FAR, code=f"{HEAD}    k1 = f(x)\n    k2 = f(x + dt * k1)\n    k3 = f(x + dt * k2)\n    k4 = f(x + dt * k3)\n    return x + dt * {MEAN}"),
    Wrong("R9", "half a step to the last slope", 0.6, "How far do you go before you ask for the last slope?", "f(x + dt * k3)", "f(x + dt / 2 * k3)"),
    Wrong("R10", "k3 from the first slope", 0.6, "Along which slope do you go before you ask for the third one?", "k3 = f(x + dt / 2 * k2)", "k3 = f(x + dt / 2 * k1)"),
    Wrong("R11", "k4 from the second slope", 0.6, "Along which slope do you go before you ask for the last one?", "f(x + dt * k3)", "f(x + dt * k2)"),
    Wrong("R12", "no step on the way to the slopes", 0.5, "What stands before each slope in the brackets of f?", code=f"{HEAD}    k1 = f(x)\n    k2 = f(x + k1 / 2)\n    k3 = f(x + k2 / 2)\n    k4 = f(x + k3)\n    return x + dt * {MEAN}"),
    Wrong("R13", "no step in the last line", 0.5, "Does yours go as far in a short step as in a long one?", "return x + dt * (", "return x + ("),
    Wrong("R14", "each slope from where the last one was asked", 0.5, "From where does each of your half steps start?", code=f"{HEAD}    k1 = f(x)\n    a = x + dt / 2 * k1\n    k2 = f(a)\n    b = a + dt / 2 * k2\n    k3 = f(b)\n    k4 = f(b + dt * k3)\n    return x + dt * {MEAN}"),
    Wrong("R15", "weights 1, 3, 3 and 1 of 8", 0.6, "Which of the four slopes count double?", MEAN, "(k1 + 3 * k2 + 3 * k3 + k4) / 8"),
    Wrong("R16", "a slope of its own", 0.4, "Which slope does yours ask for when another function comes in?", code=f"{HEAD}    f = np.negative\n{SLOPES}    return x + dt * {MEAN}"),
    Wrong("R17", "writes into the numbers that come in", 0.85, "Whose array is it that your function writes into?", code=f"{HEAD}{SLOPES}    x[...] = x + dt * {MEAN}\n    return x"),
    Wrong("R18", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", f"return x + dt * {MEAN}", f"print(x + dt * {MEAN})"),
    Wrong("R19", "rounds", 0.7, "Where do the other digits get lost, and does that have to happen there?", f"return x + dt * {MEAN}", f"return np.round(x + dt * {MEAN}, 4)"),
    Wrong("R20", "back in time", 0.4, "Which way does yours go where the slope is above 0?", "return x + dt * (", "return x - dt * ("),
    Wrong("R21", "only the first slope is divided: brackets are missing", 0.5, "Which slopes does your share of the step apply to: all of them, or the first?", code=f"{HEAD}{SLOPES}    return x + dt / 6 * k1 + 2 * k2 + 2 * k3 + k4"),
    Wrong("R22", "slopes asked for along the step alone, without x", 0.5, "From where does the way to each of your slopes start?", code=f"{HEAD}    k1 = f(x)\n    k2 = f(dt / 2 * k1)\n    k3 = f(dt / 2 * k2)\n    k4 = f(dt * k3)\n    return x + dt * {MEAN}"),
]
RIGHT = [
    f"{HEAD}{SLOPES}    return x + dt * {MEAN}",
    f"{HEAD}{SLOPES}    return x + dt * (k1 / 6 + k2 / 3 + k3 / 3 + k4 / 6)",
    f"{HEAD}    k1 = dt * f(x)\n    k2 = dt * f(x + k1 / 2)\n    k3 = dt * f(x + k2 / 2)\n    k4 = dt * f(x + k3)\n    return x + (k1 + 2 * (k2 + k3) + k4) / 6",
    f"{HEAD}    new, k = np.array(x, dtype=float), 0.0\n    for share, weight in ((0, 1), (0.5, 2), (0.5, 2), (1, 1)):\n        k = f(x + share * dt * k)\n        new += weight * dt / 6 * k\n    return new",
    f"{HEAD}    ks = [f(x)]\n    for share in (0.5, 0.5, 1.0):\n        ks.append(f(x + share * dt * ks[-1]))\n    return x + dt * np.average(ks, axis=0, weights=[1, 2, 2, 1])",
    f"{HEAD}    h = dt / 2\n    a = f(x)\n    b = f(x + h * a)\n    c = f(x + h * b)\n    d = f(x + 2 * h * c)\n    return list(x + h / 3 * (a + 2 * b + 2 * c + d))",
    f"{HEAD}    k1 = np.array([f(one) for one in x])\n    k2 = np.array([f(one) for one in x + dt / 2 * k1])\n    k3 = np.array([f(one) for one in x + dt / 2 * k2])\n    k4 = np.array([f(one) for one in x + dt * k3])\n    return x + dt * {MEAN}",
]
