"""A small kit whose questions are answered by plain values, with no reference in ``solutions``; and one function."""

from __future__ import annotations

from pathlib import Path

NAME = "membrane"
CONFIG = """\
course: A course
term: a-term
assignments:
  membrane:
    points: {ion: 2, rest: 3, predict: 0.25}
limits: {cell_cpu_s: 1, call_cpu_s: 0.5}
isolation: {require: []}
class: {folder: class}
"""
FILES = {
    "ion": '''\
"""Which ion brings the membrane back to rest?"""

CHOICES = {
    "A": "sodium, which flows in",
    "B": "potassium, which flows out",
    "C": "chloride, which stays where it is",
}
RIGHT_CHOICE = "B"
HINTS = {
    "A": "Which way does sodium change the potential when it flows in?",
    "C": "What would the potential do if nothing flowed at all?",
}
SHARES = {"C": 0.5}
''',
    "rest": '''\
"""The resting potential."""

UNIT = "mV"
VALUE = -54.0
RTOL = 0.001
HINTS = {54.0: "Which side of the membrane is the negative one?"}
''',
    "predict": '''\
"""A prediction, before anything is run."""

TEXT = "What happens to the rate when the current is doubled?"
FEWEST_WORDS = 2
''',
}
SOURCE = "# Membrane\n\n" + "".join(
    f"## {name}: a title\n\n```{{code-cell}} ipython3\n# stub: {name}\n```\n\n" for name in FILES
)
RIGHT = {"ion": 'ion = "B"', "rest": "rest = -54.0", "predict": 'predict = "it doubles"'}
STUBS = dict.fromkeys(FILES, "...")


def value_kit(root: Path, **files: str) -> Path:
    """The kit, not built yet; some of its question files replaced."""
    for folder in (f"assignments/{NAME}/tests", f"tests/questions/{NAME}"):
        (root / folder).mkdir(parents=True)
    for name, text in {**FILES, **files}.items():
        question_of(root, name).write_text(text, encoding="utf-8")
    (root / "grading_config.yaml").write_text(CONFIG, encoding="utf-8")
    (root / "assignments" / NAME / f"{NAME}.md").write_text(SOURCE, encoding="utf-8")
    return root


def question_of(root: Path, name: str) -> Path:
    """The file of a question."""
    return root / "tests" / "questions" / NAME / f"{name}.py"


def handed_in(path: Path, *more: str, **answers: str) -> Path:
    """A notebook in Python: right answers with some replaced by other code, and more cells behind them."""
    path.parent.mkdir(exist_ok=True, parents=True)
    cells = ["import numpy as np", *{**RIGHT, **answers}.values(), *more]
    path.write_text("".join(f"# %%\n{cell}\n" for cell in cells if cell), encoding="utf-8")
    return path
