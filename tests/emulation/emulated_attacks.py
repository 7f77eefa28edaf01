"""No submission can cheat: attacks handed in to the emulated container, on a kernel with Landlock and without."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from tests.attacks import ATTEMPT, PRELUDE, RELU, Attack
from tests.emulation import KNOCK_PORT, Image, Ran, faults
from tests.emulation.attacks import CELLS, FILES, FORGED, LINKS, tries
from tests.helpers.known_answers import filled_notebook, plain_right, save

NAME = "activation_functions"
FAMILIES = ("read", "write", "kill", "others", "network", "processes", "leftovers")
PLACES = {
    "@HIDDEN@": f"/autograder/source/tests/hidden/{NAME}/relu_hidden.py",
    "@KIT@": "/autograder/source",
    "@ROOT@": "/autograder/source",
    "@OUT@": "/autograder/results",
    "@CLASS@": "/autograder/submission",
    "@TCP@": str(KNOCK_PORT),
    "@UDP@": str(KNOCK_PORT),
    "@UNIX@": "/autograder/none",
    "@BUS@": "/autograder/none",
    "@UIDS@": "yes",
    "@PID@": "1",
    "@MARK@": "left-behind-by-an-attack",
}
OURS = ("/autograder/results", "/autograder/submission", "/run/autograder/")
CLOSED = {"/tmp", "/var/tmp", "/run/lock"}  # to everybody: their modes have changed
HARMLESS = {  # what a kernel without Landlock lets everybody see, and nothing is there
    "read-passwd": "that there are no other users",
    "read-network-table": "the container's own sockets",
    "read-mounts": "how the container's disk is put together",
    "read-control-groups": "the container's own limits",
    "read-listing-of-processes": "the numbers of the processes",
    "read-parent-by-proc": "the command line of the sandbox's own program",
    "read-own-maps": "a process's own memory map",
    "read-own-memory-by-proc": "a process's own memory",
    "network-name-service": "that localhost is 127.0.0.1, from a file",
}
BROKEN = ("SyntaxError", "IndentationError", "NameError", "TypeError", "AttributeError")
KEEP = "\nthrough_all += [{name!r} + ': ' + got for got in found]\nfound.clear()\n"


def write(path: Path, front: list[str], relu: str) -> None:
    for name, text in PLACES.items():
        front = [cell.replace(name, text) for cell in front]
    made = filled_notebook(NAME, {**plain_right(NAME), "relu": relu})
    made.cells[2:2] = [nbformat.v4.new_code_cell(cell) for cell in front]
    save(made, path)


def assert_nothing_came_of_it(ran: Ran, relu: float) -> None:
    assert ran.results is not None
    told = (ran.raw or "") + ran.stdout
    for word in ("THROUGH", "BROKEN", "planted-"):
        assert word not in told, told[max(0, told.index(word) - 200) :][:1000]
    assert faults(ran.results, points=20) == []
    scores = {test["extra_data"]["question"]: test.get("score") for test in ran.results["tests"] if "max_score" in test}
    assert scores == {"linear": 4, "relu": relu, "step": 4, "sigmoid": 4, "tanh": 4}, ran.stdout
    assert ran.results["score"] == 16 + relu
    assert (ran.knocks, ran.left, ran.oom_kills, ran.status, ran.timed_out) == (0, [], 0, 0, False)
    assert {path for path in ran.changed if not path.startswith(OURS)} <= CLOSED


@pytest.mark.parametrize("landlock", [True, False], ids=["landlock", "without-landlock"])
@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_of_attacks_gets_nothing(image: Image, tmp_path: Path, family: str, landlock: bool) -> None:
    cells = [cell(attack) for attack in tries(family) if landlock or attack.name not in HARMLESS]
    cells = [one for one in cells if "read-heap" not in one]  # would find the source of the other cells
    assert cells
    write(tmp_path / "work.ipynb", [PRELUDE, "through_all = []", *cells, "found = through_all"], RELU)
    assert_nothing_came_of_it(image.run(tmp_path, landlock=landlock), 4)


def cell(attack: Attack) -> str:
    """A cell that tries an attack, and keeps what it got until relu is called."""
    code = "".join(f"    {line}\n" for line in attack.code.splitlines())
    return ATTEMPT.format(code=code) + KEEP.format(name=attack.name)


@pytest.mark.parametrize("name", CELLS)
def test_an_attack_on_the_platform_gets_nothing(image: Image, tmp_path: Path, name: str) -> None:
    """On the weaker kernel: Landlock only takes away."""
    code, points = CELLS[name]
    first = f"{PRELUDE}\nFORGED = {FORGED!r}\n"
    write(tmp_path / "work.ipynb", [first, code] if points else [first], RELU if points else code)
    ran = image.run(tmp_path, landlock=False)
    told = ran.raw or ""
    assert not [name for name in BROKEN if name in told], "the attack itself is broken"
    assert_nothing_came_of_it(ran, points)


def test_what_is_handed_in_beside_a_notebook_is_neither_read_nor_run(image: Image, tmp_path: Path) -> None:
    write(tmp_path / "work.ipynb", [], plain_right(NAME)["relu"])
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    for name, target in LINKS.items():
        (tmp_path / name).symlink_to(target)
    assert_nothing_came_of_it(image.run(tmp_path), 4)


def test_a_link_alone_is_no_submission(image: Image, tmp_path: Path) -> None:
    for name, target in LINKS.items():
        (tmp_path / name).symlink_to(target)
    ran = image.run(tmp_path)
    assert ran.results is not None
    assert ran.results["score"] == 0
    assert "Hand in one notebook." in ran.results["output"]
    assert "planted-" not in (ran.raw or "") + ran.stdout
