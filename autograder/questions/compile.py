"""From a question file to Otter's two test files: the public one that students have, the hidden one of the grader.

Each holds what it needs of the question's file and no more: the public one has PUBLIC with what it uses, the hidden
one ``hidden`` with what it uses. Nothing of WRONG or RIGHT is in either.
"""

from __future__ import annotations

import contextlib
import inspect
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.errors import ConfigError
from autograder.questions.checks import checks
from autograder.questions.figure_file import figure_question
from autograder.questions.figure_tests import hidden_of as hidden_of_figure
from autograder.questions.figure_tests import public_of as public_of_figure
from autograder.questions.figures import JudgedFigure, public_checks
from autograder.questions.file import question_file, told
from autograder.questions.flatten import flatten
from autograder.questions.kind import is_called
from autograder.questions.value_file import value_question
from autograder.questions.value_tests import hidden_of, public_of
from autograder.vocabulary import Call, answered, copied

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from autograder.kit import Assignment
    from autograder.questions.figure_file import AskedFigure
    from autograder.questions.file import QuestionFile
    from autograder.questions.flatten import Flattened

BUILT = "# Built by autograder build: change the file of the question, and not this one.\n"
_AS_IT_IS = "# ruff: noqa\n# fmt: off\n"  # nobody has to read it for its style
# What Otter reads of a test file, and what the built text calls by a name of its own.
_TAKEN = {"name", "points", "all_or_nothing", "OK_FORMAT", "test_case", "reference", "CHECKS", "CASES", "ASKED", "case"}
_UNCHANGED = "Its inputs stay as they were"
_WORDS = "autograder.questions.checks"
_ROOMS = (_WORDS, "autograder.questions.shown", "autograder.questions.stopped")  # what the words are made of


def built_tests(assignment: Assignment, question: str) -> Iterator[tuple[Path, str]]:
    """Each test file that is made of the file of a question, with what it should say.

    Raises
    ------
    ConfigError
        When a question file cannot be read, or a test that somebody wrote by hand is in the way.
    """
    source = question_file(assignment, question)
    if source is not None and not is_called(assignment, question):
        yield from _of_value(assignment, source)
        return
    if source is not None and source.public:
        yield _in_place(assignment.public_test(question), source), public_test(assignment, source)
    if source is not None and source.hidden is not None:
        yield _in_place(assignment.hidden_test(question), source), hidden_test(assignment, source)


def _of_value(assignment: Assignment, source: QuestionFile) -> Iterator[tuple[Path, str]]:
    """The tests of a question that is answered by a plain value."""
    question, root = source.question, assignment.root
    if (asked := value_question(assignment, question)) is not None:
        public, hidden = public_of(root, asked, question), hidden_of(root, asked, question)
        words = f'"""Public check of {question}: that it is an answer, and not which one is right."""\n\n'
        yield _in_place(assignment.public_test(question), source), f"{BUILT}{_AS_IT_IS}{words}{public}"
        words = f'"""Hidden test of {question}."""\n\n'
        yield _in_place(assignment.hidden_test(question), source), f"{BUILT}{_AS_IT_IS}{words}{hidden}"


def _in_place(path: Path, source: QuestionFile) -> Path:
    """The place of a built file.

    Raises
    ------
    ConfigError
        When a file is there that was not built.
    """
    if path.is_file() and not path.read_text(encoding="utf-8").startswith(BUILT):
        raise ConfigError(
            f"{path}: is written by hand, and {source.path.name} would be built over it. Remove one of the two."
        )
    return path


