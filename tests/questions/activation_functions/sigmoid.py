"""sigmoid: a smooth rise from 0 to 1."""

import numpy as np

from .shared import STEP, UNCHANGED, all_digits, by_hand, arrays_of, one_each, probes, rises

LN_3 = (np.array([-np.log(3), 0, np.log(3)]),)
LN_2 = (np.array([-np.log(2), 0, np.log(2)]),)
WORDS = "-ln 3, 0 and ln 3 the values by hand are 0.25, 0.5 and 0.75"
OTHERS = {
    4 / 3: "Does yours divide by all that stands below the fraction bar?",
    3 / 2: "Can a rate that saturates at 1 get there? What stands below your fraction bar?",
    4 / 5: "Which two limits should this curve have, and which has yours?",
}
IN_FULL = "At n = -ln 2, 0 and ln 2 the values by hand are 1/3, 1/2 and 2/3."
PUBLIC = [
    one_each(LN_3),
    rises("ln 3"),
    by_hand(LN_3, [0.25, 0.5, 0.75], WORDS, OTHERS),
    all_digits(LN_2, [1 / 3, 1 / 2, 2 / 3], STEP, IN_FULL),
]
PROBES = probes()
EQUIVALENT = {"sigmoid: net >= 0.0 -> net > 0.0": "At exactly 0 decay is 1, so both branches give 1 / 2."}


def hidden(rng):
    """Hidden cases."""
    n = arrays_of(rng)
    return {
        "The curve, for units in any order": [n.grid, n.shuffled, n.small],
        "Exactly at 0": [n.units, n.zeros],
        "Strong inhibition and strong excitation": [n.far],
        "Whole numbers": [(np.array([-4, -2, -1, 0, 1, 4]),)],
        "A table of units": n.tables,
        "A single unit": n.single,
        UNCHANGED: n.alone,
    }
