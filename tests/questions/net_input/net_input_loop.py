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
    *public(
        "The loop meets each synapse; what adds them up?",
        {  # what some other computation gives, and what to ask then
            2: "Is that the first synapse alone? When should the function answer?",
            -1: "Is that the last synapse alone? What is n on each new pass?",
            5: "Is that all but the last synapse? How many did the loop visit?",
            -1.75: "Did each sender meet every weight? Which one weight is its own?",
        },
    ),
    one_at_a_time,
]
PROBES = probes("a hundred and one senders", 101)
hidden = cases
UNCHANGED = STAY
RTOL, ATOL = 0, rounding
EQUIVALENT = equivalent("net_input_loop")
