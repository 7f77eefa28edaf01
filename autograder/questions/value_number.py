"""A question that asks for a number with a unit: how it is written, what is right, and what is wrong beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.questions.value_checks import number_of
from autograder.questions.values import RecognisedValue, TriedAnswer, ValueCheck

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FACTORS = {"the sign turned": -1.0, "ten times as large": 10.0, "a thousand times as large": 1000.0}
_MOST_POWER = 12  # of ten: from pico to one, and back
_ASK = "Which step on the way to this number can you check with a rough estimate?"
_SIGN_ASK = "The size is right. What would the other sign mean?"
_SIZE_ASK = "The digits are right. Which power of ten belongs to them?"
_UNIT_ASK = "The number itself is right. Which unit belongs to it?"


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
        """The answer, with its name."""
        written = {repr(self.right), f"{self.right:g}"}
        return [f"{name} = {number}" for name in (self.question, "VALUE") for number in sorted(written)]

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
        close = self.unit.removeprefix("1") if self.unit.startswith("1/") else self.unit  # "2.51/ms" is another number
        right |= {"a text": repr(text), "a text without spaces": repr(f"{number}{close}".replace(" ", ""))}
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
        """By the number, where it has a hint; by what is wrong with it, where one thing is; else as another one."""
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
        return self._off_in_one_way(number) or RecognisedValue("number", "another number", _ASK, None)

    def _off_in_one_way(self, number: float) -> RecognisedValue | None:
        """By its sign or its power of ten, where all else is right: its author has nothing to write for these."""
        if abs(number + self.right) <= self._off:
            return RecognisedValue("sign", "the sign turned", _SIGN_ASK, None)
        powers = (10.0**power for power in range(-_MOST_POWER, _MOST_POWER + 1))
        if self._off < abs(self.right) and any(abs(number * power - self.right) <= self._off for power in powers):
            return RecognisedValue("size", "another power of ten", _SIZE_ASK, None)
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
