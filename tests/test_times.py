"""When people handed in, where the download itself does not say: Moodle's worksheet, or a table of one's own."""

# Times of a table are wall time in the course's zone.
# ruff: noqa: DTZ001

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path

import pytest

from autograder.lms.times import moment, read_times
from autograder.model import Person
from tests.helpers.command import quick_kit, table
from tests.helpers.downloads import HandIn, build, write
from tests.helpers.known_answers import filled_notebook, plain_right
from tests.helpers.warm import autograder

NET = "net_input"
LATE = datetime(2026, 10, 9, 23, 58)
MOMENTS = {
    "Friday, 9 October 2026, 11:58 PM": LATE,
    "Friday, 9 October 2026, 23:58": LATE,
    "Friday, October 9, 2026, 11:58 PM": LATE,
    "Fri, 9 Oct 2026, 11:58 pm": LATE,
    "Freitag, 9. Oktober 2026, 23:58": LATE,
    "vendredi 9 octobre 2026, 23:58": LATE,
    "viernes, 9 de octubre de 2026, 23:58": LATE,
    "venerdì, 9 ottobre 2026, 23:58": LATE,
    "vrijdag 9 oktober 2026, 23:58": LATE,
    "sexta-feira, 9 de outubro de 2026 às 23:58": LATE,
    "mardi 3 mars 2026, 12:05 AM": datetime(2026, 3, 3, 0, 5),
    "Samstag, 7. März 2026, 12:30 PM": datetime(2026, 3, 7, 12, 30),
    "2026年10月9日 星期五 23:58": LATE,
    "2026年10月9日 星期五 下午11:58": LATE,
    "09.10.2026 23:58": LATE,
    "2026-10-09 23:58": LATE,
    "2026-10-09T23:58:00Z": LATE.replace(tzinfo=timezone.utc),
}


@pytest.mark.parametrize("text", MOMENTS)
def test_a_date_is_read_as_moodle_writes_it_in_any_language(text: str) -> None:
    assert moment(text) == MOMENTS[text]


@pytest.mark.parametrize(
    "text",
    ["", "-", "soon", "2026-10-09", "09/10/2026 23:58", "9 October 2026", "Friday, 39 October 2026, 23:58", "a" * 9999],
)
def test_a_date_that_may_mean_two_things_or_none_is_not_read(text: str) -> None:
    assert moment(text) is None


def test_a_table_needs_people_and_times() -> None:
    for text in ("name,mark\nAnn,3\n", "submitted_at\n2026-10-09 23:58\n"):
        with pytest.raises(Exception, match="It needs one that names people"):
            read_times(text.encode())


PEOPLE = [Person(f"s{number}", name, f"{name[:3].lower()}@x.edu", name[:3].lower()) for number, name in enumerate(
    ("Ann Bell", "Ben Okri", "Cid Cox", "Dee Dean"), start=1
)]  # fmt: skip


class Room:
    def __init__(self, folder: Path, kind: str, *, roster: bool = True, late: bool = False) -> None:
        self.kit, self.out, self.folder = quick_kit(folder / "kit"), folder / "out", folder
        text = (self.kit / "grading_config.yaml").read_text("utf-8")
        text = text.replace("# due: 2026-10-05 23:59", "due: 2026-10-08 23:59").replace("per_day: 0 ", "per_day: 0.1 ")
        (self.kit / "grading_config.yaml").write_text(text, "utf-8")
        lines = "".join(f"{one.student_id},{one.name},{one.email},{one.login}\n" for one in PEOPLE)
        write(self.kit / "class", {"people.csv": f"student_id,name,email,login\n{lines}".encode()} if roster else {})
        filled = filled_notebook(NET, plain_right(NET))
        hand_ins = []
        for person in PEOPLE[:3]:
            filled.cells[0].source += person.name
            hand_ins.append(HandIn((person,), json.dumps(filled).encode(), late=late and person is PEOPLE[0]))
        self.download = build(kind, folder, hand_ins)

    def grade(self, content: str | bytes | None, code: int = 0) -> str:
        times = []
        if content is not None:
            path = self.folder / "times.csv"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            times = ["--times", str(path)]
        done = autograder("grade", str(self.download), *times, "--workers", "1", "--out", self.out, "--kit", self.kit)
        assert done.returncode == code, done.stdout + done.stderr
        return " ".join((done.stdout + done.stderr).split())

    def lines(self) -> dict[str, tuple[str, str]]:
        """By name, the days late and the score."""
        return {row["name"]: (row["days_late"], row["score"]) for row in table(self.out, "marks.csv")}


WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (submission),Last modified (grade)\n"
    'Participant 501,Ann Bell,ann@x.edu,Submitted,-,15,"Friday, 9 October 2026, 11:58 PM","Monday, 12 October 2026"\n'
    'Participant 502,Ben Okri,ben@x.edu,Submitted,-,15,"Thursday, 8 October 2026, 11:00 PM",-\n'
    'Participant 503,Cid Cox,cid@x.edu,Submitted,-,15,"Saturday, 10 October 2026, 11:59 PM",-\n'
    "Participant 504,Dee Dean,dee@x.edu,No submission,-,15,-,-\n"
)
GERMAN = (
    "ID,Vollständiger Name,E-Mail-Adresse,Status,Bewertung,Bestwertung,Zuletzt geändert (Abgabe)\n"
    'Teilnehmer/in501,Ann Bell,ann@x.edu,x,-,15,"Freitag, 9. Oktober 2026, 23:58"\n'
    'Teilnehmer/in502,Ben Okri,ben@x.edu,x,-,15,"Donnerstag, 8. Oktober 2026, 23:00"\n'
    'Teilnehmer/in503,Cid Cox,cid@x.edu,x,-,15,"Samstag, 10. Oktober 2026, 23:59"\n'
)
EXPECTED = {"Ann Bell": ("1", "13.5"), "Ben Okri": ("0", "15"), "Cid Cox": ("2", "12"), "Dee Dean": ("0", "")}


@pytest.mark.slow
@pytest.mark.parametrize("roster", [True, False])
@pytest.mark.parametrize("worksheet", [WORKSHEET, GERMAN], ids=["English", "German"])
def test_moodles_worksheet_says_when_each_was_handed_in(worksheet: str, roster: bool, tmp_path: Path) -> None:
    room = Room(tmp_path, "moodle", roster=roster)
    assert "not known: taken as in time" in room.grade(None)
    said = room.grade(worksheet)
    expected = {name: line for name, line in EXPECTED.items() if roster or name != "Dee Dean"}
    assert room.lines() == expected
    assert "not known" not in said
    assert "Nobody here is called" not in said
    room.grade(None)
    assert room.lines() == expected  # what was learned is not forgotten


@pytest.mark.slow
def test_a_group_is_as_late_as_the_rows_of_its_members_say(tmp_path: Path) -> None:
    room = Room(tmp_path, "moodle")
    team = json.dumps(filled_notebook(NET, plain_right(NET))).encode()
    room.download = write(tmp_path / "team", {"Gruppe 3_45_assignsubmission_file_/work.ipynb": team})
    people = "student_id,name,email,group\ns1,Ann Bell,ann@x.edu,Gruppe 3\ns2,Ben Okri,ben@x.edu,Gruppe 3\n"
    write(room.kit / "class", {"people.csv": people.encode()})
    rows = GERMAN.splitlines()
    when = rows[1].split(",15,")[1]
    said = room.grade("\n".join([rows[0], rows[1], rows[2].split(",15,")[0] + f",15,{when}"]))
    assert room.lines() == {"Ann Bell": ("1", "13.5"), "Ben Okri": ("1", "13.5")}
    assert "Nobody here is called" not in said


@pytest.mark.slow
def test_the_page_of_a_late_student_shows_the_mark_that_counts_and_how_it_came_about(tmp_path: Path) -> None:
    room = Room(tmp_path, "moodle")
    room.grade(WORKSHEET)
    page = next(room.out.rglob("*Ann*/**/*.html")).read_text("utf-8")
    assert '<span class="unseen">Total: </span>13.5 of 15 points' in page
    assert "Handed in 1 day late: 1.5 of your 15 points are taken off for that, and 13.5 remain." in page


@pytest.mark.slow
def test_a_table_of_ones_own_gives_canvas_times_or_days(tmp_path: Path) -> None:
    room = Room(tmp_path, "canvas", late=True)
    room.grade("student_id,submitted_at\ns1,2026-10-09 23:58\ns2,2026-10-08 23:00\ns3,2026-10-10 23:59\n")
    assert room.lines() == EXPECTED
    room.grade("login,days_late\nann,2\nben,0\ncid,1\n")
    assert room.lines() == EXPECTED | {"Ann Bell": ("2", "12"), "Cid Cox": ("1", "13.5")}


@pytest.mark.slow
def test_what_a_table_does_not_tell_is_said_and_not_guessed(tmp_path: Path) -> None:
    room = Room(tmp_path, "canvas", late=True)
    said = room.grade(
        "name,submitted_at\nAnn Bell,09/10/2026 23:58\nBen Okri,2026-10-08 23:00\nEve Nobody,2026-10-08 23:00\n"
    )
    assert "No time can be read of: Ann Bell (09/10/2026 23:58)" in said
    assert "Nobody here is called as in these rows of the table: Eve Nobody" in said
    assert "The table has no time for: coxcid" in said
    assert room.lines()["Ann Bell"] == ("", "15")
    why = {row["name"]: row["why"] for row in table(room.out, "review.csv")}
    assert "late by an unknown time" in why["Ann Bell"]
    assert "It needs one that names people" in room.grade("a,b\n1,2\n", code=2)
