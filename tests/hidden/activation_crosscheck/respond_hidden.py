# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of respond."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.activation_crosscheck import respond as reference

OK_FORMAT = False
name = "respond_hidden"

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


CASES = hidden(seeded(name))
FIRST = CASES['A weight and a bias'][0:1]


@test_case(name="A weight and a bias", hidden=True)
def case_0(respond):
    agree(respond, reference, CASES['A weight and a bias'], first=FIRST)


@test_case(name="A weight below 0", hidden=True)
def case_1(respond):
    agree(respond, reference, CASES['A weight below 0'], first=FIRST)


@test_case(name="Without one of them", hidden=True)
def case_2(respond):
    agree(respond, reference, CASES['Without one of them'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_3(respond):
    agree(respond, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="A table and a single one", hidden=True)
def case_4(respond):
    agree(respond, reference, CASES['A table and a single one'], first=FIRST)


@test_case(name="The inputs that come in stay as they were", hidden=True)
def unchanged(respond):
    agree(respond, reference, FIRST, unchanged=True)
    leaves_alone(respond, [inputs for case in CASES.values() for inputs in case])
