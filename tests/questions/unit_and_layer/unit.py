"""unit: one unit, from what its senders do to what it does."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, USUAL, all_digits

A, WJ = np.array([2.0, 1.0, 0.0, 0.5]), np.array([3.0, -2.0, -9.0, 8.0])
PUBLIC = [
    Answer(
        "one activation for the one unit",
        (A, WJ, np.cbrt),
        2.0,
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "How many units are there, and how many activations should come back?",
    ),
    Value(
        "the example by hand, with f = np.cbrt",
        (A, WJ, np.cbrt),
        2.0,
        USUAL,
        others={
            8.0: "Is that the net input, or already the activation?",
            float(np.dot(np.cbrt(A), WJ)): "Whose activation does f make, that of the senders or that of unit j?",
            float(np.cbrt(A * WJ).sum()): "When does f act: on each synapse, or on what the cell body has added up?",
            float(np.cbrt(10.0)): "What does an inhibitory synapse do to the net input of your unit?",
        },
    ),
    Value(
        "two senders with activations 1 and 3, weights 3 and -4, and f = np.square",
        (np.array([1.0, 3.0]), np.array([3.0, -4.0]), np.square),
        81.0,
        "What comes first in your unit, f or the sum?",
    ),
    Value(
        "two senders with activations 2 and 4, weights 1 and -2.5, and f = np.abs",
        (np.array([2.0, 4.0]), np.array([1.0, -2.5]), np.abs),
        8.0,
        "Which function does your unit use? Is it the one that was handed to it?",
    ),
    all_digits(
        "activations 0.5 and 5.5, weights 2/3 and 0.5, and f = np.positive, which hands back what it gets",
        (np.array([0.5, 5.5]), np.array([2 / 3, 0.5]), np.positive),
        37 / 12,
    ),
]
PROBES = [
    ("one sender with activation 2, weight 4 and f = np.square", (np.array([2.0]), np.array([4.0]), np.square), "one sender"),
    ("activations 1 and 2, weights 2 and -5, and f = np.cbrt", (np.array([1.0, 2.0]), np.array([2.0, -5.0]), np.cbrt), "a net input below 0"),
    ("three silent senders, weights 1, 2 and -3, and f = np.exp", (np.zeros(3), np.array([1.0, 2.0, -3.0]), np.exp), "all silent"),
    ("five senders, each with activation 1 and weight 1, and f = np.square", (np.ones(5), np.ones(5), np.square), "five"),
    ("whole numbers, activations 1, 2 and 3, weights 2, 0 and -1, and f = np.square", (np.array([1, 2, 3]), np.array([2, 0, -1]), np.square), "whole numbers"),
    ("an activation of -2, a weight of 4, and f = np.cbrt", (np.array([-2.0]), np.array([4.0]), np.cbrt), "below 0"),
    ("activations 0.5 and 0.25, weights 1 and 0.5, and f = np.tanh", (np.array([0.5, 0.25]), np.array([1.0, 0.5]), np.tanh), "tanh"),
    ("one sender with activation 3, weight 3 and f = np.sqrt", (np.array([3.0]), np.array([3.0]), np.sqrt), "a root"),
]
MARKS_COME_FROM = (
    "many senders, a single sender, silent senders, missing synapses, whole numbers, activations below 0 and other "
    f"activation functions. {AND_UNCHANGED}"
)
UNCHANGED = "The activations and weights that come in stay as they were"


def hidden(rng):
    """Hidden cases."""

    def senders(m):
        return rng.uniform(0.2, 1.0, m)

    def synapses(m):
        return rng.uniform(0.5, 1.5, m) * np.where(np.arange(m) % 2, -1, 1)

    small = rng.integers(1, 4, 5)
    return {
        "Any number of senders": [(senders(m), synapses(m), np.tanh) for m in (4, 1, 60, 2, 7)],
        "Any activation function": [
            (senders(5), synapses(5), f) for f in (np.exp, np.arctan, np.square, np.positive)
        ],
        "Inhibition, and activations below 0": [
            (senders(4), -senders(4), np.sinh),
            (-senders(3), synapses(3), np.tanh),
            (rng.normal(size=6), synapses(6), np.exp),
        ],
        "Silent senders and missing synapses": [
            (senders(4) * np.array([1, 0, 0, 1]), synapses(4), np.exp),
            (np.zeros(3), synapses(3), np.cos),
            (senders(3), np.array([0.0, 1.3, 0.0]), np.exp),
        ],
        "Whole numbers": [(small, np.array([-1, 2, 3, -4, 5]), np.square), (small[:2], np.array([3, 1]), np.cbrt)],
    }


HEAD = "def unit(a, wj, f):\n"
LOOP = f"{HEAD}    n = 0\n    for i in range(len(a)):\n"
WRONG = [
    Wrong("U1", "no activation function", 0.4, "Is that the net input, or already the activation?", "f(np.dot(a, wj))", "np.dot(a, wj)"),
    Wrong("U2", "f acts on the senders' activations", 0.4, "Whose activation does f make, that of the senders or that of unit j?", "f(np.dot(a, wj))", "np.dot(f(a), wj)"),
    Wrong("U3", "f acts on each product, before they are added", 0.4, "When does f act: on each synapse, or on what the cell body has added up?", "f(np.dot(a, wj))", "np.sum(f(a * wj))"),
    Wrong("U4", "f acts on the weights", 0.3, "What goes into f, a net input or a weight?", "f(np.dot(a, wj))", "np.dot(a, f(wj))"),
    Wrong("U5", "f acts twice", 0.5, "How often does f act in your unit?", code=f"{HEAD}    return f(f(np.dot(a, wj)))"),
    Wrong("U6", "always the same activation function", 0.4, "Which function does your unit use? Is it the one that was handed to it?", "f(np", "np.cbrt(np"),
    Wrong("U7", "the synapse adds, and does not multiply", 0.3, "What should a silent sender do to the net input?", code=f"{HEAD}    return f(np.sum(a + wj))"),
    Wrong("U8", "hands back the function, not what it gives", 0.3, "What has to stand behind f, so that it does its work?", "return f(np.dot(a, wj))", "return f"),
    Wrong("U9", "prints, and hands nothing back", 0.5, "What does whoever called your unit get back?", "return f(np.dot(a, wj))", "print(f(np.dot(a, wj)))"),
    Wrong("U10", "one activation for each synapse: no sum", 0.4, "How many numbers does a cell body pass on to its activation function?", "np.dot(a, wj)", "a * wj"),
    Wrong("U11", "an array with one number in it", 0.8, "What is around the number that you hand back?", "np.dot(a, wj)", "np.array([np.dot(a, wj)])"),
    Wrong("U12", "the mean of what arrives", 0.4, "Do twice as many like senders drive your unit more?", "np.dot(a, wj)", "np.mean(a * wj)"),
    Wrong("U13", "inhibition counts as excitation", 0.4, "What does an inhibitory synapse do to the net input of your unit?", "np.dot(a, wj)", "np.dot(a, np.abs(wj))"),
    Wrong("U14", "inhibitory synapses are left out", 0.4, "Which synapses does your unit hear? What becomes of the inhibitory ones?", "np.dot(a, wj)", "np.dot(a, np.maximum(wj, 0))"),
    Wrong("U15", "the last sender is left out", 0.5, "How many senders does your unit hear?", "np.dot(a, wj)", "np.dot(a[:-1], wj[:-1])"),
    Wrong("U16", "the net input is cut off below 0 before f sees it", 0.5, "May a net input be below 0? What does f say to such a one?", "np.dot(a, wj)", "max(np.dot(a, wj), 0)"),
    Wrong("U17", "each sender meets all weights", 0.3, "Which one weight belongs to a sender?", "np.dot(a, wj)", "np.sum(a) * np.sum(wj)"),
    Wrong("U18", "the net input as a whole number", 0.5, "Which numbers can a net input be?", "np.dot(a, wj)", "int(np.dot(a, wj))"),
    Wrong("U19", "collects the products in the caller's array", 0.8, "Whose array is it that your function writes into?", code=f"{HEAD}    a = a if a.dtype == float else a * 1.0\n    a *= wj\n    return f(np.sum(a))"),
    Wrong("U20", "only the last synapse: = for +=", 0.4, "What becomes of what has arrived, when the next synapse adds its part?", code=f"{LOOP}        n = a[i] * wj[i]\n    return f(n)"),
    Wrong("U21", "answers in the first pass of the loop", 0.4, "After how many synapses does your unit answer?", code=f"{LOOP}        n += a[i] * wj[i]\n        return f(n)"),
    Wrong("U22", "a fixed number of senders, written out", 0.4, "What if there are more senders, or fewer?", code=f"{HEAD}    return f(a[0] * wj[0] + a[1] * wj[1] + a[2] * wj[2])"),
    Wrong("U23", "the activation is rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", "f(np.dot(a, wj))", "np.round(f(np.dot(a, wj)), 2)"),
    Wrong("U24", "f of the net input, times the net input", 0.4, "Once f has made the activation, is there anything left to do?", "return f(np", "return np.dot(a, wj) * f(np"),
    Wrong("U25", "f of the activations that come in alone", 0.3, "Where do the weights come in?", "np.dot(a, wj)", "np.sum(a)"),
    Wrong("U26", "f acts within the loop, on the running total", 0.4, "When does f act: after each synapse, or after the last?", code=f"{LOOP}        n = f(n + a[i] * wj[i])\n    return n"),
    Wrong("U27", "the net input has the wrong sign", 0.4, "Should an excitatory synapse raise the net input, or lower it?", "np.dot(a, wj)", "-np.dot(a, wj)"),
]
RIGHT = [
    f"{LOOP}        n += a[i] * wj[i]\n    return f(n)",
    f"{HEAD}    return f(sum(a * wj))",
    f"{HEAD}    n = a @ wj\n    activation = f(n)\n    return activation",
    f"{HEAD}    return f(sum(one * weight for one, weight in zip(a, wj)))",
    "unit = lambda a, wj, f: f(np.einsum('i,i->', a, wj))",
    f"{HEAD}    return f(np.multiply(a, wj).sum())",
    f"{HEAD}    def net_input():\n        total = 0.0\n        for one, weight in zip(a, wj):\n            total = total + one * weight\n        return total\n    return f(net_input())",
    f"{HEAD}    return float(f(np.array([a @ wj]))[0])",
]
