"""The gradebook: everything that is known of a class, in one file."""

from autograder.course.gradebook.book import Gradebook, Stored
from autograder.course.gradebook.claim import claimed
from autograder.course.gradebook.tables import FILE_NAME

__all__ = ["FILE_NAME", "Gradebook", "Stored", "claimed"]
