"""Why a function is wrong: its outputs on public inputs, matched with those of known wrong answers.

First the known answers that behave alike in everything; then what can be made of right values, or of a known answer's
(the sign turned, rounded, scaled, another function's); then a known answer that behaves alike in nearly everything;
last, in words, the simplest public input that goes wrong.

Outputs decide. Of known answers that come to the same, the one is named that the code is most like; and where outputs
hold too little to know a mistake by, none is named unless the code is like it too.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from autograder.marking.resemblance import features_in, features_of, is_as_silent, likeness_of
from autograder.marking.seen import seen_of
from autograder.marking.signatures import signatures_of
from autograder.marking.symptoms import (
    as_other,
    as_wanted,
    in_steps,
    likeness,
    one_value,
    outcome,
    remembers,
    repeated,
    simplest,
    turned,
    turned_known,
    unlike,
)
from autograder.model import Diagnosis, Evidence
from autograder.vocabulary import all_arguments, answered

if TYPE_CHECKING:
    import ast
    from collections.abc import Sequence

    from autograder.kit import Assignment
    from autograder.marking.catalogue import Catalogue, KnownAnswer, Probe
    from autograder.marking.resemblance import Features
    from autograder.marking.seen import Seen
    from autograder.marking.symptoms import Outcome
    from autograder.sandbox.host import Host
    from autograder.vocabulary import Inputs

_NEAR = 0.9  # of the probes alike: below it `autograder prove` found other mistakes, above it variants of this one
_LIKE = 0.45  # of the code, where all that came back is one value
_SOMEWHAT_LIKE = 0.15  # where most calls stop, and with the very error of the mistake
_RATHER_LIKE = 0.3  # where outputs are nearly those of a mistake, or those of several
_TELLING = 0.5  # of the calls must give values, and not all the same one


class Case(NamedTuple):
    """A wrong function: what it came to on its question's probes, what it should have come to, and its code."""

    question: str
    probes: Sequence[Probe]
    repeated: Sequence[tuple[int, int]]
    got: Sequence[Outcome]
    wanted: Sequence[Outcome]
    features: Features

    @property
    def tells(self) -> bool:
        """Whether its outputs hold enough to know a mistake by: values, and more than one."""
        valued = sum(one.value is not None or one.is_plain for one in self.got)
        return valued >= _TELLING * len(self.got) and one_value(self.got) is None

    def least_likeness(self, of: int) -> float:
        """How much the code must be like that of the mistake, where outputs fit so many."""
        if self.is_silent or (self.tells and of == 1):
            return 0.0
        if self.tells:
            return _RATHER_LIKE
        return _LIKE if one_value(self.got) is not None else _SOMEWHAT_LIKE

    @property
    def is_silent(self) -> bool:
        """Whether nothing came back from any call: then the code alone can tell why."""
        return all(one.what == "nothing" for one in self.got)


