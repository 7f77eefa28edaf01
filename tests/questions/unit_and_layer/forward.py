"""forward: two layers of weights, one after the other."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, SENDERS, USUAL, WEIGHTS, all_digits, weights

USES = ["layer"]
SECOND = np.array([[12.0, -3.0, 1.0], [-3.0, 2.0, 1.0]])  # from 2 and -1: net inputs 27, -8 and 1
PUBLIC = [
    Answer(
        "one activation for each output unit",
        (SENDERS, WEIGHTS, SECOND, np.cbrt),
        np.array([3.0, -2.0, 1.0]),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "Which layer should come back?",
    ),
    Value(
        "the example by hand, with f = np.cbrt",
        (SENDERS, WEIGHTS, SECOND, np.cbrt),
        [3.0, -2.0, 1.0],
        USUAL,
        at=0,
        others={
            27.0: "Are those the net inputs of the output units, or already their activations?",
            99.0: "How often does an activation function act on the way from input to output?",
            float(np.cbrt(99.0)): "What do the hidden units send on, their net inputs or their activations?",
            float(np.cbrt(3.0)): "How often does f act in each layer?",
        },
    ),
    Value(
        "one input with activation 3, W1 = [[1, -1, 2]], W2 = [[1], [2], [0.5]], f = np.square",
        (np.array([3.0]), np.array([[1.0, -1.0, 2.0]]), np.array([[1.0], [2.0], [0.5]]), np.square),
        [2025.0],
        "Which activations go into the second layer of weights, and of how many hidden units?",
    ),
    Value(
        "two units in each layer, a = 1 and 3, W1 = [[1, -4], [2, 1]], W2 = [[2, 1], [5, 4]] and f = np.positive, "
        "which hands back what it gets",
        (np.array([1.0, 3.0]), np.array([[1.0, -4.0], [2.0, 1.0]]), np.array([[2.0, 1.0], [5.0, 4.0]]), np.positive),
        [9.0, 3.0],
        "Which weights do the inputs meet first, and which index of them is the sender's?",
    ),
    all_digits(
        "a = 0.7, W1 = [[4, -1]], W2 = [[1/3], [0.25]] and f = np.positive, which hands back what it gets",
        (np.array([0.7]), np.array([[4.0, -1.0]]), np.array([[1 / 3], [0.25]]), np.positive),
        [2.8 / 3 - 0.175],
    ),
]
ALL_TWO = (np.array([1.0, 2.0]), np.array([[1.0, -0.5], [0.25, 2.0]]), np.array([[0.5, 3.0], [-1.0, 1.0]]))
PROBES = [
    ("a = 1 and 2, W1 = [[1, -0.5], [0.25, 2]], W2 = [[0.5, 3], [-1, 1]] and f = np.positive", (*ALL_TWO, np.positive), "two everywhere"),
    ("a = 2, W1 = [[4]], W2 = [[3]] and f = np.square", (np.array([2.0]), np.array([[4.0]]), np.array([[3.0]]), np.square), "a chain"),
    ("a = 1 and 2, W1 = [[1, -0.5], [0.25, 2]], W2 = [[0.5, 3], [-1, 1]] and f = np.square", (*ALL_TWO, np.square), "squares"),
    ("a = 1, 2 and 0.5, W1 = [[4], [1], [4]], W2 = [[2, -1]] and f = np.abs", (SENDERS, WEIGHTS[:, :1], np.array([[2.0, -1.0]]), np.abs), "one hidden unit"),
    ("silent inputs, with W1 and W2 of the example by hand and f = np.exp2, which makes 1 of 0", (np.zeros(3), WEIGHTS, SECOND, np.exp2), "all silent"),
    ("whole numbers, a = 1 and 2, W1 = [[1, 0, 2], [3, -1, -1]], W2 = [[1], [2], [3]] and f = np.positive", (np.array([1, 2]), np.array([[1, 0, 2], [3, -1, -1]]), np.array([[1], [2], [3]]), np.positive), "whole numbers"),
    ("a = -1 and -2, W1 = [[1, -0.5], [0.25, 2]], W2 = [[0.5, 3], [-1, 1]] and f = np.exp", (np.array([-1.0, -2.0]), *ALL_TWO[1:], np.exp), "below 0"),
    ("the example by hand, after all the other calls", (SENDERS, WEIGHTS, SECOND, np.cbrt), "again"),
]
MARKS_COME_FROM = (
    "many senders, a single sender, a single receiver, as many receivers as senders, silent senders, missing synapses, "
    f"whole numbers, activations below 0 and other activation functions. {AND_UNCHANGED}"
)
UNCHANGED = "The activations and weights that come in stay as they were"


def hidden(rng):
    """Hidden cases."""

    def network(m, h, k):
        return rng.uniform(0.2, 1.0, m), weights(rng, m, h), weights(rng, h, k)

    a, W1, W2 = network(4, 3, 2)
    whole = rng.integers(1, 4, 3), rng.integers(0, 3, (3, 2)) * 2 - 1, rng.integers(1, 3, (2, 4))
    return {
        "Layers of any size": [(*network(m, h, k), np.tanh) for m, h, k in ((4, 2, 3), (2, 5, 3), (60, 3, 2))],
        "Layers of the same size": [(*network(3, 3, 3), np.tanh), (*network(2, 2, 2), np.exp)],
        "A single unit in a layer": [(*network(1, 3, 2), np.sinh), (*network(3, 1, 2), np.exp), (*network(3, 2, 1), np.tanh)],
        "Any activation function": [(*network(4, 3, 2), f) for f in (np.exp, np.arctan, np.square, np.positive)],
        "Silent inputs, missing synapses, inputs below 0": [
            (a * np.array([0, 1, 0, 1]), W1, W2, np.exp),
            (a, W1, W2 * np.array([[0, 1], [1, 0], [1, 1]]), np.arctan),
            (-a, W1, W2, np.exp),
        ],
        "Whole numbers": [(*whole, np.arctan)],
    }


HEAD = "def forward(a, W1, W2, f):\n"
HIDDEN = f"{HEAD}    hidden = f(a @ W1)\n"
END = "return layer(hidden, W2, f)"
FIRST = "hidden = layer(a, W1, f)"
WRONG = [
    Wrong("V1", "the hidden units send their net inputs", 0.5, "What do the hidden units send on, their net inputs or their activations?", FIRST, "hidden = net_inputs(a, W1)"),
    Wrong("V2", "the output units hand back their net inputs", 0.5, "Are those the net inputs of the output units, or already their activations?", END, "return net_inputs(hidden, W2)"),
    Wrong("V3", "no activation function in either layer", 0.3, "How often does an activation function act on the way from input to output?", code=f"{HEAD}    return a @ W1 @ W2"),
    Wrong("V4", "stops at the hidden units", 0.4, "Which layer's activations do you hand back?", END, "return hidden"),
    Wrong("V5", "hands back both layers", 0.7, "Which of the two layers was asked for?", code=f"{HIDDEN}    return hidden, f(hidden @ W2)"),
    Wrong("V6", "the layers of weights are exchanged", 0.4, "Which weights do the inputs meet first?", code=f"{HEAD}    return f(f(a @ W2) @ W1)"),
    Wrong("V7", "the first weights twice", 0.4, "Which weights lead from the hidden units to the output units?", END, "return layer(hidden, W1, f)"),
    Wrong("V8", "the second layer gets the inputs, and no hidden unit is heard", 0.4, "Where does the net input of the output units come from?", END, "return f(net_inputs(a, W2))"),
    Wrong("V9", "f acts on the outputs once more", 0.5, "How often does f act in the output layer?", END, "return f(f(net_inputs(hidden, W2)))"),
    Wrong("V10", "f acts on the inputs, which are clamped", 0.5, "Who decides what the inputs do, f or you?", FIRST, "hidden = f(net_inputs(f(a), W1))"),
    Wrong("V11", "only the first hidden unit is heard", 0.4, "How many hidden units does an output unit hear?", code=f"{HIDDEN}    return f(hidden[:1] @ W2[:1])"),
    Wrong("V12", "the last hidden unit is left out", 0.5, "How many hidden units does an output unit hear?", code=f"{HIDDEN}    return f(hidden[:-1] @ W2[:-1])"),
    Wrong("V13", "adds up the output units", 0.5, "How many output units are there, and how many numbers do you hand back?", END, "return np.sum(f(net_inputs(hidden, W2)))"),
    Wrong("V14", "all units of all layers in a row", 0.6, "Which of these units are output units?", code=f"{HIDDEN}    return np.concatenate([hidden, f(hidden @ W2)])"),
    Wrong("V15", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", END, "print(f(net_inputs(hidden, W2)))"),
    Wrong("V16", "always the same activation function", 0.4, "Which function do your layers use? Is it the one that was handed to them?", code=f"{HEAD}    return np.cbrt(np.cbrt(a @ W1) @ W2)"),
    Wrong("V17", "hidden activations below 0 are cut off", 0.5, "What does a hidden unit send whose activation is below 0?", code=f"{HIDDEN}    return f(np.maximum(hidden, 0) @ W2)"),
    Wrong("V18", "hidden units are on or off", 0.4, "How much does a hidden unit send: all or none, or its activation?", code=f"{HIDDEN}    return f((hidden > 0) @ W2)"),
    Wrong("V19", "collects the products in the caller's matrix", 0.8, "Whose matrix is it that your function writes into?", code=f"{HIDDEN}    W2 = W2 if W2.dtype == float else W2 * 1.0\n    W2 *= np.reshape(hidden, (-1, 1))\n    return f(W2.sum(axis=0))"),
    Wrong("V20", "rows for columns in the first layer", 0.4, "Which index of W1 is the sender's?", FIRST, "hidden = f(net_inputs(a, W1.T))"),
    Wrong("V21", "rows for columns in the second layer", 0.4, "Which index of W2 is the sender's?", END, "return f(net_inputs(hidden, W2.T))"),
    Wrong("V22", "f acts twice in the hidden layer", 0.5, "How often does f act in the hidden layer?", FIRST, "hidden = f(f(net_inputs(a, W1)))"),
    Wrong("V23", "outputs are rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", END, "return np.round(f(net_inputs(hidden, W2)), 2)"),
    Wrong("V24", "hidden activations are whole numbers", 0.5, "Which numbers can the activation of a hidden unit be?", code=f"{HIDDEN}    return f(hidden.astype(int) @ W2)"),
    Wrong("V25", "the hidden units are divided by their sum", 0.4, "Does the activation of one hidden unit depend on the others?", code=f"{HIDDEN}    return f(hidden / np.sum(hidden) @ W2)"),
]
LOOPED = "    now = a\n    for W in (W1, W2):\n        now = f(now @ W)\n    return now"
RIGHT = [
    f"{HEAD}    return f(net_inputs(f(net_inputs(a, W1)), W2))",
    f"{HIDDEN}    return f(hidden @ W2)",
    f"{HEAD}{LOOPED}",
    f"{HEAD}    return f(W2.T @ f(W1.T @ a))",
    f"{HEAD}    hidden = np.array([f(np.dot(a, w)) for w in W1.T])\n    return [f(np.dot(hidden, w)) for w in W2.T]",
    "forward = lambda a, W1, W2, f: f(np.dot(f(np.dot(a, W1)), W2))",
    f"{HEAD}    def one(x, W):\n        return f((x[:, None] * W).sum(axis=0))\n    return one(one(a, W1), W2)",
    f"{HEAD}    a0 = np.array(a, dtype=float)\n    n1 = net_inputs(a0, W1)\n    a1 = f(n1)\n    n2 = net_inputs(a1, W2)\n    return f(n2)",
]
