# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of largest_network."""

from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.levels_of_neurons import largest_network as reference

OK_FORMAT = False
name = "largest_network_hidden"

def exactly(cells, per_cell, per_connection, more=0.0):
    """A budget that so many cells use up, and so much more."""
    return (cells * per_cell + cells**2 * per_connection + more, per_cell, per_connection)


def hidden(rng):
    """Hidden cases: prices are quarters, so that what is exact on paper is exact here."""
    cells = [int(one) for one in rng.integers(6, 40, 6)]
    dear, cheap = float(rng.integers(90, 140)), float(rng.integers(3, 9))
    return {
        "Cells and connections": [exactly(cells[0], dear, cheap, 7.0), exactly(cells[1], cheap, dear, 31.0), exactly(cells[2], 12.0, cheap, 11.0)],
        "Used up exactly": [exactly(cells[3], 20.0, 5.0), exactly(cells[4], dear, 2.0), exactly(1, cheap, 2.0)],
        "Too small for one cell": [exactly(1, dear, 2.0, -1.0), (0.0, cheap, 2.0)],
        "Connections that cost nothing": [(10.0 * dear + 1, dear, 0.0), (cells[0] * cheap, cheap, 0.0)],
        "Large budgets": [exactly(1640 + cells[5], 8.0, 2.0, 300.0)],
        "Prices that are not whole": [exactly(cells[1], 7.25, 1.5, 3.0), exactly(cells[2], 0.5, 0.25, 0.25)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Cells and connections'][0:1]


@test_case(name="Cells and connections", hidden=True)
def case_0(largest_network):
    agree(largest_network, reference, CASES['Cells and connections'], first=FIRST)


@test_case(name="Used up exactly", hidden=True)
def case_1(largest_network):
    agree(largest_network, reference, CASES['Used up exactly'], first=FIRST)


@test_case(name="Too small for one cell", hidden=True)
def case_2(largest_network):
    agree(largest_network, reference, CASES['Too small for one cell'], first=FIRST)


@test_case(name="Connections that cost nothing", hidden=True)
def case_3(largest_network):
    agree(largest_network, reference, CASES['Connections that cost nothing'], first=FIRST)


@test_case(name="Large budgets", hidden=True)
def case_4(largest_network):
    agree(largest_network, reference, CASES['Large budgets'], first=FIRST)


@test_case(name="Prices that are not whole", hidden=True)
def case_5(largest_network):
    agree(largest_network, reference, CASES['Prices that are not whole'], first=FIRST)
