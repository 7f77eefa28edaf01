"""failing_input: activations for which a layer with interneurons differs from one with weights of either sign.

Any such activations will do: what is asked is whether the two differ, and not which activations came back.
"""

import numpy as np

from autograder import Meets, Wrong
from autograder.questions.checks import Answer, Value
from solutions.unit_and_layer import dale_layer

from .shared import MIXED

LEAST = 1e-9  # of what arrives: what is smaller may be rounding

PUBLIC = [
    Answer(
        "one activation for each sender",
        (MIXED,),
        np.zeros(3),
        OTHER_SHAPE="{name} handed back {got}, where {right} was asked for.\n"
        "Whose activations are asked for, and how many of them are there?",
    ),
    Value(
        "activations are finite numbers",
        (MIXED,),
        True,
        "Can a unit have such an activation?",
        part=lambda a: bool(np.isfinite(a).all()),
        says="One of your activations is not a finite number.",
    ),
    Value(
        "somebody is active",
        (MIXED,),
        True,
        "With every sender silent, which net input do both layers give?",
        part=lambda a: bool(np.any(a != 0)),
        says="Every activation of yours is 0.",
        praise="The form is right; whether the two layers differ is not tried here. The marks come from other inputs: many "
        "senders, a single sender, a single receiver, as many receivers as senders, missing synapses, whole numbers and "
        "inhibition alone. They ask whether the two layers differ for what you hand back, and check that your function "
        "leaves its input unchanged.",
    ),
]
PROBES = [
    ("one sender that inhibits, W = [[-1]]", (np.array([[-1.0]]),), "one sender"),
    ("two senders, W = [[1], [-2]]", (np.array([[1.0], [-2.0]]),), "the second inhibits"),
    ("two senders, W = [[-2], [1]]", (np.array([[-2.0], [1.0]]),), "the first inhibits"),
    ("three senders, W = [[1, 2], [-1, 1], [2, 3]]", (np.array([[1.0, 2.0], [-1.0, 1.0], [2.0, 3.0]]),), "the middle inhibits"),
    ("three senders that all inhibit", (-np.ones((3, 2)),), "all inhibit"),
    ("two senders that excite more than they inhibit, W = [[3, -1], [2, 1]]", (np.array([[3.0, -1.0], [2.0, 1.0]]),), "mostly excites"),
    ("two senders and one receiver, W = [[-3], [2]]", (np.array([[-3.0], [2.0]]),), "strongly inhibits"),
]
UNCHANGED = "The weights that come in stay as they were"


def differs(a, W):
    """Activations of the senders for which the two layers differ."""
    a = np.asarray(a, dtype=float)
    assert a.shape == (len(W),), "Whose activations are asked for, and how many of them are there?"
    assert np.isfinite(a).all(), "Can a unit have such an activation?"
    apart = np.abs(a @ W - dale_layer(a, W)) > LEAST * (np.abs(a) @ np.abs(W))
    assert apart.any(), "Which activations can an interneuron not copy, and whose interneuron inhibits somebody here?"


def hidden(rng):
    """Hidden cases: weights, and some sender inhibits in each."""
    some = rng.uniform(0.4, 1.6, (5, 3))
    one = some.copy()
    one[2, 1] *= -1
    many = np.where(rng.random((60, 3)) < 0.3, -1, 1) * rng.uniform(0.4, 1.6, (60, 3))
    many[[0, -1]] = np.abs(many[[0, -1]])
    whole = np.array([[2, 1], [0, -1], [3, 2], [1, 1]]) * rng.integers(1, 4)
    return {
        "A single synapse that inhibits": Meets(differs, [(one,), (one[1:4],)]),
        "Many senders": Meets(differs, [(many,)]),
        "Inhibition alone": Meets(differs, [(-some[:3],), (-some[:, :1],)]),
        "A single sender": Meets(differs, [(np.array([[0.7, -0.4, 0.0]]),)]),
        "Whole numbers": Meets(differs, [(whole,)]),
    }


