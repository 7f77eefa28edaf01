"""Gradescope's ``results.json`` as a checked shape: https://gradescope-autograders.readthedocs.io/en/latest/specs/.

What the platform documents and nothing else, and what must hold on top: totals add up, and an unknown mark has no
number anywhere.
"""

from __future__ import annotations

import json
import math
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Shown = Literal["visible", "after_due_date", "after_published", "hidden"]

LONGEST_OUTPUT = 100_000  # characters; the platform cuts the middle out of what is longer
_Points = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_Output = Annotated[str, Field(max_length=LONGEST_OUTPUT)]
_CENT = 0.005


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Test(_Part):
    """One entry. A question has ``max_score``, and ``score`` unless its mark is open; a public case has a status."""

    number: str | None = None
    name: str
    score: _Points | None = None
    max_score: _Points | None = None
    status: Literal["passed", "failed"] | None = None
    output: _Output = ""
    output_format: Literal["text"] = "text"
    tags: list[str] | None = None
    visibility: Shown = "visible"
    extra_data: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _score_is_within(self) -> Test:
        if self.score is not None and self.score > (self.max_score or 0):
            raise ValueError(f"{self.name} has {self.score:g} of {self.max_score} points")
        return self

    @property
    def question(self) -> str:
        """The question whose mark, or whose public case, this is; empty for other entries."""
        return str((self.extra_data or {}).get("question", ""))

    @property
    def is_open(self) -> bool:
        """Whether it is worth points that nobody knows yet."""
        return self.max_score is not None and self.score is None


class LeaderboardColumn(_Part):
    """One column of the leaderboard."""

    name: str
    value: float


class Results(_Part):
    """The whole file. ``extra_data`` holds the provenance, and the points taken for lateness as ``penalty``."""

    score: _Points | None = None
    output: _Output
    output_format: Literal["text"] = "text"
    test_output_format: Literal["text"] = "text"
    test_name_format: Literal["text"] = "text"
    visibility: Shown | None = None
    stdout_visibility: Literal["hidden"] = "hidden"
    extra_data: dict[str, Any]
    tests: list[Test]
    leaderboard: list[LeaderboardColumn] | None = None

    @model_validator(mode="after")
    def _totals_add_up(self) -> Results:
        marked = [test for test in self.tests if test.max_score is not None]
        if any(test.is_open for test in marked) and self.score is not None:
            raise ValueError("a mark is open, and there is a total all the same")
        penalty = self.extra_data.get("penalty", 0)
        if isinstance(penalty, bool) or not isinstance(penalty, int | float):
            raise ValueError("the penalty is no number")  # noqa: TRY004 - pydantic hears no other
        if marked and self.score is not None:
            total = sum(test.score or 0 for test in marked) - penalty
            if not math.isclose(total, self.score, abs_tol=_CENT):
                raise ValueError(f"the total is {self.score:g}, and its parts give {total:g}")
        return self

    @classmethod
    def read(cls, document: dict[str, Any]) -> Results:
        """Results as the platform hands them back; what it added is left out.

        Raises
        ------
        pydantic.ValidationError
            When they are none of ours.
        """
        tests = document.get("tests")
        kept = [_known(Test, test) for test in tests] if isinstance(tests, list) else tests
        return cls.model_validate({**_known(cls, document), "tests": kept})

    def to_json(self) -> str:
        """The text of the file."""
        return json.dumps(self.model_dump(exclude_none=True), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _known(part: type[_Part], document: Any) -> Any:
    if not isinstance(document, dict):
        return document
    return {key: value for key, value in document.items() if key in part.model_fields}
