# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of gap_of_twin."""

from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.real_neuron import gap_of_twin as reference

OK_FORMAT = False
name = "gap_of_twin_hidden"

def some_cell(rng):
    """What might be measured of a cell."""
    return {"R": rng.uniform(0.4, 1.6), "tau": rng.uniform(15, 60), "gap": rng.uniform(14, 28)}


def hidden(rng):
    """Hidden cases."""
    cells = [some_cell(rng) for _ in range(6)]
    return {
        "More resistance": [(one["R"] * rng.uniform(1.3, 4), one) for one in cells[:3]],
        "Less resistance": [(one["R"] * rng.uniform(0.2, 0.8), one) for one in cells[3:]],
        "The same resistance": [(one["R"], one) for one in cells[:2]],
        "Whole numbers": [(5, {"R": 2, "tau": 30, "gap": 17}), (1, {"R": 4, "tau": 30, "gap": 22})],
    }


CASES = hidden(seeded(name))
FIRST = CASES['More resistance'][0:1]


@test_case(name="More resistance", hidden=True)
def case_0(gap_of_twin):
    agree(gap_of_twin, reference, CASES['More resistance'], first=FIRST)


@test_case(name="Less resistance", hidden=True)
def case_1(gap_of_twin):
    agree(gap_of_twin, reference, CASES['Less resistance'], first=FIRST)


@test_case(name="The same resistance", hidden=True)
def case_2(gap_of_twin):
    agree(gap_of_twin, reference, CASES['The same resistance'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_3(gap_of_twin):
    agree(gap_of_twin, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="What was measured of the cell stays as it was", hidden=True)
def unchanged(gap_of_twin):
    agree(gap_of_twin, reference, FIRST, unchanged=True)
    leaves_alone(gap_of_twin, [inputs for case in CASES.values() for inputs in case])
