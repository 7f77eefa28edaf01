"""Gradescope: one zip that holds the engine and one assignment, and the programs that run inside it.

Gradescope unpacks the zip to ``/autograder/source`` and runs ``setup.sh`` once, as root (``rehearsal`` is its last
step). For each submission it runs ``run_autograder``, which is ``supervisor``: that forks ``run``, the grading itself,
and writes ``/autograder/results/results.json``. The zip is a kit of its own, cut down to one assignment, and grades
with the same engine as ``autograder grade``. ``archive`` and ``stock`` write the zips.
"""
