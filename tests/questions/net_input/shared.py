"""What the three versions of the net input share: they are judged alike, and differ in how they add up."""

import numpy as np

from autograder.questions.checks import DIGITS, WAITING, Answer, Same, Value

A = np.array([4.0, 3.0, 0.0, 1.5, 0.25])  # chosen by tests/find_example.py: each slip has a number of its own
WJ = np.array([2.0, -2.0, -20.0, 7.0, -6.0])
BY_HAND = (A, WJ)
EACH = A * WJ + 0.0  # where the silent sender would give -0
TOTAL = EACH.sum()
LOUDER = np.where(A == 0, 40.0, WJ)
INHIBITED = (np.array([1.0, 0.5, 1.0]), np.array([-2.0, 2.0, -3.0]))
USUAL = "Which product, or which addition, comes out differently in your code?"
STAY = "The caller's activations and weights stay as they were"
MARKS = (
    "This case is right. The marks come from other inputs: many senders, one, none at all, whole numbers, silent "
    "senders, missing synapses, weights of either sign, activations below 0, very large ones and very small ones. "
    "They look at all digits. They also check that your function leaves its inputs unchanged."
)
VISITS = {"getitem", "iter", "tolist"}
DOTS = {"dot", "matmul", "inner", "vdot", "einsum", "tensordot", "vecdot"}
LEFT_OUT = "Did some synapses add nothing to yours? How many are there?"
SKIPPED = "Is that every second synapse? Which ones did yours pass over?"
TIMES = "Does the synapse multiply, or do something else? What does the sum sign add up?"
HOW_OFTEN = "How often is each product in your total?"
NO_WEIGHT = "Where do the weights come in?"
NO_ACTIVATION = "Does it matter to your answer how active the senders are?"
# What some other computation gives, and what to ask then. Whatever else gives such a number has the same question.
OTHERS = {
    EACH[0]: "Is that the first synapse alone? What became of the others?",
    EACH[-1]: "Is that the last synapse alone? What became of the others?",
    EACH[:-1].sum(): "Is that all but the last synapse? What became of that one?",
    EACH[1:].sum(): "Is that all but the first synapse? What became of that one?",
    EACH[:2].sum(): LEFT_OUT,
    EACH[3:].sum(): LEFT_OUT,
    EACH[::2].sum(): SKIPPED,
    EACH[1::2].sum(): SKIPPED,
    EACH.max(): "Is that the largest product? What does the cell body do with all that arrives?",
    EACH.mean(): "Is that the mean of the products? Do twice as many like senders drive a unit more?",
    1 + TOTAL: "With every sender silent, what does your unit receive?",
    2 * TOTAL: HOW_OFTEN,
    len(A) * TOTAL: HOW_OFTEN,
    -TOTAL: "Should an excitatory synapse raise the net input, or lower it?",
    np.abs(EACH).sum(): "What does the sign of a weight stand for?",
    np.maximum(EACH, 0).sum(): "What does an inhibitory synapse do to the net input?",
    A.sum() * WJ.sum(): "Did each sender meet every weight? Which one weight is its own?",
    (A * WJ[::-1]).sum(): "Which weight meets the first activation in your code?",
    (A + WJ).sum(): TIMES,
    (A - WJ).sum(): TIMES,
    (WJ - A).sum(): TIMES,
    (A / WJ).sum(): TIMES,
    A.sum(): NO_WEIGHT,
    (A * A).sum(): NO_WEIGHT,
    WJ.sum(): NO_ACTIVATION,
    (WJ * WJ).sum(): NO_ACTIVATION,
}


