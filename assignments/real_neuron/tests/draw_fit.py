# Built by autograder build: change the file of the question, and not this one.
# ruff: noqa
# fmt: off
"""Public checks of draw_fit: they teach, and are worth nothing by themselves."""

import copy
import dis
import linecache
import numpy as np
import re
import sys
import weakref
from collections.abc import Mapping
from otter.test_files import test_case

OK_FORMAT = False
name = "draw_fit"

MOST_SHOWN = 12  # numbers of a row, as many as stand on a line
LONGEST_SHOWN = 200  # characters of a value that is no number
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
NOT_BEGUN = "{name} is not begun yet: so far it computes nothing."
MISSING = """\
There is no function called {name} so far. Did the cell that
begins with def {called}: run, and finish without an error?"""
STOPPED = "{name} stopped with {said}{line}\nIt was called with {inputs}. {question}"
IN_LINE = "\nin this line: {0}"
ONLY_A_STUB = re.compile(r"RESUME|NOP|CACHE|PUSH_NULL|PRECALL|LOAD_(CONST|GLOBAL|COMMON)|POP_TOP|CALL|RAISE|RETURN")


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


ALSO_WRITTEN = {"\u00b5": "u", "\u03bc": "u", "\u03a9": "Ohm", "\u2126": "Ohm", "ohm": "Ohm", "\u2212": "-"}
PER = re.compile(r"(?:1 ?/|per ) ?(.+)|([A-Za-z]+) ?(?:\^|\*\*)? ?-1")  # one over a unit: 1/ms, per ms, ms^-1


def written_unit(text):
    """A unit in one way of writing it; one over a unit with its stroke only, as it stands behind a number."""
    for old, new in ALSO_WRITTEN.items():
        text = text.replace(old, new)
    inverse = PER.fullmatch(" ".join(text.split()))
    bare = "".join((inverse[1] or inverse[2] if inverse else text).split())
    return f"/{bare}" if inverse else bare


# All of these are linear: no two of their parts can match the same text.
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
STYLE = re.compile(r"\\(?:mathrm|mathit|mathbf|mathsf|text|textrm|rm|it|bf|operatorname)(?![a-zA-Z])")
SPELLED = re.compile(r"(femto|pico|nano|micro|milli|centi|kilo|mega|giga)?([a-z]+?)s?")
LETTERS = {r"\mu": "u", r"\Omega": "Ohm", r"\cdot": "*", r"\times": "*", "\u00b2": "^2", "\u00b3": "^3", "\u00b7": "*"}
LETTERS |= {"\u207b\u00b9": "^-1", "\u22c5": "*", "\u2212": "-", "\u00b9": "^1"}
OF_PREFIX = {"femto": "f", "pico": "p", "nano": "n", "micro": "u", "milli": "m", "centi": "c", "kilo": "k"}
OF_PREFIX |= {"mega": "M", "giga": "G"}
OF_UNIT = {"volt": "V", "ampere": "A", "amp": "A", "second": "s", "siemen": "S", "farad": "F", "hertz": "Hz"}
OF_UNIT |= {"ohm": "Ohm", "meter": "m", "metre": "m", "gram": "g", "mole": "mol", "sec": "s", "molar": "M"}
SAME = {"1/s": "Hz", "/s": "Hz", "s^-1": "Hz", "spikes/s": "Hz", "spike/s": "Hz", "sp/s": "Hz", "hz": "Hz"}
SAME |= {"msec": "ms", "degC": "\u00b0C", "percent": "%"}
SHORT = 2  # letters of a symbol, which stands by itself


def says_one_of(label, words):
    """Whether a label says one of these: a symbol by itself, as it is written, and a word in any letters."""
    plain = without_markup(label)
    folded = " ".join(plain.casefold().replace("-", " ").split())
    for one in words:
        wanted = without_markup(one)
        if len(wanted) <= SHORT:
            if re.search(rf"(?<![A-Za-z]){re.escape(wanted)}(?![A-Za-z])", plain):
                return True
        elif " ".join(wanted.casefold().replace("-", " ").split()) in folded:
            return True
    return False


def says_unit(label, units):
    """Whether a label says one of these units: in brackets, behind a stroke, behind "in", or at its end."""
    wanted = {one_way(one) for one in units}
    return any(one_way(found) in wanted for found in [*marked_units(label), *loose_units(label)])


def marked_units(label):
    """What stands where a unit stands: in brackets, behind a stroke, or behind "in"."""
    plain = without_markup(label)
    found = [one or other for one, other in BRACKETS.findall(plain)]
    for mark in (" / ", "/", " in ", ","):
        before, mark_found, behind = plain.partition(mark) if mark != "/" else plain.rpartition(mark)
        if mark_found and before.strip() and behind.strip():
            found.append(behind.strip().strip("()[]"))
    return [one for one in found if one.strip()]


def loose_units(label):
    """The last word, and all but the first: a unit may stand there by itself."""
    parts = without_markup(label).split()
    return [" ".join(parts[place:]) for place in range(max(0, len(parts) - 3), len(parts))]


def without_markup(text):
    """A label without what matplotlib reads as markup: $V_m$ (mV) is V_m (mV)."""
    for old, new in LETTERS.items():
        text = text.replace(old, new)
    text = STYLE.sub("", text)
    for sign in ("$", "{", "}", "\\,", "\\;", "\\:", "\\ ", "\\!", "~"):
        text = text.replace(sign, " " if sign in ("~", "\\ ") else "")
    return text.replace("\\", "").strip()


def one_way(unit):
    """A unit in one way of writing it: millivolts, mV and m V are one."""
    parts = without_markup(unit).replace(" per ", "/").strip(" .:;").split("/")
    together = "/".join(symbol_of(part) for part in parts)
    return SAME.get(together, together)


