"""Any plain data against the reference's: where they differ first, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from autograder.vocabulary.calls import shown_value
from autograder.vocabulary.numbers import difference_of_numbers, numbers_of
from autograder.vocabulary.words import counted, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RTOL, ATOL = 1e-9, 1e-12
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NO_KEYS = "a tolerance has keys, and the reference's value has none"
_MOST_KEYS = 5  # that are named; a teacher looks at the first


class Within(NamedTuple):
    """How far a value may be off: numbers, or for a value of parts also a tuple, a list or a dict of such."""

    rtol: Any = RTOL
    atol: Any = ATOL

    def at(self, place: int, count: int) -> Within:
        """What holds for one of so many parts."""
        return Within(_at_place(self.rtol, RTOL, place, count), _at_place(self.atol, ATOL, place, count))

    def under(self, key: Any) -> Within:
        """What holds for the part under a key."""
        return Within(_under_key(self.rtol, RTOL, key), _under_key(self.atol, ATOL, key))

    @property
    def by_parts(self) -> bool:
        """Whether it says something of parts."""
        return isinstance(self.rtol, (tuple, list, dict)) or isinstance(self.atol, (tuple, list, dict))


def _at_place(given: Any, usual: float, place: int, count: int) -> Any:
    if isinstance(given, dict):
        raise TypeError(_NO_KEYS)
    if isinstance(given, (tuple, list)) or np.ndim(given):
        if len(given) != count:
            raise TypeError(f"a tolerance has {counted(len(given), 'part')}, and the reference's value {count}")
        return usual if given[place] is None else given[place]
    return given


def _under_key(given: Any, usual: float, key: Any) -> Any:
    if isinstance(given, (tuple, list)):
        raise TypeError("a tolerance has parts, and the reference's value has keys")
    found = given.get(key) if isinstance(given, dict) else given
    return usual if found is None else found


def difference(got: Any, want: Any, within: Within) -> str:
    """How ``got`` differs from ``want``, with the place; nothing where they agree.

    Raises
    ------
    TypeError
        Where ``want`` is nothing that can be compared, or the tolerances do not fit it: the author's fault.
    """
    numbers = numbers_of(want)
    if numbers is not None and not (isinstance(want, list) and within.by_parts):
        if isinstance(within.rtol, dict) or isinstance(within.atol, dict):
            raise TypeError(_NO_KEYS)
        return difference_of_numbers(got, numbers, *within)
    if isinstance(want, np.ndarray):
        want = want.tolist()
    if isinstance(want, (list, tuple, range)):
        return _of_sequence(got, want, within)
    if isinstance(want, dict):
        return _of_dict(got, want, within)
    if isinstance(want, (set, frozenset)):
        return _of_set(got, want)
    if want is None or isinstance(want, (str, bytes, int)):
        return _of_atom(got, want)
    raise TypeError(f"the reference gave back {kind_of(want)}, which cannot be compared")


def _of_sequence(got: Any, want: Sequence[Any], within: Within) -> str:
    is_tuple = isinstance(want, tuple)
    parts = _parts_of(got)
    if parts is None:
        return "gave back None" if got is None else f"gave back {kind_of(got)}, not {kind_of(want)}"
    if len(parts) != len(want):
        return f"gave back {counted(len(parts), 'part')}, not {len(want)}"
    for place, (one, right) in enumerate(zip(parts, want, strict=True)):
        if fault := difference(one, right, within.at(place, len(want))):
            return f"{fault}, {_at(place, is_tuple=is_tuple)}"
    return ""


def _at(place: int, *, is_tuple: bool) -> str:
    return f"in the {_PLACES[place]} part" if is_tuple and place < len(_PLACES) else f"at index {place}"


def _parts_of(got: Any) -> Sequence[Any] | None:
    """The parts of a list, a tuple, or an array along its first axis; None where it has none."""
    if isinstance(got, np.ndarray):
        return None if not got.ndim else got.tolist() if got.dtype.kind in "UT" else list(got)
    return got if isinstance(got, (list, tuple, range)) else None


def _of_dict(got: Any, want: dict[Any, Any], within: Within) -> str:
    if not isinstance(got, dict):
        return "gave back None" if got is None else f"gave back {kind_of(got)}, not a dict"
    if lacking := [key for key in want if key not in got]:
        return f"gave back a dict without {_named(lacking)}"
    if beyond := [key for key in got if key not in want]:
        return f"gave back a dict with {_named(beyond)} too, which does not belong there"
    for key, right in want.items():
        if fault := difference(got[key], right, within.under(key)):
            return f"{fault}, under {shown_value(key)}"
    return ""


def _of_set(got: Any, want: Iterable[Any]) -> str:
    if not isinstance(got, (set, frozenset)):
        return "gave back None" if got is None else f"gave back {kind_of(got)}, not a set"
    if lacking := [one for one in want if one not in got]:
        return f"gave back a set without {_named(lacking)}"
    beyond = [one for one in got if one not in frozenset(want)]
    return f"gave back a set with {_named(beyond)} too, which does not belong there" if beyond else ""


def _named(found: list[Any]) -> str:
    named = ", ".join(sorted(map(shown_value, found))[:_MOST_KEYS])
    return f"{named} and {len(found) - _MOST_KEYS} more" if len(found) > _MOST_KEYS else named


def _of_atom(got: Any, want: Any) -> str:
    """Text, bytes, None, or a whole number that is too large for NumPy: equal, or not."""
    if isinstance(got, np.ndarray) and got.dtype.kind in "UTO" and got.ndim == 0:
        got = got.item()
    if type(want) is not type(got) and not isinstance(got, type(want)):
        return "gave back None" if got is None else f"gave back {_told(got)} where {shown_value(want)} is right"
    if got == want:
        return ""
    hint = _hint(got, want) if isinstance(want, str) else ""
    return f"gave back {shown_value(got)} where {shown_value(want)} is right{hint}"


def _told(got: Any) -> str:
    return shown_value(got) if _is_plain(got) or isinstance(got, (list, tuple, dict, np.ndarray)) else kind_of(got)


def _hint(got: str, want: str) -> str:
    """What alone two texts differ in, if that is easily overlooked."""
    if got.casefold() == want.casefold():
        return " (they differ in capital letters)"
    return " (they differ in blanks)" if "".join(got.split()) == "".join(want.split()) else ""


def is_same(before: Any, after: Any) -> bool:
    """Whether an argument has the value, shape and kind of numbers that it had; nan stays nan.

    A generator is as it was however much was drawn from it: that is what it is given for.
    """
    if isinstance(before, np.ndarray) or isinstance(after, np.ndarray):
        return _is_same_array(before, after)
    if type(before) is not type(after):
        return getattr(after, "type_name", None) is not None and not _is_plain(before)
    if isinstance(before, (list, tuple)):
        return len(before) == len(after) and all(map(is_same, before, after))
    if isinstance(before, dict):
        return list(before) == list(after) and all(is_same(before[key], after[key]) for key in before)
    return not _is_plain(before) or before is after or bool(before == after) or bool(before != before)  # noqa: PLR0124 - nan


def _is_same_array(before: Any, after: Any) -> bool:
    kind = getattr(before, "dtype", None)
    if kind != getattr(after, "dtype", None):
        return False
    if kind is not None and kind.kind == "O":
        return before.shape == after.shape and all(map(is_same, before.ravel().tolist(), after.ravel().tolist()))
    return np.array_equal(before, after, equal_nan=kind is None or kind.kind in "biufc")


def _is_plain(value: Any) -> bool:
    """Whether it is data: neither a function, nor what stands for one, nor a generator."""
    return value is None or isinstance(value, (bool, int, float, complex, str, bytes, set, frozenset, np.generic))
