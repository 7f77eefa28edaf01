"""Hidden inputs that ask for something other than the usual: of which function, and what must hold of its values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class _Asked(list[Any]):
    """A list of inputs, as every hidden case is one."""

    def __init__(self, inputs: Iterable[Any]) -> None:
        super().__init__(inputs)
        self.function: str = getattr(inputs, "function", "")
        self.relation: Callable[..., object] | None = getattr(inputs, "relation", None)


class Of(_Asked):
    """Inputs of a further function of the question, one that ``ALSO`` names: ``Of("extend", [(curve, 1.0)])``."""

    def __init__(self, function: str, inputs: Iterable[Any]) -> None:
        super().__init__(inputs)
        self.function = function


class Meets(_Asked):
    """Inputs for which there are many right values: all of which a relation holds.

    ``Meets(fits, [(rates,)])``: ``fits(pair, rates)`` is called with what came back, then the inputs, and asserts.
    """

    def __init__(self, relation: Callable[..., object], inputs: Iterable[Any]) -> None:
        super().__init__(inputs)
        self.relation = relation


def function_of(inputs: Any) -> str:
    """The further function that inputs are for; nothing where they are for the question's own."""
    return inputs.function if isinstance(inputs, _Asked) else ""


def relation_of(inputs: Any) -> Callable[..., object] | None:
    """What must hold of the values for some inputs; None where they are to agree with the reference's."""
    return inputs.relation if isinstance(inputs, _Asked) else None
