"""The receipt: what the grader would find in a notebook as it stands, and how to hand it in."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.authoring.frame.telling import TYPO, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.authoring.frame.watch import CellWatch

HEAD = "What your teacher's grader would find, if this notebook ran from top to bottom as you ran it now:"
NOT_ASKED = "not begun yet"
RESTART = "Restart the kernel and run all cells, then read this again: what counts is the file, run from top to bottom."
SAVE = "Save."
LATE = (
    "Is it almost too late, and the file is broken? Hand in what you have: a question that does not run costs its own "
    "points and no others. If the file does not open at all, paste your functions into a plain text file {name}.py, "
    "each def at the start of a line, and hand in that: it is graded in the same way."
)
UNSAVED = "The file on disk does not have this version of {listed} yet: save, then hand in."


def receipt(given: Mapping[str, Any], watch: CellWatch, checked: Mapping[str, tuple[Any, int, int]]) -> str:
    """All that the last cell says."""
    watch.look("")
    marked = [question for question in given["questions"] if question["points"] is not None]
    width = max((len(question["name"]) for question in marked), default=0)
    lines = [f"  {question['name']:<{width}}  {standing(question, watch, checked)}" for question in marked]
    lines += [f"  {name:<{width}}  {written(watch.names.get(name))}" for name in given["lines"]]
    unsaved = not_saved(given, watch)
    if unsaved:
        lines.append(UNSAVED.format(listed=", ".join(unsaved)))
    steps = [RESTART, SAVE, *given["hand_in"].splitlines()]
    numbered = [line for number, step in enumerate(steps, start=1) for line in wrapped([f"{number}. {step}"], "  ")]
    late = wrapped([LATE.format(name=given["name"])])
    return "\n".join([*wrapped([HEAD]), "", *lines, "", "To hand in:", *numbered, "", *late])


def standing(question: Mapping[str, Any], watch: CellWatch, checked: Mapping[str, tuple[Any, int, int]]) -> str:
    """What would be found of one question, in a few words."""
    name = question["name"]
    if question["valued"]:
        value = watch.names.get(name)
        return NOT_ASKED if value is ... else "no answer: run its cell" if value is None else "answered"
    states = {one: watch.state(one) for one in question["functions"]}
    lacking = [one for one, state in states.items() if state != "function"]
    if not lacking:
        return with_check(name, watch, checked)
    said = [of_lacking(one, states[one], watch) for one in lacking]
    return "; ".join(
        said if lacking == [name] else [f"{one}: {words}" for one, words in zip(lacking, said, strict=True)]
    )


def of_lacking(name: str, state: str, watch: CellWatch) -> str:
    """Why a function is not there."""
    meant = watch.meant_for(name)
    typo = f". {TYPO.format(name=name, listed=', '.join(meant))}".rstrip(".") if meant else ""
    if state == "stub":
        return f"{NOT_ASKED}{typo}"
    if state != "missing":
        return f"not found: it is a value of the kind {state} here, and no function{typo}"
    broken = " (the cell that defines it stopped)" if name in watch.broken else ""
    return f"not found{broken or typo or ': run the cell that defines it'}"


def with_check(name: str, watch: CellWatch, checked: Mapping[str, tuple[Any, int, int]]) -> str:
    """A function that was found, and what its checks said of it."""
    counts = watch.functions[name]
    kept = "" if watch.names.get(name) is counts else " (as it was before the name got something else)"
    value, passed, number = checked.get(name, (None, 0, 0))
    if name in watch.broken:
        return f"found{kept}; but its cell stopped when it ran last, and may not define it any more"
    if not number:
        return f"found{kept}, not checked"
    if value is not counts:
        return f"found{kept}, not checked since its cell ran last"
    return f"found{kept}, {f'all {number}' if passed == number else f'{passed} of {number}'} checks passed"


def written(value: Any) -> str:
    """Whether a line that is neither right nor wrong was filled in."""
    return "filled in" if isinstance(value, str) and value.strip() else "not filled in yet (it costs no points)"


def not_saved(given: Mapping[str, Any], watch: CellWatch) -> list[str]:
    """Functions whose cell, as it ran, is not in the file; none where the file is not known for sure."""
    place = watch.names.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME") or ""
    try:
        document = json.loads(Path(place).read_text(encoding="utf-8"))
        if document["metadata"]["autograder"]["assignment"] != given["name"]:
            return []
        saved = {"".join(cell["source"]).strip() for cell in document["cells"]}
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [name for name, cell in watch.sources.items() if cell.strip() and cell.strip() not in saved]
