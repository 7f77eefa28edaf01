"""What the three versions of the net input share: they are judged alike, and differ in how they add up."""

import numpy as np

from autograder.questions.checks import DIGITS, WAITING, Answer, Same, Value, few_digits

A = np.array([1.0, 0.0, 0.5, 2.0])
WJ = np.array([2.0, -8.0, 6.0, -0.5])
BY_HAND = (A, WJ)
IN_FULL = 13 / 12  # 0.5 times 2/3, and 1.5 times 0.5
USUAL = "Which product, or which addition, comes out differently in your code?"
STAY = "The caller's activations and weights stay as they were"
MARKS = (
    "This case is right. The marks come from other inputs: many senders, one, none at all, whole numbers, silent "
    "senders, missing synapses, weights of either sign, activations below 0, very large ones and very small ones. "
    "They look at all digits, and whether the arrays that you are given stay as they were."
)
VISITS = {"getitem", "iter", "tolist"}
DOTS = {"dot", "matmul", "inner", "vdot", "einsum", "tensordot", "vecdot"}


def public(several, others):
    """The checks of every version; what to ask where it gives several numbers, or one of the others."""
    return [
        Answer(
            "one number for the receiving unit",
            BY_HAND,
            4.0,
            OTHER_KIND="{name} gave back {got}, and a net input is a number.\nWhere does it turn into something else?",
            OTHER_SHAPE="Yours gave back {got} for four senders.\n"
            f"The cell body passes on a single number. {several}",
        ),
        Same(
            "a silent sender",
            BY_HAND,
            (A, np.array([2.0, 40.0, 6.0, -0.5])),
            "How does a synapse combine activation and weight, if silence has no effect?",
            "Sender 1 is silent (its activation is 0). Its weight alone went from -8\n"
            "to 40, and your net input from {before:g} to {after:g}.",
        ),
        Value(
            "inhibition",
            (np.array([1.0, 2.0]), np.array([0.5, -3.0])),
            -1,
            "",
            says="Two senders: one excites with 1 times 0.5, one inhibits with 2 times -3.\n"
            "Your net input is {0:g}. Which of the two wins, and what does its sign say?",
            part=np.sign,
        ),
        Value(
            "the value by hand",
            BY_HAND,
            4.0,
            USUAL,
            says="By hand the four products are 2, 0, 3 and -1; together they make 4.\nYours gives {0:g}.",
            others=others,
            close=(1e-5, 1e-8),
            praise=MARKS,
        ),
        all_digits,
    ]


def all_digits(f):
    """all digits"""
    n, by_hand = net_input(f, [0.5, 1.5], [2 / 3, 0.5]), net_input(f, A, WJ)
    assert n is not None, WAITING
    lost = by_hand == 4 and (few_digits(n, IN_FULL) or n == 1)
    said = "By hand, 0.5 times 2/3 and 1.5 times 0.5 make 13/12, which is 1.08333333333\nand so on. "
    assert np.isclose(n, IN_FULL, rtol=1e-9, atol=0), f"{said}Yours gives {n:.12g}.\n{DIGITS if lost else USUAL}"


def net_input(f, a, wj):
    """The net input; None while the first check has something to say."""
    return Answer("", (), 0.0).quiet(f, (np.array(a), np.array(wj)), 0.0)


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
    assert net_input(f, A, WJ) is not None, WAITING
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
