"""What calls came to, in a form that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.marking.symptoms.plain import MOST_NUMBERS, alike, condensed, condensed_array, holds_many_numbers
from autograder.model import Evidence
from autograder.sandbox.wire import Opaque
from autograder.vocabulary import real_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

DEAD = Evidence(error=("WorkerLost", ""))
_RTOL, _ATOL = 1e-9, 1e-12
_ADDRESS_OR_NAME = re.compile(r"0x[0-9a-fA-F]+|'[^']*'")
_FUNCTION = re.compile(r"function|method|ufunc|dispatcher|partial", re.IGNORECASE)
_TEXT_ARRAY = re.compile(r"(array|scalar) of [<|>=]?[US]")
_OTHER_ERROR = 0.9  # of a full likeness: both stop there, and the words depend on how it was written
MANY = "array of "  # and how many numbers: in place of a value that is too large to be told
_UNKNOWN: Any = Opaque("thing")  # of a value that is no plain data only the kind is compared

Numbers = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Outcome:
    """What one call came to.

    ``what`` is ``number`` (then ``value`` holds it, or them), ``nothing``, ``stops`` (then ``error`` holds its type
    and message), ``lost`` (it took its process with it), or the name of what came instead of numbers; then ``plain``
    holds that, where it is plain data.
    """

    what: str
    value: Numbers | None = None
    error: tuple[str, str] = ("", "")
    changed: tuple[bool, ...] = ()
    plain: Any = _UNKNOWN
    bases: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is plain data, other than a few numbers."""
        return self.plain is not _UNKNOWN

    @property
    def complaint(self) -> tuple[str, str]:
        """The error without what differs between two people's code: names, and addresses."""
        kind, message = self.error
        return kind, "" if kind == "AttributeError" else _ADDRESS_OR_NAME.sub("", message)


def outcome(evidence: Evidence) -> Outcome:
    """Evidence of one call, made ready to be compared."""
    if evidence is DEAD:
        return Outcome("lost")
    if evidence.error is not None:
        return Outcome("stops", error=evidence.error, bases=evidence.bases)
    value, changed = evidence.value, tuple(change is not None for change in evidence.changed)
    if value is None:
        return Outcome("nothing", changed=changed)
    if isinstance(value, _Condensed):
        return Outcome(value.type_name, changed=changed, plain=value.plain)
    try:
        array = real_numbers(value)
    except ValueError:  # ragged, or too much of it
        array = None
    if array is None:
        return Outcome(_name(value), changed=changed, plain=_UNKNOWN if isinstance(value, Opaque) else condensed(value))
    if array.size > MOST_NUMBERS:
        return Outcome(_many(array), changed=changed, plain=condensed_array(array))
    with np.errstate(over="ignore"):
        return Outcome("number", array.astype(np.float64), changed=changed)


@dataclass(frozen=True)
class _Condensed(Opaque):
    """What is kept of a large value: what to call it, and ``plain``, by which it is compared."""

    plain: Any


def lightened(evidence: Evidence) -> Evidence:
    """Evidence that tells the same and holds nothing large: that of every question is kept until all are judged."""
    value = evidence.value
    if holds_many_numbers(value) and (one := outcome(evidence)).is_plain:
        value = _Condensed(one.what, one.plain)
    changed = tuple(None if change is None else True for change in evidence.changed)
    return replace(evidence, value=value, changed=changed)


def _many(array: Numbers) -> str:
    return f"{MANY}{array.size} numbers"


def _name(value: Any) -> str:
    """What to call something that does not consist of real numbers."""
    if isinstance(value, Opaque):
        if _TEXT_ARRAY.match(value.type_name):
            return "array of text"
        return "function" if _FUNCTION.search(value.type_name) else value.type_name
    if isinstance(value, list | tuple):
        return type(value).__name__ + (" of text" if _holds_text(value) else "")
    if isinstance(value, str):
        return "text"
    if isinstance(value, np.ndarray) and value.dtype.kind == "O":
        return "array of text" if _holds_text(value.ravel().tolist()) else "array of object"
    is_complex = np.iscomplexobj(value)
    return "complex number" if is_complex else type(value).__name__


def _holds_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list | tuple) and any(map(_holds_text, value)))


def close(one: Numbers, other: Numbers) -> bool:
    """Whether two arrays have one shape and the same values, within rounding."""
    return one.shape == other.shape and bool(np.all(are_close(one, other)))


def are_close(one: Numbers, other: Numbers) -> Numbers:
    """Which elements are the same within rounding; nan is the same as nan."""
    with np.errstate(invalid="ignore", over="ignore"):
        near = np.isfinite(other) & (np.abs(one - other) <= _ATOL + _RTOL * np.abs(other))
    equal: Numbers = near | (one == other) | (np.isnan(one) & np.isnan(other))
    return equal


def same(one: Outcome, other: Outcome) -> bool:
    """Whether two calls came to the same; one that took its process with it is like no other."""
    if one.is_plain and other.is_plain:
        return one.changed == other.changed and alike(one.plain, other.plain)
    if one.what != other.what or one.what == "lost":
        return False
    if one.what == "stops":
        return one.complaint == other.complaint
    if one.value is None or other.value is None:
        return True
    return one.changed == other.changed and close(one.value, other.value)


def as_wanted(got: Sequence[Outcome], wanted: Sequence[Outcome]) -> list[Outcome]:
    """Outcomes as far as they count beside what is wanted.

    Where numbers are due, something else is a mistake by its kind, whatever it holds. Where an error is due, one of its
    kind is right, whatever it says.
    """
    return [_as_wanted(one, want) for one, want in zip(got, wanted, strict=True)]


def _as_wanted(one: Outcome, want: Outcome) -> Outcome:
    if want.what == "number":
        return replace(one, plain=_UNKNOWN)
    is_due = want.what == one.what == "stops" and want.error[0] in (one.error[0], *one.bases)
    return replace(one, error=want.error) if is_due else one


def unlike(got: Sequence[Outcome], wanted: Sequence[Outcome]) -> list[int]:
    """Numbers of the probes on which outcomes are not what is wanted."""
    return [i for i, (one, other) in enumerate(zip(got, wanted, strict=True)) if not same(one, other)]


def likeness(got: Sequence[Outcome], known: Sequence[Outcome], wanted: Sequence[Outcome]) -> float:
    """How much a function behaves like a known wrong answer, from 0 to 1.

    It must be wrong wherever the known one is. Different errors count nearly in full where most calls do not stop:
    then it tells more on which inputs they come. Where most calls stop, the error is all that tells.
    """
    counted = unlike(got, wanted)
    if not counted or not {*unlike(known, wanted)} <= {*counted}:
        return 0.0
    stops = sum(one.what == "stops" for one in got)
    other_error = _OTHER_ERROR if stops <= len(got) / 2 else 0.0
    return sum(_alike(got[i], known[i], other_error) for i in counted) / len(counted)


def _alike(one: Outcome, other: Outcome, other_error: float) -> float:
    if same(one, other):
        return 1.0
    return other_error if one.what == other.what == "stops" else 0.0
