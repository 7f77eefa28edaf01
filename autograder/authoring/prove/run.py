"""Grade all that is known about an assignment's answers, through the same command as any submission."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.authoring.prove.mutants import mutants
from autograder.authoring.prove.proof import Graded, Proof, Trial
from autograder.authoring.prove.rewritten import rewritten
from autograder.authoring.prove.valued import trials_of_value
from autograder.authoring.stubs import stub_for
from autograder.errors import ConfigError
from autograder.kit import Kit
from autograder.marking.companions import companions
from autograder.marking.diagnosis import Diagnoser
from autograder.marking.known import read_catalogue
from autograder.marking.sound import require_sound
from autograder.marking.symptoms import unlike
from autograder.notebook.reading import METADATA_KEY
from autograder.questions.declared import also_of, functions_of, used_functions
from autograder.questions.flatten import flatten
from autograder.questions.kind import functions_asked, kind_of
from autograder.runs.bulk import Engine, Order
from autograder.sandbox.choose import host_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from autograder.authoring.prove.proof import TrialKind
    from autograder.config import Config
    from autograder.kit import Assignment
    from autograder.marking.catalogue import Catalogue
    from autograder.model import Grade, Mark

_CELL_MARK = "# %%\n"
_SHARE = 0.1  # of every limit: a right answer needs less, so a slower machine takes nothing from it
_WHOLE = {"memory_mb", "wall_factor"}  # NumPy alone takes more than a tenth of the memory; the factor is no amount


@dataclass(frozen=True)
class _StrictKit(Kit):
    """One assignment with a tenth of every limit, so that no right answer is near one; nothing void, or by hand."""

    name: str

    @cached_property
    def config(self) -> Config:
        config = Kit(self.root).config
        given = config.limits.model_dump(exclude=_WHOLE)
        strict = {name: type(limit)(max(_SHARE * limit, isinstance(limit, int))) for name, limit in given.items()}
        limits = config.limits.model_copy(update=strict)
        whole = config.assignments[self.name].model_copy(update={"void": (), "by_hand": (), "track": None})
        return config.model_copy(update={"limits": limits, "assignments": {self.name: whole}})


def prove(
    kit: Kit, assignment: Assignment, workers: int | None = None, *, trust: bool = False, question: str | None = None
) -> Proof:
    """Grade every known answer, every variant of one, and every mutant of the reference; or those of one question.

    Raises
    ------
    ConfigError
        When the reference itself does not come through, or not as one text: then there is nothing to prove.
    """
    require_sound(kit, replace(assignment, void=()), "there is nothing to prove yet")
    catalogue = read_catalogue(assignment).on(assignment.points)
    tried = [trial for trial in trials(assignment, catalogue) if question in (None, trial.question)]
    with tempfile.TemporaryDirectory(prefix="prove-") as folder:
        files = {f"{number:04d}.ipynb": trial for number, trial in enumerate(tried)}
        for name, trial in files.items():
            Path(folder, name).write_text(_notebook(trial.code, assignment.name), encoding="utf-8")
        order = Order(
            Engine(_StrictKit(kit.root, assignment.name), workers, trust), [Path(folder)], only=assignment.name
        )
        with order.opened() as run:
            grades = {grade.submission: grade for grade in run.grades(order.intake().submissions)}
    _require_running([grades[name] for name, trial in files.items() if trial.kind == "reference"], assignment)
    graded = [Graded(trial, _mark(grades[name], trial)) for name, trial in files.items()]
    required = () if trust else kit.config.isolation.require
    with host_for(sys.platform)(required) as host:
        of_functions = {name: assignment.points[name] for name in functions_asked(assignment)}
        diagnoser = Diagnoser(replace(assignment, points=of_functions), catalogue, host)
        asked = list(assignment.points) if question is None else [question]
        kinds = {name: kind_of(assignment, name) for name in asked}
        groups = confusions([name for name in asked if name in of_functions], catalogue, diagnoser)
        several = frozenset(name for name in asked if also_of(assignment, name))
        return Proof(graded, groups, catalogue.on(asked), kinds, several)


def trials(assignment: Assignment, catalogue: Catalogue) -> list[Trial]:
    """All that is to be graded."""
    known = {answer.id: answer for answer in catalogue.answers}
    asked = functions_asked(assignment)
    beside = {one.id: _in_a_cell(companions(assignment, one.question, one.code)) for one in catalogue.answers}
    references = {question: _reference(assignment, question) for question in asked}
    return [
        *(trial for question in assignment.points for trial in trials_of_value(assignment, question)),
        *(Trial("reference", "the reference", question, code, None) for question, code in references.items()),
        *(Trial("stub", "the stub", question, _stubs(assignment, question), None) for question in asked),
        *(Trial(one.kind, one.id, one.question, beside[one.id] + one.code, one) for one in catalogue.answers),
        *(Trial("variant", v.of, known[v.of].question, beside[v.of] + v.code, known[v.of]) for v in catalogue.variants),
        *_rewritten(catalogue, beside),
        *(
            Trial("mutant", mutant.name, question, mutant.code, None, mutant.diff)
            for question, code in references.items()
            for mutant in mutants(code, question, also_of(assignment, question), used_functions(assignment, question))
        ),
    ]


def _rewritten(catalogue: Catalogue, beside: Mapping[str, str]) -> Iterator[Trial]:
    """Each known answer in other words: what is right stays right, and a mistake the mistake that it was."""
    for answer in catalogue.answers:
        if code := rewritten(answer.code):
            kind: TrialKind = "right" if answer.kind == "right" else "variant"
            name = f"{answer.id} in other words" if kind == "right" else answer.id
            yield Trial(kind, name, answer.question, beside[answer.id] + code, answer)


def _reference(assignment: Assignment, question: str) -> str:
    """The reference of a question, with all that it needs and with what it uses of other questions."""
    functions = [*functions_of(assignment, question), *used_functions(assignment, question)]
    return flatten(assignment.root, f"solutions.{assignment.name}", functions).text


def _in_a_cell(code: str) -> str:
    return code and code + _CELL_MARK


def _stubs(assignment: Assignment, question: str) -> str:
    """All functions of a question, untouched, beside right ones of those that it uses."""
    functions = functions_of(assignment, question)
    stubs = _CELL_MARK.join(f"{stub_for(assignment, name)}\n" for name in functions)
    return _in_a_cell(companions(assignment, question, but=functions)) + stubs


def _require_running(references: list[Grade], assignment: Assignment) -> None:
    """Refuse a reference that does not run as a notebook: its mutants would all fail, and prove nothing.

    Raises
    ------
    ConfigError
        With what stopped, or was not there.
    """
    for grade in references:
        if said := (*grade.troubles, *grade.notes):
            raise ConfigError(
                f"{assignment.solutions.name}: with all that it needs, as one notebook, the reference does not run, so "
                f"that no mutant of it could prove anything. {' '.join(said)} Mend the import or the name."
            )


def _notebook(code: str, assignment: str) -> str:
    """An answer as a notebook of its own; a line ``# %%`` in it begins a new cell."""
    cells: list[dict[str, object]] = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
        for source in ("import numpy as np", *code.split(_CELL_MARK))
    ]
    metadata = {METADATA_KEY: {"assignment": assignment}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells})


def _mark(grade: Grade, trial: Trial) -> Mark | None:
    return next((mark for mark in grade.marks if mark.question == trial.question), None)


def confusions(questions: Iterable[str], catalogue: Catalogue, diagnoser: Diagnoser) -> list[list[str]]:
    """Known wrong answers to one question that behave alike on every probe, in groups: no output tells them apart."""
    signatures = diagnoser.signatures
    groups: list[list[str]] = []
    for question in questions:
        own: list[list[str]] = []
        for answer in catalogue.of(question, "wrong"):
            twin = next((g for g in own if not unlike(signatures[answer.id], signatures[g[0]])), None)
            if twin is None:
                own.append([answer.id])
            else:
                twin.append(answer.id)
        groups += [group for group in own if len(group) > 1]
    return groups
