# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of to_volts."""

from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.warm_up import to_volts as reference

OK_FORMAT = False
name = "to_volts_hidden"

def hidden(rng):
    """Hidden cases."""
    below, above = rng.integers(40, 90, 2)
    return {
        "Exactly 0": [(0.0,), (0,)],
        "Potentials below 0": [*((float(-mv),) for mv in rng.uniform(40, 90, 3)), (int(-below),)],
        "Potentials above 0": [*((float(mv),) for mv in rng.uniform(5, 60, 3)), (int(above),)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Exactly 0'][0:1]


@test_case(name="Exactly 0", hidden=True)
def case_0(to_volts):
    agree(to_volts, reference, CASES['Exactly 0'], first=FIRST)


@test_case(name="Potentials below 0", hidden=True)
def case_1(to_volts):
    agree(to_volts, reference, CASES['Potentials below 0'], first=FIRST)


@test_case(name="Potentials above 0", hidden=True)
def case_2(to_volts):
    agree(to_volts, reference, CASES['Potentials above 0'], first=FIRST)
