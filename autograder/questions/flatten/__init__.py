"""Code with what it needs, as one text: what a reference is beside the modules that it imports.

Mutants, the rehearsals, the digest, what is given to students and the built hidden tests are made of it.
"""

from autograder.questions.flatten.files import imported_files, names_taken, reference_files
from autograder.questions.flatten.flat import Flattened, flatten, joined

__all__ = ["Flattened", "flatten", "imported_files", "joined", "names_taken", "reference_files"]
