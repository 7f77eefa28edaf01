"""potential_change: elements of an array by their positions, from the first to the last."""

import numpy as np

from autograder import Wrong
from autograder.questions.checks import Answer, Value

ENDS = "Which position has the first sample, and which the last?"
FOUR = np.array([-65.0, -71.0, -48.0, -60.0])
PUBLIC = [
    Answer(
        "one number comes back",
        (FOUR,),
        5.0,
        OTHER_SHAPE="{name} handed back several numbers (shape {shape}).\n"
        "A change from the first to the last sample: how many numbers is that?",
    ),
    Value(
        "four samples, -65, -71, -48 and -60 mV",
        (FOUR,),
        5.0,
        ENDS,
        others={
            -5.0: "Which sample is taken away from which?",
            11.0: "Which position does Python give to the first sample?",
            23.0: "Is the lowest sample the first, and the highest the last?",
            17.0: "Does yours end at the third sample? How many come after it?",
            -6.0: "Is that the second sample? How many come after it?",
            -60.0: "That is the last sample. What was it before?",
            -65.0: "That is the first sample. What became of it?",
            -125.0: "Is a change a sum, or a difference?",
        },
    ),
    Value(
        "five samples that fall, -50, -80, -40, -55 and -62 mV",
        (np.array([-50.0, -80.0, -40.0, -55.0, -62.0]),),
        -12.0,
        ENDS,
        others={
            12.0: "What does the sign of a change tell?",
            -5.0: "Is that the fourth sample? How can a function find the last of any number?",
        },
    ),
    Value(
        "all digits",
        (np.array([-70.0, -68.0, -69.4321987654]),),
        0.5678012346,
        ENDS,
        says="From -70 to -69.4321987654 mV the potential rises by 0.5678012346 mV.\nYours is {0:.12g} mV.",
        digits=True,
        close=(1e-9, 1e-12),
    ),
]
PROBES = [
    ("one sample, -70 mV", (np.array([-70.0]),), "one sample"),
    ("two samples, -70 and -62.5 mV", (np.array([-70.0, -62.5]),), "two samples"),
    ("three samples, -70, -55 and -58 mV", (np.array([-70.0, -55.0, -58.0]),), "three samples"),
    ("six samples, -70, -69, -60, -52, -66 and -67 mV", (np.array([-70.0, -69, -60, -52, -66, -67]),), "six samples"),
    ("whole numbers, -60, -65, -59 and -72 mV", (np.array([-60, -65, -59, -72]),), "whole numbers"),
    ("samples on both sides of 0, -40, 20, 30 and 10 mV", (np.array([-40.0, 20.0, 30.0, 10.0]),), "up to 10 mV"),
    ("two samples, -70 and -68.7654321 mV", (np.array([-70.0, -68.7654321]),), "many digits"),
    ("three samples that end where they began, -70, -50 and -70 mV", (np.array([-70.0, -50.0, -70.0]),), "back again"),
]
MARKS_COME_FROM = (
    "rising potentials, falling potentials, long arrays, a single element and whole numbers. They look at all "
    "digits. They also check that your function leaves its input unchanged"
)


def hidden(rng):
    """Hidden cases."""

    def samples(m, rises):
        """So many samples, of which the first and the last are neither the lowest nor the highest."""
        v = rng.uniform(-66, -64, m)
        v[0], v[-1] = (-70, -61) if rises else (-61, -70)
        v[[0, -1]] += rng.uniform(-0.5, 0.5, 2)
        v[1], v[-2] = rng.permutation([-80 - rng.uniform(0, 5), -50 + rng.uniform(0, 5)])
        return v

    def whole(v):
        return np.round(v).astype(int)

    return {
        "From the first sample to the last": [
            (np.round(samples(6, True)),),
            (samples(4, True),),
            (samples(7, False),),
            (samples(200, True),),
        ],
        "Whole numbers": [(whole(samples(5, True)),), (whole(samples(5, False)),)],
        "A single sample": [(rng.uniform(-70, -60, 1),)],
    }

