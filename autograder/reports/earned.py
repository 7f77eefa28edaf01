"""How the points of a question came about, in words; they tell of hidden cases by their number alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.text import counted, listing, one_line, points_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.model import Mark, Verdict

_DECIDED = "Your teacher looked at this answer and decided on these points."
_ALL_BUT_THE_WAY = (
    "All values are right. {taken} of the {of} are for the way of computing that was asked for; this is another way."
)
_WAY = "Another way of computing than the one asked for costs {taken} % of what the values earn."
_KNOWN = "What goes wrong here is well known: its values earn {given}, whichever checks pass."
_KNOWN_VALUE = "This answer earns {given}."
_BASIS = {  # way, whether all hidden cases passed
    ("own", True): "With your own {names}, this one is right.",
    ("own", False): "With your own {names}, this one is not right yet.",
    ("lent", True): "With a right {names} in place of yours, this one is right.",
    ("lent", False): "With a right {names} in place of yours, this one is not right yet.",
}
_CHECKS = "A check that does not pass here calls {names} too."
_WHICH_KIND = "The notebook says which kinds of input there are: which of them might your code treat differently?"


def basis_words(mark: Mark, told: bool) -> str:
    """On what a question rests that uses a function which is not right: that tells of hidden cases of both."""
    if mark.basis is None or mark.points is None or not told:
        return ""
    names = listing(map(one_line, mark.basis.questions))
    failed = any(verdict.outcome == "failed" for verdict in mark.verdicts if not verdict.hidden)
    words = _BASIS[mark.basis.way, _all_passed(mark)]
    return f"{words} {_CHECKS}".format(names=names) if _all_passed(mark) and failed else words.format(names=names)


def _all_passed(mark: Mark) -> bool:
    return all(verdict.outcome == "passed" for verdict in mark.verdicts if verdict.hidden)


def because(mark: Mark) -> str:
    """How the points came about, where the cases that passed do not tell."""
    if mark.override is not None:
        return _DECIDED
    passed_some = any(verdict.hidden and verdict.outcome == "passed" for verdict in mark.verdicts)
    if mark.points is None or mark.points == mark.max_points or not (mark.points or passed_some):
        return ""
    taken = mark.form.taken if mark.form is not None else 0.0
    if taken and _all_passed(mark):
        lost = points_text(mark.max_points - mark.points)
        return _ALL_BUT_THE_WAY.format(taken=lost, of=counted(mark.max_points, "point"))
    words = [_known(mark, taken), _WAY.format(taken=f"{100 * taken:.3g}") if taken else ""]
    return " ".join(filter(None, words))


def _known(mark: Mark, taken: float) -> str:
    """What policy, or the question, gives to a wrong answer that is known; nothing where the cases were counted."""
    share = mark.diagnosis.given if mark.diagnosis is not None else None
    if share is None:
        return ""
    words = _KNOWN if mark.is_of_function else _KNOWN_VALUE
    given = f"{100 * share:.3g} % of the points" if taken else _of_points(mark)
    return words.format(given=given)


def _of_points(mark: Mark) -> str:
    return f"{points_text(mark.points or 0)} of the {counted(mark.max_points, 'point')}"


def further_words(public: Sequence[Verdict], hidden: Sequence[Verdict], told: bool) -> str:
    """How many hidden cases passed; and a question to go on with, where nothing else asks about wrong values."""
    if not hidden:
        return ""
    passed = sum(verdict.outcome == "passed" for verdict in hidden)
    count = f"{passed} of {counted(len(hidden), 'further check')} passed."
    told = told or any(verdict.outcome != "passed" for verdict in public)
    return count if told or passed == len(hidden) else f"{count} {_WHICH_KIND}"
