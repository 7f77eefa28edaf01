"""The gradebook: everything that is known of a class, in one file."""

from autograder.course.gradebook.book import Gradebook, Stored
from autograder.course.gradebook.claim import claimed
from autograder.course.gradebook.schema import GRADEBOOK_FILE

__all__ = ["GRADEBOOK_FILE", "Gradebook", "Stored", "claimed"]
