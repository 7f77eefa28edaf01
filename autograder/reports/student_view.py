"""What a student may see of a grade.

The rule that hidden text never reaches a student lives here, and only here: a hidden verdict is counted, and
never read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from autograder.text import clean, counted, listing, one_line, points_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.config import Visibility
    from autograder.model import Grade, Mark, Outcome, Person, Provenance, Verdict

State = Literal["complete", "partly", "not_yet", "open", "received"]

_TROUBLES_SHOWN = 20
_OPEN = (
    "This one is ours to finish: our grader stopped before it reached an answer. Nothing is lost. "
    "Your teacher can see that it is open, and what is missing here will follow."
)
_BY_HAND = "Your teacher reads this answer. Its points follow when that is done."
_DECIDED = "Your teacher looked at this answer and decided on these points."
_WAY = "Another way of computing than the one asked for costs {taken} % of what the values earn."
_KNOWN = "What goes wrong here is well known: its values earn {given} % of the points, whichever checks pass."
_KNOWN_VALUE = "This answer earns {given} % of the points."
_BASIS = {  # way, whether all hidden cases passed
    ("own", True): "With your own {names}, this one is right.",
    ("own", False): "With your own {names}, this one is not right yet.",
    ("lent", True): "With a right {names} in place of yours, this one is right.",
    ("lent", False): "With a right {names} in place of yours, this one is not right yet.",
}
_CHECKS = "A check that does not pass here calls {names} too."
_OUTCOME_WORDS: dict[Outcome, str] = {"passed": "Passed", "failed": "Not passed", "unknown": "Not run"}
_WHICH_KIND = "The words above name the kinds of input: which of them might your code treat differently?"
_WORDS_WITH_MARKS: dict[State, str] = {
    "complete": "Complete",
    "partly": "Partly there",
    "not_yet": "Not yet",
    "open": "Ours to finish",
    "received": "Received",
}
_WORDS_WITHOUT_MARKS: dict[State, str] = {
    **_WORDS_WITH_MARKS,
    "complete": "Checks passed",
    "partly": "Some checks passed",
}


@dataclass(frozen=True)
class CheckView:
    """One public check, and its words."""

    name: str
    outcome: Outcome
    words: str
    says: str


@dataclass(frozen=True)
class QuestionView:
    """One question; ``points``, ``points_short`` and ``further`` are empty where policy shows none.

    ``hint`` is what to think about next.
    """

    title: str
    state: State
    words: str
    points: str
    points_short: str
    note: str
    checks: tuple[CheckView, ...]
    further: str
    hint: str


@dataclass(frozen=True)
class StudentView:
    """All that a student may see of one grade, cleaned, ready to be laid out.

    ``who`` is the best name there is, and ``student_id`` is set where it adds something. ``notes`` say what was not
    there while grading, and what the class's policies add: late days, for example. ``reason`` and ``next_step`` are
    set where nothing could be marked; there are then no questions. ``graded_with`` names the Python and the NumPy that
    ran it, where they are known.
    """

    course: str
    assignment: str
    who: str
    student_id: str
    total: str
    headline: str
    notes: tuple[str, ...]
    reason: str
    next_step: str
    questions: tuple[QuestionView, ...]
    troubles: tuple[str, ...]
    graded_with: str


def student_view(
    grade: Grade, person: Person, visibility: Visibility, course: str = "", notes: Sequence[str] = ()
) -> StudentView:
    """Choose what a student sees: public checks in full, hidden ones as a count or not at all."""
    marked = grade.status in ("graded", "open")
    marks = grade.marks if marked else ()
    questions = tuple(_question(number, mark, visibility) for number, mark in enumerate(marks, start=1))
    name, student_id = one_line(person.name), one_line(person.student_id)
    shows_total = visibility.marks and grade.score is not None
    return StudentView(
        course=one_line(course),
        assignment=one_line(grade.assignment.replace("_", " ")).capitalize() or "Your submission",
        who=name or student_id or one_line(grade.submission),
        student_id=student_id if name and name != student_id else "",
        total=f"{points_text(grade.score or 0)} of {counted(grade.max_score, 'point')}" if shows_total else "",
        headline=_headline(questions, visibility) if marked else _not_marked(grade),
        notes=tuple(map(one_line, (*grade.notes, *notes))),
        reason="" if marked else clean(grade.reason).strip(),
        next_step="" if marked else _next_step(grade),
        questions=questions,
        troubles=_troubles(grade.troubles),
        graded_with=_graded_with(grade.provenance),
    )


def _graded_with(provenance: Provenance) -> str:
    python, numpy = one_line(provenance.python), one_line(provenance.numpy)
    return f"Run with Python {python} and NumPy {numpy}." if python and numpy else ""


def _question(number: int, mark: Mark, visibility: Visibility) -> QuestionView:
    public = [verdict for verdict in mark.verdicts if not verdict.hidden]
    hidden = [verdict for verdict in mark.verdicts if verdict.hidden] if visibility.hidden_cases == "count" else []
    state = _state(mark, [*public, *hidden], marks_shown=visibility.marks)
    words = _WORDS_WITH_MARKS if visibility.marks else _WORDS_WITHOUT_MARKS
    because = _because(mark) if visibility.marks else ""
    basis = _basis(mark, told=visibility.marks or visibility.hidden_cases == "count")
    note = "\n\n".join(part for part in (basis, clean(mark.note).strip(), because) if part)
    hint = _hint(mark, public, visibility)
    points, short = _question_points(mark)
    return QuestionView(
        title=_title(number, mark),
        state=state,
        words=words[state],
        points=points if visibility.marks else "",
        points_short=short if visibility.marks else "",
        note="\n\n".join(part for part in (_open(mark), note) if part) if state == "open" else note,
        checks=tuple(_check(place, verdict) for place, verdict in enumerate(public, start=1)),
        further=_further(public, hidden, told=bool(hint and mark.diagnosis)) if _tells_cases(mark) else "",
        hint=hint,
    )


def _open(mark: Mark) -> str:
    return _BY_HAND if mark.by_hand else _OPEN


def _tells_cases(mark: Mark) -> bool:
    """Whether the number of hidden cases says something: of a plain value there is one, and its mark says it."""
    return mark.points is not None and mark.is_of_function


def _basis(mark: Mark, told: bool) -> str:
    """On what a question rests that uses a function which is not right: that tells of hidden cases of both."""
    if mark.basis is None or mark.points is None or not told:
        return ""
    names = listing(map(one_line, mark.basis.questions))
    right = all(verdict.outcome == "passed" for verdict in mark.verdicts if verdict.hidden)
    failed = any(verdict.outcome == "failed" for verdict in mark.verdicts if not verdict.hidden)
    words = _BASIS[mark.basis.way, right]
    return f"{words} {_CHECKS}".format(names=names) if right and failed else words.format(names=names)


def _because(mark: Mark) -> str:
    """How the points came about, where the cases that passed do not tell."""
    if mark.override is not None:
        return _DECIDED
    passed_some = any(verdict.hidden and verdict.outcome == "passed" for verdict in mark.verdicts)
    if mark.points in (None, mark.max_points) or not (mark.points or passed_some):
        return ""
    given = mark.diagnosis.given if mark.diagnosis is not None else None
    taken = mark.form.taken if mark.form is not None else 0.0
    words = _KNOWN if mark.is_of_function else _KNOWN_VALUE
    known = words.format(given=f"{100 * given:.3g}") if given is not None else ""
    return " ".join(part for part in (known, _WAY.format(taken=f"{100 * taken:.3g}") if taken else "") if part)


def _hint(mark: Mark, public: Sequence[Verdict], visibility: Visibility) -> str:
    """What to think about next; none where it would tell of hidden tests that policy keeps quiet about."""
    quiet = not visibility.marks and visibility.hidden_cases == "none"
    if mark.points is None or (quiet and all(verdict.outcome == "passed" for verdict in public)):
        return ""
    of_values = clean(mark.diagnosis.hint).strip() if mark.diagnosis is not None else ""
    of_form = clean(mark.form.says).strip() if mark.form is not None else ""
    return "\n\n".join(part for part in (of_values, of_form) if part)


def _title(number: int, mark: Mark) -> str:
    question, title = one_line(mark.question), one_line(mark.title)
    return f"{number} · {question}: {title}" if title and title != question else f"{number} · {question}"


def _state(mark: Mark, shown: Sequence[Verdict], marks_shown: bool) -> State:
    """How far a question is, told from nothing that the student may not see."""
    if mark.points is None:
        return "open"
    if marks_shown:
        share = mark.points / mark.max_points if mark.max_points else 1.0
    elif shown:
        share = sum(verdict.outcome == "passed" for verdict in shown) / len(shown)
    else:
        return "received"
    if share >= 1:
        return "complete"
    return "partly" if share > 0 else "not_yet"


def _check(place: int, verdict: Verdict) -> CheckView:
    return CheckView(
        name=one_line(verdict.case) or f"Check {place}",
        outcome=verdict.outcome,
        words=_OUTCOME_WORDS[verdict.outcome],
        says=clean(verdict.says).strip("\n"),
    )


def _further(public: Sequence[Verdict], hidden: Sequence[Verdict], told: bool) -> str:
    """How many hidden cases passed; and a question to go on with, where nothing else asks about wrong values."""
    if not hidden:
        return ""
    passed = sum(verdict.outcome == "passed" for verdict in hidden)
    count = f"{passed} of {counted(len(hidden), 'further check')} passed."
    told = told or any(verdict.outcome != "passed" for verdict in public)
    return count if told or passed == len(hidden) else f"{count} {_WHICH_KIND}"


def _question_points(mark: Mark) -> tuple[str, str]:
    """In words, and short for a table."""
    if mark.points is None:
        return f"{counted(mark.max_points, 'point')}, still to be given", "to follow"
    share = f"{points_text(mark.points)} of "
    return share + counted(mark.max_points, "point"), share + points_text(mark.max_points)


def _headline(questions: Sequence[QuestionView], visibility: Visibility) -> str:
    left_open = sum(question.state == "open" for question in questions)
    complete = sum(question.state == "complete" for question in questions)
    if not questions:
        return "This one is ours to finish. Nothing is lost, and there is nothing for you to do."
    if all(question.state == "received" for question in questions):
        return "Your notebook has arrived and was run."
    if left_open:
        subject = "1 question is" if left_open == 1 else f"{left_open} questions are"
        follows = " Your total follows when that is done." if visibility.marks else ""
        return f"{subject} ours to finish. Nothing is lost, and there is nothing for you to do.{follows}"
    if complete == len(questions):
        return "Everything is right. Well done." if visibility.marks else "Every check shown here passed."
    return _progress(complete, len(questions), marks_shown=visibility.marks)


def _progress(complete: int, of: int, marks_shown: bool) -> str:
    """How many are done; where marks are not shown, no more is claimed than what is shown."""
    if complete == 0:
        return "No question is complete yet. Each one below shows where to look next."
    if marks_shown:
        done = "is complete" if complete == 1 else "are complete"
    else:
        done = ("passes" if complete == 1 else "pass") + " every check shown here"
    return f"{complete} of {of} questions {done}. The rest show below where to look next."


def _not_marked(grade: Grade) -> str:
    if grade.status == "unreadable":
        return "This file could not be read, so there are no marks yet."
    return "This notebook is not the one for this assignment, so there are no marks yet."


def _next_step(grade: Grade) -> str:
    if grade.status == "unreadable":
        return (
            "Open your notebook where you worked on it, save it, and hand in the saved file itself: "
            "its name ends in .ipynb. If it does not open for you either, your teacher can help."
        )
    return (
        "Look for the notebook of this assignment among your files, save it, and hand in that one. "
        "Nothing has happened to the work in this file."
    )


def _troubles(troubles: Sequence[str]) -> tuple[str, ...]:
    shown = [one_line(trouble) for trouble in troubles[:_TROUBLES_SHOWN]]
    left = len(troubles) - len(shown)
    return (*shown, f"... and {left} more") if left else tuple(shown)
