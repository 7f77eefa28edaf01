"""Given functions: what may be given to students and what not yet, and that a given function answers nothing."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from autograder.config import AssignmentPolicy, Config, Late
from autograder.course.lateness import is_over
from autograder.course.roster import Member, Roster
from autograder.model import Person
from tests.helpers.broken_kit import CONFIG, Room, own_solutions, sound_kit
from tests.helpers.command import autograder, rows

pytestmark = pytest.mark.slow

DOUBLE = '''\
def double(n):
    """Twice n.

    Notes
    -----
    For teachers.
    """
    twice: float = scaled(n, 2.0)  # of any shape
    return twice
'''
SPIKES = f'''\
"""Reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solutions.scale import scaled

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

FIRST = 1.0


{DOUBLE.replace("(n)", "(n: ArrayLike) -> ArrayLike", 1)}

def half(n):
    """Half of n."""
    return scaled(n, FIRST / 2.0)
'''
SCALE = '''\
"""What several need."""

import numpy as np


def scaled(n, factor):
    """All of n, larger."""
    return np.asarray(n) * factor  # element by element


def lonely(n):
    """What no question asks."""
    return np.asarray(n) + 31.0 * np.sign(n)


def twin(n):
    return n
'''
MIXED = "from solutions.spikes import double\n\n\ndef half_of_double(n):\n    return double(n) / 4\n"
NEXT = "def later(n):\n    return n\n"
OTHER = '''\
"""Reference."""

from solutions.scale import scaled


def third(n):
    """A third of n."""
    part = 1.0 / 3.0
    return scaled(n, part)


def thirds(n):
    """What needs a question."""
    return third(n) + third(n)


def third_of(n):
    """What no question asks, in one line."""
    return scaled(n, 1.0) / 3.0


def twin(n):
    return n
