"""From a question file to Otter's two test files: the public one that students have, the hidden one of the grader.

Each holds what it needs of the question's file and no more: the public one has PUBLIC with what it uses, the hidden
one ``hidden`` with what it uses. Nothing of WRONG or RIGHT is in either.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from autograder.errors import ConfigError
from autograder.questions.checks import checks
from autograder.questions.figure_file import figure_question
from autograder.questions.figure_tests import hidden_of as hidden_of_figure
from autograder.questions.figure_tests import public_of as public_of_figure
from autograder.questions.figures import JudgedFigure, public_checks
from autograder.questions.file import question_file
from autograder.questions.hidden_tests import check_asked, check_cases, hidden_test, inputs_of, stays_of
from autograder.questions.kind import is_called
from autograder.questions.otter_file import AS_IT_IS, BUILT, WORDS, file_text, flat_of, named, untaken
from autograder.questions.value_file import value_question
from autograder.questions.value_tests import hidden_of, public_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from autograder.kit import Assignment
    from autograder.questions.figure_file import AskedFigure
    from autograder.questions.file import QuestionFile


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
        yield _in_place(assignment.hidden_test(question), source), _hidden_test(assignment, source)


def _of_value(assignment: Assignment, source: QuestionFile) -> Iterator[tuple[Path, str]]:
    """The tests of a question that is answered by a plain value."""
    question, root = source.question, assignment.root
    if (asked := value_question(assignment, question)) is not None:
        public, hidden = public_of(root, asked, question), hidden_of(root, asked, question)
        words = f'"""Public check of {question}: that it is an answer, and not which one is right."""\n\n'
        yield _in_place(assignment.public_test(question), source), f"{BUILT}{AS_IT_IS}{words}{public}"
        words = f'"""Hidden test of {question}."""\n\n'
        yield _in_place(assignment.hidden_test(question), source), f"{BUILT}{AS_IT_IS}{words}{hidden}"


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
        f"\n\n@test_case({named(case, praise)})\ndef case_{number}({question}):\n    CHECKS[{number}]({question})\n"
        for number, (case, _, praise) in enumerate(made)
    )
    return file_text(
        f"Public checks of {question}: they teach, and are worth nothing by themselves.",
        question,
        flat_of(assignment, source, names, also=[(WORDS, "checks")]),
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


def _hidden_test(assignment: Assignment, source: QuestionFile) -> str:
    """Text of the test file that only the grader holds."""
    inputs = inputs_of(source)
    check_cases(source, inputs)
    figure = figure_question(assignment, source.question)
    return (
        hidden_test(assignment, source, inputs)
        if figure is None
        else _hidden_figure(assignment, source, figure, inputs)
    )


def _public_figure(assignment: Assignment, source: QuestionFile, figure: AskedFigure) -> str:
    """The public test of a figure."""
    question, marks = source.question, source.says.get("MARKS_COME_FROM", "")
    made = public_checks(JudgedFigure(question, figure.instead, figure.parts), source.public, marks)
    cases = [named(case, praise) for case, _, praise in made]
    module = f"tests.questions.{assignment.name}.{question}"
    flat, code = public_of_figure(assignment.root, module, figure, cases, marks=bool(marks))
    words = f"Public checks of {question}: they teach, and are worth nothing by themselves."
    return file_text(words, question, untaken(flat), code)


def _hidden_figure(
    assignment: Assignment, source: QuestionFile, figure: AskedFigure, inputs: Mapping[str, list[Any]]
) -> str:
    """The hidden test of a figure."""
    question = source.question
    stays = stays_of(source)
    check_asked(source, inputs, ())
    module = f"tests.questions.{assignment.name}.{question}"
    flat, code = hidden_of_figure(assignment.root, module, figure, [case for case in inputs if case != stays], stays)
    imports = (
        "from autograder import leaves_alone, seeded\n"
        f"from solutions.{assignment.name} import {question} as reference\n"
    )
    return file_text(f"Hidden tests of {question}.", f"{question}_hidden", untaken(flat), code, imports)
