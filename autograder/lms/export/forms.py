"""The forms in which marks and feedback leave the kit. A new LMS is a file of its own and a line here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.errors import ConfigError
from autograder.lms.export import brightspace, canvas, gradescope, moodle, plain, workbook
from autograder.lms.export.exported import of_assignments
from autograder.lms.export.feedback import feedback_zip
from autograder.lms.export.fill import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.lms.export.exported import Exported
    from autograder.lms.export.form import Form
    from autograder.model import Entry

_FORMS: dict[str, Form] = {
    "canvas": canvas.FORM,
    "brightspace": brightspace.FORM,
    "moodle": moodle.FORM,
    "gradescope": gradescope.FORM,
    "csv": plain.FORM,
    "xlsx": workbook.FORM,
}
FORMS = tuple(_FORMS)
FEEDBACK_FORMS = tuple(name for name, form in _FORMS.items() if form.feedback)


def export_marks(form: str, entries: Sequence[Entry], into: bytes | None = None, column: str | None = None) -> Exported:
    """Marks as a file for the LMS.

    ``into`` is the instructor's own exported file: it comes back with the marks in one column, and nothing else
    changed. ``column`` names that column, by its header or title; without ``into``, the title of our own.

    Raises
    ------
    ConfigError
        When the form is unknown or takes no file to fill in, the file is not the LMS's or names nobody of the
        gradebook, its column cannot be told, or the form is of one assignment and the entries are of several.
    """
    chosen = _form(form, FORMS)
    if into is not None:
        if chosen.own_file is None:
            can = ", ".join(name for name, one in _FORMS.items() if one.own_file)
            raise ConfigError(f"{form} has no file to fill in with --into; these have: {can}.")
        return fill(chosen.own_file, entries, into, column)
    ours, lost = (list(entries), []) if chosen.every else of_assignments(entries)
    if not ours:
        raise ConfigError("There are no marks to export: grade the class first.")
    exported = chosen.plain(ours, column)
    return replace(exported, told=(*exported.told, *lost))


def export_feedback(form: str, pages: Sequence[tuple[Entry, bytes]]) -> Exported:
    """Feedback pages of one assignment as a zip for the LMS's own upload; each is the whole HTML of a page.

    Raises
    ------
    ConfigError
        When the form takes no feedback, or the pages are of several assignments.
    """
    feedback = _form(form, FEEDBACK_FORMS).feedback
    assert feedback is not None, "the form takes feedback"
    return feedback_zip(feedback, pages)


def _form(name: str, names: Sequence[str]) -> Form:
    if name not in names:
        raise ConfigError(f"{name} is no form of export for this: choose one of {', '.join(names)}.")
    return _FORMS[name]
