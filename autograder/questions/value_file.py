"""What the file of a question says that is answered by a plain value: a choice, a number or a text."""

from __future__ import annotations

import math
from numbers import Real
from typing import TYPE_CHECKING, Any

from autograder.errors import ConfigError
from autograder.questions.file import question_file
from autograder.questions.kind import SAYS, is_called, kind_of
from autograder.questions.value_number import AskedNumber
from autograder.questions.values import AskedChoice, AskedText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.kit import Assignment
    from autograder.questions.file import QuestionFile
    from autograder.questions.values import ValueQuestion

CLOSE = 1e-3  # three digits, as people write a number that they have worked out
_OF_FUNCTIONS = ("PUBLIC", "PROBES", "WRONG", "RIGHT", "EQUIVALENT", "IDLE", "MARKS_COME_FROM", "UNCHANGED", "hidden")
_FEWEST_CHOICES = 2


def value_question(assignment: Assignment, question: str) -> ValueQuestion | None:
    """A question that is answered by a plain value, as its file says; None for one that asks for a function.

    Raises
    ------
    ConfigError
        With the file, when it cannot be read, or does not say what its kind needs.
    """
    kind = kind_of(assignment, question)
    source = None if is_called(assignment, question) else question_file(assignment, question)
    if source is None:
        return None
    _check(source, kind)
    if kind == "choice":
        return _choice(source)
    return _number(source) if kind == "number" else _text(source)


def _check(source: QuestionFile, kind: str) -> None:
    named = [name for name in SAYS if name in source.says]
    if len(named) > 1:
        raise ConfigError(f"{source.path}: {' and '.join(named)} say two kinds of question. Take one of them out.")
    if others := [name for name in _OF_FUNCTIONS if name in source.says]:
        raise ConfigError(
            f"{source.path}: {named[0]} makes this a {kind}, and {others[0]} belongs to a question that asks for a "
            "function. Take one of them out, or give it another name."
        )


def _choice(source: QuestionFile) -> AskedChoice:
    choices: Mapping[Any, str] = source.says["CHOICES"]
    texts = isinstance(choices, dict) and all(isinstance(text, str) and text.strip() for text in choices.values())
    if not texts or len(choices) < _FEWEST_CHOICES or not all(isinstance(one, (str, bool, int)) for one in choices):
        raise ConfigError(
            f'{source.path}: CHOICES is no dict of two or more choices; write {{"A": "what A says", "B": "and B"}}.'
        )
    if len({str(one).strip().casefold() for one in choices}) < len(choices) or not all(str(c).strip() for c in choices):
        raise ConfigError(f"{source.path}: two of CHOICES differ in capitals or spaces alone, or one is empty.")
    right = source.says.get("RIGHT_CHOICE")
    if right not in choices or type(right) is not type(next(one for one in choices if one == right)):
        raise ConfigError(f"{source.path}: RIGHT_CHOICE is none of the choices. Write which one is right.")
    wrong = [one for one in choices if one != right]
    return AskedChoice(source.question, choices, right, _hints(source, wrong), _shares(source, wrong))


def _hints(source: QuestionFile, wrong: list[Any]) -> dict[Any, str]:
    hints = _dict(source, "HINTS", str, "a question that helps on")
    if missing := [one for one in wrong if not hints.get(one, "").strip()]:
        raise ConfigError(
            f"{source.path}: HINTS has nothing for {missing[0]!r}. Write what to ask somebody who chose it."
        )
    if other := [one for one in hints if one not in wrong]:
        raise ConfigError(f"{source.path}: HINTS has {other[0]!r}, which is no wrong choice. Take it out.")
    return hints


def _shares(source: QuestionFile, wrong: list[Any]) -> dict[Any, float]:
    shares = _dict(source, "SHARES", (int, float), "a share of the points, 0 or more and less than 1")
    for one, share in shares.items():
        if one not in wrong or not 0 <= share < 1:
            raise ConfigError(
                f"{source.path}: SHARES gives {share!r} for {one!r}. It gives wrong answers that have a hint a share "
                "of the points, 0 or more and less than 1."
            )
    return shares


def _dict(source: QuestionFile, name: str, kind: Any, what: str) -> dict[Any, Any]:
    found = source.says.get(name, {})
    if not isinstance(found, dict) or not all(isinstance(value, kind) for value in found.values()):
        raise ConfigError(f"{source.path}: {name} is no dict that gives each answer {what}.")
    return found


def _number(source: QuestionFile) -> AskedNumber:
    unit, said = source.says["UNIT"], source.says
    if not isinstance(unit, str):
        raise ConfigError(f'{source.path}: UNIT is no text; write "mV", or "" for a number without a unit.')
    unit = unit.strip()
    if unit[:1].isdigit() and not unit.startswith("1/"):
        raise ConfigError(f"{source.path}: UNIT is {unit!r}, whose digits belong to the number. Take them into VALUE.")
    if "VALUE" not in said:
        raise ConfigError(f"{source.path}: UNIT makes this a number, and there is no VALUE. Write what is right.")
    right = _real(source, "VALUE", said["VALUE"])
    hints = {_real(source, "HINTS", one): hint for one, hint in _dict(source, "HINTS", str, "a question").items()}
    rtol, atol = (_real(source, name, said.get(name, usual)) for name, usual in (("RTOL", CLOSE), ("ATOL", 0.0)))
    if rtol < 0 or atol < 0:
        raise ConfigError(f"{source.path}: RTOL and ATOL say how far a number may be off, and are not negative.")
    if near := [one for one in hints if abs(one - right) <= atol + rtol * abs(right)]:
        raise ConfigError(f"{source.path}: HINTS has {near[0]:g}, which is right. Take it out, or let less be right.")
    return AskedNumber(source.question, unit, right, rtol, atol, hints, _shares(source, list(hints)))


def _real(source: QuestionFile, name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
        raise ConfigError(f"{source.path}: {name} is {value!r:.60}, and no number. Write one.")
    return float(value)


def _text(source: QuestionFile) -> AskedText:
    asked, fewest = source.says["TEXT"], source.says.get("FEWEST_WORDS", 1)
    if not isinstance(asked, str) or not asked.strip():
        raise ConfigError(f"{source.path}: TEXT is no text; write what is asked.")
    if isinstance(fewest, bool) or not isinstance(fewest, int) or fewest < 1:
        raise ConfigError(f"{source.path}: FEWEST_WORDS is no number of words; write 1 or more.")
    return AskedText(source.question, asked, fewest)
