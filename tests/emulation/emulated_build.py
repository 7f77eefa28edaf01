"""The emulator builds nothing from a zip from which the platform builds nothing. To be run by path, as root."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.emulation import Base, BuildError, build
from tests.emulation.rootfs import _made
from tests.emulation.tiny import run, running, zipped


def test_a_setup_that_fails_fails_the_build_with_the_end_of_its_log(the_base: Base, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"setup.sh failed \(exit 3\)(?s:.*)its last words"):
        build(zipped(tmp_path, "echo its last words\nexit 3\n"), the_base)


def test_a_setup_that_hangs_fails_the_build_and_leaves_nothing(the_base: Base, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="not built within"):
        build(zipped(tmp_path, "sleep 87654.25\n"), the_base, timeout_s=6)
    assert not running("sleep 87654.25")


def test_a_zip_of_the_folder_instead_of_its_contents_is_refused(the_base: Base, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"no setup.sh and no run_autograder at its root"):
        build(zipped(tmp_path, "", inside="folder/"), the_base)


def interfaces(text: str) -> set[str]:
    return set(re.findall(r"^\s*(\w+): ", text, re.MULTILINE))


def test_only_a_build_without_network_has_nothing_but_a_loopback(the_base: Base, tmp_path: Path) -> None:
    seen = {}
    for network in (True, False):
        with build(zipped(tmp_path, "cat /proc/net/dev\n"), the_base, network=network) as made:
            seen[network] = interfaces(made.log.split("=== setup.sh")[1])
    here = interfaces(Path("/proc/net/dev").read_text(encoding="ascii"))
    assert len(here) > 1
    assert seen == {True: here, False: {"lo"}}


def test_a_recipe_that_fails_leaves_no_base(tmp_path: Path) -> None:
    def fail(place: Path) -> None:
        (place / "half").touch()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        _made(tmp_path, "base", "recipe", fail)
    whole = _made(tmp_path, "base", "recipe", lambda place: (place / "all").touch())
    assert [path.name for path in whole.iterdir()] == ["all"]


def test_what_cannot_start_leaves_no_results(the_base: Base, tmp_path: Path) -> None:
    with build(zipped(tmp_path, "", run="#!/no/such/interpreter\n"), the_base) as made:
        ran = run(made, tmp_path, "")
    assert (ran.status, ran.results) == (127, None)
    assert "No such file" in ran.stdout
