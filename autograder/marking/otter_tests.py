"""Otter's own test classes, without the three seconds that importing all of Otter costs.

``otter.test_files.exception_test`` needs the standard library only, but its parent packages import nbconvert,
pandas and more. So the two parents are put in place unexecuted, and the test files' own import,
``from otter.test_files import test_case``, gets Otter's class.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from typing import TYPE_CHECKING, Any

from autograder.errors import KitError

if TYPE_CHECKING:
    from pathlib import Path


def exception_test_file() -> Any:
    """Otter's ``ExceptionTestFile``."""
    for package in ("otter", "otter.test_files"):
        if package not in sys.modules:
            spec = importlib.util.find_spec(package)
            if spec is None:
                raise KitError("otter-grader is not installed; run make setup.")
            sys.modules[package] = importlib.util.module_from_spec(spec)
    module = importlib.import_module("otter.test_files.exception_test")
    sys.modules["otter.test_files"].test_case = module.test_case  # type: ignore[attr-defined]
    return module.ExceptionTestFile


def staged(hidden_test: Path, points: float, term: str) -> str:
    """A hidden test file as stock Otter needs it: with its points and the term that seeds its inputs."""
    return (
        f'import os\n\nos.environ["AUTOGRADER_TERM"] = {term!r}\n'
        f"{hidden_test.read_text(encoding='utf-8')}\npoints = {points!r}\n"
    )
