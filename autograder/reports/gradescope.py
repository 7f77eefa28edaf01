"""A grade as Gradescope's ``results.json``: an entry for each question, and one for each public case."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from autograder.model import Person, hundredths
from autograder.reports.as_student import FURTHER, overall_text, question_text, wrapped
from autograder.reports.gradescope_results import LONGEST_OUTPUT, LeaderboardColumn, Results, Test
from autograder.reports.student_view import student_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.config import Visibility
    from autograder.model import Grade, Mark
    from autograder.reports.gradescope_results import Shown
    from autograder.reports.student_view import CheckView, QuestionView, StudentView

_FOR_THE_TEACHER = (
    "A mark is open: the grader stopped before it reached an answer, which says nothing about the student's work. "
    "Choose Rerun Autograder for this submission. If it stays open, the autograder's output says more."
)
_LATER = {
    "after_due_date": "Your points are shown here after the due date.",
    "after_published": "Your points are shown here when the grades are published.",
    "hidden": "",
}
_CUT = "\n... (shortened)"


@dataclass(frozen=True)
class Standing:
    """What stands around a grade on the platform.

    ``penalty`` are points taken for lateness and ``late`` says so, when points are shown; ``notes`` are sentences for
    the student at once, ``show`` is when points are shown, and ``leaderboard`` whether the total goes there.
    """

    penalty: float = 0
    late: str = ""
    notes: tuple[str, ...] = ()
    show: Shown = "visible"
    leaderboard: bool = False


def results_of(grade: Grade, visibility: Visibility, standing: Standing) -> Results:
    """What Gradescope shows a student and takes into its gradebook.

    A question's entry carries its points and what to think about; each of its public cases follows, shown at once.
    Where points are shown later or never, the words that need none of them stand in ``output``. An open mark is an
    entry without a score, in a file without a total: then an entry for the teacher alone says what to do, and hides
    the total from the student. A file that could not be marked scores 0: it is the student's to replace.
    """
    show: Shown = standing.show if visibility.marks else "hidden"
    at_once = visibility.model_copy(update={"marks": show == "visible"})
    notes = (standing.late, *standing.notes) if show == "visible" and standing.late else standing.notes
    nobody = Person()  # the platform says whose it is
    now = student_view(grade, nobody, at_once, notes=notes)
    tests = list(_tests(grade, student_view(grade, nobody, visibility), show))
    if show != "visible" and standing.late:
        tests.append(Test(name="Handed in late", output=wrapped(standing.late), visibility=show))
    if grade.status == "open":
        tests.append(Test(name="For the teacher", output=wrapped(_FOR_THE_TEACHER), visibility="hidden"))
    score = None if grade.status == "open" else max(0.0, hundredths((grade.score or 0) - standing.penalty))
    ranked = standing.leaderboard and show == "visible"
    return Results(
        score=score,
        output=_cut(_output(now, show)),
        extra_data={"autograder": _provenance(grade), "penalty": standing.penalty},
        tests=tests,
        leaderboard=[LeaderboardColumn(name="Points", value=score)] if ranked and score is not None else None,
    )


def _provenance(grade: Grade) -> dict[str, object]:
    return {"assignment": grade.assignment, "status": grade.status, **asdict(grade.provenance)}


def _tests(grade: Grade, view: StudentView, show: Shown) -> Iterator[Test]:
    """Entries of each question; none where nothing could be marked."""
    for number, (mark, question) in enumerate(zip(grade.marks, view.questions, strict=False), start=1):
        yield _test(mark, question, number, show)
        for place, check in enumerate(question.checks, start=1):
            yield _public_case(mark, check, f"{number}.{place}")


def _test(mark: Mark, question: QuestionView, number: int, show: Shown) -> Test:
    full = mark.points is not None and mark.points >= mark.max_points
    return Test(
        number=str(number),
        name=question.title.partition(" · ")[2],
        score=mark.points,
        max_score=mark.max_points,
        status=None if mark.points is None else "passed" if full else "failed",
        output=_cut(_words(question)),
        tags=[mark.diagnosis.id] if mark.diagnosis is not None and mark.points is not None else None,
        visibility=show,
        extra_data={"question": mark.question},
    )


def _public_case(mark: Mark, check: CheckView, number: str) -> Test:
    return Test(
        number=number,
        name=f"{mark.question}: {check.name}",
        status=None if check.outcome == "unknown" else check.outcome,
        output=_cut(wrapped(check.says) or f"{check.words}."),
        extra_data={"question": mark.question},
    )


def _output(view: StudentView, show: Shown) -> str:
    """What stands above all entries; the words of the questions too, where their entries are not shown yet."""
    blocks = [overall_text(view)]
    if show != "visible":
        blocks += [f"{question.title}\n{_words(question)}" for question in view.questions]
        blocks.append(_LATER[show])
    if any(question.further for question in view.questions):
        blocks.append(FURTHER)
    blocks.append(view.graded_with)
    return "\n\n".join(wrapped(block) for block in blocks if block)


def _words(question: QuestionView) -> str:
    """How a question stands, without its public cases: they have entries of their own."""
    return question_text(replace(question, checks=()))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_OUTPUT else text[: LONGEST_OUTPUT - len(_CUT)] + _CUT
