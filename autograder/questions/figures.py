"""A question that asks for a figure: what must be on it, judged on what a function draws or on the same as data.

    FIGURE = [XAxis("current", unit="pA"), YAxis("rate", unit="Hz"), Lines(), Legend()]

A learner's function draws on the axes it is given. Where it is a proxy, the worker draws, and what comes back is that
process's word; in a learner's own notebook this process draws. Whoever cannot see a figure may write another function
instead, which hands back what the figure says as data: either one will do. What a question uses of this is put into its
test files, public and hidden.
"""

from __future__ import annotations

import copy
import weakref
from typing import TYPE_CHECKING, Any

from autograder.questions.checks import MISSING, WAITING, stopped_words
from autograder.questions.figure_data import BARS, PLACES, VALUES, Bars, Horizontal, Legend, Lines, Points, Vertical
from autograder.questions.figure_frame import AxisLimits, AxisScale, Ticks, Title, XAxis, YAxis
from autograder.questions.pictures import NO_DESCRIPTION, NOTHING, Picture, picture_of
from autograder.sandbox.drawing import drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from autograder.questions.figure_frame import Found, Part

__all__ = [
    "AxisLimits",
    "AxisScale",
    "Bars",
    "Horizontal",
    "Legend",
    "Lines",
    "Points",
    "Ticks",
    "Title",
    "Vertical",
    "XAxis",
    "YAxis",
]

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


def fault_of(parts: Sequence[Part], got: Picture, right: Picture, called: str = "It") -> Found:
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

    def __init__(self, called: str, instead: str, parts: Sequence[Part]) -> None:
        self.called = called
        self.instead = instead
        self.parts = parts
        self._right: dict[int, list[Picture]] = {}
        self._told: weakref.WeakKeyDictionary[Any, dict[int, list[Any]]] = weakref.WeakKeyDictionary()

    def right(self, drawer: Callable[..., Any], inputs: list[Any]) -> list[Picture]:
        """What is right for some inputs: drawn once, since a figure takes as long as a hundred calls."""
        if id(inputs) not in self._right:
            self._right[id(inputs)] = [picture_of(told) for told in self._drawn(drawer, inputs)]
        return self._right[id(inputs)]

    def require(self, draw: Any, describe: Any, right: list[Picture], inputs: list[Any], parts: Sequence[Part]) -> Any:
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

    def _is_about_data(self, drawn: Exception, described: Exception) -> bool:
        """Whether somebody has written the data and no figure: then what is wrong with the data is told."""
        nothing = NO_DESCRIPTION.format(name=self.instead, got=NOTHING)
        return str(drawn) == UNTOUCHED.format(called=self.called) and str(described) != nothing

    def _look(
        self,
        function: Any,
        inputs: list[Any],
        right: list[Picture],
        parts: Sequence[Part],
        *,
        is_described: bool = False,
    ) -> None:
        told = self._described(function, inputs) if is_described else self._drawn(function, inputs)
        called = self.instead if is_described else self.called
        for one, wanted in zip(told, right):  # noqa: B905 - they are as many
            found = fault_of(parts, picture_of(one, called), wanted, called)
            assert found is None, found and found[1]

    def _drawn(self, function: Any, inputs: list[Any]) -> list[Any]:
        """What a function draws for each input: in the worker where it is a proxy, and here where it is not."""
        if hasattr(function, "call_many"):
            return self._asked(function, inputs)
        return [drawing(function, *data, **named) for data, named in map(copied_data, inputs)]

    def _described(self, function: Any, inputs: list[Any]) -> list[Any]:
        """What a function hands back for each input."""
        if hasattr(function, "call_many"):
            return self._asked(function, inputs)
        return [function(*data, **named) for data, named in map(copied_data, inputs)]

    def _asked(self, proxy: Any, inputs: list[Any]) -> list[Any]:
        """What a worker tells of each input, asked for once and alone: all parts are judged by the same word."""
        kept = self._told.setdefault(proxy, {})
        if id(inputs) not in kept:
            kept[id(inputs)] = [proxy.call_many([one])[0] for one in copy.deepcopy(inputs)]
        return kept[id(inputs)]


def copied_data(one: Any) -> tuple[Any, Any]:
    """The arguments of a call, as their own copies, and its keywords."""
    data, named = getattr(one, "arguments", one), getattr(one, "keywords", {})
    return copy.deepcopy(tuple(data)), copy.deepcopy(dict(named))


def public_checks(asked: JudgedFigure, public: Sequence[Any], marks_come_from: str = "") -> list[tuple[str, Any, str]]:
    """Each check that learners have: its name, the check itself, and what it says when it passes.

    First that something is drawn, then what is the same for all data, then each row of PUBLIC: words, inputs, what is
    right on the figure by hand, and what to ask where values are others.
    """
    rows = [(words, [inputs], [picture_of(right or {}, "PUBLIC")], ask) for words, inputs, right, ask in public]
    _, first, nothing, _ = rows[0]
    found: list[tuple[str, Any, str]] = [(SOMETHING, began(asked, first, nothing), "")]
    frame = [part for part in asked.parts if not part.of_data]
    found += [(part.case, public_check(asked, first, nothing, [part]), "") for part in frame]
    of_data = [part for part in asked.parts if part.of_data]
    for words, inputs, right, ask in rows if of_data else []:
        found.append((words, public_check(asked, inputs, right, of_data, ask), ""))
    praise = f"This case is right. The marks come from other inputs: {marks_come_from}."
    return [*found[:-1], (*found[-1][:2], praise if marks_come_from else "")]


def began(asked: JudgedFigure, inputs: list[Any], right: list[Picture]) -> Any:
    """The check that something is drawn; it says once what else will do."""

    def check(draw: Any, describe: Any) -> None:
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
    asked: JudgedFigure, inputs: list[Any], right: list[Picture], parts: Sequence[Part], ask: str = ""
) -> Any:
    """The check of some parts on some inputs, which waits for the first."""

    def check(draw: Any, describe: Any) -> None:
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
