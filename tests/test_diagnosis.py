"""What a wrong function is recognised by: through the command, from the notebook to the words that a student reads."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from autograder.marking.catalogue import Probe
from autograder.marking.symptoms import outcome, simplest
from autograder.model import Evidence
from tests.helpers.command import autograder, quick_kit
from tests.helpers.known_answers import KIT, ROOT, cells_of, save

LONGEST_HINT = 290
LOOP = "def net_input_loop(a, wj):\n    n = 0\n    for i in range(len(a)):\n        n += a[i] * wj[i]\n"

# By what it is recognised, and an answer that is not in the catalogue: "question: expression", or the whole code.
KNOWN = {
    "N03": LOOP.replace("len(a)", "len(a) - 1") + "    return n\n",
    "N07": LOOP.replace("i in range(len(a))", "i, x in enumerate(a)").replace("a[i]", "x"),
    "N08": LOOP + "    print('the net input is', n)\n",
    "N46": "seen = []\n" + LOOP.replace("n += a[i] * wj[i]", "seen.append(a[i] * wj[i])") + "    return sum(seen)\n",
    "N16 and sign-turned": "net_input_sum: -np.mean(a * wj)",
    "N82": "def net_input_dot(a, wj):\n    if len(a) == 0:\n        raise KeyError('none')\n    return np.dot(a, wj)\n",
    "R06": "def relu(n):\n    for i in np.ndindex(n.shape):\n        n[i] = max(n[i], 0)\n    return n\n",
    "A31": "sigmoid: 1 / (1 + exponential(-n))",
    "A01 and rounded-2": "sigmoid: np.round(1 / (1 + np.exp(n)), 2)",
}
TURNED = {
    "sign-turned": "relu: -np.maximum(n, 0)",
    "float32": "tanh: np.float32(np.tanh(n))",
    "rounded-3": "net_input_dot: round(np.dot(a, wj), 3)",
    "rounded-0": "net_input_dot: round(np.dot(a, wj))",
    "cut-to-whole": "net_input_dot: int(np.dot(a, wj))",
    "cut-down": "tanh: np.floor(np.tanh(n))",
    "absolute": "net_input_loop: abs(sum(x * w for x, w in zip(a, wj)))",
    "negative-cut": "tanh: np.maximum(np.tanh(n), 0)",
    "inverted": "net_input_dot: 1 / np.dot(a, wj)",
    "squared": "tanh: np.tanh(n) ** 2",
    "reversed": "step: ((n > 0) * 1)[::-1]",
    "sorted": "tanh: np.sort(np.tanh(n), axis=None).reshape(n.shape)",
    "transposed": "relu: np.maximum(n, 0).T",
    "flattened": "tanh: np.tanh(n).ravel()",
    "column": "relu: np.maximum(n, 0)[..., np.newaxis]",
    "wrapped": "tanh: [np.tanh(n)]",
    "one-in-a-row": "net_input_loop: [sum(x * w for x, w in zip(a, wj))]",
    "one-in-a-table": "net_input_sum: [[sum(a * wj)]]",
    "total": "tanh: np.sum(np.tanh(n))",
    "mean": "step: np.mean(n > 0)",
    "largest": "tanh: np.max(np.tanh(n))",
    "first": "tanh: np.tanh(n.flat[0])",
    "last": "tanh: np.tanh(n.flat[-1])",
    "scaled": "net_input_sum: 3 * sum(a * wj)",
    "shifted": "sigmoid: 1 / (1 + np.exp(-n)) - 0.5",
    "stretched": "tanh: (np.tanh(n) + 1) / 2",
    "like-tanh": "relu: np.tanh(n)",
}
# What is said of the simplest input that goes wrong, and of which.
WORDS = {
    "nothing: inhibition wins": ("net_input_sum: sum(a * wj) if sum(a * wj) >= 0 else None", "(None). How does the"),
    "arguments: one sender": ("def net_input_dot(a):\n    return np.dot(a, a)\n", "parentheses in its first line?"),
    "stops: two units": ("relu: np.exp ^ n", "yours stops with TypeError. What does ^ do in Python, and"),
    "type: two units": ("relu: [str(x) for x in n.flat]", "yours gives a list of text. What should come out"),
    "shape: two senders": ("net_input_sum: a * 2 + wj", "an array of shape (2,), where a single number is due."),
    "changed: one sender": (
        "def net_input_dot(a, wj):\n    wj *= a\n    return wj.sum()\n",
        "Who else may still need it?",
    ),
    "not finite: two units": ("relu: np.log(n)", "yours gives [nan 0.40547]. Where does the nan come from?"),
    "sign: one sender": ("net_input_sum: -abs(sum(a * wj))", "yours gives -6. Which sign do you expect, and why?"),
    "nearly: two units": ("sigmoid: 1 / (1 + 2.7 ** (-1.0 * n))", "which is nearly right. Where does the small"),
    "value: one sender": ("net_input_loop: len(a) + 1", "yours gives 2. What do you get by hand?"),
    "value: very strong": ("relu: np.clip(n, 0, 10)", "net inputs -40 and 40, yours gives [0 10]. What do you get"),
    "value: a table": ("linear: n if n.ndim == 1 else n / 2", "yours gives [[-0.5 0.25] [0.75 -1]]. What do you get"),
    "nothing: one sender": ("def net_input_loop(a, wj):\n    n = 0\n    ...\n", "hands nothing back (None)"),
    "stops: one sender": ("net_input_loop: sum(a[k] * wj[k] for k in range(3))", "the last one that exists?"),
    "constant": ("relu: np.full(n.shape, 0.5)", "Whatever goes in, yours gives 0.5. Which line of it uses"),
    "remembers": ("calls = []\ndef relu(n):\n    calls.append(1)\n    return n * len(calls)\n", "different the second"),
}
RIGHT = {"right": "relu: np.maximum(n, 0)", "right-as-a-list": "tanh: np.tanh(n).tolist()"}
HANGS = "def net_input_loop(a, wj):\n    while True:\n        pass\n"
CASES = {**KNOWN, **TURNED, **{key: code for key, (code, _) in WORDS.items()}}
EVERY = {**CASES, **RIGHT, "hangs": HANGS}


def code_of(answer: str) -> str:
    """``question: expression`` as a function."""
    short = re.fullmatch(r"(\w+): (.*)", answer)
    if short is None:
        return answer
    parameters = "a, wj" if short[1].startswith("net") else "n"
    return f"def {short[1]}({parameters}):\n    return {short[2]}\n"


def question_of(answer: str) -> str:
    (question,) = re.findall(r"^def (\w+)", code_of(answer), re.MULTILINE)
    return str(question)


def bare(answer: str, path: Path) -> Path:
    """A notebook of this answer alone."""
    notebook = nbformat.v4.new_notebook(cells=[*cells_of("import numpy as np"), *cells_of(code_of(answer))])
    name = next(name for name, assignment in KIT.assignments.items() if question_of(answer) in assignment.points)
    notebook.metadata["autograder"] = {"assignment": name}
    return save(notebook, path)


def mark_of(grade: dict[str, Any], answer: str) -> Any:
    return next(mark for mark in grade["marks"] if mark["question"] == question_of(answer))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of notebooks, numbered, and a kit with short limits."""
    folder = tmp_path_factory.mktemp("diagnosis")
    for number, answer in enumerate(EVERY.values()):
        bare(answer, folder / "class" / f"{number:03}.ipynb")
    quick_kit(folder / "kit")
    return folder