UNCHANGED = "The samples that come in stay as they were"
WRONG = [
    Wrong(
        "C1", "hands nothing back: print, or no return", 0.5, "What does whoever called your function get back?",
        "return float(v[len(v) - 1] - v[0])", "print(v[len(v) - 1] - v[0])",
    ),
    Wrong("C2", "first minus last", 0.5, "Which sign has a potential that rises?", "v[len(v) - 1] - v[0]", "v[0] - v[len(v) - 1]"),
    Wrong("C3", "one position too far", 0.5, "If the first of four has position 0, which has the last?", "len(v) - 1", "len(v)"),
    Wrong("C4", "counts from 1", 0.5, "Which position does Python give to the first element?", "- v[0]", "- v[1]"),
    Wrong(
        "C5", "highest minus lowest", 0.4, "Is the lowest sample always the first one?",
        "v[len(v) - 1] - v[0]", "max(v) - min(v)",
    ),
    Wrong("C6", "the last sample alone", 0.3, "Where did the potential start?", " - v[0]"),
    Wrong("C7", "as many samples as in the example", 0.4, "What if there are more samples than four?", "len(v) - 1", "3"),
    Wrong(
        "C8", "every step by itself", 0.4, "How many numbers should come back?",
        "float(v[len(v) - 1] - v[0])", "np.diff(v)",
    ),
    Wrong("C9", "loses the sign", 0.5, "How can one tell a rise from a fall?", "float(", "abs("),
    Wrong("C10", "adds first and last", 0.3, "Is a change a sum, or a difference?", "- v[0]", "+ v[0]"),
    Wrong("C11", "the last sample but one", 0.5, "How many samples come after the one that you took?", "len(v) - 1", "len(v) - 2"),
    Wrong(
        "C12", "the change per sample", 0.4, "Did anybody ask how many samples there are?",
        "v[len(v) - 1] - v[0]", "(v[len(v) - 1] - v[0]) / len(v)",
    ),
    Wrong("C13", "the first step alone", 0.3, "How many samples come after the second?", "len(v) - 1", "1"),
    Wrong("C14", "from the average", 0.4, "Which sample do you start from?", "- v[0]", "- np.mean(v)"),
    Wrong("C15", "the average", 0.2, "Does an average tell in which direction it went?", "v[len(v) - 1] - v[0]", "np.mean(v)"),
    Wrong("C16", "as an array of one", 0.6, "Is it one number, or an array that holds one?",
          "float(v[len(v) - 1] - v[0])", "v[len(v) - 1:] - v[:1]"),
    Wrong("C17", "rounds", 0.7, "How many digits does whoever calls your function want to keep?",
          "float(v[len(v) - 1] - v[0])", "round(v[len(v) - 1] - v[0], 1)"),
    Wrong(
        "C18", "takes the first sample off all of them", 0.8, "Whose array is it that your function changes?",
        code="def potential_change(v):\n    v -= v[0]\n    return v[len(v) - 1]",
    ),
    Wrong(
        "C19", "needs two samples", 0.7, "What is the change when there is a single sample?",
        code="def potential_change(v):\n    if len(v) > 1:\n        return v[-1] - v[0]",
    ),
    Wrong("C20", "the largest sample minus the first", 0.4, "Is the highest sample always the last one?",
          "v[len(v) - 1]", "max(v)"),
    Wrong("C21", "the first sample alone", 0.2, "Where does the potential end?", "v[len(v) - 1] - v[0]", "v[0]"),
    Wrong(
        "C22",
        "first minus first: the answer comes on the first pass of a loop",
        0.3,
        "Yours is 0 every time: which two samples does it compare?",
        "len(v) - 1",
        "0",
    ),
    Wrong("C23", "adds all samples", 0.2, "Is a change a sum, or a difference?", "v[len(v) - 1] - v[0]", "sum(v)"),
    Wrong("C24", "all samples, measured from the first", 0.5, "How many numbers should come back?",
          "float(v[len(v) - 1] - v[0])", "v - v[0]"),
    Wrong("C25", "the last step alone", 0.4, "Which sample do you start from?", "- v[0]", "- v[len(v) - 2]"),
    Wrong("C26", "compares positions, and not what stands there", 0.3, "Is that a position, or a potential?",
          "v[len(v) - 1] - v[0]", "len(v) - 1"),
    Wrong("C27", "0 unless it falls", 0.6, "What is the change of a potential that rises?",
          code="def potential_change(v):\n    return min(v[-1] - v[0], 0)"),
    Wrong("C28", "0 unless it rises", 0.6, "What is the change of a potential that falls?",
          code="def potential_change(v):\n    return max(v[-1] - v[0], 0)"),
    Wrong("C29", "nothing for whole numbers", 0.7, "Which kinds of numbers may come in?",
          code="def potential_change(v):\n    if isinstance(v[0], float):\n        return v[-1] - v[0]"),
]
RIGHT = [
    "def potential_change(v):\n    return v[-1] - v[0]",
    "def potential_change(v):\n    first = v[0]\n    last = v[len(v) - 1]\n    change = last - first\n    return change",
    "def potential_change(v):\n    return -(v[0] - v[-1])",
    "def potential_change(v):\n    return np.sum(np.diff(v))",
    "def potential_change(v):\n    change = 0\n    for i in range(1, len(v)):\n        change += v[i] - v[i - 1]\n    return change",
    "potential_change = lambda v: v.take(-1) - v.take(0)",
    "def potential_change(samples):\n    start, *_, end = [samples[0], *samples]\n    return end - start",
]
