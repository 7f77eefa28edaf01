"""Is this machine and this kit ready to grade?"""

from __future__ import annotations

import platform
import stat
import sys
from typing import TYPE_CHECKING

from autograder import __version__
from autograder.course.people_file import PEOPLE_FILE, roster_of
from autograder.errors import ConfigError
from autograder.marking.retry import once_more
from autograder.marking.sound import all_faults_of
from autograder.model.isolation import LAYERS, NONE, Layer
from autograder.sandbox.choose import host_for
from autograder.sandbox.session import Session
from autograder.text import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.kit import Kit


def findings(kit: Kit) -> Iterator[str]:
    """What was found, a line each; what is wrong is raised with its remedy."""
    broken: list[str] = []
    yield f"autograder {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    yield from _kernel()
    yield f"the kit in {kit.root}"
    for assignment in kit.assignments.values():
        points = sum(assignment.points.values())
        faults = all_faults_of(kit, assignment)
        found = "WRONG, as follows" if faults else "every test loads, and the reference passes it"
        yield f"{assignment.name}: {len(assignment.points)} questions, {points:g} points; {found}"
        yield from (f"  {fault}" for fault in faults)
        broken += [assignment.name] if faults else []
    yield from _readable_by_others(kit)
    yield from _people(kit)
    with host_for(sys.platform)() as host, Session(host, kit.config.limits, [], []) as session:
        once_more(session.start, session.drop_worker)
        if not session.layers:
            yield NONE
        for name, layer in LAYERS.items():
            yield _line(name, layer, on=name in session.layers, required=name in kit.config.isolation.require)
    if broken:
        raise ConfigError(f"What judges {listing(broken)} has to be mended first; it stands above.")


def _kernel() -> Iterator[str]:
    if sys.platform == "linux":
        from autograder.sandbox.landlock import abi_version

        yield f"Landlock ABI {abi_version()}; 3 gives all that is used of landlock, 6 all of landlock_scope, 0 is none"


def _people(kit: Kit) -> Iterator[str]:
    path = kit.class_folder / PEOPLE_FILE
    count = len(roster_of(kit).members)
    if count:
        yield f"{count} people on the roster, {path}"
        if path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
            yield f"others can read it; to stop that: chmod 600 {path}"


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
