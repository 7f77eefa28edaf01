"""slope: how much the activation changes with the net input, measured."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, ONE_NUMBER, STEP, all_digits

TWO = np.array([3.0, -1.0])
HAND = "f = np.square, n = 3 and -1 and h = 0.1"
JUMP = "f = np.sign, which jumps from -1 to 1 at 0, n = 0 and 2 and h = 0.5"
PUBLIC = [
    Answer(
        "one slope for each net input", (np.square, TWO, 0.1), [6.0, -2.0],
        OTHER_SHAPE=ONE_NUMBER.format(what="net input"),
    ),
    Value(
        HAND, (np.square, TWO, 0.1), [6.0, -2.0], STEP, at=0,
        others={
            6.1: "Yours begins at n. Where does the equation begin?",
            5.9: "Yours ends at n. Where does the equation end?",
            12.0: "How far is it from n - h to n + h?",
            1.2: "That is the rise. Over which distance?",
            0.06: "What does Python do first with / 2 * h, and what is then multiplied?",
            -6.0: "Where the curve goes up, which sign has your slope?",
            -32.44: "Is all of the rise divided in yours, or only a part?",
            3.0: "That compares the height with n. How much does the height change?",
            9.0: "That is the height of the curve. How much does it change?",
        },
    ),
    Value(
        JUMP, (np.sign, np.array([0.0, 2.0]), 0.5), [2.0, 0.0],
        STEP, at=0,
        says=f"For {JUMP}, yours gives {{0[0]:.4g}} and {{0[1]:.4g}} where 2 and 0 are right.",
        others={
            2 * np.tanh(0.5): "Which function does yours use when another one comes in?",
            1e5: "Which h does yours use when another one comes in?",
        },
    ),
    all_digits(
        "f = np.tanh, n = 0.5 and -2 and h = 0.25",
        (np.tanh, np.array([0.5, -2.0]), 0.25),
        [0.7804605799671563, 0.07330115248305247],
    ),
]
PROBES = [
    ("f = np.positive, n = 0 and 4 and h = 0.5", (np.positive, np.array([0.0, 4.0]), 0.5), "a straight line"),
    ("f = np.sign, n = 0.5 and h = 1", (np.sign, np.array([0.5]), 1.0), "across a jump"),
    ("f = np.exp, n = 0 and h = 1", (np.exp, np.array([0.0]), 1.0), "a wide step"),
    ("f = np.exp, n = 1 and -1 and h = 0.01", (np.exp, np.array([1.0, -1.0]), 0.01), "a narrow step"),
    ("f = np.cos, n = 1 and 3 and h = 0.2", (np.cos, np.array([1.0, 3.0]), 0.2), "a curve that falls"),
    ("f = np.square, n = 0 and h = 0.3", (np.square, np.array([0.0]), 0.3), "the bottom of a valley"),
    ("f = np.tanh, n = -1, 0 and 1 and h = 0.1", (np.tanh, np.array([-1.0, 0.0, 1.0]), 0.1), "tanh"),
    ("f = np.square, whole numbers, n = 2 and 5 and h = 1", (np.square, np.array([2, 5]), 1), "whole numbers"),
    ("f = np.exp, a table, n = 0, 1 and -1, 2 and h = 0.1",
     (np.exp, np.array([[0.0, 1.0], [-1.0, 2.0]]), 0.1), "a table"),
    ("f = np.positive, n = 0 and 4 and h = 0.5, after all the other calls",
     (np.positive, np.array([0.0, 4.0]), 0.5), "a straight line, again"),
]
MARKS_COME_FROM = (
    "other functions, long arrays, arrays of one, tables (2-D), whole numbers, numbers below 0 and jumps. " + AND_UNCHANGED
)
UNCHANGED = "The net inputs that come in stay as they were"
ATOL = 1e-10  # forms of one equation round differently, and what is rounded is divided by h


def hidden(rng):
    """Hidden cases."""
    n = rng.uniform(-3, 3, 200)
    h = float(rng.uniform(0.05, 0.2))
    return {
        "Where the curve is smooth": [(np.tanh, n, h), (np.exp, n[:8], 1e-3), (np.cos, n[:8], h)],
        "A wide step": [(np.exp, n[:6], 1 + h), (np.tanh, n[:6], 2.0)],
        "At a jump and beside it": [(np.sign, np.array([-1.0, 0.0, 1.0]), h), (np.floor, np.array([0.5, 2.0]), h)],
        "Whole numbers": [(np.square, np.arange(-2, 4), 1), (np.exp, np.arange(3), 0.5)],
        "A table and a single one": [(np.sin, n[:6].reshape(2, 3), h), (np.exp, n[:1], h)],
    }


HEAD = "def slope(f, n, h):\n"
EDIT = "(f(n + h) - f(n - h)) / (2 * h)"
WRONG = [
    Wrong("XS1", "from n to the right only", 0.6, "Yours begins at n. Where does the equation begin?", EDIT, "(f(n + h) - f(n)) / h"),
    Wrong("XS2", "from the left to n only", 0.6, "Yours ends at n. Where does the equation end?", EDIT, "(f(n) - f(n - h)) / h"),
    Wrong("XS3", "divides by h", 0.6, "How far is it from n - h to n + h?", "(2 * h)", "h"),
    Wrong("XS4", "divides by 2 and multiplies by h: brackets are missing", 0.5, "In which order does Python take / 2 * h?", "(2 * h)", "2 * h"),
    Wrong("XS5", "the rise alone", 0.4, "That is the rise. Over which distance?", " / (2 * h)"),
    Wrong("XS6", "the wrong way round", 0.6, "Where the curve goes up, which sign has your slope?", "f(n + h) - f(n - h)", "f(n - h) - f(n + h)"),
    Wrong("XS7", "divides only the second value: brackets are missing", 0.5, "Is all of the rise divided in yours, or only a part?",
          EDIT, "f(n + h) - f(n - h) / (2 * h)"),
    Wrong("XS8", "always the same h", 0.6, "Which h does yours use when another one comes in?",
          code=f"{HEAD}    h = 1e-5\n    return {EDIT}"),
    Wrong("XS9", "height over net input", 0.3, "That compares the height with n. How much does the height change?", EDIT, "f(n) / n"),
    Wrong("XS10", "the height", 0.2, "That is the height of the curve. How much does it change?", EDIT, "f(n)"),
    Wrong("XS11", "always the same function", 0.4, "Which function does yours use when another one comes in?", EDIT,
          "(np.tanh(n + h) - np.tanh(n - h)) / (2 * h)"),
    Wrong("XS12", "hands nothing back: print, or no return", 0.5, "What does whoever called your function get back?",
          f"return {EDIT}", f"print({EDIT})"),
    Wrong("XS13", "loses the sign", 0.6, "Which slope has a curve that falls?", EDIT, "abs(f(n + h) - f(n - h)) / (2 * h)"),
    Wrong("XS14", "between neighbours in the array", 0.3, "Does your slope at one net input depend on which others are in the array?",
          EDIT, "np.gradient(f(n.ravel()), h).reshape(n.shape) if n.size > 1 else 0 * n"),
    Wrong("XS15", "writes into the net inputs that it is given", 0.85, "Whose array does your function change?",
          code=f"{HEAD}    if n.dtype == float:\n        right = f(n + h)\n        n -= h\n        return (right - f(n)) / (2 * h)\n    return {EDIT}"),
    Wrong("XS16", "h on one side, nothing on the other, over twice h", 0.4, "From where to where does yours go, and how far is that?",
          EDIT, "(f(n + h) - f(n)) / (2 * h)"),
    Wrong("XS17", "half the step", 0.6, "How far from n are the two places that yours compares?", EDIT, "(f(n + h / 2) - f(n - h / 2)) / h"),
    Wrong("XS18", "the function of a difference", 0.3, "What goes into f in yours: a net input, or a distance?", EDIT, "f((n + h) - (n - h)) / (2 * h)"),
    Wrong("XS20", "divides by 2, whatever h is", 0.5, "Over which distance is your rise? Is that 2, whatever h is?", "(2 * h)", "2"),
    Wrong("XS19", "adds the two heights", 0.3, "On a flat part nothing changes. Which slope does yours give there?",
          "f(n + h) - f(n - h)", "f(n + h) + f(n - h)"),
]
RIGHT = [
    f"{HEAD}    return 0.5 * (f(n + h) - f(n - h)) / h",
    f"{HEAD}    rise = f(n + h) - f(n - h)\n    run = (n + h) - (n - h)\n    return rise / run",
    f"{HEAD}    return (f(n + h) - f(n - h)) / 2 / h",
    f"{HEAD}    out = np.zeros(n.shape)\n    for i in np.ndindex(n.shape):\n        out[i] = (f(n[i] + h) - f(n[i] - h)) / (2 * h)\n    return out",
    f"{HEAD}    return ((f(n + h) - f(n)) / h + (f(n) - f(n - h)) / h) / 2",
    "slope = lambda f, n, h: (f(n - h) - f(n + h)) / (-2 * h)",
    f"{HEAD}    left, right = f(n - h), f(n + h)\n    return np.divide(right - left, 2 * h)",
]
