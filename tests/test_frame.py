"""The first cell of a notebook and its last: checks as Otter's, alone, and nothing in them that is not for students."""

from __future__ import annotations

import ast
import contextlib
import json
import re
import signal
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.authoring.frame import carried_tests
from autograder.authoring.frame.running import outcomes
from autograder.authoring.frame.telling import told
from autograder.grading import Grader
from autograder.kit import Assignment
from autograder.marking.known import read_catalogue
from autograder.marking.otter_tests import exception_test_file
from autograder.marking.suite import suites_of
from autograder.model import Cell, Notebook, Submission
from autograder.notebook.figures import figures_in, without_figures
from autograder.notebook.frame import BEGIN, block_in, frames_in, without_frames
from autograder.notebook.reading import read_notebook
from autograder.questions.kind import functions_asked
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.known_answers import CELL_MARK, KIT, filled_notebook, plain_right
from tests.helpers.notebook_alone import run_alone

EACH = pytest.mark.parametrize("assignment", KIT.assignments.values(), ids=list(KIT.assignments))
NET = KIT.assignments["net_input"]
LOOP = "net_input_loop"
RIGHT = plain_right("net_input")


def first_cell(assignment: Assignment = NET) -> str:
    cells = json.loads(assignment.notebook.read_bytes())["cells"]
    return next("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def code_cells(assignment: Assignment, answers: dict[str, str]) -> list[str]:
    """The code of the built notebook with these answers; without its figures, which cost more than they show here."""
    cells = filled_notebook(assignment.name, answers).cells
    drawing = ("ready(", "plot(", "draw(", "subplots(")
    return [one.source for one in cells if one.cell_type == "code" and not (is_given(one) and draws(one, drawing))]


def is_given(cell: Any) -> bool:
    return "figure" in cell.metadata.get("tags", ())


def draws(cell: Any, words: tuple[str, ...]) -> bool:
    return any(word in cell.source for word in words)


# --- the same as Otter says


class Endless(BaseException):
    """What a function that never ends is stopped with."""


@contextlib.contextmanager
def ending() -> Iterator[None]:
    """Leave out what would never end: here nobody sits there to press stop."""

    def stop(*_: object) -> None:
        raise Endless

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, 2)  # seconds of its own CPU
    try:
        with contextlib.suppress(Endless), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def namespace(code: str) -> dict[str, Any]:
    names: dict[str, Any] = {"np": np}
    with contextlib.redirect_stdout(None), contextlib.suppress(Exception):
        for part in code.split(CELL_MARK):
            exec(part, names)
    return names


@pytest.mark.slow
@EACH
def test_each_case_has_otters_verdict_and_words(assignment: Assignment) -> None:
    known = [(answer.question, answer.code) for answer in read_catalogue(assignment).answers]
    unusual = ("", "{0} = 3", "def {0}(*a):\n    raise KeyError('x')", "def {0}(*a):\n    print(a)", "{0} = None")
    known += [(question, code.format(question)) for question in assignment.points for code in unusual]
    ended: list[str] = []
    carried = carried_tests(first_cell(assignment))
    assert list(carried) == list(assignment.points)
    texts = {question: assignment.public_test(question).read_text(encoding="utf-8") for question in carried}
    assert carried == texts
    for question, code in known:
        test, ours = exception_test_file().from_string(texts[question]), None
        with ending(), contextlib.redirect_stdout(None):
            test.run(namespace(code))
            ours = outcomes(carried[question], question, namespace(code))
        if ours is None:
            ended.append(code)
            continue
        assert [(one.case, one.passed) for one in ours] == [
            (r.test_case.name, r.passed) for r in test.test_case_results
        ]
        for one, result in zip(ours, test.test_case_results, strict=True):
            otters = result.test_case.success_message or "" if result.passed else result.message
            plain, says = otters.replace("'", ""), one.says.replace("'", "")  # of which Otter cuts some off
            assert plain.endswith(says), (question, code)
            assert result.passed or plain.removesuffix(says).endswith(("Error: ", "\n")), (question, code)
    assert len(ended) < len(known) / 50


# --- what it prints