'''
PAST, FUTURE = "2020-01-01 12:00", "2999-01-01 12:00"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """The small kit, where spikes is over, and other still to be graded."""
    made = sound_kit(tmp_path / "kit")
    modules = {"spikes": SPIKES, "scale": SCALE, "other": OTHER, "mixed": MIXED, "next": NEXT}
    for name, source in modules.items():
        (made.root / "solutions" / f"{name}.py").write_text(source, encoding="utf-8")
    (made.root / "tests" / "hidden" / "next").mkdir()
    due(made, PAST)
    with own_solutions():
        yield made


def due(room: Room, when: str, more: str = "", assignment: str = "spikes") -> None:
    points = {"spikes": "points: {double: 4, half: 2}", "other": "points: {third: 3}"}[assignment]
    text = CONFIG.replace(points, f"{points}\n    due: {when}" if when else points)
    (room.root / "grading_config.yaml").write_text(text + more, encoding="utf-8")


def give(room: Room, *named: str, to: str = "other") -> None:
    path = room.root / "assignments" / to / f"{to}.md"
    path.write_text("".join(cell(f"# given: {name}") for name in named) + path.read_text(), encoding="utf-8")


def cell(code: str) -> str:
    return f"```{{code-cell}} python\n{code}\n```\n\n"


def with_text(room: Room, text: str, to: str = "other") -> None:
    path = room.root / "assignments" / to / f"{to}.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def built(room: Room) -> subprocess.CompletedProcess[str]:
    return autograder("build", "--kit", room.root)


def released(room: Room, name: str = "other") -> subprocess.CompletedProcess[str]:
    built(room)
    return autograder("release", name, "--out", room.root.parent / "out", "--kit", room.root)


def notebook(room: Room, name: str = "other") -> dict[str, object]:
    path = room.root / "assignments" / name / f"{name}.ipynb"
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    return " ".join((done.stdout + done.stderr).split())


# --- what is given


def test_a_given_function_is_the_reference_with_what_it_needs_as_students_may_see_it(room: Room) -> None:
    give(room, "double")
    done = released(room)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(room.root.parent / "out" / "other.zip") as opened:
        first = json.loads(opened.read("other/other.ipynb"))["cells"][0]
    source = "".join(first["source"])
    assert source == (
        "import numpy as np\n\n\n"
        'def scaled(n, factor):\n    """All of n, larger."""\n'
        "    return np.asarray(n) * factor  # element by element\n\n\n"
        'def double(n):\n    """Twice n.\n    """\n    twice = scaled(n, 2.0)  # of any shape\n    return twice'
    )
    assert first["metadata"]["tags"] == ["given"]


MAY = {
    "a question of an assignment that is over": ("double", PAST, ""),
    "what no question asks, of this assignment": ("third_of", "", ""),
    "what no question asks, of no assignment": ("lonely", "", ""),
    "what several modules have, by its module": ("scale.lonely", "", ""),
    "after the last late day": ("double", "2020-01-01 12:00", "late: {per_day: 0.1, most: 0.5, free_days: 3}\n"),
}


@pytest.mark.long
@pytest.mark.parametrize(("named", "when", "more"), MAY.values(), ids=MAY)
def test_what_may_be_given(room: Room, named: str, when: str, more: str) -> None:
    due(room, when, more)
    give(room, named)
    done = released(room)
    assert done.returncode == 0, done.stdout + done.stderr


NOT_YET = {
    "no due date": ("double", "", "double is a question of spikes, which can be handed in with no due date"),
    "a due date to come": ("double", FUTURE, "double is a question of spikes, which can be handed in till 2999-01-01"),
    "what needs a question": ("half_of_double", "", "half_of_double needs double, which is a question of spikes"),
    "its own question": ("third", PAST, "third is asked here, and cannot be given"),
    "what needs its own question": ("thirds", PAST, "thirds needs third, which is asked here"),
    "what is not there": ("nowhere", PAST, "solutions has no nowhere"),
    "what a module has not": ("other.nowhere", PAST, "solutions has no other.nowhere"),
    "of an assignment to come": ("later", PAST, "is of an assignment that is not in the configuration yet"),
}


@pytest.mark.long
@pytest.mark.parametrize(("named", "when", "words"), NOT_YET.values(), ids=NOT_YET)
def test_what_may_not_be_given_is_refused_in_words_and_stops_nothing_else(
    room: Room, named: str, when: str, words: str
) -> None:
    built(room)
    (room.root / "assignments" / "spikes" / "spikes.ipynb").unlink()
    due(room, when)
    give(room, named)
    for done in (built(room), released(room)):
        assert done.returncode == 2, done.stdout + done.stderr
        assert words in one_line(done)
        assert "other.md, line 2" in one_line(done) or "release" in done.args
    assert (room.root / "assignments" / "spikes" / "spikes.ipynb").is_file()


def test_a_name_of_several_modules_is_its_own_ones_or_has_to_be_told(room: Room) -> None:
    give(room, "twin")
    assert built(room).returncode == 0
    give(room, "twin", to="spikes")
    assert "Say which: # given: other.twin and # given: scale.twin" in one_line(built(room))


# --- when an assignment is over

DUE = datetime(2026, 10, 5, 12, 0)  # noqa: DTZ001 - due dates are wall time
EARLY, LATE = (Member(Person("b"), extensions={"spikes": DUE + timedelta(days)}) for days in (-9, 9))
OVER = {
    "the due date": ({}, (), "2026-10-05 12:00"),
    "grace": ({"grace_minutes": 90}, (), "2026-10-05 13:30"),
    "late days that take off": ({"per_day": 0.1, "most": 0.45}, (), "2026-10-10 12:00"),
    "free days": ({"per_day": 0.5, "free_days": 3}, (), "2026-10-10 12:00"),
    "extra days": ({}, (Member(Person("a"), extra_days=2),), "2026-10-07 12:00"),
    "an extension": ({}, (LATE,), "2026-10-14 12:00"),
    "an earlier date of one person's": ({}, (EARLY,), "2026-10-05 12:00"),
    "all of them": (
        {"grace_minutes": 60, "per_day": 1, "free_days": 1},
        (Member(Person("a"), extra_days=1), EARLY, LATE),
        "2026-10-16 13:00",
    ),
}


@pytest.mark.parametrize(("late", "members", "end"), OVER.values(), ids=OVER)
def test_it_is_over_when_nobody_can_hand_it_in_any_more(
    late: dict[str, float], members: tuple[Member, ...], end: str
) -> None:
    policy = AssignmentPolicy(points={"double": 1}, due=DUE)
    config = Config(
        course="A", term="t", time_zone="America/Chicago", assignments={"spikes": policy}, late=Late(**late)
    )
    last = datetime.fromisoformat(end).replace(tzinfo=ZoneInfo("America/Chicago"))
    assert not is_over("spikes", config, Roster(members), last)
    assert is_over("spikes", config, Roster(members), last + timedelta(seconds=1))


def test_what_has_no_due_date_is_never_over() -> None:
    config = Config(course="A", term="t", assignments={"spikes": AssignmentPolicy(points={"double": 1})})
    assert not is_over("spikes", config, Roster((LATE,)), datetime.max.replace(tzinfo=timezone.utc))


# --- the wall around what others still ask

ANSWER = "def f(a, *, unused=1):\n    b: float = scaled(a, 2.0)\n    return b"
IN_A_CLASS = "class A:\n    @staticmethod\n    def f(q):\n        r: float = scaled(q, 2.0)\n        return r"
IN_LINES = "def g(\n    a,\n):\n    z: float = scaled(a, 2.0)\n    return z"
GIVES_AWAY = {
    "a cell": cell(ANSWER),
    "with words of its own": cell(ANSWER.replace(":\n", ':\n    """Words."""\n', 1)),
    "inside a class": cell(IN_A_CLASS),
    "a cell that is no Python": cell(f"1 +\n\n{ANSWER}"),
    "words": f"Last time you wrote:\n\n```python\n{ANSWER}\n```\n",
    "words, indented": "\n".join(f"    {line}" for line in ANSWER.split("\n")),
    "words, with the parameters in lines": f"```\n{IN_LINES}\n```",
    "its lines without a def": "    twice: float = scaled(n, 2.0)\n    return twice",
}


@pytest.mark.long
@pytest.mark.parametrize("text", GIVES_AWAY.values(), ids=GIVES_AWAY)
def test_what_another_assignment_still_asks_does_not_go_out(room: Room, text: str) -> None:
    due(room, FUTURE)
    with_text(room, text)
    done = released(room)
    assert done.returncode == 2, done.stdout
    words = r"cell \d+, (does, step by step,|holds) what double of spikes does, which is still to be graded"
    assert re.search(words, one_line(done)), done.stderr
    assert not (room.root.parent / "out").exists()


@pytest.mark.parametrize("name", ["drawing.py", "notes.txt"])
def test_a_file_beside_the_notebook_is_searched_too(room: Room, name: str) -> None:
    due(room, "")
    (room.root / "assignments" / "other" / name).write_text(f"{ANSWER}\n", encoding="utf-8")
    assert f"other/{name} does, step by step, what double of spikes does" in one_line(released(room))


def test_what_is_over_may_stand_anywhere_and_so_may_single_lines_of_what_is_not(room: Room) -> None:
    code = (
        "def scaled(n, factor):\n    return factor\n\n\ndef f(n):\n    twice: float = scaled(n, 2.0)\n    return twice"
    )
    with_text(room, cell(code))
    assert released(room).returncode == 0
    due(room, "")
    path = room.root / "assignments" / "other" / "other.md"
    path.write_text(path.read_text().replace("    return twice", "    return 3 * twice"))
    done = released(room)
    assert done.returncode == 0, done.stderr


def test_what_is_of_no_assignment_does_not_go_out_unless_it_is_given(room: Room) -> None:
    with_text(room, cell("import numpy as np\n\n\ndef f(x):\n    return np.asarray(x) + 31.0 * np.sign(x)"))
    done = released(room)
    assert "what lonely of scale does, which is of no assignment that is over" in one_line(done)
    give(room, "lonely")
    assert released(room).returncode == 0


def test_a_given_function_that_is_like_a_question_of_another_assignment_does_not_go_out(room: Room) -> None:
    due(room, FUTURE)
    with (room.root / "solutions" / "scale.py").open("a") as file:
        file.write("\n\ndef again(n):\n    t: float = scaled(n, 2.0)\n    return t\n")
    give(room, "again")
    assert "what double of spikes does, which is still to be graded" in one_line(released(room))


def test_a_reference_that_cannot_be_read_stops_no_other_release(room: Room) -> None:
    due(room, FUTURE)
    built(room)
    (room.root / "solutions" / "spikes.py").write_text("def double(:\n", encoding="utf-8")
    done = released(room)
    assert done.returncode == 0, done.stderr
    assert "not searched for, as it cannot be read:" in one_line(done)
    assert "spikes.py" in one_line(done)


# --- a given function answers nothing

THIRD = "import numpy as np\ndef third(n):\n    return np.asarray(n) / 3"


def as_notebook(path: Path, sources: list[str], stamp: str) -> Path:
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": one} for one in sources
    ]
    metadata = {"autograder": {"assignment": stamp}} if stamp else {}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": cells}))
    return path


def graded(room: Room, path: Path, only: str = "") -> dict[str, str]:
    out = room.root.parent / "report"
    more = ["--assignment", only] if only else []
    done = autograder("grade", path, "--out", out, *more, "--kit", room.root)
    assert "Traceback" not in done.stderr
    return rows(out)[path.name]


def given_notebook(room: Room, stamp: str, mine: str = "") -> Path:
    """A notebook of other, which was given double and half, with an answer; ``mine`` is in the place of double."""
    give(room, "double", "half")
    built(room)
    document = json.loads((room.root / "assignments" / "other" / "other.ipynb").read_text(encoding="utf-8"))
    sources = ["".join(one["source"]) for one in document["cells"] if one["cell_type"] == "code"]
    changed = [mine if mine and "def double" in one else one for one in sources]
    return as_notebook(room.root.parent / "class" / "ada.ipynb", [*changed, THIRD], stamp)


@pytest.mark.parametrize("stamp", ["other", ""])
def test_a_notebook_with_given_functions_is_of_its_own_assignment(room: Room, stamp: str) -> None:
    """It has two functions of the one, and one of the other."""
    row = graded(room, given_notebook(room, stamp))
    assert (row["assignment"], row["score"]) == ("other", "3")


@pytest.mark.parametrize("stamp", ["other", ""])
def test_asked_as_the_other_assignment_it_is_refused(room: Room, stamp: str) -> None:
    row = graded(room, given_notebook(room, stamp), only="spikes")
    assert (row["status"], row["score"]) == ("wrong_assignment", "")


def test_what_is_given_answers_no_question_beside_what_is_somebodys_own(room: Room) -> None:
    path = given_notebook(room, "other", mine="def double(n):\n    return n + n")
    row = graded(room, path, only="spikes")
    assert (row["status"], row["assignment"], row["score"]) == ("graded", "spikes", "4")
    page = next((room.root.parent / "report" / "feedback").rglob("*.html")).read_text(encoding="utf-8")
    assert "Your notebook came with half as it is, so it is nobody" in page


@pytest.mark.parametrize("stamp", ["spikes", ""])
def test_an_honest_answer_that_is_like_the_reference_counts(room: Room, stamp: str) -> None:
    give(room, "double", "half")
    built(room)
    honest = SPIKES.partition("FIRST")[2].replace(": ArrayLike", "").replace(" -> ArrayLike", "")
    scaled = f"import numpy as np\n\n\n{SCALE[SCALE.index('def scaled') :]}\n\nFIRST{honest}"
    row = graded(room, as_notebook(room.root.parent / "class" / "ada.ipynb", [scaled], stamp))
    assert (row["assignment"], row["score"]) == ("spikes", "6")


def test_a_given_function_of_nearly_the_same_name_is_no_slip_of_the_pen(room: Room) -> None:
    """``alpha_n`` that came with the notebook is no typo for the ``alpha_m`` that it asks for; another's own may be."""
    source = "def thirds(n):\n    return n\n"
    (room.root / "solutions" / "near.py").write_text(source, encoding="utf-8")
    give(room, "near.thirds")
    built(room)
    given = next("".join(one["source"]) for one in notebook(room)["cells"] if "def thirds" in "".join(one["source"]))  # type: ignore[attr-defined]
    pages = room.root.parent / "report" / "feedback"
    for code, offered in ((given, False), (given.replace("return n", "return n / 3"), True)):
        row = graded(room, as_notebook(room.root.parent / "class" / "ada.ipynb", [code], "other"))
        page = next(pages.rglob("*.html")).read_text(encoding="utf-8")
        assert (row["score"], "You defined thirds" in page) == ("0", offered)
