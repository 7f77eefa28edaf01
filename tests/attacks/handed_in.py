"""What is handed in beside honest notebooks: odd names, links, archives and folders that bring things along."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path

import nbformat

ODD_NAMES = (
    "<img src=x onerror=alert(1)>.ipynb",
    "'\"><svg onload=alert(1)>.ipynb",
    "{{ 7 * 7191 }} [red]x.ipynb",
    "\x1b[2Jred\u202e.ipynb",
    "two\nlines\r\u2028\x85.ipynb",
    os.fsdecode(b"no\xfftext.ipynb"),
    "=1+1.ipynb",
    "@SUM(1).ipynb",
    "-rf.ipynb",
    "$(id) `id`;.ipynb",
    "%2e%2e%2fkeeper.ipynb",
    "keeper.ipynb~2.ipynb",
    "caf\u00e9.ipynb",
    "cafe\u0301.ipynb",
    "grades.csv.ipynb",
    "x" * 200 + ".ipynb",
)
BROUGHT = {
    "numpy.py": "allclose = array_equal = lambda *a, **k: True\n",
    "sitecustomize.py": "open('/tmp/@MARK@', 'w')\n",
    "conftest.py": "open('/tmp/@MARK@', 'w')\n",
    "otter.py": "Notebook = open('/tmp/@MARK@', 'w')\n",
    "json.py": "open('/tmp/@MARK@', 'w')\n",
    ".OTTER_LOG": "cos\nsystem\n(S'touch /tmp/@MARK@'\ntR.",
    "grading_config.yaml": "limits: {cell_cpu_s: 1000}\n",
}
ZIPPED = {
    **BROUGHT,
    "solutions/activation_functions.py": "relu = None\n",
    "tests/hidden/activation_functions/relu_hidden.py": "relu = None\n",
    "otter/__init__.py": "open('/tmp/@MARK@', 'w')\n",
    "autograder/__init__.py": "open('/tmp/@MARK@', 'w')\n",
    "../../@MARK@.txt": "planted\n",
    "/tmp/@MARK@": "planted\n",
    "..\\..\\@MARK@.txt": "planted\n",
}


@dataclass(frozen=True)
class HandedIn:
    """What becomes of a file."""

    status: str = "graded"
    score: str = "20"


REFUSED = HandedIn("unreadable", "")


def hand_in(room: Path, honest: Path, kit: Path, mark: str) -> dict[str, HandedIn]:
    """Put all of it into the folder of a class; what is expected of each, by its name there."""
    for name in ODD_NAMES:
        shutil.copy(honest, room / name)
    (room / "brings").mkdir()
    shutil.copy(honest, room / "brings" / "work.ipynb")
    for name, text in BROUGHT.items():
        (room / "brings" / name).write_text(text.replace("@MARK@", mark), encoding="utf-8")
    _with_tests_of_its_own(honest, room / "metadata.ipynb")
    found = dict.fromkeys((*ODD_NAMES, "brings/work.ipynb", "metadata.ipynb"), HandedIn())
    return found | _archives(room, honest, kit, mark) | _links(room, honest, kit)


def _with_tests_of_its_own(honest: Path, path: Path) -> None:
    """A right notebook that says in its metadata what its tests are, how they went, and shows it."""
    made = nbformat.read(honest, as_version=4)
    test = {"name": "relu", "points": 4, "suites": [{"cases": [{"code": ">>> open('/tmp/@MARK@', 'w')"}]}]}
    made.metadata["otter"] = {"OK_FORMAT": True, "tests": {"relu": test}, "assignment_name": "<script>1</script>"}
    made.metadata["kernelspec"] = {"name": "\x1b[2J<script>1</script>", "display_name": "R", "language": "R"}
    for cell in made.cells:
        cell.metadata["autograder"] = {"points": 1000, "passed": True}
        if cell.cell_type == "code":
            html = {"text/html": "<script>alert(1)</script>", "text/plain": "\x1b[2J\u202e"}
            cell.outputs = [nbformat.v4.new_output("display_data", data=html)]
    nbformat.write(made, path)


def _archives(room: Path, honest: Path, kit: Path, mark: str) -> dict[str, HandedIn]:
    with zipfile.ZipFile(room / "zipped.zip", "w") as archive:
        archive.write(honest, "zipped.ipynb")
        for name, text in ZIPPED.items():
            archive.writestr(name.replace("@MARK@", mark), text.replace("@MARK@", mark))
        archive.writestr(_link("link.txt"), f"{kit}/grading_config.yaml")
    with zipfile.ZipFile(room / "dots.zip", "w") as archive:
        archive.write(honest, f"../../{mark}.ipynb")
    with zipfile.ZipFile(room / "linked.zip", "w") as archive:
        archive.writestr(_link("linked.ipynb"), f"{kit}/grading_config.yaml")
    with zipfile.ZipFile(room / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.ipynb", bytes(200 << 20))
    with zipfile.ZipFile(room / "many.zip", "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}.txt", "")
    graded = dict.fromkeys(("zipped.zip", "dots.zip"), HandedIn())
    return graded | dict.fromkeys(("linked.zip", "bomb.zip", "many.zip"), REFUSED)


def _link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def _links(room: Path, honest: Path, kit: Path) -> dict[str, HandedIn]:
    targets = {
        "secret-link.ipynb": kit / "grading_config.yaml",
        "alias-link.ipynb": honest,
        "loop-link.ipynb": room / "loop-link.ipynb",
        "dead-link.ipynb": room / "nowhere.ipynb",
        "folder-link": kit / "solutions",
        "device-link.ipynb": Path("/dev/zero"),
    }
    for name, target in targets.items():
        (room / name).symlink_to(target)
    return dict.fromkeys(targets, REFUSED)
