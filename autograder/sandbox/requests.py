"""From the cases of a test to what is sent to a worker; what cannot be sent is the author's fault, and said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.sandbox import wire
from autograder.sandbox.arguments import name_in_numpy, state_of
from autograder.vocabulary import Call, Given

if TYPE_CHECKING:
    from autograder.vocabulary import Inputs

_SENT = (
    "numbers, arrays, text, None, lists, tuples, dicts, sets, NumPy's functions, Given(...) or np.random.default_rng"
)


class UnsendableError(wire.WireError):
    """An argument of a test is of a kind that no student's process is given."""


def encode_call(case: Inputs, arrays: bytearray) -> Any:
    """One call in JSON, its arrays' bytes appended to ``arrays``.

    Raises
    ------
    UnsendableError
        Naming what cannot be sent.
    """
    if not isinstance(case, Call):
        return [wire.encode(argument, arrays, _beside_data) for argument in case]
    positional = [wire.encode(argument, arrays, _beside_data) for argument in case.arguments]
    named = [[name, wire.encode(argument, arrays, _beside_data)] for name, argument in case.keywords.items()]
    return {"arguments": positional, "keywords": named}


def _beside_data(value: Any, kind: str) -> Any:
    if isinstance(value, Given):
        return {"given": value.name}
    if isinstance(value, np.random.Generator) and (state := state_of(value)) is not None:
        return {"generator": state}
    if (name := name_in_numpy(value)) is not None:
        return {"numpy": name}
    raise UnsendableError(f"an argument of type {kind} cannot be sent to a student's process: give {_SENT}")
