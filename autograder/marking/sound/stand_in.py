"""The reference in the place of a student's function, as the grader would hear of it from a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.sandbox import wire

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Substitute:
    """Stands for a function as a proxy does: what goes in and what comes out is what the wire can carry."""

    def __init__(self, function: Callable[..., object]) -> None:
        self._function = function

    def __call__(self, *arguments: Any) -> Any:
        """Call the function once."""
        return self.call_many([arguments])[0]

    def call_many(self, cases: Sequence[tuple[Any, ...]]) -> list[Any]:
        """Call the function once for each case; arrays are changed where it changed them."""
        return [self._called(tuple(case)) for case in cases]

    def _called(self, arguments: tuple[Any, ...]) -> Any:
        if any(hasattr(argument, "seen") for argument in arguments):  # it notes what is done to it, where it lies
            return self._function(*arguments)
        sent = [_sent(argument) for argument in arguments]
        value = self._function(*sent)
        for argument, now in zip(arguments, sent, strict=True):
            if isinstance(argument, np.ndarray) and now.tobytes() != argument.tobytes():
                argument[...] = now
        encoded, arrays = _encoded(value)
        return wire.Decoder(arrays).value(encoded)


def _sent(argument: Any) -> Any:
    """What arrives of an argument at a worker.

    Raises
    ------
    TypeError
        When it cannot be sent: a function, for example.
    WireError
        When it is too large.
    """
    encoded, arrays = _encoded(argument)
    if '"opaque":' in wire.pack_frame(encoded).decode("latin-1"):
        raise TypeError(f"an argument of type {type(argument).__name__} cannot be sent to a student's process")
    return wire.Decoder(arrays).value(encoded)


def _encoded(value: Any) -> tuple[Any, bytes]:
    arrays = bytearray()
    encoded = wire.encode(value, arrays)
    wire.pack_frame(encoded, bytes(arrays))  # to see whether it is too large
    return encoded, bytes(arrays)
