"""step: silent up to 0, then fully on."""

import numpy as np

from .shared import AROUND_0, MARKS, UNCHANGED, UNTOUCHED, above, below, arrays_of, one_each, probes

SILENT = "Is n = 0.25 below 0 or above it, and what does the equation say there?"
PUBLIC = [
    one_each(AROUND_0),
    below("below threshold", 0, "What is the activation of a unit that stays silent?"),
    above(
        "above threshold",
        [1, 1, 1],
        "A unit is all or none. Which activations can it have, and which has it above 0?",
        f"{MARKS} {UNTOUCHED}",
        others={0: SILENT},
        at=1,
    ),
]
PROBES = probes(jumps_at_0=True)
SMALLEST = 5e-324  # number above 0


def hidden(rng):
    """Hidden cases."""
    n = arrays_of(rng)
    return {
        "The curve, for units in any order": [n.grid, n.shuffled, n.far, n.whole],
        "Exactly at 0": [n.units, n.zeros, n.whole_zeros],
        "Just above and just below 0": [(np.array([-1e-12, -SMALLEST, SMALLEST, 1e-12]),)],
        "A table of units": n.tables,
        "A single unit": n.single,
        UNCHANGED: n.alone,
    }
