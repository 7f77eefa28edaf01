"""Is this machine and this kit ready to grade?"""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from autograder import __version__
from autograder.sandbox.launch import ZygoteProcess
from autograder.sandbox.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.kit import Kit

_LAYERS = {
    "rlimits": "CPU, memory, file size, descriptors",
    "private_uid": "a user of its own, who owns nothing but its scratch folder",
    "no_new_privileges": "no way back to more rights, memory closed to others",
    "landlock": "reads Python and its packages, writes its scratch folder, no TCP, no signals outwards",
    "seccomp": "no new process, no socket, no reaching for other processes, no file attributes",
}


def findings(kit: Kit) -> Iterator[str]:
    """What was found, a line each; what is wrong is raised with its remedy."""
    yield f"autograder {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    for assignment in kit.assignments.values():
        points = sum(assignment.points.values())
        yield f"{assignment.name}: {len(assignment.points)} questions, {points:g} points; tests and reference are there"
    with ZygoteProcess() as zygote, Session(zygote, kit.config.limits, [], []) as session:
        session.start()
        for layer, what in _LAYERS.items():
            yield f"  {'on ' if layer in session.layers else 'OFF'}  {layer}: {what}"
