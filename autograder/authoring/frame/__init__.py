"""The frame of a notebook: its first cell, which carries the checks, and its last ones, with the receipt."""

from autograder.authoring.frame.cells import FIRST, LAST, first_cell, last_cells, own_code, tests_in

__all__ = ["FIRST", "LAST", "first_cell", "last_cells", "own_code", "tests_in"]
