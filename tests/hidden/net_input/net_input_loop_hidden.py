# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Hidden tests of net_input_loop."""

import numpy as np
from otter.test_files import test_case
from autograder import agree, leaves_alone, seeded
from solutions.net_input import net_input_loop as reference

OK_FORMAT = False
name = "net_input_loop_hidden"

STAY = "The caller's activations and weights stay as they were"


def rounding(a, wj):
    """What the order of adding may change: a share of the terms, since the net itself may nearly cancel."""
    return 1e-12 * np.abs(a * wj).sum() + 1e-300


def cases(rng):
    """Hidden cases of all three."""

    def senders(m):
        return rng.uniform(0.1, 1.0, m)

    def synapses(a, net=1):
        """The activations, and weights of both signs that give a net input of this sign."""
        wj = rng.uniform(0.5, 1.5, len(a))
        wj[::2] *= -1
        return a, net * np.sign(a @ wj) * wj

    some = synapses(senders(4))
    counts = [synapses(senders(m)) for m in (3, 7, 1, 500, 2)] + [synapses(1e6 * senders(3))]
    silent = [synapses(senders(6) * active) for active in ([0, 1, 1, 0, 1, 0], [1, 0, 0, 1, 0, 1])]
    unused = [(senders(3), np.array([0.0, 1.5, 0.0])), (np.zeros(3), rng.normal(size=3))]
    inhibited = [synapses(senders(5), net=-1), (senders(4), -senders(4))]
    negative = [synapses(rng.normal(size=5)), synapses(-senders(4))]
    small = rng.integers(1, 4, 5)
    whole = [(small, np.array([-1, 2, 3, 4, 5])), (senders(5), np.array([-1, 2, 3, 4, 5])), synapses(small)]
    silent += [(np.array([0, 2, 0, 1, 1]), np.array([3, -1, 2, 0, 4]))]
    counts += [synapses(1e-9 * senders(3))]
    return {
        "Any number of inputs, one call after another": counts,
        "A silent sender or a missing synapse adds nothing": silent + unused,
        "Inhibition outweighs excitation": inhibited,
        "Senders with negative activation": negative,
        "Whole numbers": whole,
        "No inputs at all": [some, (np.zeros(0), np.zeros(0))],
        STAY: [some],
    }


hidden = cases
RTOL, ATOL = 0, rounding


CASES = hidden(seeded(name))
FIRST = CASES["The caller's activations and weights stay as they were"][0:1]


@test_case(name="Any number of inputs, one call after another", hidden=True)
def case_0(net_input_loop):
    agree(net_input_loop, reference, CASES['Any number of inputs, one call after another'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="A silent sender or a missing synapse adds nothing", hidden=True)
def case_1(net_input_loop):
    agree(net_input_loop, reference, CASES['A silent sender or a missing synapse adds nothing'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Inhibition outweighs excitation", hidden=True)
def case_2(net_input_loop):
    agree(net_input_loop, reference, CASES['Inhibition outweighs excitation'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Senders with negative activation", hidden=True)
def case_3(net_input_loop):
    agree(net_input_loop, reference, CASES['Senders with negative activation'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="Whole numbers", hidden=True)
def case_4(net_input_loop):
    agree(net_input_loop, reference, CASES['Whole numbers'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="No inputs at all", hidden=True)
def case_5(net_input_loop):
    agree(net_input_loop, reference, CASES['No inputs at all'], rtol=RTOL, atol=ATOL, first=FIRST)


@test_case(name="The caller's activations and weights stay as they were", hidden=True)
def unchanged(net_input_loop):
    agree(net_input_loop, reference, FIRST, rtol=RTOL, atol=ATOL, unchanged=True)
    leaves_alone(net_input_loop, [inputs for case in CASES.values() for inputs in case])
