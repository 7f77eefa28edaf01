"""Signatures: what every known wrong answer comes to on the public probes of its question.

They do not depend on any submission. So they are made once and kept, for as long as nothing changes on which they rest;
a machine that is busy, or a run that was killed, costs no student a hint.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.config import Limits
from autograder.errors import WorkerLostError
from autograder.marking.companions import companions
from autograder.marking.figured import drawn_one_by_one
from autograder.marking.kept import Kept
from autograder.marking.relations import relations_of
from autograder.marking.retry import once_more
from autograder.marking.seen import seen_of
from autograder.marking.symptoms import DEAD, Outcome, outcome
from autograder.model import Cell, Notebook
from autograder.questions.declared import declaring
from autograder.questions.flatten import flatten, joined, reference_files
from autograder.questions.kind import kind_of
from autograder.sandbox import wire
from autograder.sandbox.session import Session
from autograder.vocabulary import before, given_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.kit import Assignment
    from autograder.marking.catalogue import Catalogue, KnownAnswer
    from autograder.marking.seen import Seen
    from autograder.sandbox.host import Host

_DISPATCH, _DRAWING = "known_answer", "known_drawing"
_LOAD = """
import json
import numpy as np
_sources, _loaded = json.loads({answers!r}), {{}}

def {dispatch}(key, *arguments, **keywords):
    if key not in _loaded:
        question, source = _sources[key]
        names = dict(globals())
        try:
            exec(source, names)
            _loaded[key] = names[question]
        except Exception as error:
            raise ImportError(key) from error
    return _loaded[key](*arguments, **keywords)

def {drawing}(ax, key, *arguments, **keywords):
    return {dispatch}(key, ax, *arguments, **keywords)
"""
# Known answers are quick, or never end; many may never end. Nothing here depends on what students are allowed, so that
# the cache is one for all who grade.
_LIMITS = Limits(call_cpu_s=0.2, submission_cpu_s=3600, memory_mb=1024)


def signatures_of(assignment: Assignment, catalogue: Catalogue, host: Host) -> dict[str, list[Outcome]]:
    """The signature of each known wrong answer, by its id: kept ones where they are fresh, else made in a worker.

    Raises
    ------
    SessionLostError
        When the grader could not make them.
    """
    files = [*assignment.public_data, *declaring(assignment)]
    files += [assignment.solutions] if declaring(assignment) else []
    seen = [name for name in assignment.points if _has_more_to_see(assignment, name)]
    files += [*(assignment.question_files if seen else []), *(reference_files(assignment) if seen else [])]
    given = _given_cells(assignment, catalogue)
    kept = Kept.of(assignment, "signatures", _words(catalogue, given), files)
    with contextlib.suppress(ValueError, TypeError, AttributeError, wire.WireError):
        if (found := kept.read()) is not None:
            return {name: [_outcome(one) for one in outcomes] for name, outcomes in found.items()}
    made = once_more(lambda: _made(assignment, catalogue, given, host))
    kept.write({name: [_document(one) for one in outcomes] for name, outcomes in made.items()})
    return made


def _has_more_to_see(assignment: Assignment, question: str) -> bool:
    """Whether what counts of its values is said by its file, and not by the catalogue."""
    return kind_of(assignment, question) == "figure" or bool(relations_of(assignment, question))


def _words(catalogue: Catalogue, given: Sequence[Cell]) -> str:
    return "".join([_LIMITS.model_dump_json(), catalogue.model_dump_json(), *(cell.source for cell in given)])


def _document(one: Outcome) -> list[Any]:
    value = None if one.value is None else [list(one.value.shape), one.value.ravel().tolist()]
    arrays = bytearray()
    plain = [wire.encode(one.plain, arrays), arrays.hex()] if one.is_plain else None
    return [one.what, value, list(one.error), list(one.changed), plain, list(one.bases)]


def _outcome(document: list[Any]) -> Outcome:
    what, value, (kind, message), changed, plain, bases = document
    numbers = None if value is None else np.array(value[1], dtype=np.float64).reshape(value[0])
    found = Outcome(what, numbers, (kind, message), tuple(changed), bases=tuple(bases))
    return found if plain is None else replace(found, plain=wire.Decoder(bytes.fromhex(plain[1])).value(plain[0]))


def _made(assignment: Assignment, catalogue: Catalogue, given: Sequence[Cell], host: Host) -> dict[str, list[Outcome]]:
    wrong = [answer for answer in catalogue.answers if answer.kind == "wrong"]
    beside = {answer.id: companions(assignment, answer.question, answer.code) for answer in wrong}
    sources = {answer.id: (answer.question, joined(beside[answer.id], answer.code)) for answer in wrong}
    load = Cell(1, _LOAD.format(answers=json.dumps(sources), dispatch=_DISPATCH, drawing=_DRAWING))
    with Session(host, _LIMITS, [_DISPATCH, _DRAWING], assignment.public_data) as session:
        session.drawn = frozenset({_DRAWING})
        session.run(Notebook((*given, load)))
        seen = {one: seen_of(assignment, one, catalogue.probes_of(one)) for one in assignment.points}
        return {answer.id: _signature(session, catalogue, answer, seen[answer.question]) for answer in wrong}


def _given_cells(assignment: Assignment, catalogue: Catalogue) -> list[Cell]:
    """The functions that probes name as given by the notebook, each in a cell: the teacher's own, as all here is."""
    found: dict[str, Any] = {}
    for probe in catalogue.probes:
        for question in probe.questions:
            found |= given_beside(assignment.reference_function(question), probe.arguments())
    cells: list[Cell] = []
    for name, function in found.items():
        text = flatten(assignment.root, function.__module__, [function.__name__]).text
        cells.append(Cell(2 + len(cells), f"{text}\n\n{name} = {function.__name__}\n"))
    return cells


def _signature(session: Session, catalogue: Catalogue, answer: KnownAnswer, seen: Seen | None) -> list[Outcome]:
    """One answer in one message: what takes its worker with it does so alone, and is like nothing."""
    calls = [before(answer.id, probe.arguments()) for probe in catalogue.probes_of(answer.question)]
    try:
        if seen is not None and seen.one_by_one:
            found = once_more(lambda: drawn_one_by_one(session, _DRAWING, calls), session.drop_worker)
        else:
            found = once_more(lambda: session.call(_DISPATCH, calls), session.drop_worker)
    except WorkerLostError:
        return [outcome(DEAD)] * len(calls)
    found = [replace(one, changed=one.changed[1:]) for one in found]  # without the key
    return [outcome(one) for one in (found if seen is None else seen.of(found))]
