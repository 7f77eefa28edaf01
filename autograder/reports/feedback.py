"""The page that a student gets back: one HTML file without scripts or outside requests."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined, Template

from autograder.reports.as_student import FURTHER, STOPPED
from autograder.reports.student_view import student_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.config import Visibility
    from autograder.course.join import Owned


def feedback_page(owned: Owned, visibility: Visibility, course: str, notes: Sequence[str] = (), total: str = "") -> str:
    """One submission's feedback as a whole HTML page; ``notes`` say what the class's policies add.

    ``total`` is the mark that counts, in words, where they make it another than the grade's.
    """
    view = student_view(owned.grade, owned.person, visibility, course, notes)
    if total and view.total:
        view = replace(view, total=total)
    return _template().render(view=view, stopped=STOPPED, further=FURTHER)


@cache
def _template() -> Template:
    source = resources.files(__package__).joinpath("feedback.html.j2").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(source)
