"""What evidence shows: whether it is right, what it is like, and in words what goes wrong first.

Everything here is about outputs. Which code gave them is not looked at, so words must be true of the outputs alone.
"""

from autograder.marking.symptoms.outcomes import (
    DEAD,
    Numbers,
    Outcome,
    as_wanted,
    lightened,
    likeness,
    outcome,
    same,
    unlike,
)
from autograder.marking.symptoms.patterns import constant, in_steps, one_value, remembers, repeated
from autograder.marking.symptoms.plain import coarse, digest_of
from autograder.marking.symptoms.turns import Turn, as_other, turned, turned_known
from autograder.marking.symptoms.words import shortly, simplest, told_at

__all__ = [
    "DEAD",
    "Numbers",
    "Outcome",
    "Turn",
    "as_other",
    "as_wanted",
    "coarse",
    "constant",
    "digest_of",
    "in_steps",
    "lightened",
    "likeness",
    "one_value",
    "outcome",
    "remembers",
    "repeated",
    "same",
    "shortly",
    "simplest",
    "told_at",
    "turned",
    "turned_known",
    "unlike",
]
