# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of linear."""

import numpy as np
from autograder import Call
from types import SimpleNamespace
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.activation_functions import linear as reference

OK_FORMAT = False
name = "linear_hidden"

def arrays_of(rng):
    """The arrays that hidden cases are made of."""
    units = np.array([-4.2, -0.6, -0.4, -1e-3, 1e-3, 0.4, 0.6, 4.2]) * rng.uniform(0.9, 1.1, 8)
    small = np.array([-1e-5, 1e-5, -1e-8, 1e-8, -1e-12, 1e-12, -1e-100, 1e-100]) * rng.uniform(0.9, 1.1, 8)
    whole = np.array([-4, -2, -1, 1, 2, 4])
    table = units.reshape(2, 4)
    return SimpleNamespace(
        units=(units,),
        grid=(np.linspace(-5, 5, 1000),),  # the lecture's; it holds no exact 0
        shuffled=(units[[6, 0, 4, 2, 7, 3, 5, 1]],),
        far=(np.array([-30.0, -12.0, -8.0, 8.0, 12.0, 30.0]),),
        small=(small,),
        tiny=(np.array([1e-300, 3e-300]),),  # its square is 0, and whoever takes a root of that may be off by a half
        whole=(whole,),
        zeros=(np.array([0.0, -0.0]),),
        whole_zeros=(np.array([0, 0]),),
        tables=[(table,), (table[:1],), (table[:, :1],)],
        single=[(units[:1],), (units[-1:],)],
        alone=[(units,), (whole.reshape(2, 3),)],
    )


def hidden(rng):
    """Hidden cases."""
    n = arrays_of(rng)
    whole = np.array([-4, -2, -1, 0, 1, 2, 4])
    return {
        "The curve, for units in any order": [
            *(n.grid, n.shuffled, n.zeros, Call(*n.small).within(atol=0), Call(*n.tiny).within(rtol=0.6, atol=0)),
        ],
        "Strong inhibition and strong excitation": [n.far],
        "Whole numbers": [(whole,)],
        "A table of units": n.tables,
        "A single unit": n.single,
    }


CASES = hidden(seeded(name))
FIRST = CASES['The curve, for units in any order'][0:1]


@test_case(name="The curve, for units in any order", hidden=True)
def case_0(linear):
    agree(linear, reference, CASES['The curve, for units in any order'], first=FIRST)


@test_case(name="Strong inhibition and strong excitation", hidden=True)
def case_1(linear):
    agree(linear, reference, CASES['Strong inhibition and strong excitation'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_2(linear):
    agree(linear, reference, CASES['Whole numbers'], first=FIRST)


@test_case(name="A table of units", hidden=True)
def case_3(linear):
    agree(linear, reference, CASES['A table of units'], first=FIRST)


@test_case(name="A single unit", hidden=True)
def case_4(linear):
    agree(linear, reference, CASES['A single unit'], first=FIRST)
