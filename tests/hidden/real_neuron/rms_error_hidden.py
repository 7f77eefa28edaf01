# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of rms_error."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.real_neuron import rms_error as reference

OK_FORMAT = False
name = "rms_error_hidden"

def hidden(rng):
    """Hidden cases."""

    def rates(number):
        return np.append(130.0, rng.uniform(20, 120, number - 1))

    level = rates(6)
    return {
        "Any number of rates": [(rates(n), rates(n)) for n in (3, 7)],
        "A long table": [(rates(80), rates(80))],
        "Too high, or too low": [(level, level + 4), (level, level - rng.uniform(1, 9))],
        "A single rate": [(rates(1), rates(1) + 120)],
        "A silent cell": [(np.zeros(5), rates(5))],
        "No error": [(level, level.copy())],
        "Whole numbers": [(np.array([30, 12, 44]), np.array([31, 18, 24]) - rng.integers(0, 5))],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Any number of rates'][0:1]


@test_case(name="Any number of rates", hidden=True)
def case_0(rms_error):
    agree(rms_error, reference, CASES['Any number of rates'], first=FIRST)


@test_case(name="A long table", hidden=True)
def case_1(rms_error):
    agree(rms_error, reference, CASES['A long table'], first=FIRST)


@test_case(name="Too high, or too low", hidden=True)
def case_2(rms_error):
    agree(rms_error, reference, CASES['Too high, or too low'], first=FIRST)


@test_case(name="A single rate", hidden=True)
def case_3(rms_error):
    agree(rms_error, reference, CASES['A single rate'], first=FIRST)


@test_case(name="A silent cell", hidden=True)
def case_4(rms_error):
    agree(rms_error, reference, CASES['A silent cell'], first=FIRST)


@test_case(name="No error", hidden=True)
def case_5(rms_error):
    agree(rms_error, reference, CASES['No error'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_6(rms_error):
    agree(rms_error, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="Measured and modelled rates stay as they were", hidden=True)
def unchanged(rms_error):
    agree(rms_error, reference, FIRST, unchanged=True)
    leaves_alone(rms_error, [inputs for case in CASES.values() for inputs in case])