def public_test(assignment: Assignment, source: QuestionFile) -> str:
    """Text of the test file that students have beside their notebook."""
    names = ["PUBLIC", *(["MARKS_COME_FROM"] if "MARKS_COME_FROM" in source.says else [])]
    question = source.question
    if (figure := figure_question(assignment, question)) is not None:
        return _public_figure(assignment, source, figure)
    called = f"{question}({_parameters(assignment, question)})"
    made = checks(called, source.public, source.says.get("MARKS_COME_FROM", ""))
    arguments = ", ".join([f'"{called}"', *names])
    cases = "".join(
        f"\n\n@test_case({_named(case, praise)})\ndef case_{number}({question}):\n    CHECKS[{number}]({question})\n"
        for number, (case, _, praise) in enumerate(made)
    )
    return _file(
        f"Public checks of {question}: they teach, and are worth nothing by themselves.",
        question,
        _flat(assignment, source, names, also=[(_WORDS, "checks")]),
        f"CHECKS = [check for _, check, _ in checks({arguments})]\n{cases}",
    )


def _parameters(assignment: Assignment, question: str) -> str:
    """The names by which a question's function is called.

    Raises
    ------
    ConfigError
        When nobody can say them: of a function of NumPy's, for example.
    """
    try:
        return ", ".join(inspect.signature(assignment.reference_function(question)).parameters)
    except (TypeError, ValueError) as error:
        raise ConfigError(
            f"{assignment.solutions}: does not say how {question} is called. Write it with def."
        ) from error


def hidden_test(assignment: Assignment, source: QuestionFile) -> str:
    """Text of the test file that only the grader holds.

    Each case agrees with the reference on its inputs. The last one looks whether inputs are left alone, after a right
    value, so that an untouched stub earns nothing.
    """
    question = source.question
    inputs = _inputs(source)
    _check_cases(source, inputs)
    if (figure := figure_question(assignment, question)) is not None:
        return _hidden_figure(assignment, source, figure, inputs)
    names = [name for name in ("RTOL", "ATOL") if name in source.says]
    close = "".join(f", {name.lower()}={name}" for name in names)
    stays = source.says.get("UNCHANGED", _UNCHANGED)
    judged = [case for case in inputs if case != stays]
    cases = [
        f"\n\n@test_case({_named(case, hidden=True)})\ndef case_{number}({question}):\n"
        f"    agree({question}, reference, CASES[{case!r}]{close}, first=FIRST)\n"
        for number, case in enumerate(judged)
    ]
    if stays is not None:
        cases.append(
            f"\n\n@test_case({_named(stays, hidden=True)})\ndef unchanged({question}):\n"
            f"    agree({question}, reference, FIRST{close}, unchanged=True)\n"
            f"    leaves_alone({question}, [inputs for case in CASES.values() for inputs in case])\n"
        )
    ordered = {case: inputs[case] for case in [*([stays] if stays in inputs else []), *judged]}
    first = _first(assignment, source, ordered)
    seeded = f"CASES = hidden(seeded(name))\nFIRST = {first}\n{''.join(cases)}"
    imports = (
        "from autograder import agree, leaves_alone, seeded\n"
        f"from solutions.{assignment.name} import {question} as reference\n"
    )
    flat = _flat(assignment, source, ["hidden", *names])
    return _file(f"Hidden tests of {question}.", f"{question}_hidden", flat, seeded, imports)


def _public_figure(assignment: Assignment, source: QuestionFile, figure: AskedFigure) -> str:
    """The public test of a figure."""
    question, marks = source.question, source.says.get("MARKS_COME_FROM", "")
    made = public_checks(JudgedFigure(question, figure.instead, figure.parts), source.public, marks)
    cases = [_named(case, praise) for case, _, praise in made]
    module = f"tests.questions.{assignment.name}.{question}"
    flat, code = public_of_figure(assignment.root, module, figure, cases, marks=bool(marks))
    words = f"Public checks of {question}: they teach, and are worth nothing by themselves."
    return _file(words, question, _untaken(flat), code)


