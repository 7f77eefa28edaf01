"""respond: a weight makes a unit steep, a bias moves it."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, ONE_NUMBER, STEP, all_digits

TWO = np.array([3.0, 0.0])
HAND = "f = np.square, x = 3 and 0, w = 2 and b = -1"
DOWN = "f = np.exp, x = 0.5 and 1, w = -2 and b = 1"
PUBLIC = [
    Answer(
        "one activation for each input", (np.square, TWO, 2.0, -1.0), [25.0, 1.0],
        OTHER_SHAPE=ONE_NUMBER.format(what="input"),
    ),
    Value(
        HAND, (np.square, TWO, 2.0, -1.0), [25.0, 1.0], STEP, at=0,
        others={
            16.0: "Is the bias added before the weight has done its work, or after?",
            64.0: "Is the bias added before the weight has done its work, or after? And is it added?",
            49.0: "Which sign does the bias have in yours, and which in the equation?",
            17.0: "What does f get to see: the input, or the net input?",
            35.0: "Does f get to see the bias?",
            8.0: "Does f get to see the weight?",
            36.0: "Where is the bias in yours?",
            4.0: "Where is the weight in yours?",
            5.0: "That is the net input. What does the unit make of it?",
            1.0: "Which of the two is multiplied by the input, w or b?",
            9.0: "Where are weight and bias in yours?",
            625.0: "How often does f act in yours?",
        },
    ),
    Value(
        DOWN, (np.exp, np.array([0.5, 1.0]), -2.0, 1.0), [1.0, np.exp(-1.0)], STEP, at=1,
        says=f"For {DOWN}, yours gives {{0[0]:.4g}} and {{0[1]:.4g}} where exp(0) = 1 and exp(-1) = 0.3679 are right.",
        others={
            np.tanh(-1.0): "Which function does yours use when another one comes in?",
            np.exp(3.0): "What does a weight below 0 do in yours?",
        },
    ),
    all_digits(
        "f = np.tanh, x = 0.3 and -0.7, w = 1.7 and b = 0.2",
        (np.tanh, np.array([0.3, -0.7]), 1.7, 0.2),
        [0.6106768328168442, -0.7573623242165263],
    ),
]
PROBES = [
    ("f = np.positive, x = 1 and -2, w = 3 and b = 0.5", (np.positive, np.array([1.0, -2.0]), 3.0, 0.5), "straight"),
    ("f = np.positive, x = 2, w = 1 and b = 0", (np.positive, np.array([2.0]), 1.0, 0.0), "as it is"),
    ("f = np.square, x = 2 and 1, w = -1.5 and b = 0.25", (np.square, np.array([2.0, 1.0]), -1.5, 0.25), "a weight below 0"),
    ("f = np.tanh, x = 0.5, w = 0 and b = 1", (np.tanh, np.array([0.5]), 0.0, 1.0), "a weight of 0"),
    ("f = np.tanh, x = 2 and 0, w = 0.5 and b = -3", (np.tanh, np.array([2.0, 0.0]), 0.5, -3.0), "a bias below 0"),
    ("f = np.sign, x = 1, 2 and 3, w = 1 and b = -2", (np.sign, np.array([1.0, 2.0, 3.0]), 1.0, -2.0), "a jump"),
    ("f = np.square, whole numbers, x = 1 and 4, w = 2 and b = 3", (np.square, np.array([1, 4]), 2, 3), "whole numbers"),
    ("f = np.exp, a table, x = 0, 1 and 2, -1, w = 0.5 and b = 0.1",
     (np.exp, np.array([[0.0, 1.0], [2.0, -1.0]]), 0.5, 0.1), "a table"),
    ("f = np.positive, x = 1 and -2, w = 3 and b = 0.5, after all the other calls",
     (np.positive, np.array([1.0, -2.0]), 3.0, 0.5), "straight, again"),
]
MARKS_COME_FROM = (
    "other functions, long arrays, arrays of one, tables (2-D), whole numbers and numbers below 0. " + AND_UNCHANGED
)
UNCHANGED = "The inputs that come in stay as they were"


def hidden(rng):
    """Hidden cases."""
    x = rng.uniform(-3, 3, 200)
    w, b = rng.uniform(0.4, 0.9) + 1, rng.uniform(0.3, 0.8)
    return {
        "A weight and a bias": [(np.tanh, x, w, b), (np.exp, x[:7], w, -b)],
        "A weight below 0": [(np.tanh, x[:6], -w, b), (np.positive, x[:6], -w, -b)],
        "Without one of them": [(np.tanh, x[:5], 0.0, b), (np.square, x[:5], w, 0.0)],
        "Whole numbers": [(np.square, np.arange(-3, 4), 2, int(rng.integers(1, 4)))],
        "A table and a single one": [(np.sin, x[:6].reshape(2, 3), w, b), (np.exp, x[:1], w, b)],
    }


HEAD = "def respond(f, x, w, b):\n"
EDIT = "f(w * x + b)"
WRONG = [
    Wrong("XR1", "the bias goes through the weight", 0.5, "Is the bias added before the weight has done its work, or after?", EDIT, "f(w * (x + b))"),
    Wrong("XR2", "moves the input: w (x - b)", 0.5, "Is the bias added before the weight has done its work, or after? And is it added?",
          EDIT, "f(w * (x - b))"),
    Wrong("XR3", "takes the bias away", 0.6, "Does a larger bias make your unit more active, or less?", "x + b", "x - b"),
    Wrong("XR4", "weight and bias behind the function", 0.3, "What does f get to see: the input, or the net input?", EDIT, "w * f(x) + b"),
    Wrong("XR5", "the bias behind the function", 0.5, "Does f get to see the bias?", EDIT, "f(w * x) + b"),
    Wrong("XR6", "the weight behind the function", 0.5, "Does f get to see the weight?", EDIT, "w * f(x + b)"),
    Wrong("XR7", "forgets the bias", 0.5, "Where is the bias in yours?", EDIT, "f(w * x)"),
    Wrong("XR8", "forgets the weight", 0.5, "Where is the weight in yours?", EDIT, "f(x + b)"),
    Wrong("XR9", "gives the net input", 0.5, "That is the net input. What does the unit make of it?", EDIT, "w * x + b"),
    Wrong("XR10", "exchanges weight and bias", 0.4, "Which of the two is multiplied by the input, w or b?", EDIT, "f(b * x + w)"),
    Wrong("XR11", "always the same function", 0.4, "Which function does yours use when another one comes in?", EDIT, "np.tanh(w * x + b)"),
    Wrong("XR19", "always a sigmoid", 0.4, "Which function does yours use when another one comes in?", EDIT, "1 / (1 + np.exp(-(w * x + b)))"),
    Wrong("XR12", "hands nothing back: print, or no return", 0.5, "What does whoever called your function get back?",
          f"return {EDIT}", f"print({EDIT})"),
    Wrong("XR13", "adds up all inputs", 0.4, "Does your unit answer each input by itself?", EDIT, "f(np.sum(w * x) + b)"),
    Wrong("XR14", "loses the sign of the weight", 0.6, "What does a weight below 0 do in yours?", EDIT, "f(abs(w) * x + b)"),
    Wrong("XR15", "acts twice", 0.4, "How often does f act in yours?", EDIT, "f(f(w * x + b))"),
    Wrong("XR16", "writes into the inputs that it is given", 0.85, "Whose array does your function change?",
          code=f"{HEAD}    if x.dtype == float:\n        x *= w\n        return f(x + b)\n    return {EDIT}"),
    Wrong("XR17", "forgets both", 0.2, "Where are weight and bias in yours?", EDIT, "f(x)"),
    Wrong("XR18", "rounds", 0.7, "How many digits does whoever calls your function want to keep?", EDIT, "np.round(f(w * x + b), 3)"),
]
RIGHT = [
    f"{HEAD}    n = w * x + b\n    return f(n)",
    f"{HEAD}    return f(b + np.multiply(x, w))",
    f"{HEAD}    a = np.zeros(x.shape)\n    for i in np.ndindex(x.shape):\n        a[i] = f(w * x[i] + b)\n    return a",
    f"{HEAD}    net = np.array(x, dtype=float)\n    net *= w\n    net += b\n    return f(net)",
    f"{HEAD}    return f(np.add(w * x, b))",
    "respond = lambda f, x, w, b: f(x * w + b)",
    f"{HEAD}    return np.array([f(w * one + b) for one in x])",
]
