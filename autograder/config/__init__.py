"""``grading_config.yaml``: all policy that an instructor may change."""

from autograder.config.fields import (
    CONFIG_FILE,
    AssignmentPolicy,
    Config,
    Gradescope,
    Late,
    Limits,
    Marks,
    NotebookWords,
    Visibility,
)
from autograder.config.reading import load_config

__all__ = [
    "CONFIG_FILE",
    "AssignmentPolicy",
    "Config",
    "Gradescope",
    "Late",
    "Limits",
    "Marks",
    "NotebookWords",
    "Visibility",
    "load_config",
]
