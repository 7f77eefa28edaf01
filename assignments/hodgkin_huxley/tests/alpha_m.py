# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Public checks of alpha_m: they teach, and are worth nothing by themselves."""

import copy
import dis
import linecache
import numpy as np
import re
from otter.test_files import test_case

OK_FORMAT = False
name = "alpha_m"

MOST_SHOWN = 12  # numbers of a row, as many as stand on a line
LONGEST_SHOWN = 200  # characters of a value that is no number
DIGITS_TRIED = (6, 9, 12, 17)  # the last are all that a number has
KINDS = {
    "str": "text",
    "bytes": "bytes",
    "dict": "a dictionary",
    "tuple": "several values (a tuple)",
    "type": "a class",
    "ellipsis": "the three dots",
    "NoneType": "None",
    "bool": "True or False",
    "range": "a range",
    "complex": "a complex number",
}
FUNCTION = re.compile(r"function|method|ufunc|dispatcher|partial|wrapper|vectorize", re.IGNORECASE)
ARRAY = re.compile(r"(array|scalar) of (\S+)")  # what has no numbers, as the wire calls it
ITERATORS = {"zip", "map", "filter", "enumerate", "reversed", "generator"}


def numbers(value):
    """The value as an array of floats, or None if it does not consist of numbers."""
    try:
        array = np.asarray(value, dtype=object)
        each = (one[()] if isinstance(one, np.ndarray) and one.shape == () else one for one in array.flat)
        real = all(isinstance(one, (int, float, np.bool_, np.integer, np.floating)) for one in each)
        return array.astype(float) if real else None
    except Exception:  # noqa: BLE001 - whatever an object of the learner's own does when it is looked at
        return None


def shown(one, other):
    """Two values in as few digits as tell them apart."""
    for digits in (4, *DIGITS_TRIED):
        texts = written(one, digits), written(other, digits)
        if texts[0] != texts[1]:
            break
    return texts


def written(value, digits=4):
    """A value on a line, its numbers with so many digits."""
    found = numbers(value)
    if isinstance(value, tuple) and value:
        return ", ".join(written(one, digits) for one in value)
    if found is None or isinstance(value, (dict, tuple)):
        return plainly(value)
    if np.ndim(found) == 0:
        return f"{float(found) + 0.0:.{digits}g}"
    parts = [written(one, digits) for one in found[:MOST_SHOWN]]
    return f"[{', '.join(parts + ['...'] * (len(found) > MOST_SHOWN))}]"


