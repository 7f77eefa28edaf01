"""Known wrong answers, as a question file gives them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wrong:
    """A wrong answer that people give: what is misunderstood, the share of the points it is worth, what to ask.

    It is the reference with a small edit, every ``old`` in its body become ``new``; or a whole answer, ``code``.
    """

    id: str
    misconception: str
    share: float
    hint: str
    old: str = ""
    new: str = ""
    code: str = ""
