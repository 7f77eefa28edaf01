"""The reference in the place of a student's function, as the grader would hear of it from a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.marking.proxies import become
from autograder.sandbox import wire
from autograder.sandbox.arguments import ArgumentDecoder, state_of
from autograder.sandbox.requests import encode_call
from autograder.vocabulary import Call, Given, all_arguments, answered, with_all_arguments

if TYPE_CHECKING:
    from collections.abc import Callable

    from autograder.vocabulary import Inputs


class ReferenceProxy:
    """Stands for a function as a proxy does: what goes in and what comes out is what the wire can carry."""

    def __init__(self, function: Callable[..., object]) -> None:
        self._function = function

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Call the function once."""
        return self.call_many([Call(*arguments, **keywords) if keywords else arguments])[0]

    def call_many(self, cases: list[Inputs]) -> list[Any]:
        """Call the function once for each case; ``cases`` then hold what it made of their arguments."""
        values, after = zip(*map(self._called, cases), strict=True) if cases else ((), ())
        cases[:] = after
        return list(values)

    def _called(self, case: Inputs) -> tuple[Any, Inputs]:
        if any(hasattr(argument, "seen") for argument in all_arguments(case)):  # it notes what is done to it
            return answered(self._function, case, is_reference=True), case
        sent = _sent(case)
        value = answered(self._function, sent, is_reference=True)
        now = with_all_arguments(case, tuple(map(_left, all_arguments(case), all_arguments(sent))))
        return _decoded(value), now


def _sent(case: Inputs) -> Inputs:
    """What arrives of a call at a worker.

    Raises
    ------
    WireError
        When something in it cannot be sent, or is too large.
    """
    arrays = bytearray()
    encoded = encode_call(case, arrays)
    wire.pack_frame(encoded, bytes(arrays))  # to see whether it is too large
    arguments, keywords = ArgumentDecoder(bytes(arrays), Given).call(encoded)
    return case.with_arguments(tuple(arguments), keywords) if isinstance(case, Call) else tuple(arguments)


def _left(argument: Any, sent: Any) -> Any:
    """An argument after the call, as a proxy would have it."""
    if isinstance(argument, (np.ndarray, list, dict, set, tuple)):
        return become(argument, _decoded(sent))
    return become(argument, state_of(sent)) if isinstance(argument, np.random.Generator) else argument


def _decoded(value: Any) -> Any:
    arrays = bytearray()
    encoded = wire.encode(value, arrays)
    wire.pack_frame(encoded, bytes(arrays))
    return wire.Decoder(bytes(arrays)).value(encoded)