def check(code: str, *more: str, question: str = LOOP) -> list[list[str]]:
    """A notebook that is told all that somebody may ask after this definition."""
    return [first_cell(), code, f'grader.check("{question}")', *more]


CHECKED = {
    "a stub": (f"def {LOOP}(a, wj):\n    '''words'''\n    ...", "is not begun yet. Write your code"),
    "pass": (f"def {LOOP}(a, wj):\n    pass", "is not begun yet. Write your code"),
    "words alone": (f"def {LOOP}(a, wj):\n    '''words'''", "is not begun yet. Write your code"),
    "not implemented": (f"def {LOOP}(a, wj):\n    raise NotImplementedError", "is not begun yet. Write your code"),
    "a line that cannot be read": (
        f"def {LOOP}(a, wj):\n    n = (1\n    return n",
        "SyntaxError: '(' was never closed",
    ),
    "a cell that stopped": (f"x = undefined\ndef {LOOP}(a, wj):\n    return 1", "It stopped in line 1: x = undefined"),
    "a typo": ("def net_imput_loop(a, wj):\n    return 1", "You also defined net_imput_loop: is that a typo?"),
    "an error": (f"def {LOOP}(a, wj):\n    n = 0\n    return a[9]", "line 3 of its cell: return a[9]"),
    "an error further in": (
        f"def part(a):\n    return a[9]\n\n\ndef {LOOP}(a, wj):\n    return part(a)",
        "line 2 of its cell: return a[9]",
    ),
    "an error in NumPy": (f"def {LOOP}(a, wj):\n    return np.dot(a, wj[1:])", "line 2 of its cell: return np.dot("),
    "who leaves": (f"def {LOOP}(a, wj):\n    raise SystemExit", "SystemExit"),
    "right": (RIGHT[LOOP], f"{LOOP}: all 6 checks passed.\n"),
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the check of each of these says."""
    found = run_alone([check(code) for code, _ in CHECKED.values()], tmp_path_factory.mktemp("alone") / "empty")
    assert [one["stopped"][2] for one in found] == [None] * len(found)
    assert not found[-1]["loaded"]
    return {name: one["said"][2] for name, one in zip(CHECKED, found, strict=True)}


@pytest.mark.parametrize("name", CHECKED)
def test_a_check_says_what_it_found(checked: dict[str, str], name: str) -> None:
    assert CHECKED[name][1].strip() in checked[name]


@pytest.mark.parametrize("name", ["a stub", "pass", "words alone", "not implemented"])
def test_what_is_not_begun_is_one_line(checked: dict[str, str], name: str) -> None:
    assert len(checked[name].splitlines()) == 1


def test_one_cause_is_told_once(checked: dict[str, str]) -> None:
    said = checked["an error"]
    assert said.startswith(f"{LOOP}: 0 of 6 checks passed so far.\n")
    assert said.count("IndexError: index 9 is out of bounds") == 1
    assert len(said.split("\n\n")) == 3
    assert "waits for" not in said
    assert "<" not in "".join(checked.values())


def test_a_cell_that_stopped_is_the_only_cause(checked: dict[str, str]) -> None:
    assert "checks passed" not in checked["a line that cannot be read"]


@pytest.mark.slow
@EACH
def test_every_wrong_answer_hears_each_thing_once(assignment: Assignment) -> None:
    carried = carried_tests(first_cell(assignment))
    for answer in read_catalogue(assignment).answers:
        names, found = namespace(answer.code), []
        with ending(), contextlib.redirect_stdout(None):
            found = outcomes(carried[answer.question], answer.question, names)
        said = told(answer.question, found, names)
        for words in {one.says for one in found if not one.passed and not one.waits}:
            assert " ".join(said.split()).count(" ".join(words.split())) == 1, answer.id


def test_who_asks_for_something_else_hears_what_there_is(tmp_path: Path) -> None:
    asks = ['grader.check("net_imput")', "grader.check()", "grader.check_all()", "grader.export(pdf=False)"]
    [found] = run_alone([[first_cell(), *asks]], tmp_path / "empty")
    assert found["stopped"] == [None] * 5
    ready, typo, every, all_of_them, export = found["said"]
    assert ready == "Ready: the checks of 3 questions. Nothing is sent anywhere.\n"
    assert "no check called 'net_imput'. This notebook has checks of net_input_loop, net_input_sum" in typo
    assert all_of_them == every
    assert every.count("There is no function called") == 3
    assert "the .ipynb file itself is what you hand in" in export


LACKS = {"numpy": "This notebook needs numpy", "matplotlib": "This notebook needs matplotlib"}


@pytest.mark.parametrize("package", LACKS)
def test_a_package_that_is_not_there_is_told_kindly(tmp_path: Path, package: str) -> None:
    uses = "np.array([1.0])" if package == "numpy" else "plt.subplots()"
    others = ['grader.check("net_input_loop")', "grader.receipt()"]
    [found] = run_alone([[first_cell(), uses, *others]], tmp_path / "empty", without=(package,))
    assert [found["stopped"][number] for number in (0, 2, 3)] == [None] * 3
    assert LACKS[package] in found["stopped"][1]
    assert "%pip install" in found["stopped"][1]
    assert (LACKS[package] in found["said"][0]) == (package == "numpy")
    assert (LACKS[package] in found["said"][2]) == (package == "numpy")


def test_an_old_python_can_read_the_cell_that_says_it_is_too_old() -> None:
    for assignment in KIT.assignments.values():
        ast.parse(first_cell(assignment), feature_version=(3, 7))


def test_the_cells_do_without_ipython(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(first_cell(), names)
    exec(RIGHT[LOOP], names)
    names["grader"].check(LOOP)
    names["grader"].receipt()
    said = capsys.readouterr().out
    assert f"{LOOP}: all 6 checks passed." in said
    assert f"{LOOP}  found, all 6 checks passed" in said


# --- both notebooks from top to bottom


@EACH
def test_a_notebook_alone_checks_itself(assignment: Assignment, tmp_path: Path) -> None:
    right = plain_right(assignment.name)
    untouched, answered = run_alone([code_cells(assignment, {}), code_cells(assignment, right)], tmp_path / "empty")
    begun, functions = " ".join("".join(untouched["said"]).split()), functions_asked(assignment)
    assert begun.count("is not begun yet. Write") == len(functions)
    assert begun.count("is still the ... that it began with.") == len(assignment.points) - len(functions)
    assert len(re.findall(r"checks? passed\.\n", "".join(answered["said"]))) == len(assignment.points)
    for found in (untouched, answered):
        assert [one for one in found["stopped"] if one] == []
        assert found["loaded"] == []
    assert untouched["states"] == {name: "stub" if name in functions else "ellipsis" for name in assignment.points}
    assert untouched["said"][-1].count("  not begun yet\n") == len(assignment.points)
    assert answered["said"][-1].count("  found, all ") == len(functions)
    assert answered["said"][-1].count("  answered\n") == len(assignment.points) - len(functions)
    assert "To hand in:\n  1. Restart the kernel" in answered["said"][-1]


# --- nothing in it that is not for students


def stands_in(words: str, text: str) -> bool:
    """Whether words that only teachers read stand in a text; few may also be part of a sentence there."""
    if len(words.split()) > 3:
        return words in text
    return re.search(rf"""(^|["':#]) *{re.escape(words)} *($|["'])""", text, re.MULTILINE) is not None


@pytest.mark.parametrize("text", ['Wrong("V2", "multiplies", 0.4)', "misconception: multiplies", "# multiplies"])
def test_few_words_for_teachers_are_found_where_they_stand_by_themselves(text: str) -> None:
    assert stands_in("multiplies", text)
    assert not stands_in("multiplies", "`*` multiplies.")
    assert stands_in("takes sorted units for granted", "who takes sorted units for granted, loses")


@EACH
def test_what_a_notebook_carries_is_for_students(assignment: Assignment) -> None:
    whole = json.loads(assignment.notebook.read_bytes())
    texts = ["".join(cell["source"]) for cell in whole["cells"]]
    text = "\n".join([*texts, *(test for one in texts for test in carried_tests(one).values())])
    for question in assignment.points:
        hidden = assignment.hidden_test(question).read_text(encoding="utf-8")
        cases = re.findall(r'test_case\(name="([^"]+)", hidden=True', hidden)
        assert cases
        telling = [line.strip() for line in hidden.splitlines() if "rng." in line]
        assert not [one for one in [*cases, *telling, f"{question}_hidden"] if one in text]
    reference = assignment.solutions.read_text(encoding="utf-8")
    bodies = [line.strip() for line in reference.splitlines() if line.startswith("    ") and "return" in line]
    assert not [line for line in bodies if len(line) > 20 and line in text]
    wrong = [answer for answer in read_catalogue(assignment).answers if answer.kind == "wrong"]
    assert not [answer.id for answer in wrong if answer.code in text or stands_in(answer.misconception, text)]
    for word in ("import autograder", "from autograder", "import solutions", "from solutions"):
        assert word not in text


# --- while grading


@EACH
def test_while_grading_the_checks_and_what_only_shows_are_put_aside(assignment: Assignment) -> None:
    built = assignment.notebook.read_bytes()
    handed_in = json.dumps(filled_notebook(assignment.name, plain_right(assignment.name))).encode()
    notebook = without_frames(read_notebook(handed_in), frames_in(built))
    assert BEGIN not in "".join(cell.source for cell in notebook.cells)
    assert notebook.cells[0].source.count("\n") < first_cell(assignment).count("\n") / 5
    run = without_figures(notebook, figures_in(built), list(assignment.points))
    left = [cell.source for cell in run.cells]
    assert not [source for source in left if "grader.check(" in source or "grader.receipt(" in source]
    assert not [source for source in left if "subplots" in source and not source.startswith("# @title")]


def test_only_what_is_as_it_was_given_out_is_put_aside() -> None:
    given = frames_in(NET.notebook.read_bytes())
    first = first_cell()
    for changed in (first.replace('"__name__": "checks"', '"__name__": "mine"', 1), first.replace(BEGIN, ""), "x = 1"):
        notebook = Notebook((Cell(1, changed),))
        assert without_frames(notebook, given) == notebook
    for same in (f"import scipy\n{first}\nx = 1", first.replace("\n", " \n")):
        assert BEGIN not in without_frames(Notebook((Cell(1, same),)), given).cells[0].source
    assert frames_in(b"{") == frames_in(b'{"cells": 3}') == frozenset()


def test_a_slip_of_the_hand_in_the_first_cell_costs_nothing(tmp_path: Path) -> None:
    def typed(text: str, at: str) -> Any:
        return lambda first: first.replace(at, at + text, 1)

    changes = {
        "as it was": lambda first: first,
        "a letter among the checks": typed("k", 'room = {"__name__"'),
        "a letter before them": typed("k", "import numpy as np\n"),
        "a word at the top": lambda first: f"hello there\n{first}",
        "a function of their own, and lines for IPython": lambda first: (
            f"%matplotlib inline\n{first}\nwhere = %pwd\nnames = !echo\n{RIGHT[LOOP].replace(LOOP, 'added')}"
        ),
        "a magic": lambda first: f"%matplotlib inline\n{first}",
        "an end cut off": lambda first: first[: len(first) // 2],
        "a mark that is gone": lambda first: first.replace("# --- to here", ""),
        "a line of their own": typed("import os\n", "import sys\n"),
        "run, and the checks deleted": lambda first: first.replace(block_in(first), ""),
    }
    with Grader(KIT.config.limits, suites_of(KIT), ZygoteProcess()) as grader:
        for what, change in changes.items():
            own = {LOOP: f"def {LOOP}(a, wj):\n    return added(a, wj)\n"} if "their own, and" in what else {}
            notebook = filled_notebook("net_input", RIGHT | own)
            cell = next(one for one in notebook.cells if BEGIN in one.source)
            cell.source = change(cell.source)
            path = tmp_path / f"{what}.ipynb"
            path.write_text(json.dumps(notebook), encoding="utf-8")
            grade = grader.grade(Submission(path.name, path))
            assert (what, grade.score) == (what, 15.0), grade.troubles
