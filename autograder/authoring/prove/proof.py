"""What grading all known answers shows about the tests: errors of either kind, survivors, idle cases, diagnoses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from autograder.model import CALLED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from autograder.marking.catalogue import Catalogue, Kind, KnownAnswer
    from autograder.model import AnswerKind, Mark

TrialKind = Literal["reference", "stub", "right", "form", "wrong", "variant", "mutant"]
ENOUGH = 0.95  # of other people's versions recognised; the rest are told in general words
FEWEST: dict[Kind, int] = {"right": 6, "wrong": 8}  # known answers to a question: fewer prove little about its tests


@dataclass(frozen=True)
class Trial:
    """One answer that is graded: a known one or another person's version of it; the reference, its stub or a mutant."""

    kind: TrialKind
    id: str
    question: str
    code: str
    known: KnownAnswer | None
    diff: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether it gives wrong values."""
        return self.kind == "mutant" or (self.known is not None and self.known.kind == "wrong")


@dataclass(frozen=True)
class Graded:
    """A trial and the mark that it got; None where it got none."""

    trial: Trial
    mark: Mark | None

    @property
    def share(self) -> float | None:
        """Share of the points, or None while it is open."""
        return self.mark.points / self.mark.max_points if self.mark and self.mark.points is not None else None

    @property
    def failed_cases(self) -> frozenset[str]:
        """Names of the hidden cases that did not pass."""
        return self._failed(hidden=True)

    @property
    def failed_public(self) -> frozenset[str]:
        """Names of the public cases that did not pass."""
        return self._failed(hidden=False)

    @property
    def passed_any(self) -> bool:
        """Whether it passed a case, public or hidden."""
        return any(verdict.outcome == "passed" for verdict in (self.mark.verdicts if self.mark else ()))

    def _failed(self, *, hidden: bool) -> frozenset[str]:
        verdicts = self.mark.verdicts if self.mark else ()
        return frozenset(one.case for one in verdicts if one.hidden == hidden and one.outcome != "passed")

    @property
    def complaint(self) -> str:
        """The first line of what the first hidden case that did not pass says."""
        verdicts = self.mark.verdicts if self.mark else ()
        said = (verdict.says for verdict in verdicts if verdict.hidden and verdict.outcome == "failed")
        return next(said, "").partition("\n")[0]


@dataclass(frozen=True)
class Proof:
    """All trials of one assignment, and the groups of wrong answers that no output tells apart.

    ``questions`` are those that were tried, each with its kind. What is answered by a plain value needs no known
    answers: every choice is tried, and a number and a text as a machine writes them. ``several`` are those that ask for
    several functions.
    """

    graded: list[Graded]
    confusions: list[list[str]]
    catalogue: Catalogue
    questions: Mapping[str, AnswerKind]
    several: Collection[str] = ()

    def of(self, *kinds: TrialKind) -> list[Graded]:
        """Trials of some kinds."""
        return [one for one in self.graded if one.trial.kind in kinds]

    @cached_property
    def open(self) -> list[Graded]:
        """Trials whose mark is open. That is the machine's doing, not the answer's."""
        return [one for one in self.graded if one.share is None]

    @cached_property
    def kept(self) -> list[Graded]:
        """Wrong answers, and people's versions of them, that keep full marks."""
        return [one for one in self.of("wrong", "variant") if one.trial.is_wrong and one.share == 1]

    @cached_property
    def lost(self) -> list[Graded]:
        """Right answers, and the reference, that lose any mark."""
        return [one for one in self.of("reference", "right") if one.share != 1]

    @cached_property
    def idle_hands(self) -> list[Graded]:
        """Untouched stubs that earn something."""
        return [one for one in self.of("stub") if one.share]

    @cached_property
    def turned_away(self) -> list[Graded]:
        """Right answers, and the reference, that do not pass a public check: students would mend what is right."""
        return [one for one in self.of("reference", "right") if one.failed_public]

    @cached_property
    def thin(self) -> list[tuple[str, Kind, int]]:
        """Questions with too few known answers of a kind, and how many there are."""
        asked = [question for question, kind in self.questions.items() if kind in CALLED]
        counts = [(q, kind, len(self.catalogue.of(q, kind))) for q in asked for kind in FEWEST]
        return [(question, kind, count) for question, kind, count in counts if count < FEWEST[kind]]

    @cached_property
    def blunt_cases(self) -> list[tuple[str, str]]:
        """Hidden cases that look at nothing, each with its question: no wrong answer fails them.

        An answer that stops, or is not there, does not count, for it fails whatever a case looks at. What is listed as
        idle has its reason.
        """
        listed = {(one.question, one.case) for one in self.catalogue.idle}
        judging = [one for one in self.graded if self.questions[one.trial.question] != "text"]  # no text is wrong
        cases = {(one.trial.question, case) for one in judging for case in _all_cases(one)} - listed
        telling = [one for one in self.graded if one.trial.is_wrong and one.passed_any]
        return sorted(cases - {(one.trial.question, case) for one in telling for case in one.failed_cases})

    @cached_property
    def misjudged_forms(self) -> list[Graded]:
        """Answers in another form that were judged wrongly: they keep full marks, or lose in doubt."""
        forms = [one for one in self.of("form", "variant") if one.trial.known and one.trial.known.kind == "form"]
        return [one for one in forms if not _form_is_right(one)]

    @cached_property
    def flagged(self) -> list[Graded]:
        """Right answers whose form a teacher is asked to look at."""
        return [one for one in self.of("right") if one.mark and one.mark.form and one.mark.form.found == "unsure"]

    @cached_property
    def survivors(self) -> list[Graded]:
        """Mutants that keep full marks, and are not listed as equivalent for their question."""
        return [one for one in self.of("mutant") if one.share == 1 and _mutant(one) not in self._listed]

    @cached_property
    def not_equivalent(self) -> list[str]:
        """Mutants that are listed as equivalent and do not survive, or do not exist, each with its question."""
        surviving = {_mutant(one) for one in self.of("mutant") if one.share == 1}
        return [f"{question}, {mutant}" for question, mutant in self._listed if (question, mutant) not in surviving]

    @cached_property
    def _listed(self) -> list[tuple[str, str]]:
        """Each mutant that is listed as equivalent, with each question for which it is."""
        return [(question, entry.mutant) for entry in self.catalogue.equivalent for question in entry.questions]

    @cached_property
    def idle_cases(self) -> list[tuple[str, str]]:
        """Hidden cases that could be left out: every wrong answer would still lose marks. Each with its question."""
        cases = {(one.trial.question, case) for one in self.graded for case in _all_cases(one)}
        wrong = [one for one in self.graded if one.trial.is_wrong]
        needed = {(one.trial.question, *one.failed_cases) for one in wrong if len(one.failed_cases) == 1}
        return sorted(cases - needed)

    @cached_property
    def misdiagnosed(self) -> list[Graded]:
        """People's versions of known wrong answers that are recognised as something else."""
        return [one for one in self._diagnosable if not self._is_recognised(one)]

    @cached_property
    def accuracy(self) -> float:
        """Share of people's versions of known wrong answers whose misconception is named."""
        tried = self._diagnosable
        return 1 - len(self.misdiagnosed) / len(tried) if tried else 1.0

    @cached_property
    def _diagnosable(self) -> list[Graded]:
        return [one for one in self.of("variant") if one.trial.is_wrong and one.trial.id not in self._unseen]

    @cached_property
    def _unseen(self) -> frozenset[str]:
        """Wrong answers that differ in a further function alone, which no probe asks for: cases alone tell of these."""
        wrong = [one for one in self.of("wrong") if one.trial.question in self.several and one.share not in (None, 1)]
        return frozenset(one.trial.id for one in wrong if one.mark and one.mark.diagnosis is None)

    def _is_recognised(self, one: Graded) -> bool:
        diagnosis = one.mark.diagnosis if one.mark else None
        group = next((group for group in self.confusions if one.trial.id in group), [one.trial.id])
        return diagnosis is not None and diagnosis.id in group

    @property
    def hold(self) -> bool:
        """Whether the tests are as good as they must be."""
        unfair = (self.lost, self.idle_hands, self.turned_away, self.misjudged_forms)
        weak = (self.kept, self.survivors, self.not_equivalent, self.blunt_cases, self.thin)
        return not any((self.open, *unfair, *weak)) and self.accuracy >= ENOUGH


def _mutant(one: Graded) -> tuple[str, str]:
    return one.trial.question, one.trial.id


def _all_cases(one: Graded) -> list[str]:
    return [verdict.case for verdict in one.mark.verdicts if verdict.hidden] if one.mark else []


def _form_is_right(one: Graded) -> bool:
    form = one.mark.form if one.mark else None
    if form is None or one.trial.known is None:
        return False
    if one.trial.known.review:
        return form.found == "unsure" and one.share == 1
    return form.found == "other" and one.share is not None and 0 < one.share < 1
