"""From a question that asks for a figure to its stub, and to the code of Otter's two test files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from autograder.questions.flatten import flatten

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from autograder.questions.figure_file import AskedFigure
    from autograder.questions.flatten import Flattened

_FIGURES = "autograder.questions.figures"
# All that the words of figures reach: it becomes a part of the test files.
_ROOMS = (
    "tests.questions",
    *(f"autograder.questions.{one}" for one in ("axis_words", "checks", "figure_data", "figure_frame", "figures")),
    *(f"autograder.questions.{one}" for one in ("groups", "pictures", "shown", "stopped", "value_checks")),
    "autograder.sandbox.drawing",
)
_INSTEAD = '''\


# If you do not see figures, or would rather not draw: write {instead} instead. It earns the same.
def {instead}({data}):
    """The same figure as data: a dictionary with "x_label", "y_label" and what is drawn, for example
    "lines": [{{"x": ..., "y": ..., "label": ...}}]; also "points", "bars" (with "at" and "height"), "horizontal"
    and "vertical" (a list of values each), "title", "x_scale" and "y_scale" ("log").
    """
    ...'''


def with_instead(stub: str, asked: AskedFigure, data: str) -> str:
    """A stub, and behind it the one of the function that gives the same as data."""
    return stub + _INSTEAD.format(instead=asked.instead, data=data) if asked.instead else stub


def public_of(
    root: Path, module: str, asked: AskedFigure, cases: Iterable[str], *, marks: bool
) -> tuple[Flattened, str]:
    """What the public test needs, and its code below that."""
    names = ["FIGURE", "PUBLIC", *(["MARKS_COME_FROM"] if marks else [])]
    also = [(_FIGURES, "JudgedFigure"), (_FIGURES, "public_checks")]
    flat = flatten(root, module, names, _ROOMS, also=also, bare=True)
    listed = ", ".join(["ASKED", "PUBLIC", *names[2:]])
    code = f"{_asked(asked)}CHECKS = [check for _, check, _ in public_checks({listed})]\n"
    given = f"{asked.question}, {asked.instead}" if asked.instead else f"{asked.question}"
    answers = given if asked.instead else f"{given}, None"
    for number, named in enumerate(cases):
        code += f"\n\n@test_case({named})\ndef case_{number}({given}):\n    CHECKS[{number}]({answers})\n"
    return flat, code


def hidden_of(
    root: Path, module: str, asked: AskedFigure, cases: list[str], stays: str | None
) -> tuple[Flattened, str]:
    """What the hidden test needs, and its code below that: values case by case, then the frame, then its inputs."""
    flat = flatten(root, module, ["FIGURE", "hidden"], _ROOMS, also=[(_FIGURES, "JudgedFigure")], bare=True)
    given = f"{asked.question}, {asked.instead}" if asked.instead else f"{asked.question}"
    answers = given if asked.instead else f"{given}, None"
    code = (
        f"{_asked(asked)}CASES = hidden(seeded(name))\n\n\n"
        f"def judged({given}, inputs, parts):\n"
        f"    return ASKED.require({answers}, ASKED.right(reference, inputs), inputs, parts)\n"
    )
    of_data = "[part for part in FIGURE if part.of_data]"
    if any(part.of_data for part in asked.parts):
        for number, case in enumerate(cases):
            code += _case(case, f"case_{number}", given, [f"judged({given}, CASES[{case!r}], {of_data})"])
    for number, part in enumerate(asked.parts):
        if not part.of_data:
            each = ["for inputs in CASES.values():", f"    judged({given}, inputs, [FIGURE[{number}]])"]
            code += _case(f"On other data: {part.case}", f"frame_{number}", given, each)
    if stays is not None:
        each = ["for inputs in CASES.values():", f"    leaves_alone(judged({given}, inputs, {of_data}), inputs)"]
        code += _case(stays, "unchanged", given, each)
    return flat, code


def _asked(asked: AskedFigure) -> str:
    return f"ASKED = JudgedFigure({asked.question!r}, {asked.instead!r}, FIGURE)\n"


def _case(words: str, called: str, given: str, lines: list[str]) -> str:
    named = f"name={json.dumps(words, ensure_ascii=False)}, hidden=True"
    body = "".join(f"    {line}\n" for line in lines)
    return f"\n\n@test_case({named})\ndef {called}({given}):\n{body}"
