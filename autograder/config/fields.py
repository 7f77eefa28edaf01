"""The sections of ``grading_config.yaml`` and their keys: types, bounds, defaults, and what each is for."""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, NaiveDatetime, ValidationInfo, WithJsonSchema, field_validator

from autograder.model import FormName  # noqa: TC001 - likewise
from autograder.model.isolation import LayerName  # noqa: TC001 - pydantic resolves the annotation at run time

CONFIG_FILE = "grading_config.yaml"


# Editors read YAML 1.2, in which on and off are words.
_Switch = Annotated[bool, WithJsonSchema({"enum": ["on", "off", True, False]})]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AssignmentPolicy(_Section):
    """What one assignment is worth: its questions, in order, with their points; and which ask for a form.

    ``due`` is wall time in the course's time zone. ``void`` names questions that everybody gets in full, and hidden
    cases (``question/case``) that no longer cost anybody. ``by_hand`` names texts that a person marks.
    """

    track: str | None = Field(None, description="The track that it belongs to; none: every course gives it.")
    points: dict[str, Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)]] = Field(
        min_length=1, description="Points of each question, by the name of the function that students write."
    )
    forms: dict[str, FormName] = Field(
        default_factory=dict, description="Questions that also ask how it is computed: loop, sum or dot."
    )
    due: NaiveDatetime | None = Field(None, description="Due date, wall time in time_zone; none: nothing is late.")
    void: tuple[str, ...] = Field(
        (),
        description="Questions that everybody gets in full, or hidden cases (question/case) that cost nobody.",
    )
    by_hand: tuple[str, ...] = Field(
        (), description="Texts that you mark by hand: each stays open until autograder override gives its points."
    )

    @field_validator("due", mode="before")
    @classmethod
    def _due_has_a_time(cls, due: object) -> object:
        if isinstance(due, date) and not isinstance(due, datetime):
            raise ValueError(  # noqa: TRY004 - pydantic hears no other
                f"is midnight at the start of that day; give a time too, as in {due} 23:59"
            )
        return due

    @property
    def marked_forms(self) -> dict[str, FormName]:
        """The forms that questions with points ask for: one whose points are taken out asks for none."""
        return {name: form for name, form in self.forms.items() if name in self.points}

    @property
    def marked_void(self) -> tuple[str, ...]:
        """What is void of questions with points."""
        return tuple(name for name in self.void if name.partition("/")[0] in self.points)

    @property
    def marked_by_hand(self) -> tuple[str, ...]:
        """The questions with points that a person marks."""
        return tuple(name for name in self.by_hand if name in self.points)


class Marks(_Section):
    """How verdicts become points."""

    step: float = Field(0.25, ge=0.01, le=10, description="Points are rounded to the nearest of these.")
    form_share: float = Field(
        0.3, ge=0, le=1, description="Share of what values earned that another form than a question asks for costs."
    )
    partial: Literal["cases", "answers"] = Field(
        "cases", description="A wrong answer earns its share of cases, or the share that tests/answers gives it."
    )
    misconceptions: dict[str, Annotated[float, Field(ge=0, lt=1)]] = Field(
        default_factory=dict, description="Shares of the points for single misconceptions, by their id."
    )


class Late(_Section):
    """What handing in late costs: ``per_day`` of the points reached for each day begun, ``most`` at the utmost."""

    grace_minutes: float = Field(0, ge=0, le=100000, description="How much later than due still counts as in time.")
    per_day: float = Field(0, ge=0, le=1, description="Share of the points reached, for each day begun.")
    most: float = Field(1, ge=0, le=1, description="Never more than this share.")
    free_days: int = Field(0, ge=0, le=1000, description="Late days that cost nothing, over the whole course.")


class HandingIn(_Section):
    """Which of several submissions counts, and what a missing one is worth."""

    counts: Literal["latest", "best", "chosen"] = Field(
        "latest", description="Of several submissions; chosen is the one that the LMS calls active."
    )
    missing: Literal["blank", "zero"] = Field("blank", description="For those who handed in nothing.")


class Class(_Section):
    """Where identities and extensions lie (``people.csv`` and what was released), and for how long."""

    folder: Path = Field(Path("class"), description="Folder of people.csv and released.json, from the kit's folder.")
    retention_days: int = Field(
        365, ge=0, le=36500, description="Days after the last grading for which the class's data is kept."
    )


class Limits(_Section):
    """What one submission may use. Times are of its own clock: what it computes and sleeps, not what it queues."""

    cell_cpu_s: float = Field(5, gt=0, le=3600, description="CPU seconds of one cell.")
    call_cpu_s: float = Field(2, gt=0, le=3600, description="CPU seconds of the calls of one test case.")
    submission_cpu_s: float = Field(
        60, gt=0, le=36000, description="Seconds of everything together, computed or slept."
    )
    wall_factor: float = Field(5, ge=1, le=100, description="How much longer than it may compute a part may sleep.")
    memory_mb: int = Field(2048, ge=512, le=1 << 20, description="Address space, in MB.")
    output_kb: int = Field(1024, ge=1, le=1 << 20, description="What one cell, or one answer, may say, in KB.")
    file_mb: int = Field(16, ge=1, le=1 << 20, description="One file that the notebook writes, in MB.")
    scratch_mb: int = Field(64, ge=1, le=1 << 20, description="All files that it writes together, in MB.")


