"""Downloads as each LMS lays them out, filled with any notebooks."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path, PurePosixPath

from autograder.model import Person

Files = dict[str, bytes]


@dataclass(frozen=True)
class HandIn:
    """A notebook that somebody handed in; ``data`` None stands for a person whose folder is empty."""

    people: tuple[Person, ...]
    data: bytes | None
    submitted_at: datetime = datetime(2026, 10, 8, 21, 26, tzinfo=timezone.utc)
    late: bool = False
    attempt: int = 1
    file_name: str = "work.ipynb"

    @property
    def utc(self) -> datetime:
        """When it was handed in, in UTC."""
        return self.submitted_at.astimezone(timezone.utc)

    @property
    def name(self) -> str:
        """The name that stands for it where an LMS writes one only."""
        return self.people[0].name if self.people else "Nobody"


def canvas(hand_ins: Sequence[HandIn]) -> Files:
    return _canvas(hand_ins, lambda one, number: f"{_run_together(one.name)}{'_LATE' * one.late}_{42000 + number}")


def canvas_anonymous(hand_ins: Sequence[HandIn]) -> Files:
    return _canvas(hand_ins, lambda one, number: f"{'LATE_' * one.late}anon_z{number}Qx{number}")


def _canvas(hand_ins: Sequence[HandIn], start: Callable[[HandIn, int], str]) -> Files:
    files = {}
    for index, one in enumerate(hand_ins):
        stem, dot, ending = one.file_name.rpartition(".")
        file = f"{stem}-{one.attempt - 1}{dot}{ending}" if one.attempt > 1 else one.file_name
        named = start(one, _number(hand_ins, one))
        files[f"{named}_text.html" if one.data is None else f"{named}_{7100000 + index}_{file}"] = one.data or b"<p>"
    return files


def brightspace(hand_ins: Sequence[HandIn]) -> Files:
    named = {f"{_brightspace(hand_ins, one)}/{one.file_name if one.data else ''}": one.data or b"" for one in hand_ins}
    return {"index.html": b"<html>", **named}


def brightspace_flat(hand_ins: Sequence[HandIn]) -> Files:
    handed = [one for one in hand_ins if one.data is not None]
    return {"index.html": b"<html>"} | {
        f"{_brightspace(hand_ins, one)} - {one.file_name}": one.data or b"" for one in handed
    }


def _brightspace(hand_ins: Sequence[HandIn], one: HandIn) -> str:
    time = one.submitted_at
    clock = f"{time.hour % 12 or 12}{time:%M} {'AM' if time.hour < 12 else 'PM'}"
    return f"{397000 + _number(hand_ins, one)}-2557369 - {one.name} - {time:%b} {time.day}, {time.year} {clock}"


def moodle(hand_ins: Sequence[HandIn]) -> Files:
    return _moodle(hand_ins, lambda one: one.name.replace("_", " ").replace("'", ""), "/")


def moodle_flat(hand_ins: Sequence[HandIn]) -> Files:
    return _moodle([one for one in hand_ins if one.data is not None], lambda one: one.name.replace("'", ""), "")


def moodle_blind(hand_ins: Sequence[HandIn]) -> Files:
    return _moodle(hand_ins, lambda one: "Participant", "/")


def _moodle(hand_ins: Sequence[HandIn], name: Callable[[HandIn], str], slash: str) -> Files:
    start = {one: f"{name(one)}_{500 + _number(hand_ins, one)}_assignsubmission_file_{slash}" for one in hand_ins}
    return {f"{start[one]}{one.file_name if one.data is not None else ''}": one.data or b"" for one in hand_ins}


def gradescope(hand_ins: Sequence[HandIn]) -> Files:
    files, lines = {}, ["---"]
    for number, one in enumerate(hand_ins, start=9000):
        lines += [f"submission_{number}:", "  :submitters:" + (" []" if not one.people else "")]
        for person in one.people:
            lines += [f"  - :name: {json.dumps(person.name)}", f"    :sid: {json.dumps(person.student_id)}"]
            lines += [f"    :email: {json.dumps(person.email)}"] if person.email else []
        lines += [f"  :created_at: {one.utc:%Y-%m-%d %H:%M:%S}.178203000 Z", "  :score: 0.0"]
        lines += ["  :results:", "    tests:", "    - name: all", "      output: |-", "        :submitters: of nobody"]
        lines += ["  :history:" + (" []" if one.attempt == 1 else "")]
        for day in range(1, one.attempt):
            lines += [f"  - :created_at: 2026-09-{day:02} 10:00:00.000000000 Z", "    :submitters: []"]
        if one.data is not None:
            files[f"assignment_77_export/submission_{number}/{one.file_name}"] = one.data
    return {"assignment_77_export/submission_metadata.yml": "\n".join([*lines, ""]).encode(), **files}


def nbgrader(hand_ins: Sequence[HandIn]) -> Files:
    files: Files = {"gradebook.db": b"SQLite", "source/lab/work.ipynb": b"{}"}
    for one in hand_ins:
        place = f"submitted/{one.people[0].student_id}/lab"
        files[f"{place}/timestamp.txt"] = f"{one.utc:%Y-%m-%d %H:%M:%S.%f} UTC".encode()
        files |= {} if one.data is None else {f"{place}/{one.file_name}": one.data}
    return files


def classroom(hand_ins: Sequence[HandIn]) -> Files:
    files: Files = {}
    for one in hand_ins:
        clone = f"lab-submissions/lab-{one.people[0].login}"
        files[f"{clone}/.git/HEAD"] = b"ref: refs/heads/main\n"
        files |= {} if one.data is None else {f"{clone}/{one.file_name}": one.data, f"{clone}/README.md": b"# Lab"}
    return files


def blackboard(hand_ins: Sequence[HandIn]) -> Files:
    files: Files = {}
    for one in hand_ins:
        start = f"Net_input 1_{one.people[0].login}_attempt_{one.submitted_at:%Y-%m-%d-%H-%M-%S}"
        note = f"Name: {one.name} ({one.people[0].login})\nAssignment: Net_input 1\n\nComments:\nName: Mallory (mm1)\n"
        files[f"{start}.txt"] = note.encode()
        files |= {} if one.data is None else {f"{start}_{one.file_name}": one.data}
    return files


def sakai(hand_ins: Sequence[HandIn]) -> Files:
    files: Files = {"Net input/grades.csv": b"Net input,Points\n\nDisplay ID,ID,Last Name,First Name,grade\n"}
    for one in hand_ins:
        first, _, last = one.name.rpartition(" ")
        place = f"Net input/{last}, {first}({one.people[0].login})"
        files[f"{place}/timestamp.txt"] = f"{one.utc:%Y%m%d%H%M%S}123".encode()
        files[f"{place}/comments.txt"] = files[f"{place}/feedbackText.html"] = b"<p>"
        files |= {} if one.data is None else {f"{place}/Submission attachment(s)/{one.file_name}": one.data}
        files |= {f"{place}/Submission attachment(s)/": b""} if one.data is None else {}
    return files


def teams(hand_ins: Sequence[HandIn]) -> Files:
    files = {
        f"Submitted files/{one.name}/Net input/{f'Version {one.attempt}/{one.file_name}' if one.data else ''}": one.data
        or b""
        for one in hand_ins
    }
    working = {f"Working files/{one.name}/Net input/{one.file_name}": b"not yet" for one in hand_ins if one.data}
    return {**files, **working}


def classroom50(hand_ins: Sequence[HandIn]) -> Files:
    files: Files = {"scores.csv": b"username,score\nmary-ann,\n"}
    for one in hand_ins:
        clone, login = f"cs50-net-input-{one.people[0].login}", one.people[0].login
        told = {"schema": "classroom50/result/v1", "owner": login, "assignment_type": "individual", "score": 1}
        told["datetime"] = f"{one.utc:%Y-%m-%dT%H:%M:%SZ}"
        files[f"{clone}/.classroom50.yaml"] = b"schema: classroom50/v1\n"
        files[f"{clone}/result.json"] = files[f"{clone}/results.json"] = json.dumps(told).encode()
        files |= {} if one.data is None else {f"{clone}/{one.file_name}": one.data, f"{clone}/README.md": b"# Lab"}
    return files


def plain(hand_ins: Sequence[HandIn]) -> Files:
    return {f"{one.people[0].student_id}/{one.file_name}": one.data for one in hand_ins if one.data is not None}


_LAYOUTS: dict[str, Callable[[Sequence[HandIn]], Files]] = {
    "canvas": canvas,
    "canvas-anonymous": canvas_anonymous,
    "brightspace": brightspace,
    "brightspace-flat": brightspace_flat,
    "moodle": moodle,
    "moodle-flat": moodle_flat,
    "moodle-blind": moodle_blind,
    "gradescope": gradescope,
    "nbgrader": nbgrader,
    "classroom": classroom,
    "blackboard": blackboard,
    "sakai": sakai,
    "teams": teams,
    "classroom50": classroom50,
    "plain": plain,
}
KINDS = tuple(_LAYOUTS)
FOLDERS = ("nbgrader", "classroom", "plain")


def build(kind: str, folder: Path, hand_ins: Sequence[HandIn]) -> Path:
    """Write a download of one kind below a folder: a zip, or for the ``FOLDERS`` a folder.

    What a layout has no room for is left out: times and attempts in most, an empty hand-in in flat and plain ones.
    """
    files = _LAYOUTS[kind](hand_ins)
    if kind in FOLDERS:
        write(folder / kind, files)
        return folder / kind / "lab-submissions" if kind == "classroom" else folder / kind
    return pack(folder / f"{kind}.zip", files)


def write(folder: Path, files: Files) -> Path:
    """Write files below a folder; a name that ends with a slash is an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return folder


def pack(path: Path, files: Files) -> Path:
    """Write files into a zip; a name that ends with a slash is an empty folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def assert_harmless(found: list[str]) -> None:
    """Ids are relative, go nowhere upwards, can be printed and written, and are each somebody's own."""
    assert len(set(found)) == len(found)
    for name in found:
        assert name
        assert not PurePosixPath(name).is_absolute()
        assert ".." not in PurePosixPath(name).parts
        assert name.isprintable()


def _number(hand_ins: Sequence[HandIn], one: HandIn) -> int:
    """A number that is a person's own."""
    return list(dict.fromkeys(each.people for each in hand_ins)).index(one.people) + 1


def _run_together(name: str) -> str:
    """``Mary-Ann O'Hara`` as Canvas writes it: ``oharamaryann``."""
    first, _, last = name.rpartition(" ")
    return re.sub(r"[\W_]", "", last + first).lower()
