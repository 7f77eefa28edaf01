"""A ``submission_metadata.json`` with every field that Gradescope documents."""

from __future__ import annotations

from typing import Any

_DATES = {
    "release_date": "2026-10-01T09:00:00.000000-05:00",
    "due_date": "2026-10-15T23:59:00.000000-05:00",
    "late_due_date": "2026-10-17T23:59:00.000000-05:00",
}


def example(points: float = 20.0) -> dict[str, Any]:
    """One student's first upload, in time. ``users[].assignment`` is not documented, and holds an extension."""
    return {
        "id": 123456789,
        "created_at": "2026-10-14T20:31:07.123456-05:00",
        "assignment_id": 25828,
        "assignment": {
            **_DATES,
            "group_size": None,
            "group_submission": False,
            "id": 25828,
            "course_id": 1234,
            "title": "An assignment",
            "total_points": str(float(points)),
        },
        "submission_method": "upload",
        "users": [{"email": "student@example.edu", "id": 1234, "name": "A. Student", "assignment": dict(_DATES)}],
        "previous_submissions": [],
    }
