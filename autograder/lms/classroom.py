"""GitHub Classroom's clones, as ``gh classroom clone student-repos`` makes them: ``lab-submissions/lab-login``.

The login is a person's, or the name of a team.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.lms.definition import Lms
from autograder.lms.intake.download import DownloadLayout
from autograder.lms.intake.places import nobodys, person, places

if TYPE_CHECKING:
    from autograder.lms.intake.download import Download
    from autograder.lms.intake.places import DownloadPlace
    from autograder.model import Submission

_ENDING = "-submissions"


def _read(download: Download) -> list[Submission] | None:
    for wrap in download.wraps():
        own = wrap.rstrip("/").split("/")[-1] or download.path.resolve().name.removesuffix(".zip")
        start = f"{own.removesuffix(_ENDING)}-"
        clones = [place for place in places(download, wrap) if place.is_folder]
        named = [place for place in clones if _login(place, start)]
        if own.endswith(_ENDING) and 2 * len(named) > len(clones):
            return [one for place in places(download, wrap) for one in _submissions(download, place, start)]
    return None


def _submissions(download: Download, place: DownloadPlace, start: str) -> list[Submission]:
    login = _login(place, start)
    if not login:
        return nobodys(download, place)
    return place.submissions(download, people=(person(login=login),), place=place.name)


def _login(place: DownloadPlace, start: str) -> str:
    return place.name[len(start) :] if place.is_folder and place.name.startswith(start) else ""


LMS = Lms(
    DownloadLayout("GitHub Classroom clones", "lab-submissions/lab-login", _read),
    list_columns={"login": ("github_username",)},
)
