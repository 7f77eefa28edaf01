"""Write a release: only what belongs to it, proved first, put in place last, and recorded."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.authoring.build import build_notebook, carries_checks
from autograder.authoring.release.private import private_of
from autograder.authoring.release.rehearsal import rehearse
from autograder.authoring.release.walls import FILE_MODE, faults_of
from autograder.course.given_out import Record, add_record, read_releases, record_of
from autograder.errors import ConfigError
from autograder.files import zipped
from autograder.marking.sound import require_sound
from autograder.notebook.reading import is_junk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from autograder.kit import Assignment, Kit

_ROOMS = ("assignments", "solutions", "tests", "autograder", "docs")
_NOT_DATA = (".ipynb", ".md")  # another notebook or text beside the assignment's own is a draft, or an answer


@dataclass(frozen=True)
class Released:
    """What was written: a folder for the LMS, a zip of it, the files in both; and what was recorded.

    ``unread`` are references of other assignments that could not be searched for.
    """

    folder: Path
    archive: Path
    files: tuple[str, ...]
    record: Record
    unread: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """What was done, in words."""
        total = f"{sum(self.record.points.values()):g} points in {len(self.record.points)} questions"
        return (
            f"wrote {self.folder} and {self.archive}: {', '.join(name.partition('/')[2] for name in self.files)}",
            f"recorded as released on {self.record.date:%Y-%m-%d %H:%M} with {total}",
            *(f"not searched for, as it cannot be read: {reason}" for reason in self.unread),
        )


def release(kit: Kit, assignment: Assignment, out: Path, now: datetime, *, otter: bool = False) -> Released:
    """Write what students get to ``out``: the folder ``NAME`` and the zip ``NAME.zip`` with the same files.

    The notebook carries its checks; with ``otter``, or where its text has a first cell of its own, Otter checks it, and
    the test files go along.

    The zip is made elsewhere, read again, searched for what students must not have, and run by itself. Only then is
    it put in place and recorded: a release that is refused leaves nothing behind, and replaces nothing.

    Raises
    ------
    ConfigError
        Naming everything that keeps it from being given out.
    """
    public = require_sound(kit, assignment, "nothing was released", but="public")  # the rehearsal has words for them
    folder, archive = out / assignment.name, out / f"{assignment.name}.zip"
    sources = _sources(assignment)
    files = _contents(assignment, sources, otter=otter)
    _check_place(kit, folder, files)
    read_releases(kit)
    _refuse(assignment, _odd_files(assignment, sources.values()))
    with tempfile.TemporaryDirectory(prefix="release-") as name:
        made = Path(name) / archive.name
        made.write_bytes(zipped(files))
        private = private_of(kit, assignment, now)
        faults = _stale(assignment) + faults_of(made, assignment, private, files)
        _refuse(assignment, [*(faults or rehearse(made, assignment)), *map(str, public)])
        try:
            _put_in_place(made, folder, archive)
        except OSError as error:
            raise ConfigError(f"{error.filename or out}: {error.strerror}; nothing was released.") from error
    record = record_of(kit, assignment, now)
    add_record(kit, assignment.name, record)
    return Released(folder, archive, tuple(sorted(files)), record, tuple(private.unread))


def _sources(assignment: Assignment) -> dict[str, Path]:
    """Where each file that students may have comes from, by its name in a zip.

    Raises
    ------
    ConfigError
        When one of them is not there.
    """
    found = [assignment.notebook, *(path for path in assignment.public_data if _is_data(path))]
    tests = {question: assignment.public_test(question) for question in assignment.asked}
    found += [path for question, path in tests.items() if question in assignment.points or path.is_file()]
    _refuse(
        assignment,
        [f"{path.name} is missing: write it, or run autograder build" for path in found if not path.is_file()],
    )
    return {f"{assignment.name}/{path.relative_to(assignment.folder).as_posix()}": path for path in found}


def _contents(assignment: Assignment, sources: Mapping[str, Path], *, otter: bool) -> dict[str, bytes]:
    """The files of a release: without the test files that the notebook itself carries."""
    alone = not otter and carries_checks(assignment)
    kept = {inside: path for inside, path in sources.items() if not (alone and path.parent.name == "tests")}
    found = {inside: path.read_bytes() for inside, path in kept.items()}
    if otter and not _stale(assignment):
        found[f"{assignment.name}/{assignment.notebook.name}"] = build_notebook(assignment, otter=True).encode()
    return found


def _is_data(path: Path) -> bool:
    return not is_junk(path.name) and path.suffix not in _NOT_DATA


def _odd_files(assignment: Assignment, files: Iterable[Path]) -> list[str]:
    """What lies in the assignment's folder and cannot be given out, or is not what it seems."""
    known = {assignment.source, assignment.folder / "tests", *files}
    faults = []
    for path in (assignment.folder, *sorted(assignment.folder.rglob("*"))):
        name = path.relative_to(assignment.folder.parent).as_posix()
        if path.is_symlink():
            faults.append(f"{name} is a link: put the file itself there")
        elif path not in known and path != assignment.folder and not is_junk(name):
            faults.append(f"{name} is no part of the assignment: move it out of what students may see")
    return faults


def _stale(assignment: Assignment) -> list[str]:
    data = assignment.notebook.read_bytes()
    if data == build_notebook(assignment).encode():
        return []
    if not _is_notebook(data):
        raise ConfigError(f"{assignment.notebook.name} is no notebook; run autograder build.")
    return [f"{assignment.notebook.name} is not what its text says: run autograder build"]


def _is_notebook(data: bytes) -> bool:
    try:
        cells = json.loads(data)["cells"]
        return all(cell["cell_type"] and isinstance("".join(cell["source"]), str) for cell in cells)
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def _refuse(assignment: Assignment, faults: list[str]) -> None:
    if faults:
        listed = "\n".join(f"  {fault}" for fault in faults)
        raise ConfigError(f"{assignment.name} is not fit to be given out; nothing was released.\n{listed}")


def _check_place(kit: Kit, folder: Path, files: Iterable[str]) -> None:
    """Refuse to write among what the kit is made of, or over what no release wrote."""
    place = folder.parent.resolve()
    for room in (*(kit.root / name for name in _ROOMS), kit.class_folder):
        if place.is_relative_to(room.resolve()):
            raise ConfigError(f"{folder.parent} lies in {room.name}, a room of the kit; give --out another folder.")
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ConfigError(f"{folder} is not a folder; move it away, or give --out another folder.")
    own = {folder.parent / name for name in files}
    for path in sorted(folder.rglob("*")):
        if path not in own and (path.is_symlink() or not path.is_dir()) and not is_junk(path.name):
            raise ConfigError(f"{path} is no part of this release; move it away, or give --out another folder.")


def _put_in_place(made: Path, folder: Path, archive: Path) -> None:
    """Unpack beside the old folder, then change the two: at no time is there half a folder under its name."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".release-", dir=folder.parent) as name:
        fresh = Path(name)
        with zipfile.ZipFile(made) as opened:
            opened.extractall(fresh)
        for path in (fresh / folder.name).rglob("*"):
            path.chmod(0o755 if path.is_dir() else FILE_MODE)
        (fresh / folder.name).chmod(0o755)
        shutil.copyfile(made, fresh / archive.name)
        if folder.exists():
            folder.rename(fresh / "old")
        (fresh / folder.name).rename(folder)
        (fresh / archive.name).replace(archive)
