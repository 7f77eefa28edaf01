# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of gate_change."""

from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.hodgkin_huxley import gate_change as reference

OK_FORMAT = False
name = "gate_change_hidden"

def hidden(rng):
    """Hidden cases."""
    a, b = rng.uniform(0.5, 6, 4), rng.uniform(0.5, 6, 4)
    return {
        "Mostly closed": [(rng.uniform(0.02, 0.3), one, other) for one, other in zip(a, b)],
        "Mostly open": [(rng.uniform(0.7, 0.98), one, other) for one, other in zip(a, b)],
        "All closed, all open": [(0.0, a[0], b[0]), (1.0, a[1], b[1])],
        "Slow gates": [(rng.uniform(0.3, 0.7), 0.01 * one, 0.02 * other) for one, other in zip(a, b)],
        "Whole numbers": [(0, 3, 2), (1, 3, 2), (1, 1, 4)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Mostly closed'][0:1]


@test_case(name="Mostly closed", hidden=True)
def case_0(gate_change):
    agree(gate_change, reference, CASES['Mostly closed'], first=FIRST)


@test_case(name="Mostly open", hidden=True)
def case_1(gate_change):
    agree(gate_change, reference, CASES['Mostly open'], first=FIRST)


@test_case(name="All closed, all open", hidden=True)
def case_2(gate_change):
    agree(gate_change, reference, CASES['All closed, all open'], first=FIRST)


@test_case(name="Slow gates", hidden=True)
def case_3(gate_change):
    agree(gate_change, reference, CASES['Slow gates'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_4(gate_change):
    agree(gate_change, reference, CASES['Whole numbers'], first=FIRST)
