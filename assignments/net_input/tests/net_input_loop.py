# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Public checks of net_input_loop: they teach, and are worth nothing by themselves."""

import copy
import numpy as np
from otter.test_files import test_case

OK_FORMAT = False
name = "net_input_loop"

WAITING = "This case waits for the first one. Does that one pass yet?"
DIGITS = "Where do the other digits get lost, and does that have to happen there?"
MISSING = """\
This notebook has no function called {name} so far. Did the cell that
begins with def {called}: run, and finish without an error?"""
STOPPED = """\
{name} stopped with a {kind}: {error}
What does that line get, and what does it expect?"""
NOTHING = """\
{name} ran, but handed nothing back (its value is None).
print shows a value, return hands it over. Which does yours do?"""
OTHER_KIND = """\
{name} handed back {got}, where {right} was asked for.
Where does it turn into something else?"""
OTHER_SHAPE = """\
{name} handed back an array of shape {shape}, where shape {right} was asked for.
How many values go in, and how many should come out?"""
OTHER_VALUE = "For {words}, yours gives {got} where {right} is right."
NOT_THE_SAME = "Two inputs, and what comes back should be the same: {words}.\nYours gives {before} and {after}."
MOST_SHOWN = 12  # numbers of a row, as many as stand on a line


class Answer:
    """The first check of a question: something is handed back, of the right kind and shape.

    ``words`` may replace any of the messages by its name: MISSING, STOPPED, NOTHING, OTHER_KIND, OTHER_SHAPE.
    ``errors`` are those that it puts into words; others are Python's own to tell.
    """

    def __init__(
        self,
        case,
        inputs,
        right,
        errors=(Exception,),
        **words,
    ):
        self.case = case
        self.inputs = inputs
        self.right = right
        self.errors = errors
        self.words = words

    def say(self, which, usual, **values):
        """One of the messages, filled in."""
        return self.words.get(which, usual).format(**values)

    def quiet(self, f, inputs, right, *, any_size=False):
        """What comes back, if it is of the kind and shape of ``right``; else None: the first check has words for it.

        With ``any_size`` an array may have another shape, for ``right`` belongs to other inputs.
        """
        try:
            got = f(*copy.deepcopy(tuple(inputs)))
        except NameError:
            return None
        except self.errors:
            return None
        wanted = numbers(right)
        if wanted is None:
            return got
        found = numbers(got)
        if found is not None and any_size and np.ndim(wanted) and np.ndim(found):
            return found
        return found if found is not None and np.shape(found) == np.shape(wanted) else None

    def __call__(self, f, called):
        """Assert it."""
        of = {"name": called.partition("(")[0], "called": called, "type": ""}
        assert callable(f), self.say("MISSING", MISSING, **of)
        try:
            got = f(*copy.deepcopy(tuple(self.inputs)))
        except self.errors as error:
            said = self.say("STOPPED", STOPPED, kind=type(error).__name__, error=error, **of)
            raise AssertionError(said) from error
        assert got is not None or self.right is None, self.say("NOTHING", NOTHING, **of)
        of["type"] = type(got).__name__
        wanted, found = numbers(self.right), numbers(got)
        if wanted is None:
            fits = isinstance(got, type(self.right)) or (isinstance(self.right, (list, tuple)) and np.ndim(found) == 1)
            assert fits, self.say("OTHER_KIND", OTHER_KIND, got=kind_of(got), right=kind_of(self.right), **of)
            return
        assert found is not None, self.say("OTHER_KIND", OTHER_KIND, got=kind_of(got), right=kind_of(self.right), **of)
        shapes = {"shape": np.shape(found), "right": np.shape(wanted)}
        assert np.shape(found) == np.shape(wanted), self.say("OTHER_SHAPE", OTHER_SHAPE, **shapes, **of)


