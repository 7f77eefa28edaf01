"""The words of hidden tests: ``agree`` and ``leaves_alone`` compare, ``Call`` and ``Given`` say what a function is
called with, ``seeded`` makes inputs. They need numpy only.

The comparison is one for all: a plain function is called case by case, the grader's proxy takes all cases in one
message. Either way what is compared is plain data, and the comparison happens here.
"""

from autograder.vocabulary.assertions import agree, leaves_alone
from autograder.vocabulary.calls import (
    Call,
    Given,
    Inputs,
    all_arguments,
    answered,
    before,
    copied,
    given_beside,
    modules_of_references,
    shown_value,
    with_all_arguments,
)
from autograder.vocabulary.known import Wrong
from autograder.vocabulary.numbers import real_numbers
from autograder.vocabulary.seeds import TERM_VARIABLE, seeded
from autograder.vocabulary.values import Within, difference

__all__ = [
    "TERM_VARIABLE",
    "Call",
    "Given",
    "Inputs",
    "Within",
    "Wrong",
    "agree",
    "all_arguments",
    "answered",
    "before",
    "copied",
    "difference",
    "given_beside",
    "leaves_alone",
    "modules_of_references",
    "real_numbers",
    "seeded",
    "shown_value",
    "with_all_arguments",
]
