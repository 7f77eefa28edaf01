"""The words of the kit, in the order in which they flow.

Submission → Notebook → Session → Evidence → Verdict → Mark → Grade → Entry → Report. ``Session`` lives in
``autograder.sandbox``, ``Evidence`` in a module of its own, and ``Report`` is text; the others are here, frozen and
plain.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from autograder.evidence import Absence as Absence
from autograder.evidence import Event as Event
from autograder.evidence import Evidence as Evidence
from autograder.evidence import Trace as Trace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

Outcome = Literal["passed", "failed", "unknown"]
FormName = Literal["loop", "sum", "dot"]
Status = Literal["graded", "open", "unreadable", "wrong_assignment"]
EntryStatus = Literal["graded", "open", "unreadable", "wrong_assignment", "missing", "exempt"]


@dataclass(frozen=True)
class Person:
    """Somebody as the roster or an LMS names them; what is not known is empty.

    ``lms_id`` is what the LMS's own files call them: a Canvas user id, a Moodle participant, the name of a plain file.
    """

    student_id: str = ""
    name: str = ""
    email: str = ""
    login: str = ""
    lms_id: str = ""


@dataclass(frozen=True)
class Submission:
    """A file as received, and whose it is.

    ``id`` is the path relative to the path that was graded; ``path`` the file on disk; ``member`` the file inside
    it, when it is a zip of many people's work. ``people`` are its author or the members of a group, as the download
    names them. ``submitted_at`` has no time zone where the LMS writes none; ``late`` is what the LMS says;
    ``attempt`` counts the hand-ins of one person where it is known; ``chosen`` is whether the LMS holds it for the
    one that counts. ``place`` is the folder or file in which the LMS expects feedback to come back. ``asked`` is the
    one assignment that it is to be graded as; empty where the file itself is to tell. ``trouble`` is why intake does
    not take it. ``renamed`` are questions whose function a person found under another name, each with that name.
    """

    id: str
    path: Path
    member: str = ""
    people: tuple[Person, ...] = ()
    submitted_at: datetime | None = None
    late: bool | None = None
    attempt: int | None = None
    chosen: bool | None = None
    place: str = ""
    asked: str = ""
    trouble: str = ""
    renamed: tuple[tuple[str, str], ...] = ()

    @property
    def student_id(self) -> str:
        """Student ids of all its people, as one text."""
        return "; ".join(person.student_id for person in self.people if person.student_id)

    @property
    def name(self) -> str:
        """Names of all its people, as one text."""
        return "; ".join(person.name for person in self.people if person.name)


@dataclass(frozen=True)
class Cell:
    """A code cell: its place in the notebook, counting code cells from 1, and its source."""

    number: int
    source: str


@dataclass(frozen=True)
class Notebook:
    """The code cells of a submission, the assignment its metadata claims, and whether all its text is meant as code.

    ``modules`` are Python files that were handed in beside it, by their path from it, ``left_out`` those that were not
    taken, each with the reason. ``renamed`` gives, for a question, another name under which its function was found.
    """

    cells: tuple[Cell, ...]
    assignment: str | None = None
    is_whole: bool = True
    modules: Mapping[str, bytes] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """The outcome of one test case, and why, in the words of the test (``says``) and for the teacher (``detail``)."""

    case: str
    hidden: bool
    outcome: Outcome
    says: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Form:
    """How a question's values were computed, beside the form that it asks for.

    ``found`` is ``asked`` or ``other`` where trace and source agree; ``unsure`` keeps the points, and a teacher looks.
    ``taken`` is the share of what the values earned that policy took for it.
    """

    asked: FormName
    found: Literal["asked", "other", "unsure"]
    says: str = ""
    detail: str = ""
    taken: float = 0.0


@dataclass(frozen=True)
class Diagnosis:
    """What a wrong function was recognised by: the misconception for the teacher, a hint for the student.

    ``share`` is what the catalogue of known answers would give; None where nothing of it fits. ``given`` is the share
    that policy gave in place of that of the cases, if it did. ``silent`` says that nothing came back from any call.
    """

    id: str
    misconception: str
    hint: str
    share: float | None = None
    given: float | None = None
    silent: bool = False


@dataclass(frozen=True)
class Override:
    """Points that a person decided on, in place of what the tests gave, with who and why."""

    points: float
    author: str
    reason: str


@dataclass(frozen=True)
class Mark:
    """The points of one question, or open (``points`` is None), with what stands behind them.

    ``override`` is set where a person decided: then ``points`` are theirs. ``look`` is why one should look at it.
    """

    question: str
    title: str
    max_points: float
    points: float | None
    verdicts: tuple[Verdict, ...]
    note: str = ""
    form: Form | None = None
    diagnosis: Diagnosis | None = None
    override: Override | None = None
    look: str = ""


@dataclass(frozen=True)
class Provenance:
    """What the grade rests on. It holds no time, duration or address.

    ``python`` and ``numpy`` are the versions that ran the notebook; empty where none was run, and in old grades.
    """

    kit_version: str
    tests_sha256: str
    submission_sha256: str
    isolation: tuple[str, ...] = ()
    python: str = ""
    numpy: str = ""


@dataclass(frozen=True)
class Grade:
    """One submission's marks.

    ``reason`` says why a submission could not be graded; ``troubles`` names the cells that stopped with an error, and
    ``notes`` what the notebook asked for and could not have.
    ``answered`` are the questions whose functions are more than the stub (None: an earlier kit did not look), and
    ``stamped`` is whether it has the assignment's stamp: they tell the work from what else a person hands in.
    """

    submission: str
    student_id: str
    name: str
    assignment: str
    status: Status
    max_score: float
    marks: tuple[Mark, ...]
    provenance: Provenance
    reason: str = ""
    troubles: tuple[str, ...] = ()
    answered: tuple[str, ...] | None = None
    stamped: bool = False
    notes: tuple[str, ...] = ()

    @property
    def score(self) -> float | None:
        """The total, or None while a mark is open or the submission could not be graded."""
        if self.status != "graded":
            return None
        return round(sum(mark.points for mark in self.marks if mark.points is not None), 2)

    def of(self, submission: Submission) -> Grade:
        """The same marks under the names that a submission's people have now."""
        return replace(self, student_id=submission.student_id, name=submission.name)

    def decided(self, overrides: Mapping[str, Override]) -> Grade:
        """The grade with the points that a person decided on, by question."""
        marks = tuple(
            replace(mark, points=overrides[mark.question].points, override=overrides[mark.question])
            if mark.question in overrides
            else mark
            for mark in self.marks
        )
        left_open = any(mark.points is None for mark in marks)
        status: Status = "graded" if self.status == "open" and marks and not left_open else self.status
        return replace(self, marks=marks, status=status)

    def to_json(self) -> str:
        """Canonical ASCII text: the same grade always gives the same bytes, and none of them steers a terminal."""
        document = {"score": self.score, **vars(self)}
        return json.dumps(document, default=vars, indent=2, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Grade:
        """Read what ``to_json`` wrote."""
        document = json.loads(text)
        document.pop("score")
        marks = [_mark_from(mark) for mark in document["marks"]]
        answered = document.get("answered")
        provenance = document["provenance"]
        provenance["isolation"] = tuple(provenance["isolation"])
        return cls(
            **{
                **document,
                "marks": tuple(marks),
                "provenance": Provenance(**provenance),
                "troubles": tuple(document["troubles"]),
                "answered": None if answered is None else tuple(answered),
                "notes": tuple(document.get("notes", ())),
            }
        )


def _mark_from(document: dict[str, Any]) -> Mark:
    form, diagnosis, override = document["form"], document["diagnosis"], document["override"]
    parts = {
        "verdicts": tuple(Verdict(**verdict) for verdict in document["verdicts"]),
        "form": Form(**form) if form else None,
        "diagnosis": Diagnosis(**diagnosis) if diagnosis else None,
        "override": Override(**override) if override else None,
    }
    return Mark(**{**document, **parts})


@dataclass(frozen=True)
class Entry:
    """One person's line in the gradebook for one assignment.

    ``submission`` is the one that counts, empty where there is none; ``place`` is its place in the LMS's download.
    ``raw`` is what its grade gives and ``score`` what remains after ``penalty``, the points taken for lateness;
    both are None while a mark is open. ``points`` are the questions' own, before any penalty. ``days_late`` is None
    where the LMS says late and not how late. ``notes`` are for the teacher, a sentence each; ``review`` has the ids
    of submissions that a person should look at, passed over or not the work perhaps, each with why.
    """

    person: Person
    assignment: str
    status: EntryStatus
    submission: str = ""
    place: str = ""
    raw: float | None = None
    penalty: float = 0
    score: float | None = None
    max_score: float = 0
    points: Mapping[str, float | None] = field(default_factory=dict)
    days_late: int | None = 0
    free_days: int = 0
    on_roster: bool = True
    notes: tuple[str, ...] = ()
    review: tuple[tuple[str, str], ...] = ()
