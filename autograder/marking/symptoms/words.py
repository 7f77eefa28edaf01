"""In words that a student can use: the simplest public input on which a function goes wrong, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autograder.marking.symptoms.errors import takes_other_arguments
from autograder.marking.symptoms.outcomes import MANY, are_close, close, unlike
from autograder.marking.symptoms.patterns import one_value, remembers, repeated
from autograder.marking.symptoms.plain import alike
from autograder.model import Diagnosis
from autograder.questions.shown import kind_called, with_article
from autograder.questions.stopped import asked_of_error
from autograder.sandbox.wire import cut
from autograder.vocabulary import shown_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.marking.catalogue import Probe
    from autograder.marking.symptoms.outcomes import Numbers, Outcome
    from autograder.vocabulary import Inputs

_KINDS = ("nothing", "arguments", "stops", "type", "shape", "changed")  # as a teacher would look
_PERVASIVE = 0.5  # of the probes: from here on it is the mistake, and not one of its effects
_TURNED = "What should come out, and what turned it into something else?"
_LONGEST_SHOWN = 80  # of text and lists in a hint
_NEARLY = 0.01  # a hundredth: a rounded constant or a step too coarse, no other formula


def simplest(question: str, got: Sequence[Outcome], wanted: Sequence[Outcome], probes: Sequence[Probe]) -> Diagnosis:
    """The simplest probe that goes wrong, in words.

    What goes wrong on most probes comes first, in the order in which a teacher would look: nothing comes back, it
    stops, it is of the wrong type or shape. What goes wrong on few waits for its turn among the probes.
    """
    return _whatever_goes_in(got) or _second_time(got, probes) or _first(question, got, wanted, probes)


def told_at(question: str, got: Outcome, want: Outcome, probe: Probe) -> Diagnosis:
    """What goes wrong on one probe, in words."""
    return _first(question, [got], [want], [probe])


def _whatever_goes_in(got: Sequence[Outcome]) -> Diagnosis | None:
    value = one_value(got)
    if value is None and not _is_one_plain(got):
        return None
    text = shortly(got[0]) if value is None else short(value)
    hint = f"Whatever goes in, yours gives {text}. Which line of it uses what goes in?"
    return Diagnosis("constant", f"gives {text} whatever goes in", hint)


def _is_one_plain(got: Sequence[Outcome]) -> bool:
    return len(got) > 1 and all(one.is_plain and alike(one.plain, got[0].plain) for one in got)


def _second_time(got: Sequence[Outcome], probes: Sequence[Probe]) -> Diagnosis | None:
    pair = remembers(got, repeated(probes))
    if pair is None:
        return None
    first, again = (shortly(got[i]) for i in pair)
    one, other = (got[i].value for i in pair)
    if first == again and one is not None and other is not None:
        first, again = unlike_numbers(one, other), unlike_numbers(other, one)
    words = probes[pair[0]].words
    hint = f"For {words}, yours gave {first}, and later {again}. What was different the second time?"
    return Diagnosis("remembers", "the same input gives another value later", hint)


def _first(question: str, got: Sequence[Outcome], wanted: Sequence[Outcome], probes: Sequence[Probe]) -> Diagnosis:
    kinds = {i: _kind(question, probes[i].arguments(), got[i], wanted[i]) for i in unlike(got, wanted)}
    first = _most_telling(kinds, got, wanted)
    kind, probe = kinds[first], probes[first]
    hint = f"For {probe.words}, {_says(kind, got[first], wanted[first])}"
    return Diagnosis(f"{kind}: {probe.id}", _misconception(kind, got[first], probe), hint)


def _most_telling(kinds: Mapping[int, str], got: Sequence[Outcome], wanted: Sequence[Outcome]) -> int:
    """The probe to talk about, by its number."""
    for kind in _KINDS:
        alike = [i for i in kinds if kinds[i] == kind]
        if len(alike) >= _PERVASIVE * len(kinds):
            sized = [i for i in alike if _size(got[i]) != _size(wanted[i])]
            return (sized or alike)[0]  # a shape that is wrong by its brackets alone tells less
    return min(kinds)


def _size(outcome: Outcome) -> int:
    return -1 if outcome.value is None else outcome.value.size


def _misconception(kind: str, got: Outcome, probe: Probe) -> str:
    error = f" ({': '.join(got.error)[:200]})" if got.what == "stops" else ""
    return f"{kind} on {probe.words}{error}"


def _kind(question: str, inputs: Inputs, got: Outcome, want: Outcome) -> str:
    if got.what == "stops":
        return "arguments" if takes_other_arguments(question, inputs, *got.error) else "stops"
    if got.what == "nothing":
        return "nothing"
    if want.what in ("nothing", "stops"):
        return "value"
    if want.is_plain:
        return _kind_of_plain(got, want)
    if got.value is None or want.value is None:
        return "type"
    if got.value.shape != want.value.shape:
        return "shape"
    return _kind_of_value(got.value, want.value)


def _kind_of_plain(got: Outcome, want: Outcome) -> str:
    if got.is_plain and alike(got.plain, want.plain):
        return "changed"
    one, other = (_kind_of_data(outcome) for outcome in (got, want))
    return "value" if one == other else "type"


def _kind_of_data(outcome: Outcome) -> str:
    """What a learner would call it: a list is as good as an array or a tuple."""
    if outcome.what.startswith(MANY) or (outcome.value is not None and outcome.value.ndim):
        return "list"
    if not outcome.is_plain:
        return outcome.what
    data = outcome.plain
    return "list" if isinstance(data, (list, tuple, np.ndarray)) else type(data).__name__


def _kind_of_value(value: Numbers, right: Numbers) -> str:
    if close(value, right):
        return "changed"
    wrong = ~are_close(value, right)
    got, want = value[wrong], right[wrong]
    if not np.isfinite(got).all():
        return "not finite"
    if close(got, -want):
        return "sign"
    nearly = np.abs(got - want) <= _NEARLY * np.abs(want)
    return "nearly" if nearly.all() else "value"


def _says(kind: str, got: Outcome, want: Outcome) -> str:
    if got.what == "stops":
        return _says_of_error(kind, got)
    if kind == "nothing":
        return "yours hands nothing back (None). How does the result get to whoever called the function?"
    if got.is_plain or want.value is None:
        return _says_of_plain(kind, got, want)
    if got.value is None:
        return f"yours gives {_a(got.what)}. {_TURNED}"
    if kind == "shape":
        return _says_of_shape(got.value, want.value)
    if kind == "changed":
        return "the value is right, but the array that went in is no longer what it was. Who else may still need it?"
    return _says_of_value(kind, got.value, want.value)


def _says_of_plain(kind: str, got: Outcome, want: Outcome) -> str:
    if want.what == "stops":
        return f"yours gives {shortly(got)}. Is there an answer to that, and what should happen where there is none?"
    if kind == "changed":
        return "the value is right, but what went in is no longer what it was. Who else may still need it?"
    if kind == "type":
        return f"yours gives {_a('array' if got.value is not None and got.value.ndim else got.what)}. {_TURNED}"
    return f"yours gives {shortly(got)}. What do you get by hand?"


def _says_of_error(kind: str, got: Outcome) -> str:
    if kind == "arguments":
        return "yours cannot take what it is given. What stands between the parentheses in its first line?"
    return f"yours stops with {got.error[0]}. {asked_of_error(*got.error)}"


def _says_of_shape(value: Numbers, right: Numbers) -> str:
    due = f"an array of shape {right.shape}" if right.ndim else "a single number"
    if value.size == 1 and not right.ndim:
        return f"yours gives one number in an array of shape {value.shape}. What puts it into an array?"
    gives = f"an array of shape {value.shape}" if value.ndim else "a single number"
    return f"yours gives {gives}, where {due} is due. How many numbers should come out?"


def _says_of_value(kind: str, value: Numbers, right: Numbers) -> str:
    if kind == "nearly":
        given = unlike_numbers(value, right)
        return f"yours gives {given}, which is nearly right. Where does the small difference come from?"
    if kind == "not finite":
        name = "nan" if np.isnan(value).any() else "inf"
        return f"yours gives {short(value)}. Where does the {name} come from?"
    question = "Which sign do you expect, and why?" if kind == "sign" else "What do you get by hand?"
    return f"yours gives {short(value)}. {question}"


def _a(name: str) -> str:
    if name == "tuple of text":  # often a label beside the number
        return "a tuple with text in it"
    if name == "text":
        return name
    return with_article(name) if " " in name else kind_called(name)


def shortly(outcome: Outcome) -> str:
    """What came of a call, in a line."""
    if outcome.value is not None:
        return short(outcome.value)
    if outcome.what.startswith(MANY) or not outcome.is_plain:
        return _a(outcome.what)
    return cut(shown_value(outcome.plain), _LONGEST_SHOWN)


def short(value: Numbers, digits: int = 5) -> str:
    """Numbers in a line, the middle of many left out."""
    value = value + 0.0  # without the sign of a negative 0
    if not value.ndim:
        return f"{float(value):.{max(digits, 6)}g}"
    text = np.array2string(
        value, threshold=8, edgeitems=3, max_line_width=1000, formatter={"float_kind": lambda x: f"{x:.{digits}g}"}
    )
    return " ".join(text.split())


def unlike_numbers(value: Numbers, other: Numbers) -> str:
    """Numbers in a line, in as many digits as tell them from others."""
    return next((text for d in (9, 12) if (text := short(value, d)) != short(other, d)), short(value, 17))
