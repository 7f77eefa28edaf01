"""nbgrader's ``submitted/student/assignment``: that folder, the course's folder that holds it, or one shaped like it.

What the course's folder holds beside it is the instructor's. Each hand-in has its time in ``timestamp.txt``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from autograder.errors import SubmissionError
from autograder.lms.definition import Lms
from autograder.lms.intake.download import DownloadLayout
from autograder.lms.intake.places import nobodys, person, places
from autograder.lms.intake.times import instant
from autograder.notebook.reading import ZIP_ERRORS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from autograder.lms.intake.download import Download
    from autograder.lms.intake.places import DownloadPlace
    from autograder.model import Submission

_SUBMITTED, _TIMESTAMP = "submitted", "timestamp.txt"
_INSTRUCTORS = {"source", "release", "autograded", "feedback", "gradebook.db", "nbgrader_config.py", "header.ipynb"}
_INSTRUCTORS |= {"students.csv", "assignments.csv"}  # what nbgrader takes a class from
_MOST_BYTES = 1000  # a time has forty


def _read(download: Download) -> list[Submission] | None:
    for wrap in download.wraps():
        inner = f"{wrap}{_SUBMITTED}/"
        is_named = inner.rstrip("/") in download.folders or any(name.startswith(inner) for name in download.files)
        base = inner if is_named else wrap
        if _is_shaped(download, base):
            beside = [place for place in places(download, wrap) if is_named and place.path != inner]
            strays = [place for place in beside if place.name not in _INSTRUCTORS]
            return [*_handed_in(download, base), *(one for place in strays for one in nobodys(download, place))]
    return None


def _is_shaped(download: Download, base: str) -> bool:
    """Whether most files lie two folders deep, in folders of which most have a time or whose own folder is named so.

    Without times, students have assignments in common: of sections with people in them, no two have the same.
    """
    files = [name[len(base) :].split("/") for name in download.files if name.startswith(base)]
    deep = {tuple(parts[:2]) for parts in files if len(parts) > 2}
    timed = {tuple(parts[:2]) for parts in files if parts[2:] == [_TIMESTAMP]}
    own = (base.rstrip("/") or str(download.path.resolve())).replace("\\", "/").split("/")[-1].removesuffix(".zip")
    is_deep = 2 * sum(len(parts) > 2 for parts in files) > len(files)
    if 2 * len(timed) > len(deep):
        return is_deep and (own == _SUBMITTED or len({student for student, _ in deep}) > 1)
    often = Counter(assignment for _, assignment in deep)
    return is_deep and own == _SUBMITTED and (len(deep) == 1 or max(often.values()) > 1)


def _handed_in(download: Download, base: str) -> list[Submission]:
    students = places(download, base)
    with download.opened() as contents:
        return [one for student in students for one in _by_student(download, student, contents)]


def _by_student(
    download: Download, student: DownloadPlace, contents: Callable[[str, int], bytes]
) -> Iterator[Submission]:
    if not student.is_folder:
        yield from nobodys(download, student)
        return
    people = (person(student_id=student.name),)
    inner = [place for place in student.inner() if place.name != _TIMESTAMP]
    for place in inner:
        where = f"{student.name}/{place.name}" if place.is_folder else student.name
        stamp = f"{place.path}{_TIMESTAMP}"
        time = _time(stamp, contents) if stamp in place.files else None
        work = [name for name in place.files if name != stamp]
        yield from place.submissions(download, work, people=people, submitted_at=time, place=where)
    if not inner:
        yield download.submission(student.path, people=people, place=student.name)


def _time(name: str, contents: Callable[[str, int], bytes]) -> datetime | None:
    try:
        return instant(contents(name, _MOST_BYTES).decode("utf-8-sig"))
    except (*ZIP_ERRORS, SubmissionError):
        return None


LMS = Lms(DownloadLayout("nbgrader folder", "submitted/student/assignment/notebook.ipynb", _read))
