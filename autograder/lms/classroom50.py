"""Classroom 50's clones, as ``gh teacher download`` makes them: ``course-lab-login``, and a ``scores.csv`` beside them.

In each clone lies ``result.json``, of the schema ``classroom50/result/v1``. It comes from the student's repository, so
all that it says, they may have written: whose a clone is, its folder says. Taken from it are the time of the commit,
and that a group handed in: then there is one clone, called after who founded it, and the teacher's own list says who
else is in the group. From its documents, not tried on a live classroom.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from autograder.course.sheet import read_sheet
from autograder.errors import ConfigError, SubmissionError
from autograder.lms.definition import Lms
from autograder.lms.intake.download import DownloadLayout
from autograder.lms.intake.places import nobodys, person, places, shared_start
from autograder.lms.intake.times import instant
from autograder.notebook.reading import ZIP_ERRORS

if TYPE_CHECKING:
    from collections.abc import Callable

    from autograder.lms.intake.download import Download
    from autograder.lms.intake.places import DownloadPlace
    from autograder.model import Submission

_SCORES, _RESULT = "scores.csv", "result.json"
_OF_TESTS = (_RESULT, "results.json")
_TEACHERS = (_SCORES, "scores.json", "roster.csv")
_SCHEMA = "classroom50/result/"
_MOST_BYTES = 1 << 20  # of one result; real ones have kilobytes
_LONGEST_LOGIN = 39  # letters that GitHub allows
_MOST_OF_TABLE = 8 << 20


def _read(download: Download) -> list[Submission] | None:
    for wrap in download.wraps():
        beside = places(download, wrap)
        clones = [place for place in beside if place.is_folder]
        with download.opened() as contents:
            told = {clone.name: _result(clone, contents) for clone in clones}
            known = _logins_in(f"{wrap}{_SCORES}", download, contents)
        if 2 * sum(bool(told[clone.name] or _ends(clone.name) & known) for clone in clones) > len(clones):
            logins = _logins(told, known)
            strays = [place for place in beside if not place.is_folder and place.name not in _TEACHERS]
            found = [one for clone in clones for one in _handed_in(download, clone, logins[clone.name], told)]
            return found + [one for place in strays for one in nobodys(download, place)]
    return None


def _ends(name: str) -> set[str]:
    """All that may be the login in a clone's name: what follows each ``-`` near its end."""
    last = name[-_LONGEST_LOGIN - 1 :]
    return {last[found.end() :] for found in re.finditer("-", last)}


def _handed_in(download: Download, clone: DownloadPlace, login: str, told: dict[str, Any]) -> list[Submission]:
    result = told[clone.name]
    time = result.get("datetime")
    for_group = result.get("assignment_type") == "group"
    work = [path for path in clone.files if path.removeprefix(clone.path) not in _OF_TESTS]
    return clone.submissions(
        download,
        work,
        people=(person(login=login, name=login if for_group else ""),),
        submitted_at=instant(time) if isinstance(time, str) else None,
        place=clone.name,
        for_group=for_group,
    )


def _result(clone: DownloadPlace, contents: Callable[[str, int], bytes]) -> dict[str, Any]:
    """What the result in a clone says; nothing where there is none, or it is damaged or larger than a real one."""
    path = f"{clone.path}{_RESULT}"
    if path not in clone.files:
        return {}
    try:
        data = contents(path, _MOST_BYTES)
        told = json.loads(data) if len(data) <= _MOST_BYTES else None
    except (*ZIP_ERRORS, SubmissionError, ValueError, RecursionError):
        return {}
    is_result = isinstance(told, dict) and str(told.get("schema", "")).startswith(_SCHEMA)
    return told if is_result and isinstance(told, dict) else {}


def _logins(told: dict[str, Any], known: set[str]) -> dict[str, str]:
    """The login in each clone's name: what follows the course and the assignment, which all of them share.

    The teacher's scores name the logins; without them the owners that most results give tell how long the start is.
    Without either it is what all names have in common.
    """
    starts = Counter(name.removesuffix(f"-{end}") for name in told for end in _ends(name) & known)
    owners = [(name, str(result.get("owner", ""))) for name, result in told.items()]
    starts = starts or Counter(name.removesuffix(f"-{one}") for name, one in owners if one and name.endswith(f"-{one}"))
    start = starts.most_common(1)[0][0] if starts else shared_start(told, "-")
    return {
        name: name[len(start) + 1 :] if start and name.startswith(f"{start}-") else name.rpartition("-")[2]
        for name in told
    }


def _logins_in(path: str, download: Download, contents: Callable[[str, int], bytes]) -> set[str]:
    """The logins in the teacher's scores."""
    if path not in download.files:
        return set()
    try:
        sheet = read_sheet(contents(path, _MOST_OF_TABLE), {"username"})
    except (*ZIP_ERRORS, SubmissionError, ConfigError):
        return set()
    columns = [name.casefold() for name in sheet.columns]
    index = columns.index("username") if "username" in columns else 0
    return {login for row in range(sheet.header + 1, len(sheet.rows)) if (login := sheet.value(row, index))}


LMS = Lms(
    DownloadLayout("Classroom 50 clones", f"clones called course-assignment-login with a {_RESULT}", _read),
    list_columns={
        "first_name": ("first_name",),
        "last_name": ("last_name",),
        "email": ("email",),
        "login": ("username",),
    },
)
