"""Gradescope: one zip that holds the engine and one assignment, and the program that runs inside it.

Gradescope unpacks the zip to ``/autograder/source``, runs ``setup.sh`` once as root, and ``run_autograder`` for
each submission; that must write ``/autograder/results/results.json``. The zip is a kit of its own, cut down to one
assignment, and grades with the same engine as ``autograder grade``.
"""

from autograder.gradescope.archive import write_zip

__all__ = ["write_zip"]