@pytest.fixture(scope="module")
def marks(folder: Path) -> dict[str, Any]:
    """The mark of each answer, as the results say it."""
    done = autograder("grade", folder / "class", "--out", folder / "out", "--kit", folder / "kit")
    assert done.returncode == 0, done.stdout + done.stderr
    grades = [json.loads(path.read_text()) for path in sorted((folder / "out" / "results").iterdir())]
    return {name: mark_of(grade, EVERY[name]) for name, grade in zip(EVERY, grades, strict=True)}


# --- what it is recognised by


@pytest.mark.parametrize("name", CASES)
def test_a_wrong_answer_is_recognised(marks: dict[str, Any], name: str) -> None:
    assert marks[name]["points"] < marks[name]["max_points"]
    assert marks[name]["diagnosis"]["id"] == name


@pytest.mark.parametrize("name", WORDS)
def test_the_words_say_what_goes_wrong_on_the_simplest_input(marks: dict[str, Any], name: str) -> None:
    assert WORDS[name][1] in marks[name]["diagnosis"]["hint"]


@pytest.mark.parametrize("name", CASES)
def test_a_hint_is_short_and_ends_with_a_question(marks: dict[str, Any], name: str) -> None:
    hint = marks[name]["diagnosis"]["hint"]
    assert hint.endswith("?")
    assert len(hint) <= LONGEST_HINT


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_answer_has_no_diagnosis(marks: dict[str, Any], name: str) -> None:
    assert marks[name]["points"] == marks[name]["max_points"]
    assert marks[name]["diagnosis"] is None


