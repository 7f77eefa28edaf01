"""The words of public checks. What a question uses of them is put into the test file that students have.

So this file, ``shown.py`` and ``stopped.py`` need NumPy and the standard library only, and none of their names may be
``name``, ``points`` or another that Otter reads from a test file. ``checks`` makes a question's PUBLIC into functions,
each of which takes the student's function and asserts one thing, in words that ask and never tell.

A message is read in the notebook and on the page that comes back: it names no place of either. One cause has one
message: while the first check does not pass, all others say ``WAITING`` and nothing else.
"""

from __future__ import annotations

import copy
import dis
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.questions.shown import filled_in, kind_of, numbers, rounded, shown, sized, written
from autograder.questions.stopped import asked_of_error, line_of_error, said_of_error

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

Function = Callable[..., Any]
Check = Callable[[Function], None]


class Answer:
    """The first check of a question: something is handed back, of the right kind and shape.

    ``words`` may replace any of the messages by its name: MISSING, NOTHING, OTHER_KIND, OTHER_SHAPE.
    """

    def __init__(self, case: str, inputs: Sequence[Any], right: Any, **words: Any) -> None:
        self.case = case
        self.inputs = inputs
        self.right = right
        self.words = words

    def say(self, which: str, usual: str, **values: Any) -> str:
        """One of the messages, filled in."""
        return str(self.words.get(which, usual)).format(**values)

    def quiet(self, f: Function, inputs: Sequence[Any], right: Any, *, any_size: bool = False) -> Any:
        """What comes back, if it is of the kind and shape of ``right``; else None."""
        try:
            return self.fitting(f, "", inputs, right, any_size=any_size)
        except AssertionError:
            return None

    def __call__(self, f: Function, called: str) -> None:
        """Assert it."""
        assert callable(f), self.say("MISSING", MISSING, name=called.partition("(")[0], called=called, type="")
        self.fitting(f, called, self.inputs, self.right)

    def passes(self, f: Function, called: str) -> bool:
        """Whether it holds."""
        try:
            self(f, called)
        except AssertionError:
            return False
        return True

    def fitting(self, f: Function, called: str, inputs: Sequence[Any], right: Any, *, any_size: bool = False) -> Any:
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

    def __init__(self, case: str, inputs: Sequence[Any], right: Any, ask: str, **options: Any) -> None:
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

    def __call__(self, f: Function, first: Answer, called: str) -> None:
        """Assert it."""
        got = first.fitting(f, called, self.inputs, first.right if self.part else self.right)
        assert self.fits(got), f"{self.told(got)}\n{self.question(got)}".strip()

    def fits(self, got: Any) -> bool:
        """Whether it is the right value."""
        return alike(self.part(got) if self.part else got, self.right, *self.close)

    def told(self, got: Any) -> str:
        """What came back, beside what is right."""
        if self.says:
            return filled_in(self.says, lambda digits: self.fits(rounded(got, digits)), got)
        ours, right = shown(got, self.right)
        return OTHER_VALUE.format(words=self.case, got=ours, right=right)

    def question(self, got: Any) -> str:
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

    def __init__(self, case: str, inputs: Sequence[Any], others: Sequence[Any], ask: str, says: str = "") -> None:
        self.case = case
        self.inputs = inputs
        self.others = others
        self.ask = ask
        self.says = says

    def __call__(self, f: Function, first: Answer, called: str) -> None:
        """Assert it."""
        before = first.fitting(f, called, self.inputs, first.right, any_size=True)
        after = first.fitting(f, called, self.others, first.right, any_size=True)
        assert alike(before, after, 1e-5, 1e-8), f"{self.told(before, after)}\n{self.ask}"

    def told(self, before: Any, after: Any) -> str:
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

    def __init__(self, f: Function) -> None:
        self.f = f
        self.inputs: tuple[Any, ...] = ()
        self.got: Any = None
        self.error: Exception | None = None

    def __call__(self, *inputs: Any, **named: Any) -> Any:
        """Call it."""
        self.inputs, self.error = (*inputs, *named.values()), None
        try:
            self.got = self.f(*inputs, **named)
        except Exception as error:
            self.error = error
            raise
        return self.got

    def __getattr__(self, attribute: str) -> Any:
        """All else is the function's."""
        return getattr(self.f, attribute)

    def came_to(self, name: str) -> str:
        """What the last call came to, in words."""
        if self.error is not None:
            return stopped_words(name, self.f, self.inputs, self.error)
        inputs = " and ".join(map(written, self.inputs)) or "nothing"
        got = kind_of(self.got) if numbers(self.got) is None else written(self.got)
        return f"Called with {inputs}, {name} handed back {got}.\nWhat should come back there?"


def checks(called: str, public: Sequence[Any], marks_come_from: str = "") -> list[tuple[str, Check, str]]:
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


def _check_of(entry: Any, first: Answer, called: str) -> tuple[str, Check, str]:
    """A check that waits for the first one: what that one complains of is said once."""

    def check(f: Function) -> None:
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


def stopped_words(name: str, f: Function, inputs: Sequence[Any], error: Exception) -> str:
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


def begun(f: Any) -> bool:
    """Whether a function computes anything, as far as it can be looked at."""
    code = getattr(f, "__code__", None)
    if code is None or not set(code.co_names) <= {"NotImplementedError"}:
        return True
    return not all(ONLY_A_STUB.match(one.opname) for one in dis.get_instructions(code))


def alike(got: Any, right: Any, rtol: float, atol: float) -> bool:
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


def few_digits(value: Any, right: Any) -> bool:
    """Whether the value is the right one, but for digits that were cut off or rounded away."""
    rounded = [np.round(right, n) for n in range(1, 9)] + [np.float32(right)]
    return any(alike(value, one, 1e-12, 1e-12) for one in rounded)
