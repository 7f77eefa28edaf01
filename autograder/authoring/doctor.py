"""Is this machine and this kit ready to grade?"""

from __future__ import annotations

import platform
import shutil
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

from autograder import __version__
from autograder.authoring.build import build_notebook
from autograder.course.gradebook import GRADEBOOK_FILE
from autograder.course.people_file import PEOPLE_FILE, roster_of
from autograder.course.place import warnings
from autograder.course.terms import ARCHIVE
from autograder.errors import ConfigError
from autograder.marking.retry import once_more
from autograder.marking.sound import all_faults_of
from autograder.marking.suite import suite_of
from autograder.model.isolation import LAYERS, NONE, Layer
from autograder.sandbox.choose import host_for
from autograder.sandbox.session import Session
from autograder.text import listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from autograder.kit import Assignment, Kit


def findings(kit: Kit, out: Path) -> Iterator[str]:
    """What was found of a kit and of the report folder ``out``, a line each.

    What is wrong is raised, with its remedy.
    """
    broken: list[str] = []
    yield f"autograder {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    yield from _kernel()
    yield f"the kit in {kit.root}"
    for assignment in kit.assignments.values():
        points = sum(assignment.points.values())
        faults = [*map(str, all_faults_of(kit, assignment))] or [*_unfit(kit, assignment)]
        found = "WRONG, as follows" if faults else "every test loads, and the reference passes it"
        yield f"{assignment.name}: {len(assignment.points)} questions, {points:g} points; {found}"
        yield from (f"  {fault}" for fault in faults)
        broken += [assignment.name] if faults else []
        if not faults and not _is_fresh(assignment):
            yield "  its notebook is not what its text and the configuration say: autograder build makes it anew"
    off = [
        f"{name} (track {kit.config.assignments[name].track})" for name in kit.written if name not in kit.assignments
    ]
    if off:
        yield f"not given in this course, since their tracks are off: {listing(off)}"
    yield from _readable_by_others(kit)
    yield from _people(kit)
    yield from _private(kit, out)
    with host_for(sys.platform)() as host, Session(host, kit.config.limits, [], []) as session:
        once_more(session.start, session.drop_worker)
        if not session.layers:
            yield NONE
        for name, layer in LAYERS.items():
            yield _line(name, layer, on=name in session.layers, required=name in kit.config.isolation.require)
    if broken:
        raise ConfigError(f"What judges {listing(broken)} has to be mended first; it stands above.")


def _unfit(kit: Kit, assignment: Assignment) -> Iterator[str]:
    """What in the configuration, or in the text, does not fit the questions."""
    for words in (_refused(suite_of, kit, assignment), _refused(build_notebook, assignment)):
        if words:
            yield words


def _refused(made: Callable[..., object], *arguments: object) -> str:
    try:
        made(*arguments)
    except ConfigError as error:
        return str(error)
    return ""


def _is_fresh(assignment: Assignment) -> bool:
    path = assignment.notebook
    return path.is_file() and path.read_text(encoding="utf-8") == build_notebook(assignment)


def _kernel() -> Iterator[str]:
    if sys.platform == "linux":
        from autograder.sandbox.landlock import abi_version

        yield f"Landlock ABI {abi_version()}; 3 gives all that is used of landlock, 6 all of landlock_scope, 0 is none"


def _people(kit: Kit) -> Iterator[str]:
    path = kit.class_folder / PEOPLE_FILE
    count = len(roster_of(kit).members)
    if count:
        yield f"{count} people on the roster, {path}"


def _private(kit: Kit, out: Path) -> Iterator[str]:
    """Folders that hold marks or people: whether others can read them, git would take them up, or they leave here."""
    holding = {kit.class_folder: PEOPLE_FILE, out.absolute(): GRADEBOOK_FILE, kit.root / ARCHIVE: ""}
    for folder in [folder for folder, file in holding.items() if (folder / file).exists()]:
        if folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield f"others can open {folder}; to stop that: chmod -R go-rwx {folder}"
        if _git_takes(folder):
            yield f"git would take {folder} into a repository; to stop that: echo '*' > {folder}/.gitignore"
        yield from warnings(folder)


def _git_takes(folder: Path) -> bool:
    """Whether a folder lies in a repository that does not leave it out."""
    git = shutil.which("git")
    if git is None:
        return False
    asked = [git, "-C", str(folder), "check-ignore", "--quiet", str(folder / GRADEBOOK_FILE)]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 1  # noqa: S603 - 128 is no repository


def _readable_by_others(kit: Kit) -> Iterator[str]:
    rooms = [kit.root / name for name in ("solutions", "tests")]
    doors = [kit.root, *kit.root.parents]
    if all(door.stat().st_mode & stat.S_IXOTH for door in doors):
        open_rooms = [str(room) for room in rooms if room.is_dir() and room.stat().st_mode & stat.S_IROTH]
        if open_rooms:
            yield f"other users of this machine can read {' and '.join(open_rooms)}; to stop it: chmod 700 {kit.root}"


def _line(name: str, layer: Layer, *, on: bool, required: bool) -> str:
    state = "on " if on else "OFF"
    need = ", required" if required else ""
    remedy = "" if on else f" To get it: {layer.remedy}."
    return f"  {state}  {name}{need}: {layer.does}.{remedy}"