class Value:
    """One value that can be seen to be right, and what to ask where it is another.

    ``says`` is what stands before the question, with ``{0}`` for what came back; ``part`` picks what is compared;
    ``others`` are values that some other computation gives (``at`` says which element), each with what to ask then;
    ``digits`` asks where digits were lost if that is all; ``close`` are the relative and absolute tolerance.
    """

    def __init__(self, case, inputs, right, ask, **options):
        self.case = case
        self.inputs = inputs
        self.right = right
        self.ask = ask
        self.says: str = options.pop("says", "")
        self.part: Callable[[Any], Any] | None = options.pop("part", None)
        self.others: Mapping[float, str] = options.pop("others", {})
        self.at: int | None = options.pop("at", None)
        self.digits: bool = options.pop("digits", False)
        self.close: tuple[float, float] = options.pop("close", (1e-6, 1e-12))
        self.praise: str = options.pop("praise", "")
        assert not options, f"Value does not know {', '.join(options)}"

    def __call__(self, f, first):
        """Assert it."""
        got = first.quiet(f, self.inputs, first.right if self.part else self.right)
        assert got is not None or self.right is None, WAITING
        compared = self.part(got) if self.part else got
        assert alike(compared, self.right, *self.close), f"{self.told(got)}\n{self.question(got)}".strip()

    def told(self, got):
        """What came back, beside what is right."""
        if self.says:
            return self.says.format(got)
        ours, right = shown(got, self.right)
        return OTHER_VALUE.format(words=self.case, got=ours, right=right)

    def question(self, got):
        """What to ask about it."""
        if self.digits and few_digits(got, self.right):
            return DIGITS
        one = got if self.at is None else got[self.at]
        found = numbers(one)
        several = found is None or np.shape(found) != ()
        return self.ask if several else next((q for v, q in self.others.items() if np.isclose(found, v)), self.ask)


class Same:
    """A relation that needs no value by hand: two inputs for which the same must come back.

    ``says`` is what stands before the question, with ``{before}`` and ``{after}`` for what came back.
    """

    def __init__(self, case, inputs, others, ask, says=""):
        self.case = case
        self.inputs = inputs
        self.others = others
        self.ask = ask
        self.says = says

    def __call__(self, f, first):
        """Assert it."""
        before = first.quiet(f, self.inputs, first.right, any_size=True)
        assert before is not None, WAITING
        after = first.quiet(f, self.others, first.right, any_size=True)
        assert after is not None, WAITING
        assert alike(before, after, 1e-5, 1e-8), f"{self.told(before, after)}\n{self.ask}"

    def told(self, before, after):
        """What came back for each."""
        if self.says:
            return self.says.format(before=before, after=after)
        one, other = shown(before, after)
        return NOT_THE_SAME.format(words=self.case, before=one, after=other)


def checks(called, public, marks_come_from=""):
    """Each check of a question: its name, the check itself, and what it says when it passes.

    ``called`` is how the function begins, ``relu(n)``. A row of PUBLIC is a ``Value``, or (words, inputs, right value,
    what to ask), or a function of the author's own whose name for students is its docstring.
    """
    entries = [Value(*entry) if isinstance(entry, tuple) else entry for entry in public]
    values = [entry for entry in entries if isinstance(entry, Value)]
    if marks_come_from and values and not any(one.praise for one in values):
        values[-1].praise = f"This case is right. The marks come from other inputs: {marks_come_from}."
    own = [entry for entry in entries if isinstance(entry, Answer)]
    first = own[0] if own else Answer("an answer comes back", values[0].inputs, values[0].right)
    others = [_check_of(entry, first) for entry in entries if entry is not first]
    return [(first.case, lambda f: first(f, called), ""), *others]


def _check_of(entry, first):
    if isinstance(entry, (Value, Same)):
        return entry.case, lambda f: entry(f, first), getattr(entry, "praise", "")
    return (entry.__doc__ or entry.__name__).strip().partition("\n")[0], entry, ""


def numbers(value):
    """The value as an array of floats, or None if it does not consist of numbers."""
    try:
        array = np.asarray(value, dtype=object)
        real = all(isinstance(one, (int, float, np.bool_, np.integer, np.floating)) for one in array.flat)
        return array.astype(float) if real else None
    except (ValueError, OverflowError):
        return None


def alike(got, right, rtol, atol):
    """Whether a value is the right one: numbers within rounding, all else as it is, part by part."""
    wanted, found = numbers(right), numbers(got)
    if wanted is not None:
        fits = found is not None and np.shape(found) == np.shape(wanted)
        return fits and bool(np.allclose(found, wanted, rtol=rtol, atol=atol, equal_nan=True))
    if isinstance(right, dict):
        same_keys = isinstance(got, dict) and got.keys() == right.keys()
        return same_keys and all(alike(got[key], right[key], rtol, atol) for key in right)
    if isinstance(right, (list, tuple)):
        as_many = isinstance(got, (list, tuple, np.ndarray)) and len(got) == len(right)
        return as_many and all(alike(one, other, rtol, atol) for one, other in zip(got, right, strict=True))
    return bool(got == right)