def symbol_of(part):
    """The symbol of a unit that was written out."""
    spelled = SPELLED.fullmatch(part.strip().casefold())
    if spelled and spelled[2] in OF_UNIT:
        return OF_PREFIX.get(spelled[1] or "", "") + OF_UNIT[spelled[2]]
    written = written_unit(part)
    return SAME.get(written, written)


MOST_DATA = 50_000  # numbers of a description, along one axis
MOST_GROUPS = 300
LONGEST_WORDS = 300
NO_DESCRIPTION = """\
{name} handed back {got}, where a dictionary was asked for: {{"x_label": ..., "y_label": ..., "lines": [...]}}.
Which parts does the figure have, and what stands in each?"""
NO_DATA = """\
In what {name} hands back, {part} holds something that is no {part}. Each is a dictionary with "x", "y" and "label".
Are x and y as long as each other?"""
NOTHING = "nothing (None)"
SIMPLE = ("x_label", "y_label", "title", "x_scale", "y_scale")
GROUPED = ("lines", "points", "bars")
OTHERWISE = {"xlabel": "x_label", "ylabel": "y_label", "xscale": "x_scale", "yscale": "y_scale", "dots": "points"}


class Group:
    """A line, points or bars: where they are, and what they are called."""

    def __init__(self, x, y, label=""):
        self.x = x
        self.y = y
        self.label = label

    @property
    def is_constant(self) -> bool:
        """Whether it is a line along an axis, as one that is drawn at zero."""
        return len(self.x) > 1 and bool(np.all(self.y == self.y[0]) or np.all(self.x == self.x[0]))