HEAD = "def failing_input(W):\n"
MADE = "-np.ones(len(np.asarray(W)))"
WRONG = [
    Wrong("X1", "all silent", 0.1, "With every sender silent, which net input do both layers give?", MADE, "np.zeros(len(W))"),
    Wrong("X2", "all at 1", 0.1, "Interneurons copy a sender that is at 1. So can the two layers differ?", MADE, "np.ones(len(W))"),
    Wrong("X3", "other activations above 0", 0.1, "Which activations can an interneuron not copy? Is one of them among yours?", MADE, "np.arange(1.0, len(W) + 1)"),
    Wrong("X4", "only the first sender is below 0", 0.5, "Does sender 0 inhibit anybody, for every W?", code=f"{HEAD}    a = np.ones(len(W))\n    a[0] = -1\n    return a"),
    Wrong("X5", "only the last sender is below 0", 0.5, "Does the last sender inhibit anybody, for every W?", code=f"{HEAD}    a = np.ones(len(W))\n    a[-1] = -1\n    return a"),
    Wrong("X6", "one number", 0.3, "How many senders are there, and how many activations do you hand back?", MADE, "-1.0"),
    Wrong("X7", "one activation for each receiver", 0.4, "Whose activations are asked for, those of the senders or of the receivers?", MADE, "-np.ones(np.shape(W)[1])"),
    Wrong("X8", "senders that inhibit are above 0, and the others below", 0.3, "For which senders does it matter that an interneuron cannot fall below 0?", MADE, "np.where((W < 0).any(axis=1), 1.0, -1.0)"),
    Wrong("X9", "very active senders", 0.1, "Does an interneuron here have a highest rate?", MADE, "np.full(len(W), 1e6)"),
    Wrong("X10", "not a number", 0.1, "Can a unit have such an activation?", MADE, "np.full(len(W), np.nan)"),
    Wrong("X11", "without bounds", 0.1, "How large may an activation be, so that one can calculate with it?", MADE, "np.full(len(W), -np.inf)"),
    Wrong("X12", "prints, and hands nothing back", 0.5, "What does whoever called your function get back?", f"return {MADE}", f"print({MADE})"),
    Wrong("X13", "three senders, as in the example", 0.5, "What if there are more senders, or fewer?", MADE, "np.array([-1.0, -1.0, -1.0])"),
    Wrong("X14", "hands back the weights", 0.2, "Is that a matrix of weights, or one activation for each sender?", MADE, "W"),
    Wrong("X15", "the first column of the weights", 0.4, "Which senders are below 0 in yours, and does W have one that inhibits elsewhere?", MADE, "np.array(W[:, 0] * 1.0)"),
    Wrong("X16", "changes the weights in their place", 0.7, "Whose matrix is it that your function writes into?", code=f"{HEAD}    W[W < 0] = -1\n    return np.where((W < 0).any(axis=1), -1.0, 0.0)"),
    Wrong("X18", "senders that inhibit on the whole are below 0", 0.6, "May a sender that inhibits one receiver excite the others even more? Is such a one below 0 in yours?", MADE, "np.where(np.sum(W, axis=1) < 0, -1.0, 0.0)"),
    Wrong("X19", "senders that inhibit all receivers are below 0", 0.6, "May a sender inhibit one receiver and excite another? Is such a one below 0 in yours?", MADE, "np.where((W < 0).all(axis=1), -1.0, 1.0)"),
    Wrong("X20", "below 0 and above 0 in turn", 0.5, "Which senders are below 0 in yours, and what if only another one inhibits?", MADE, "np.where(np.arange(len(W)) % 2 == 0, -1.0, 1.0)"),
    Wrong("X21", "the sender with the largest weight is below 0", 0.4, "Which cell makes a difference when it is below 0: one that excites, or one that inhibits?", code=f"{HEAD}    a = np.zeros(len(W))\n    a[np.argmax(W.max(axis=1))] = -1\n    return a"),
    Wrong("X22", "one activation, in a list", 0.3, "How many senders are there, and how many activations do you hand back?", MADE, "[-1.0]"),
    Wrong("X23", "how strongly each sender inhibits, above 0", 0.2, "On which side of 0 are your activations? Which ones can an interneuron not copy?", MADE, "np.maximum(-W, 0).sum(axis=1)"),
    Wrong("X17", "the net inputs of that layer", 0.2, "Whose activations are asked for: those that go in, or what comes out?", MADE, "-np.ones(len(W)) @ W"),
]
RIGHT = [
    f"{HEAD}    return np.where((W < 0).any(axis=1), -1.0, 0.0)",
    f"{HEAD}    return [-1] * len(W)",
    f"{HEAD}    a = np.zeros(W.shape[0])\n    for i in range(W.shape[0]):\n        if W[i].min() < 0:\n            a[i] = -0.5\n            break\n    return a",
    f"{HEAD}    return np.minimum(W, 0).sum(axis=1)",
    f"{HEAD}    rng = np.random.default_rng(1)\n    return -rng.uniform(0.1, 5, len(W))",
    "failing_input = lambda W: np.linspace(-2, -1, W.shape[0])",
    f"{HEAD}    for i in range(W.shape[0]):\n        a = np.zeros(W.shape[0])\n        a[i] = -3\n        b = np.maximum(a, 0)\n        if not np.allclose(a @ W, a @ np.maximum(W, 0) - b @ np.maximum(-W, 0)):\n            return a",
]
