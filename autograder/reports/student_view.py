"""What a student may see of a grade.

The rule that hidden text never reaches a student lives here, and only here: a hidden verdict is counted, and
never read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from autograder.reports.earned import basis_words, because, further_words
from autograder.text import clean, counted, one_line, points_text

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
_OUTCOME_WORDS: dict[Outcome, str] = {"passed": "Passed", "failed": "Not passed", "unknown": "Not run"}
_NOT_BEGUN = "Not begun"
_DONE = "Everything is right. Well done. Now try an input of your own, and predict what comes out before you look."
_NOTHING_BEGUN = (
    "No question is begun in this file. If you worked on it, save your notebook and hand in the file that you saved."
)
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

    ``folded`` counts the checks that fail for the same cause as one that is shown, and ``hint`` is what to think about
    next.
    """

    title: str
    state: State
    words: str
    points: str
    points_short: str
    note: str
    checks: tuple[CheckView, ...]
    folded: str
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
    why = because(mark) if visibility.marks else ""
    basis = basis_words(mark, told=visibility.marks or visibility.hidden_cases == "count")
    note = "\n\n".join(part for part in (basis, clean(mark.note).strip(), why) if part)
    hint = _hint(mark, public, visibility)
    shown_points = _question_points(mark) if visibility.marks else ("", "")
    if not mark.begun and state == "not_yet":
        return QuestionView(_title(number, mark), state, _NOT_BEGUN, *shown_points, note, (), "", "", "")
    return QuestionView(
        title=_title(number, mark),
        state=state,
        words=words[state],
        points=shown_points[0],
        points_short=shown_points[1],
        note="\n\n".join(part for part in (_open(mark), note) if part) if state == "open" else note,
        checks=tuple(_check(place, one) for place, one in enumerate(public, start=1) if not one.follows),
        folded=_folded(public),
        further=further_words(public, hidden, told=bool(hint and mark.diagnosis)) if _tells_cases(mark) else "",
        hint=hint,
    )


def _open(mark: Mark) -> str:
    return _BY_HAND if mark.by_hand else _OPEN


def _tells_cases(mark: Mark) -> bool:
    """Whether the number of hidden cases says something: of a plain value there is one, and its mark says it."""
    return mark.points is not None and mark.is_of_function


def _folded(public: Sequence[Verdict]) -> str:
    """How many checks are not shown, since a check that is shown, or the note, says why they fail."""
    count = sum(verdict.follows for verdict in public)
    if not count:
        return ""
    if any(verdict.outcome == "failed" and not verdict.follows for verdict in public):
        return f"{counted(count, 'more check')} {'waits' if count == 1 else 'wait'} for that one."
    return f"{counted(count, 'check')} of the notebook could not run."


def _hint(mark: Mark, public: Sequence[Verdict], visibility: Visibility) -> str:
    """What to think about next; none where it would tell of hidden tests that policy keeps quiet about."""
    quiet = not visibility.marks and visibility.hidden_cases == "none"
    if mark.points is None or (quiet and all(verdict.outcome == "passed" for verdict in public)):
        return ""
    of_values = clean(mark.diagnosis.hint).strip() if mark.diagnosis is not None else ""
    said = " ".join(" ".join(verdict.says for verdict in public if verdict.outcome == "failed").split())
    if of_values.rpartition(". ")[2] in said:  # a check asks the same
        of_values = ""
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
        return _DONE if visibility.marks else "Every check shown here passed."
    if all(question.words == _NOT_BEGUN for question in questions):
        return _NOTHING_BEGUN
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
