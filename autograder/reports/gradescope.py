"""Gradescope's ``results.json``: https://gradescope-autograders.readthedocs.io/en/latest/specs/."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from autograder.reports.as_student import overall_text, question_text, view_text
from autograder.reports.student_view import student_view

if TYPE_CHECKING:
    from autograder.config import Visibility
    from autograder.model import Grade, Mark
    from autograder.reports.student_view import QuestionView


def results_json(grade: Grade, visibility: Visibility) -> str:
    """What Gradescope shows a student and takes into its gradebook.

    Every question is one test, so that Gradescope adds up the total itself. An open mark is a test without a
    score. Where policy shows no marks the tests are hidden, which hides the total too, and the words stand in
    ``output``. A file that could not be marked scores 0: it is the student's to replace; the words say how.
    """
    view = student_view(grade, visibility, course="")
    document: dict[str, Any] = {
        "output": overall_text(view) if visibility.marks else view_text(view).strip(),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "stdout_visibility": "hidden",
        "tests": [
            _test(mark, question, "visible" if visibility.marks else "hidden")
            for mark, question in zip(grade.marks, view.questions, strict=bool(view.questions))
        ],
    }
    if grade.status in ("unreadable", "wrong_assignment"):
        document["score"] = 0
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _test(mark: Mark, question: QuestionView, visibility: str) -> dict[str, Any]:
    test: dict[str, Any] = {
        "name": question.title,
        "max_score": mark.max_points,
        "output": question_text(question),
        "output_format": "text",
        "visibility": visibility,
    }
    if mark.points is not None:
        test["score"] = mark.points
        test["status"] = "passed" if mark.points >= mark.max_points else "failed"
    return test
