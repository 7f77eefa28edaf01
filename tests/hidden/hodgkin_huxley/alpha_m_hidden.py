# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of alpha_m."""

from autograder import Call
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.hodgkin_huxley import alpha_m as reference

OK_FORMAT = False
name = "alpha_m_hidden"

def hidden(rng):
    """Hidden cases."""
    return {
        "Around rest": [(float(V),) for V in rng.uniform(1, 20, 5)],
        "Below rest": [(float(V),) for V in -rng.uniform(1, 25, 4)],
        "Above 25 mV": [(float(V),) for V in (*rng.uniform(26, 55, 3), rng.uniform(25.2, 25.4))],
        "Far from rest": [(float(V),) for V in (*rng.uniform(62, 110, 3), *-rng.uniform(61, 75, 2))],
        "Exactly 25 mV": [Call(25.0).within(atol=1e-4), Call(25).within(atol=1e-4)],
        "Whole numbers": [(0,), (-8,), (40,), (10,)],
    }


CASES = hidden(seeded(name))
FIRST = CASES['Around rest'][0:1]


@test_case(name="Around rest", hidden=True)
def case_0(alpha_m):
    agree(alpha_m, reference, CASES['Around rest'], first=FIRST)


@test_case(name="Below rest", hidden=True)
def case_1(alpha_m):
    agree(alpha_m, reference, CASES['Below rest'], first=FIRST)


@test_case(name="Above 25 mV", hidden=True)
def case_2(alpha_m):
    agree(alpha_m, reference, CASES['Above 25 mV'], first=FIRST)


@test_case(name="Far from rest", hidden=True)
def case_3(alpha_m):
    agree(alpha_m, reference, CASES['Far from rest'], first=FIRST)


@test_case(name="Exactly 25 mV", hidden=True)
def case_4(alpha_m):
    agree(alpha_m, reference, CASES['Exactly 25 mV'], first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_5(alpha_m):
    agree(alpha_m, reference, CASES['Whole numbers'], first=FIRST)
