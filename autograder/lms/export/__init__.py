"""Marks and feedback back to the LMS: entries in, bytes out. Nothing here writes a file.

The safe way is to fill in the file that the instructor exported: one column changes, and not a byte besides. Files
of our own making are for where there is none.
"""

from autograder.lms.export.exported import Exported
from autograder.lms.export.forms import FEEDBACK_FORMS, FORMS, export_feedback, export_marks

__all__ = ["FEEDBACK_FORMS", "FORMS", "Exported", "export_feedback", "export_marks"]
