"""The frame of a notebook: its first cell, which carries the checks, and its last ones, with the receipt."""

from autograder.authoring.frame.cells import FIRST, LAST, carried_tests, first_cell, last_cells, own_code

__all__ = ["FIRST", "LAST", "carried_tests", "first_cell", "last_cells", "own_code"]
