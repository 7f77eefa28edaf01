"""Hidden tests of sigmoid: a smooth rise from 0 to 1."""

import numpy as np
from otter.test_files import test_case

from autograder import agree, leaves_alone, seeded
from solutions.activation_functions import sigmoid as reference

OK_FORMAT = False
name = "sigmoid_hidden"
rng = seeded(name)

LECTURE_GRID = np.linspace(-5, 5, 1000)  # holds no exact 0
UNITS = np.array([-4.2, -0.6, -0.4, -1e-3, 1e-3, 0.4, 0.6, 4.2]) * rng.uniform(0.9, 1.1, 8)
SHUFFLED = UNITS[[6, 0, 4, 2, 7, 3, 5, 1]]
FAR = np.array([-30.0, -12.0, -8.0, 8.0, 12.0, 30.0])
WHOLE = np.array([-4, -2, -1, 0, 1, 4])
TABLE = UNITS.reshape(2, 4)
SMALL = np.array([-1e-5, 1e-5, -1e-8, 1e-8, -1e-12, 1e-12, -1e-100, 1e-100]) * rng.uniform(0.9, 1.1, 8)
ZEROS = np.array([0.0, -0.0])
ALL = (LECTURE_GRID, UNITS[:1], ZEROS, FAR, WHOLE, TABLE, TABLE[:, :1], WHOLE.reshape(2, 3))
KINDS = [(n,) for n in ALL]


@test_case(name="The curve, for units in any order", hidden=True)
def curve(sigmoid):
    agree(sigmoid, reference, [(LECTURE_GRID,), (SHUFFLED,), (SMALL,)])


@test_case(name="Exactly at 0", hidden=True)
def at_zero(sigmoid):
    agree(sigmoid, reference, [(UNITS,), (ZEROS,)])


@test_case(name="Strong inhibition and strong excitation", hidden=True)
def far_from_zero(sigmoid):
    agree(sigmoid, reference, [(FAR,)])


@test_case(name="Whole numbers", hidden=True)
def whole_numbers(sigmoid):
    agree(sigmoid, reference, [(WHOLE,)])


@test_case(name="A table of units", hidden=True)
def table(sigmoid):
    agree(sigmoid, reference, [(TABLE,), (TABLE[:1],), (TABLE[:, :1],)])


@test_case(name="A single unit", hidden=True)
def single_unit(sigmoid):
    agree(sigmoid, reference, [(UNITS[:1],), (UNITS[-1:],)])


@test_case(name="The caller's array stays as it was", hidden=True)
def unchanged(sigmoid):
    agree(sigmoid, reference, [(UNITS,)], unchanged=True)
    leaves_alone(sigmoid, KINDS)