class Picture:
    """What is on the axes of one figure."""

    def __init__(self, told, called):
        """Read it; an assertion says what of a description cannot be read."""
        for key in SIMPLE:
            setattr(self, key, words_of(told.get(key)))
        self.lines, self.points, self.bars = (groups_of(told.get(key), key, called) for key in GROUPED)
        self.horizontal = levels_of(told.get("horizontal"))
        self.vertical = levels_of(told.get("vertical"))
        self.described = not was_drawn(told)
        legend = told.get("legend")
        self.legend = None if not isinstance(legend, (list, tuple)) else [words_of(one) for one in legend][:MOST_GROUPS]
        if self.described and self.legend is None:
            self.legend = [one.label for one in self.groups if one.label]
        texts = told.get("texts")
        self.texts = [words_of(one) for one in texts] if isinstance(texts, (list, tuple)) else []
        self.limits = {axis: ends_of(told.get(f"{axis}_limits")) for axis in "xy"}
        self.ticks = {axis: ticks_of(told.get(f"{axis}_ticks")) for axis in "xy"}
        self.too_much = words_of(told.get("too_much"))
        numbers = sum(len(one.x) for one in self.groups)
        if numbers > MOST_DATA:
            self.too_much, self.lines, self.points, self.bars = f"{numbers} points", [], [], []
        self.elsewhere = words_of(told.get("elsewhere"))
        self.returned = words_of(told.get("returned"))

    x_label: str
    y_label: str
    title: str
    x_scale: str
    y_scale: str

    @property
    def groups(self) -> list[Group]:
        """All that has a name in a legend."""
        return [*self.lines, *self.points, *self.bars]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that shows data."""
        return not (self.groups or self.horizontal or self.vertical)

    def label(self, axis):
        """What an axis says."""
        return self.x_label if axis == "x" else self.y_label


def was_drawn(told):
    """Whether it is what was on axes, and not a description."""
    return isinstance(told, Mapping) and "returned" in told


def picture_of(told, called="the figure"):
    """Read a figure; an assertion says why it is none."""
    if isinstance(told, Mapping):
        spelled = {str(key)[:LONGEST_WORDS].strip().casefold().replace(" ", "_"): one for key, one in told.items()}
        return Picture({OTHERWISE.get(key, key): one for key, one in spelled.items()}, called)
    got = NOTHING if told is None else f"something of the kind {kind_name(told)}"
    raise AssertionError(NO_DESCRIPTION.format(name=called, got=got))


def kind_name(value):
    """What kind of thing a value is, also one of which the grader knows no more than that."""
    return str(getattr(value, "type_name", type(value).__name__))[:80]


def words_of(value):
    """A text, cut to what anybody reads; an empty one for what is none."""
    return str(value)[:LONGEST_WORDS].strip() if isinstance(value, str) else ""


def groups_of(found, part, called):
    """The lines, points or bars of a figure."""
    if isinstance(found, Mapping):  # by their names
        pairs = found.items()
        every = [found] if {"x", "at"} & set(found) else [(*one[:2], name) for name, one in pairs]
    else:
        every = list(found) if isinstance(found, (list, tuple)) else [] if found is None else [found]
    groups = [group_of(one) for one in every[:MOST_GROUPS]]
    assert all(one is not None for one in groups), NO_DATA.format(name=called, part=part)
    return [one for one in groups if one is not None]


def group_of(one):
    """One of them, as a dictionary or as (x, y, label); None where it is neither."""
    if isinstance(one, Mapping):
        x, y = one.get("x", one.get("at")), one.get("y", one.get("height"))
        label = words_of(one.get("label"))
    elif isinstance(one, (list, tuple)) and len(one) in (2, 3):
        (x, y), label = one[:2], words_of(one[2]) if len(one) > 2 else ""
    else:
        return None
    along, up = numbers_along(x), numbers_along(y)
    return None if along is None or up is None or len(along) != len(up) else Group(along, up, label)


def numbers_along(values):
    """Numbers in a row; for names, their places; None where it is something else."""
    if isinstance(values, (list, tuple, np.ndarray)) and len(values) and all(isinstance(one, str) for one in values):
        return np.arange(float(len(values)))
    try:
        if np.iscomplexobj(values):
            return None
        found = np.asarray(values, dtype=float)
    except (TypeError, ValueError, OverflowError):
        return None
    return None if found.ndim > 1 or found.size > MOST_DATA else np.atleast_1d(found)


def levels_of(found):
    """Values at which a line goes across the figure."""
    numbers = numbers_along(found) if found is not None else None
    return [] if numbers is None else [float(one) for one in numbers if np.isfinite(one)]


def ends_of(found):
    """The two ends of an axis, the lower one first; None where nothing is said of them."""
    numbers = numbers_along(found) if found is not None else None
    if numbers is None or len(numbers) != 2 or not np.all(np.isfinite(numbers)):
        return None
    return float(min(numbers)), float(max(numbers))


def ticks_of(found):
    """The names of ticks, by their places; or in their order."""
    every = list(found) if isinstance(found, (list, tuple)) else []
    if all(isinstance(one, str) for one in every):
        return {float(place): words_of(one) for place, one in enumerate(every)}
    pairs = [one for one in every if isinstance(one, (list, tuple)) and len(one) == 2]
    fit = [(at, name) for at, name in pairs if isinstance(at, (int, float)) and isinstance(name, str)]
    return {float(at): words_of(name) for at, name in fit if name.strip()}


def span_of(values):
    """How large values are, as a measure of what is close: 1 where there are none, or zeros alone."""
    finite = np.abs(values[np.isfinite(values)])
    return float(finite.max()) or 1.0 if finite.size else 1.0


def close_to(one, other, share):
    """Whether numbers are the same, one by one, within a share of the largest."""
    off = share * span_of(other)
    return len(one) == len(other) and bool(np.allclose(one, other, rtol=0, atol=off, equal_nan=True))


def is_same_line(line, wanted, share, *, more_points=False):
    """Whether two lines look the same: the same points one after another, from either end."""
    if len(line.x) > len(wanted.x) and more_points:
        return any(goes_through(one, wanted, share) for one in (line, reverse_of(line)))
    return any(
        close_to(one.x, wanted.x, share) and close_to(one.y, wanted.y, share) for one in (line, reverse_of(line))
    )


def reverse_of(line):
    """The same line, from its other end."""
    return Group(line.x[::-1], line.y[::-1], line.label)


def goes_through(line, wanted, share):
    """Whether a line has the wanted points in their order, and turns back nowhere between."""
    off_x, off_y = share * span_of(wanted.x), share * span_of(wanted.y)
    place = 0
    for x, y in zip(wanted.x, wanted.y):  # noqa: B905 - they are as long as each other
        near = (np.abs(line.x[place:] - x) <= off_x) & (np.abs(line.y[place:] - y) <= off_y)
        if not near.any():
            return False
        place += int(np.argmax(near)) + 1
    ends = close_to(line.x[[0, -1]], wanted.x[[0, -1]], share) and close_to(line.y[[0, -1]], wanted.y[[0, -1]], share)
    steps, due = np.diff(line.x), np.diff(wanted.x)
    back = bool(np.all(due >= 0) and np.any(steps < -off_x)) or bool(np.all(due <= 0) and np.any(steps > off_x))
    return ends and not back


def swapped(line):
    """The same with its axes exchanged."""
    return Group(line.y, line.x, line.label)


def in_order(group, off_x, off_y):
    """The points of a group from left to right, as an array; what is nearly one place is one."""
    grid = np.array([np.round(group.x / off_x), np.round(group.y / off_y)])
    order = np.lexsort(grid[::-1])
    return np.array([group.x[order], group.y[order]])


def is_same_set(one, other, share):
    """Whether two groups have the same points, whatever their order."""
    if len(one.x) != len(other.x):
        return False
    off_x, off_y = share * span_of(other.x) or 1e-12, share * span_of(other.y) or 1e-12
    x, y = np.abs(in_order(one, off_x, off_y) - in_order(other, off_x, off_y))
    same = np.nan_to_num(x, nan=0.0) <= off_x, np.nan_to_num(y, nan=0.0) <= off_y
    return bool(np.all(same)) and is_nan_alike(one, other)


def is_nan_alike(one, other):
    """Whether as many of the values are no numbers."""
    counts = [(int(np.isnan(group.x).sum()), int(np.isnan(group.y).sum())) for group in (one, other)]
    return counts[0] == counts[1]


def of_one_place(groups):
    """All points of some groups as one."""
    parts = [(one.x, one.y) for one in groups] or [(np.zeros(0), np.zeros(0))]
    return Group(*(np.concatenate([part[axis] for part in parts]) for axis in (0, 1)))


MOST_SHOWN_2 = 60
SAYS_NOTHING = "The {axis} axis says nothing. Which quantity is it{and_unit}?"
EXCHANGED = "What the {axis} axis should say stands on the other one. Which quantity goes along which axis?"
SAYS_ELSE = "The {axis} axis says {label!r}. Which quantity does it show?"
NO_UNIT = "The {axis} axis says {label!r}. Which unit is that in? Write it behind, in brackets."
OTHER_UNIT = "The {axis} axis says {label!r}. Is that the unit of the numbers that are drawn?"
CUT_OFF = "Part of what is drawn lies beyond the limits of the {axis} axis. Which values does it have to hold?"
OTHER_LIMITS = "The {axis} axis does not go from where to where it is asked to. Which call says so?"


class Part:
    """One thing that must be on a figure."""

    case = ""
    of_data = False  # whether it is the data themselves: these are judged case by case, all else once

    def __init__(self, ask=""):
        self.ask = ask

    def look(self, got, right):
        """The mistake that is there, and what to ask about it; None where it is right."""
        found = self.found(got, right)
        return found if found is None or not self.ask else (found[0], self.ask)

    def found(self, got, right):
        """The same, in the usual words."""
        raise NotImplementedError


class Axis(Part):
    """What one axis says: one of some words, and one of some units if any is asked for."""

    axis = ""

    def __init__(self, *words, unit=(), ask=""):
        super().__init__(ask)
        self.words = words
        self.units = (unit,) if isinstance(unit, str) else tuple(unit)
        self.case = f"The {self.axis} axis says what it shows{', and in which unit' if self.units else ''}"

    def found(self, got, right):  # noqa: ARG002 - it is the same for all data
        """Whether its label says what and in which unit."""
        label = got.label(self.axis)
        and_unit = ", and in which unit" if self.units else ""
        told = {"axis": self.axis, "label": label[:MOST_SHOWN_2], "and_unit": and_unit}
        if not label:
            return f"the {self.axis} axis has no label", SAYS_NOTHING.format(**told)
        if self.words and not says_one_of(label, self.words):
            if says_one_of(got.label("y" if self.axis == "x" else "x"), self.words):
                return "the labels of the axes are exchanged", EXCHANGED.format(**told)
            return f"the {self.axis} axis names another quantity", SAYS_ELSE.format(**told)
        if not self.units or says_unit(label, self.units):
            return None
        if marked_units(label):
            return f"the {self.axis} axis has another unit", OTHER_UNIT.format(**told)
        return f"the {self.axis} axis has no unit", NO_UNIT.format(**told)


class XAxis(Axis):
    """What the x axis says: XAxis("current", "I", unit="pA")."""

    axis = "x"


class YAxis(Axis):
    """What the y axis says: YAxis("rate", unit=("Hz", "1/s"))."""

    axis = "y"


class AxisLimits(Part):
    """Limits that hold all that is drawn; or those that are asked for: AxisLimits(x=(0, 100))."""

    case = "The limits hold all that is drawn"

    def __init__(
        self, *, x=None, y=None, ask=""
    ):
        super().__init__(ask)
        self.asked = {"x": x, "y": y}

    def found(self, got, right):  # noqa: ARG002 - it is the same for all data
        """Whether they do."""
        for axis, asked in self.asked.items():
            ends = got.limits[axis]
            if asked is not None:
                off = 1e-6 * span_of(np.asarray(asked, dtype=float))
                if ends is None or max(abs(ends[0] - min(asked)), abs(ends[1] - max(asked))) > off:
                    return f"other limits of the {axis} axis", OTHER_LIMITS.format(axis=axis)
            elif ends is not None and beyond(drawn_along(got, axis), ends):
                return f"the limits of the {axis} axis cut something off", CUT_OFF.format(axis=axis)
        return None


def drawn_along(picture, axis):
    """All values that are drawn along an axis."""
    shown = [(one, np.isfinite(one.x) & np.isfinite(one.y)) for one in (*picture.lines, *picture.points)]
    parts = [(one.x if axis == "x" else one.y)[both] for one, both in shown]
    return np.concatenate(parts) if parts else np.zeros(0)


def beyond(values, ends):
    """Whether a value lies beyond the ends of its axis."""
    off = 1e-6 * (ends[1] - ends[0])
    return bool(np.any((values < ends[0] - off) | (values > ends[1] + off)))


NO_LINE_2 = "There is no line for what is to be drawn as one. Which call draws a line, and is it reached?"
FEWER = "There are fewer {what} than the data ask for: {got}. Is each of them drawn?"
MORE = "There are more {what} than the data ask for: {got}. Which of them was not asked for?"
NOT_JOINED = "The points are right, and no line joins them. What tells plot to draw a line?"
JOINED = "The places are right, and a line joins them. Were values in between measured, too?"
SWAPPED = "What goes up stands along x, and the other way round. Which input goes along which axis?"
ORDER = "The points are right, and the line joins them in another order. In which order do they follow each other?"
SHAPE = "A line has other points than the data ask for: {got} where {right} belong. Which are left out, or too many?"
VALUES = "A line shows other values than the data ask for. Which input is drawn, and what is done to it before?"
PLACES = "Points stand at other places than the data ask for. Which input is drawn along which axis?"
BARS = "The bars have other heights, or stand at other places, than the data ask for. Which bar belongs to what?"
NO_LEGEND = "Nothing says which line is which. What would a reader need?"
NOT_SHOWN = "The lines have names, and no legend shows them. Which call does?"
NAMES = "The legend does not name each of them by a name of its own. What is missing, or there twice?"
OTHER_NAMES = "The legend has other names than the data. Where do they come from?"
NAMES_EXCHANGED = "A name in the legend belongs to another line. Which label goes with which data?"
NO_LEVEL = "A {way} line at {at} is asked for, and is not there. Which value would a reader compare with?"
NO_LEVELS = "A {way} line that the data ask for is not there. Where would it stand?"


class Lines(Part):
    """One line through the right values for each line of the right figure, in any order.

    ``close`` is how far a value may be off, as a share of the largest; with ``more_points`` a curve may have points
    between the right ones.
    """

    case = "Lines through the right values"
    of_data = True

    def __init__(self, *, close=1e-6, more_points=False, ask=""):
        super().__init__(ask)
        self.close = close
        self.more_points = more_points

    def found(self, got, right):
        """Whether each is there, and no other."""
        unmet = [one for one in right.lines if not any(self._same(line, one) for line in got.lines)]
        if unmet:
            return self._missing(got, right, unmet)
        twice = [one for one in right.lines if sum(self._same(one, other) for other in right.lines) > 1]
        if twice and len(got.lines) < len(right.lines):
            return "a line is missing", FEWER.format(what="lines", got=len(got.lines))
        others = [line for line in got.lines if not any(self._same(line, one) for one in right.lines)]
        if right.lines and any(not line.is_constant for line in others):
            return "a line too many", MORE.format(what="lines", got=len(got.lines))
        return None

    def _same(self, line, wanted):
        return is_same_line(line, wanted, self.close, more_points=self.more_points)

    def _missing(self, got, right, unmet):
        lines = [line for line in got.lines if not any(self._same(line, one) for one in right.lines)]
        if not lines:
            if all(any(is_same_set(dots, one, self.close) for dots in got.points) for one in unmet):
                return "points without a line", NOT_JOINED
            if not got.lines:
                return "no line", NO_LINE_2
            return "a line is missing", FEWER.format(what="lines", got=len(got.lines))
        if all(any(self._same(swapped(line), one) for line in lines) for one in unmet):
            return "the axes are exchanged", SWAPPED
        if all(any(is_same_set(line, one, self.close) for line in lines) for one in unmet):
            return "points joined in another order", ORDER
        lengths, due = {len(line.x) for line in lines}, {len(one.x) for one in unmet}
        if not lengths & due:
            told = {"got": max(lengths), "right": max(due)}
            return "a line with other points", SHAPE.format(**told)
        return "a line with other values", VALUES


class Points(Part):
    """Points at the right places, in any order, that no line joins."""

    case = "Points at the right places"
    of_data = True

    def __init__(self, *, close=1e-6, ask=""):
        super().__init__(ask)
        self.close = close

    def found(self, got, right):
        """Whether they are there, and no others."""
        if not right.points or self._hold(got.points, right.points):
            return None
        if self._hold([swapped(one) for one in got.points], right.points):
            return "the axes are exchanged", SWAPPED
        if not got.points and self._hold(got.lines, right.points):
            return "points that a line joins", JOINED
        count, due = (sum(len(one.x) for one in picture.points) for picture in (got, right))
        if count != due:
            words, told = ("points too many", MORE) if count > due else ("points are missing", FEWER)
            return words, told.format(what="points", got=count)
        return "points at other places", PLACES

    def _hold(self, got, right):
        """Group by group; where only one is due, it may be in several."""
        if len(right) <= 1:
            return is_same_set(of_one_place(got), of_one_place(right), self.close)
        each = all(any(is_same_set(one, two, self.close) for one in got) for two in right)
        return each and len(got) == len(right)


class Level(Part):
    """Lines across the figure: at some values, or where the right figure has them."""

    way = ""

    def __init__(self, *at, ask=""):
        super().__init__(ask)
        self.at = at
        self.case = f"A {self.way} line at {', '.join(f'{one:g}' for one in at)}" if at else f"{self.way} lines".title()

    def found(self, got, right):
        """Whether each is there."""
        due = list(self.at) or self.levels(right)
        there = self.levels(got)
        off = 1e-6 * span_of(np.asarray(due, dtype=float)) if due else 0.0
        missing = [one for one in due if not any(abs(one - level) <= off for level in there)]
        if not missing:
            return None
        words = f"no {self.way} line where one is due"
        told = NO_LEVEL.format(way=self.way, at=f"{missing[0]:g}") if self.at else NO_LEVELS.format(way=self.way)
        return words, told

    def levels(self, picture):
        """Where lines go across."""
        along = [(one.y, one.x) if self.way == "horizontal" else (one.x, one.y) for one in picture.lines]
        across = [
            float(same[0])
            for same, other in along
            if len(same) > 1 and np.all(same == same[0]) and np.any(other != other[0])
        ]
        return across + (picture.horizontal if self.way == "horizontal" else picture.vertical)


class Horizontal(Level):
    """Horizontal lines: Horizontal(0.0) at zero."""

    way = "horizontal"


class Legend(Part):
    """A name for each line, points or bars that the right figure names; with ``same`` the very names that it has."""

    case = "A legend names each"

    def __init__(self, *, same=False, ask=""):
        super().__init__(ask)
        self.same = same

    def found(self, got, right):
        """Whether each has one of its own, and a reader can see it."""
        due = [one for one in right.groups if one.label] or [one for one in right.groups if not one.is_constant]
        due = due or got.groups  # where nobody says what is right, each that is drawn needs one
        shown = [one for one in got.legend or [] if one]
        if not shown and len(got.texts) >= len(due):
            shown = got.texts  # written beside each line, which is as good
        if not shown:
            labelled = got.legend is None and any(one.label for one in got.groups)
            return ("names that no legend shows", NOT_SHOWN) if labelled else ("no legend", NO_LEGEND)
        if len({folded(one) for one in shown}) < len(due):
            return "names are missing in the legend", NAMES
        return self._others(got, [one for one in due if one.label], shown) if self.same else None

    def _others(self, got, due, shown):
        """Names that are not those of the right figure, or that stand at another line."""
        if not all(any(folded(one.label) in folded(name) for name in shown) for one in due):
            return "other names in the legend", OTHER_NAMES
        for one in due:
            alike = [other for other in got.groups if is_same_line(other, one, 1e-6) or is_same_set(other, one, 1e-6)]
            named = [folded(other.label) for other in alike if other.label]
            if named and not any(folded(one.label) in other for other in named):
                return "names exchanged in the legend", NAMES_EXCHANGED
        return None


def folded(text):
    """A name without what nobody tells names apart by."""
    return " ".join(text.casefold().split())


MOST_ARTISTS = 300  # of a kind; a figure that somebody reads has a dozen
MOST_POINTS = 50_000  # in all
LONGEST_TEXT = 300  # characters of a label
FIGURES = "matplotlib._pylab_helpers"  # where pyplot keeps its figures, once somebody has imported it
ON_PLT, OTHER_AXES = "a figure of plt", "other axes of the same figure"
NO_LINE = ("", " ", "none", "None")
NAMED_TICKS = ("FixedFormatter", "StrCategoryFormatter", "FuncFormatter")


def drawing(function, *data, **named):
    """What is on the axes of a fresh figure when a function has drawn on them, called with these axes and its data."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure()
    FigureCanvasAgg(figure)
    ax = figure.add_subplot()
    before = figures_of_pyplot()
    drawn_before = sum(map(drawn_on, before))
    with ShowingNothing() as shown:
        returned = function(ax, *data, **named)
    now = [one for one in figures_of_pyplot() if one is not figure]
    found = seen_on(ax)
    beside = drawn_on(figure) > drawn_on(figure, ax)
    found["elsewhere"] = ON_PLT if sum(map(drawn_on, now)) > drawn_before else OTHER_AXES if beside else ""
    found["shown"] = shown.called
    found["returned"] = "" if returned is None else type(returned).__name__[:80]
    forget(one for one in figures_of_pyplot() if one not in before)
    return found


