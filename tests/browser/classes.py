"""Classes whose feedback pages are opened: people of every kind, and people who write HTML at every place."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat

from autograder.model import Person
from tests.attacks import ATTACKS
from tests.attacks.handed_in import ODD_NAMES
from tests.attacks.run import NAME, notebook
from tests.browser.markup import MARKUP
from tests.helpers.command import autograder, quick_kit
from tests.helpers.downloads import HandIn, build
from tests.helpers.known_answers import filled_notebook, plain_right, save
from tests.sample_class import write_class

# One of each kind in the sample class: right, right in another form, a misconception, a stub, a loop, a crash, a syntax
# error, and files that are no notebook.
KINDS = ("ada", "greta", "hana", "quinn", "sam", "tara", "umar", "vera", "will")
LATE = Person("late1", "Lea Lateley")
# One text at every place where a page may show what a student wrote.
_FRONT = "raise ValueError({text!r})\n"
ANSWERS = {
    "linear": "def linear(n):\n    return {text!r}\n",
    "relu": "def relu(n):\n    raise ValueError({text!r})\n",
    "step": "def step(n):\n    return type({text!r}, (), {{}})()\n",
    "sigmoid": "def sigmoid(n):\n    raise type({text!r}, (Exception,), {{}})({text!r})\n",
    "tanh": "tanh = type({text!r}, (), {{}})()\n",
}


def sample(folder: Path) -> Path:
    """One of each kind in the sample class, and one who is late, graded by the command; where the report is."""
    write_class(folder / "class")
    for path in (folder / "class").iterdir():
        if not path.name.startswith(KINDS):
            path.unlink()
    assert len(list((folder / "class").iterdir())) == len(KINDS)
    honest = save(filled_notebook(NAME, plain_right(NAME)), folder / "late" / "work.ipynb")
    build("gradescope", folder / "download", [HandIn((LATE,), honest.read_bytes(), late=True)])
    return _graded(folder, folder / "class", folder / "download" / "gradescope.zip")


def hostile(folder: Path) -> Path:
    """The attacks by words and by names, and one person for each piece of markup; where the report is."""
    for attack in ATTACKS:
        if attack.family in ("errors", "words"):
            notebook(attack.cells(), attack.relu(), {}, folder / "class" / attack.file)
    honest = save(filled_notebook(NAME, plain_right(NAME)), folder / "class" / "honest.ipynb")
    for name in ODD_NAMES:
        shutil.copy(honest, folder / "class" / name)
    hand_ins = [
        HandIn((person(text),), written(text, folder / "written" / f"{number}.ipynb"))
        for number, text in enumerate(MARKUP)
    ]
    build("gradescope", folder / "download", hand_ins)
    return _graded(folder, folder / "class", folder / "download" / "gradescope.zip")


def person(text: str) -> Person:
    """Somebody with this name and number; the metadata's escapes have no room for characters beyond 16 bits."""
    name = "".join(character if ord(character) < 0x10000 else "?" for character in text)
    return Person(name[:60], name)


def written(text: str, path: Path) -> bytes:
    """A notebook that says one text at every place."""
    made = filled_notebook(NAME, {question: code.format(text=text) for question, code in ANSWERS.items()})
    made.cells.insert(2, nbformat.v4.new_code_cell(_FRONT.format(text=text)))
    return save(made, path).read_bytes()


def _graded(folder: Path, *paths: Path) -> Path:
    kit = quick_kit(folder / "kit")
    config = kit / "grading_config.yaml"
    text = config.read_text(encoding="utf-8").replace("per_day: 0 ", "per_day: 0.1 ")
    due = text.replace(f"  {NAME}:\n", f"  {NAME}:\n    due: 2026-10-05 23:59\n")
    assert "per_day: 0.1" in due != text
    config.write_text(due, encoding="utf-8")
    done = autograder("grade", *paths, "--out", folder / "out", "--kit", kit)
    assert done.returncode in (0, 1), done.stderr
    return folder / "out"
