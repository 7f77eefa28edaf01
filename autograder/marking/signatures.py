"""Signatures: what every known wrong answer comes to on the public probes of its question.

They do not depend on any submission. So they are made once and kept in the kit's ``.cache``, for as long as nothing
changes on which they rest; a machine that is busy, or a run that was killed, costs no student a hint.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import platform
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.config import Limits
from autograder.errors import WorkerLostError
from autograder.files import whole
from autograder.marking.retry import once_more
from autograder.marking.symptoms import DEAD, Outcome, outcome
from autograder.model import Cell, Notebook
from autograder.sandbox.session import Session

if TYPE_CHECKING:
    from autograder.kit import Assignment
    from autograder.marking.catalogue import Catalogue, KnownAnswer
    from autograder.sandbox.host import Host

CACHE = ".cache"
_ENGINE = Path(__file__).parent.parent
_DISPATCH = "known_answer"
_LOAD = """
import json
import numpy as np
_sources, _loaded = json.loads({answers!r}), {{}}

def {dispatch}(key, *arguments):
    if key not in _loaded:
        question, source = _sources[key]
        names = dict(globals())
        try:
            exec(source, names)
            _loaded[key] = names[question]
        except Exception as error:
            raise ImportError(key) from error
    return _loaded[key](*arguments)
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
    path = assignment.root / CACHE / f"{assignment.name}-{platform.python_version()}-numpy-{np.__version__}.json"
    key = _key(assignment, catalogue)
    kept = _kept(path, key)
    if kept is not None:
        return kept
    made = once_more(lambda: _made(assignment, catalogue, host))
    _keep(path, key, made)
    return made


def _key(assignment: Assignment, catalogue: Catalogue) -> str:
    """SHA-256 of all that decides a signature beside Python and NumPy."""
    digest = hashlib.sha256((_LIMITS.model_dump_json() + catalogue.model_dump_json()).encode())
    for path in (*sorted(_ENGINE.rglob("*.py")), *assignment.public_data):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _kept(path: Path, key: str) -> dict[str, list[Outcome]] | None:
    """What the cache holds; None where it holds nothing, something else, or something damaged."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["key"] == key:
            return {name: [_outcome(one) for one in outcomes] for name, outcomes in document["signatures"].items()}
    return None


def _keep(path: Path, key: str, made: dict[str, list[Outcome]]) -> None:
    """Keep them where the kit's folder can be written to; elsewhere each run makes them anew."""
    signatures = {name: [_document(one) for one in outcomes] for name, outcomes in made.items()}
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        with whole(path, shared=True) as file:
            file.write(json.dumps({"key": key, "signatures": signatures}).encode())


def _document(one: Outcome) -> list[Any]:
    value = None if one.value is None else [list(one.value.shape), one.value.ravel().tolist()]
    return [one.what, value, list(one.error), list(one.changed)]


def _outcome(document: list[Any]) -> Outcome:
    what, value, (kind, message), changed = document
    numbers = None if value is None else np.array(value[1], dtype=np.float64).reshape(value[0])
    return Outcome(what, numbers, (kind, message), tuple(changed))


def _made(assignment: Assignment, catalogue: Catalogue, host: Host) -> dict[str, list[Outcome]]:
    wrong = [answer for answer in catalogue.answers if answer.kind == "wrong"]
    sources = {answer.id: (answer.question, answer.code) for answer in wrong}
    load = Cell(1, _LOAD.format(answers=json.dumps(sources), dispatch=_DISPATCH))
    with Session(host, _LIMITS, [_DISPATCH], assignment.public_data) as session:
        session.run(Notebook((load,)))
        return {answer.id: _signature(session, catalogue, answer) for answer in wrong}


def _signature(session: Session, catalogue: Catalogue, answer: KnownAnswer) -> list[Outcome]:
    """One answer in one message: what takes its worker with it does so alone, and is like nothing."""
    calls = [(answer.id, *probe.arguments()) for probe in catalogue.probes_of(answer.question)]
    try:
        found = once_more(lambda: session.call(_DISPATCH, calls), session.drop_worker)
    except WorkerLostError:
        return [outcome(DEAD)] * len(calls)
    return [outcome(replace(one, changed=one.changed[1:])) for one in found]  # without the key