def plainly(value):
    """What is no number: plain data as Python writes it, and of anything else what kind of thing it is."""
    plain = value is None or isinstance(value, (str, bytes, int, float, complex, list, tuple, dict, set, frozenset))
    if not plain and callable(value):
        return str(getattr(value, "__name__", kind_of(value)))
    text = repr(value) if plain and " at 0x" not in repr(value) else kind_of(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."


def sized(array):
    """How many numbers there are, and in what."""
    shape = np.shape(array)
    if len(shape) == 2:
        return f"a table of {shape[0]} by {shape[1]} numbers"
    if len(shape) > 2:
        return f"an array of shape {shape}"
    return "a single number" if not shape else f"an array of {shape[0]} number{'s' * (shape[0] != 1)}"


def filled_in(says, hides, *values, **named):
    """A message with its values, in as many digits as show what is wrong; ``hides`` tells whether so many do not."""
    fewest = [int(found or 6) for found in re.findall(r":(?:\.(\d+))?g}", says)]
    digits = next((one for one in (0, *DIGITS_TRIED) if not hides(max(one, *fewest, 1))), 0) if fewest else 0
    raised = re.sub(r":(?:\.(\d+))?g}", lambda spec: f":.{max(digits, int(spec[1] or 6))}g}}", says)
    return raised.format(*map(unsigned, values), **{key: unsigned(one) for key, one in named.items()})


def rounded(value, digits):
    """Numbers as they are read where so many digits are shown."""
    found = numbers(value)
    if found is None:
        return value
    return np.array([float(f"{one:.{digits}g}") for one in found.flat]).reshape(np.shape(found))


def unsigned(value):
    """Numbers without the sign of a negative 0."""
    return value + 0.0 if isinstance(value, (float, np.ndarray)) and numbers(value) is not None else value


def kind_of(value):
    """What kind of thing a value is, in words."""
    found = numbers(value)
    if isinstance(value, (bool, np.bool_)):
        return KINDS["bool"]
    if found is not None and np.ndim(found) == 0:
        return "a single number"
    if found is not None:
        return "a list of numbers" if isinstance(value, (list, tuple)) else "an array of numbers"
    if isinstance(value, (list, tuple, np.ndarray)):
        return _kind_of_many(value)
    return kind_called(str(getattr(value, "type_name", type(value).__name__)))


def kind_called(name):
    """What to call a thing by the name of its type, which may come from another process."""
    if (many := ARRAY.match(name)) is not None:
        return f"an array of {'text' if many[2].strip('<>|=')[:1] in 'UST' else 'things that are no numbers'}"
    if name in KINDS:
        return KINDS[name]
    if FUNCTION.search(name):
        return "a function"
    if name in ITERATORS:
        return f"{with_article(name)} (which has computed nothing yet)"
    return with_article(name)


def with_article(name):
    """A name with the article that belongs to it."""
    spoken = re.match(r"[aeio]|u(?!func|int|ni|s)|nd", name, re.IGNORECASE)  # an ndarray, a ufunc
    return f"{'an' if spoken else 'a'} {name}"


def _kind_of_many(value):
    parts = list(np.ravel(np.asarray(value, dtype=object)).tolist()) if isinstance(value, np.ndarray) else list(value)
    what = "an array" if isinstance(value, np.ndarray) else "a list" if isinstance(value, list) else "several values"
    if any(one is None for one in parts):
        return f"{what} with None in it"
    if parts and all(isinstance(one, str) for one in parts):
        return f"{what} of text"
    if any(isinstance(one, str) for one in parts):
        return f"{what} with text in it"
    if any(isinstance(one, (complex, np.complexfloating)) for one in parts):
        return f"{what} of complex numbers"
    if any(isinstance(one, (list, tuple, np.ndarray)) for one in parts):
        return f"{what} whose parts have different sizes" if _are_numbers(parts) else f"{what} of several parts"
    return what


def _are_numbers(parts):
    return all(numbers(one) is not None for one in parts)


ASKED_OF_ERRORS = (  # kind, part of its message, and the question; the first that fits
    ("TypeError", r"not callable", "Which name is called there like a function, and what is it by then?"),
    ("TypeError", r"bitwise_|for \^|for &|for \|", "What does {sign} do in Python, and is that what is meant there?"),
    ("TypeError", r"positional arg|required arg|keyword arg", "Which call there gets other arguments than it takes?"),
    ("TypeError", r"interpreted as an integer", "What needs a whole number there, and what does it get?"),
    ("TypeError", r"indices must be", "What stands between the square brackets there: a position, or a value?"),
    ("TypeError", r"has no len|of unsized", "Of what is the length asked there, and does it have one?"),
    ("TypeError", r"scalar|real number", "What needs a single number there, and what does it get?"),
    ("TypeError", r"not (iterable|subscriptable)", "What is taken apart there, and does it have parts?"),
    ("TypeError", r"unary|abs\(\)", "Of what is that taken there, and is it a number?"),
    ("TypeError", r"not supported between", "Which two things are compared there, and can they be?"),
    ("TypeError", r"ufunc", "What does that function get there, and does it consist of numbers?"),
    ("TypeError", r"operand|concatenate|sequence by", "Which two things meet in that line, and are both numbers?"),
    ("TypeError", r"", "Which thing in that line is of another kind than it needs to be?"),
    ("UFuncTypeError", r"contain a loop", "What does that function get there, and does it consist of numbers?"),
    ("UFuncTypeError", r"", "Which numbers can that array hold, and which are to be put into it?"),
    ("ValueError", r"truth value", "How many decisions are due there, and how many can be made at once?"),
    ("ValueError", r"unpack", "How many names stand on the left there, and how many values come?"),
    ("ValueError", r"broadcast|mismatch|aligned|dimension", "Things of different sizes meet there. Which ones?"),
    ("ValueError", r"both or neither", "Which outcome does np.where get there for either case?"),
    ("ValueError", r"inhomogeneous|sequence", "Where one number is due, what stands there in its place?"),
    ("ValueError", r"zero-size|empty", "How many values are there to choose from at that point?"),
    ("IndexError", r"scalar|too many ind", "How many square brackets does it take there to reach one number?"),
    ("IndexError", r"only integers", "What stands between the square brackets there: a position, or a value?"),
    ("IndexError", r"", "Which position is asked for there, and which is the last one that exists?"),
    ("AxisError", r"", "Which axis is asked for there, and how many does that array have?"),
    ("UnboundLocalError", r"", "Which name is used there before it has a value?"),
    ("NameError", r"", "Which name does the error mention, and where does it get its value?"),
    ("AttributeError", r"", "Which name behind a dot does the error say is not there?"),
    ("ModuleNotFoundError", r"", "Which module is needed there, and could you do without it?"),
    ("KeyError", r"", "Which key is asked for there, and which ones exist?"),
    ("ZeroDivisionError", r"", "What is divided by there, and can it be 0?"),
    ("OverflowError", r"", "Which number grows too large there?"),
    ("RecursionError", r"", "It calls itself again and again. What makes it stop?"),
    ("NotImplementedError", r"", "Is the line that raises it still needed?"),
    ("EOFError", r"", "It waits for something to be typed. What is it given already?"),
    ("SystemExit", r"", "It leaves Python. What should it do in place of that?"),
)
USUALLY_ASKED = "What does that line get, and what does it expect?"
SIGNS = {"xor": "^", "^": "^", "and": "&", "&": "&", "or": "|", "|": "|"}
LONGEST_SAID = 250  # characters: NumPy's longest sentences


def asked_of_error(kind, message):
    """The question that helps on with an error."""
    fits = (q for name, part, q in ASKED_OF_ERRORS if name == kind and re.search(part, message))
    sign = next((one for word, one in SIGNS.items() if f"bitwise_{word}'" in message or f"for {word}" in message), "^")
    return next(fits, USUALLY_ASKED).format(sign=sign)


def said_of_error(error):
    """An error's kind and message, as Python ends a traceback."""
    said = getattr(error, "said", "") or f"{type(error).__name__}: {error}"
    said = " ".join(said.split()).removesuffix(":")
    return said if len(said) <= LONGEST_SAID else f"{said[:LONGEST_SAID]}..."


def line_of_error(f, error):
    """The line of a function's own cell or file that an error came from; empty where nobody knows."""
    found = getattr(error, "line", "")
    own = getattr(getattr(f, "__code__", None), "co_filename", "")
    trace = error.__traceback__
    while trace is not None and own:
        if trace.tb_frame.f_code.co_filename == own:
            found = linecache.getline(own, trace.tb_lineno).strip()
        trace = trace.tb_next
    return str(found)


WAITING = "This case waits for the first one."
DIGITS = "Where do the other digits get lost, and does that have to happen there?"
NOT_BEGUN = "{name} is not begun yet: so far it computes nothing."
MISSING = """\
There is no function called {name} so far. Did the cell that
begins with def {called}: run, and finish without an error?"""
STOPPED = "{name} stopped with {said}{line}\nIt was called with {inputs}. {question}"
IN_LINE = "\nin this line: {0}"
NOTHING = "{name} handed back None. Did you print instead of return?"
OTHER_KIND = """\
{name} handed back {got}, where {right} was asked for.
Where does it turn into something else?"""
OTHER_SHAPE = """\
{name} handed back {got}, where {right} was asked for.
How many values go in, and how many should come out?"""
OTHER_VALUE = "For {words}, yours gives {got} where {right} is right."
NOT_THE_SAME = "Two inputs, and what comes back should be the same: {words}.\nYours gives {before} and {after}."
ONLY_A_STUB = re.compile(r"RESUME|NOP|CACHE|PUSH_NULL|PRECALL|LOAD_(CONST|GLOBAL|COMMON)|POP_TOP|CALL|RAISE|RETURN")


class Answer:
    """The first check of a question: something is handed back, of the right kind and shape.

    ``words`` may replace any of the messages by its name: MISSING, NOTHING, OTHER_KIND, OTHER_SHAPE.
    """

    def __init__(self, case, inputs, right, **words):
        self.case = case
        self.inputs = inputs
        self.right = right
        self.words = words

    def say(self, which, usual, **values):
        """One of the messages, filled in."""
        return str(self.words.get(which, usual)).format(**values)

    def quiet(self, f, inputs, right, *, any_size=False):
        """What comes back, if it is of the kind and shape of ``right``; else None."""
        try:
            return self.fitting(f, "", inputs, right, any_size=any_size)
        except AssertionError:
            return None

    def __call__(self, f, called):
        """Assert it."""
        assert callable(f), self.say("MISSING", MISSING, name=called.partition("(")[0], called=called, type="")
        self.fitting(f, called, self.inputs, self.right)

    def passes(self, f, called):
        """Whether it holds."""
        try:
            self(f, called)
        except AssertionError:
            return False
        return True

    def fitting(self, f, called, inputs, right, *, any_size=False):
        """What comes back: numbers as an array. It is asserted to be of the kind and shape of ``right``.

        With ``any_size`` an array may have another shape, for ``right`` belongs to other inputs.
        """
        of = {"name": called.partition("(")[0], "called": called, "type": ""}
        try:
            got = f(*copy.deepcopy(tuple(inputs)))
        except Exception as error:
            raise AssertionError(stopped_words(of["name"], f, inputs, error)) from error
        assert got is not None or right is None, self.say("NOTHING", NOTHING if begun(f) else NOT_BEGUN, **of)
        assert got is not ... or begun(f), NOT_BEGUN.format(**of)
        of["type"] = str(getattr(got, "type_name", type(got).__name__))
        wanted, found = numbers(right), numbers(got)
        other = self.say("OTHER_KIND", OTHER_KIND, got=kind_of(got), right=kind_of(right), **of)
        if wanted is None:
            as_good = isinstance(right, (list, tuple)) and (np.ndim(found) == 1 or isinstance(got, (list, tuple)))
            assert as_good or isinstance(got, type(right)), other
            return got
        assert found is not None, other
        if any_size and np.ndim(wanted) and np.ndim(found):
            return found
        shapes = {"shape": np.shape(found), "got": sized(found), "right": sized(wanted)}
        assert np.shape(found) == np.shape(wanted), self.say("OTHER_SHAPE", OTHER_SHAPE, **shapes, **of)
        return found


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

    def __call__(self, f, first, called):
        """Assert it."""
        got = first.fitting(f, called, self.inputs, first.right if self.part else self.right)
        assert self.fits(got), f"{self.told(got)}\n{self.question(got)}".strip()

    def fits(self, got):
        """Whether it is the right value."""
        return alike(self.part(got) if self.part else got, self.right, *self.close)

    def told(self, got):
        """What came back, beside what is right."""
        if self.says:
            return filled_in(self.says, lambda digits: self.fits(rounded(got, digits)), got)
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

    def __call__(self, f, first, called):
        """Assert it."""
        before = first.fitting(f, called, self.inputs, first.right, any_size=True)
        after = first.fitting(f, called, self.others, first.right, any_size=True)
        assert alike(before, after, 1e-5, 1e-8), f"{self.told(before, after)}\n{self.ask}"

    def told(self, before, after):
        """What came back for each."""
        if self.says:
            return filled_in(
                self.says,
                lambda digits: bool(np.array_equal(rounded(before, digits), rounded(after, digits))),
                before=before,
                after=after,
            )
        one, other = shown(before, after)
        return NOT_THE_SAME.format(words=self.case, before=one, after=other)


class Watched:
    """A student's function, and what the last call of it came to: where a check cannot go on, it says that."""

    def __init__(self, f):
        self.f = f
        self.inputs: tuple[Any, ...] = ()
        self.got: Any = None
        self.error: Exception | None = None

    def __call__(self, *inputs, **named):
        """Call it."""
        self.inputs, self.error = (*inputs, *named.values()), None
        try:
            self.got = self.f(*inputs, **named)
        except Exception as error:
            self.error = error
            raise
        return self.got

    def __getattr__(self, attribute):
        """All else is the function's."""
        return getattr(self.f, attribute)

    def came_to(self, name):
        """What the last call came to, in words."""
        if self.error is not None:
            return stopped_words(name, self.f, self.inputs, self.error)
        inputs = " and ".join(map(written, self.inputs)) or "nothing"
        got = kind_of(self.got) if numbers(self.got) is None else written(self.got)
        return f"Called with {inputs}, {name} handed back {got}.\nWhat should come back there?"


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
    others = [_check_of(entry, first, called) for entry in entries if entry is not first]
    return [(first.case, lambda f: first(f, called), ""), *others]


def _check_of(entry, first, called):
    """A check that waits for the first one: what that one complains of is said once."""

    def check(f):
        assert first.passes(f, called), WAITING
        watched = Watched(f)
        try:
            entry(watched, first, called) if is_row else entry(watched)
        except AssertionError as failure:
            if not str(failure).startswith(WAITING):
                raise
            raise AssertionError(watched.came_to(called.partition("(")[0])) from failure
        except Exception as error:
            if getattr(error, "ended", False):
                raise
            raise AssertionError(watched.came_to(called.partition("(")[0])) from error

    is_row = isinstance(entry, (Value, Same))
    case = entry.case if is_row else (entry.__doc__ or entry.__name__).strip().partition("\n")[0]
    return case, check, getattr(entry, "praise", "")


def stopped_words(name, f, inputs, error):
    """What is said of an error; that of a process that has ended goes on as it is."""
    if getattr(error, "ended", False):
        raise error
    if isinstance(error, NotImplementedError) and not begun(f):
        return NOT_BEGUN.format(name=name)
    said = said_of_error(error)
    kind, _, message = said.partition(": ")
    line = line_of_error(f, error)
    told = {"said": said, "line": IN_LINE.format(line) if line else "", "question": asked_of_error(kind, message)}
    return STOPPED.format(name=name, inputs=" and ".join(map(written, inputs)) or "nothing", **told)


def begun(f):
    """Whether a function computes anything, as far as it can be looked at."""
    code = getattr(f, "__code__", None)
    if code is None or not set(code.co_names) <= {"NotImplementedError"}:
        return True
    return not all(ONLY_A_STUB.match(one.opname) for one in dis.get_instructions(code))


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
    return isinstance(got, type(right)) and bool(got == right)


def few_digits(value, right):
    """Whether the value is the right one, but for digits that were cut off or rounded away."""
    rounded = [np.round(right, n) for n in range(1, 9)] + [np.float32(right)]
    return any(alike(value, one, 1e-12, 1e-12) for one in rounded)


ALL_DIGITS = "They look at all digits"
STEP = "Which step of the arithmetic by hand comes out differently in your code?"


def all_digits(words, inputs, right):
    """Digits that are missing; ``words`` say what goes in."""
    numbers = np.ravel(right)
    places = [f"[{i}]" for i in range(len(numbers))] if np.ndim(right) == 1 else [""]
    if np.ndim(right) == 2:
        places = [f"[{i}][{k}]" for i in range(len(right)) for k in range(len(right[0]))]
    ours = ", ".join(f"{{0{place}:.10g}}" for place in places)
    due = ", ".join(f"{one:.10g}" for one in numbers)
    return Value(
        "all digits",
        inputs,
        right,
        STEP,
        says=f"For {words}, yours gives {ours} where {due} is right.",
        close=(1e-9, 1e-12),
        digits=True,
    )


E = np.e
AT_25 = "What does your function do at the one potential at which the equation is 0 / 0?"
PUBLIC = [
    Value(
        "V = 15 mV",
        (15.0,),
        1 / (E - 1),
        "Which step of the arithmetic by hand comes out differently in your code?",
        others={
            0.1 / (E - 1): "Is your x divided by 10 once, or twice?",
            10 / (E - 1): "Is your x divided by 10 everywhere?",
            10 / (E**10 - 1): "Is your x divided by 10 everywhere?",
            1 - 1 / E: "What is the sign of x at 15 mV, in your code and by hand?",
            1 / E - 1: "What does exp(x) - 1 come to in the first column by hand, and in your code?",
        },
    ),
    Value(
        "V = 35 mV",
        (35.0,),
        E / (E - 1),
        "Which step of the arithmetic by hand comes out differently in your code?",
        others={1 / (E - 1): "What is the sign of x at 35 mV, in your code and by hand?"},
    ),
    ("a membrane at rest, V = 0", (0.0,), 2.5 / np.expm1(2.5), "How large is x at rest, in your code and by hand?"),
    Value(
        "V = 25 mV",
        (25.0,),
        True,
        AT_25,
        part=lambda got: bool(abs(float(got) - 1) < 1e-4),
        says="At V = 25 mV, where the equation is 0 / 0, yours gives {0[0]}.",
    ),
    all_digits("V = 7 mV", (7.0,), 1.8 / np.expm1(1.8)),
]
MARKS_COME_FROM = f"potentials below rest, potentials far from rest, whole numbers and exactly 25 mV. {ALL_DIGITS}"


CHECKS = [check for _, check, _ in checks("alpha_m(V)", PUBLIC, MARKS_COME_FROM)]


@test_case(name="an answer comes back")
def case_0(alpha_m):
    CHECKS[0](alpha_m)


@test_case(name="V = 15 mV")
def case_1(alpha_m):
    CHECKS[1](alpha_m)


@test_case(name="V = 35 mV")
def case_2(alpha_m):
    CHECKS[2](alpha_m)


@test_case(name="a membrane at rest, V = 0")
def case_3(alpha_m):
    CHECKS[3](alpha_m)


@test_case(name="V = 25 mV")
def case_4(alpha_m):
    CHECKS[4](alpha_m)


@test_case(name="all digits", success_message="This case is right. The marks come from other inputs: potentials below rest, potentials far from rest, whole numbers and exactly 25 mV. They look at all digits.")
def case_5(alpha_m):
    CHECKS[5](alpha_m)
