# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of noisy_current."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.spike_threshold import noisy_current as reference

OK_FORMAT = False
name = "noisy_current_hidden"

def hidden(rng):
    """Hidden cases."""

    def noise(number):
        return rng.uniform(-1, 1, number)

    idc, irand = rng.uniform(1, 4), rng.uniform(3, 30)
    return {
        "Many steps": [(idc, irand, noise(300), 0.025, 1.0)],
        "A single step": [(idc, irand, noise(1), 0.1, 1.0)],
        "Other steps and delays": [(idc, irand, noise(20), dt, tau) for dt, tau in ((0.01, 1.0), (0.1, 0.5), (0.025, 3.0))],
        "No noise": [(idc, 0.0, noise(12), 0.1, 1.0)],
        "Noise alone": [(0.0, irand, noise(12), 0.1, 1.0)],
        "Below 0": [(-idc, irand, noise(12), 0.1, 2.0)],
        "Whole numbers": [(2, 6, np.array([1, 0, -1, -1, 1]), 1, 3)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Many steps'][0:1]


@test_case(name="Many steps", hidden=True)
def case_0(noisy_current):
    agree(noisy_current, reference, CASES['Many steps'], first=FIRST)


@test_case(name="A single step", hidden=True)
def case_1(noisy_current):
    agree(noisy_current, reference, CASES['A single step'], first=FIRST)


@test_case(name="Other steps and delays", hidden=True)
def case_2(noisy_current):
    agree(noisy_current, reference, CASES['Other steps and delays'], first=FIRST)


@test_case(name="No noise", hidden=True)
def case_3(noisy_current):
    agree(noisy_current, reference, CASES['No noise'], first=FIRST)


@test_case(name="Noise alone", hidden=True)
def case_4(noisy_current):
    agree(noisy_current, reference, CASES['Noise alone'], first=FIRST)


@test_case(name="Below 0", hidden=True)
def case_5(noisy_current):
    agree(noisy_current, reference, CASES['Below 0'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_6(noisy_current):
    agree(noisy_current, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="The noise stays as it was", hidden=True)
def unchanged(noisy_current):
    agree(noisy_current, reference, FIRST, unchanged=True)
    leaves_alone(noisy_current, [inputs for case in CASES.values() for inputs in case])
