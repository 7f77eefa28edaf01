"""From ``hidden(rng)`` of a question file to Otter's hidden test: a case for each name, and one for its inputs.

Each case agrees with the reference on its inputs, or meets the relation that it names. The last one looks whether
inputs are left alone, after a right value, so that an untouched stub earns nothing.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from autograder.errors import ConfigError
from autograder.questions.declared import also_of
from autograder.questions.file import told
from autograder.questions.otter_file import file_text, flat_of, named
from autograder.text import listing
from autograder.vocabulary import Call, answered, copied, function_of, relation_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from autograder.kit import Assignment
    from autograder.questions.file import QuestionFile

STAYS = "Its inputs stay as they were"


class _Asked(NamedTuple):
    """A function that hidden cases ask for: by which name, and the first input of which it makes a value."""

    name: str
    reference: str
    first: str
    code: str
    has_relation: bool


def inputs_of(source: QuestionFile) -> dict[str, Any]:
    """The hidden cases; which ones there are does not depend on the term.

    Raises
    ------
    ConfigError
        When they cannot be made.
    """
    try:
        inputs: dict[str, Any] = source.hidden(np.random.default_rng(0))
    except Exception as error:
        raise told(error, source.path) from error
    return inputs


def stays_of(source: QuestionFile) -> str | None:
    """The name of the case that looks whether inputs stay as they were; None where there is none."""
    stays: str | None = source.says.get("UNCHANGED", STAYS)
    return stays


def hidden_test(assignment: Assignment, source: QuestionFile, inputs: Mapping[str, Any]) -> str:
    """Text of the test file that only the grader holds."""
    question, stays = source.question, stays_of(source)
    check_asked(source, inputs, also_of(assignment, question))
    names = [name for name in ("RTOL", "ATOL") if name in source.says]
    close = "".join(f", {name.lower()}={name}" for name in names)
    judged = [case for case in inputs if case != stays]
    asked = _asked(assignment, source, {case: inputs[case] for case in [*(set(inputs) - set(judged)), *judged]})
    code = ""
    for number, case in enumerate(judged):
        one = asked[function_of(inputs[case]) or question]
        # A further function has no case of its own for what it leaves as it was.
        alone = ", unchanged=True" if stays is not None and one.name != question else ""
        line = f"agree({one.name}, {one.reference}, CASES[{case!r}]{close}, first={one.first}{alone})"
        line = line if relation_of(inputs[case]) is None else f"meets({one.name}, CASES[{case!r}])"
        code += f"\n\n@test_case({named(case, hidden=True)})\ndef case_{number}({one.name}):\n    {line}\n"
    if stays is not None:
        code += _unchanged(stays, asked[question], inputs, close)
    firsts = "".join(f"{one.first} = {one.code}\n" for one in asked.values())
    flat = flat_of(assignment, source, ["hidden", *names])
    body = f"CASES = hidden(seeded(name))\n{firsts}{code}"
    return file_text(f"Hidden tests of {question}.", f"{question}_hidden", flat, body, _imports(assignment, asked))


def _imports(assignment: Assignment, asked: Mapping[str, _Asked]) -> str:
    related = any(one.has_relation for one in asked.values())
    words = ["Meets"] * related + ["agree", "leaves_alone"] + ["meets"] * related + ["seeded"]
    references = ", ".join(f"{one.name} as {one.reference}" for one in asked.values())
    return f"from autograder import {', '.join(words)}\nfrom solutions.{assignment.name} import {references}\n"


def _unchanged(stays: str, own: _Asked, inputs: Mapping[str, Any], close: str) -> str:
    right = f"meets({own.name}, {own.first})" if own.has_relation else ""
    right = right or f"agree({own.name}, {own.reference}, {own.first}{close}, unchanged=True)"
    others = [case for case, listed in inputs.items() if function_of(listed) not in ("", own.name)]
    each = f"for case in CASES if case not in {others!r} for inputs in CASES[case]"
    each = f"inputs {each if others else 'for case in CASES.values() for inputs in case'}"
    return (
        f"\n\n@test_case({named(stays, hidden=True)})\ndef unchanged({own.name}):\n"
        f"    {right}\n    leaves_alone({own.name}, [{each}])\n"
    )


def _asked(assignment: Assignment, source: QuestionFile, inputs: Mapping[str, Any]) -> dict[str, _Asked]:
    """Each function that is asked for, the question's own first."""
    question = source.question
    names = dict.fromkeys((question, *(function_of(listed) or question for listed in inputs.values())))
    found = {}
    for name in names:
        own = {case: listed for case, listed in inputs.items() if (function_of(listed) or question) == name}
        case, number = _first(assignment, source, name, own)
        part = f"CASES[{case!r}][{number}:{number + 1}]"
        related = relation_of(inputs[case]) is not None
        more = "" if name == question else f"_OF_{name}"
        reference = "reference" if name == question else f"reference_of_{name}"
        code = f"Meets(CASES[{case!r}].relation, {part})" if related else part
        found[name] = _Asked(name, reference, f"FIRST{more}", code, related)
    return found


