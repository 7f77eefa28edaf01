"""Which way of starting workers fits a system."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.sandbox.host import Host


def host_for(system: str) -> type[Host]:
    """Choose the way of starting workers on a system that is named as ``sys.platform`` does."""
    if system == "linux":
        from autograder.sandbox.launch import ZygoteProcess

        return ZygoteProcess
    from autograder.sandbox.spawn import SpawnedProcesses

    return SpawnedProcesses
