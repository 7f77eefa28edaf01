"""Hidden tests of net_input_sum. The three versions of the net input are judged alike, by the same text."""

from functools import partial

import numpy as np
from otter.test_files import test_case

from autograder import agree, leaves_alone, seeded
from solutions.net_input import net_input_sum as reference

OK_FORMAT = False
name = "net_input_sum_hidden"
rng = seeded(name)
senders = partial(rng.uniform, 0.1, 1.0)  # how many -> their activations


def rounding(a, wj):
    """What the order of adding may change: a share of the terms, since the net itself may nearly cancel."""
    return 1e-12 * np.abs(a * wj).sum() + 1e-300


def synapses(a, net=1):
    """The activations, and weights of both signs that give a net input of this sign."""
    wj = rng.uniform(0.5, 1.5, len(a))
    wj[::2] *= -1
    return a, net * np.sign(a @ wj) * wj


SOME = synapses(senders(4))
COUNTS = [synapses(senders(m)) for m in (3, 7, 1, 500, 2)] + [synapses(1e6 * senders(3))]
SILENT = [synapses(senders(6) * silent) for silent in ([0, 1, 1, 0, 1, 0], [1, 0, 0, 1, 0, 1])]
UNUSED = [(senders(3), np.array([0.0, 1.5, 0.0])), (np.zeros(3), rng.normal(size=3))]
INHIBITED = [synapses(senders(5), net=-1), (senders(4), -senders(4))]
NEGATIVE = [synapses(rng.normal(size=5)), synapses(-senders(4))]
SMALL = rng.integers(1, 4, 5)
WHOLE = [(SMALL, np.array([-1, 2, 3, 4, 5])), (senders(5), np.array([-1, 2, 3, 4, 5])), synapses(SMALL)]
SILENT += [(np.array([0, 2, 0, 1, 1]), np.array([3, -1, 2, 0, 4]))]
COUNTS += [synapses(1e-9 * senders(3))]
NONE = (np.zeros(0), np.zeros(0))
ALL = [*COUNTS, *SILENT, *UNUSED, *INHIBITED, *NEGATIVE, *WHOLE, NONE]


@test_case(name="Any number of inputs, one call after another", hidden=True)
def any_number(net_input_sum):
    agree(net_input_sum, reference, COUNTS, rtol=0, atol=rounding)


@test_case(name="A silent sender or a missing synapse adds nothing", hidden=True)
def silent_senders(net_input_sum):
    agree(net_input_sum, reference, SILENT + UNUSED, rtol=0, atol=rounding)


@test_case(name="Inhibition outweighs excitation", hidden=True)
def inhibition(net_input_sum):
    agree(net_input_sum, reference, INHIBITED, rtol=0, atol=rounding)


@test_case(name="Senders with negative activation", hidden=True)
def negative_activation(net_input_sum):
    agree(net_input_sum, reference, NEGATIVE, rtol=0, atol=rounding)


@test_case(name="Whole numbers", hidden=True)
def whole_numbers(net_input_sum):
    agree(net_input_sum, reference, WHOLE, rtol=0, atol=rounding)


@test_case(name="No inputs at all", hidden=True)
def no_inputs(net_input_sum):
    agree(net_input_sum, reference, [SOME, NONE], rtol=0, atol=rounding)


@test_case(name="The caller's activations and weights stay as they were", hidden=True)
def unchanged(net_input_sum):
    agree(net_input_sum, reference, [SOME], rtol=0, atol=rounding, unchanged=True)
    leaves_alone(net_input_sum, ALL)