def figures_of_pyplot():
    """The figures that pyplot has open; none where nobody has imported it."""
    pyplot = sys.modules.get(FIGURES)
    return [manager.canvas.figure for manager in pyplot.Gcf.get_all_fig_managers()] if pyplot else []


def forget(figures):
    """Close figures that a call has opened beside the axes it was given: no notebook should show them."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    for figure in list(figures) if pyplot else []:
        pyplot.close(figure)


def drawn_on(figure, only=None):
    """How much has been put on the axes of a figure, or on one of these."""
    axes = figure.axes if only is None else [only]
    return sum(
        len(ax.lines) + len(ax.collections) + len(ax.patches) + len(ax.images) + len(ax.texts)
        + sum(map(bool, (ax.get_xlabel(), ax.get_ylabel(), ax.get_title(), ax.get_legend())))
        for ax in axes
    )  # fmt: skip


class ShowingNothing:
    """Lets plt.show() show nothing while a function draws, and notes that it was called."""

    def __init__(self):
        self.called = False
        self._pyplot: Any = sys.modules.get("matplotlib.pyplot")
        self._known = getattr(self._pyplot, "show", None)

    def __enter__(self):
        def note(*_arguments, **_named):  # pyplot gives it a signature, which a method would not take
            self.called = True

        if self._pyplot is not None:
            self._pyplot.show = note
        return self

    def __exit__(self, *_error):
        if self._pyplot is not None:
            self._pyplot.show = self._known


def seen_on(ax):
    """All that is on axes and that a question may ask about, as plain data; ``too_much`` where nobody could read it."""
    figure = ax.get_figure()
    if figure is None or ax not in figure.axes or not ax.get_visible():
        return {}
    legend = ax.get_legend() or next(iter(figure.legends), None)
    legends = [] if legend is None else [len(legend.get_texts())]
    artists = max(len(ax.lines), len(ax.collections), len(ax.patches), len(ax.containers), len(ax.texts), *legends)
    if artists > MOST_ARTISTS:
        return {"too_much": f"{artists} things"}
    points = sum(len(line.get_xdata(orig=False)) for line in ax.lines)
    points += sum(len(one.get_offsets()) for one in ax.collections)
    if points > MOST_POINTS:
        return {"too_much": f"{points} points"}
    named = names_of_containers(ax)
    lines = [described for line in ax.lines if (described := line_of(line, named)) is not None]
    segments = [one for one in ax.collections if hasattr(one, "get_segments") and one.get_visible()]
    ends = [end for one in segments[:MOST_ARTISTS] for end in one.get_segments()[:MOST_ARTISTS] if len(end)]
    ends = [np.asarray(end, dtype=float) for end in ends[:MOST_ARTISTS]]
    return {
        "lines": [line for kind, line in lines if kind == "line"],
        "points": [line for kind, line in lines if kind == "points"] + scattered(ax),
        "bars": list(bars_on(ax)),
        "horizontal": [*(line for kind, line in lines if kind == "horizontal"), *ends_alike(ends, 1), *spines_at(ax)],
        "vertical": [*(line for kind, line in lines if kind == "vertical"), *ends_alike(ends, 0)],
        "x_label": label_along(ax, ax.xaxis),
        "y_label": label_along(ax, ax.yaxis),
        "title": text_of_label(next(filter(None, map(ax.get_title, ("center", "left", "right"))), "")),
        "legend": None if legend is None else [text_of_label(one.get_text()) for one in legend.get_texts()],
        "texts": [text_of_label(one.get_text()) for one in ax.texts],
        "x_limits": [float(end) for end in ax.get_xlim()],
        "y_limits": [float(end) for end in ax.get_ylim()],
        "x_scale": str(ax.get_xscale())[:80],
        "y_scale": str(ax.get_yscale())[:80],
        "x_ticks": named_ticks(ax.xaxis),
        "y_ticks": named_ticks(ax.yaxis),
    }  # fmt: skip


def text_of_label(text):
    """A text of a figure, as far as anybody reads it."""
    return str(text)[:LONGEST_TEXT].strip()


def label_along(ax, axis):
    """What an axis says, where it can be seen."""
    label = axis.get_label()
    seen = ax.axison and axis.get_visible() and label.get_visible()
    return text_of_label(label.get_text()) if seen else ""


def label_of(artist, named):
    """What a legend would call an artist; nothing for a name that matplotlib made up."""
    label = named.get(id(artist)) or str(artist.get_label() or "")
    return "" if label.startswith("_") else text_of_label(label)


def names_of_containers(ax):
    """The names of error bars and stems, by the line that shows their values."""
    found = {}
    for one in ax.containers:
        label = str(one.get_label() or "")
        line = getattr(one, "markerline", None) or (next(iter(one), None) if hasattr(one, "has_yerr") else None)
        if line is not None and label and not label.startswith("_"):
            found[id(line)] = label
    return found


def line_of(line, named):
    """A line as what it is on the axes: a line, points that nothing joins, or one across the whole axes."""
    x, y = (plain_numbers(values).ravel() for values in (line.get_xdata(orig=False), line.get_ydata(orig=False)))
    if not line.get_visible() or not len(x):
        return None
    by_x, by_y = line.get_transform().contains_branch_seperately(line.axes.transData)
    if by_x != by_y:
        return ("vertical", float(x[0])) if by_x else ("horizontal", float(y[0]))
    joined = str(line.get_linestyle()) not in NO_LINE
    marked = str(line.get_marker()) not in NO_LINE
    if not (joined or marked):
        return None
    told = {"x": x, "y": y, "label": label_of(line, named), "style": str(line.get_linestyle())[:80]}
    told |= {"marker": str(line.get_marker())[:80] if marked else "", "colour": colour_of(line.get_color())}
    return "line" if joined else "points", told


def plain_numbers(values):
    """Values of an artist as numbers; what is masked is no number."""
    masked = np.ma
    return masked.filled(masked.asarray(values, dtype=float), np.nan)


def colour_of(colour):
    """A colour as ``#rrggbb``; nothing for what is none."""
    from matplotlib.colors import to_hex

    try:
        return str(to_hex(colour))
    except (TypeError, ValueError):
        return ""


