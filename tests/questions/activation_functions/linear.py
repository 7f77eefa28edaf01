"""linear: the activation is the net input itself."""

import numpy as np

from autograder import Call

from .shared import AROUND_0, MARKS, THIRDS, above, all_digits, below, arrays_of, one_each, probes

ON_ITS_WAY = "What, if anything, does the equation do to the net input on its way?"
IN_FULL = "At n = -2/3, 1/3 and 2/3 the activations are those same numbers."
PUBLIC = [
    one_each(AROUND_0),
    below("inhibition", -1.5, "Does the equation treat inhibition differently from excitation?"),
    above("excitation", [0.25, 0.75, 2.5], ON_ITS_WAY, f"{MARKS} They look at all digits."),
    all_digits(THIRDS, THIRDS[0], ON_ITS_WAY, IN_FULL),
]
PROBES = probes()
UNCHANGED = None  # handing back the very array that came in is fine, so nothing is promised of it


def hidden(rng):
    """Hidden cases."""
    n = arrays_of(rng)
    whole = np.array([-4, -2, -1, 0, 1, 2, 4])
    return {
        "The curve, for units in any order": [
            *(n.grid, n.shuffled, n.zeros, Call(*n.small).within(atol=0), Call(*n.tiny).within(rtol=0.6, atol=0)),
        ],
        "Strong inhibition and strong excitation": [n.far],
        "Whole numbers": [(whole,)],
        "A table of units": n.tables,
        "A single unit": n.single,
    }
