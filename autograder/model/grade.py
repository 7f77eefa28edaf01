"""What one submission is worth, and why: verdicts, marks and the grade that they make."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACES = 2  # of the points that are told: a quarter point has two, and so has a hundredth of a penalty
_BESIDE = ("score", "student_id", "name")  # in the text of a grade, or beside it, and no part of one
# of a mark, or of a verdict
_USUAL: dict[str, Any] = {"basis": None, "kind": "function", "by_hand": False, "begun": True, "follows": False}
Outcome = Literal["passed", "failed", "unknown"]
FormName = Literal["loop", "sum", "dot"]
AnswerKind = Literal["function", "figure", "choice", "number", "text"]  # of answer that a question asks for
CALLED: tuple[AnswerKind, ...] = ("function", "figure")  # answered by a function, which is called
Status = Literal["graded", "open", "unreadable", "wrong_assignment"]


@dataclass(frozen=True)
class Verdict:
    """The outcome of one test case, and why, in the words of the test (``says``) and for the teacher (``detail``).

    ``follows`` says that it fails for the same cause as one before it, which has the words for that.
    """

    case: str
    hidden: bool
    outcome: Outcome
    says: str = ""
    detail: str = ""
    follows: bool = False


@dataclass(frozen=True)
class Form:
    """How a question's values were computed, beside the form that it asks for.

    ``found`` is ``asked`` or ``other`` where its trace shows it; ``unsure`` keeps the points, and a teacher looks.
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
class Basis:
    """On what a question rests that uses functions which are not right.

    ``own``: the reference, too, called the learner's own functions of these questions. ``lent``: right ones stood in
    their place. Either way a mistake in them costs nothing here.
    """

    way: Literal["own", "lent"]
    questions: tuple[str, ...]


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
    ``behaviour`` is a digest of what the function did, the same for answers that behave alike; empty where that is not
    known, and in old grades. It tells of hidden cases, so it is for the teacher. ``basis`` is set where the question
    uses another one's function that is not right. ``kind`` is what kind of answer was asked for, and ``by_hand`` is set
    where a person marks it, and nobody has yet. ``begun`` is False where there is no more than an empty stub.
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
    behaviour: str = ""
    basis: Basis | None = None
    kind: AnswerKind = "function"
    by_hand: bool = False
    begun: bool = True

    @property
    def is_of_function(self) -> bool:
        """Whether a function answers it, and not a plain value."""
        return self.kind in CALLED


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
    """One submission's marks: what the same bytes give, whoever handed them in.

    ``reason`` says why a submission could not be graded; ``troubles`` names the cells that stopped with an error, and
    ``notes`` what the notebook asked for and could not have.
    ``answered`` are the questions whose functions are more than the stub (None: an earlier kit did not look), and
    ``stamped`` is whether it has the assignment's stamp: they tell the work from what else a person hands in.
    """

    submission: str
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
        return hundredths(sum(mark.points for mark in self.marks if mark.points is not None))

    @property
    def may_be_decided(self) -> bool:
        """Whether another try may tell more: it is open, and not only for what somebody has to read."""
        return self.status == "open" and (
            not self.marks or any(mark.points is None and not mark.by_hand for mark in self.marks)
        )

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

    def to_json(self, indent: int | None = None, **beside: str) -> str:
        """Canonical ASCII text: the same grade always gives the same bytes, and none of them steers a terminal.

        For a teacher to read it gets an ``indent``, which takes ten times as long; ``beside`` is told beside the
        grade then: whose it is.
        """
        document = {"score": self.score, **vars(self), **beside}
        return json.dumps(document, default=_plain, indent=indent, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Grade:
        """Read what ``to_json`` wrote; in old gradebooks a grade names its people, who are left out."""
        document = {key: value for key, value in json.loads(text).items() if key not in _BESIDE}
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


def hundredths(points: float) -> float:
    """Points as totals and penalties are kept; it changes no mark, which policy has rounded to its step."""
    return round(points, _PLACES)


def _plain(part: Any) -> dict[str, Any]:
    """What a part of a grade says; what is as usual is left out, as in grades from before there was anything else."""
    return {key: value for key, value in vars(part).items() if key not in _USUAL or value != _USUAL[key]}


def _mark_from(document: dict[str, Any]) -> Mark:
    form, diagnosis, override = (document.get(name) for name in ("form", "diagnosis", "override"))  # the first had none
    parts = {
        "verdicts": tuple(Verdict(**verdict) for verdict in document["verdicts"]),
        "form": Form(**form) if form else None,
        "diagnosis": Diagnosis(**diagnosis) if diagnosis else None,
        "override": Override(**override) if override else None,
        "basis": Basis(basis["way"], tuple(basis["questions"])) if (basis := document.get("basis")) else None,
    }
    return Mark(**{**document, **parts})
