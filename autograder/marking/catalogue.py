"""The known answers of an assignment, as ``tests/answers`` holds them: they prove its tests and diagnose mistakes."""

from __future__ import annotations

from collections.abc import Collection  # noqa: TC003 - likewise
from functools import lru_cache
from pathlib import Path  # noqa: TC003 - pydantic resolves annotations at run time
from typing import Any, Literal, TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from autograder.errors import ConfigError
from autograder.kit import MISTAKES
from autograder.model import FormName  # noqa: TC001 - pydantic resolves the annotation at run time

Kind = Literal["right", "form", "wrong"]
KINDS: tuple[Kind, ...] = ("right", "form", "wrong")
Known = TypeVar("Known", bound="_Known")


class _Known(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KnownAnswer(_Known):
    """A way in which people answer a question: right, right in another form, or wrong.

    ``share`` of the points is what a teacher would give it, ``hint`` what helps its author on; ``review`` says that
    its form cannot be decided, so that it keeps its points and a teacher is asked to look.
    """

    id: str
    question: str
    code: str
    kind: Kind = "right"
    idiom: str = ""
    misconception: str = ""
    share: float = Field(1.0, ge=0, le=1)
    hint: str = ""
    review: bool = False


class Probe(_Known):
    """A public input: small, telling, and fit to be named to a student. ``words`` complete "For ..., yours gives"."""

    id: str
    questions: tuple[str, ...]
    inputs: tuple[Any, ...]
    words: str

    @field_validator("inputs")
    @classmethod
    def _lists_are_arrays(cls, inputs: tuple[Any, ...]) -> tuple[Any, ...]:
        for value in inputs:
            try:
                numbers = not isinstance(value, list) or np.array(value).dtype.kind in "biuf"
            except (ValueError, OverflowError):
                numbers = False
            if not numbers:
                raise ValueError("a list in it is no array of numbers")
        return inputs

    def arguments(self) -> tuple[Any, ...]:
        """The inputs as a function gets them: lists become arrays."""
        return tuple(np.array(value) if isinstance(value, list) else value for value in self.inputs)


class FormWords(_Known):
    """What students read of a form: what an answer of this form did (``seen``), and what to ask where it is wanted.

    ``{name}`` in ``seen`` stands for the function of NumPy's that was called.
    """

    form: FormName
    seen: str = Field(min_length=1)
    asked: str = Field(min_length=1)


class Variant(_Known):
    """Another person's version of a known answer."""

    of: str
    code: str


class Equivalent(_Known):
    """A mutant of the reference that no test of a question can tell from it, and why.

    Of a helper it has to say of which ``question``, or questions; of a question's own function, its name says that.
    """

    mutant: str
    reason: str
    question: str | tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions for which it holds, and for no others."""
        said = (self.question,) if isinstance(self.question, str) else self.question
        return said or (self.mutant.partition(":")[0],)


class Catalogue(_Known):
    """All that is known about how an assignment is answered."""

    answers: tuple[KnownAnswer, ...] = ()
    probes: tuple[Probe, ...] = ()
    form_words: tuple[FormWords, ...] = ()
    variants: tuple[Variant, ...] = ()
    equivalent: tuple[Equivalent, ...] = ()

    def of(self, question: str, kind: Kind) -> list[KnownAnswer]:
        """Known answers of one kind to one question."""
        return [answer for answer in self.answers if answer.question == question and answer.kind == kind]

    def on(self, questions: Collection[str]) -> Catalogue:
        """What is known of these questions alone; mutants of questions that it does not know at all stay."""
        answers = tuple(answer for answer in self.answers if answer.question in questions)
        known = {answer.id for answer in answers}
        others = {answer.question for answer in self.answers} - set(questions)
        kept = {
            "answers": answers,
            "probes": self.probes_for(questions),
            "variants": tuple(variant for variant in self.variants if variant.of in known),
            "equivalent": tuple(
                one.model_copy(update={"question": tuple(name for name in one.questions if name not in others)})
                for one in self.equivalent
                if not others.issuperset(one.questions)
            ),
        }
        return self.model_copy(update=kept)

    @property
    def words(self) -> dict[FormName, FormWords]:
        """What students read of each form."""
        return {entry.form: entry for entry in self.form_words}

    def probes_of(self, question: str) -> list[Probe]:
        """Probes of one question, in the order in which a teacher would look."""
        return [probe for probe in self.probes if question in probe.questions]

    def probes_for(self, questions: Collection[str]) -> tuple[Probe, ...]:
        """The probes, each for these questions alone."""
        kept = ((probe, tuple(one for one in probe.questions if one in questions)) for probe in self.probes)
        return tuple(probe.model_copy(update={"questions": names}) for probe, names in kept if names)


def read_catalogue(folder: Path) -> Catalogue:
    """Read a folder of ``tests/answers``; a file that is not there holds nothing.

    Raises
    ------
    ConfigError
        Naming the file that cannot be read, the entry, and what is wrong in it.
    """
    answers = _answers(folder, KINDS)
    variants = _entries(folder / "variants.yaml", Variant)
    known = {answer.id for answer in answers}
    for number, variant in enumerate(variants, 1):
        if variant.of not in known:
            raise ConfigError(f"{folder / 'variants.yaml'}, entry {number}: no known answer is called {variant.of}")
    return Catalogue(
        answers=tuple(answers),
        probes=tuple(_entries(folder / "probes.yaml", Probe)),
        form_words=tuple(_entries(folder / "form_words.yaml", FormWords)),
        variants=tuple(variants),
        equivalent=tuple(_entries(folder / "equivalent.yaml", Equivalent)),
    )


def read_mistakes(folder: Path) -> Catalogue:
    """Read what grading needs of a folder of ``tests/answers``: wrong answers and their probes, words of forms.

    Raises
    ------
    ConfigError
        As for all of it.
    """
    return _mistakes(folder, tuple(_stamp(folder / name) for name in MISTAKES))


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
    answers = [
        answer.model_copy(update={"kind": kind})
        for kind in kinds
        for answer in _entries(folder / f"{kind}.yaml", KnownAnswer)
    ]
    _check_ids(folder, answers)
    return answers


def _check_ids(folder: Path, answers: list[KnownAnswer]) -> None:
    first: dict[str, KnownAnswer] = {}
    for answer in answers:
        other = first.setdefault(answer.id, answer)
        if other is not answer:
            where = f"{other.kind}.yaml too" if other.kind != answer.kind else "this file twice"
            raise ConfigError(f"{folder / answer.kind}.yaml, entry {answer.id}: its id is in {where}")


def _entries(path: Path, kind: type[Known]) -> list[Known]:
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
