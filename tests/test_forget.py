"""What is kept of a class goes when its time is over: all of it, nothing else, and never half."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from autograder.course.forget import forget, plan
from autograder.errors import ConfigError
from autograder.kit import Kit
from tests.helpers.command import quick_kit

GRADED = datetime.fromisoformat("2026-10-03T12:00:00-05:00")
LATER = GRADED + timedelta(days=365)


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    """A kit with a class: people, a release, and a report."""
    kit = Kit(quick_kit(tmp_path / "kit"))
    kit.class_folder.mkdir()
    (kit.class_folder / "people.csv").write_text("student_id\n1\n", encoding="utf-8")
    (kit.class_folder / "released.json").write_text("{}", encoding="utf-8")
    write_report(tmp_path / "report")
    return kit


@pytest.fixture
def out(kit: Kit, tmp_path: Path) -> Path:
    return tmp_path / "report"


def write_report(out: Path, when: datetime = GRADED) -> None:
    (out / "feedback").mkdir(parents=True)
    (out / "feedback" / "ada.html").write_text("Ada", encoding="utf-8")
    (out / "grades.csv").write_text("submission\nada\n", encoding="utf-8")
    (out / "gradebook.sqlite").write_bytes(b"marks")
    os.utime(out / "gradebook.sqlite", (when.timestamp(), when.timestamp()))


def lying_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_plan_removes_nothing_and_says_what_it_would(kit: Kit, out: Path, tmp_path: Path) -> None:
    download = tmp_path / "download.zip"
    download.touch()
    found = plan(kit, out, LATER, [download, tmp_path / "gone.zip"])
    people = kit.class_folder / "people.csv"
    assert (set(found.remove), found.left_over, found.by_hand) == ({out, people}, (), (download,))
    assert (found.last_grading, found.days_left, found.is_over) == (GRADED, 0, True)
    assert found.lines == (
        f"remove {people}",
        f"remove {out}",
        f"left for you to remove by hand: {download}",
        "Last grading: 3 October 2026. The retention time of 365 days is over.",
        "Files are removed, not overwritten; backups and snapshots of this disk keep theirs.",
    )
    assert out.exists()
    assert people.exists()


def test_it_removes_the_report_and_the_people_and_keeps_the_rest(kit: Kit, out: Path, tmp_path: Path) -> None:
    download = tmp_path / "download.zip"
    download.touch()
    forget(plan(kit, out, LATER, [download]))
    assert lying_in(tmp_path) == {"kit", "download.zip"}
    assert lying_in(kit.class_folder) == {"released.json"}
    again = plan(kit, out, LATER)
    assert again.lines == ("There is nothing to remove.",)
    forget(again)


@pytest.mark.parametrize(("late", "left"), [(-365, 365), (-1, 1), (-0.5, 1), (0, 0), (30, 0)])
def test_days_left_are_counted_from_the_last_grading(kit: Kit, out: Path, late: float, left: int) -> None:
    found = plan(kit, out, LATER + timedelta(days=late))
    assert (found.days_left, found.is_over) == (left, left == 0)


def test_before_its_time_it_refuses_unless_asked(kit: Kit, out: Path, tmp_path: Path) -> None:
    early = plan(kit, out, LATER - timedelta(hours=1))
    with pytest.raises(ConfigError) as caught:
        forget(early)
    assert str(caught.value) == (
        "A class's data is kept for 365 days after the last grading of 3 October 2026: 1 day left, "
        "and none of it was removed. Ask for it with --early to remove it now."
    )
    assert (out / "feedback" / "ada.html").exists()
    assert (kit.class_folder / "people.csv").exists()
    forget(early, early=True)
    assert lying_in(tmp_path) == {"kit"}


def test_people_alone_are_kept_until_something_was_graded(kit: Kit, tmp_path: Path) -> None:
    found = plan(kit, tmp_path / "not-graded-yet", LATER)
    assert (found.last_grading, found.days_left) == (None, 365)
    with pytest.raises(ConfigError, match="this one is not graded yet: 365 days left"):
        forget(found)
    assert (kit.class_folder / "people.csv").exists()


def test_the_retention_time_is_the_configurations(kit: Kit, out: Path) -> None:
    path = kit.root / "grading_config.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("retention_days: 365 ", "retention_days: 0 "), encoding="utf-8")
    assert plan(Kit(kit.root), out, GRADED).is_over


def test_without_a_gradebook_the_table_tells_when(kit: Kit, out: Path) -> None:
    (out / "gradebook.sqlite").unlink()
    os.utime(out / "grades.csv", (GRADED.timestamp(), GRADED.timestamp()))
    assert plan(kit, out, LATER).last_grading == GRADED


# --- what is no report


def refused(kit: Kit, out: Path, *sources: Path) -> str:
    before = sorted(out.rglob("*"))
    with pytest.raises(ConfigError) as caught:
        plan(kit, out, LATER, sources)
    assert sorted(out.rglob("*")) == before
    return str(caught.value)


def test_a_folder_that_is_no_report_is_refused(kit: Kit, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    told = refused(kit, tmp_path / "thesis")
    assert re.search(r"thesis is no report folder: it holds no gradebook\.sqlite and no grades\.csv\.$", told)


@pytest.mark.parametrize("place", ["kit", ".", "kit/class"])
def test_a_folder_that_holds_more_than_a_report_is_refused(kit: Kit, tmp_path: Path, place: str) -> None:
    (tmp_path / place / "grades.csv").touch()
    assert "holds more than a report" in refused(kit, tmp_path / place)


def test_a_folder_under_version_control_is_refused(kit: Kit, out: Path) -> None:
    (out / ".git").mkdir()
    assert "holds more than a report" in refused(kit, out)


def test_a_report_beside_the_downloads_is_refused(kit: Kit, out: Path) -> None:
    (out / "ada.ipynb").touch()
    assert "ada.ipynb, which was handed in; move it elsewhere" in refused(kit, out, out / "ada.ipynb")


# --- links


def test_a_linked_report_is_refused(kit: Kit, out: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(out)
    assert refused(kit, tmp_path / "link").endswith("link is a link; give the folder itself.")


def test_a_link_in_a_report_goes_and_what_it_points_to_stays(kit: Kit, out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "thesis.txt").touch()
    (out / "feedback" / "link").symlink_to(tmp_path / "elsewhere")
    forget(plan(kit, out, LATER))
    assert not out.exists()
    assert (tmp_path / "elsewhere" / "thesis.txt").exists()


def test_linked_people_are_left_to_the_instructor(kit: Kit, out: Path, tmp_path: Path) -> None:
    people = kit.class_folder / "people.csv"
    people.rename(tmp_path / "real.csv")
    people.symlink_to(tmp_path / "real.csv")
    found = plan(kit, out, LATER)
    forget(found)
    assert found.by_hand == (people,)
    assert (tmp_path / "real.csv").exists()


def test_a_report_that_turned_into_a_link_is_not_followed(kit: Kit, out: Path, tmp_path: Path) -> None:
    found = plan(kit, out, LATER)
    out.rename(tmp_path / "moved")
    out.symlink_to(tmp_path / "moved")
    forget(found)
    assert (tmp_path / "moved" / "feedback" / "ada.html").exists()


# --- an interrupted run


def interrupted(monkeypatch: pytest.MonkeyPatch, kit: Kit, out: Path, at: int) -> None:
    """Forget, but stop at the given step: renaming people and report, then removing them."""
    steps = iter(range(99))

    def stopping(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any) -> Any:
            if next(steps) == at:
                raise KeyboardInterrupt
            return real(*arguments)

        return step

    with monkeypatch.context() as patch:
        for owner, name in ((Path, "rename"), (Path, "unlink"), (shutil, "rmtree")):
            patch.setattr(owner, name, stopping(getattr(owner, name)))
        with pytest.raises(KeyboardInterrupt):
            forget(plan(kit, out, LATER))


@pytest.mark.parametrize("at", range(4))
def test_an_interrupted_run_leaves_nothing_that_looks_whole_and_the_next_finishes(
    kit: Kit, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    interrupted(monkeypatch, kit, out, at)
    if at >= 2:
        assert not out.exists()
        assert not (kit.class_folder / "people.csv").exists()
    found = plan(kit, out, LATER)
    assert len(found.remove) + len(found.left_over) == (2 if at < 3 else 1)
    forget(found)
    assert lying_in(tmp_path) == {"kit"}
    assert lying_in(kit.class_folder) == {"released.json"}


def test_what_a_run_put_aside_goes_while_a_new_class_stays(
    kit: Kit, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(monkeypatch, kit, out, at=2)
    write_report(out, LATER)
    found = plan(kit, out, LATER)
    assert "which an earlier run put aside" in "\n".join(found.lines)
    with pytest.raises(ConfigError, match="365 days left"):
        forget(found)
    assert lying_in(tmp_path) == {"kit", "report"}
    assert lying_in(kit.class_folder) == {"released.json"}


def test_what_cannot_be_removed_is_told(kit: Kit, out: Path) -> None:
    found = plan(kit, out, LATER)
    (kit.class_folder / "people.csv").unlink()
    with pytest.raises(ConfigError, match=r"people\.csv: No such file or directory; not everything was removed"):
        forget(found)
