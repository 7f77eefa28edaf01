"""Canvas's download of submissions: files called ``name[_LATE]_user_attachment_file``, anonymous ``[LATE_]anon_…``.

Canvas writes a name in lower case, all words run together, the last name first; it puts a text that was typed in
``…_text.html`` and a link in ``…_link.html``. A file of the same name as one handed in before gets ``-1`` at its end,
which students write too: it counts as an attempt where somebody handed in the name without it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from autograder.lms.intake.download import Format
from autograder.lms.intake.places import named_by, nobodys, person

if TYPE_CHECKING:
    from collections.abc import Collection

    from autograder.lms.intake.download import Download
    from autograder.lms.intake.places import Place
    from autograder.model import Submission

_NAMED = re.compile(
    r"(?:(?P<before>LATE|late)_)?"
    r"(?:(?!anon_)(?P<name>[^_]+)_(?:(?P<after>LATE|late)_)?(?P<id>[1-9]\d*)|(?P<anon>anon_[^_]+))_"
    r"(?:(?P<attachment>[1-9]\d*)_(?P<file>.+)|(?:text|link)\.html)"
)
_AGAIN = re.compile(r"(?P<stem>.+)-(?P<count>[1-9]\d?)(?P<ending>\.[^.]*)?")
_MANY = 10_000  # attachments that any institution's Canvas has seen
_FEW = 3


def _read(download: Download) -> list[Submission] | None:
    found = named_by(download, lambda place: _named(place) is not None)
    if found is None:
        return None
    names = [named for place in found if (named := _named(place))]
    if not _are_canvas_own(names):
        return None
    files = {named["file"] for named in names}
    return [submission for place in found for submission in _submissions(download, place, files)]


def _named(place: Place) -> re.Match[str] | None:
    found = _NAMED.fullmatch(place.name)
    return found if found and (found["name"] or "") == (found["name"] or "").lower() else None


def _user(named: re.Match[str]) -> str:
    return named["id"] or named["anon"]


def _are_canvas_own(names: Collection[re.Match[str]]) -> bool:
    """Whether the numbers can be ids, and no dates or counts: an attachment has one user, and a user one name."""
    attachments = {named["attachment"] for named in names if named["attachment"]}
    users = {_user(named) for named in names}
    is_sure = len(users) >= _FEW or all(int(number[:20]) >= _MANY for number in attachments)
    owners = {(named["attachment"], _user(named)) for named in names if named["attachment"]}
    called = {(_user(named), named["name"]) for named in names}
    return is_sure and len(owners) == len(attachments) and len(called) == len(users)


def _submissions(download: Download, place: Place, files: Collection[str]) -> list[Submission]:
    named = _named(place)
    if named is None:
        return nobodys(download, place)
    return place.submissions(
        download,
        people=(person(name=named["name"] or "", lms_id=_user(named)),),
        late=bool(named["before"] or named["after"]),
        attempt=_attempt(named["file"] or "", files),
        place=place.name,
    )


def _attempt(file: str, files: Collection[str]) -> int | None:
    again = _AGAIN.fullmatch(file)
    if again is None or again["stem"] + (again["ending"] or "") not in files:
        return None
    return int(again["count"]) + 1


FORMAT = Format("Canvas download", "files called name_12345_67890_file.ipynb", _read)
