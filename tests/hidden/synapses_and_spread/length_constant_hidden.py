# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of length_constant."""

from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.synapses_and_spread import length_constant as reference

OK_FORMAT = False
name = "length_constant_hidden"

def hidden(rng):
    """Hidden cases."""
    return {
        "Thin axons": [(rng.uniform(1e-5, 9e-4), rng.uniform(0.03, 0.3), rng.uniform(0.02, 0.6)) for _ in range(4)],
        "Thick axons": [(rng.uniform(0.01, 0.06), rng.uniform(0.03, 0.3), rng.uniform(0.02, 0.6)) for _ in range(4)],
        "Whole numbers": [(3, 2, 5), (7, 1, 2)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Thin axons'][0:1]


@test_case(name="Thin axons", hidden=True)
def case_0(length_constant):
    agree(length_constant, reference, CASES['Thin axons'], first=FIRST)


@test_case(name="Thick axons", hidden=True)
def case_1(length_constant):
    agree(length_constant, reference, CASES['Thick axons'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_2(length_constant):
    agree(length_constant, reference, CASES['Whole numbers'], first=FIRST)
