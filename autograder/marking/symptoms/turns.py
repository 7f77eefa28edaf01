"""What right values, or those of a known wrong answer, have been turned into: rounded, negated, scaled, reshaped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from autograder.marking.symptoms.outcomes import close, same, unlike
from autograder.model import Diagnosis

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from autograder.marking.symptoms.outcomes import Numbers, Outcome

_MOST_UNEXPLAINED = 1 / 3  # of the values may be something else; more, and one explains nothing
_MANY_VALUES = 4  # fewer would be explained by too many mistakes
_FACTOR = 1e-9  # smaller is zero times the right value, which is no scale


class Turn(NamedTuple):
    """Something that is done to values."""

    name: str
    misconception: str
    hint: str
    apply: Callable[[Numbers], Numbers]


def _rounded(decimals: int) -> Callable[[Numbers], Numbers]:
    return lambda right: np.round(right, decimals)


def _as_float32(right: Numbers) -> Numbers:
    return right.astype(np.float32).astype(np.float64)


def _of_many(turn: Callable[[Numbers], Numbers]) -> Callable[[Numbers], Numbers]:
    return lambda right: np.asarray(turn(right)) if right.ndim and right.size else right


def _of_one(shape: tuple[int, ...]) -> Callable[[Numbers], Numbers]:
    return lambda right: right if right.ndim else right.reshape(shape)


_SIGN = "Right in size, opposite in sign: where does it turn?"
_DIGITS = (
    "Your values are right to a few digits only. Where do the others get lost, and does that have to happen there?"
)
_WHOLE = "Only whole numbers come out of yours. Where do the fractions get lost, and does that have to happen there?"
_ABSOLUTE = "No value of yours is negative. What became of the sign?"
_CUT = "Below 0 yours stays at 0. Does this function do that, or another one?"
_INVERTED = "Yours gives one divided by the right value. What belongs above the line of the fraction?"
_SQUARED = "Yours gives the square of the right value. Where is it multiplied by itself?"
_ORDER = "In which order do your values come out, and in which did the inputs go in?"
_SHAPE = "Which shape goes in, and which one comes out of yours?"
_INSIDE = "Is what you hand back a number, or something with a number in it?"
_COUNT = "How many values go in, and how many come out of yours?"

_MILD = [  # these leave enough to know another mistake by
    Turn("sign-turned", "right size, opposite sign", _SIGN, np.negative),
    Turn("float32", "computes with half the digits", _DIGITS, _as_float32),
    *(Turn(f"rounded-{n}", f"rounds to {n} decimal{'s' * (n > 1)}", _DIGITS, _rounded(n)) for n in range(1, 8)),
]
_TURNS = [
    *_MILD,
    Turn("cut-to-whole", "cuts off what stands behind the point", _WHOLE, np.trunc),
    Turn("cut-down", "takes the whole number below", _WHOLE, np.floor),
    Turn("rounded-0", "rounds to whole numbers", _WHOLE, np.round),
    Turn("absolute", "loses the sign", _ABSOLUTE, np.abs),
    Turn("negative-cut", "cuts off what is below 0", _CUT, lambda right: np.maximum(right, 0)),
    Turn("inverted", "gives one divided by the right value", _INVERTED, np.reciprocal),
    Turn("squared", "gives the square of the right value", _SQUARED, np.square),
    Turn("reversed", "turns the order round", _ORDER, _of_many(lambda right: right[::-1])),
    Turn("sorted", "sorts the values", _ORDER, _of_many(lambda right: np.sort(right, axis=None).reshape(right.shape))),
    Turn("transposed", "exchanges rows and columns", _ORDER, np.transpose),
    Turn("flattened", "makes one row of a table", _SHAPE, _of_many(np.ravel)),
    Turn("column", "adds an axis behind", _SHAPE, _of_many(lambda right: right[..., np.newaxis])),
    Turn("wrapped", "adds an axis in front", _SHAPE, _of_many(lambda right: right[np.newaxis])),
    Turn("one-in-a-row", "puts the number into an array or a list", _INSIDE, _of_one((1,))),
    Turn("one-in-a-table", "puts the number into a table", _INSIDE, _of_one((1, 1))),
    Turn("total", "adds all values up", _COUNT, _of_many(np.sum)),
    Turn("mean", "averages all values", _COUNT, _of_many(np.mean)),
    Turn("largest", "gives the largest value alone", _COUNT, _of_many(np.max)),
    Turn("first", "gives the first value alone", _COUNT, _of_many(lambda right: np.ravel(right)[0])),
    Turn("last", "gives the last value alone", _COUNT, _of_many(lambda right: np.ravel(right)[-1])),
]


def turned(got: Sequence[Outcome], wanted: Sequence[Outcome]) -> Diagnosis | None:
    """What right values have been turned into, if that explains every value that came out wrong."""
    pairs = [
        (g.value, w.value) for g, w in zip(got, wanted, strict=True) if g.value is not None and w.value is not None
    ]
    wrong = [(g, w) for g, w in pairs if not close(g, w)]
    if not wrong or len(pairs) < (1 - _MOST_UNEXPLAINED) * len(got):
        return None
    for turn in _TURNS:
        if all(_is_turned(g, w, turn) for g, w in pairs):
            return Diagnosis(turn.name, turn.misconception, turn.hint)
    return _moved(pairs)


def _is_turned(got: Numbers, right: Numbers, turn: Turn) -> bool:
    with np.errstate(all="ignore"):
        return close(got, turn.apply(right))


def _moved(pairs: Sequence[tuple[Numbers, Numbers]]) -> Diagnosis | None:
    """A constant factor, a constant that is added, or both."""
    if any(got.shape != right.shape for got, right in pairs):
        return None
    got, right = (np.concatenate([np.ravel(pair[side]) for pair in pairs]) for side in (0, 1))
    if not np.isfinite(got).all() or not right.any():
        return None
    with np.errstate(all="ignore"):
        return _scaled(got, right) or _shifted(got, right) or _stretched(got, right)


def _scaled(got: Numbers, right: Numbers) -> Diagnosis | None:
    factor = float(got @ right) / float(right @ right)
    if not abs(factor) > _FACTOR or not close(got, factor * right):
        return None
    hint = "All values of yours are off by the same factor. Where does it come in?"
    return Diagnosis("scaled", f"right values times {factor:.4g}", hint)


def _shifted(got: Numbers, right: Numbers) -> Diagnosis | None:
    shift = float(np.mean(got - right))
    if not close(got, right + shift):
        return None
    hint = "All values of yours are off by the same amount. Where does it come in?"
    return Diagnosis("shifted", f"right values plus {shift:.4g}", hint)


def _stretched(got: Numbers, right: Numbers) -> Diagnosis | None:
    if len(np.unique(right)) < _MANY_VALUES:
        return None
    around = right - right.mean()
    factor = float(around @ got) / float(around @ around)
    shift = float(got.mean() - factor * right.mean())
    if not factor > _FACTOR or not close(got, factor * right + shift):
        return None
    hint = "Yours gives the right values, stretched and then moved. Which step of your code does that?"
    return Diagnosis("stretched", f"right values times {factor:.4g} plus {shift:.4g}", hint)


def turned_known(got: Sequence[Outcome], known: Mapping[str, Sequence[Outcome]]) -> tuple[str, Turn] | None:
    """A known wrong answer, and what its values have been turned into, if that explains everything."""
    values = [one.value for one in got if one.value is not None]
    if not values or len(np.unique(np.concatenate([np.ravel(value) for value in values]))) < _MANY_VALUES:
        return None
    for name, outcomes in known.items():
        for turn in _MILD:
            if all(_explained(one, base, turn) for one, base in zip(got, outcomes, strict=True)):
                return name, turn
    return None


def _explained(one: Outcome, base: Outcome, turn: Turn) -> bool:
    if one.value is None or base.value is None:
        return same(one, base)
    with np.errstate(all="ignore"):
        return same(one, replace(base, value=turn.apply(base.value)))


def as_other(got: Sequence[Outcome], others: Mapping[str, Sequence[Outcome]]) -> Diagnosis | None:
    """Another question's function, if this one gives its values."""
    for name, outcomes in others.items():
        if len(outcomes) == len(got) and not unlike(got, outcomes):
            hint = (
                "These are the values of another function of this notebook. Which one, and what makes the difference?"
            )
            return Diagnosis(f"like-{name}", f"gives the values of {name}", hint)
    return None
