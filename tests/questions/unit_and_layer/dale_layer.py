"""dale_layer: senders only excite, and what inhibits goes through interneurons."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, MIXED, USUAL, all_digits, weights

USES = ["split_signs", "net_inputs"]
A = np.array([3.0, 1.0, 0.5])
PUBLIC = [
    Answer(
        "one net input for each receiver",
        (A, MIXED),
        np.array([4.0, 0.25]),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "How many receivers are there, and how many net inputs should come back?",
    ),
    Value(
        "the example by hand",
        (A, MIXED),
        [4.0, 0.25],
        USUAL,
        at=1,
        others={
            3.25: "Is that excitation alone? Who inhibits receiver 1?",
            -3.0: "Is that inhibition alone? Who excites receiver 1?",
            6.25: "Does an interneuron excite its receiver, or inhibit it?",
        },
    ),
    Value(
        "a first sender at -2, the others at 1 and 0.5",
        (np.array([-2.0, 1.0, 0.5]), MIXED),
        [-6.0, 3.25],
        "A sender at -2: what does it send by itself, and what does its interneuron do?",
        says="For a = -2, 1 and 0.5, with W of the example by hand, yours gives {0[0]:g} and {0[1]:g}.\n"
        "By hand the senders bring -4 and 3.25, and the interneurons take away 2 and 0.",
        at=1,
        others={
            5.25: "In yours, the sender at -2 excites receiver 1. Is there a cell in the circuit that does?",
            1.25: "A sender at -2: is its interneuron active, or silent?",
        },
    ),
    all_digits(
        "a = 0.5 and 2.5, W = [[1/3], [-0.4]]",
        (np.array([0.5, 2.5]), np.array([[1 / 3], [-0.4]])),
        [-5 / 6],
    ),
]
PROBES = [
    ("one sender at 2 that excites with 3", (np.array([2.0]), np.array([[3.0]])), "excitation alone"),
    ("one sender at 2 that inhibits with -3", (np.array([2.0]), np.array([[-3.0]])), "inhibition alone"),
    ("one sender at -2 that inhibits with -3", (np.array([-2.0]), np.array([[-3.0]])), "below 0, and inhibits"),
    ("one sender at -2 that excites with 3", (np.array([-2.0]), np.array([[3.0]])), "below 0, and excites"),
    ("senders at 0.25 and 0.5, W = [[1, -2], [-3, 4]]", (np.array([0.25, 0.5]), np.array([[1.0, -2.0], [-3.0, 4.0]])), "as many receivers as senders"),
    ("senders at 4 and 5, W = [[1, -2, 1], [-3, 4, -1]]", (np.array([4.0, 5.0]), np.array([[1.0, -2.0, 1.0], [-3.0, 4.0, -1.0]])), "more receivers than senders"),
    ("senders at -1, 2 and 0.5, W = [[-1], [-2], [1/3]]", (np.array([-1.0, 2.0, 0.5]), np.array([[-1.0], [-2.0], [1 / 3]])), "one below 0"),
    ("three silent senders, with W of the example by hand", (np.zeros(3), MIXED), "all silent"),
    ("whole numbers, a = 1 and 2, W = [[2], [-3]]", (np.array([1, 2]), np.array([[2], [-3]])), "whole numbers"),
    ("senders at -1, 2 and -0.5, with W of the example by hand", (np.array([-1.0, 2.0, -0.5]), MIXED), "some below 0"),
    ("the example by hand, after all the other calls", (A, MIXED), "again"),
]
MARKS_COME_FROM = (
    "many senders, a single sender, a single receiver, as many receivers as senders, silent senders, missing synapses, "
    f"whole numbers, activations below 0, excitation alone and inhibition alone. {AND_UNCHANGED}"
)
UNCHANGED = "The activations and weights that come in stay as they were"


def hidden(rng):
    """Hidden cases."""

    def senders(m):
        return rng.uniform(0.2, 3.0, m)

    some, W = senders(4), weights(rng, 4, 3)
    return {
        "Any number of senders and receivers": [(senders(m), weights(rng, m, k)) for m, k in ((5, 2), (2, 4), (60, 3), (3, 3))],
        "A single sender or receiver": [(senders(1), weights(rng, 1, 4)), (senders(4), weights(rng, 4, 1))],
        "Silent senders, missing synapses": [(some * np.array([0, 1, 1, 0]), W), (some, W * np.array([1, 0, 1])), (0 * some, W)],
        "Senders below 0 that excite": [(-some, abs(W)), (rng.normal(size=3), abs(weights(rng, 3, 2)))],
        "Senders below 0 that inhibit": [(-some, -abs(W)), (-some, W), (np.array([-1.5, -0.7, 0.3, 2.0]), W)],
        "Excitation alone, inhibition alone": [(some, abs(W)), (some, -abs(W))],
        "Whole numbers": [(rng.integers(1, 5, 4), rng.integers(1, 4, (4, 2)) * np.array([[1], [-1], [-1], [1]]))],
    }


HEAD = "def dale_layer(a, W):\n    Wexc, Winh = split_signs(W)\n"
COPIES = f"{HEAD}    b = np.maximum(a, 0)\n"
NET = "net_inputs(a, Wexc) - net_inputs(copies, Winh)"
WRONG = [
    Wrong("K1", "interneurons follow their senders below 0: the same as W", 0.5, "What does an interneuron do whose sender is below 0: can it fall below silence?", code="def dale_layer(a, W):\n    return a @ W"),
    Wrong("K2", "senders below 0 are silent too", 0.6, "What does a sender below 0 send by itself, not through its interneuron?", code=f"{COPIES}    return b @ Wexc - b @ Winh"),
    Wrong("K3", "interneurons excite", 0.4, "Does an interneuron excite its receivers, or inhibit them?", NET, "a @ Wexc + copies @ Winh"),
    Wrong("K4", "no interneurons", 0.3, "Is that excitation alone? Who inhibits the receivers?", NET, "a @ Wexc"),
    Wrong("K5", "interneurons alone", 0.3, "Is that inhibition alone? Who excites the receivers?", NET, "-(copies @ Winh)"),
    Wrong("K6", "an interneuron is all or none", 0.5, "How active is an interneuron whose sender is at 3?", "np.maximum(a, 0)", "np.where(a > 0, 1, 0)"),
    Wrong("K7", "an interneuron never goes above 1", 0.5, "How active is an interneuron whose sender is at 3?", "np.maximum(a, 0)", "np.clip(a, 0, 1)"),
    Wrong("K8", "an interneuron copies the size alone", 0.5, "Is an interneuron active whose sender is below 0?", "np.maximum(a, 0)", "np.abs(a)"),
    Wrong("K9", "net inputs are cut off below 0", 0.5, "May a net input be below 0? Which part of the circuit is silent below 0?", NET, "np.maximum(a @ Wexc - copies @ Winh, 0)"),
    Wrong("K10", "one interneuron for all senders", 0.4, "How many interneurons are there, and whom does each of them listen to?", NET, "a @ Wexc - np.sum(copies) * np.sum(Winh, axis=0)"),
    Wrong("K11", "rows for columns", 0.4, "Which index of the weights is the sender's?", NET, "Wexc @ a - Winh @ copies"),
    Wrong("K12", "interneurons have a threshold of 1", 0.5, "How active is an interneuron whose sender is at 0.5?", "np.maximum(a, 0)", "np.maximum(a - 1, 0)"),
    Wrong("K13", "senders and interneurons exchanged", 0.4, "Which of the two sets of weights belongs to the senders?", NET, "a @ Winh - copies @ Wexc"),
    Wrong("K14", "one net input for the whole layer", 0.4, "Is it one cell body that adds up, or one for each receiver?", NET, "np.sum(a @ Wexc - copies @ Winh)"),
    Wrong("K15", "interneurons are sigmoid units", 0.5, "How active is the interneuron of a silent sender in your circuit?", "np.maximum(a, 0)", "1 / (1 + np.exp(-a))"),
    Wrong("K16", "one sender below 0 silences all interneurons", 0.6, "Whom does an interneuron listen to: its own sender, or all of them?", "np.maximum(a, 0)", "a if np.all(a > 0) else 0 * a"),
    Wrong("K17", "silences senders in the caller's array", 0.8, "Whose array is it that your function writes into?", code=f"{HEAD}    excitation = a @ Wexc\n    a[a < 0] = 0\n    return excitation - a @ Winh"),
    Wrong("K18", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", f"return {NET}", f"print({NET})"),
    Wrong("K19", "multiplies excitation and inhibition", 0.2, "What does inhibition do to the sum: is it taken away, or multiplied with it?", NET, "(a @ Wexc) * (copies @ Winh)"),
    Wrong("K20", "inhibition that divides", 0.4, "What does inhibition do to the sum here: is it taken away, or does it divide?", NET, "(a @ Wexc) / (1 + copies @ Winh)"),
    Wrong("K21", "hands back both parts", 0.5, "What does the cell body do with excitation and inhibition?", code=f"{COPIES}    return a @ Wexc, b @ Winh"),
    Wrong("K22", "silent below 0 on the wrong way", 0.5, "Which cells are silent below 0 here, the senders or the interneurons?", code=f"{COPIES}    return b @ Wexc - a @ Winh"),
    Wrong("K23", "inhibits twice: by W, and through interneurons", 0.4, "How often is the same inhibition taken away?", code=f"{COPIES}    return a @ W - b @ Winh"),
    Wrong("K24", "the last sender is left out", 0.5, "How many senders does each receiver hear?", NET, "a[:-1] @ Wexc[:-1] - copies[:-1] @ Winh[:-1]"),
    Wrong("K25", "sizes of the weights in both ways", 0.3, "Which synapses does a sender make by itself, and which does its interneuron make?", code="def dale_layer(a, W):\n    b = np.maximum(a, 0)\n    return a @ np.abs(W) - b @ np.abs(W)"),
    Wrong("K26", "takes excitation from inhibition", 0.5, "Should an excitatory synapse raise the net input, or lower it?", NET, "copies @ Winh - a @ Wexc"),
    Wrong("K27", "net inputs are rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", NET, "np.round(a @ Wexc - copies @ Winh, 2)"),
    Wrong("K29", "the sum of inhibition is cut off at 0, and not each interneuron", 0.6, "Which cells cannot fall below silence: each interneuron by itself, or all of them together?", NET, "a @ Wexc - np.maximum(a @ Winh, 0)"),
    Wrong("K28", "the sum over senders is missing", 0.4, "How many numbers arrive at one receiver, and how many does it pass on?", NET, "a[:, None] * Wexc - copies[:, None] * Winh"),
]
RIGHT = [
    f"{COPIES}    return net_inputs(a, Wexc) - net_inputs(b, Winh)",
    f"{HEAD}    return a @ W + np.minimum(a, 0) @ Winh",
    f"{HEAD}    b = a * (a > 0)\n    return Wexc.T @ a - Winh.T @ b",
    f"{HEAD}    cells = np.concatenate([a, np.clip(a, 0, None)])\n    return cells @ np.vstack([Wexc, -Winh])",
    "def dale_layer(a, W):\n    n = np.zeros(W.shape[1])\n    for i in range(W.shape[0]):\n        for j in range(W.shape[1]):\n"
    "            if W[i, j] > 0:\n                n[j] += a[i] * W[i, j]\n            elif a[i] > 0:\n                n[j] -= a[i] * -W[i, j]\n    return n",
    "dale_layer = lambda a, W: a @ np.maximum(W, 0) - np.fmax(a, 0) @ np.maximum(-W, 0)",
    f"{HEAD}    b = [max(one, 0) for one in a]\n    return [np.dot(a, e) - np.dot(b, i) for e, i in zip(Wexc.T, Winh.T)]",
    f"{HEAD}    b = np.array(a, dtype=float)\n    b[b < 0] = 0\n    return (a[:, None] * Wexc).sum(axis=0) - (b[:, None] * Winh).sum(axis=0)",
]
