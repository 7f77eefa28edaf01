"""alpha_m: the rate at which m gates open, with the place where the equation is 0 / 0."""

import numpy as np

from autograder import Call, Wrong
from autograder.questions.checks import Value

from .shared import ALL_DIGITS, all_digits

E = np.e
AT_25 = "What does your function do at the one potential at which the equation is 0 / 0?"
PUBLIC = [
    Value(
        "V = 15 mV",
        (15.0,),
        1 / (E - 1),
        "Which step of the arithmetic by hand comes out differently in your code?",
        others={
            0.1 / (E - 1): "Is your x divided by 10 once, or twice?",
            10 / (E - 1): "Is your x divided by 10 everywhere?",
            10 / (E**10 - 1): "Is your x divided by 10 everywhere?",
            1 - 1 / E: "What is the sign of x at 15 mV, in your code and by hand?",
            1 / E - 1: "What does exp(x) - 1 come to in the first column by hand, and in your code?",
        },
    ),
    Value(
        "V = 35 mV",
        (35.0,),
        E / (E - 1),
        "Which step of the arithmetic by hand comes out differently in your code?",
        others={1 / (E - 1): "What is the sign of x at 35 mV, in your code and by hand?"},
    ),
    ("a membrane at rest, V = 0", (0.0,), 2.5 / np.expm1(2.5), "How large is x at rest, in your code and by hand?"),
    Value(
        "V = 25 mV",
        (25.0,),
        True,
        AT_25,
        part=lambda got: bool(abs(float(got) - 1) < 1e-4),
        says="At V = 25 mV, where the equation is 0 / 0, yours gives {0[0]}.",
    ),
    all_digits("V = 7 mV", (7.0,), 1.8 / np.expm1(1.8)),
]
PROBES = [
    ("a membrane at rest, V = 0", (0.0,), "at rest"),
    ("V = 10 mV", (10.0,), "V = 10 mV"),
    ("V = 24 mV", (24.0,), "just below 25 mV"),
    ("V = 26 mV", (26.0,), "just above 25 mV"),
    ("V = -20 mV, below rest", (-20.0,), "below rest"),
    ("V = -40 mV, far below rest", (-40.0,), "V = -40 mV"),
    ("the peak of a spike, V = 100 mV", (100.0,), "at a peak"),
    ("a whole number, V = 5", (5,), "a whole number"),
    ("V = 25 mV, once more", (25.0,), "25 mV"),
]
MARKS_COME_FROM = f"potentials below rest, potentials far from rest, whole numbers and exactly 25 mV. {ALL_DIGITS}"
UNCHANGED = None


def hidden(rng):
    """Hidden cases."""
    return {
        "Around rest": [(float(V),) for V in rng.uniform(1, 20, 5)],
        "Below rest": [(float(V),) for V in -rng.uniform(1, 25, 4)],
        "Above 25 mV": [(float(V),) for V in (*rng.uniform(26, 55, 3), rng.uniform(25.2, 25.4))],
        "Far from rest": [(float(V),) for V in (*rng.uniform(62, 110, 3), *-rng.uniform(61, 75, 2))],
        "Exactly 25 mV": [Call(25.0).within(atol=1e-4), Call(25).within(atol=1e-4)],
        "Whole numbers": [(0,), (-8,), (40,), (10,)],
    }