def scattered(ax):
    """The points of each scatter."""
    found = []
    for one in ax.collections:
        if type(one).__name__ == "PathCollection" and one.get_visible() and len(one.get_offsets()):
            places = plain_numbers(one.get_offsets())
            face = one.get_facecolor()
            told = {"x": places[:, 0], "y": places[:, 1], "label": label_of(one, {}), "marker": "o"}
            found.append(told | {"colour": colour_of(face[0]) if len(face) == 1 else ""})
    return found


def bars_on(ax):
    """Each group of bars: where they stand, and how long they are."""
    for group in ax.containers:
        bars = [one for one in getattr(group, "patches", ()) if hasattr(one, "get_height")][:MOST_ARTISTS]
        if bars:
            lying = getattr(group, "orientation", "vertical") == "horizontal"
            corners = [(one.get_x(), one.get_y(), one.get_width(), one.get_height()) for one in bars]
            x, y, width, height = np.asarray(corners, dtype=float).T
            at, long = (y + height / 2, width) if lying else (x + width / 2, height)
            yield {"at": at, "height": long, "label": label_of(group, {}), "lying": lying}


def ends_alike(ends, axis):
    """Where lines that were drawn from one end to another run along an axis."""
    return [float(end[0, axis]) for end in ends if np.ptp(end[:, axis]) == 0]


