"""Feedback pages back to the LMS: a zip that its own upload of many files understands."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from autograder.files import zipped
from autograder.lms.export.exported import Exported, one_assignment, short_list, who
from autograder.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.lms.export.grade_file import FeedbackUpload
    from autograder.model import Entry


def feedback_zip(feedback: FeedbackUpload, pages: Sequence[tuple[Entry, bytes]]) -> Exported:
    """Lay pages out as the LMS's download was; the same pages give the same bytes.

    A place that several people share, as a group does, gets the first one's page.

    Raises
    ------
    ConfigError
        When the pages are of several assignments, or there are none.
    """
    one_assignment([entry for entry, _ in pages if entry.assignment], "The zip of feedback")
    inside: dict[str, bytes] = {}
    owners: dict[str, list[str]] = {}
    nowhere, differing = [], []
    for entry, page in pages:
        path = _path(feedback, entry)
        if path is None:
            nowhere.append(who(entry))
            continue
        if inside.setdefault(path, page) != page:
            differing.append(who(entry))
        owners.setdefault(path, []).append(who(entry))
    told = [f"{counted(len(inside), 'page')} for {counted(len(pages) - len(nowhere), 'person', 'people')}."]
    if shared := [" and ".join(names) for names in owners.values() if len(names) > 1]:
        told.append(f"One page for each group: {short_list(shared)}.")
    if differing:
        told.append(
            f"Their page differs from the one that their group gets, so send it yourself: {short_list(differing)}."
        )
    if nowhere:
        told.append(
            f"No page in the zip, because the LMS's download does not say where it belongs: {short_list(nowhere)}."
        )
    return Exported(zipped(inside), ".zip", (*told, *feedback.told), matched=len(pages) - len(nowhere))


def _path(feedback: FeedbackUpload, entry: Entry) -> str | None:
    """Where in the zip a page goes; a place that would lead out of the zip, or to somebody else, is none."""
    name = PurePosixPath(entry.place).name
    is_sound = name.isprintable() and "\\" not in name and not feedback.is_misread(entry)
    return feedback.path(name) if is_sound else None
