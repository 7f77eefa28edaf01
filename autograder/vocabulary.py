"""The words of hidden tests: ``agree`` and ``leaves_alone`` compare, ``seeded`` makes inputs. It needs numpy only.

The comparison is one for all: a plain function is called case by case, the grader's proxy takes all cases in one
message. Either way what is compared is plain data, and the comparison happens here.
"""

from __future__ import annotations

import copy
import hashlib
import os
from numbers import Real
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TERM_VARIABLE = "AUTOGRADER_TERM"
_CHANGED = "changed the caller's array"
_MOST_PARTS = 1_000_000  # of lists: a reference gives an array, and none of so many numbers


class Batch(Protocol):
    """A function that can take many calls at once, as the grader's proxies can."""

    def call_many(self, cases: list[tuple[Any, ...]]) -> list[Any]:
        """Call once for each case; ``cases`` then hold what the callee made of their arrays."""


def agree(  # noqa: PLR0913 - the parameters of a comparison
    f: Callable[..., Any] | Batch | None,
    reference: Callable[..., Any],
    cases: Iterable[tuple[Any, ...]],
    rtol: float = 1e-9,
    atol: float | Callable[..., float] = 1e-12,
    *,
    unchanged: bool = False,
) -> None:
    """Assert that ``f`` gives the reference's values on every case.

    A value ``got`` agrees with the reference's ``want`` where |got - want| <= atol + rtol |want|; shapes must
    be equal, and nan agrees with nan.

    Parameters
    ----------
    f
        The student's function, or a proxy for it.
    reference
        The function to agree with, called with the same arguments.
    cases
        The arguments of each call.
    rtol, atol
        Relative and absolute tolerance; ``atol`` may be computed from a call's arguments.
    unchanged
        Assert too that the call left its arguments as they were: values, shape and kind of numbers.

    Raises
    ------
    AssertionError
        Saying on which case they differ, and how.
    """
    assert f is not None, "the function is not defined"
    wanted = [tuple(case) for case in cases]
    given = [_copied(case) for case in wanted]
    results = _results(f, given)
    for case, after, got in zip(wanted, given, results, strict=True):
        want = np.asarray(reference(*_copied(case)))
        limit = atol(*case) if callable(atol) else atol
        fault = _difference(got, want, rtol, limit)
        assert not fault, f"{_call(case)}: {fault}"
        assert not unchanged or _is_same(case, after), f"{_call(case)}: {_CHANGED}"


def leaves_alone(f: Callable[..., Any] | Batch | None, cases: Iterable[tuple[Any, ...]]) -> None:
    """Assert that ``f`` leaves its arguments as they were, on every case that it takes, whatever it gives back.

    Values, and errors, are for other tests: a mistake should not be counted twice. Agree on a right value first, so
    that an untouched stub earns nothing.

    Raises
    ------
    AssertionError
        Saying in which case an argument is no longer what it was.
    """
    assert f is not None, "the function is not defined"
    wanted = [tuple(case) for case in cases]
    together = _left(f, wanted)
    left = [_left(f, [case]) for case in wanted] if together is None else [[after] for after in together]
    for case, after in zip(wanted, left, strict=True):
        assert after is None or _is_same(case, after[0]), f"{_call(case)}: {_CHANGED}"