HEAD = "def alpha_m(V):\n"
X = f"{HEAD}    x = (25 - V) / 10\n"
LIMIT = f"{X}    if x == 0:\n        return 1.0\n"
END = "x / np.expm1(x)"
WRONG = [
    Wrong("A1", "0 / 0 at 25 mV", 0.9, AT_25, "1.0 if x == 0 else x / np.expm1(x)", "x / np.expm1(x)"),
    Wrong("A2", "0 / 0 at 25 mV, with math.exp", 0.9, AT_25, code=f"import math\n{X}    return x / (math.exp(x) - 1)"),
    Wrong("A3", "the limit is 0", 0.9, "The rate at 24 mV and at 26 mV: does yours at 25 mV fit between them?", "1.0 if", "0.0 if"),
    Wrong("A4", "the limit is x itself: 0.1", 0.9, "The rate at 24 mV and at 26 mV: does yours at 25 mV fit between them?", "1.0 if", "0.1 if"),
    Wrong("A5", "the shift of n: 10 in place of 25", 0.8, "Each gate has a shift of its own. Which one has m?", "25.0 - V", "10.0 - V"),
    Wrong("A6", "the gate n: shift and size", 0.5, "Which gate's rate is this: m, or n?", code=f"{HEAD}    x = (10 - V) / 10\n    return 0.1 if x == 0 else 0.1 * {END}"),
    Wrong("A7", "potentials are not from rest: 0 is 0 mV outside", 0.6, "What is rest in this notebook, 0 or -65 mV?", code=f"{HEAD}    x = -(V + 40) / 10\n    return 1.0 if x == 0 else {END}"),
    Wrong("A8", "takes 65 off first", 0.6, "What is rest in this notebook, 0 or 65 mV?", code=f"{HEAD}    x = (25 - (V - 65)) / 10\n    return 1.0 if x == 0 else {END}"),
    Wrong("A9", "V minus 25: the sign of x", 0.5, "Does depolarization open your gates faster, or more slowly?", "25.0 - V", "V - 25.0"),
    Wrong("A10", "depolarization below 0, as in 1952", 0.5, "Which way does V go here when the membrane is depolarized?", "25.0 - V", "25.0 + V"),
    Wrong("A11", "no - 1 below the fraction bar", 0.4, "How much does your denominator come to when x is 0?", "np.expm1(x)", "np.exp(x)"),
    Wrong("A12", "+ 1 in place of - 1", 0.4, "How much does your denominator come to when x is 0?", "np.expm1(x)", "(np.exp(x) + 1)"),
    Wrong("A13", "1 - exp(x): below 0", 0.5, "Can a rate be below 0?", "np.expm1(x)", "(1 - np.exp(x))"),
    Wrong("A14", "the 1 is inside the exponential", 0.4, "What is in the exponent, and what is taken away afterwards?", "np.expm1(x)", "np.exp(x - 1)"),
    Wrong("A15", "no brackets: x / exp(x) - 1", 0.4, "Which comes first in your line, the division or the - 1?", "x / np.expm1(x)", "x / np.exp(x) - 1"),
    Wrong("A16", "x is not divided by 10", 0.4, "How many mV does V have to move so that your x changes by 1?", "(25.0 - V) / 10.0", "(25.0 - V)"),
    Wrong("A17", "only V is divided by 10", 0.4, "What does your division by 10 reach: V, or the whole difference?", "(25.0 - V) / 10.0", "25.0 - V / 10.0"),
    Wrong("A18", "a tenth of the rate", 0.5, "How often is something divided by 10 in your code?", "x / np.expm1(x)", "0.1 * x / np.expm1(x)"),
    Wrong("A19", "10 times the rate: only the exponent is divided", 0.5, "Which places of the equation hold x, and is it the same number in both of yours?", "x / np.expm1(x)", "10 * x / np.expm1(x)"),
    Wrong("A20", "the closing rate", 0.3, "Is that the rate at which m gates open, or close?", code=f"{HEAD}    return 4 * np.exp(-V / 18)"),
    Wrong("A21", "the steady state in its place", 0.3, "Is that a rate, or a share of open gates?", code=f"{LIMIT}    a = {END}\n    return a / (a + 4 * np.exp(-V / 18))"),
    Wrong("A22", "upside down", 0.4, "Does depolarization open your gates faster, or more slowly?", "x / np.expm1(x)", "np.expm1(x) / x"),
    Wrong("A23", "the sign in the exponent alone", 0.4, "Is your exponent the x that stands above the fraction bar?", "np.expm1(x)", "np.expm1(-x)"),
    Wrong("A24", "all above 25 mV get the limit", 0.5, "At how many potentials is the equation 0 / 0?", "if x == 0", "if x <= 0"),
    Wrong("A25", "all below 25 mV get the limit", 0.5, "At how many potentials is the equation 0 / 0?", "if x == 0", "if x >= 0"),
    Wrong("A26", "a band of 5 mV around 25 gets the limit", 0.7, "At how many potentials is the equation 0 / 0?", "if x == 0", "if abs(x) < 0.5"),
    Wrong("A27", "looks for V == 0 instead of x == 0", 0.7, "For which V is your x equal to 0?", "if x == 0", "if V == 0"),
    Wrong("A28", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", code=f"{LIMIT}    print({END})"),
    Wrong("A29", "the rate is rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", "x / np.expm1(x)", "round(x / np.expm1(x), 4)"),
    Wrong("A30", "no exponential: 10 to the power of x", 0.4, "Which number does exp raise to the power of x?", "np.expm1(x)", "(10**x - 1)"),
    Wrong("A31", "e with three decimals", 0.7, "Where does your e come from, and how many digits has it?", "np.expm1(x)", "(2.718**x - 1)"),
    Wrong("A32", "whole steps of x", 0.5, "What does // do to the digits behind the point?", "(25.0 - V) / 10.0", "(25.0 - V) // 10.0"),
]
RIGHT = [
    f"{LIMIT}    return x / (np.exp(x) - 1)",
    f"{HEAD}    if V == 25:\n        V = 25.001\n    return (25 - V) / (10 * (np.exp((25 - V) / 10) - 1))",
    f"import math\n{LIMIT}    return x / math.expm1(x)",
    f"{HEAD}    if V == 25:\n        return 1\n    return 0.1 * (25 - V) / (np.exp(2.5 - 0.1 * V) - 1)",
    f"{X}    if abs(x) < 1e-6:\n        return 1 - x / 2\n    return x / (np.e**x - 1)",
    "alpha_m = lambda V: np.float64(1) if V == 25 else (V - 25) / 10 / (1 - np.exp(-(V - 25) / 10))",
    f"{HEAD}    try:\n        import math\n        return (2.5 - V / 10) / (math.exp(2.5 - V / 10) - 1)\n    except ZeroDivisionError:\n        return 1.0",
    f"{X}    rate = np.where(x == 0, 1.0, x / np.where(x == 0, 1.0, np.expm1(x)))\n    return rate",
]
