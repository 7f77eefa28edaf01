"""Every LMS that the kit knows. A new one is a file in this folder and a line here.

Intake, lists of people, exports and the command line all read ``LMSES``, and know no LMS otherwise.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.lms.definition import Lms

# The files, in the order in which they are asked whether a download is theirs: the first that says yes reads it. The
# surer the sign, the earlier.
_FILES = (
    "gradescope",  # a file of metadata that nobody else writes
    "brightspace",  # each name has two numbers, a person and a time
    "canvas",  # each name has the numbers of a user and an attachment
    "moodle",  # each name has the word assignsubmission
    "blackboard",  # each name has the word attempt, and a time
    "sakai",  # folders called by a name and a login, with a folder for what was handed in
    "teams",  # a folder for what was handed in, and one of a name in it
    "classroom50",  # the teacher's scores.csv, or a result.json in most clones
    "classroom",  # the folder around all says how those in it are called
    "nbgrader",  # folders in folders, and a time in most: no name tells
    "plain",  # takes everything, so it must be last
)
LMSES: dict[str, Lms] = {name: import_module(f"autograder.lms.{name}").LMS for name in _FILES}
