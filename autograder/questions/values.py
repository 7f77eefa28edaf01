"""Questions that are answered by a plain value: what their file says, what is right, and what to ask of what is not.

Each kind has its stub, the two checks that are built of it (an expression that asserts, with the words of
``value_checks``), the answers that a proof tries, and what a wrong one is recognised by. Nothing of what is right is in
the stub or in the public check.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from autograder.questions.value_checks import choice_of, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FACTORS = {"the sign turned": -1.0, "ten times as large": 10.0, "a thousand times as large": 1000.0}
_UNIT_ASK = "The number itself is right. Which unit belongs to it?"


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
        """What no student may read: code that gives the answer away, and hints."""

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
        """The answer in either kind of quotes, and what is asked of wrong ones."""
        right = self.right
        written = [f'{self.question} = "{right}"', f"{self.question} = {right!r}", f"RIGHT_CHOICE = {right!r}"]
        return [*written, f'RIGHT_CHOICE = "{right}"', *self.hints.values()]

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
class AskedNumber:
    """A number with a unit."""

    question: str
    unit: str
    right: float
    rtol: float
    atol: float
    hints: Mapping[float, str]
    shares: Mapping[float, float]

    @property
    def asks(self) -> list[str]:
        """The unit."""
        if not self.unit:
            return ["Write one number, without a unit, in the place of the dots."]
        return [
            f'Write one number, in {self.unit}, in the place of the dots; or a text with its unit, "... {self.unit}".'
        ]

    @property
    def public(self) -> ValueCheck:
        """That it is a number in the unit, or in one that can be converted."""
        return ValueCheck(f"a number in {self.unit}" if self.unit else "a number", self._asked, "number_of")

    @property
    def hidden(self) -> ValueCheck:
        """That it is the right one, within the tolerance."""
        words = f"{self.question} is another number than the right one"
        code = f"assert abs({self._asked} - {self.right!r}) <= {self._off!r}, {words!r}"
        return ValueCheck("the right number", code, "number_of")

    @property
    def secret(self) -> list[str]:
        """The answer with its name, and what is asked of wrong ones."""
        written = {repr(self.right), f"{self.right:g}"}
        code = [f"{name} = {number}" for name in (self.question, "VALUE") for number in sorted(written)]
        return [*code, *self.hints.values()]

    def tried(self) -> Iterator[TriedAnswer]:
        """The right number in all its spellings, and numbers beside it."""
        number = repr(self.right)
        right = {
            "a number": number,
            "a number of NumPy's": f"np.float64({number})",
            "in an array": f"np.array({number})",
        }
        if self.right == int(self.right):
            right["a whole number"] = repr(int(self.right))
        text = f"{number} {self.unit}".strip()
        right |= {"a text": repr(text), "a text without spaces": repr(text.replace(" ", ""))}
        right["a text with more spaces"] = repr(f"  {number}   {self.unit} ")
        yield from (TriedAnswer(words, f"{self.question} = {code}\n", right=True) for words, code in right.items())
        for words, wrong in self._beside().items():
            yield TriedAnswer(words, f"{self.question} = {wrong!r}\n")
            yield TriedAnswer(f"{words}, a text", f"{self.question} = {f'{wrong!r} {self.unit}'.strip()!r}\n")
        if self.unit:
            yield TriedAnswer("no unit", f'{self.question} = "{number}"\n')
            yield TriedAnswer("another unit", f'{self.question} = "{number} {self.unit}x"\n')
        for wrong in self.hints:
            yield TriedAnswer(f"{wrong:g}", f"{self.question} = {wrong!r}\n")

    def _beside(self) -> dict[str, float]:
        """Wrong numbers: another sign or another size, whatever the tolerance is, and one just beyond it."""
        found = {words: self.right * factor for words, factor in _FACTORS.items()}
        found["a tenth"] = self.right / 10
        found["off by 1 %, or by more than the tolerance"] = self.right + (
            max(abs(self.right) / 100, 2 * self._off) or 1.0
        )
        return {words: one for words, one in found.items() if one != self.right}  # of 0 there is no other size

    def recognised(self, value: Any) -> RecognisedValue | None:
        """By one of the numbers that have a hint, or as the right number in a wrong unit."""
        if isinstance(value, str) and self._is_right_but_for_its_unit(value):
            return RecognisedValue("unit", "the right number, and another unit", _UNIT_ASK, None)
        try:
            number = number_of(self.question, value, self.unit)
        except AssertionError:
            return None
        for wrong, hint in self.hints.items():
            if math.isclose(number, wrong, rel_tol=self.rtol, abs_tol=self.atol):
                return RecognisedValue(
                    f"{wrong:g}", f"gave {wrong:g} {self.unit}".strip(), hint, self.shares.get(wrong)
                )
        return None

    def _is_right_but_for_its_unit(self, value: str) -> bool:
        digits = value.strip()
        while digits and not digits[-1].isdigit() and digits[-1] != ".":
            digits = digits[:-1]
        try:
            bare = number_of(self.question, f"{digits} {self.unit}", self.unit)
        except AssertionError:
            return False
        return digits != value.strip() and abs(bare - self.right) <= self._off

    @property
    def _off(self) -> float:
        """How far it may be off."""
        return self.atol + self.rtol * abs(self.right)

    @property
    def _asked(self) -> str:
        return f"number_of({self.question!r}, {self.question}, {self.unit!r})"


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
