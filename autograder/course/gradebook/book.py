"""The gradebook: what was handed in, every grade that it was ever given, what people decided, what was handed out.

A file of SQLite with one writer. Each grade is a transaction of its own and on the disk before the next, so that a
run that is stopped in any way goes on where it was.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.gradebook import documents
from autograder.course.gradebook.decisions import read_overrides, read_renames
from autograder.course.gradebook.opening import opened
from autograder.errors import ConfigError, KitError
from autograder.model import Grade

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from autograder.model import Entry, Override, Submission


@dataclass(frozen=True)
class Stored:
    """A grade of the past: when it was stored."""

    stored_at: datetime
    grade: Grade


class Gradebook:
    """All that is known of a class, one writer at a time."""

    def __init__(self, path: Path | None, context_sha256: str = "") -> None:
        """Open the gradebook at ``path``, or one that is gone when it is closed.

        ``context_sha256`` stands for all that decides a grade beside the submission: a grade stored under another
        context does not count as done.

        Raises
        ------
        ConfigError
            When the file is no gradebook, or one of a newer kit.
        """
        self._connection = opened(path)
        self._context = context_sha256
        self._together = False
        self._overrides = read_overrides(self._connection)

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    # --- the class as a whole

    def about(self, name: str) -> str:
        """What is known of the class under a name; empty where nothing is."""
        row = self._connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def note(self, name: str, value: str) -> None:
        """Keep something of the class under a name, in place of what was there."""
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    # --- what was handed in

    def receive(self, handed_in: Mapping[Submission, str], sources: Sequence[Path]) -> None:
        """Take the submissions of some downloads, with the digests of their bytes, in place of what those held before.

        What other downloads held stays; of the same submission in two of an LMS's downloads the newer counts.

        Raises
        ------
        ConfigError
            When a plain file would take the place of another of the same name.
        """
        given = [path.resolve() for path in sources]
        rows = [
            (one.id, documents.source_of(one.path, given), sha256, documents.submission_text(one))
            for one, sha256 in handed_in.items()
        ]
        self._check_names(handed_in, given)
        with self._transaction():
            gone = [(documents.path_text(path),) for path in given]
            self._connection.executemany("DELETE FROM submissions WHERE source = ?", gone)
            self._connection.executemany("INSERT OR REPLACE INTO submissions VALUES (?, ?, ?, ?)", rows)

    def amend(self, submissions: Iterable[Submission]) -> None:
        """Keep what became known of submissions since they were received."""
        rows = [(documents.submission_text(one), one.id) for one in submissions]
        with self._transaction():
            self._connection.executemany("UPDATE submissions SET document = ? WHERE submission = ?", rows)

    def _check_names(self, handed_in: Mapping[Submission, str], given: Sequence[Path]) -> None:
        held = self._connection.execute("SELECT submission, source, sha256 FROM submissions WHERE source != ''")
        others = {one: (source, sha256) for one, source, sha256 in held if Path(os.fsdecode(source)) not in given}
        for one, sha256 in handed_in.items():
            source, other = others.get(one.id, ("", sha256))
            if other != sha256 and not one.place:  # an LMS's names are of one submission, whatever the download
                raise ConfigError(
                    f"The folder holds another {one.id}, of {source}. Name both in one call of autograder grade, or "
                    "give --out another folder."
                )

    def received(self) -> dict[Submission, str]:
        """The class's submissions with the digests of their bytes, in order of their ids."""
        rows = self._connection.execute("SELECT document, sha256 FROM submissions ORDER BY submission")
        return {documents.submission_from(document): sha256 for document, sha256 in rows}

    @property
    def ids(self) -> list[str]:
        """The ids of the class's submissions, in order."""
        return [one for (one,) in self._connection.execute("SELECT submission FROM submissions ORDER BY submission")]

    @property
    def sources(self) -> list[Path]:
        """The downloads that the class's submissions are from; the first kit wrote none down."""
        rows = self._connection.execute("SELECT DISTINCT source FROM submissions WHERE source != '' ORDER BY source")
        return [Path(os.fsdecode(source)) for (source,) in rows]

    # --- grades

    def store(self, submission: Submission, grade: Grade) -> None:
        """Store a submission's grade in a transaction of its own; under the same context it has one row.

        A submission that changed since it was received is from now on the one that was graded.

        Raises
        ------
        KitError
            When it cannot be written, for example because the disk is full.
        """
        keys = (grade.submission, grade.provenance.submission_sha256, self._context_of(submission))
        row = (_now(), grade.to_json())
        with self._transaction():
            self._connection.execute("UPDATE submissions SET sha256 = ? WHERE submission = ?", (keys[1], keys[0]))
            changed = self._connection.execute(
                "UPDATE grades SET stored_at = ?, grade = ? WHERE number = (SELECT number FROM latest "
                "WHERE submission = ? AND submission_sha256 = ? AND context_sha256 = ?)",
                (*row, *keys),
            )
            if not changed.rowcount:
                self._connection.execute(
                    "INSERT INTO grades (submission, submission_sha256, context_sha256, stored_at, grade) "
                    "VALUES (?, ?, ?, ?, ?)",
                    (*keys, *row),
                )

    def find(self, submission: Submission, submission_sha256: str, *, any_context: bool = False) -> Grade | None:
        """The last grade of a submission, if it is of these very bytes under this very context, and not open."""
        row = self._connection.execute(
            "SELECT grade, context_sha256 FROM latest WHERE submission = ? AND submission_sha256 = ?",
            (submission.id, submission_sha256),
        ).fetchone()
        if row is None or (row[1] != self._context_of(submission) and not any_context):
            return None
        grade = Grade.from_json(row[0])
        return None if grade.may_be_decided else grade

    def _context_of(self, submission: Submission) -> str:
        asked = f" as {submission.asked}" if submission.asked else ""
        return self._context + asked + "".join(f" {name} for {one}" for one, name in submission.renamed)

    def decided(self, grade: Grade) -> Grade:
        """A grade with the points that a person decided on."""
        return grade.decided(self.decisions(grade))

    def decisions(self, grade: Grade) -> Mapping[str, Override]:
        """The points that a person decided on, by question."""
        return self._overrides.get((grade.submission, grade.provenance.submission_sha256), {})

    def graded(self, submission: str | None = None) -> Iterator[tuple[Submission, Grade]]:
        """The class's submissions that are graded (or the one asked for), each with its last grade, by their ids."""
        rows = self._connection.execute(
            "SELECT document, grade FROM submissions JOIN latest USING (submission) "
            "WHERE sha256 = submission_sha256 AND (? IS NULL OR submission = ?) ORDER BY submission",
            (submission, submission),
        )
        for document, text in rows:
            yield documents.submission_from(document), self.decided(Grade.from_json(text))

    def stale(self) -> int:
        """How many of the class's grades were given under another context."""
        (count,) = self._connection.execute(
            "SELECT count(*) FROM submissions JOIN latest USING (submission) "
            "WHERE substr(context_sha256, 1, length(?1)) != ?1",
            (self._context,),
        ).fetchone()
        return int(count)

    def history(self, submission: str) -> list[Stored]:
        """Every grade that a submission was given, the oldest first."""
        rows = self._connection.execute(
            "SELECT stored_at, grade FROM grades WHERE submission = ? ORDER BY number", (submission,)
        )
        return [Stored(datetime.fromisoformat(when), Grade.from_json(text)) for when, text in rows]

    def adopt(self, other: Path) -> None:
        """Take the last grade of every submission of this class from another gradebook, all or none."""
        self._connection.execute("ATTACH ? AS other", (str(other),))
        try:
            with self._transaction():
                self._connection.execute(
                    "INSERT INTO grades (submission, submission_sha256, context_sha256, stored_at, grade) "
                    "SELECT submission, submission_sha256, context_sha256, stored_at, grade FROM other.latest new "
                    "WHERE submission IN (SELECT submission FROM submissions) AND NOT EXISTS (SELECT 1 "
                    "FROM main.latest old WHERE old.submission = new.submission AND old.grade = new.grade "
                    "AND old.context_sha256 = new.context_sha256)"
                )
        finally:
            self._connection.execute("DETACH other")

    # --- what people decide

    def decide(self, grade: Grade, question: str, override: Override | None) -> None:
        """Let a person's points stand for a question of these very bytes; None lets the tests' points stand again."""
        points, author, reason = (override.points, override.author, override.reason) if override else (None, "", "")
        row = (grade.submission, grade.provenance.submission_sha256, question, _now(), points, author, reason)
        with self._transaction():
            self._connection.execute("INSERT INTO overrides VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self._overrides = read_overrides(self._connection)

    def rename(self, grade: Grade, question: str, name: str | None) -> None:
        """Let a question of these very bytes be answered by the function of another name; None: by its own again."""
        row = (grade.submission, grade.provenance.submission_sha256, question, _now(), name, "")
        with self._transaction():
            self._connection.execute("INSERT INTO renames VALUES (?, ?, ?, ?, ?, ?)", row)

    def as_found(self, submission: Submission, submission_sha256: str) -> Submission:
        """A submission with the names under which people found its functions."""
        return replace(submission, renamed=read_renames(self._connection, submission.id, submission_sha256))

    # --- what was written, and handed out

    def record(self, entries: Iterable[Entry]) -> None:
        """Keep the lines that the tables were written from, in place of those before."""
        rows = [(None, documents.entry_text(entry)) for entry in entries]
        with self._transaction():
            self._connection.execute("DELETE FROM entries WHERE published_at IS NULL")
            self._connection.executemany("INSERT INTO entries (published_at, entry) VALUES (?, ?)", rows)

    def recorded(self) -> list[Entry]:
        """The lines that the tables were last written from."""
        rows = self._connection.execute("SELECT entry FROM entries WHERE published_at IS NULL ORDER BY number")
        return [documents.entry_from(text) for (text,) in rows]

    def publish(self, entries: Iterable[Entry]) -> None:
        """Keep the lines that were handed out; earlier ones stay in the file, the last of a person counts."""
        when = _now()
        with self._transaction():
            self._connection.executemany(
                "INSERT INTO entries (published_at, entry) VALUES (?, ?)",
                [(when, documents.entry_text(entry)) for entry in entries],
            )

    def published(self) -> list[Entry]:
        """The lines that were handed out, the oldest first."""
        rows = self._connection.execute("SELECT entry FROM entries WHERE published_at IS NOT NULL ORDER BY number")
        return [documents.entry_from(text) for (text,) in rows]

    @contextlib.contextmanager
    def all_or_none(self) -> Iterator[None]:
        """Let all that is written within stand together, or none of it."""
        try:
            with self._transaction():
                self._together = True
                yield
        finally:
            self._together = False
            self._overrides = read_overrides(self._connection)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._together:
            yield
            return
        try:
            with self._connection:
                yield
        except sqlite3.Error as error:
            raise KitError(
                f"The gradebook could not be written ({error}). What was graded before is kept; make room, then run "
                "the same command again."
            ) from error


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
