"""The program that the grader starts: it becomes a zygote, or the one worker of a machine that cannot fork safely.

Started by file path with ``-S -s``, in an environment of a few named variables and with ``/`` as its folder. What it
has to know comes by standard input. It lets ``autograder.sandbox`` be imported from this folder, and nothing else of
the kit.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType


def import_only_sandbox(packages: list[str]) -> None:
    """Let ``autograder.sandbox`` be imported from this folder, and nothing else of the kit."""
    here = str(Path(__file__).parent)
    sys.path[:] = [entry for entry in sys.path if entry != here] + packages
    for name, path in (("autograder", []), ("autograder.sandbox", [here])):
        package = ModuleType(name)
        package.__path__ = path
        sys.modules[name] = package


def main() -> None:
    """Read the settings, and become what they say."""
    settings = json.load(sys.stdin)
    import_only_sandbox(settings["packages"])
    importlib.import_module(f"autograder.sandbox.{settings['program']}").serve(settings)


if __name__ == "__main__":
    main()
