"""net_input_dot: a dot product."""

from .shared import DOTS, STAY, VISITS, cases, equivalent, probes, public, rounding, seen_in


def a_single_call(net_input_dot):
    """a single call"""
    seen = seen_in(net_input_dot)
    in_steps = "Multiplying and adding were separate steps here. Which single call of\nNumPy's does both?"
    assert seen & DOTS or not seen & {"multiply", *VISITS}, in_steps


PUBLIC = [
    *public(),
    a_single_call,
]
PROBES = probes("twelve senders", 12)
hidden = cases
UNCHANGED = STAY
RTOL, ATOL = 0, rounding
EQUIVALENT = equivalent("net_input_dot")