def test_what_never_ends_is_told_of_by_the_checks_alone(marks: dict[str, Any]) -> None:
    assert marks["hangs"]["diagnosis"] is None
    assert "is there a loop that never ends?" in marks["hangs"]["verdicts"][0]["says"]


def test_a_student_reads_the_hint_and_nothing_of_the_hidden_tests(folder: Path, marks: dict[str, Any]) -> None:
    stored = ("--out", folder / "out", "--kit", folder / "kit")
    done = autograder("grade", folder / "class", "--as-student", *stored)
    assert done.returncode == 0
    texts = [" ".join(text.split()) for text in done.stdout.split("Feedback for ")[1:]]
    for name, text in zip(EVERY, texts, strict=True):
        if marks[name]["diagnosis"] is not None:
            assert " ".join(marks[name]["diagnosis"]["hint"].split()) in text
        assert not [words for words in hidden_words(marks[name]) if " ".join(words.split()) in text]
    assert [words for name in CASES for words in hidden_words(marks[name]) if words.startswith("([")]


def hidden_words(mark: dict[str, Any]) -> list[str]:
    """Names of the hidden cases, and the inputs that they complain of."""
    hidden = [verdict for verdict in mark["verdicts"] if verdict["hidden"]]
    inputs = [re.match(r"\(.*?\)(?=: )", verdict["says"], re.DOTALL) for verdict in hidden]
    return [verdict["case"] for verdict in hidden] + [found[0] for found in inputs if found]


# --- the order in which a teacher would look

HALVES = [Probe(id=str(number), questions=("q",), inputs=([float(number)],), words=str(number)) for number in range(4)]
TWO = np.array([1.0, -2.0])
KINDS = {
    "nothing": Evidence(),
    "arguments": Evidence(error=("TypeError", "q() takes 2 positional arguments but 1 was given")),
    "stops": Evidence(error=("IndexError", "")),
    "type": Evidence(value="1"),
    "shape": Evidence(value=1.5),
    "changed": Evidence(value=TWO, changed=(TWO,)),
    "value": Evidence(value=TWO * [1.0, 3.0]),
}


def first_told(*evidence: Evidence) -> str:
    wanted = [outcome(Evidence(value=TWO, changed=(None,)))] * len(evidence)
    return simplest("q", [outcome(one) for one in evidence], wanted, HALVES).id


@pytest.mark.parametrize(("first", "second"), list(pairwise(KINDS)))
def test_of_two_that_go_wrong_equally_often_the_graver_is_told(first: str, second: str) -> None:
    assert first_told(KINDS[second], KINDS[second], KINDS[first], KINDS[first]) == f"{first}: 2"


@pytest.mark.parametrize("rare", list(KINDS)[:-1])
def test_what_is_rare_waits_for_its_turn(rare: str) -> None:
    value = KINDS["value"]
    assert first_told(value, value, value, KINDS[rare]) == "value: 0"
    assert first_told(KINDS[rare], value, value, value) == f"{rare}: 0"


# --- what does not stop it

KILLERS = """
- {id: ends, question: relu, hint: "?", code: "import os\\nos._exit(3)"}
- {id: exits, question: relu, hint: "?", code: "def relu(n):\\n    import sys\\n    sys.exit()"}
- {id: kills, question: relu, hint: "?", code: "def relu(n):\\n    import os\\n    os.kill(os.getpid(), 9)"}
- {id: hangs, question: relu, hint: "?", code: "while True:\\n    pass"}
- {id: breaks, question: relu, hint: "?", code: "def relu(n:"}
- {id: huge, question: relu, hint: "?", code: "def relu(n):\\n    return 'x' * 10**8"}
"""


def test_known_answers_that_hang_exit_or_break_leave_the_others_to_be_recognised(tmp_path: Path) -> None:
    kit = quick_kit(tmp_path / "kit")
    (kit / "tests").unlink()
    shutil.copytree(ROOT / "tests" / "answers", kit / "tests" / "answers")
    for room in ("hidden", "questions"):
        (kit / "tests" / room).symlink_to(ROOT / "tests" / room)
    wrong = kit / "tests" / "answers" / "activation_functions" / "wrong.yaml"
    wrong.write_text(KILLERS + wrong.read_text())
    answer = CASES["R06"]
    done = autograder("grade", bare(answer, tmp_path / "one.ipynb"), "--json", "--kit", kit)
    assert mark_of(json.loads(done.stdout), answer)["diagnosis"]["id"] == "R06"
