"""What the file of a question says that asks for a figure."""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.errors import ConfigError
from autograder.questions.figure_frame import Part
from autograder.questions.figures import fault_of
from autograder.questions.file import question_file
from autograder.questions.kind import SAYS, instead_of, kind_of
from autograder.questions.pictures import picture_of
from autograder.sandbox import wire
from autograder.sandbox.drawing import drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from autograder.kit import Assignment
    from autograder.questions.file import QuestionFile
    from autograder.questions.pictures import Picture

_PARTS = (
    "XAxis(...), YAxis(...), Lines(), Points(), Bars(), Horizontal(0), Vertical(), Legend(), Title(), AxisLimits(), ..."
)
_OF_OTHERS = ("RTOL", "ATOL", "USES", "ALSO")


class _Inputs:
    """Inputs of a reference, which are the same where their bytes are."""

    def __init__(self, data: tuple[Any, ...], named: dict[str, Any]) -> None:
        arrays = bytearray()
        told = json.dumps(wire.encode([list(data), named], arrays)).encode()
        self.data, self.named = data, named
        self._key = hashlib.sha256(told + b" " + arrays).digest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Inputs) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


# The reference stands beside each case that somebody fails, and a figure takes as long as a hundred calls.
@functools.lru_cache(maxsize=256)
def _drawn(reference: Callable[..., Any], inputs: _Inputs) -> dict[str, Any]:
    return drawing(reference, *inputs.data, **inputs.named)


@dataclass(frozen=True)
class AskedFigure:
    """A question that asks for a figure: what must be on it, and the function that may give it as data."""

    question: str
    parts: Sequence[Part]
    instead: str

    def drawer(self, reference: Callable[..., Any]) -> Callable[..., Any]:
        """The reference as a worker's function is asked: with data alone, and what is on the axes comes back."""

        @functools.wraps(reference)
        def draws(*data: Any, **named: Any) -> Any:
            return _drawn(reference, _Inputs(data, named))

        return draws

    def seen(self, told: Any, right: Picture) -> dict[str, Any]:
        """What counts of a figure, by which mistakes are told apart: what is wrong with each part, and its data."""
        try:
            got = picture_of(told, self.question)
        except AssertionError as said:
            return {"unread": str(said).partition("\n")[0]}
        general = fault_of([], got, right)
        faults = [part.look(got, right) for part in self.parts] if general is None else [general]
        found: dict[str, Any] = {"faults": [fault[0] if fault else "" for fault in faults]}
        if any(fault and part.of_data for part, fault in zip(self.parts, faults, strict=False)) and general is None:
            found["data"] = [[one.x, one.y] for one in got.groups]
        return found


def figure_question(assignment: Assignment, question: str) -> AskedFigure | None:
    """A question that asks for a figure, as its file says; None for one that asks for something else.

    Raises
    ------
    ConfigError
        With the file, when it cannot be read, or does not say what a figure needs.
    """
    source = question_file(assignment, question) if kind_of(assignment, question) == "figure" else None
    if source is None:
        return None
    _check(source)
    return AskedFigure(question, source.says["FIGURE"], instead_of(assignment, question))


def asked_with_data(assignment: Assignment, question: str, reference: Callable[..., Any]) -> Callable[..., Any]:
    """A reference as tests call it: one that draws is given axes, and what is on these comes back."""
    figure = figure_question(assignment, question)
    return reference if figure is None else figure.drawer(reference)


def _check(source: QuestionFile) -> None:
    parts = source.says["FIGURE"]
    if not isinstance(parts, (list, tuple)) or not parts or not all(isinstance(one, Part) for one in parts):
        raise ConfigError(f"{source.path}: FIGURE is no list of what must be on the figure; write some of {_PARTS}")
    if len({one.case for one in parts}) < len(parts):
        raise ConfigError(f"{source.path}: two entries of FIGURE look at the same thing. Make one of them.")
    if others := [name for name in (*SAYS, *_OF_OTHERS) if name != "FIGURE" and name in source.says]:
        raise ConfigError(
            f"{source.path}: {others[0]} is for another kind of question than FIGURE. Take one of them out."
        )
    instead = source.says.get("INSTEAD")
    if instead is not None and (instead == source.question or not str(instead).isidentifier()):
        raise ConfigError(f'{source.path}: INSTEAD is no name of another function; write INSTEAD = "describe_it".')
    for number, row in enumerate(source.public, start=1):
        if not isinstance(row, tuple):
            raise ConfigError(
                f"{source.path}: entry {number} of PUBLIC is no row. Of a figure each is "
                '(words, inputs, {"lines": [(x, y)]}, what to ask).'
            )
        _check_right(source, number, row[2])


def _check_right(source: QuestionFile, number: int, right: Any) -> None:
    try:
        picture_of({} if right is None else right, f"entry {number} of PUBLIC")
    except AssertionError as said:
        raise ConfigError(f"{source.path}: {str(said).partition(chr(10))[0]}") from said
