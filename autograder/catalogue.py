"""The known answers of an assignment, as ``tests/answers`` holds them: they prove its tests and diagnose mistakes."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - pydantic resolves annotations at run time
from typing import Any, Literal, TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from autograder.errors import ConfigError

Kind = Literal["right", "form", "wrong"]
KINDS: tuple[Kind, ...] = ("right", "form", "wrong")
Entry = TypeVar("Entry", bound="_Entry")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KnownAnswer(_Entry):
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


class Probe(_Entry):
    """A public input: small, telling, and fit to be named to a student. ``words`` complete "For ..., yours gives"."""

    id: str
    questions: tuple[str, ...]
    inputs: tuple[Any, ...]
    words: str

    def arguments(self) -> tuple[Any, ...]:
        """The inputs as a function gets them: lists become arrays."""
        return tuple(np.array(value) if isinstance(value, list) else value for value in self.inputs)


class Variant(_Entry):
    """Another person's version of a known answer."""

    of: str
    code: str


class Equivalent(_Entry):
    """A mutant of the reference that no test can tell from it, and why."""

    mutant: str
    reason: str


class Catalogue(_Entry):
    """All that is known about how an assignment is answered."""

    answers: tuple[KnownAnswer, ...] = ()
    probes: tuple[Probe, ...] = ()
    variants: tuple[Variant, ...] = ()
    equivalent: tuple[Equivalent, ...] = ()

    def of(self, question: str, kind: Kind) -> list[KnownAnswer]:
        """Known answers of one kind to one question."""
        return [answer for answer in self.answers if answer.question == question and answer.kind == kind]

    def probes_of(self, question: str) -> list[Probe]:
        """Probes of one question, in the order in which a teacher would look."""
        return [probe for probe in self.probes if question in probe.questions]


def read_catalogue(folder: Path) -> Catalogue:
    """Read a folder of ``tests/answers``; a file that is not there holds nothing.

    Raises
    ------
    ConfigError
        Naming the file that cannot be read, the entry, and what is wrong in it.
    """
    answers = [
        answer.model_copy(update={"kind": kind})
        for kind in KINDS
        for answer in _entries(folder / f"{kind}.yaml", KnownAnswer)
    ]
    _check_ids(folder, answers)
    variants = _entries(folder / "variants.yaml", Variant)
    known = {answer.id for answer in answers}
    for number, variant in enumerate(variants, 1):
        if variant.of not in known:
            raise ConfigError(f"{folder / 'variants.yaml'}, entry {number}: no known answer is called {variant.of}")
    return Catalogue(
        answers=tuple(answers),
        probes=tuple(_entries(folder / "probes.yaml", Probe)),
        variants=tuple(variants),
        equivalent=tuple(_entries(folder / "equivalent.yaml", Equivalent)),
    )


def _check_ids(folder: Path, answers: list[KnownAnswer]) -> None:
    first: dict[str, KnownAnswer] = {}
    for answer in answers:
        other = first.setdefault(answer.id, answer)
        if other is not answer:
            where = f"{other.kind}.yaml too" if other.kind != answer.kind else "this file twice"
            raise ConfigError(f"{folder / answer.kind}.yaml, entry {answer.id}: its id is in {where}")


def _entries(path: Path, kind: type[Entry]) -> list[Entry]:
    if not path.is_file():
        return []
    found: Any = None
    try:
        found = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        return TypeAdapter(list[kind]).validate_python(found)  # type: ignore[valid-type]
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        raise ConfigError(f"{path}{_place(fault['loc'], found)}: {fault['msg']}") from error


def _place(location: tuple[int | str, ...], found: Any) -> str:
    """Which entry it is, by its number and its id if it has one, and which of its keys."""
    if not location:
        return ""
    number, *keys = location
    entry = found[number]
    name = entry.get("id") or entry.get("of") or entry.get("mutant") if isinstance(entry, dict) else None
    called = f" ({name})" if name else ""
    return f", entry {int(number) + 1}{called}" + (f", {'.'.join(map(str, keys))}" if keys else "")