def public():
    """The checks of every version."""
    *first, last = (f"{one:g}" for one in EACH)
    return [
        Answer(
            "one number for the receiving unit",
            BY_HAND,
            TOTAL,
            OTHER_KIND="{name} gave back {got}, and a net input is a number.\nWhere does it turn into something else?",
            OTHER_SHAPE="Yours gave back {got} for five senders.\nThe cell body passes on a single number. "
            "Which step of yours should make one number of many?",
        ),
        Same(
            "a silent sender",
            BY_HAND,
            (A, LOUDER),
            "Which activation should that weight meet, and what should silence do to it?",
            "Sender 2 is silent (its activation is 0). Its weight alone went from -20\n"
            "to 40, and your net input from {before:.10g} to {after:.10g}.",
        ),
        Value(
            "inhibition",
            INHIBITED,
            -1,
            "",
            says="Three senders: 1 times -2, 0.5 times 2 and 1 times -3. Your net input is\n"
            "{0:g}. Which wins, excitation or inhibition, and which sign has n then?",
            part=np.sign,
        ),
        Value(
            "the value by hand",
            BY_HAND,
            TOTAL,
            USUAL,
            says=f"By hand the five products are {', '.join(first)} and {last};\n"
            f"together they make {TOTAL:g}. Yours gives {{0:.10g}}.",
            others=OTHERS,
            close=(1e-5, 1e-8),
            praise=MARKS,
        ),
        Value(
            "all digits",
            (np.array([0.5, 5.5]), np.array([2 / 3, 0.5])),
            37 / 12,
            USUAL,
            says="By hand, 0.5 times 2/3 and 5.5 times 0.5 make 37/12, which is 3.08333333333\n"
            "and so on. Yours gives {0:.12g}.",
            others={3: DIGITS},  # the whole number
            close=(1e-10, 0),
            digits=True,
        ),
    ]


def equivalent(question):
    """Changes of the reference that no test can tell from it."""
    unequal = "np.ndim(a) != 1 or np.shape(a) != np.shape(wj)"
    return {
        f"{question}: _check_vectors(a, wj) -> pass": "Students need not check what they are given: every test gives "
        "two vectors of one length.",
        f"_check_vectors: if {unequal}: raise Val... -> pass": "The same check, left out of the helper.",
        f"_check_vectors: {unequal} -> {unequal.replace(' or ', ' and ')}": "The same check, made so strict a "
        "condition for complaining that no test meets it.",
    }


class Recording(np.ndarray):
    """An array that notes what is done to it, so that we can see how the number comes about."""

    def __array_finalize__(self, parent):
        self.seen = getattr(parent, "seen", set())

    def __getitem__(self, index):
        self.seen.add("getitem")
        return super().__getitem__(index)

    def __iter__(self):
        self.seen.add("iter")
        return super().__iter__()

    def tolist(self):
        self.seen.add("tolist")
        return super().tolist()

    def dot(self, other):
        self.seen.add("dot")
        return plain(self).dot(plain(other))

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        self.seen.add(ufunc.__name__)
        return getattr(ufunc, method)(*map(plain, inputs), **{name: plain(value) for name, value in options.items()})

    def __array_function__(self, function, types, inputs, options):
        self.seen.add(function.__name__)
        return function(*map(plain, inputs), **options)


def plain(value):
    """The value with every recording array in it as an ordinary one."""
    if isinstance(value, Recording):
        return value.view(np.ndarray)
    return type(value)(map(plain, value)) if isinstance(value, (list, tuple)) else value


def seen_in(f):
    """What a function does to its arrays; nothing where it takes no such arrays."""
    assert Answer("", (), TOTAL).quiet(f, BY_HAND, TOTAL) is not None, WAITING
    a, wj = A.copy().view(Recording), WJ.copy().view(Recording)
    try:
        f(a, wj)
    except Exception:
        return set()
    return a.seen | wj.seen


