"""What student code may read, and by which names: Python, its packages, and the folder of the sandbox.

Neither the names nor what is read should tell where the kit lies. In namespaces the packages and the sandbox have
neutral names. What a package manager wrote down about where a package came from is hidden everywhere.
"""

from __future__ import annotations

import sys
import sysconfig
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from autograder.sandbox.host import BOOT, package_folders

_SYSTEM = (
    "/usr/lib",
    "/usr/lib64",
    "/lib",
    "/lib64",
    "/usr/share/fonts",
    "/usr/share/zoneinfo",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/fonts",
    "/dev/urandom",
    "/dev/random",
)
_SIGNPOSTS = ("*.pth", "*.egg-link", "__editable__*", "__pycache__/__editable__*", "*.dist-info/direct_url.json")


@dataclass(frozen=True)
class SeenPath:
    """A file or folder of this machine, and the name by which student code knows it."""

    real: str
    seen: str


@dataclass(frozen=True)
class Visible:
    """Everything that student code may read, but for what is hidden in it; both by their real and their seen names."""

    system: list[SeenPath]
    packages: list[SeenPath]
    sandbox: SeenPath
    hidden: list[str]

    @property
    def places(self) -> list[SeenPath]:
        """All places, in order."""
        return [*self.system, *self.packages, self.sandbox]

    @property
    def boot(self) -> str:
        """The program that becomes a zygote."""
        return f"{self.sandbox.seen}/{BOOT.name}"

    def masked(self) -> list[SeenPath]:
        """What is hidden, by every name under which it would be seen."""
        names = {}
        for path in self.hidden:
            for place in self.places:
                if path.startswith(f"{place.real}/"):
                    seen = place.seen + path.removeprefix(place.real)
                    names[seen] = SeenPath(path, seen)
        return list(names.values())

    def piece_by_piece(self) -> tuple[list[str], list[str]]:
        """Where nothing can be masked: what may be read, and which folders may be listed but for that not read."""
        readable, listed = [place.seen for place in (*self.system, self.sandbox)], list[str]()
        for place in self.packages:
            _divide(Path(place.real), self.hidden, readable, listed)
        return readable, listed


def visible(*, apart: bool) -> Visible:
    """What student code may read; ``apart`` where it has a file system of its own, with names as we like."""
    names = sysconfig.get_paths(vars={"platbase": sys.base_exec_prefix})  # a virtual environment has no stdlib
    python = (names["stdlib"], names["platstdlib"], str(Path(sys.base_prefix, "lib")))
    system = [SeenPath(path, path) for path in dict.fromkeys((*_SYSTEM, *python)) if Path(path).exists()]
    packages = [
        SeenPath(path, f"/sandbox/packages{number or ''}" if apart else path)
        for number, path in enumerate(package_folders())
        if Path(path).exists()
    ]
    sandbox = str(BOOT.parent)
    hidden = [path for place in packages for path in _signposts(Path(place.real))]
    return Visible(system, packages, SeenPath(sandbox, "/sandbox/engine" if apart else sandbox), hidden)


def _signposts(packages: Path) -> list[str]:
    """What names the folder of the kit, or of another package that was installed from a folder."""
    found = [str(path) for pattern in _SIGNPOSTS for path in packages.glob(pattern)]
    try:
        engine = distribution(__name__.partition(".")[0])
    except PackageNotFoundError:  # not installed: run from its folder
        return found
    own = {str(packages / file.parts[0]) for file in engine.files or () if file.parts[0].endswith(".dist-info")}
    return [*found, *sorted(own)]


def _divide(folder: Path, hidden: list[str], readable: list[str], listed: list[str]) -> None:
    if str(folder) in hidden:
        return
    if not any(path.startswith(f"{folder}/") for path in hidden):
        readable.append(str(folder))
        return
    listed.append(str(folder))
    for path in sorted(folder.iterdir()):
        _divide(path, hidden, readable, listed)
