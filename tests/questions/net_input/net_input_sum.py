"""net_input_sum: a product of arrays, then a sum."""

from .shared import DOTS, STAY, VISITS, cases, equivalent, probes, public, rounding, seen_in


def product_then_sum(net_input_sum):
    """a product of arrays, then a sum"""
    seen = seen_in(net_input_sum)
    in_one_call = (
        "One call multiplied and added at once here. Can you write it as two steps:\n"
        "first the products of the two arrays as a whole, then their sum?"
    )
    assert "multiply" in seen or not seen & DOTS, in_one_call
    one_at_a_time = (
        "Your code visited the synapses one at a time here. NumPy multiplies two\n"
        "arrays as a whole. Which line could say that, and what is left to do?"
    )
    assert "multiply" in seen or not seen & VISITS, one_at_a_time


PUBLIC = [
    *public(),
    product_then_sum,
]
PROBES = probes("twelve senders", 12)
hidden = cases
UNCHANGED = STAY
RTOL, ATOL = 0, rounding
EQUIVALENT = equivalent("net_input_sum")
