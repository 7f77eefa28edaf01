"""The words of the kit, in the order in which they flow.

Submission → Notebook → Session → Evidence → Verdict → Mark → Grade → Entry → Report. ``Session`` lives in
``autograder.sandbox``, and ``Report`` is text; the others are here, frozen and plain.
"""

from autograder.model.entry import Entry, EntryStatus
from autograder.model.evidence import Absence, Drawn, Event, Evidence, Trace
from autograder.model.grade import (
    CALLED,
    AnswerKind,
    Basis,
    Diagnosis,
    Form,
    FormName,
    Grade,
    Mark,
    Outcome,
    Override,
    Provenance,
    Status,
    Verdict,
    hundredths,
)
from autograder.model.submission import Cell, HandInTime, Notebook, Person, Submission

__all__ = [
    "CALLED",
    "Absence",
    "AnswerKind",
    "Basis",
    "Cell",
    "Diagnosis",
    "Drawn",
    "Entry",
    "EntryStatus",
    "Event",
    "Evidence",
    "Form",
    "FormName",
    "Grade",
    "HandInTime",
    "Mark",
    "Notebook",
    "Outcome",
    "Override",
    "Person",
    "Provenance",
    "Status",
    "Submission",
    "Trace",
    "Verdict",
    "hundredths",
]