class Diagnoser:
    """Knows how the known wrong answers of an assignment behave on its probes."""

    def __init__(self, assignment: Assignment, catalogue: Catalogue, host: Host) -> None:
        self._assignment = assignment
        self._catalogue = catalogue
        self._host = host
        self._references: dict[tuple[str, str], list[Outcome]] = {}
        self._seen_of: dict[str, Seen | None] = {}

    def diagnose(self, question: str, got: Sequence[Outcome], code: ast.AST | None = None) -> Diagnosis | None:
        """What a function that came to this on the question's probes, ``as_wanted``, is recognised by.

        ``code`` is its definition, where that is known.

        None where it is right on all of them, and where it took its worker with it: the verdict has words for that.
        """
        wanted = self._reference(question, question)
        if any(one.what == "lost" for one in got) or not unlike(got, wanted):
            return None
        probes, others = self._catalogue.probes_of(question), self._others(question)
        case = Case(question, probes, repeated(probes), got, wanted, features_of(code))
        if (seen := self._seen(question)) is not None:
            stops = not seen.has_words_for_stops and any(
                got[place].what == "stops" for place in unlike(got, wanted)[:1]
            )
            known = self._as_known(case) or self._nearly_as_known(case)
            return known or (simplest(question, got, wanted, probes) if stops else None)
        return (
            self._as_known(case)
            or as_other(got, {name: self.as_wanted(question, self._reference(name, question)) for name in others})
            or turned(got, wanted)
            or self._as_turned(case)
            or self._nearly_as_known(case)
            or simplest(question, got, wanted, probes)
        )

    def _seen(self, question: str) -> Seen | None:
        """What counts of a question's values, where that is not whether they are the reference's."""
        if question not in self._seen_of:
            self._seen_of[question] = seen_of(self._assignment, question, self._catalogue.probes_of(question))
        return self._seen_of[question]

    def seen(self, question: str, probed: Sequence[Evidence]) -> list[Evidence]:
        """Evidence of the probes as far as it counts: mostly as it is, of a figure what is asked of it."""
        seen = self._seen(question)
        return list(probed) if seen is None else seen.of(probed)

    def told_of_seen(self, question: str, probed: Sequence[Evidence]) -> Diagnosis | None:
        """What is wrong with a figure, or by a relation, that nobody has described before."""
        seen = self._seen(question)
        return None if seen is None else seen.first_fault(probed)

    def as_wanted(self, question: str, got: Sequence[Outcome]) -> list[Outcome]:
        """What a function came to on the question's probes, as far as it counts beside what is right."""
        return as_wanted(got, self._reference(question, question))

    def _others(self, question: str) -> list[str]:
        return [name for name in self._assignment.points if name != question]

    def _reference(self, question: str, inputs_of: str) -> list[Outcome]:
        """What the reference gives on a question's probes, or on those of another one."""
        key, seen = (question, inputs_of), self._seen(question) if question == inputs_of else None
        if key not in self._references and seen is not None:
            unchanged = [(None,) * len(all_arguments(one.arguments())) for one in self._catalogue.probes_of(question)]
            pairs = zip(seen.wanted, unchanged, strict=True)
            self._references[key] = [outcome(Evidence(value=value, changed=changed)) for value, changed in pairs]
        if key not in self._references:
            function = self._assignment.reference_function(question)
            probes = self._catalogue.probes_of(inputs_of)
            self._references[key] = [outcome(_called(function, probe.arguments())) for probe in probes]
        return self._references[key]

    def _as_known(self, case: Case) -> Diagnosis | None:
        """The known answer that behaves alike in everything; of several, the one that the code is most like."""
        wrong = self._catalogue.of(case.question, "wrong")
        alike = [answer for answer in wrong if _behaves_like(case, self.signatures[answer.id])]
        made_of = {answer.id: features_in(answer.code, case.question) for answer in alike}
        if case.is_silent:
            alike = [answer for answer in alike if is_as_silent(case.features, made_of[answer.id])]
        likeness = {answer.id: likeness_of(case.features, made_of[answer.id]) for answer in alike}
        best = max(alike, key=lambda answer: likeness[answer.id], default=None)
        if best is None:
            return None
        return _diagnosis(best, case) if likeness[best.id] >= case.least_likeness(len(alike)) else None

    def _nearly_as_known(self, case: Case) -> Diagnosis | None:
        """The known answer that behaves most alike, if that is enough."""
        if not case.tells:
            return None
        wrong = self._catalogue.of(case.question, "wrong")
        scores = {answer.id: likeness(case.got, self.signatures[answer.id], case.wanted) for answer in wrong}
        best = max(wrong, key=lambda answer: scores[answer.id], default=None)
        if best is None or scores[best.id] < _NEAR:
            return None
        like = likeness_of(case.features, features_in(best.code, case.question))
        return _diagnosis(best, case) if like >= _RATHER_LIKE or not case.features else None

    def _as_turned(self, case: Case) -> Diagnosis | None:
        """A known answer whose values are turned into others by a second mistake: the first one is asked about."""
        answers = {answer.id: answer for answer in self._catalogue.of(case.question, "wrong")}
        found = turned_known(case.got, {key: self.signatures[key] for key in answers})
        if found is None:
            return None
        key, turn = found
        answer = answers[key]
        return Diagnosis(f"{key} and {turn.name}", f"{answer.misconception}; {turn.misconception}", answer.hint)

    @cached_property
    def signatures(self) -> dict[str, list[Outcome]]:
        """What every known wrong answer comes to on its question's probes, as far as it counts there."""
        found = signatures_of(self._assignment, self._catalogue, self._host)
        question = {answer.id: answer.question for answer in self._catalogue.answers}
        return {name: self.as_wanted(question[name], outcomes) for name, outcomes in found.items()}


def _behaves_like(case: Case, known: Sequence[Outcome]) -> bool:
    """Whether a known answer does the same on every probe.

    A function that keeps a total between its calls is compared by what each call adds to it.
    """
    if remembers(case.got, case.repeated) and remembers(known, case.repeated):
        return not unlike(in_steps(case.got), in_steps(known))
    return not unlike(case.got, known)


def _diagnosis(answer: KnownAnswer, case: Case) -> Diagnosis:
    silent = case.is_silent  # as an untouched stub is
    return Diagnosis(answer.id, answer.misconception, answer.hint, 0.0 if silent else answer.share, silent=silent)


def _called(function: Any, inputs: Inputs) -> Evidence:
    unchanged = (None,) * len(all_arguments(inputs))
    try:
        return Evidence(value=answered(function, inputs, is_reference=True), changed=unchanged)
    except Exception as error:  # noqa: BLE001 - another question's reference may not take these inputs
        return Evidence(error=(type(error).__name__, str(error)))
