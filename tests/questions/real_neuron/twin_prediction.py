"""A prediction: what becomes of the curve of a cell that is more sensitive."""

TEXT = """A cell has twice the resistance of another, so each pA lifts its potential twice as far. All else is the same. How does
its f-I curve differ from the other's? Could something else in the cell make up for it?"""
FEWEST_WORDS = 3
