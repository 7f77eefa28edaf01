"""The term that a class is of, and putting a class away when the next term begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.config import CONFIG_FILE, load_config
from autograder.course.given_out import RELEASED_FILE
from autograder.course.gradebook import GRADEBOOK_FILE, Gradebook, claimed
from autograder.course.people_file import PEOPLE_FILE
from autograder.errors import ConfigError
from autograder.files import private_folder, whole

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from autograder.kit import Kit

ARCHIVE = "archive"
_REPORT = "report"
_TERM = "term"
_LINE = re.compile(r"^(term:[ \t]*)([^#\r\n]*?)([ \t]*(?:#[^\r\n]*)?)$", re.MULTILINE)
_PLAIN = re.compile(r"\w[\w.-]{0,60}")  # it becomes a folder's name, and a value that YAML takes without quotes


def check_term(kit: Kit, gradebook: Gradebook, out: Path | None) -> None:
    """Let a gradebook be of the configuration's term; one that is of another is another class's.

    Raises
    ------
    ConfigError
        Saying of which term it is, and what to do.
    """
    term, now = gradebook.about(_TERM), kit.config.term
    if not term:
        gradebook.note(_TERM, now)
    elif term != now:
        raise ConfigError(
            f"{out} holds the class of {term}, and {CONFIG_FILE} says {now}. To put that class away and begin anew: "
            f"autograder term {now} --out {out}. If it is the same class, and only the name was wrong: the same with "
            "--keep. To grade the old class again, write its term back."
        )


@dataclass(frozen=True)
class NewTerm:
    """What is put away where, and which due dates are still of the past."""

    old: str
    new: str
    moves: tuple[tuple[Path, Path], ...]
    past: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """What was done, in words."""
        told = [f"put {path} into {target.parent}" for path, target in self.moves]
        if self.old == self.new:
            told.append(f"The term was {self.new} before: nothing was put away.")
        else:
            told.append(f"The term is {self.new}; before it was {self.old}.")
        if self.past:
            told.append(
                f"Due dates in {CONFIG_FILE} that have passed: {'; '.join(self.past)}. Write those of this term."
            )
        return tuple(told)


def begin_term(kit: Kit, term: str, out: Path, now: datetime, *, keep: bool = False) -> NewTerm:
    """Put the class of the term before into ``archive/TERM``, and write the new term into the configuration.

    The people go first, then the configuration is written, and the report folder goes last: it knows of which term it
    is, so a run that was interrupted is finished by the same command. With ``keep`` the class stays, and only the
    name of its term changes.

    Raises
    ------
    ConfigError
        When the term has no plain name, something is in the way, or a file cannot be moved or written.
    """
    if not _PLAIN.fullmatch(term):
        raise ConfigError(f"{term!r} is no name for a term: letters, digits, dots and dashes, as in 2027-spring.")
    old = _term_of(kit, out)
    moves = () if keep or old == term else _moves(kit, out, old)
    for path, target in moves:
        if target.exists():
            raise ConfigError(f"{target} is there already. Move it or {path} elsewhere; nothing was changed.")
    try:
        for path, target in moves[:-1]:
            _move(path, target, kit)
        _write_term(kit, term)
        for path, target in moves[-1:]:
            _move(path, target, kit)
    except OSError as error:
        raise ConfigError(
            f"{error.filename}: {error.strerror}. Mend it, and run the command again: it goes on where it was."
        ) from error
    if keep and (out / GRADEBOOK_FILE).is_file():
        with claimed(out), Gradebook(out / GRADEBOOK_FILE) as gradebook:
            gradebook.note(_TERM, term)
    return NewTerm(old, term, moves, _past(kit, now))


def archived(kit: Kit) -> list[str]:
    """The terms whose classes were put away, the first one first."""
    folder = kit.root / ARCHIVE
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def archive_of(kit: Kit, term: str) -> Path:
    """Where the class of a term was put."""
    return kit.root / ARCHIVE / (re.sub(r"[^\w.-]+", "-", term).strip(".-") or "term")


def report_of(kit: Kit, term: str) -> Path:
    """Where the report folder of a class that was put away is, if it had one."""
    return archive_of(kit, term) / _REPORT


def _term_of(kit: Kit, out: Path) -> str:
    """Of which term a report folder's class is; one that does not say is of the configuration's, and says so now."""
    if not (out / GRADEBOOK_FILE).is_file():
        return kit.config.term
    with claimed(out), Gradebook(out / GRADEBOOK_FILE) as gradebook:
        if not gradebook.about(_TERM):
            gradebook.note(_TERM, kit.config.term)
        return gradebook.about(_TERM)


def _moves(kit: Kit, out: Path, old: str) -> tuple[tuple[Path, Path], ...]:
    """What is there of the old class, and where it goes; the report folder last."""
    into = archive_of(kit, old)
    moves = [(kit.class_folder / name, into / name) for name in (PEOPLE_FILE, RELEASED_FILE)]
    if (out / GRADEBOOK_FILE).is_file():
        moves.append((out.resolve(), into / _REPORT))
    return tuple((path, target) for path, target in moves if path.exists())


def _move(path: Path, target: Path, kit: Kit) -> None:
    private_folder(kit.root / ARCHIVE)
    private_folder(target.parent)
    path.rename(target)


def _write_term(kit: Kit, term: str) -> None:
    """Change the term in the configuration, and not a byte besides."""
    path = kit.root / CONFIG_FILE
    if load_config(path).term == term:
        return
    before = path.read_bytes()
    after = _LINE.sub(rf"\g<1>{term}\g<3>", before.decode("utf-8"), count=1).encode("utf-8")
    with whole(path) as file:
        file.write(after)
    if load_config(path).term != term:
        with whole(path) as file:
            file.write(before)
        raise ConfigError(f"{path}: write term: {term} in it yourself, then run the command again.")


def _past(kit: Kit, now: datetime) -> tuple[str, ...]:
    zone = kit.config.zone
    due = {name: policy.due for name, policy in kit.config.assignments.items() if policy.due}
    return tuple(f"{name} {when:%Y-%m-%d}" for name, when in due.items() if when.replace(tzinfo=zone) < now)
