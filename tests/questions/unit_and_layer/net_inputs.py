"""net_inputs: many units at once, each with its own column of weights."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, MIXED, SENDERS, USUAL, WEIGHTS, all_digits, weights

SQUARE = np.array([[1.0, 2.0], [-3.0, 5.0]])
PUBLIC = [
    Answer(
        "one net input for each receiver",
        (SENDERS, WEIGHTS),
        np.array([8.0, -1.0]),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "How many units are in the layer, and how many net inputs should come back?",
    ),
    Value(
        "the example by hand",
        (SENDERS, WEIGHTS),
        [8.0, -1.0],
        USUAL,
        at=1,
        others={
            7.0: "Does each receiver begin from nothing, or from what the one before has collected?",
            -2.0: "What becomes of the sum so far, when the next sender adds its part?",
            -1 / 3: "Do twice as many like senders drive a unit more?",
            9.0: "What does a weight below 0 do to its receiver?",
            8.0: "Which column of W does each of your receivers listen to?",
        },
    ),
    Value(
        "as many receivers as senders, a = 2 and 1, W = [[1, 2], [-3, 5]]",
        (np.array([2.0, 1.0]), SQUARE),
        [-1.0, 9.0],
        "Which column, or row, does a receiver listen to? Which index of W is the sender's?",
        at=0,
        others={
            4.0: "Does your first receiver listen to a row of W or to a column? Which index is the sender's?",
            -4.0: "Which activation meets W[1, 0], that of sender 1 or that of sender 0?",
        },
    ),
    Value(
        "five senders at 1 and three receivers, each synapse with weight 2",
        (np.ones(5), np.full((5, 3), 2.0)),
        [10.0, 10.0, 10.0],
        "Does your function also work for another number of senders and receivers?",
    ),
    all_digits(
        "activations 0.5 and 5.5, W = [[2/3, 1], [0.5, -1]]",
        (np.array([0.5, 5.5]), np.array([[2 / 3, 1.0], [0.5, -1.0]])),
        [37 / 12, -5.0],
    ),
]
PROBES = [
    ("one sender with activation 2, weights 4 and -1", (np.array([2.0]), np.array([[4.0, -1.0]])), "one sender"),
    ("two senders and one receiver, a = 1 and 2, weights 3 and -5", (np.array([1.0, 2.0]), np.array([[3.0], [-5.0]])), "one receiver"),
    ("a = 1, -2 and 0.5, W = [[0.5, -0.25], [0, 0.75], [-1, 0.125]]", (np.array([1.0, -2.0, 0.5]), MIXED / 4), "either sign"),
    ("a = 0.5 and 1, W = [[1, -1, 0.5], [0.25, 2, -2]]", (np.array([0.5, 1.0]), np.array([[1.0, -1.0, 0.5], [0.25, 2.0, -2.0]])), "more receivers than senders"),
    ("a = 1, 2 and 4, W = [[1, -2, 3], [5, 0.5, -1], [2, 7, -6]]", (np.array([1.0, 2.0, 4.0]), np.array([[1.0, -2.0, 3.0], [5.0, 0.5, -1.0], [2.0, 7.0, -6.0]])), "as many receivers as senders"),
    ("three silent senders, with W of the example by hand", (np.zeros(3), WEIGHTS), "all silent"),
    ("whole numbers, a = 1 and 2, W = [[1, 0, 2], [3, 1, 1]]", (np.array([1, 2]), np.array([[1, 0, 2], [3, 1, 1]])), "whole numbers"),
    ("the example by hand, after all the other calls", (SENDERS, WEIGHTS), "again"),
]
MARKS_COME_FROM = (
    "many senders, a single sender, a single receiver, as many receivers as senders, silent senders, missing synapses, "
    f"whole numbers and activations below 0. {AND_UNCHANGED}"
)
UNCHANGED = "The activations and weights that come in stay as they were"


def hidden(rng):
    """Hidden cases."""

    def senders(m):
        return rng.uniform(0.2, 1.0, m)

    whole = rng.integers(1, 4, 4)
    return {
        "More senders than receivers, or fewer": [(senders(m), weights(rng, m, k)) for m, k in ((5, 2), (2, 6), (60, 3))],
        "As many receivers as senders": [(senders(m), weights(rng, m, m)) for m in (3, 4)],
        "A single sender or receiver": [(senders(1), weights(rng, 1, 4)), (senders(4), weights(rng, 4, 1))],
        "Silent senders, missing synapses, activations below 0": [
            (senders(4) * np.array([0, 1, 1, 0]), weights(rng, 4, 3)),
            (senders(3), weights(rng, 3, 2) * np.array([[1, 0], [0, 1], [1, 1]])),
            (-senders(5), weights(rng, 5, 3)),
        ],
        "Whole numbers": [(whole, rng.integers(-3, 4, (4, 3)) * 2 + 1)],
    }


HEAD = "def net_inputs(a, W):\n"
SUMS = "np.asarray(np.asarray(a) @ np.asarray(W))"
LOOPS = f"{HEAD}    m, k = W.shape\n    out = []\n    for j in range(k):\n        n = 0.0\n        for i in range(m):\n"
END = "        out.append(n)\n    return np.array(out)"
WRONG = [
    Wrong("M2", "rows for columns: W from the wrong side", 0.4, "Which index of W is the sender's? Do activations have to meet its rows or its columns?", code=f"{HEAD}    return W @ a"),
    Wrong("M3", "a unit for each sender", 0.4, "How many units are in the layer? Where does your loop get that number from?", code=f"{HEAD}    return np.array([np.dot(a, W[:, j]) for j in range(len(a))])"),
    Wrong("M4", "one sum over all receivers", 0.4, "Is it one cell body that adds up, or one for each receiver?", SUMS, "np.sum(a @ W)"),
    Wrong("M5", "no sum over the senders", 0.4, "How many numbers arrive at one receiver, and how many does it pass on?", SUMS, "a[:, None] * W"),
    Wrong("M6", "adds up what each sender sends", 0.4, "Do you add up what one sender sends, or what one receiver gets?", SUMS, "np.sum(a[:, None] * W, axis=1)"),
    Wrong("M7", "only the first receiver", 0.3, "Who else is in the layer?", SUMS, "a @ W[:, 0]"),
    Wrong("M13", "the last receiver is left out", 0.5, "How many receivers does your function serve, and how many columns has W?", SUMS, "a @ W[:, :-1]"),
    Wrong("M14", "the last sender is left out", 0.5, "How many senders does each receiver hear?", SUMS, "a[:-1] @ W[:-1]"),
    Wrong("M15", "answers after the first receiver", 0.4, "After how many receivers does your function answer?", code=f"{LOOPS}            n += a[i] * W[i, j]\n        out.append(n)\n        return np.array(out)"),
    Wrong("M16", "an array of whole numbers holds the net inputs", 0.6, "Which numbers can the array hold in which you collect the net inputs?", code=f"{HEAD}    out = np.zeros(W.shape[1], dtype=int)\n    for j in range(W.shape[1]):\n        out[j] = a @ W[:, j]\n    return out"),
    Wrong("M17", "the mean of what arrives", 0.4, "Do twice as many like senders drive a unit more?", SUMS, "np.mean(a[:, None] * W, axis=0)"),
    Wrong("M18", "inhibition counts as excitation", 0.4, "What does a weight below 0 do to its receiver?", SUMS, "a @ np.abs(W)"),
    Wrong("M19", "the sum goes on from receiver to receiver", 0.5, "Does each receiver begin from nothing, or from what the one before has collected?", code=f"{HEAD}    m, k = W.shape\n    out, n = [], 0.0\n    for j in range(k):\n        for i in range(m):\n            n += a[i] * W[i, j]\n{END}"),
    Wrong("M20", "element by element: activations meet the receivers", 0.3, "With which index of W does an activation share its number?", SUMS, "np.sum(a * W, axis=0)"),
    Wrong("M22", "collects the products in the caller's matrix", 0.8, "Whose matrix is it that your function writes into?", code=f"{HEAD}    W = W if W.dtype == float else W * 1.0\n    W *= np.reshape(a, (-1, 1))\n    return W.sum(axis=0)"),
    Wrong("M23", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", f"return {SUMS}", f"print({SUMS})"),
    Wrong("M24", "a column of net inputs", 0.8, "How many pairs of brackets are around the net inputs that you hand back?", SUMS, "W.T @ np.reshape(a, (-1, 1))"),
    Wrong("M25", "the synapse adds, and does not multiply", 0.3, "What should a silent sender do to the net inputs?", SUMS, "np.sum(a[:, None] + W, axis=0)"),
    Wrong("M26", "only the last sender: = for +=", 0.4, "What becomes of the sum so far, when the next sender adds its part?", code=f"{LOOPS}            n = a[i] * W[i, j]\n{END}"),
    Wrong("M28", "indices exchanged in the loop", 0.4, "Which index of W is the sender's, and which loop counts the senders?", code=f"{LOOPS}            n += a[i] * W[j, i]\n{END}"),
    Wrong("M29", "three senders and two receivers, written out", 0.4, "What if there are more senders, or more receivers?", code=f"{HEAD}    n0 = a[0] * W[0, 0] + a[1] * W[1, 0] + a[2] * W[2, 0]\n    n1 = a[0] * W[0, 1] + a[1] * W[1, 1] + a[2] * W[2, 1]\n    return np.array([n0, n1])"),
    Wrong("M30", "net inputs are rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", SUMS, "np.round(a @ W, 2)"),
    Wrong("M31", "all receivers get the net input of the first", 0.3, "Which column of W does each of your receivers listen to?", SUMS, "np.full(W.shape[1], a @ W[:, 0])"),
    Wrong("M32", "receivers in the wrong order", 0.5, "Which column of W belongs to receiver 0?", SUMS, "(a @ W)[::-1]"),
    Wrong("M33", "net inputs are cut off below 0", 0.5, "May a net input be below 0?", SUMS, "np.maximum(a @ W, 0)"),
    Wrong("M34", "only what excites is added", 0.4, "Which synapses do your receivers hear? What becomes of the inhibitory ones?", SUMS, "a @ np.maximum(W, 0)"),
    Wrong("M35", "the wrong sign", 0.4, "Should an excitatory synapse raise a net input, or lower it?", SUMS, "-(a @ W)"),
    Wrong("M36", "weights alone are added", 0.3, "Does it matter to your function how active the senders are?", SUMS, "np.sum(W, axis=0)"),
]
RIGHT = [
    f"{LOOPS}            n += a[i] * W[i, j]\n{END}",
    f"{HEAD}    return W.T @ a",
    f"{HEAD}    return np.array([np.dot(a, W[:, j]) for j in range(W.shape[1])])",
    f"{HEAD}    return [sum(a * wj) for wj in W.T]",
    f"{HEAD}    return (a[:, None] * W).sum(axis=0)",
    "net_inputs = lambda a, W: np.einsum('i,ij->j', a, W)",
    f"{HEAD}    n = np.zeros(W.shape[1])\n    for one, row in zip(a, W):\n        n = n + one * row\n    return n",
    f"{HEAD}    out = np.empty(W.shape[1])\n    for j, column in enumerate(W.T):\n        out[j] = net_input(a, column)\n    return out\n\n\ndef net_input(a, wj):\n    return np.dot(a, wj)",
]
