# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Public checks of passive: they teach, and are worth nothing by themselves."""

import copy
import numpy as np
from otter.test_files import test_case

OK_FORMAT = False
name = "passive"

WAITING = "This case waits for the first one. Does that one pass yet?"
DIGITS = "Where do the other digits get lost, and does that have to happen there?"
MISSING = """\
This notebook has no function called {name} so far. Run the cell that
begins with def {called}: and then this one again.
Did that cell finish without an error?"""
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


ALL_DIGITS = "They look at all digits"
AND_UNCHANGED = f"{ALL_DIGITS}, and whether the array that you are given stays as it was"
EXACT = (1e-9, 1e-12)
STEP = "Which step of the arithmetic by hand comes out differently in your code?"


def all_digits(words, inputs, right):
    """Digits that are missing; ``words`` say what goes in."""
    numbers = np.ravel(right)
    ours = " and ".join(f"{{0[{i}]:.10g}}" for i in range(len(numbers))) if np.ndim(right) else "{0:.10g}"
    due = " and ".join(f"{one:.10g}" for one in numbers)
    says = f"For {words}, yours gives {ours} where {due} is right."
    return Value("all digits", inputs, right, STEP, says=says, close=EXACT, digits=True)


LN_2 = np.log(2)
PUBLIC = [
    (
        "the example by hand, with x = 0, 0.347 and 0.693 cm",
        (np.array([0.0, 0.5 * LN_2, LN_2]), 8.0, 0.5),
        [8.0, 4.0, 2.0],
        "Which of the three distances comes out differently from the table by hand?",
    ),
    Value(
        "an IPSP",
        (np.array([0.5, 1.0, 2.0]), -6.0, 2.0),
        [-1, -1, -1],
        "Which sign does a potential have that was below rest, and is on its way?",
        says="For an IPSP of -6 mV yours gives {0[0]:.4g}, {0[1]:.4g} and {0[2]:.4g} mV on its way.",
        part=np.sign,
    ),
    all_digits("x = 0.3 and 1.1 cm, V0 = 1 and lam = 0.7", (np.array([0.3, 1.1]), 1.0, 0.7), np.exp([-3 / 7, -11 / 7])),
]
MARKS_COME_FROM = (
    f"long arrays, arrays of one, whole numbers, numbers below 0, numbers in any order and exactly 0. {AND_UNCHANGED}"
)


CHECKS = [check for _, check, _ in checks("passive(x, V0, lam)", PUBLIC, MARKS_COME_FROM)]


@test_case(name="an answer comes back")
def case_0(passive):
    CHECKS[0](passive)


@test_case(name="the example by hand, with x = 0, 0.347 and 0.693 cm")
def case_1(passive):
    CHECKS[1](passive)


@test_case(name="an IPSP")
def case_2(passive):
    CHECKS[2](passive)


@test_case(name="all digits", success_message="This case is right. The marks come from other inputs: long arrays, arrays of one, whole numbers, numbers below 0, numbers in any order and exactly 0. They look at all digits, and whether the array that you are given stays as it was.")
def case_3(passive):
    CHECKS[3](passive)