def seeded(label: str) -> np.random.Generator:
    """Random generator for the inputs of one question in this term.

    Parameters
    ----------
    label
        Name of the test file, so that questions do not share inputs.

    Raises
    ------
    RuntimeError
        If the term is not set. The grader takes it from the configuration; tests staged for stock Otter carry it.
    """
    term = os.environ.get(TERM_VARIABLE)
    if not term:
        raise RuntimeError(f"{TERM_VARIABLE} is not set: hidden tests need the term that seeds their inputs")
    digest = hashlib.sha256(f"{term}/{label}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def _left(f: Callable[..., Any] | Batch, cases: list[tuple[Any, ...]]) -> list[tuple[Any, ...]] | None:
    """The cases after the calls; None where one of these stops."""
    given = [_copied(case) for case in cases]
    try:
        _results(f, given)
    except Exception:  # noqa: BLE001 - whatever stops a call is for another test to tell
        return None
    return given


def _results(f: Callable[..., Any] | Batch, given: list[tuple[Any, ...]]) -> list[Any]:
    call_many = getattr(f, "call_many", None)
    return call_many(given) if call_many else [f(*case) for case in given]  # type: ignore[operator]


def _copied(case: tuple[Any, ...]) -> tuple[Any, ...]:
    """Arguments of their own for a call, as ``deepcopy`` gives them; it takes eight times as long for arrays."""
    numbers = all(type(one) is np.ndarray and one.dtype.kind in "biufc" for one in case)
    if numbers and len({*map(id, case)}) == len(case):  # one array in two places stays one
        return tuple(one.copy("K") for one in case)
    return copy.deepcopy(case)


def _is_same(before: tuple[Any, ...], after: tuple[Any, ...]) -> bool:
    """Whether arguments have the values, shapes and kinds of numbers that they had; nan stays nan."""
    return all(
        getattr(was, "dtype", None) == getattr(now, "dtype", None) and np.array_equal(was, now, equal_nan=True)
        for was, now in zip(before, after, strict=True)
    )


def _difference(got: Any, want: np.ndarray[Any, Any], rtol: float, atol: float) -> str:
    """How ``got`` differs from ``want``, or nothing."""
    if got is None:
        return "gave back None"
    try:
        value = real_numbers(got)
    except ValueError as error:
        return f"gave back {error}"
    if value is None:
        return f"gave back {_kind(got)}, not real numbers"
    if value.shape != want.shape:
        return f"gave back shape {value.shape}, not {want.shape}"
    value = value.astype(np.float64)
    if (value == want).all():  # as most answers are; what follows takes ten times as long
        return ""
    close = np.isclose(value, want, rtol=rtol, atol=atol, equal_nan=True)
    if close.all():
        return ""
    first = tuple(int(i) for i in np.argwhere(~close)[0])
    return f"gave {value[first]:.12g} where {want[first]:.12g} is right" + (f", at index {first}" if first else "")


def real_numbers(value: Any) -> np.ndarray[Any, Any] | None:
    """The real numbers that a value consists of, or None where it holds something else.

    Lists are looked through one by one before NumPy sees them: of numbers and one text it would make an array of
    texts, each as wide as the longest, and so gigabytes of a few kilobytes.

    Raises
    ------
    ValueError
        When they are too many, too ragged or too large to be compared, in words.
    """
    if not _is_real(value):
        return None
    try:
        array = np.asarray(value)
        if array.dtype.kind == "O" and all(isinstance(item, Real) for item in array.flat):
            array = array.astype(np.float64)  # numbers one by one, as np.frompyfunc and Fraction give them
    except OverflowError:
        raise ValueError("a number that is too large to be compared") from None
    except MemoryError:
        raise ValueError("more numbers than there is memory for") from None
    except (ValueError, TypeError):
        raise ValueError(f"a ragged {type(value).__name__}, not numbers") from None
    return array if array.dtype.kind in "biuf" else None


def _is_real(value: Any) -> bool:
    """Whether lists in lists hold nothing that cannot be a real number."""
    rest, parts = [value], 0
    while rest:
        part = rest.pop()
        if isinstance(part, (list, tuple)):
            parts += len(part)
            if parts > _MOST_PARTS:
                raise ValueError(f"more than {_MOST_PARTS} numbers in a {type(value).__name__}")
            rest += part
        elif isinstance(part, np.ndarray | np.generic):
            if part.dtype.kind not in "biufO":
                return False
        elif part is None or isinstance(part, (str, bytes, bytearray, complex, dict, set)):
            return False
    return True


def _kind(got: Any) -> str:
    name = getattr(got, "type_name", type(got).__name__)
    if isinstance(got, np.ndarray):
        return f"an array of {got.dtype}"
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _call(case: tuple[Any, ...]) -> str:
    with np.printoptions(threshold=6, edgeitems=2, precision=6):
        return f"({', '.join(str(argument) for argument in case)})"
