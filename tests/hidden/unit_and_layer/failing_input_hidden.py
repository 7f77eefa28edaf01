"""Hidden tests of failing_input. Any activations will do for which the two layers differ, so these ask for just that."""

import numpy as np
from otter.test_files import test_case

from autograder import agree, leaves_alone, seeded
from solutions.unit_and_layer import dale_layer

OK_FORMAT = False
name = "failing_input_hidden"
LEAST = 1e-9  # of what arrives: what is smaller may be rounding


def weights_of(rng):
    """Weights, by the name of their case; some sender inhibits in each."""
    some = rng.uniform(0.4, 1.6, (5, 3))
    one = some.copy()
    one[2, 1] *= -1
    many = np.where(rng.random((60, 3)) < 0.3, -1, 1) * rng.uniform(0.4, 1.6, (60, 3))
    many[[0, -1]] = np.abs(many[[0, -1]])
    whole = np.array([[2, 1], [0, -1], [3, 2], [1, 1]]) * rng.integers(1, 4)
    return {
        "A single synapse that inhibits": [(one,), (one[1:4],)],
        "Many senders": [(many,)],
        "Inhibition alone": [(-some[:3],), (-some[:, :1],)],
        "A single sender": [(np.array([[0.7, -0.4, 0.0]]),)],
        "Whole numbers": [(whole,)],
    }


CASES = weights_of(seeded(name))


def differs(failing_input):
    """Of weights: whether the two layers have other net inputs, for the activations that come back."""

    def asked(W):
        a = failing_input(W)
        assert isinstance(a, (list, tuple, np.ndarray)), "no activations came back"
        a = np.asarray(a)
        assert a.dtype.kind in "iuf", "activations are numbers"
        assert a.shape == (len(W),), "one activation for each sender is asked for"
        a = a.astype(float)
        assert np.isfinite(a).all(), "an activation is not finite"
        most = np.abs(a) @ np.abs(W)
        return bool((np.abs(a @ W - dale_layer(a, W)) > LEAST * most).any())

    return asked


def always(_W):
    """What is right: they differ."""
    return True


@test_case(name="A single synapse that inhibits", hidden=True)
def one_synapse(failing_input):
    agree(differs(failing_input), always, CASES["A single synapse that inhibits"])


@test_case(name="Many senders", hidden=True)
def many_senders(failing_input):
    agree(differs(failing_input), always, CASES["Many senders"])


@test_case(name="Inhibition alone", hidden=True)
def inhibition_alone(failing_input):
    agree(differs(failing_input), always, CASES["Inhibition alone"])


@test_case(name="A single sender", hidden=True)
def single_sender(failing_input):
    agree(differs(failing_input), always, CASES["A single sender"])


@test_case(name="Whole numbers", hidden=True)
def whole_numbers(failing_input):
    agree(differs(failing_input), always, CASES["Whole numbers"])


@test_case(name="The weights that come in stay as they were", hidden=True)
def unchanged(failing_input):
    agree(differs(failing_input), always, CASES["Many senders"])
    leaves_alone(failing_input, [inputs for case in CASES.values() for inputs in case])
