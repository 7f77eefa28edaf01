"""The receipt of a proof: what every known answer came to, and by what.

To prove an assignment again takes minutes. To see that nothing has changed since takes a moment: a receipt is keyed by
the digests of all that decides, and is stale as soon as one of them is another. It says enough to be compared: a proof
made anew on the same NumPy gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from autograder.authoring.prove.closure import engine_digest
from autograder.marking.suite import Suite

if TYPE_CHECKING:
    from pathlib import Path

    from autograder.authoring.prove.proof import Graded, Proof
    from autograder.kit import Assignment, Kit

_BUILT = "Written by autograder prove where the proof holds; not to be edited."
_KEYS = {"tests": "its tests, reference, known answers or policy", "engine": "what grades", "numpy": "NumPy"}
State = Literal["fresh", "stale", "missing", "another NumPy"]


@dataclass(frozen=True)
class Freshness:
    """Whether the receipt of an assignment's proof still stands, and a sentence about it."""

    state: State
    words: str


def receipt_path(assignment: Assignment) -> Path:
    """Where the receipt of an assignment's proof lies."""
    return assignment.root / "tests" / "receipts" / f"{assignment.name}.json"


def receipt_text(kit: Kit, assignment: Assignment, proof: Proof) -> str:
    """The receipt of a proof: the same proof gives the same text."""
    cases = {question: _cases(proof, question) for question in assignment.points}
    document = {
        "built": _BUILT,
        "key": _key(kit, assignment),
        "counts": dict(sorted(Counter(one.trial.kind for one in proof.graded).items())),
        "cases": cases,
        "outcomes": _outcomes(proof, cases),
    }
    return json.dumps(document, indent=1) + "\n"


def freshness(kit: Kit, assignment: Assignment) -> Freshness:
    """Compare the receipt's keys with what is there now; nothing is graded."""
    path = receipt_path(assignment)
    name, remedy = assignment.name, f"run autograder prove {assignment.name} and commit {path.name}"
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        key = dict(document["key"])
        count = sum(document["counts"].values())
    except FileNotFoundError:
        return Freshness("missing", f"{name}: there is no receipt of a proof; {remedy}.")
    except (ValueError, KeyError, TypeError, AttributeError):
        return Freshness("stale", f"{name}: the receipt of its proof is damaged; {remedy}.")
    now = _key(kit, assignment)
    changed = [what for what in now if key.get(what) != now[what]]
    if changed == ["numpy"]:
        return Freshness("another NumPy", f"{name}: proved with NumPy {key['numpy']}; here is {now['numpy']}.")
    if changed:
        what = " and ".join(_KEYS[one] for one in changed)
        return Freshness("stale", f"{name}: {what} changed since it was proved; {remedy}.")
    return Freshness("fresh", f"{name}: nothing has changed since it was proved with {count} answers.")


def _key(kit: Kit, assignment: Assignment) -> dict[str, str]:
    whole = replace(assignment, void=(), by_hand=())  # a proof takes nothing for void, and judges every text
    digest = hashlib.sha256(Suite(kit, whole).digest.encode())
    digest.update(repr(sorted(kit.config.limits.model_dump().items())).encode())
    for path in (*sorted(assignment.answers.glob("*.yaml")), *assignment.question_files):
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return {"tests": digest.hexdigest(), "engine": engine_digest(), "numpy": np.__version__}


def _cases(proof: Proof, question: str) -> list[str]:
    """Names of a question's hidden cases; an outcome gives their numbers."""
    marks = [one.mark for one in proof.graded if one.trial.question == question and one.mark]
    return list(dict.fromkeys(verdict.case for mark in marks for verdict in mark.verdicts if verdict.hidden))


def _outcomes(proof: Proof, cases: dict[str, list[str]]) -> dict[str, dict[str, dict[str, str]]]:
    """What each answer came to, by kind, question and id; of several versions of one answer each has its number."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for one in proof.graded:
        of_question = found.setdefault(one.trial.kind, {}).setdefault(one.trial.question, {})
        versions = (f"{one.trial.id} ({number})" if number else one.trial.id for number in range(len(of_question) + 1))
        name = next(version for version in versions if version not in of_question)
        of_question[name] = _outcome(one, cases[one.trial.question])
    return found


def _outcome(one: Graded, cases: list[str]) -> str:
    """In short: the points, the hidden cases that failed, the form that was found, what it was recognised as."""
    if one.mark is None or one.mark.points is None:
        return "open"
    failed = [str(number) for number, case in enumerate(cases, start=1) if case in one.failed_cases]
    parts = [f"{one.mark.points:g}"]
    parts += [f"fails {' '.join(failed)}"] if failed else []
    parts += [f"form {one.mark.form.found}"] if one.mark.form else []
    parts += [f"is {one.mark.diagnosis.id}"] if one.mark.diagnosis else []
    return ", ".join(parts)
