"""The words of hidden tests: ``agree``, ``meets`` and ``leaves_alone`` judge, ``Call`` and ``Given`` say what a
function is called with, ``Of`` and ``Meets`` what is asked of which one, ``seeded`` makes inputs. They need numpy only.

The comparison is one for all: a plain function is called case by case, the grader's proxy takes all cases in one
message. Either way what is compared is plain data, and the comparison happens here.
"""

from autograder.vocabulary.asked import Meets, Of, function_of, relation_of
from autograder.vocabulary.assertions import OTHER_KIND, agree, leaves_alone, meets, unmet
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
    "OTHER_KIND",
    "TERM_VARIABLE",
    "Call",
    "Given",
    "Inputs",
    "Meets",
    "Of",
    "Within",
    "Wrong",
    "agree",
    "all_arguments",
    "answered",
    "before",
    "copied",
    "difference",
    "function_of",
    "given_beside",
    "leaves_alone",
    "meets",
    "modules_of_references",
    "real_numbers",
    "relation_of",
    "seeded",
    "shown_value",
    "unmet",
    "with_all_arguments",
]
