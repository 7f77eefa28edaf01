"""An autograded assignment kit: notebooks in, marks and reasons out.

This face is the vocabulary of question files, and of the hidden tests built from them, which run in the grader and
under stock Otter alike. It needs numpy only.
"""

from autograder.vocabulary import Call, Given, Meets, Of, Wrong, agree, leaves_alone, meets, seeded

__version__ = "0.5.0"
__all__ = ["Call", "Given", "Meets", "Of", "Wrong", "__version__", "agree", "leaves_alone", "meets", "seeded"]