class Isolation(_Section):
    """Which layers must hold before student code is run."""

    require: tuple[LayerName, ...] = Field(
        ("rlimits", "no_new_privileges", "landlock", "seccomp"), description="Without all of these nothing is run."
    )


class Visibility(_Section):
    """What the feedback page tells the student."""

    marks: bool = Field(default=True, description="Whether points stand beside each question.")
    hidden_cases: Literal["count", "none"] = Field(
        "count", description="Tell how many hidden cases passed, or nothing about them."
    )


class NotebookWords(_Section):
    """What the course itself says in every notebook; what is empty is left out."""

    hand_in: str = Field(
        "Hand in this file, the .ipynb itself: not a PDF, not a web page.",
        description="How and where to hand in, for the last step of the receipt.",
    )
    collaborators: str = Field(
        "Whom did you work with on this, and who helped you? Name them, or write that nobody did.",
        description="What is asked of people who helped; empty: nothing is asked.",
    )
    ai: str = Field(
        "Did an AI tool help you? Say which, and with what, as far as your course allows it; or write that none did.",
        description="What is asked of AI tools, and the course's policy on them; empty: nothing is asked.",
    )


class Gradescope(_Section):
    """How the zip for Gradescope behaves there. Lateness, isolation and what students see are policy of their own."""

    marks: Literal["visible", "after_due_date", "after_published", "hidden"] = Field(
        "visible", description="When students see their points there; public checks and hints are shown at once."
    )
    submissions: int = Field(0, ge=0, le=1000, description="Submissions graded within per_hours; 0: all of them.")
    per_hours: float = Field(24, gt=0, le=10000, description="The hours in which submissions are counted.")
    leaderboard: bool = Field(default=False, description="Whether points go to the leaderboard.")
    time_limit_s: int = Field(
        540, ge=60, le=2340, description="Seconds for one submission; keep it below the time-out that is set there."
    )


class Config(_Section):
    """The whole configuration."""

    course: str = Field(min_length=1, description="The course's name, as students read it.")
    term: str = Field(min_length=1, description="Seeds the random inputs of the hidden tests; new every term.")
    time_zone: str = Field("UTC", description="Zone of all dates, by its IANA name, such as America/Chicago.")
    tracks: dict[str, _Switch] = Field(
        default_factory=dict, description="Further assignments that belong together: on, if your course gives them."
    )
    assignments: dict[str, AssignmentPolicy] = Field(min_length=1, description="By the names of their folders.")
    marks: Marks = Field(default_factory=Marks, description="From hidden cases to points.")
    late: Late = Field(default_factory=Late, description="What handing in late costs.")
    handing_in: HandingIn = Field(default_factory=HandingIn, description="Which submission counts; a missing one.")
    class_: Class = Field(default_factory=Class, alias="class", description="Who is in the class, and for how long.")
    limits: Limits = Field(default_factory=Limits, description="What one submission may use.")
    isolation: Isolation = Field(default_factory=Isolation, description="Layers that must hold.")
    visibility: Visibility = Field(default_factory=Visibility, description="What the feedback page tells.")
    notebook: NotebookWords = Field(default_factory=NotebookWords, description="What the course says in notebooks.")
    gradescope: Gradescope = Field(default_factory=Gradescope, description="How the zip for Gradescope behaves.")

    @field_validator("time_zone")
    @classmethod
    def _time_zone_is_known(cls, name: str) -> str:
        try:
            zoneinfo.ZoneInfo(name)
        except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError) as error:
            raise ValueError("is no time zone of the IANA list; write for example America/Chicago") from error
        return name

    @field_validator("assignments")
    @classmethod
    def _tracks_are_known(
        cls, assignments: dict[str, AssignmentPolicy], info: ValidationInfo
    ) -> dict[str, AssignmentPolicy]:
        tracks = info.data.get("tracks", {})
        for name, one in assignments.items():
            if one.track is not None and one.track not in tracks:
                raise ValueError(f"{name} is of the track {one.track}, which tracks does not list; add {one.track}: on")
        if not any(one.track is None or tracks[one.track] for one in assignments.values()):
            raise ValueError("each is of a track that is off, so nothing is given; switch a track on")
        return assignments

    @property
    def given(self) -> list[str]:
        """Names of the assignments that this course gives: those of no track, and of tracks that are on."""
        return [name for name, one in self.assignments.items() if one.track is None or self.tracks[one.track]]

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The course's time zone, in which all dates of the configuration are meant."""
        return zoneinfo.ZoneInfo(self.time_zone)
