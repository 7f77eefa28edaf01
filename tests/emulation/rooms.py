"""Folders that last as long as an image or a run, named after the process that made them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

_number = count()


def new_room(folder: Path) -> Path:
    """A new empty folder; those that a killed process left are removed."""
    made = folder / "rooms"
    made.mkdir(exist_ok=True)
    for room in made.iterdir():
        if not Path("/proc", room.name.split("-")[0]).exists():
            shutil.rmtree(room, ignore_errors=True)
    room = made / f"{os.getpid()}-{next(_number)}"
    shutil.rmtree(room, ignore_errors=True)  # of an earlier process with this id
    room.mkdir()
    return room


@contextmanager
def room(folder: Path) -> Iterator[Path]:
    """A folder that is gone after the block."""
    made = new_room(folder)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def overlay_in(room: Path, layers: Sequence[Path]) -> dict[str, object]:
    """The folders of an overlay, as a task names them."""
    places = {name: str((room / name).resolve()) for name in ("upper", "work", "mounted")}
    for place in places.values():
        Path(place).mkdir()
    Path(places["upper"]).chmod(0o755)
    return {"layers": [str(layer.resolve()) for layer in layers], **places}