def spines_at(ax):
    """Where the x axis itself was moved to a value of y, and is a line there."""
    place = ax.spines["bottom"].get_position() if "bottom" in ax.spines else None
    if place == "zero":
        return [0.0]
    at_value = isinstance(place, tuple) and len(place) == 2 and place[0] == "data"
    return [float(place[1])] if at_value else []  # type: ignore[index]


def named_ticks(axis):
    """Where ticks have names instead of numbers, with these."""
    formatter = axis.get_major_formatter()
    if type(formatter).__name__ not in NAMED_TICKS:
        return []
    places = axis.get_majorticklocs()[:MOST_ARTISTS]
    return [[float(at), text_of_label(text)] for at, text in zip(places, formatter.format_ticks(places))]  # noqa: B905


TOO_MUCH = "On ax there are {much}, more than anybody could read. Is something drawn again and again?"
ELSEWHERE = """\
Nothing is on the ax that {called} is given: it draws on {place}.
What would each of these calls be on that ax?"""
PARTLY_ELSEWHERE = """\
{called} draws some of this on {place}, and not on the ax that it is given.
What would that call be on that ax?"""
RETURNED = """\
Nothing is on ax: {called} hands back a {kind}, which nobody looks at.
Which calls draw on the ax that it is given?"""
UNTOUCHED = """\
{called} ran, and nothing is on ax.
Which calls draw on the ax that it is given, and are they reached?"""
MISSING_WORDS = ("no ", "missing")  # of a mistake that is that something is not there
NOT_DRAWN = "drew nothing on ax"
SOMETHING = "Something is drawn on ax"
OR_AS_DATA = """
If you do not see figures, or would rather not draw:
{instead} hands back the same as data, and earns the same."""


