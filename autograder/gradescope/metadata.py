"""What Gradescope says of a submission: when it came, from whom, what was handed in before.

``submission_metadata.json``, as documented; ``users[].assignment``, the dates of one student, is not documented and
read where it is there. Nothing in it is needed for a mark: a part that cannot be read is left out, and the teacher is
told.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)

from autograder.model import Person

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

METADATA_FILE = "submission_metadata.json"
_MOST_BYTES = 64 << 20  # the results of one earlier submission are in it
_FIRST_YEAR, _LAST_YEAR = 2000, 2200


def _of_our_time(time: datetime) -> datetime:
    if time.year not in range(_FIRST_YEAR, _LAST_YEAR):
        raise ValueError(f"is no time between {_FIRST_YEAR} and {_LAST_YEAR}")
    return time


_Time = Annotated[AwareDatetime, AfterValidator(_of_our_time)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    @field_validator("*", mode="wrap")
    @classmethod
    def _or_nothing(cls, value: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        """A part that cannot be read counts as not there; ``context`` lists it."""
        name = str(info.field_name)
        try:
            return read(value)
        except ValidationError as error:
            if value is not None and isinstance(info.context, list):
                info.context.append(f"{name}: {error.errors()[0]['msg']}")
            return cls.model_fields[name].get_default(call_default_factory=True)


class Dates(_Part):
    """The dates of an assignment, or those of one student."""

    due_date: _Time | None = None


class PlatformAssignment(Dates):
    """The assignment as it is set up there; ``total_points`` also counts what is graded by hand."""

    total_points: float | None = Field(None, ge=0, allow_inf_nan=False)


class User(_Part):
    """One of those who handed in."""

    id: str = ""
    name: str = ""
    email: str = ""
    assignment: Dates | None = None

    @property
    def person(self) -> Person:
        """The user in the kit's words."""
        return Person(name=self.name, email=self.email, lms_id=self.id)


class Earlier(_Part):
    """Another submission of the same people; only the latest comes with its results."""

    submission_time: _Time | None = None
    autograder_error: bool = False
    results: dict[str, Any] | None = None


class Metadata(_Part):
    """All that is read of the file."""

    created_at: _Time | None = None
    assignment: PlatformAssignment = PlatformAssignment()
    users: tuple[User, ...] = ()
    previous_submissions: tuple[Earlier, ...] = ()

    @cached_property
    def earlier(self) -> list[tuple[datetime, Earlier]]:
        """Submissions before this one, with their times, in order; a rerun may also be told of later ones."""
        timed = [(one.submission_time, one) for one in self.previous_submissions if one.submission_time is not None]
        before = [(time, one) for time, one in timed if self.created_at is None or time < self.created_at]
        return sorted(before, key=lambda pair: pair[0])


def read_metadata(path: Path) -> tuple[Metadata, str]:
    """Read the file; what was wrong with it, in words for the teacher, or nothing."""
    faults: list[str] = []
    try:
        with path.open("rb") as file:
            document = json.loads(file.read(_MOST_BYTES).decode("utf-8", errors="replace"))
        metadata = Metadata.model_validate(document, context=faults)
    except FileNotFoundError:
        return Metadata(), f"{METADATA_FILE} is not there; graded without dates and limits."
    except ValidationError as error:
        return Metadata(), f"{METADATA_FILE}: {error.errors()[0]['msg']}; graded without dates and limits."
    except (OSError, ValueError, RecursionError) as error:
        return Metadata(), f"{METADATA_FILE} cannot be read ({error!s:.100}); graded without dates and limits."
    told = f"{METADATA_FILE}, graded without what cannot be read: {'; '.join(faults[:5])}." if faults else ""
    return metadata, told
