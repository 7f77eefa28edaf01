"""What this container lets a submission have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.config import Limits

_LIMITS = ("memory.max", "memory/memory.limit_in_bytes")  # control groups, version 2 and 1
_SMALLEST_MB = 768  # the smallest container that Gradescope offers
_GRADERS_MB = 192  # of it, for what is not the worker
_LEAST_MB = 512  # NumPy and a figure; with less no notebook runs


def within(limits: Limits, groups: Path = Path("/sys/fs/cgroup")) -> Limits:
    """The limits, with no more memory than the container has for a worker.

    So a notebook that takes too much gets Python's own MemoryError, and the kernel kills nobody.
    """
    memory_mb = max(_LEAST_MB, _container_mb(groups) - _GRADERS_MB)
    return limits.model_copy(update={"memory_mb": min(limits.memory_mb, memory_mb)})


def _container_mb(groups: Path) -> int:
    told = (path.read_text(encoding="ascii").strip() for name in _LIMITS if (path := groups / name).is_file())
    return min((int(text) >> 20 for text in told if text.isdigit()), default=_SMALLEST_MB)
