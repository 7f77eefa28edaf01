"""A file is written whole or not at all, whatever ends the writing."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from autograder.files import whole


def write_half(path: Path, ended_by: type[BaseException], shared: bool) -> None:
    with whole(path, shared=shared) as file:
        file.write(b"half of what is n")
        raise ended_by


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("ended_by", [OSError, ValueError, KeyboardInterrupt])
@pytest.mark.parametrize("shared", [False, True])
def test_what_ends_the_writing_leaves_what_was_there(
    tmp_path: Path, ended_by: type[BaseException], shared: bool
) -> None:
    path = tmp_path / "marks.csv"
    path.write_bytes(b"old")
    with pytest.raises(ended_by):
        write_half(path, ended_by, shared)
    assert (names(tmp_path), path.read_bytes()) == (["marks.csv"], b"old")


def test_nothing_is_in_place_before_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    with whole(path) as file:
        file.write(b"new")
        assert not path.exists()
    assert (names(tmp_path), path.read_bytes()) == (["marks.csv"], b"new")


def test_a_private_file_is_private_from_its_first_byte(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"old")
    path.chmod(0o644)
    with whole(path, private=True) as file:
        assert {stat.S_IMODE(draft.stat().st_mode) for draft in tmp_path.iterdir() if draft != path} == {0o600}
        file.write(b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_may_write_a_shared_file_at_once_and_the_last_one_stands(tmp_path: Path) -> None:
    path = tmp_path / "grade.json"
    with whole(path, shared=True) as one:
        one.write(b"one")
        with whole(path, shared=True) as other:
            other.write(b"other")
        assert path.read_bytes() == b"other"
    assert (names(tmp_path), path.read_bytes()) == (["grade.json"], b"one")


def test_what_an_interrupted_run_left_is_no_hindrance_and_no_way_out(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"kept")
    (tmp_path / ".marks.csv.part").symlink_to(tmp_path / "elsewhere")
    with whole(tmp_path / "marks.csv") as file:
        file.write(b"new")
    assert (tmp_path / "elsewhere").read_bytes() == b"kept"
    assert not (tmp_path / "marks.csv").is_symlink()


def test_an_error_names_the_file_and_not_its_draft(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "marks.csv"
    with pytest.raises(FileNotFoundError) as caught, whole(path):
        pass
    assert caught.value.filename == str(path)
