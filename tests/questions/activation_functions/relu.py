"""relu: silent up to 0, then the net input itself."""

from autograder import Call

from .shared import AROUND_0, DIGITS_COUNT, THIRDS, UNCHANGED, above, all_digits, below, arrays_of, one_each, probes

FOLLOW = "Above threshold, how should the activation follow the net input?"
IN_FULL = "At n = -2/3, 1/3 and 2/3 the values by hand are 0, 1/3 and 2/3."
PUBLIC = [
    one_each(AROUND_0),
    below("below threshold", 0, "How often does a neuron fire while inhibition wins?"),
    above("above threshold", [0.25, 0.75, 2.5], FOLLOW, DIGITS_COUNT),
    all_digits(THIRDS, [0, 1 / 3, 2 / 3], FOLLOW, IN_FULL),
]
PROBES = probes()
EQUIVALENT = {"relu: net <= 0.0 -> net < 0.0": "At exactly 0 both branches give 0: the curve has a corner, not a jump."}


def hidden(rng):
    """Hidden cases."""
    n = arrays_of(rng)
    return {
        "The curve, for units in any order": [
            *(n.grid, n.shuffled, Call(*n.small).within(atol=0), Call(*n.tiny).within(rtol=0.6, atol=0)),
        ],
        "Exactly at 0": [n.units, n.zeros, n.whole_zeros],
        "Strong inhibition and strong excitation": [n.far],
        "Whole numbers": [n.whole],
        "A table of units": n.tables,
        "A single unit": n.single,
        UNCHANGED: n.alone,
    }
