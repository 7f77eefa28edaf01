"""What the file of an LMS says of it: all that the kit asks, in both directions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from autograder.lms.export.grade_file import FeedbackUpload, GradeFile
    from autograder.lms.intake.download import DownloadLayout


@dataclass(frozen=True)
class Lms:
    """An LMS, in both directions; what it does not have is left out.

    ``layout`` says how its download is recognised and read.

    ``list_columns`` are the columns in its lists of people, by what they hold: a field of ``Person``, ``first_name``,
    ``last_name``, ``section``, ``group`` or ``role``; what they are called everywhere is in ``column_words.py``.
    ``beside`` names others of which one must be there for a title that means another thing elsewhere, and
    ``not_people`` are words that a row has which is nobody's. All are in lower case. ``list_values`` are columns that
    are known by what stands in them, whatever they are called: a value as downloads have it, empty for any other.

    ``grade_file`` says how marks go back, and ``feedback`` how pages do.
    """

    layout: DownloadLayout
    list_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    list_values: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    not_people: frozenset[str] = frozenset()
    grade_file: GradeFile | None = None
    feedback: FeedbackUpload | None = None
