"""tanh: a smooth rise from -1 to 1."""

import numpy as np

from .shared import STEP, UNCHANGED, all_digits, by_hand, arrays_of, one_each, probes, rises

LN_2 = (np.array([-np.log(2), 0, np.log(2)]),)
HALF = (np.array([-np.log(2) / 2, 0, np.log(2) / 2]),)
WORDS = "-ln 2, 0 and ln 2 the values by hand are -0.6, 0 and 0.6"
OTHERS = {
    9 / 4: "Which parts belong together, and what does Python do first?",
    3 / 2: "What stands above the fraction bar, what below it, and is all of it in yours?",
    2 / 3: "Which two limits should this curve have, and which has yours?",
    np.tan(np.log(2)): "That is the tangent of an angle. Is there an angle in the equation?",
    np.arctan(np.log(2)): "That turns a tangent into an angle. Which function does the equation name?",
}
IN_FULL = "At n = minus and plus half of ln 2 the values by hand are -1/3 and 1/3,\nand at 0 it is 0."
PUBLIC = [
    one_each(LN_2),
    rises("ln 2"),
    by_hand(LN_2, [-0.6, 0, 0.6], WORDS, OTHERS, close=(1e-5, 1e-9)),
    all_digits(HALF, [-1 / 3, 0, 1 / 3], STEP, IN_FULL),
]
PROBES = probes()


def hidden(rng):
    """Hidden cases."""
    n = arrays_of(rng)
    return {
        "The curve, for units in any order": [n.grid, n.shuffled, n.small],
        "Exactly at 0": [n.units, n.zeros, n.whole_zeros],
        "Strong inhibition and strong excitation": [n.far],
        "Whole numbers": [n.whole],
        "A table of units": n.tables,
        "A single unit": n.single,
        UNCHANGED: n.alone,
    }
