"""Functions as arguments between the grader and the process of the reference: they cross by their names.

NumPy's are the same everywhere. One of ``solutions`` crosses as a ``Given``: in the process of the reference it is the
function of that name, or what stands in for it; in a learner's process it is what the notebook calls so.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

from autograder.sandbox import wire
from autograder.sandbox.arguments import ArgumentDecoder, name_in_numpy
from autograder.vocabulary import Given, modules_of_references

if TYPE_CHECKING:
    from types import ModuleType

_PACKAGE = "solutions."


def by_name(value: Any, kind: str) -> Any:
    """The node of a function that has a name; of anything else that is no plain data, no more than its kind."""
    if isinstance(value, Given):
        return {"given": value.name}
    if (name := name_in_numpy(value)) is not None:
        return {"numpy": name}
    if callable(value) and (name := _name_in_references(value)):
        return {"given": name}
    return wire.opaque(value, kind)


def _name_in_references(function: Any) -> str:
    """What the references call a function: its own name if they do, else the first; nothing where it has none."""
    loaded = [module for name, module in list(sys.modules.items()) if name.startswith(_PACKAGE)]
    names = [name for module in loaded for name, one in vars(module).items() if one is function]
    own = getattr(function, "__name__", "")
    return own if own in names else next(iter(names), "")


class Named(ArgumentDecoder):
    """Decodes what the grader sends to the process of the reference: a name is a function of it."""

    def __init__(self, arrays: bytes, module: ModuleType) -> None:
        super().__init__(arrays, self._function)
        self._module = module

    def _function(self, name: str) -> Any:
        """What goes by a name in the module of an assignment; else in that of another.

        Raises
        ------
        WireError
            When there is no such function.
        """
        if name in vars(self._module):
            return vars(self._module)[name]
        modules = map(importlib.import_module, modules_of_references())
        found = next((vars(module)[name] for module in modules if name in vars(module)), None)
        if found is None:
            raise wire.WireError(f"the reference has no function {name[: wire.LONGEST_NAME]}")
        return found
