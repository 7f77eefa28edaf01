"""Whose fault it is decides what happens; so the errors are drawn as a tree.

::

    AutograderError              what, where, what to do: printed without a traceback
    ├── ConfigError              the instructor's: grading_config.yaml, a folder, a call
    ├── KitError                 ours: something the kit needs is missing or broken
    │   └── UnwrittenError       ... one person's file, for a reason that is nobody else's
    ├── SubmissionError          the student's file: it becomes a row with this reason
    │   └── WrongAssignmentError ... a notebook, but of none of the assignments asked for
    └── WorkerLostError          the student's code ended its own process: costs the question at hand
    SessionLostError             (a BaseException) ours: the answer is unknown, never 0
    OverdueError                 (a BaseException) ours: a step of the grader itself took too long, and is given up
    UnusableError                (a BaseException) nobody's: a learner's function gives its caller nothing to go on with

These three are no ``Exception`` on purpose: Otter's test classes catch ``Exception`` and call it a failed test, and a
failure of ours must never read as the student's.
"""

from __future__ import annotations


class AutograderError(Exception):
    """An error with words for the person who can mend it."""


class ConfigError(AutograderError):
    """The call, the configuration or a folder of the kit is wrong; the instructor can mend it."""


class KitError(AutograderError):
    """Something that the kit itself needs is missing or broken."""


class UnwrittenError(KitError):
    """A file cannot be written for what it is called, or for what lies in its place; ``reason`` says why."""

    def __init__(self, words: str, reason: str) -> None:
        super().__init__(words)
        self.reason = reason


class SubmissionError(AutograderError):
    """A submission cannot be read; the message says what was found and what to hand in instead."""


class WrongAssignmentError(SubmissionError):
    """The file is a notebook, but answers no question of the assignments at hand."""


class WorkerLostError(AutograderError):
    """Student code ended, flooded or outran its worker process: the question at hand is lost.

    A public check lets it through by ``ended``: what is to be said of it is said.
    """

    ended = True


class SessionLostError(BaseException):
    """The grader could not get an answer for reasons of its own: the verdict is unknown."""


class UnusableError(BaseException):
    """A learner's function that another question uses gives nothing to go on with: another pass decides."""


class OverdueError(BaseException):
    """A step of the grader's own took too long: what it was to decide is decided without it, or stays open."""
