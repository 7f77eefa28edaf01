"""``autograder explain``: a letter that a teacher pastes as it is, true of this very answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.reports.explain import first_name
from tests.helpers.warm import autograder
from tests.sample_class import lay_desk

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample class of ``make demo``, graded."""
    desk = tmp_path_factory.mktemp("desk") / "demo"
    lay_desk(desk)
    for call in (["people", "roster.csv"], ["grade", "handed-in", "--out", "report"]):
        assert autograder(*call, cwd=desk).returncode in (0, 1)
    return desk


def letter(desk: Path, who: str, question: str) -> str:
    done = autograder("explain", who, question, cwd=desk)
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 76
    return " ".join(done.stdout.split())


@pytest.mark.parametrize("who", ["noor", "Noor Okafor", "Okafor, Noor", "okafor noor", "1015"])
def test_somebody_is_found_by_any_name_and_greeted_by_the_first(desk: Path, who: str) -> None:
    text = letter(desk, who, "sigmoid")
    assert text.startswith("Hello Noor, this is about question 4, sigmoid: a graded response. You have 0 of 4 points")
    assert text.endswith("please write back.")


def test_values_that_are_wrong_are_shown_and_counted(desk: Path) -> None:
    text = letter(desk, "noor", "sigmoid")
    assert "It passed none of 7." in text
    assert "At n = -ln 3 yours gives 0.75, at n = ln 3 it gives 0.25." in text
    assert "To think about: Should more input give more activity?" in text


def test_points_that_went_for_the_way_are_said_in_points(desk: Path) -> None:
    text = letter(desk, "greta", "net_input_loop")
    assert "You have 3.5 of 5 points for it." in text
    assert "It passed all 7. So the values are right, and the 1.5 points that you miss went for the way" in text


def test_a_right_answer_is_not_asked_to_think_again(desk: Path) -> None:
    text = letter(desk, "ada", "net_input_dot")
    assert "You have all of its points, 5 of 5 points." in text
    assert "All checks in the notebook itself pass." in text
    assert "To think about" not in text


def test_who_handed_in_what_cannot_be_read_or_nothing_gets_a_letter_too(desk: Path) -> None:
    assert "The notebook is damaged: it is not valid JSON" in letter(desk, "vera", "net_input_loop")
    assert "Nothing was handed in, so there are no marks." in letter(desk, "yara", "relu")


def test_points_by_hand_stand_for_a_file_that_only_its_name_gives_an_assignment(desk: Path) -> None:
    for question in ("net_input_loop", "net_input_sum", "net_input_dot"):
        done = autograder(
            *("override", "will", question, "2.5", "--by", "Dr. Kim", "--reason", "read from the PDF."), cwd=desk
        )
        assert done.returncode == 0, done.stderr
    text = letter(desk, "Xu, Will", "net_input_sum")
    assert "You have 2.5 of 5 points for it. Dr. Kim decided on these points: read from the PDF." in text


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Ann Bell", "Ann"),
        ("Bell, Ann", "Ann"),
        ("Bell, Mary-Ann Louise", "Mary-Ann Louise"),
        ("Bell,", "Bell"),
        ("王伟", "王伟"),
        ("王 伟", "王 伟"),
        (" , Ann", "Ann"),
        ("", ""),
        ("Ann\nBell", "Ann"),
    ],
)
def test_a_first_name_is_what_one_writes_behind_hello(name: str, first: str) -> None:
    assert first_name(name) == first
