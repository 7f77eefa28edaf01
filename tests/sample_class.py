"""A sample class: two dozen notebooks as a teacher gets them, made of the built notebooks and the known answers.

``python -m tests.sample_class FOLDER`` lays a teacher's desk: the kit, with a class of its own, and what it handed in.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from autograder.config import CONFIG_FILE
from autograder.marking.catalogue import KINDS
from tests.helpers.known_answers import KIT, filled_notebook, known_answers, plain_right, save

_RIGHT = {"ada": "net_input", "ben": "activation_functions"}
ASSIGNMENTS = tuple(_RIGHT.values())
"""Those that the class hands in."""
_ANSWERS = {  # who: the known answer that they give to its question
    "chloe": "loop-while",
    "dmitri": "dot-blas",
    "elif": "relu-where",
    "farah": "sigmoid-log-expit",
    "greta": "N37",
    "gustavo": "N10",
    "hana": "N09",
    "ivan": "N60",
    "jun": "N74",
    "kofi": "L04",
    "lena": "R08",
    "mo": "S03",
    "noor": "A01",
    "olga": "A22",
    "pablo": "T15",
}
_SURNAMES = [
    "Abara",
    "Brandt",
    "Chen",
    "Dietrich",
    "Eriksen",
    "Farouk",
    "Girard",
    "Haddad",
    "Ito",
    "Jensen",
    "Kimura",
    "Larsen",
    "Mensah",
    "Novak",
    "Okafor",
    "Petrov",
    "Quist",
    "Rossi",
    "Silva",
    "Tanaka",
    "Ueda",
    "Vogel",
    "Weber",
    "Xu",
    "Young",
    "Zhang",
]
_NOBODY_HANDED_IN = "yara"
_LOOP = "def {question}(*inputs):\n    while True:\n        pass\n"
_CRASH = "import os\n\n\ndef {question}(*inputs):\n    os._exit(1)\n"


def write_class(folder: Path) -> None:
    """Write the sample class into a folder, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, assignment in _RIGHT.items():
        _notebook(folder, name, assignment, {})
    for assignment in ASSIGNMENTS:
        known = {answer.id: answer for kind in KINDS for answer in known_answers(kind, assignment)}
        for name, answer in ((name, known[key]) for name, key in _ANSWERS.items() if key in known):
            _notebook(folder, name, assignment, {answer.question: answer.code})
    _unfinished(folder)
    _stopped(folder)
    _broken(folder)


def _notebook(folder: Path, name: str, assignment: str, answers: dict[str, str]) -> Path:
    filled = filled_notebook(assignment, {**plain_right(assignment), **answers})
    return save(filled, folder / f"{name}_{assignment}.ipynb")


def _unfinished(folder: Path) -> None:
    save(filled_notebook("net_input", {}), folder / "quinn_net_input.ipynb")
    two = dict(list(plain_right("activation_functions").items())[:2])
    save(filled_notebook("activation_functions", two), folder / "rosa_activation_functions.ipynb")


def _stopped(folder: Path) -> None:
    _notebook(folder, "sam", "activation_functions", {"step": _LOOP.format(question="step")})
    _notebook(folder, "tara", "net_input", {"net_input_sum": _CRASH.format(question="net_input_sum")})
    _notebook(folder, "umar", "activation_functions", {"relu": "def relu(n)\n    return n\n"})


def _broken(folder: Path) -> None:
    whole = (folder / "ada_net_input.ipynb").read_text(encoding="utf-8")
    (folder / "vera_net_input.ipynb").write_text(whole[: len(whole) // 2], encoding="utf-8")
    (folder / "will_net_input.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "xenia_net_input.ipynb").write_bytes(b"")


def lay_desk(folder: Path) -> None:
    """Lay a teacher's desk in a folder: the kit by links, a list of people, and the class's work in ``handed-in``.

    The people are the desk's own, so that nobody of a sample gets into a real class.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for made in ("class", "report", "archive"):  # by an earlier demo
        shutil.rmtree(folder / made, ignore_errors=True)
    for room in ("assignments", "solutions", "tests"):
        (folder / room).unlink(missing_ok=True)
        (folder / room).symlink_to(KIT.root / room)
    shutil.copyfile(KIT.root / CONFIG_FILE, folder / CONFIG_FILE)
    write_class(folder / "handed-in")
    logins = sorted({path.name.split("_")[0] for path in (folder / "handed-in").iterdir()} | {_NOBODY_HANDED_IN})
    rows = [
        f"{1000 + number},{surname},{login.title()},{login}"
        for number, (login, surname) in enumerate(zip(logins, _SURNAMES, strict=True), start=1)
    ]
    header = "student_id,last_name,first_name,login"
    (folder / "roster.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


def main() -> None:
    """Lay the desk and say where."""
    folder = Path(sys.argv[1])
    lay_desk(folder)
    handed_in = folder / "handed-in"
    print(f"A sample class of {len(list(handed_in.iterdir()))} for {' and '.join(ASSIGNMENTS)} is in {handed_in}")


if __name__ == "__main__":
    main()
