"""The gradebook: everything that is known of a class, in one file."""

from pathlib import Path

from autograder.course.gradebook.book import Gradebook, Stored
from autograder.course.gradebook.claim import claimed
from autograder.course.gradebook.schema import GRADEBOOK_FILE

__all__ = ["GRADEBOOK_FILE", "Gradebook", "Stored", "claimed", "graded_before"]


def graded_before(out: Path) -> list[Path]:
    """The downloads that were graded into a report folder; none where it has no gradebook."""
    if not (out / GRADEBOOK_FILE).is_file():
        return []
    with Gradebook(out / GRADEBOOK_FILE) as gradebook:
        return gradebook.sources
