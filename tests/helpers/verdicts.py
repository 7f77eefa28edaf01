"""Every verdict on every known answer, by this Python and its NumPy: ``python -m tests.helpers.verdicts FILE``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from autograder.authoring.prove.run import prove
from autograder.kit import Kit

ROOT = Path(__file__).resolve().parents[2]


def verdicts() -> dict[str, list[object]]:
    """Points and outcomes by answer; variants of one answer are counted."""
    kit = Kit(ROOT)
    found: dict[str, list[object]] = {}
    seen: Counter[str] = Counter()
    for name, assignment in kit.assignments.items():
        for one in prove(kit, assignment).graded:
            key = f"{name}: {one.trial.kind} {one.trial.id} ({one.trial.question})"
            seen[key] += 1
            outcomes = [[verdict.case, verdict.outcome] for verdict in one.mark.verdicts] if one.mark else []
            found[f"{key} {seen[key]}"] = [one.mark and one.mark.points, outcomes]
    return found


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(verdicts(), indent=1), encoding="utf-8")
