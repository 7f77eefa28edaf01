"""Submissions, entries and paths as SQLite takes them, and back."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.model import Entry, Person, Submission

if TYPE_CHECKING:
    from collections.abc import Sequence


def submission_text(submission: Submission) -> str:
    """A submission as JSON; its path is absolute, so that it is found again from any folder."""
    time = submission.submitted_at
    known = {"path": str(submission.path.absolute()), "submitted_at": time and time.isoformat()}
    return json.dumps({**asdict(submission), **known})


def submission_from(text: str) -> Submission:
    """Read what ``submission_text`` wrote."""
    document: dict[str, Any] = json.loads(text)
    time = document["submitted_at"]
    known = {
        "path": Path(document["path"]),
        "people": tuple(Person(**person) for person in document["people"]),
        "submitted_at": datetime.fromisoformat(time) if time else None,
        "renamed": tuple((question, name) for question, name in document.get("renamed", ())),
    }
    return Submission(**{**document, **known})


def entry_text(entry: Entry) -> str:
    """An entry as JSON."""
    return json.dumps(asdict(entry))


def entry_from(text: str) -> Entry:
    """Read what ``entry_text`` wrote."""
    document: dict[str, Any] = json.loads(text)
    known = {
        "person": Person(**document["person"]),
        "notes": tuple(document["notes"]),
        "others": tuple(document.get("others", ())),
        "review": tuple((submission, why) for submission, why in document.get("review", ())),
    }
    return Entry(**{**document, **known})


def source_of(path: Path, given: Sequence[Path]) -> str | bytes:
    """The download that a submission is from; the file itself, where a link led to it."""
    place = path.parent.resolve() / path.name
    return path_text(next((source for source in given if source == place or source in place.parents), place))


def path_text(path: Path) -> str | bytes:
    """A path as SQLite takes it: text, or bytes where a student's file has a name that is none."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return str(path)
