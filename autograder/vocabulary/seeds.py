"""Random inputs that are the same for everybody in a term, and others in the next."""

from __future__ import annotations

import hashlib
import os

import numpy as np

TERM_VARIABLE = "AUTOGRADER_TERM"


def seeded(label: str) -> np.random.Generator:
    """Random generator for the inputs of one question in this term.

    Parameters
    ----------
    label
        Name of the test file, so that questions do not share inputs.

    Raises
    ------
    RuntimeError
        If the term is not set. The grader takes it from the configuration; tests staged for stock Otter carry it.
    """
    term = os.environ.get(TERM_VARIABLE)
    if not term:
        raise RuntimeError(f"{TERM_VARIABLE} is not set: hidden tests need the term that seeds their inputs")
    digest = hashlib.sha256(f"{term}/{label}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))