def fault_of(parts, got, right, called="It"):
    """The first mistake of a figure, as a kind and a question; None where nothing is wrong."""
    if got.too_much:
        return "drew more than can be read", TOO_MUCH.format(much=got.too_much)
    if got.is_empty:
        if got.elsewhere:
            return f"drew on {got.elsewhere}", ELSEWHERE.format(called=called, place=got.elsewhere)
        if got.returned:
            return f"handed back a {got.returned} and drew nothing", RETURNED.format(called=called, kind=got.returned)
        return NOT_DRAWN, UNTOUCHED.format(called=called)
    found = next(filter(None, (part.look(got, right) for part in parts)), None)
    if found is not None and got.elsewhere and any(word in found[0] for word in MISSING_WORDS):
        return f"drew partly on {got.elsewhere}", PARTLY_ELSEWHERE.format(called=called, place=got.elsewhere)
    return found


class JudgedFigure:
    """One figure question, as its test files put it: the names of its two functions, and what must be on the figure."""

    def __init__(self, called, instead, parts):
        self.called = called
        self.instead = instead
        self.parts = parts
        self._right: dict[int, list[Picture]] = {}
        self._told: weakref.WeakKeyDictionary[Any, dict[int, list[Any]]] = weakref.WeakKeyDictionary()

    def right(self, drawer, inputs):
        """What is right for some inputs: drawn once, since a figure takes as long as a hundred calls."""
        if id(inputs) not in self._right:
            self._right[id(inputs)] = [picture_of(told) for told in self._drawn(drawer, inputs)]
        return self._right[id(inputs)]

    def require(self, draw, describe, right, inputs, parts):
        """Assert that a figure, or the same as data, is right; give the function that it is right of."""
        assert draw is not None or describe is not None, MISSING.format(name=self.called, called=self.called)
        if draw is None:
            self._look(describe, inputs, right, parts, is_described=True)
            return describe
        try:
            self._look(draw, inputs, right, parts)
        except Exception as drawn:
            if describe is None:
                raise
            try:
                self._look(describe, inputs, right, parts, is_described=True)
            except Exception as described:
                if self._is_about_data(drawn, described):
                    raise
                raise drawn from None
            return describe
        return draw

    def _is_about_data(self, drawn, described):
        """Whether somebody has written the data and no figure: then what is wrong with the data is told."""
        nothing = NO_DESCRIPTION.format(name=self.instead, got=NOTHING)
        return str(drawn) == UNTOUCHED.format(called=self.called) and str(described) != nothing

    def _look(
        self,
        function,
        inputs,
        right,
        parts,
        *,
        is_described=False,
    ):
        told = self._described(function, inputs) if is_described else self._drawn(function, inputs)
        called = self.instead if is_described else self.called
        for one, wanted in zip(told, right):  # noqa: B905 - they are as many
            found = fault_of(parts, picture_of(one, called), wanted, called)
            assert found is None, found and found[1]

    def _drawn(self, function, inputs):
        """What a function draws for each input: in the worker where it is a proxy, and here where it is not."""
        if hasattr(function, "call_many"):
            return self._asked(function, inputs)
        return [drawing(function, *data, **named) for data, named in map(copied_data, inputs)]

    def _described(self, function, inputs):
        """What a function hands back for each input."""
        if hasattr(function, "call_many"):
            return self._asked(function, inputs)
        return [function(*data, **named) for data, named in map(copied_data, inputs)]

    def _asked(self, proxy, inputs):
        """What a worker tells of each input, asked for once and alone: all parts are judged by the same word."""
        kept = self._told.setdefault(proxy, {})
        if id(inputs) not in kept:
            kept[id(inputs)] = [proxy.call_many([one])[0] for one in copy.deepcopy(inputs)]
        return kept[id(inputs)]


