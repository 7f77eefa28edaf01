"""net_input_loop: one synapse at a time."""

from .shared import DOTS, STAY, VISITS, cases, equivalent, probes, public, rounding, seen_in


def one_at_a_time(net_input_loop):
    """one synapse at a time"""
    seen = seen_in(net_input_loop)
    all_at_once = (
        "NumPy took both arrays as a whole here, and your code visited no synapse\n"
        "by itself. Can you meet the synapses one at a time, and add up as you go?"
    )
    assert seen & VISITS or not seen & {"multiply", *DOTS}, all_at_once


PUBLIC = [
    *public(),
    one_at_a_time,
]
PROBES = probes("a hundred and one senders", 101)
hidden = cases
UNCHANGED = STAY
RTOL, ATOL = 0, rounding
EQUIVALENT = equivalent("net_input_loop")
