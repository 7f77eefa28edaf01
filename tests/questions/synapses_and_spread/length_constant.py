"""length_constant: how far a potential spreads."""

import numpy as np

from autograder import Wrong

from .shared import ALL_DIGITS, all_digits

PUBLIC = [
    (
        "a = 0.018 cm, Ri = 0.1 kOhm cm and g = 0.25 mS/cm2",
        (0.018, 0.1, 0.25),
        0.6,
        "Which step of the arithmetic by hand comes out differently in your code?",
    ),
    (
        "the same axon with a membrane that leaks four times as much, g = 1",
        (0.018, 0.1, 1.0),
        0.3,
        "Does a leaky membrane let a potential spread farther, or less far?",
    ),
    all_digits("a = 0.02 cm, Ri = 0.1 kOhm cm and g = 0.3 mS/cm2", (0.02, 0.1, 0.3), np.sqrt(1 / 3)),
]
PROBES = [
    ("a squid axon, a = 0.0238, Ri = 0.0354 and g = 0.677", (0.0238, 0.0354, 0.677), "squid"),
    ("a thin dendrite, a = 0.0001, Ri = 0.15 and g = 0.05", (0.0001, 0.15, 0.05), "thin"),
    ("a cable with a = 2, Ri = 1 and g = 1", (2.0, 1.0, 1.0), "all but the radius 1"),
    ("a thick axon, a = 0.05, Ri = 0.2 and g = 0.3", (0.05, 0.2, 0.3), "thick"),
    ("whole numbers, a = 3, Ri = 2 and g = 5", (3, 2, 5), "whole numbers"),
    ("a squid axon, after all the other calls", (0.0238, 0.0354, 0.677), "squid again"),
]
MARKS_COME_FROM = f"thin axons, thick axons and whole numbers. {ALL_DIGITS}"
UNCHANGED = None


def hidden(rng):
    """Hidden cases."""
    return {
        "Thin axons": [(rng.uniform(1e-5, 9e-4), rng.uniform(0.03, 0.3), rng.uniform(0.02, 0.6)) for _ in range(4)],
        "Thick axons": [(rng.uniform(0.01, 0.06), rng.uniform(0.03, 0.3), rng.uniform(0.02, 0.6)) for _ in range(4)],
        "Whole numbers": [(3, 2, 5), (7, 1, 2)],
    }


HEAD = "def length_constant(a, Ri, g):\n"
WRONG = [
    Wrong(
        "L1",
        "no factor of 2, or the diameter for the radius",
        0.6,
        "Is a the radius or the width of the axon, and which number stands beside Ri?",
        "2.0 * ",
        "",
    ),
    Wrong(
        "L2",
        "no square root",
        0.5,
        "What is the unit of your result before the last step: cm, or cm times cm?",
        "math.sqrt(a / (2.0 * Ri * g))",
        "a / (2.0 * Ri * g)",
    ),
    Wrong(
        "L3",
        "upside down",
        0.5,
        "Does a thicker axon of yours let a potential spread farther?",
        "a / (2.0 * Ri * g)",
        "2.0 * Ri * g / a",
    ),
    Wrong(
        "L4",
        "the leak on top: a leaky membrane helps",
        0.5,
        "A membrane that leaks more: does your potential get farther, or less far?",
        "a / (2.0 * Ri * g)",
        "a * g / (2.0 * Ri)",
    ),
    Wrong(
        "L5",
        "no brackets below the fraction bar",
        0.5,
        "Python goes from left to right. What is divided by 2, and what is multiplied after that?",
        code=f"{HEAD}    return np.sqrt(a / 2 * Ri * g)",
    ),
    Wrong(
        "L6",
        "the resistance on top: a good conductor is a bad one",
        0.5,
        "An axon whose inside conducts badly: does your potential get farther, or less far?",
        "a / (2.0 * Ri * g)",
        "a * Ri / (2.0 * g)",
    ),
    Wrong(
        "L7",
        "no leak",
        0.4,
        "Current flows along the axon. Where else can it go, and which input says how easily?",
        "a / (2.0 * Ri * g)",
        "a / (2.0 * Ri)",
    ),
    Wrong(
        "L8",
        "no resistance of the inside",
        0.4,
        "Which of your inputs says how badly the inside conducts?",
        "a / (2.0 * Ri * g)",
        "a / (2.0 * g)",
    ),
    Wrong(
        "L9",
        "the square root of the radius alone",
        0.5,
        "Which part of the fraction does your square root reach?",
        "math.sqrt(a / (2.0 * Ri * g))",
        "math.sqrt(a) / (2.0 * Ri * g)",
    ),
    Wrong(
        "L10",
        "converts units that fit already",
        0.6,
        "In which units do the inputs come? What do kOhm times mS come to?",
        "2.0 * Ri * g",
        "2.0 * (1000 * Ri) * g",
    ),
    Wrong(
        "L11",
        "twice the radius on top",
        0.5,
        "On which side of the fraction bar does the 2 stand?",
        "a / (2.0 * Ri * g)",
        "2.0 * a / (Ri * g)",
    ),
    Wrong(
        "L12",
        "the square in place of the square root",
        0.3,
        "Four times the radius: how many times as far should a potential spread, and how far does yours?",
        "math.sqrt(a / (2.0 * Ri * g))",
        "(a / (2.0 * Ri * g)) ** 2",
    ),
    Wrong(
        "L13",
        "half the square root",
        0.5,
        "How often does your code divide by 2, and where: under the square root, or in front of it?",
        "math.sqrt(a / (2.0 * Ri * g))",
        "math.sqrt(a / (Ri * g)) / 2",
    ),
    Wrong(
        "L14",
        "the sum of resistance and leak",
        0.3,
        "What joins Ri and g in the equation?",
        "2.0 * Ri * g",
        "2.0 * (Ri + g)",
    ),
    Wrong(
        "L15",
        "^ for a power",
        0.3,
        "What does ^ do in Python, and how is a power written?",
        code=f"{HEAD}    return (a / (2 * Ri * g)) ^ 0.5",
    ),
    Wrong(
        "L16",
        "a power without brackets",
        0.5,
        "Which comes first in Python, a power or a division? What is the power in your line?",
        code=f"{HEAD}    return (a / (2 * Ri * g)) ** 1 / 2",
    ),
    Wrong(
        "L17",
        "adds the leak below the fraction bar",
        0.3,
        "Three things stand below the fraction bar. What joins them in the equation, and what in yours?",
        "2.0 * Ri * g",
        "2.0 * Ri + g",
    ),
    Wrong(
        "L18",
        "the square root of what stands below the fraction bar alone",
        0.5,
        "Which part of the fraction does your square root reach?",
        "math.sqrt(a / (2.0 * Ri * g))",
        "a / math.sqrt(2.0 * Ri * g)",
    ),
]
RIGHT = [
    f"{HEAD}    return np.sqrt(a / (2 * Ri * g))",
    f"{HEAD}    return (a / (2 * Ri * g)) ** 0.5",
    f"{HEAD}    return np.sqrt(a / 2 / Ri / g)",
    f"{HEAD}    return np.sqrt(a) / np.sqrt(2 * Ri * g)",
    f"{HEAD}    inside = Ri / (np.pi * a**2)\n    membrane = 1 / (g * 2 * np.pi * a)\n    return np.sqrt(membrane / inside)",
    f"{HEAD}    return np.exp(0.5 * (np.log(a) - np.log(2 * Ri * g)))",
    f"import math\n\n{HEAD}    below = 2 * Ri * g\n    ratio = a / below\n    lam = math.sqrt(ratio)\n    return lam",
]
