"""net_input_dot: a dot product."""

from .shared import DOTS, STAY, VISITS, cases, equivalent, probes, public, rounding, seen_in


def a_single_call(net_input_dot):
    """a single call"""
    seen = seen_in(net_input_dot)
    in_steps = "Multiplying and adding were separate steps here. Which single call of\nNumPy's does both?"
    assert seen & DOTS or not seen & {"multiply", *VISITS}, in_steps


PUBLIC = [
    *public(
        "What does a dot product of two vectors end with?",
        {
            1: "Is that the mean of the products? Is a drive from more senders stronger?",
            -1.75: "Is that one sum times another? Which comes first, times or plus?",
            3: "Does the synapse multiply, or add? What does the sum sign add up?",
        },
    ),
    a_single_call,
]
PROBES = probes("twelve senders", 12)
hidden = cases
UNCHANGED = STAY
RTOL, ATOL = 0, rounding
EQUIVALENT = equivalent("net_input_dot")
