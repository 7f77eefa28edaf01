# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of refractory_steps."""

from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.integrate_and_fire import refractory_steps as reference

OK_FORMAT = False
name = "refractory_steps_hidden"

def hidden(rng):
    """Hidden cases."""
    some = [int(one) for one in rng.integers(3, 60, 6)]
    return {
        "Steps that fit": [(0.25 * one, 0.25) for one in some[:3]],
        "Steps that fit, but for rounding": [(0.3, 0.1), (0.6, 0.2), (1.1, 0.1), (0.7, 0.1), (1.2, 0.4)],
        "Steps that do not fit": [(0.3 * one + 0.1, 0.3) for one in some[3:]] + [(0.3 * one + 0.2, 0.3) for one in some[3:]],
        "No refractory time": [(0.0, 0.1), (0.0, 0.5)],
        "Whole numbers": [(some[0], 1), (2 * some[1], 2)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Steps that fit'][0:1]


@test_case(name="Steps that fit", hidden=True)
def case_0(refractory_steps):
    agree(refractory_steps, reference, CASES['Steps that fit'], first=FIRST)


@test_case(name="Steps that fit, but for rounding", hidden=True)
def case_1(refractory_steps):
    agree(refractory_steps, reference, CASES['Steps that fit, but for rounding'], first=FIRST)


@test_case(name="Steps that do not fit", hidden=True)
def case_2(refractory_steps):
    agree(refractory_steps, reference, CASES['Steps that do not fit'], first=FIRST)


@test_case(name="No refractory time", hidden=True)
def case_3(refractory_steps):
    agree(refractory_steps, reference, CASES['No refractory time'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_4(refractory_steps):
    agree(refractory_steps, reference, CASES['Whole numbers'], first=FIRST)
