"""Questions that are answered by a plain value: what their file says, what is right, and what to ask of what is not.

Each kind has its stub, the two checks that are built of it (an expression that asserts, with the words of
``value_checks``), the answers that a proof tries, and what a wrong one is recognised by. Nothing of what is right is in
the stub or in the public check.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from autograder.questions.value_checks import choice_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class TriedAnswer:
    """An answer that a proof tries, as code, and whether it is right."""

    id: str
    code: str
    right: bool = False


@dataclass(frozen=True)
class RecognisedValue:
    """What a wrong value was recognised by: an id, the misconception, what to ask, and the share if there is one."""

    id: str
    misconception: str
    hint: str
    share: float | None


@dataclass(frozen=True)
class ValueCheck:
    """One built case: its name, an expression that asserts, and which words of ``value_checks`` it needs."""

    case: str
    code: str
    word: str


class ValueQuestion(Protocol):
    """A question that is answered by a plain value."""

    @property
    def right(self) -> Any:
        """A value that is right."""

    @property
    def asks(self) -> list[str]:
        """What the stub says is asked for, line by line."""

    @property
    def public(self) -> ValueCheck:
        """What learners can check: that the value is an answer at all."""

    @property
    def hidden(self) -> ValueCheck:
        """What the marks come from."""

    @property
    def secret(self) -> list[str]:
        """What no student may read: code that gives the answer away."""

    @property
    def hints(self) -> Mapping[Any, str]:
        """What is asked of who gave which wrong answer, after grading."""

    def tried(self) -> Iterator[TriedAnswer]:
        """The answers that a proof tries."""

    def recognised(self, value: Any) -> RecognisedValue | None:
        """What a wrong value is recognised by, if it is."""


@dataclass(frozen=True)
class AskedChoice:
    """One of several choices."""

    question: str
    choices: Mapping[Any, str]
    right: Any
    hints: Mapping[Any, str]
    shares: Mapping[Any, float]

    @property
    def asks(self) -> list[str]:
        """The choices, each on a line."""
        return ["Write one of these in the place of the dots:", *(f"  {c!r}  {t}" for c, t in self.choices.items())]

    @property
    def public(self) -> ValueCheck:
        """That it is one of the choices."""
        return ValueCheck("one of the choices", self._asked, "choice_of")

    @property
    def hidden(self) -> ValueCheck:
        """That it is the right one."""
        words = f"{self.question} is another choice than the right one"
        return ValueCheck("the right choice", f"assert {self._asked} == {self.right!r}, {words!r}", "choice_of")

    @property
    def secret(self) -> list[str]:
        """The answer, in either kind of quotes."""
        right = self.right
        written = [f'{self.question} = "{right}"', f"{self.question} = {right!r}", f"RIGHT_CHOICE = {right!r}"]
        return [*written, f'RIGHT_CHOICE = "{right}"']

    def tried(self) -> Iterator[TriedAnswer]:
        """Every choice, and what is none."""
        for choice in self.choices:
            yield TriedAnswer(f"choice {choice}", f"{self.question} = {choice!r}\n", right=choice == self.right)
        yield TriedAnswer("no choice", f'{self.question} = "none of these at all"\n')

    def recognised(self, value: Any) -> RecognisedValue | None:
        """By which choice it is."""
        try:
            chosen = choice_of(self.question, value, list(self.choices))
        except AssertionError:
            return None
        share = self.shares.get(chosen)
        named = f"chose {chosen}: {self.choices[chosen]}"
        return RecognisedValue(f"choice {chosen}", named, self.hints[chosen], share) if chosen in self.hints else None

    @property
    def _asked(self) -> str:
        return f"choice_of({self.question!r}, {self.question}, {list(self.choices)!r})"


@dataclass(frozen=True)
class AskedText:
    """A text that earns for being made: never for being right."""

    question: str
    asked: str
    fewest: int

    @property
    def right(self) -> str:
        """Any text of enough words."""
        return " ".join(["something", *["more"] * (self.fewest - 1)])

    @property
    def asks(self) -> list[str]:
        """What is asked."""
        least = f", of at least {self.fewest} words" if self.fewest > 1 else ""
        return [*self.asked.splitlines(), f"Write a text{least}, between quotes, in the place of the dots."]

    @property
    def public(self) -> ValueCheck:
        """That something was written."""
        return ValueCheck("something is written", self._made, "text_of")

    @property
    def hidden(self) -> ValueCheck:
        """The same: that is all that is asked for."""
        return ValueCheck("an answer was given", self._made, "text_of")

    @property
    def secret(self) -> list[str]:
        """Nothing: there is no right answer."""
        return []

    @property
    def hints(self) -> Mapping[Any, str]:
        """None: nothing is wrong with a text."""
        return {}

    def tried(self) -> Iterator[TriedAnswer]:
        """A text, and what is none."""
        yield TriedAnswer("a text", f"{self.question} = {self.right!r}\n", right=True)
        yield TriedAnswer("more lines", f"{self.question} = '''\n{self.right}\n{self.right}\n'''\n", right=True)
        for words, code in {"dots": "'...'", "an empty text": "''", "spaces": "'  \\n '", "None": "None"}.items():
            yield TriedAnswer(words, f"{self.question} = {code}\n")
        yield TriedAnswer("the question itself", f"{self.question} = {self.asked!r}\n")
        yield TriedAnswer("a function", f"def {self.question}():\n    return {self.right!r}\n")

    def recognised(self, value: Any) -> RecognisedValue | None:  # noqa: ARG002 - nothing is wrong with a text
        """By nothing."""
        return None

    @property
    def _made(self) -> str:
        return f"text_of({self.question!r}, {self.question}, {self.fewest}, {self.asked!r})"
