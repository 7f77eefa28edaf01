"""The known answers of an assignment, as ``tests/answers`` holds them: they prove its tests and diagnose mistakes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection  # noqa: TC003 - likewise
from typing import Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, field_serializer, field_validator

from autograder.model import FormName  # noqa: TC001 - pydantic resolves the annotation at run time
from autograder.sandbox.requests import encode_call
from autograder.sandbox.wire import WireError
from autograder.vocabulary import Call, Inputs, copied

Kind = Literal["right", "form", "wrong"]
KINDS: tuple[Kind, ...] = ("right", "form", "wrong")


class Known(BaseModel):
    """An entry of what is known: exactly what it says, and nothing besides."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class KnownAnswer(Known):
    """A way in which people answer a question: right, right in another form, or wrong.

    ``share`` of the points is what a teacher would give it, ``hint`` what helps its author on; ``review`` says that
    its form cannot be decided, so that it keeps its points and a teacher is asked to look.
    """

    id: str
    question: str
    code: str
    kind: Kind = "right"
    idiom: str = ""
    misconception: str = ""
    share: float = Field(1.0, ge=0, le=1)
    hint: str = ""
    review: bool = False


class Probe(Known):
    """A public input: small, telling, and fit to be named to a student. ``words`` complete "For ..., yours gives".

    ``inputs`` are any plain data, or a ``Call``. YAML knows no arrays: there a list of numbers is one.
    """

    id: str
    questions: tuple[str, ...]
    inputs: Any
    words: str

    @field_validator("inputs")
    @classmethod
    def _are_arguments(cls, inputs: Any) -> Any:
        if not isinstance(inputs, (list, tuple, Call)):
            raise ValueError("Input should be a valid tuple, or a Call")  # noqa: TRY004 - which pydantic takes
        if isinstance(inputs, list):
            inputs = tuple(_as_array(value) if isinstance(value, list) else value for value in inputs)
        case: Inputs = inputs
        try:
            encode_call(case, bytearray())
        except WireError as error:
            raise ValueError(str(error)) from error
        return case

    @field_serializer("inputs", when_used="json")
    def _in_short(self, inputs: Any) -> list[Any]:
        arrays = bytearray()
        return [encode_call(inputs, arrays), hashlib.sha256(arrays).hexdigest()]

    def arguments(self) -> Inputs:
        """The inputs as a function gets them: its own."""
        return copied(self.inputs)


def _as_array(value: list[Any]) -> Any:
    try:
        array = np.array(value)
    except (ValueError, OverflowError):  # ragged, or no numbers
        return value
    return array if array.dtype.kind in "biuf" else value


class FormWords(Known):
    """What students read of a form: what an answer of this form did (``seen``), and what to ask where it is wanted.

    ``{name}`` in ``seen`` stands for the function of NumPy's that was called.
    """

    form: FormName
    seen: str = Field(min_length=1)
    asked: str = Field(min_length=1)


class Variant(Known):
    """Another person's version of a known answer."""

    of: str
    code: str


class Equivalent(Known):
    """A mutant of the reference that no test of a question can tell from it, and why.

    Of a helper it has to say of which ``question``, or questions; of a question's own function, its name says that.
    """

    mutant: str
    reason: str
    question: str | tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions for which it holds, and for no others."""
        said = (self.question,) if isinstance(self.question, str) else self.question
        return said or (self.mutant.partition(":")[0],)


class Idle(Known):
    """A hidden case that no wrong answer needs, and why it is there all the same."""

    question: str
    case: str
    reason: str


class Catalogue(Known):
    """All that is known about how an assignment is answered."""

    answers: tuple[KnownAnswer, ...] = ()
    probes: tuple[Probe, ...] = ()
    form_words: tuple[FormWords, ...] = ()
    variants: tuple[Variant, ...] = ()
    equivalent: tuple[Equivalent, ...] = ()
    idle: tuple[Idle, ...] = ()

    def of(self, question: str, kind: Kind) -> list[KnownAnswer]:
        """Known answers of one kind to one question."""
        return [answer for answer in self.answers if answer.question == question and answer.kind == kind]

    def on(self, questions: Collection[str]) -> Catalogue:
        """What is known of these questions alone; mutants of questions that it does not know at all stay."""
        answers = tuple(answer for answer in self.answers if answer.question in questions)
        known = {answer.id for answer in answers}
        others = {answer.question for answer in self.answers} - set(questions)
        kept = {
            "answers": answers,
            "probes": self.probes_for(questions),
            "variants": tuple(variant for variant in self.variants if variant.of in known),
            "equivalent": tuple(
                one.model_copy(update={"question": tuple(name for name in one.questions if name not in others)})
                for one in self.equivalent
                if not others.issuperset(one.questions)
            ),
        }
        return self.model_copy(update=kept)

    @property
    def words(self) -> dict[FormName, FormWords]:
        """What students read of each form."""
        return {entry.form: entry for entry in self.form_words}

    def probes_of(self, question: str) -> list[Probe]:
        """Probes of one question, in the order in which a teacher would look."""
        return [probe for probe in self.probes if question in probe.questions]

    def probes_for(self, questions: Collection[str]) -> tuple[Probe, ...]:
        """The probes, each for these questions alone."""
        kept = ((probe, tuple(one for one in probe.questions if one in questions)) for probe in self.probes)
        return tuple(probe.model_copy(update={"questions": names}) for probe, names in kept if names)
