"""``released.json`` in the class folder: what students were given, and when. It names no person.

Every release adds a record; the last one of an assignment counts.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pydantic import AwareDatetime, BaseModel, ConfigDict, TypeAdapter, ValidationError

from autograder import __version__
from autograder.errors import ConfigError
from autograder.files import private_folder, whole
from autograder.notebook.figures import figures_in
from autograder.notebook.frame import frames_in

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from autograder.kit import Assignment, Kit

RELEASED_FILE = "released.json"


class Record(BaseModel):
    """One release of one assignment: its date in the course's time zone, and what was given out.

    ``figures`` are digests of the cells that only draw, ``frames`` of what carries the checks.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: AwareDatetime
    notebook_sha256: str
    public_tests_sha256: str
    points: dict[str, float]
    kit_version: str
    figures: tuple[str, ...] = ()  # an earlier kit recorded none
    frames: tuple[str, ...] = ()  # likewise


Releases = dict[str, tuple[Record, ...]]
_READER: TypeAdapter[Releases] = TypeAdapter(Releases)


def read_releases(kit: Kit) -> Releases:
    """All records of all assignments, oldest first; none when nothing was released yet.

    Raises
    ------
    ConfigError
        When the file cannot be read, or is not as a release writes it.
    """
    path = _path(kit)
    try:
        return _READER.validate_json(path.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = " ".join(map(str, first["loc"]))
        raise ConfigError(
            f"{path}: is damaged ({f'{where}: ' if where else ''}{first['msg']}). Put back a copy of it, "
            "or move it away: then the kit no longer knows what students were given."
        ) from error


def record_of(kit: Kit, assignment: Assignment, now: datetime) -> Record:
    """The record of releasing an assignment as it is now."""
    return Record(
        date=now.astimezone(kit.config.zone).replace(microsecond=0),
        notebook_sha256=_notebook_digest(assignment),
        public_tests_sha256=_tests_digest(assignment),
        points=dict(assignment.points),
        kit_version=__version__,
        figures=tuple(sorted(figures_in(_bytes(assignment.notebook)))),
        frames=tuple(sorted(frames_in(_bytes(assignment.notebook)))),
    )


def add_record(kit: Kit, name: str, record: Record) -> None:
    """Keep one more record of an assignment, in a folder that its owner alone may read.

    Raises
    ------
    ConfigError
        When the file is damaged, or cannot be written.
    """
    path = _path(kit)
    releases = read_releases(kit)
    releases[name] = (*releases.get(name, ()), record)
    try:
        private_folder(path.parent)
        with whole(path, private=True) as file:
            file.write(_READER.dump_json(releases, indent=2) + b"\n")
    except OSError as error:
        raise ConfigError(f"{error.filename or path}: {error.strerror}; the release was not recorded.") from error


def released_points(kit: Kit, assignment: Assignment) -> dict[str, float]:
    """Points of each question as students last got them; empty when the assignment was never released."""
    records = read_releases(kit).get(assignment.name)
    return dict(records[-1].points) if records else {}


def given_figures(kit: Kit, assignment: Assignment) -> frozenset[str]:
    """Digests of the cells that only draw: of the notebook as it is now, and as it was ever released."""
    now = assignment.notebook.read_bytes() if assignment.notebook.is_file() else b""
    return figures_in(now).union(*(record.figures for record in read_releases(kit).get(assignment.name, ())))


def given_frames(kit: Kit, assignment: Assignment) -> frozenset[str]:
    """Digests of what carries the checks, likewise."""
    now = assignment.notebook.read_bytes() if assignment.notebook.is_file() else b""
    return frames_in(now).union(*(record.frames for record in read_releases(kit).get(assignment.name, ())))


def changed_since_release(kit: Kit, assignment: Assignment) -> tuple[str, ...]:
    """What is no longer as students last got it, a sentence each; nothing when it was never released."""
    records = read_releases(kit).get(assignment.name)
    if not records:
        return ()
    last = records[-1]
    since = f"changed since the release of {last.date.day} {last.date:%B %Y}"
    changes = _changed_points(last.points, assignment.points)
    if _tests_digest(assignment) != last.public_tests_sha256:
        changes.append(f"the public tests have {since}")
    if _notebook_digest(assignment) != last.notebook_sha256:
        changes.append(f"the notebook has {since}")
    return tuple(changes)


def _changed_points(released: dict[str, float], marked: dict[str, float]) -> list[str]:
    changes = []
    for question in {**released, **marked}:
        if question not in released:
            changes.append(f"{question}: not released, marked as {marked[question]:g}")
        elif question not in marked:
            changes.append(f"{question}: released as {released[question]:g} points, not marked")
        elif released[question] != marked[question]:
            changes.append(f"{question}: released as {released[question]:g} points, marked as {marked[question]:g}")
    return changes


def _path(kit: Kit) -> Path:
    return kit.class_folder / RELEASED_FILE


def _notebook_digest(assignment: Assignment) -> str:
    return hashlib.sha256(_bytes(assignment.notebook)).hexdigest()


def _tests_digest(assignment: Assignment) -> str:
    """One digest of all public tests, by question."""
    digest = hashlib.sha256()
    for question in sorted(assignment.points):
        digest.update(f"{question} {hashlib.sha256(_bytes(assignment.public_test(question))).hexdigest()}\n".encode())
    return digest.hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
