"""layer: the activations of many units at once."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, MIXED, SENDERS, USUAL, WEIGHTS, all_digits, weights

USES = ["net_inputs"]

SQUARE = np.array([[1.0, 2.0], [-3.0, 5.0]])
PUBLIC = [
    Answer(
        "one activation for each receiver",
        (SENDERS, WEIGHTS, np.cbrt),
        np.array([2.0, -1.0]),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "How many units are in the layer, and how many activations should come back?",
    ),
    Value(
        "the example by hand, with f = np.cbrt",
        (SENDERS, WEIGHTS, np.cbrt),
        [2.0, -1.0],
        USUAL,
        at=0,
        others={
            8.0: "Are those the net inputs, or already the activations?",
            float(np.cbrt(8 / 3)): "Do twice as many like senders drive a unit more?",
        },
    ),
    Value(
        "as many receivers as senders, a = 2 and 1, f = np.positive, which hands back what it gets",
        (np.array([2.0, 1.0]), SQUARE, np.positive),
        [-1.0, 9.0],
        "Which column, or row, does a receiver listen to? Which index of W is the sender's?",
        at=0,
        others={
            4.0: "Does your first receiver listen to a row of W or to a column? Which index is the sender's?",
            -4.0: "Which activation meets W[1, 0], that of sender 1 or that of sender 0?",
        },
    ),
    Value(
        "a = 3 and 1, W = [[1], [-1]], f = np.square",
        (np.array([3.0, 1.0]), np.array([[1.0], [-1.0]]), np.square),
        [4.0],
        "What comes first in your layer, f or the sum?",
    ),
    all_digits(
        "activations 0.5 and 4.5, W = [[-1/6, 1], [1/3, -1]] and f = np.square",
        (np.array([0.5, 4.5]), np.array([[-1 / 6, 1.0], [1 / 3, -1.0]]), np.square),
        [(17 / 12) ** 2, 16.0],
    ),
]
PROBES = [
    ("one sender with activation 2, weights 4 and -1 and f = np.square", (np.array([2.0]), np.array([[4.0, -1.0]]), np.square), "one sender"),
    ("two senders and one receiver, a = 1 and 2, weights 3 and -5, f = np.cbrt", (np.array([1.0, 2.0]), np.array([[3.0], [-5.0]]), np.cbrt), "one receiver"),
    ("a = 1, -2 and 1, W = [[2, -1], [0, 3], [-4, 0.5]], f = np.abs", (np.array([1.0, -2.0, 1.0]), MIXED, np.abs), "either sign"),
    ("a = 0.5 and 1, W = [[1, -1, 0.5], [0.25, 2, -2]], f = np.square", (np.array([0.5, 1.0]), np.array([[1.0, -1.0, 0.5], [0.25, 2.0, -2.0]]), np.square), "more receivers than senders"),
    ("a = 1, 2 and 4, W = [[1, -2, 3], [5, 0.5, -1], [2, 7, -6]], f = np.positive", (np.array([1.0, 2.0, 4.0]), np.array([[1.0, -2.0, 3.0], [5.0, 0.5, -1.0], [2.0, 7.0, -6.0]]), np.positive), "as many receivers as senders"),
    ("three silent senders, with W of the example by hand and f = np.exp", (np.zeros(3), WEIGHTS, np.exp), "all silent"),
    ("whole numbers, a = 1 and 2, W = [[1, 0, 2], [3, 1, 1]], f = np.sqrt", (np.array([1, 2]), np.array([[1, 0, 2], [3, 1, 1]]), np.sqrt), "whole numbers"),
    ("the example by hand, after all the other calls", (SENDERS, WEIGHTS, np.cbrt), "again"),
]
MARKS_COME_FROM = (
    "many senders, a single sender, a single receiver, as many receivers as senders, silent senders, missing synapses, "
    f"whole numbers, activations below 0 and other activation functions. {AND_UNCHANGED}"
)
UNCHANGED = "The activations and weights that come in stay as they were"


def hidden(rng):
    """Hidden cases."""

    def senders(m):
        return rng.uniform(0.2, 1.0, m)

    whole = rng.integers(1, 4, 4)
    return {
        "More senders than receivers, or fewer": [(senders(m), weights(rng, m, k), np.tanh) for m, k in ((5, 2), (2, 6), (60, 3))],
        "As many receivers as senders": [(senders(m), weights(rng, m, m), np.tanh) for m in (3, 4)],
        "A single sender or receiver": [(senders(1), weights(rng, 1, 4), np.sinh), (senders(4), weights(rng, 4, 1), np.exp)],
        "Any activation function": [(senders(4), weights(rng, 4, 3), f) for f in (np.exp, np.arctan, np.square, np.positive)],
        "Silent senders, missing synapses, activations below 0": [
            (senders(4) * np.array([0, 1, 1, 0]), weights(rng, 4, 3), np.exp),
            (senders(3), weights(rng, 3, 2) * np.array([[1, 0], [0, 1], [1, 1]]), np.cos),
            (-senders(5), weights(rng, 5, 3), np.exp),
        ],
        "Whole numbers": [(whole, rng.integers(-3, 4, (4, 3)) * 2 + 1, np.arctan)],
    }


HEAD = "def layer(a, W, f):\n"
SUMS = "f(net_inputs(a, W))"
WRONG = [
    Wrong("Y1", "no activation function", 0.4, "Are those the net inputs, or already the activations?", SUMS, "a @ W"),
    Wrong("Y8", "f acts on the senders", 0.4, "Whose activations does f make, those of the senders or those of the receivers?", SUMS, "f(a) @ W"),
    Wrong("Y9", "f acts on the weights", 0.3, "What goes into f, net inputs or weights?", SUMS, "a @ f(W)"),
    Wrong("Y10", "f acts on each synapse, before the sum", 0.4, "When does f act: on each synapse, or on what a receiver has added up?", SUMS, "np.sum(f(a[:, None] * W), axis=0)"),
    Wrong("Y11", "f acts twice", 0.5, "How often does f act in each unit?", SUMS, "f(f(a @ W))"),
    Wrong("Y12", "always the same activation function", 0.4, "Which function does your layer use? Is it the one that was handed to it?", SUMS, "np.cbrt(a @ W)"),
    Wrong("Y16", "an array of whole numbers holds the activations", 0.6, "Which numbers can the array hold in which you collect the activations?", code=f"{HEAD}    out = np.zeros(W.shape[1], dtype=int)\n    for j in range(W.shape[1]):\n        out[j] = f(a @ W[:, j])\n    return out"),
    Wrong("Y21", "activations are divided by their sum", 0.4, "Does the activation of one unit depend on the other units of its layer?", code=f"{HEAD}    out = f(a @ W)\n    return out / np.sum(out)"),
    Wrong("Y22", "collects the products in the caller's matrix", 0.8, "Whose matrix is it that your function writes into?", code=f"{HEAD}    W = W if W.dtype == float else W * 1.0\n    W *= np.reshape(a, (-1, 1))\n    return f(W.sum(axis=0))"),
    Wrong("Y23", "prints, and hands nothing back", 0.5, "What does whoever called your layer get back?", f"return {SUMS}", f"print({SUMS})"),
    Wrong("Y24", "a column of activations", 0.8, "How many pairs of brackets are around the activations that you hand back?", SUMS, "f(W.T @ np.reshape(a, (-1, 1)))"),
    Wrong("Y27", "net inputs are cut off below 0 before f sees them", 0.5, "May a net input be below 0? What does f say to such a one?", SUMS, "f(np.maximum(a @ W, 0))"),
    Wrong("Y30", "activations are rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", SUMS, "np.round(f(a @ W), 2)"),
    Wrong("Y2", "rows for columns: W from the wrong side", 0.4, "Which index of W is the sender's? Do activations have to meet its rows or its columns?", code=f"{HEAD}    return f(W @ a)"),
    Wrong("Y4", "one sum over all receivers", 0.4, "Is it one cell body that adds up, or one for each receiver?", SUMS, "f(np.sum(a @ W))"),
    Wrong("Y7", "only the first receiver", 0.3, "Who else is in the layer?", SUMS, "f(a @ W[:, 0])"),
    Wrong("Y33", "hands back the function, not what it gives", 0.3, "What has to stand behind f, so that it does its work?", SUMS, "f"),
    Wrong("Y34", "f of the net inputs, times the net inputs", 0.4, "Once f has made the activations, is there anything left to do?", SUMS, "f(a @ W) * (a @ W)"),
    Wrong("Y35", "only the most active unit keeps its activation", 0.4, "Does the activation of one unit depend on the other units of its layer?", code=f"{HEAD}    out = np.asarray(f(a @ W)) * 1.0\n    return np.where(out == np.max(out), out, 0)"),
    Wrong("Y36", "f acts within the sum, on each running total", 0.4, "When does f act: after each sender, or after the last?", code=f"{HEAD}    n = np.zeros(W.shape[1])\n    for i in range(len(a)):\n        n = f(n + a[i] * W[i])\n    return n"),
    Wrong("Y37", "inhibition counts as excitation", 0.4, "What does a weight below 0 do to its receiver?", SUMS, "f(a @ np.abs(W))"),
    Wrong("Y38", "the net inputs are whole numbers", 0.5, "Which numbers can a net input be?", SUMS, "f((a @ W).astype(int))"),
    Wrong("Y39", "the mean of what arrives", 0.4, "Do twice as many like senders drive a unit more?", SUMS, "f(np.mean(a[:, None] * W, axis=0))"),
]
RIGHT = [
    f"{HEAD}    n = net_inputs(a, W)\n    return f(n)",
    f"{HEAD}    return f(W.T @ a)",
    f"{HEAD}    return np.array([f(np.dot(a, W[:, j])) for j in range(W.shape[1])])",
    f"{HEAD}    return [f(sum(a * wj)) for wj in W.T]",
    f"{HEAD}    return f((a[:, None] * W).sum(axis=0))",
    "layer = lambda a, W, f: f(np.einsum('i,ij->j', a, W))",
    f"{HEAD}    out = []\n    for j in range(W.shape[1]):\n        n = 0.0\n        for i in range(W.shape[0]):\n            n += a[i] * W[i, j]\n        out.append(f(n))\n    return np.array(out)",
    f"{HEAD}    out = np.empty(W.shape[1])\n    for j, column in enumerate(W.T):\n        out[j] = unit(a, column, f)\n    return out\n\n\ndef unit(a, wj, f):\n    return f(np.dot(a, wj))",
]
