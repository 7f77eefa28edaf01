"""The gradebook: everything that is known of a class, in one file."""

from autograder.gradebook.book import Gradebook, Stored
from autograder.gradebook.claim import claimed
from autograder.gradebook.tables import FILE_NAME

__all__ = ["FILE_NAME", "Gradebook", "Stored", "claimed"]
