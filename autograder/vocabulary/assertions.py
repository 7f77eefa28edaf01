"""What a hidden test asserts of a function: that it agrees with the reference, and leaves its arguments alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard

import numpy as np

from autograder.vocabulary.asked import Meets, relation_of
from autograder.vocabulary.calls import Call, all_arguments, answered, arguments_of, copied, shown, shown_value
from autograder.vocabulary.values import ATOL, RTOL, Within, difference, is_same
from autograder.vocabulary.words import with_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from autograder.vocabulary.calls import Inputs

# No value of a student's makes one of these: where a reference raises one, something in it or in the test is wrong.
_MISTAKES = (NameError, AttributeError, ImportError, SyntaxError, NotImplementedError, MemoryError)
OTHER_KIND = "that is of another kind than was asked for"
_MISTAKES_OF_A_RELATION = (NameError, ImportError, SyntaxError, NotImplementedError, MemoryError)
_OWN_FRAMES = 2  # of the traceback of a call that takes other arguments than it was given


class Batch(Protocol):
    """A function that can take many calls at once, as the grader's proxies can."""

    def call_many(self, cases: list[Inputs]) -> list[Any]:
        """Call once for each case; ``cases`` then hold what the callee made of their arguments."""


class _Stop:
    """That the reference stopped: what a function does that agrees with it."""

    def __init__(self, error: Exception) -> None:
        self.name = type(error).__name__
        self._kind = type(error)

    def is_like(self, error: Exception) -> bool:
        """Whether an error is of this kind, or of a kind of it, as far as names tell."""
        if isinstance(error, NotImplementedError):
            return False  # that is what a stub raises
        names = getattr(error, "kinds", ()) or [kind.__name__ for kind in type(error).__mro__]
        return isinstance(error, self._kind) or self.name in names


def agree(  # noqa: PLR0913 - the parameters of a comparison
    f: Callable[..., Any] | Batch | None,
    reference: Callable[..., Any],
    cases: Iterable[Inputs],
    rtol: Any = RTOL,
    atol: Any = ATOL,
    *,
    unchanged: bool = False,
    first: Iterable[Inputs] | None = None,
) -> None:
    """Assert that ``f`` gives the reference's values on every case, and stops where the reference stops.

    A number ``got`` agrees with the reference's ``want`` where |got - want| <= atol + rtol |want|; shapes must
    be equal, and nan agrees with nan. Text, None, dicts and sets must be equal; lists, tuples and arrays are equal
    where their parts are. Where the reference raises an error, an error of that kind is due.

    Parameters
    ----------
    f
        The student's function, or a proxy for it.
    reference
        The function to agree with, called with the same arguments.
    cases
        The arguments of each call: a tuple, or a ``Call`` where there are keywords, or tolerances of its own.
    rtol, atol
        Relative and absolute tolerance: a number; for a value of parts a tuple or a dict with one for each; or a
        function that gives either from a call's arguments.
    unchanged
        Assert too that the call left its arguments as they were: values, shape and kind of numbers.
    first
        Cases on which a value is asked for before all others, where the reference gives none on any of these: else
        a function that always stops, or that computes nothing, would agree.

    Raises
    ------
    AssertionError
        Saying on which case they differ, where, and how.
    """
    assert f is not None, "the function is not defined"
    asked = [_as_case(case) for case in cases]
    wanted = [_wanted(reference, case) for case in asked]
    if first is not None and all(map(_is_no_value, wanted)):
        _agree_first(f, reference, list(first), rtol, atol)
    given = [copied(case) for case, want in zip(asked, wanted, strict=True) if not isinstance(want, _Stop)]
    values = zip(given, _results(f, given), strict=True)
    for case, want in zip(asked, wanted, strict=True):
        if isinstance(want, _Stop):
            fault = _goes_on(f, case, want)
            assert not fault, f"{shown(case)}: {fault}"
            continue
        after, got = next(values)
        fault = difference(got, want, _within(case, rtol, atol))
        assert not fault, f"{shown(case)}: {fault}"
        assert not unchanged or (change := _change(case, after)) == "", f"{shown(case)}: {change}"


def leaves_alone(f: Callable[..., Any] | Batch | None, cases: Iterable[Inputs]) -> None:
    """Assert that ``f`` leaves its arguments as they were, on every case that it takes, whatever it gives back.

    Values, and errors, are for other tests: a mistake should not be counted twice. Agree on a right value first, so
    that an untouched stub earns nothing.

    Raises
    ------
    AssertionError
        Saying in which case an argument is no longer what it was.
    """
    assert f is not None, "the function is not defined"
    wanted = [_as_case(case) for case in cases]
    together = _left(f, wanted)
    left = [_left(f, [case]) for case in wanted] if together is None else [[after] for after in together]
    for case, after in zip(wanted, left, strict=True):
        assert after is None or (change := _change(case, after[0])) == "", f"{shown(case)}: {change}"


