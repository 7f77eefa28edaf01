"""Questions that are called like something in the code which every notebook carries: they are released like others."""

from __future__ import annotations

import ast
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from autograder.authoring.release import release
from autograder.authoring.release.answered import answered_in
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.known_answers import ROOT
from tests.helpers.written_kit import NAME, written_kit

# Local names, parameters, functions and modules of the carried code.
NAMES = ["one", "text", "unit", "value", "shown", "checks", "got", "found", "part", "number", "line", "copy", "kind_of"]
SOLUTIONS = "import numpy as np\n" + "".join(
    f'\n\ndef {name}(n):\n    """Some of it."""\n    return np.asarray(n, dtype=float) * {number + 2}.5\n'
    for number, name in enumerate(NAMES)
)
SOLUTIONS += '\n\ndef draw_it(ax, x):\n    """Draw it."""\n    ax.plot(x, x)\n    ax.set_xlabel("time (ms)")\n'
FIGURE = """\
import numpy as np
from autograder.questions.figures import AxisLimits, Bars, Horizontal, Legend, Lines, Points, XAxis, YAxis

FIGURE = [XAxis("time", unit="ms"), Lines()]
X = np.array([0.0, 1.0])
PUBLIC = [("two points", (X,), {"lines": [(X, X)]}, "What goes where?")]
PROBES = [("three points", (np.arange(3.0),))]


def hidden(rng):
    return {"some": [(np.sort(rng.uniform(0, 3, 5)),)]}
"""
QUESTION = """\
from autograder.questions.checks import Answer, Same, Value

PUBLIC = [
    ("two", (2.0,), {right}, "How much of it?"),
    Value("three", (3.0,), {more}, "How much of it?", others={{3.0: "Is that all?"}}),
    Same("the same again", (1.0,), (1.0,), "What has changed?"),
]
PROBES = [("four", (4.0,))]


def hidden(rng):
    return {{"some numbers": [(rng.normal(size=4),)]}}
"""


@pytest.mark.slow
def test_a_question_may_be_called_like_a_name_of_carried_code(tmp_path: Path, zygote: ZygoteProcess) -> None:
    questions = {
        name: QUESTION.format(right=2 * (number + 2.5), more=3 * (number + 2.5)) for number, name in enumerate(NAMES)
    }
    right = dict.fromkeys((*questions, "draw_it"), "")
    questions["draw_it"] = FIGURE
    with written_kit(tmp_path / "kit", zygote, solutions=SOLUTIONS, questions=questions, right=right) as made:
        text = made.kit.assignments[NAME].source
        text.write_text(
            "```{code-cell} ipython3\n# first\n```\n\n" + text.read_text(encoding="utf-8"), encoding="utf-8"
        )
        made.build()
        kit = made.kit
        done = release(kit, kit.assignments[NAME], tmp_path / "out", datetime(2026, 9, 1, tzinfo=ZoneInfo("UTC")))
        assert done.archive.is_file()


def test_nothing_of_the_carried_code_counts_as_an_answer() -> None:
    """Each of its names is one that a question may have, but for constants, which are in capitals, and its classes."""
    for path in sorted((ROOT / "assignments").glob("*/tests/*.py")):
        bound = answered_in(ast.parse(path.read_text(encoding="utf-8")).body, is_check=True)
        own = {name for name in bound if name.islower()}
        written = (ROOT / "tests" / "questions" / path.parent.parent.name).glob("*.py")
        text = "".join(one.read_text(encoding="utf-8") for one in written)
        assert {name for name in own if f"def {name}(" not in text} <= CASES, path


CASES = {f"case_{number}" for number in range(20)}