def _first(assignment: Assignment, source: QuestionFile, name: str, inputs: Mapping[str, list[Any]]) -> tuple[str, int]:
    """The first input for which something is handed back: by it, who stops or gives nothing is known for what it is.

    Raises
    ------
    ConfigError
        When there is none.
    """
    reference = assignment.reference_function(name)
    for case, listed in inputs.items():
        for number, one in enumerate(listed):
            with contextlib.suppress(Exception):
                if answered(reference, copied(one), is_reference=True) is not None:
                    return case, number
    of = f" of {name}" if name != source.question else ""
    raise ConfigError(
        f"{source.path}: of no hidden input{of} does the reference make a value. Give one of which it does."
    )


def check_cases(source: QuestionFile, inputs: object) -> None:
    """Let there be cases, each a list of inputs.

    Raises
    ------
    ConfigError
        Saying what is not.
    """
    if not isinstance(inputs, dict) or not inputs:
        raise ConfigError(f"{source.path}: hidden gives no dict of cases; write {{'its name': [inputs, ...]}}.")
    for case, listed in inputs.items():
        if not isinstance(case, str) or not isinstance(listed, list) or not listed:
            raise ConfigError(f"{source.path}: the hidden case {case!r} has no list of inputs.")
        if single := [one for one in listed if not isinstance(one, (tuple, Call))]:
            what = f"{type(single[0]).__name__} is no tuple of inputs; a single one is written (x,)"
            raise ConfigError(f"{source.path}: in the hidden case {case!r} a {what}.")
    if all(case == stays_of(source) for case in inputs):
        raise ConfigError(f"{source.path}: hidden has no case that compares a value.")


def check_asked(source: QuestionFile, inputs: Mapping[str, Any], also: tuple[str, ...]) -> None:
    """Let cases ask for functions of the question, by relations that can be called.

    Raises
    ------
    ConfigError
        Saying which case does not.
    """
    for case, what in _unfit(source, inputs, also):
        raise ConfigError(f"{source.path}: the hidden case {case!r} {what}")
    if all(function_of(listed) not in ("", source.question) for listed in inputs.values()):
        raise ConfigError(f"{source.path}: no hidden case asks for {source.question} itself.")


def _unfit(source: QuestionFile, inputs: Mapping[str, Any], also: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    names = listing(also) if also else "nothing"
    for case, listed in inputs.items():
        name, relation = function_of(listed), relation_of(listed)
        if name not in ("", source.question, *also):
            yield case, f"is Of({name!r}), and ALSO names {names}. Add it to ALSO, or mend its name."
        if relation is not None and not callable(relation):
            yield case, "is Meets(...) of what is no function. Write Meets(fits, [...]), with def fits(got, ...) above."
        if case == stays_of(source) and (relation is not None or name):
            yield case, "is the one by whose inputs UNCHANGED is judged: give it a list without Of and Meets."