def copied_data(one):
    """The arguments of a call, as their own copies, and its keywords."""
    data, named = getattr(one, "arguments", one), getattr(one, "keywords", {})
    return copy.deepcopy(tuple(data)), copy.deepcopy(dict(named))


def public_checks(asked, public, marks_come_from=""):
    """Each check that learners have: its name, the check itself, and what it says when it passes.

    First that something is drawn, then what is the same for all data, then each row of PUBLIC: words, inputs, what is
    right on the figure by hand, and what to ask where values are others.
    """
    rows = [(words, [inputs], [picture_of(right or {}, "PUBLIC")], ask) for words, inputs, right, ask in public]
    _, first, nothing, _ = rows[0]
    found = [(SOMETHING, began(asked, first, nothing), "")]
    frame = [part for part in asked.parts if not part.of_data]
    found += [(part.case, public_check(asked, first, nothing, [part]), "") for part in frame]
    of_data = [part for part in asked.parts if part.of_data]
    for words, inputs, right, ask in rows if of_data else []:
        found.append((words, public_check(asked, inputs, right, of_data, ask), ""))
    praise = f"This case is right. The marks come from other inputs: {marks_come_from}."
    return [*found[:-1], (*found[-1][:2], praise if marks_come_from else "")]


def began(asked, inputs, right):
    """The check that something is drawn; it says once what else will do."""

    def check(draw, describe):
        try:
            asked.require(draw, describe, right, inputs, [])
        except AssertionError as said:
            raise AssertionError(f"{said}{OR_AS_DATA.format(instead=asked.instead) if asked.instead else ''}") from None
        except Exception as error:
            function, called = (describe, asked.instead) if draw is None else (draw, asked.called)
            data, named = copied_data(inputs[0])
            raise AssertionError(stopped_words(called, function, (*data, *named.values()), error)) from error

    return check


def public_check(
    asked, inputs, right, parts, ask=""
):
    """The check of some parts on some inputs, which waits for the first."""

    def check(draw, describe):
        try:
            asked.require(draw, describe, right, inputs, [])
        except Exception:  # noqa: BLE001 - the first check has words for it
            raise AssertionError(WAITING) from None
        try:
            asked.require(draw, describe, right, inputs, parts)
        except AssertionError as said:
            general = ask and str(said) in (VALUES, PLACES, BARS)
            told = f"{str(said).partition('. ')[0]}.\n{ask}" if general else str(said)
            raise AssertionError(told) from None

    return check


FIGURE = [
    XAxis("current", "I", unit="pA"),
    YAxis("rate", "f", unit=("Hz", "1/s")),
    Points(),
    Lines(),
    Horizontal(ask="Which rate can no current exceed, and what on your figure shows it?"),
    Legend(same=True, ask="What was measured, and what is the model? What on your figure says so?"),
    AxisLimits(),
]
I, MEASURED, MODELLED = np.array([0.0, 20.0, 40.0, 80.0]), np.array([6.0, 14.0, 24.0, 40.0]), np.array([0.0, 15.0, 26.0, 38.0])
PUBLIC = [
    (
        "four currents, and t_ref = 20 ms",
        (I, MEASURED, MODELLED, 20.0),
        {"points": [{"x": I, "y": MEASURED, "label": "measured"}], "lines": [{"x": I, "y": MODELLED, "label": "model"}]},
        "Which rate belongs to which current, and which of the two is a line?",
    ),
]
MARKS_COME_FROM = "other rates, other refractory times, and more currents"


ASKED = JudgedFigure('draw_fit', 'describe_fit', FIGURE)
CHECKS = [check for _, check, _ in public_checks(ASKED, PUBLIC, MARKS_COME_FROM)]


@test_case(name="Something is drawn on ax")
def case_0(draw_fit, describe_fit):
    CHECKS[0](draw_fit, describe_fit)


@test_case(name="The x axis says what it shows, and in which unit")
def case_1(draw_fit, describe_fit):
    CHECKS[1](draw_fit, describe_fit)


@test_case(name="The y axis says what it shows, and in which unit")
def case_2(draw_fit, describe_fit):
    CHECKS[2](draw_fit, describe_fit)


@test_case(name="Horizontal Lines")
def case_3(draw_fit, describe_fit):
    CHECKS[3](draw_fit, describe_fit)


@test_case(name="A legend names each")
def case_4(draw_fit, describe_fit):
    CHECKS[4](draw_fit, describe_fit)


@test_case(name="The limits hold all that is drawn")
def case_5(draw_fit, describe_fit):
    CHECKS[5](draw_fit, describe_fit)


@test_case(name="four currents, and t_ref = 20 ms", success_message="This case is right. The marks come from other inputs: other rates, other refractory times, and more currents.")
def case_6(draw_fit, describe_fit):
    CHECKS[6](draw_fit, describe_fit)
