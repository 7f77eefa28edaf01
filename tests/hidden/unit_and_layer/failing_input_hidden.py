# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of failing_input."""

import numpy as np
from autograder import Meets
from solutions.unit_and_layer import dale_layer
from otter.test_files import test_case
from autograder import Meets, agree, leaves_alone, meets, seeded
from solutions.unit_and_layer import failing_input as reference

OK_FORMAT = False
name = "failing_input_hidden"

LEAST = 1e-9  # of what arrives: what is smaller may be rounding


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


CASES = hidden(seeded(name))
FIRST = Meets(CASES['A single synapse that inhibits'].relation, CASES['A single synapse that inhibits'][0:1])


@test_case(name="A single synapse that inhibits", hidden=True)
def case_0(failing_input):
    meets(failing_input, CASES['A single synapse that inhibits'])


@test_case(name="Many senders", hidden=True)
def case_1(failing_input):
    meets(failing_input, CASES['Many senders'])


@test_case(name="Inhibition alone", hidden=True)
def case_2(failing_input):
    meets(failing_input, CASES['Inhibition alone'])


@test_case(name="A single sender", hidden=True)
def case_3(failing_input):
    meets(failing_input, CASES['A single sender'])


@test_case(name="Whole numbers", hidden=True)
def case_4(failing_input):
    meets(failing_input, CASES['Whole numbers'])


@test_case(name="The weights that come in stay as they were", hidden=True)
def unchanged(failing_input):
    meets(failing_input, FIRST)
    leaves_alone(failing_input, [inputs for case in CASES.values() for inputs in case])
