"""What a call is given beside plain data: functions by their names, and generators by their state.

They go to a worker only. The grader's own ``Decoder`` knows none of these kinds, so nothing that comes out of a worker
can be one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.sandbox import wire

if TYPE_CHECKING:
    from collections.abc import Callable

_MODULES = {"": np, "linalg.": np.linalg, "random.": np.random}


def name_in_numpy(value: Any) -> str | None:
    """By which name NumPy has this very object, behind ``np.``; None where it has not."""
    if not callable(value):
        return None
    found = ((start, name) for start, module in _MODULES.items() for name, one in vars(module).items() if one is value)
    return next(("".join(place) for place in found), None)


def state_of(generator: np.random.Generator) -> list[int] | None:
    """All that decides what a generator gives next; None where it is of another kind than ``np.random.default_rng``."""
    state: Any = generator.bit_generator.state
    if state["bit_generator"] != "PCG64":
        return None
    return [state["state"]["state"], state["state"]["inc"], state["has_uint32"], state["uinteger"]]


def set_state(generator: np.random.Generator, state: Any) -> None:
    """Let a generator go on from a state.

    Raises
    ------
    WireError
        When that is no state of such a generator.
    """
    if not isinstance(state, list) or len(state) != 4 or not all(map(_fits, state, (128, 128, 1, 32))):
        raise wire.WireError("a generator has no state")
    inner, step, held, spare = state
    generator.bit_generator.state = {
        "bit_generator": "PCG64",
        "state": {"state": inner, "inc": step},
        "has_uint32": held,
        "uinteger": spare,
    }


def _fits(number: Any, bits: int) -> bool:
    return type(number) is int and 0 <= number < 1 << bits


class ArgumentDecoder(wire.Decoder):
    """Decodes what the grader sends; ``lookup`` gives the function that goes by a name here."""

    def __init__(self, arrays: bytes, lookup: Callable[[str], Any]) -> None:
        super().__init__(arrays)
        self._lookup = lookup

    def _text(self, kind: str, content: str) -> Any:
        if kind == "given":
            return self._lookup(content)
        if kind == "numpy":
            start, _, name = content.rpartition(".")
            return getattr(_MODULES[f"{start}." if start else ""], name)
        return content if kind == "str" else super()._text(kind, content)  # as long as it was sent

    def _compound(self, kind: str, content: list[Any]) -> Any:
        if kind != "generator":
            return super()._compound(kind, content)
        generator = np.random.default_rng(0)
        set_state(generator, content)
        return generator

    def call(self, node: Any) -> tuple[list[Any], dict[str, Any]]:
        """The arguments of one call, and its keywords."""
        if isinstance(node, list):
            return [self.value(argument) for argument in node], {}
        arguments = [self.value(argument) for argument in node["arguments"]]
        return arguments, {name: self.value(argument) for name, argument in node["keywords"]}