def probes(many, number):
    """Public inputs by which mistakes are told apart, in the order in which a teacher would look."""
    ones = np.ones(number)
    each = ", each with activation 1 and a synapse of weight 1"
    whole = "two senders with activations 0.5 and 1.5 and whole numbers as weights, 3 and 2"
    silent = "three senders with activations 1, 0 (a silent one) and 2 and weights 3, 5 and 1"
    wins = "two senders with activations 1 and 2 and weights 1 (it excites) and -3 (it inhibits)"
    full = "one sender with activation 0.123456789 and a synapse of weight 0.987654321"
    all_whole = "three senders with activations 1, 1 and 2 and weights 2, 3 and -4, all of them whole numbers"
    small = "two senders with activations 1000 and 0.001 and weights 2000 and 500"
    missing = "three senders with activations 1, 2 and 3 and weights 2, 0 (no synapse) and 1"
    again = "one sender with activation 2 and a synapse of weight 3, after all the other calls"
    five = "five senders with activations 1, 2, 3, 4 and 5, each through a synapse of weight 1"
    rows = [
        ("one sender with activation 2 and a synapse of weight 3", [2.0], [3.0], "one sender"),
        ("two senders with activations 1 and 2 and weights 3 and 4", [1.0, 2.0], [3.0, 4.0], "two senders"),
        ("three senders with activations 3, 1 and 2 and weights 1, 5 and 2", [3.0, 1.0, 2.0], [1.0, 5.0, 2.0], ""),
        (silent, [1.0, 0.0, 2.0], [3.0, 5.0, 1.0], "a silent sender"),
        (missing, [1.0, 2.0, 3.0], [2.0, 0.0, 1.0], "a missing synapse"),
        (wins, [1.0, 2.0], [1.0, -3.0], "inhibition wins"),
        ("two silent senders (activation 0) with weights 2 and -1", [0.0, 0.0], [2.0, -1.0], "all silent"),
        (
            "two senders with activations -0.5 and 1 and weights 2 and 3",
            [-0.5, 1.0],
            [2.0, 3.0],
            "a negative activation",
        ),
        ("two senders with activations 0.5 and 1.5 and weights 1.5 and 0.5", [0.5, 1.5], [1.5, 0.5], "fractions"),
        (full, [0.123456789], [0.987654321], "many digits"),
        (all_whole, [1, 1, 2], [2, 3, -4], "whole numbers"),
        (whole, [0.5, 1.5], [3, 2], "whole weights"),
        (five, [1.0, 2.0, 3.0, 4.0, 5.0], [1.0] * 5, "five senders"),
        (small, [1000.0, 0.001], [2000.0, 500.0], "large and small"),
        (f"{number} senders{each}" if number > 12 else f"twelve senders{each}", ones, ones, many),
        (again, [2.0], [3.0], "one sender again"),
        ("no senders at all (two empty arrays)", [], [], "no senders"),
    ]
    return [(words, (np.array(a), np.array(wj)), short or "three senders") for words, a, wj, short in rows]


def rounding(a, wj):
    """What the order of adding may change: a share of the terms, since the net itself may nearly cancel."""
    return 1e-12 * np.abs(a * wj).sum() + 1e-300


def cases(rng):
    """Hidden cases of all three."""

    def senders(m):
        return rng.uniform(0.1, 1.0, m)

    def synapses(a, net=1):
        """The activations, and weights of both signs that give a net input of this sign."""
        wj = rng.uniform(0.5, 1.5, len(a))
        wj[::2] *= -1
        return a, net * np.sign(a @ wj) * wj

    some = synapses(senders(4))
    counts = [synapses(senders(m)) for m in (3, 7, 1, 500, 2)] + [synapses(1e6 * senders(3))]
    silent = [synapses(senders(6) * active) for active in ([0, 1, 1, 0, 1, 0], [1, 0, 0, 1, 0, 1])]
    unused = [(senders(3), np.array([0.0, 1.5, 0.0])), (np.zeros(3), rng.normal(size=3))]
    inhibited = [synapses(senders(5), net=-1), (senders(4), -senders(4))]
    negative = [synapses(rng.normal(size=5)), synapses(-senders(4))]
    small = rng.integers(1, 4, 5)
    whole = [(small, np.array([-1, 2, 3, 4, 5])), (senders(5), np.array([-1, 2, 3, 4, 5])), synapses(small)]
    silent += [(np.array([0, 2, 0, 1, 1]), np.array([3, -1, 2, 0, 4]))]
    counts += [synapses(1e-9 * senders(3))]
    return {
        "Any number of inputs, one call after another": counts,
        "A silent sender or a missing synapse adds nothing": silent + unused,
        "Inhibition outweighs excitation": inhibited,
        "Senders with negative activation": negative,
        "Whole numbers": whole,
        "No inputs at all": [some, (np.zeros(0), np.zeros(0))],
        STAY: [some],
    }
