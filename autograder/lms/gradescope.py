"""Gradescope's export of an assignment: a folder for each submission, and ``submission_metadata.yml`` on whose it is.

Each is the one that Gradescope holds for active; of the earlier ones only the times are told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograder.errors import ConfigError, SubmissionError
from autograder.lms.definition import Lms
from autograder.lms.intake.download import DownloadLayout
from autograder.lms.intake.places import DownloadPlace, person, places
from autograder.lms.intake.times import instant
from autograder.notebook.reading import ZIP_ERRORS
from autograder.text import printable

if TYPE_CHECKING:
    from autograder.lms.intake.download import Download
    from autograder.model import Person, Submission

_METADATA = "submission_metadata.yml"
_MOST_BYTES = 64 << 20  # a large class has tens of megabytes, most of it what autograders printed
_HEAVY = (":results",)  # what autograders said before, most of the file


def _read(download: Download) -> list[Submission] | None:
    wrap = next((wrap for wrap in download.wraps() if wrap + _METADATA in download.files), None)
    if wrap is None:
        return None
    told = _told(download, wrap + _METADATA)
    there = {place.name: place for place in places(download, wrap) if place.name != _METADATA}
    absent = {name: DownloadPlace(name, f"{wrap}{name}/", ()) for name in told if name not in there}
    return [
        submission
        for name, place in {**there, **absent}.items()
        for submission in place.submissions(download, place=name, **_known(told.get(name)))
    ]


def _told(download: Download, name: str) -> dict[str, Any]:
    from autograder.lms.intake.outline import outline  # its YAML takes time to load, which no other download needs

    try:
        with download.opened() as contents:
            data = contents(name, _MOST_BYTES)
        if len(data) > _MOST_BYTES:
            raise ValueError(f"it is larger than {_MOST_BYTES >> 20} MB")
        told = outline(data, _HEAVY)
        if not isinstance(told, dict):
            raise ValueError("it does not list submissions")  # noqa: TRY004 - the file's fault, not the caller's
    except (*ZIP_ERRORS, SubmissionError) as error:
        raise ConfigError(
            f"{printable(name)} in {download.path} cannot be read ({error!s:.200}); "
            "export the submissions from Gradescope again."
        ) from error
    return told


def _known(told: Any) -> dict[str, Any]:
    """What the metadata tells of one submission; a submission that it does not name has no people."""
    if not isinstance(told, dict):
        return {}
    submitters = told.get(":submitters")
    people = [_person(one) for one in submitters if isinstance(one, dict)] if isinstance(submitters, list) else []
    time = _text(told, ":created_at")
    return {
        "people": tuple(one for one in people if one != person()),
        "submitted_at": instant(time),
        "attempt": _attempt(told.get(":history"), time),
        "chosen": True,
    }


def _person(told: dict[str, Any]) -> Person:
    name, email, student_id = (_text(told, key) for key in (":name", ":email", ":sid"))
    return person(student_id=student_id, name=name, email=email)


def _attempt(history: Any, time: str) -> int | None:
    """How often was handed in: the history holds the earlier ones, and in some exports this one too."""
    if not isinstance(history, list):
        return None
    return 1 + sum(isinstance(one, dict) and _text(one, ":created_at") != time for one in history)


def _text(told: dict[str, Any], key: str) -> str:
    value = told.get(key)
    return value if isinstance(value, str) else ""


LMS = Lms(DownloadLayout("Gradescope export", f"a {_METADATA}", _read))
