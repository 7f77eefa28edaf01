"""Whatever meets a student's text takes time in proportion to it: eight times the text, never sixty-four times as long.

Time is that of this thread's own CPU, and what is compared is two of them, the least of several tries: load drops out.
"""

from __future__ import annotations

import contextlib
import time
import tracemalloc
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.course import paths
from autograder.course.roster import Member, Roster
from autograder.errors import SubmissionError
from autograder.lms import blackboard, brightspace, canvas, classroom50, moodle, sakai
from autograder.lms.intake import times
from autograder.marking.causes import told_troubles
from autograder.marking.chosen import choose_suite, functions_of
from autograder.marking.symptoms import Outcome
from autograder.marking.symptoms.errors import takes_other_arguments
from autograder.model import Cell, Notebook, Person
from autograder.notebook import figures, source
from autograder.notebook import reading as notebook
from autograder.notebook.json_weight import parts_weight
from autograder.notebook.source import read_source
from autograder.questions.shown import kind_called
from autograder.questions.stopped import asked_of_error
from autograder.sandbox.session import Trouble
from autograder.text import clean, guarded, one_line, steady

SHORT, LONG = 1000, 8000
ENOUGH_S = 0.005  # below, there is nothing to compare
MOST = 24  # a linear reader takes 8 times as long, a quadratic one 64 times

PIECES = ["/", "/autograder-a/", "/a/autograder-b/c", "0x", "0xffffff", "'", '"', "def ", "def\n", "async ", "class\t"]
PIECES += [
    "a:",
    "a: ",
    "a",
    "a ",
    "a\n",
    " ",
    "\n",
    "\r\n",
    "\t\f",
    "_1",
    "_",
    "1",
    "-1",
    "-1.",
    "(",
    "\\",
    ";=",
    "\u200b",
]
PIECES += [
    "=",
    "# %%",
    "takes ",
    " but 1",
    "missing ",
    "relu() takes ",
    "LATE_",
    "anon_",
    "_1_assignsubmission_a_",
    " - Sep 1, 2026 100 AM",
    "_attempt_2026-10-05-20-15-10",
    "(a)",
    "(",
    "é",
    "\ud800",
    "\x1b",
    "[]",
    "{,",
]
STARTS = ["", "/", "def a", "relu() takes ", "1-1 - anon_1_1_"]
ENDS = ["!", "/autograder-", " but 1 was giv"]


def texts(length: int) -> Iterator[str]:
    """Texts that are hard to read for a pattern that looks again and again at what it has seen."""
    for piece in PIECES:
        for start in STARTS:
            for end in ENDS:
                yield start + piece * (length // len(piece)) + end


def _choose(text: str) -> None:
    suite: Any = SimpleNamespace(assignment=SimpleNamespace(points={"relu": 1}), valued=frozenset())
    notebook = Notebook((Cell(1, text),))
    with contextlib.suppress(SubmissionError):
        choose_suite(notebook, functions_of(notebook), {"a": suite}, None)


def _read(text: str) -> None:
    with contextlib.suppress(SubmissionError):
        notebook.read_notebook(text.encode("utf-8", "replace"))


ROSTER = Roster((Member(Person("1", "Ann A", "a@a", "a")), Member(Person("2", "A Ann", "_1", "1"))))
NAMES: list[Callable[[str], object]] = [
    *(canvas._NAMED.fullmatch, canvas._NUMBERED.fullmatch, canvas._AGAIN.fullmatch),
    *(brightspace._NAMED.fullmatch, brightspace._FOLDER.fullmatch, brightspace._DATED.findall),
    *(moodle._FIRST.fullmatch, moodle._LAST.fullmatch, moodle._MARK.findall, moodle._IDENTIFIER.fullmatch),
    *(blackboard._NAMED.fullmatch, blackboard._NAME.fullmatch, sakai._NAMED.fullmatch, classroom50._ends),
    *(times._INSTANT.fullmatch, paths.stem_of, lambda text: paths.attempt_in([text])),
    lambda text: paths.named_in(text, text, ROSTER),
]


def _match(text: str) -> None:
    for match in NAMES:
        match(text)


READERS: dict[str, Callable[[str], object]] = {
    "without what differs": steady,
    "which functions": _choose,
    "a file": _read,
    "the weight of a notebook": lambda text: parts_weight(text.encode("utf-8", "replace"), 1),
    "a source": lambda text: read_source(Notebook((Cell(1, text),))),
    "what a cell says": lambda text: (figures._digest(text), figures._reaches(text)),
    "clean": clean,
    "one line": one_line,
    "a cell of a table": guarded,
    "a name in a download": _match,
    "a complaint": lambda text: Outcome("stops", error=("TypeError", text)).complaint,
    "a question about an error": lambda text: asked_of_error("TypeError", text),
    "what a cell was to define": lambda text: told_troubles(
        [Trouble(1, text), Trouble(2, f"stopped with {text}")], Notebook((Cell(1, text), Cell(2, text)))
    ),
    "what kind of thing it is": kind_called,
    "other arguments": lambda text: takes_other_arguments("relu", (1,), "TypeError", text),
}


def _least(reader: Callable[[str], object], text: str, tries: int) -> float:
    taken = []
    for _ in range(tries):
        source._kept.cache_clear()  # what was read before would cost nothing
        begin = time.thread_time()
        reader(text)
        taken.append(time.thread_time() - begin)
    return min(taken)


def _grows(reader: Callable[[str], object], short: str, long: str) -> bool:
    if _least(reader, long, 1) < ENOUGH_S:
        return False
    return _least(reader, long, 3) > MOST * max(_least(reader, short, 5), ENOUGH_S / MOST)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_time_grows_with_the_text(reader: Callable[[str], object]) -> None:
    for short, long in zip(texts(SHORT), texts(LONG), strict=True):
        assert not _grows(reader, short, long), long[:60]


def test_a_quadratic_reader_would_be_found() -> None:
    def quadratic(text: str) -> None:
        for _ in text:
            text.count("#")

    assert _grows(quadratic, "a" * SHORT * 2, "a" * LONG * 2)


def test_a_hundred_thousand_names_take_no_gigabytes() -> None:
    notebook = Notebook((Cell(1, "".join(f"def n{number}(): 0\n" for number in range(10**5))),))
    tracemalloc.start()
    assert functions_of(notebook).defined
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 256 << 20