def meets(f: Callable[..., Any] | Batch | None, cases: Meets) -> None:
    """Assert that what ``f`` gives back meets the relation of the cases, on every one of them.

    Raises
    ------
    AssertionError
        Saying on which case it does not, in the relation's own words.
    """
    assert f is not None, "the function is not defined"
    relation = relation_of(cases)
    if relation is None:
        raise TypeError("these inputs name no relation: write Meets(relation, [inputs, ...])")
    asked = [_as_case(case) for case in cases]
    for case, got in zip(asked, _results(f, list(map(copied, asked))), strict=True):
        fault = unmet(relation, got, case)
        assert fault is None, f"{shown(case)}: gave back {shown_value(got)}{': ' * bool(fault)}{fault}"


def unmet(relation: Callable[..., object], got: Any, case: Inputs) -> str | None:
    """Why a relation does not hold of a value, in its own words, if it has some; None where it holds.

    It is written for values of the kind that was asked for: what it stops at is of another.

    Raises
    ------
    NameError, ImportError, ...
        What no value makes: then something is wrong with the relation.
    """
    try:
        found = answered(partial(relation, got), copied(case), is_reference=True)
    except AssertionError as error:
        return str(error).partition("\n")[0]
    except _MISTAKES_OF_A_RELATION:
        raise
    except Exception:  # noqa: BLE001 - a relation may stop in any way at a value that it is not written for
        return OTHER_KIND
    return None if found is None or _is_true(found) else ""


def _is_true(found: object) -> bool:
    """What a relation means that gives back whether it holds, in place of asserting it."""
    return bool(np.all(found))  # type: ignore[call-overload]


def _as_case(case: Any) -> Inputs:
    return case if isinstance(case, Call) else tuple(case)


def _wanted(reference: Callable[..., Any], case: Inputs) -> Any:
    """The reference's value, or that it stops."""
    try:
        return answered(reference, copied(case), is_reference=True)
    except _MISTAKES:
        raise
    except Exception as error:
        if type(error).__module__.partition(".")[0] == __name__.partition(".")[0]:
            raise  # the kit's own
        if isinstance(error, TypeError) and _depth(error) <= _OWN_FRAMES:
            raise  # it does not take what the case gives it
        return _Stop(error)


def _depth(error: Exception) -> int:
    depth, trace = 0, error.__traceback__
    while trace is not None:
        depth, trace = depth + 1, trace.tb_next
    return depth


def _is_no_value(want: Any) -> bool:
    return want is None or isinstance(want, _Stop)


def _agree_first(
    f: Callable[..., Any] | Batch, reference: Callable[..., Any], first: list[Inputs], rtol: Any, atol: Any
) -> None:
    if all(_is_no_value(_wanted(reference, _as_case(case))) for case in first):
        raise TypeError("the reference gives no value on the cases that are to be asked first")
    agree(f, reference, first, rtol, atol)


def _within(case: Inputs, rtol: Any, atol: Any) -> Within:
    if isinstance(case, Call):
        rtol = rtol if case.rtol is None else case.rtol
        atol = atol if case.atol is None else case.atol
    if not (callable(rtol) or callable(atol)):
        return Within(rtol, atol)
    arguments, keywords = arguments_of(case)
    return Within(*(one(*arguments, **keywords) if callable(one) else one for one in (rtol, atol)))


def _goes_on(f: Callable[..., Any] | Batch, case: Inputs, want: _Stop) -> str:
    """What a function does that should stop; nothing if it stops so."""
    due = f"should stop with {with_article(want.name)} here"
    try:
        (got,) = _results(f, [copied(case)])
    except Exception as error:
        if want.is_like(error):
            return ""
        if type(error).__module__ != "builtins" and not hasattr(error, "kinds"):
            raise  # not the function's own
        kind = "" if hasattr(error, "kinds") else f"{type(error).__name__}: "
        return f"{due}, and stopped with {kind}{error}"
    return f"{due}, and gave back {shown_value(got)}"


def _left(f: Callable[..., Any] | Batch, cases: list[Inputs]) -> list[Inputs] | None:
    """The cases after the calls; None where one of these stops."""
    given = [copied(case) for case in cases]
    try:
        _results(f, given)
    except Exception:  # noqa: BLE001 - whatever stops a call is for another test to tell
        return None
    return given


def _results(f: Callable[..., Any] | Batch, given: list[Inputs]) -> list[Any]:
    if not given:
        return []
    return f.call_many(given) if _is_batch(f) else [answered(f, case) for case in given]  # type: ignore[arg-type]


def _is_batch(f: Callable[..., Any] | Batch) -> TypeGuard[Batch]:
    return hasattr(f, "call_many")


def _change(case: Inputs, after: Inputs) -> str:
    """Which argument is no longer what it was, or nothing."""
    for was, now in zip(all_arguments(case), all_arguments(after), strict=True):
        if not is_same(was, now):
            return f"changed the caller's {'array' if hasattr(was, 'dtype') else type(was).__name__}"
    return ""
