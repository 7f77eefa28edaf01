"""What one submission may use in all, on its own clock, for whatever it does.

Everything is charged: cells, the same cells run again after a loss, calls, sleeping. When the whole is used up, what
is still to be decided gets a small part of its limit, so that one slow part costs itself and not the rest; when twice
the whole is used up, nothing runs any more.
"""

from __future__ import annotations

from dataclasses import dataclass

_TIGHT_SHARE = 0.25  # a right answer needs less than a tenth of a limit, as `autograder prove` makes sure
_MOST = 2  # cells that came before the budget was gone may finish, and what is asked of them


@dataclass(frozen=True)
class Allowance:
    """What one request may use: seconds of computing and seconds of its own clock; and both in words."""

    cpu_s: float
    own_s: float
    cpu_words: str
    own_words: str


@dataclass
class Budget:
    """What a submission has used of ``whole_s`` seconds; a worker that waits has ``patience`` times its limit."""

    whole_s: float
    patience: float
    spent_s: float = 0.0

    def charge(self, own_s: float) -> None:
        """Take what was used."""
        self.spent_s += own_s

    @property
    def left_s(self) -> float:
        """Seconds until nothing runs any more."""
        return max(0.0, _MOST * self.whole_s - self.spent_s)

    def allowance(self, limit_s: float) -> Allowance:
        """What a request may use whose limit is ``limit_s``."""
        left = max(self.whole_s - self.spent_s, limit_s * _TIGHT_SHARE)
        cpu_s, own_s = min(limit_s, left), min(limit_s * self.patience, left)
        return Allowance(cpu_s, own_s, self._said(cpu_s, limit_s), self._said(own_s, limit_s * self.patience))

    def _said(self, seconds: float, usual: float) -> str:
        """The time in words; what is left is never the same twice, and words have to be."""
        return f"{seconds:g} s" if seconds >= usual else f"was left of the notebook's {self.whole_s:g} s"

    def is_too_slow(self, used_s: float, limit_s: float) -> bool:
        """Whether what has used so much cannot be run again with what is left."""
        return used_s > self.allowance(limit_s).own_s