def _hidden_figure(
    assignment: Assignment, source: QuestionFile, figure: AskedFigure, inputs: Mapping[str, list[Any]]
) -> str:
    """The hidden test of a figure."""
    question = source.question
    stays = source.says.get("UNCHANGED", _UNCHANGED)
    module = f"tests.questions.{assignment.name}.{question}"
    flat, code = hidden_of_figure(assignment.root, module, figure, [case for case in inputs if case != stays], stays)
    imports = (
        "from autograder import leaves_alone, seeded\n"
        f"from solutions.{assignment.name} import {question} as reference\n"
    )
    return _file(f"Hidden tests of {question}.", f"{question}_hidden", _untaken(flat), code, imports)


def _first(assignment: Assignment, source: QuestionFile, inputs: Mapping[str, list[Any]]) -> str:
    """The first input for which something is handed back: by it, who stops or gives nothing is known for what it is.

    Raises
    ------
    ConfigError
        When there is none.
    """
    reference = assignment.reference_function(source.question)
    for case, listed in inputs.items():
        for number, one in enumerate(listed):
            with contextlib.suppress(Exception):
                if answered(reference, copied(one), is_reference=True) is not None:
                    return f"CASES[{case!r}][{number}:{number + 1}]"
    raise ConfigError(f"{source.path}: of no hidden input does the reference make a value. Give one of which it does.")


def _inputs(source: QuestionFile) -> dict[str, list[Any]]:
    """The hidden cases; which ones there are does not depend on the term."""
    try:
        inputs: dict[str, list[Any]] = source.hidden(np.random.default_rng(0))
    except Exception as error:
        raise told(error, source.path) from error
    return inputs


def _check_cases(source: QuestionFile, inputs: object) -> None:
    if not isinstance(inputs, dict) or not inputs:
        raise ConfigError(f"{source.path}: hidden gives no dict of cases; write {{'its name': [inputs, ...]}}.")
    for case, listed in inputs.items():
        if not isinstance(case, str) or not isinstance(listed, list) or not listed:
            raise ConfigError(f"{source.path}: the hidden case {case!r} has no list of inputs.")
        if single := [one for one in listed if not isinstance(one, (tuple, Call))]:
            what = f"{type(single[0]).__name__} is no tuple of inputs; a single one is written (x,)"
            raise ConfigError(f"{source.path}: in the hidden case {case!r} a {what}.")
    if all(case == source.says.get("UNCHANGED", _UNCHANGED) for case in inputs):
        raise ConfigError(f"{source.path}: hidden has no case that compares a value.")


def _flat(
    assignment: Assignment, source: QuestionFile, names: list[str], also: Sequence[tuple[str, str]] = ()
) -> Flattened:
    """What a test needs of its question's file, and of what this imports.

    Raises
    ------
    ConfigError
        When it calls something by a name that Otter reads, or that the built test uses.
    """
    module = f"tests.questions.{assignment.name}.{source.question}"
    return _untaken(flatten(assignment.root, module, names, ("tests.questions", *_ROOMS), also=also, bare=True))


def _untaken(flat: Flattened) -> Flattened:
    if taken := sorted(_TAKEN & flat.places.keys()):
        raise ConfigError(f"{flat.places[taken[0]]}: {taken[0]} has a meaning in a test file. Give it another name.")
    return flat


def _named(case: str, praise: str = "", *, hidden: bool = False) -> str:
    """The arguments of Otter's test_case."""
    parts = [f"name={json.dumps(case, ensure_ascii=False)}"]
    parts += ["hidden=True"] if hidden else []
    parts += [f"success_message={json.dumps(praise, ensure_ascii=False)}"] if praise else []
    return ", ".join(parts)


def _file(words: str, name: str, flat: Flattened, code: str, imports: str = "") -> str:
    libraries = "\n".join([*flat.imports, "from otter.test_files import test_case"])
    head = f'{BUILT}{_AS_IT_IS}"""{words}"""\n\n{libraries}\n{imports}\nOK_FORMAT = False\nname = "{name}"\n\n'
    return f"{head}{flat.code}\n\n\n{code}"
