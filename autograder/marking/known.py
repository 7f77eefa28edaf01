"""What is known about an assignment's answers, read from ``tests/answers`` and from the files of its questions."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from autograder.errors import ConfigError
from autograder.kit import MISTAKES
from autograder.marking.catalogue import (
    KINDS,
    Catalogue,
    Equivalent,
    FormWords,
    Idle,
    Known,
    KnownAnswer,
    Probe,
    Variant,
)
from autograder.questions.answers import code_of
from autograder.questions.file import question_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from autograder.kit import Assignment
    from autograder.marking.catalogue import Kind
    from autograder.questions.file import QuestionFile

One = TypeVar("One", bound=Known)


def read_catalogue(assignment: Assignment) -> Catalogue:
    """Read all that is known; a file that is not there holds nothing.

    Raises
    ------
    ConfigError
        Naming the file that cannot be read, the entry, and what is wrong in it.
    """
    folder = assignment.answers
    answers = [*_answers(folder, KINDS), *_written(assignment)]
    _check_ids(folder, answers)
    variants = _entries(folder / "variants.yaml", Variant)
    ids = {answer.id for answer in answers}
    for number, variant in enumerate(variants, 1):
        if variant.of not in ids:
            raise ConfigError(f"{folder / 'variants.yaml'}, entry {number}: no known answer is called {variant.of}")
    equivalent = _entries(folder / "equivalent.yaml", Equivalent)
    for source in _files(assignment):
        equivalent += [
            Equivalent(mutant=mutant, reason=reason, question=source.question)
            for mutant, reason in source.equivalent.items()
        ]
    idle = [
        Idle(question=source.question, case=case, reason=reason)
        for source in _files(assignment)
        for case, reason in source.idle.items()
    ]
    return read_mistakes(assignment).model_copy(
        update={
            "answers": tuple(answers),
            "variants": tuple(variants),
            "equivalent": tuple(equivalent),
            "idle": tuple(idle),
        }
    )


def read_mistakes(assignment: Assignment) -> Catalogue:
    """Read what grading needs of it: wrong answers and their probes, words of forms.

    Raises
    ------
    ConfigError
        As for all of it.
    """
    found = _mistakes(assignment.answers, tuple(_stamp(assignment.answers / name) for name in MISTAKES))
    asked = mistakes_asked(assignment)
    both = {"answers": (*found.answers, *asked.answers), "probes": (*found.probes, *asked.probes)}
    return found.model_copy(update=both)


def mistakes_asked(assignment: Assignment) -> Catalogue:
    """The part of it that the files of questions hold.

    Raises
    ------
    ConfigError
        As for all of it.
    """
    probes = [
        Probe(id=short, questions=(source.question,), inputs=inputs, words=words)
        for source in _files(assignment)
        for words, inputs, short in source.probes
    ]
    wrong = (answer for answer in _written(assignment) if answer.kind == "wrong")
    return Catalogue(answers=tuple(wrong), probes=tuple(probes))


def _files(assignment: Assignment) -> Iterator[QuestionFile]:
    for question in assignment.points:
        if (source := question_file(assignment, question)) is not None:
            yield source


def _written(assignment: Assignment) -> Iterator[KnownAnswer]:
    """The answers of the question files: each wrong one, and each right one by its number."""
    for source in _files(assignment):
        question = source.question
        for wrong in source.wrong:
            told = {"misconception": wrong.misconception, "share": wrong.share, "hint": wrong.hint}
            code = code_of(assignment, source, wrong)
            yield KnownAnswer(id=wrong.id, question=question, code=code, kind="wrong", **told)
        for number, code in enumerate(source.right, start=1):
            yield KnownAnswer(id=f"{question} right {number}", question=question, code=code)


# Every grader needs them, and reading YAML takes longer than grading a notebook: once, before processes are forked.
@lru_cache
def _mistakes(folder: Path, stamps: tuple[object, ...]) -> Catalogue:  # noqa: ARG001 - another stamp is another file
    return Catalogue(
        answers=tuple(_answers(folder, ("wrong",))),
        probes=tuple(_entries(folder / "probes.yaml", Probe)),
        form_words=tuple(_entries(folder / "form_words.yaml", FormWords)),
    )


def _stamp(path: Path) -> tuple[int, int] | None:
    return (path.stat().st_mtime_ns, path.stat().st_size) if path.is_file() else None


def _answers(folder: Path, kinds: tuple[Kind, ...]) -> list[KnownAnswer]:
    return [
        answer.model_copy(update={"kind": kind})
        for kind in kinds
        for answer in _entries(folder / f"{kind}.yaml", KnownAnswer)
    ]


def _check_ids(folder: Path, answers: list[KnownAnswer]) -> None:
    first: dict[str, KnownAnswer] = {}
    for answer in answers:
        other = first.setdefault(answer.id, answer)
        if other is not answer:
            where = f"{other.kind}.yaml too" if other.kind != answer.kind else "this file twice"
            raise ConfigError(f"{folder / answer.kind}.yaml, entry {answer.id}: its id is in {where}")


def _entries(path: Path, kind: type[One]) -> list[One]:
    if not path.is_file():
        return []
    found: Any = None
    try:
        found = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        return TypeAdapter(list[kind]).validate_python(found)  # type: ignore[valid-type]
    except ValidationError as error:
        fault = error.errors()[0]
        words = fault["msg"].removeprefix("Value error, ")
        raise ConfigError(f"{path}{_place(fault['loc'], found)}: {words}") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    except MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ConfigError(f"{path}{line}: is no YAML ({error.problem}); check indentation and colons") from error
    except (YAMLError, ValueError, RecursionError) as error:  # a date that is none, or brackets without end
        raise ConfigError(f"{path}: is no YAML that the kit can read ({' '.join(str(error).split())})") from error


def _place(location: tuple[int | str, ...], found: Any) -> str:
    """Which entry it is, by its number and its id if it has one, and which of its keys."""
    if not location:
        return ""
    number, *keys = location
    entry = found[number]
    keyed = entry if isinstance(entry, dict) else {}
    name = next((keyed[key] for key in ("id", "of", "mutant", "form") if keyed.get(key)), None)
    called = f" ({name})" if name else ""
    return f", entry {int(number) + 1}{called}" + (f", {'.'.join(map(str, keys))}" if keys else "")
