"""Grades in, text out: what each reader gets. Nothing here writes a file or asks for the time.

``StudentView`` alone decides what a student may see. The feedback page, the terminal text and Gradescope's
results are written from it; the gradebook table and the summary are the teacher's.
"""

from autograder.reports.as_student import as_student
from autograder.reports.class_lines import changes_table, moved_lines, people_lines, unwritten_lines
from autograder.reports.explain import explanation
from autograder.reports.feedback import feedback_page
from autograder.reports.gradescope import Standing, results_of
from autograder.reports.gradescope_results import LONGEST_OUTPUT, Results
from autograder.reports.notes import Settled, announced_notes, settled_for, student_notes
from autograder.reports.review import (
    Review,
    review_csv,
    review_of,
    review_of_entries,
    review_of_moved,
    review_rows,
    same_files,
)
from autograder.reports.student_view import StudentView, student_view
from autograder.reports.summary import Summary
from autograder.reports.table import grades_csv

__all__ = [
    "LONGEST_OUTPUT",
    "Results",
    "Review",
    "Settled",
    "Standing",
    "StudentView",
    "Summary",
    "announced_notes",
    "as_student",
    "changes_table",
    "explanation",
    "feedback_page",
    "grades_csv",
    "moved_lines",
    "people_lines",
    "results_of",
    "review_csv",
    "review_of",
    "review_of_entries",
    "review_of_moved",
    "review_rows",
    "same_files",
    "settled_for",
    "student_notes",
    "student_view",
    "unwritten_lines",
]
