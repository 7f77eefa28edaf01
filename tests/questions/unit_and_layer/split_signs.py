"""split_signs: weights of either sign as excitation and inhibition, each above 0 or 0."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

from .shared import AND_UNCHANGED, MIXED, weights

EXC = np.array([[2.0, 0.0], [0.0, 3.0], [0.0, 0.5]])
INH = np.array([[0.0, 1.0], [0.0, 0.0], [4.0, 0.0]])
PUBLIC = [
    Answer(
        "two matrices of the shape of W",
        (MIXED,),
        (EXC, INH),
        OTHER_KIND="{name} handed back {got}, where two matrices of the shape of W were asked for.\n"
        "Does each weight keep its row and its column in yours?",
        OTHER_SHAPE="{name} handed back {got}.\n"
        "How many matrices are asked for, and how many weights does each of them have?",
    ),
    Value(
        "nothing is below 0",
        (MIXED,),
        True,
        "What does the smallest weight of yours do to its receiver?",
        part=lambda got: bool(np.min(got) >= 0),
        says="For the example by hand, one of your weights is below 0.",
    ),
    Value(
        "the difference of the two is W",
        (MIXED,),
        MIXED,
        "Which of the two holds what excites, and what should stand in the places that the other one fills?",
        part=lambda got: got[0] - got[1],
        says="For the example by hand, your first matrix minus your second is not W.",
    ),
    Value(
        "the example by hand",
        (MIXED,),
        (EXC, INH),
        "Which place of which matrix is not as in the tables by hand?",
    ),
    Value(
        "W = [[1/3, -2/3]]",
        (np.array([[1 / 3, -2 / 3]]),),
        (np.array([[1 / 3, 0.0]]), np.array([[0.0, 2 / 3]])),
        "Which number should stand where a weight of 1/3 or of -2/3 was?",
        close=(1e-10, 1e-12),
        digits=True,
    ),
]
PROBES = [
    ("W = [[5]]", (np.array([[5.0]]),), "a single synapse that excites"),
    ("W = [[-5]]", (np.array([[-5.0]]),), "a single synapse that inhibits"),
    ("W = [[0, 0.25], [-0.25, 0]]", (np.array([[0.0, 0.25], [-0.25, 0.0]]),), "small weights"),
    ("W = [[1, 2, 3]], all above 0", (np.array([[1.0, 2.0, 3.0]]),), "excitation alone"),
    ("W = [[-1], [-2], [-3]], all below 0", (np.array([[-1.0], [-2.0], [-3.0]]),), "inhibition alone"),
    ("whole numbers, W = [[2, -3], [0, 1]]", (np.array([[2, -3], [0, 1]]),), "whole numbers"),
    ("W = [[3, -1, 2], [-4, 1, 1]]", (np.array([[3.0, -1.0, 2.0], [-4.0, 1.0, 1.0]]),), "two senders, three receivers"),
    ("the example by hand, after all the other calls", (MIXED,), "again"),
]
MARKS_COME_FROM = (
    "many senders, a single sender, a single receiver, as many receivers as senders, missing synapses, whole numbers, "
    f"excitation alone and inhibition alone. {AND_UNCHANGED}"
)
UNCHANGED = "The weights that come in stay as they were"


def hidden(rng):
    """Hidden cases."""
    some = weights(rng, 4, 3)
    return {
        "Any matrix of weights": [(some,), (weights(rng, 60, 4),), (weights(rng, 3, 3),), (rng.normal(size=(5, 2)),)],
        "Missing synapses": [(some * rng.integers(0, 2, (4, 3)) * np.array([1, 0, 1]),), (np.zeros((2, 3)),)],
        "Excitation alone, inhibition alone": [(abs(some),), (-abs(some),)],
        "Small weights and large ones": [(1e-3 * some,), (1e4 * some,)],
        "A single sender or receiver": [(some[:1],), (some[:, 1:2],)],
        "Whole numbers": [(rng.integers(1, 5, (3, 4)) * np.array([1, -1, 0, -1]),)],
    }


HEAD = "def split_signs(W):\n"
BOTH = "return np.where(W > 0, W, 0), np.where(W < 0, -W, 0)"
WRONG = [
    Wrong("Q1", "the inhibitory weights keep their sign", 0.5, "What is the sign of a weight from an inhibitory cell, if the sum takes it away?", "np.where(W < 0, -W, 0)", "np.where(W < 0, W, 0)"),
    Wrong("Q2", "the two are exchanged", 0.6, "Which of the two do you hand back first, what excites or what inhibits?", BOTH, "return np.where(W < 0, -W, 0), np.where(W > 0, W, 0)"),
    Wrong("Q3", "both are W", 0.2, "What should stand in each matrix in the place of a weight of the other kind?", BOTH, "return W, W"),
    Wrong("Q4", "both hold the sizes of all weights", 0.3, "May one synapse stand in both matrices?", BOTH, "return np.abs(W), np.abs(W)"),
    Wrong("Q5", "only what excites comes back", 0.4, "Where are the weights that inhibit?", BOTH, "return np.where(W > 0, W, 0)"),
    Wrong("Q6", "a 1 for each synapse", 0.4, "How strong is each synapse in your matrices?", BOTH, "return (W > 0) * 1.0, (W < 0) * 1.0"),
    Wrong("Q7", "each sender is of one kind, by the sum of its weights", 0.4, "May the weights of one row be of either sign here? Where does each go?", code=f"{HEAD}    kind = np.sum(W, axis=1, keepdims=True) > 0\n    return np.where(kind, np.abs(W), 0), np.where(kind, 0, np.abs(W))"),
    Wrong("Q8", "lists of weights without their places", 0.4, "How do you find the place of a weight in what you hand back?", BOTH, "return W[W > 0], -W[W < 0]"),
    Wrong("Q9", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", BOTH, "print(np.where(W > 0, W, 0), np.where(W < 0, -W, 0))"),
    Wrong("Q10", "both matrices below 0 or 0", 0.3, "What does a weight below 0 do in a matrix where none should be?", BOTH, "return np.where(W > 0, -W, 0), np.where(W < 0, W, 0)"),
    Wrong("Q11", "splits at 1, and not at 0", 0.5, "Which weights excite: those above 1, or others too?", "W > 0", "W > 1"),
    Wrong("Q12", "one decision for the whole matrix", 0.5, "Can one if decide for all weights of a matrix?", code=f"{HEAD}    if W > 0:\n        return W, 0 * W\n    return 0 * W, -W"),
    Wrong("Q13", "weights become whole numbers", 0.5, "What becomes of a weight of 0.5 in your matrices?", code=f"{HEAD}    V = W.astype(int)\n    return np.where(V > 0, V, 0), np.where(V < 0, -V, 0)"),
    Wrong("Q14", "senders and receivers exchanged", 0.6, "Which index is the sender's in W, and which in your matrices?", code=f"{HEAD}    V = W.T\n    return np.where(V > 0, V, 0), np.where(V < 0, -V, 0)"),
    Wrong("Q15", "empty places are nan", 0.6, "How strong is a synapse that is not there?", BOTH, "return np.where(W > 0, W, np.nan), np.where(W < 0, -W, np.nan)"),
    Wrong("Q16", "the excitatory matrix still holds everything", 0.4, "What should stand in your first matrix where W is below 0?", BOTH, "return W, np.where(W < 0, -W, 0)"),
    Wrong("Q17", "the inhibitory matrix is W with the other sign", 0.4, "What should stand in your second matrix where W is above 0?", BOTH, "return np.where(W > 0, W, 0), -W"),
    Wrong("Q18", "empties places of the caller's matrix", 0.8, "Whose matrix is it that your function writes into?", code=f"{HEAD}    Winh = np.where(W < 0, -W, 0)\n    W[W < 0] = 0\n    return W, Winh"),
    Wrong("Q19", "the last sender is left out", 0.5, "How many rows of W does your loop visit?", code=f"{HEAD}    Wexc, Winh = np.zeros(W.shape), np.zeros(W.shape)\n    for i in range(len(W) - 1):\n        for j in range(W.shape[1]):\n            if W[i, j] > 0:\n                Wexc[i, j] = W[i, j]\n            else:\n                Winh[i, j] = -W[i, j]\n    return Wexc, Winh"),
    Wrong("Q20", "the first row alone", 0.4, "Which senders do your matrices hold?", code=f"{HEAD}    row = W[0]\n    return np.where(row > 0, row, 0), np.where(row < 0, -row, 0)"),
    Wrong("Q21", "sizes in both, so that the difference is W", 0.3, "May a place hold something in both matrices?", BOTH, "return (np.abs(W) + W), np.abs(W)"),
    Wrong("Q22", "each receiver is of one kind, by the sum of its weights", 0.4, "May the weights of one column be of either sign here? Where does each go?", code=f"{HEAD}    kind = np.sum(W, axis=0, keepdims=True) > 0\n    return np.where(kind, np.abs(W), 0), np.where(kind, 0, np.abs(W))"),
    Wrong("Q23", "True and False for the weights that inhibit", 0.5, "How strong does each synapse inhibit in your second matrix?", "np.where(W < 0, -W, 0)", "W < 0"),
    Wrong("Q24", "weights are rounded", 0.7, "Where do the other digits get lost, and does that have to happen there?", code=f"{HEAD}    V = np.round(W, 1)\n    return np.where(V > 0, V, 0), np.where(V < 0, -V, 0)"),
    Wrong("Q26", "two names for one matrix, which is emptied twice", 0.4, "How many matrices are there in yours, if = gives one of them a second name?", code=f"{HEAD}    Wexc = W\n    Winh = W\n    Wexc[Wexc < 0] = 0\n    Winh[Winh > 0] = 0\n    return Wexc, Winh"),
    Wrong("Q25", "one number for each kind", 0.3, "How many weights does each of your matrices have?", BOTH, "return np.sum(W[W > 0]), -np.sum(W[W < 0])"),
]
LOOPS = "    for i in range(W.shape[0]):\n        for j in range(W.shape[1]):\n            if W[i, j] > 0:\n                Wexc[i, j] = W[i, j]\n            else:\n                Winh[i, j] = -W[i, j]\n"
RIGHT = [
    f"{HEAD}    Wexc, Winh = np.zeros(W.shape), np.zeros(W.shape)\n{LOOPS}    return Wexc, Winh",
    f"{HEAD}    return np.maximum(W, 0), np.maximum(-W, 0)",
    f"{HEAD}    return (np.abs(W) + W) / 2, (np.abs(W) - W) / 2",
    f"{HEAD}    Wexc = np.clip(W, 0, None)\n    return Wexc, Wexc - W",
    f"{HEAD}    Wexc, Winh = W.copy(), -W\n    Wexc[Wexc < 0] = 0\n    Winh[Winh < 0] = 0\n    return [Wexc, Winh]",
    "split_signs = lambda W: (W * (W > 0), -W * (W < 0))",
    f"{HEAD}    return np.array([np.fmax(W, 0), -np.fmin(W, 0)])",
    f"{HEAD}    Wexc = [[max(w, 0) for w in row] for row in W]\n    Winh = [[max(-w, 0) for w in row] for row in W]\n    return np.array(Wexc), np.array(Winh)",
]
EQUIVALENT = {
    "split_signs: W = np.asarray(W) -> pass": "It is for lists, and no test gives one.",
    "split_signs: W > 0 -> W >= 0": "It differs for a weight of 0 alone, and puts this very 0 in its place.",
    "split_signs: W < 0 -> W <= 0": "It differs for a weight of 0 alone, and puts -0 in its place, which is 0.",
}
