"""Are the tests any good? Known answers and mutants say so, both ways."""

from autograder.prove.receipt import receipt_path, receipt_text, standing
from autograder.prove.report import proof_lines
from autograder.prove.run import prove

__all__ = ["proof_lines", "prove", "receipt_path", "receipt_text", "standing"]
