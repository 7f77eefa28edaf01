"""Is this machine and this kit ready to grade?"""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from autograder import __version__
from autograder.isolation import LAYERS, Layer
from autograder.sandbox.launch import ZygoteProcess
from autograder.sandbox.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.kit import Kit


def findings(kit: Kit) -> Iterator[str]:
    """What was found, a line each; what is wrong is raised with its remedy."""
    yield f"autograder {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    for assignment in kit.assignments.values():
        points = sum(assignment.points.values())
        yield f"{assignment.name}: {len(assignment.points)} questions, {points:g} points; tests and reference are there"
    with ZygoteProcess() as zygote, Session(zygote, kit.config.limits, [], []) as session:
        session.start()
        for name, layer in LAYERS.items():
            yield _line(name, layer, on=name in session.layers, required=name in kit.config.isolation.require)


def _line(name: str, layer: Layer, *, on: bool, required: bool) -> str:
    state = "on " if on else "OFF"
    need = ", required" if required else ""
    remedy = "" if on else f" To get it: {layer.remedy}."
    return f"  {state}  {name}{need}: {layer.does}.{remedy}"