def few_digits(value, right):
    """Whether the value is the right one, but for digits that were cut off or rounded away."""
    rounded = [np.round(right, n) for n in range(1, 9)] + [np.float32(right)]
    return any(alike(value, one, 1e-12, 1e-12) for one in rounded)


def shown(one, other):
    """Two values in as few digits as tell them apart."""
    for digits in (4, 8, 12, 17):
        texts = written(one, digits), written(other, digits)
        if texts[0] != texts[1]:
            break
    return texts


def written(value, digits):
    """A value on a line, its numbers with so many digits."""
    found = numbers(value)
    if found is None or isinstance(value, (dict, tuple)):
        return repr(value) if not isinstance(value, tuple) else ", ".join(written(one, digits) for one in value)
    if np.ndim(found) == 0:
        return f"{float(found):.{digits}g}"
    parts = [written(one, digits) for one in found[:MOST_SHOWN]]
    return f"[{', '.join(parts + ['...'] * (len(found) > MOST_SHOWN))}]"


def kind_of(value):
    """What kind of thing a value is, in words."""
    if value is None:
        return "None"
    if numbers(value) is not None:
        return "one number" if np.ndim(value) == 0 else "an array of numbers"
    kinds = {str: "text", dict: "a dictionary", tuple: "several values", list: "a list", bool: "True or False"}
    named = next((words for kind, words in kinds.items() if isinstance(value, kind)), "")
    return named or f"something of the kind {type(value).__name__}"


A = np.array([4.0, 3.0, 0.0, 1.5, 0.25])  # chosen by tests/find_example.py: each slip has a number of its own
WJ = np.array([2.0, -2.0, -20.0, 7.0, -6.0])
BY_HAND = (A, WJ)
EACH = A * WJ + 0.0  # where the silent sender would give -0
TOTAL = EACH.sum()
LOUDER = np.where(A == 0, 40.0, WJ)
INHIBITED = (np.array([1.0, 0.5, 1.0]), np.array([-2.0, 2.0, -3.0]))
USUAL = "Which product, or which addition, comes out differently in your code?"
ERRORS = (IndexError, TypeError, ValueError)
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


def public(stopped):
    """The checks of every version; what to ask where it stops."""
    *first, last = (f"{one:g}" for one in EACH)
    return [
        Answer(
            "one number for the receiving unit",
            BY_HAND,
            TOTAL,
            errors=ERRORS,
            STOPPED="{name} stopped with {kind}: {error}\n"
            f"It got two arrays, one element for each sender.\n{stopped}",
            OTHER_KIND="{name} gave back a {type}, which is not a number.\nWhere does it turn into something else?",
            OTHER_SHAPE="Yours gave back shape {shape} for five senders. The cell body passes on a\n"
            "single number. Which step of yours should make one number of many?",
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
    assert Answer("", (), TOTAL, errors=ERRORS).quiet(f, BY_HAND, TOTAL) is not None, WAITING
    a, wj = A.copy().view(Recording), WJ.copy().view(Recording)
    try:
        f(a, wj)
    except Exception:
        return set()
    return a.seen | wj.seen


def one_at_a_time(net_input_loop):
    """one synapse at a time"""
    seen = seen_in(net_input_loop)
    all_at_once = (
        "NumPy took both arrays as a whole here, and your code visited no synapse\n"
        "by itself. Can you meet the synapses one at a time, and add up as you go?"
    )
    assert seen & VISITS or not seen & {"multiply", *DOTS}, all_at_once


PUBLIC = [
    *public("What does that line get, and what does it expect?"),
    one_at_a_time,
]


CHECKS = [check for _, check, _ in checks("net_input_loop(a, wj)", PUBLIC)]


@test_case(name="one number for the receiving unit")
def case_0(net_input_loop):
    CHECKS[0](net_input_loop)


@test_case(name="a silent sender")
def case_1(net_input_loop):
    CHECKS[1](net_input_loop)


@test_case(name="inhibition")
def case_2(net_input_loop):
    CHECKS[2](net_input_loop)


@test_case(name="the value by hand", success_message="This case is right. The marks come from other inputs: many senders, one, none at all, whole numbers, silent senders, missing synapses, weights of either sign, activations below 0, very large ones and very small ones. They look at all digits. They also check that your function leaves its inputs unchanged.")
def case_3(net_input_loop):
    CHECKS[3](net_input_loop)


@test_case(name="all digits")
def case_4(net_input_loop):
    CHECKS[4](net_input_loop)


@test_case(name="one synapse at a time")
def case_5(net_input_loop):
    CHECKS[5](net_input_loop)
