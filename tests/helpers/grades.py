"""Grades of every kind for the tests of the reports, and what it takes to read those."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from rich.console import Console

from autograder.config import Config, Visibility
from autograder.course.counting import HandedIn
from autograder.course.join import Owned, Owner, owners_of
from autograder.course.roster import Roster
from autograder.entries import entries_of
from autograder.model import Entry, Grade, Mark, Person, Provenance, Submission, Verdict
from autograder.reports import Standing, Summary, as_student, feedback_page, grades_csv, results_of

COURSE = "NSC3270/5270 Computational Neuroscience"
SEEN = Visibility()
UNSEEN = Visibility(marks=False, hidden_cases="none")
EVERY_VISIBILITY = [
    Visibility(marks=marks, hidden_cases=cases) for marks in (True, False) for cases in ("count", "none")
]
QUESTIONS = ["net_input_loop", "relu", "sigmoid"]
MARKER = "XYZZY"
VOID = {"meta", "link", "br", "hr", "img", "input", "base", "wbr"}


def public(case: str, outcome="passed", says="") -> Verdict:
    return Verdict(case, hidden=False, outcome=outcome, says=says, detail="for the teacher's eyes")


def hidden(passed: int, of: int) -> tuple[Verdict, ...]:
    """Hidden verdicts with a marker in all their text, failed and passed."""
    outcomes = ["passed"] * passed + ["failed"] * (of - passed)
    return tuple(
        Verdict(f"{MARKER} case {i}", hidden=True, outcome=o, says=f"{MARKER} says", detail=f"{MARKER} detail")
        for i, o in enumerate(outcomes)
    )


RELU = Mark(
    "relu",
    "silent below zero",
    4,
    2.75,
    (
        public("by hand"),
        public("below zero", "failed", "At n = -2 yours gives -2.\nWhat comes out below 0?"),
        *hidden(5, 7),
    ),
    note="It gives the net input back unchanged.",
    behaviour=f"{MARKER} behaviour",
)
SIGMOID = Mark("sigmoid", "a graded response", 4, 4.0, (public("by hand"), *hidden(3, 3)))
OPEN = replace(SIGMOID, points=None, verdicts=(public("by hand", "unknown"), *hidden(1, 3)))


def grade(*marks: Mark, status=None, **other) -> Grade:
    is_open = any(mark.points is None for mark in marks)
    fields = {
        "submission": "ada.ipynb",
        "assignment": "activation_functions",
        "status": status or ("open" if is_open else "graded"),
        "max_score": sum(mark.max_points for mark in marks),
        "marks": marks,
        "provenance": Provenance("0.1.0", "a" * 64, "b" * 64, ("landlock",)),
        **other,
    }
    return Grade(**fields)


GRADED = grade(RELU, SIGMOID, troubles=("Cell 7: NameError: name 'plt' is not defined",))
HALF_OPEN = grade(RELU, OPEN)
UNREADABLE = grade(status="unreadable", reason="Found a PDF, not a notebook. Upload net_input.ipynb.")
WRONG = grade(RELU, status="wrong_assignment", reason="This is the notebook of net_input.")
FULL = grade(replace(RELU, points=4.0, verdicts=hidden(2, 2), note=""), SIGMOID)
EVERY_GRADE = [GRADED, HALF_OPEN, UNREADABLE, WRONG, FULL, replace(WRONG, marks=())]

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><b>&amp;"
NASTY = MARKUP + "\x1b[31m\x00\x9b\u202egpj\u2066\u061c\ud800"
UNSEEABLE = r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
HOSTILE = grade(
    replace(RELU, note=NASTY, title=NASTY, verdicts=(public(NASTY, "failed", NASTY),)),
    submission=NASTY,
    troubles=(NASTY,),
)
HOSTILE_FILE = replace(HOSTILE, status="unreadable", reason=NASTY)


ADA = Person("ada1815", "Ada Lovelace")


def owned(one: Grade, *people: Person) -> Owned:
    """A grade as it is once it is joined: Ada's, unless it is said whose; a hostile one is of somebody called so."""
    nobody = Person(NASTY, NASTY) if one.submission == NASTY else ADA
    return Owned(Submission(one.submission, Path("a")), one, tuple(map(Owner, people or (nobody,))))


def joined_lines(handed_in: Iterable[HandedIn], roster: Roster, by: Config) -> list[Entry]:
    """A line for each person, of what was handed in by whom its submission names."""
    return entries_of([replace(one, owners=owners_of(one.submission, roster)) for one in handed_in], roster, by)


def table(*grades: Grade | Owned) -> str:
    """The text of ``grades.csv``."""
    joined = [one if isinstance(one, Owned) else owned(one) for one in grades]
    return grades_csv(map(HandedIn.of, joined), QUESTIONS)


def student_texts(one: Grade, visibility: Visibility) -> dict[str, str]:
    return {
        "page": feedback_page(owned(one), visibility, COURSE),
        "text": as_student(owned(one), visibility, COURSE),
        "gradescope": results_of(one, visibility, Standing()).to_json(),
    }


class Page(HTMLParser):
    """The elements of a page, its visible text, and whether every element was closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.words: list[str] = []
        self.feed(source)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        if "style" not in self.stack:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def summary(grades) -> Summary:
    added = Summary()
    for one in grades:
        added.add(one)
    return added


def terminal(renderable) -> str:
    console = Console(file=io.StringIO(), width=160, color_system=None)
    console.print(renderable)
    return console.file.getvalue()
