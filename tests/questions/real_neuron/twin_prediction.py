"""A prediction: what becomes of the curve of a cell that is more sensitive, and less excitable."""

TEXT = """A cell has twice the resistance of another, so each pA lifts its potential twice as far. But its threshold lies twice as
far over the reset, too. All else is the same. How does its f-I curve differ from the other's?"""
FEWEST_WORDS = 3
