"""What is hidden of the packages, wherever they were installed from, and what is left of them to read."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.sandbox import visible as module
from autograder.sandbox.launch import ZygoteProcess
from autograder.sandbox.visible import SeenPath, Visible, visible
from tests.helpers.known_answers import ROOT
from tests.helpers.sandbox_case import answer

READ = """
import importlib.metadata, os, sys
def answer(place):
    said = {}
    for name in os.listdir(place):
        for path in (name, name + "/direct_url.json", name + "/METADATA"):
            try:
                said[path] = open(os.path.join(place, path)).read()
            except OSError:
                pass
    return sorted(path for path, text in said.items() if "/home/prof/kit" in text)
"""
SIGNPOSTS = ["_kit.pth", "old.egg-link", "__editable___kit_finder.py", "lab-1.0.dist-info/direct_url.json"]


@pytest.fixture
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site-packages")
    for parent in (folder, *folder.parents):
        if parent.is_relative_to(tempfile.gettempdir()) and parent != Path(tempfile.gettempdir()):
            parent.chmod(0o755)
    (folder / "lab-1.0.dist-info").mkdir()
    (folder / "lab-1.0.dist-info" / "METADATA").write_text("Name: lab\nHome: /home/prof/kit\n")
    for name in SIGNPOSTS:
        (folder / name).write_text("/home/prof/kit\n")
    (folder / "lab.py").write_text("# /home/prof/kit is what this module says itself\n")
    return folder


@pytest.mark.parametrize("without", [[], ["namespaces"]])
def test_what_says_where_a_package_came_from_cannot_be_read_and_the_rest_can(
    packages: Path, without: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = module.package_folders()
    monkeypatch.setattr(module, "package_folders", lambda: [*folders, str(packages)])
    with ZygoteProcess(without=without) as zygote:
        place = "/sandbox/packages1" if zygote.layers else str(packages)
        assert answer_about(zygote, place) == ["lab-1.0.dist-info/METADATA", "lab.py"]


def answer_about(zygote: ZygoteProcess, place: str) -> list[str]:
    return answer(zygote, READ.replace("answer(place)", f"answer(place={place!r})"))


def test_packages_below_another_place_are_masked_by_both_names() -> None:
    inner = SeenPath("/usr/lib/python3/dist-packages", "/sandbox/packages")
    seen = Visible(
        [SeenPath("/usr/lib", "/usr/lib")], [inner], SeenPath("/kit", "/sandbox/engine"), [f"{inner.real}/a.pth"]
    )
    assert {place.seen for place in seen.masked()} == {f"{inner.real}/a.pth", "/sandbox/packages/a.pth"}


def test_the_engines_own_record_is_hidden() -> None:
    hidden = [Path(path) for path in visible(apart=True).hidden]
    assert any(path.name.startswith("autograder-") and path.suffix == ".dist-info" for path in hidden)


def test_no_place_lies_in_the_kit_but_the_packages_and_the_sandbox() -> None:
    seen = visible(apart=False)
    inside = [place.real for place in seen.system if Path(place.real).is_relative_to(ROOT)]
    assert inside == [], "the folder of a virtual environment is no standard library"
    assert all(not place.seen.startswith(str(ROOT)) for place in visible(apart=True).places)


def test_what_a_worker_loads_was_compiled_when_the_kit_was_set_up() -> None:
    """A zygote may write nothing beside its packages, so it would compile them at each start."""
    loads = "import json, sys; from autograder.sandbox import shell, worker; told = sys.stdout; shell.make_shell()"
    files = "json.dump([getattr(one, '__file__', None) for one in list(sys.modules.values())], told)"
    done = subprocess.run([sys.executable, "-B", "-c", f"{loads}; {files}"], capture_output=True, text=True, check=True)
    packages = Path(sys.prefix).resolve()
    loaded = [Path(file) for file in json.loads(done.stdout) if file and file.endswith(".py")]
    theirs = [file for file in loaded if file.is_relative_to(packages)]
    assert {"IPython", "matplotlib", "numpy"} <= {part for file in theirs for part in file.parts}
    assert [file for file in theirs if not Path(importlib.util.cache_from_source(str(file))).is_file()] == []
