"""Are the tests any good? Known answers and mutants say so, both ways."""

from autograder.authoring.prove.receipt import freshness, receipt_path, receipt_text
from autograder.authoring.prove.report import proof_lines
from autograder.authoring.prove.run import prove

__all__ = ["freshness", "proof_lines", "prove", "receipt_path", "receipt_text"]
