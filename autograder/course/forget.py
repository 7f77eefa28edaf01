"""Remove a class's data when its time is over: what was written about people, and who they are.

Files are plainly removed, not overwritten first: on today's disks overwriting proves nothing. Who may read the disk's
free space, its snapshots or its backups may still find them.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from autograder.config import CONFIG_FILE
from autograder.course.gradebook import GRADEBOOK_FILE
from autograder.course.people_file import PEOPLE_FILE
from autograder.course.terms import archive_of, archived, report_of
from autograder.errors import ConfigError
from autograder.text import counted, listing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from autograder.kit import Kit

_DAY = timedelta(days=1)
_MARKS_OF_A_REPORT = (GRADEBOOK_FILE, "grades.csv")
_NOT_A_REPORT = (CONFIG_FILE, ".git")


@dataclass(frozen=True)
class Forgetting:
    """What would be removed, and whether its time has come. Nothing is removed before ``forget``.

    ``remove`` is a report folder and the class's people; ``left_over`` is what an interrupted run has put aside;
    ``by_hand`` is what holds personal data and is not ours to remove: downloads, and links to elsewhere.
    ``last_grading`` is unknown where nothing was graded.
    """

    remove: tuple[Path, ...]
    left_over: tuple[Path, ...]
    by_hand: tuple[Path, ...]
    last_grading: datetime | None
    retention_days: int
    days_left: int

    @property
    def is_over(self) -> bool:
        """Whether the retention time has run out."""
        return self.days_left == 0

    @property
    def lines(self) -> tuple[str, ...]:
        """The plan in words, for the instructor to read before it is done."""
        told = [f"remove {path}" for path in self.remove]
        told += [f"remove {path}, which an earlier run put aside" for path in self.left_over]
        told += [f"left for you to remove by hand: {path}" for path in self.by_hand]
        if not (self.remove or self.left_over):
            return (*told, "There is nothing to remove.")
        when = _words(self.last_grading) if self.last_grading else "not known"
        left = "is over" if self.is_over else f"has {counted(self.days_left, 'day')} left"
        told.append(f"Last grading: {when}. The retention time of {counted(self.retention_days, 'day')} {left}.")
        return (*told, "Files are removed, not overwritten; backups and snapshots of this disk keep theirs.")


def plan(kit: Kit, out: Path, now: datetime, sources: Sequence[Path] = ()) -> Forgetting:
    """Find what is kept of a class: its report folder ``out``, and the people of the class folder.

    ``sources`` are the downloads that were graded; they are listed, never removed.

    Raises
    ------
    ConfigError
        When ``out`` is no report folder, or holds more than a report.
    """
    out = out.parent.resolve() / out.name if out.name not in ("", "..") else out.resolve()
    people = kit.class_folder / PEOPLE_FILE
    by_hand = [path for path in sources if path.exists() or path.is_symlink()]
    remove = []
    if people.is_symlink():
        by_hand.append(people)
    elif people.exists():
        remove.append(people)
    last = None
    if out.exists() or out.is_symlink():
        _check_report(kit, out, by_hand)
        remove.append(out)  # last, since it knows when the last grading was: an interrupted run can still tell
        last = _last_grading(out, kit)
    left_over = tuple(aside for path in (people, out) if (aside := _aside(path)).exists())
    days = kit.config.class_.retention_days
    days_left = _days_left(now, last, days) if remove else 0
    return Forgetting(tuple(remove), left_over, tuple(by_hand), last, days, days_left)


def plan_of_term(kit: Kit, term: str, now: datetime, sources: Sequence[Path] = ()) -> Forgetting:
    """Find what is kept of a class that was put away when its term was over: the folder that it was put into.

    Raises
    ------
    ConfigError
        When no class of that term was put away.
    """
    folder = archive_of(kit, term)
    if not folder.is_dir():
        raise ConfigError(f"No class of the term {term} was put away; these were: {listing(archived(kit))}.")
    report = report_of(kit, term)
    last = _last_grading(report, kit) if report.is_dir() else None
    days = kit.config.class_.retention_days
    by_hand = tuple(path for path in sources if path.exists() or path.is_symlink())
    left_over = tuple(aside for aside in [_aside(folder)] if aside.exists())
    return Forgetting((folder,), left_over, by_hand, last, days, _days_left(now, last, days))


def forget(plan: Forgetting, *, early: bool = False) -> None:
    """Remove what a plan lists; ``early`` does so before the retention time is over.

    Everything is first renamed to a hidden name beside itself, so that a run that is interrupted leaves nothing that
    looks whole; the next one finishes it, whatever the time. A link is never followed.

    Raises
    ------
    ConfigError
        When it is too early, or something cannot be removed.
    """
    try:
        for path in plan.left_over:
            _remove(path)
        _check_time(plan, early)
        for path in plan.remove:
            path.rename(_aside(path))
        for path in plan.remove:
            _remove(_aside(path))
    except OSError as error:
        raise ConfigError(
            f"{error.filename}: {error.strerror}; not everything was removed. Mend it, and run the command again."
        ) from error


def _check_time(plan: Forgetting, early: bool) -> None:
    if plan.is_over or early:
        return
    since = f" of {_words(plan.last_grading)}" if plan.last_grading else ", and this one is not graded yet"
    raise ConfigError(
        f"A class's data is kept for {counted(plan.retention_days, 'day')} after the last grading{since}: "
        f"{counted(plan.days_left, 'day')} left, and none of it was removed. Ask for it with --early to remove it now."
    )


def _check_report(kit: Kit, out: Path, downloads: list[Path]) -> None:
    if out.is_symlink():
        raise ConfigError(f"{out} is a link; give the folder itself.")
    if not any((out / name).is_file() for name in _MARKS_OF_A_REPORT):
        raise ConfigError(f"{out} is no report folder: it holds no {' and no '.join(_MARKS_OF_A_REPORT)}.")
    if any((out / name).exists() for name in _NOT_A_REPORT) or any(
        place.resolve().is_relative_to(out) for place in (kit.root, kit.class_folder)
    ):
        raise ConfigError(f"{out} holds more than a report; remove the report's files in it by hand.")
    for path in downloads:
        if path.resolve().is_relative_to(out):
            raise ConfigError(f"{out} holds {path}, which was handed in; move it elsewhere, or remove all by hand.")


def _days_left(now: datetime, last: datetime | None, days: int) -> int:
    """Days of the retention time that are left, begun ones too; it runs from the last grading."""
    return max(0, -((now - (last or now) - days * _DAY) // _DAY))


def _last_grading(out: Path, kit: Kit) -> datetime:
    marks = next(path for name in _MARKS_OF_A_REPORT if (path := out / name).is_file())
    return datetime.fromtimestamp(marks.stat().st_mtime, kit.config.zone)


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}.forgotten")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _words(when: datetime) -> str:
    return f"{when.day} {when:%B %Y}"
