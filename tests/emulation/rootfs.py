"""The base of all images: a real root file system, made once with debootstrap from this machine's own packages."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.emulation import host

FOLDER = Path(
    os.environ.get("AUTOGRADER_PLATFORM_FOLDER") or Path(__file__).resolve().parent.parent.parent / ".platform"
)
PACKAGES = ("ca-certificates", "curl", "dos2unix", "openssh-client", "python3", "unzip")
_RECIPE = 6  # counted up when what is made from the same packages changes
_LEFT_OUT = shutil.ignore_patterns("site-packages", "test", "tests", "__pycache__", "*.a", "share")
_NO_SERVICES = "#!/bin/sh\nexit 101\n"


@dataclass(frozen=True)
class Base:
    """The lowest layers of an image, the top one first, and the folder in which images and runs are made."""

    folder: Path
    layers: tuple[Path, ...]


def base(folder: Path = FOLDER, *, pip: bool = False, python: Path | None = None) -> Base:
    """The base, made now if this recipe has not been made yet (about a minute).

    Parameters
    ----------
    folder
        Where the base is kept, and where images and runs are made. It must lie on a disk that overlayfs can use.
    pip
        Whether the image's Pythons have pip. The platform's may not have it.
    python
        The prefix of another Python of this machine, to be put under ``/usr/local``, of its site-packages pip at most.
        ``apt-get install python3-pip`` and ``python3-venv`` are still for the release's own Python.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="ascii")
    packages = (*PACKAGES, *(("python3-pip",) if pip else ()))
    site, release = _known_to_apt()
    layers = [_made(folder, f"base-{release}", packages, lambda place: _bootstrap(place, packages, (site, release)))]
    if python is not None:
        mark = (str(python.resolve()), (python / "bin/python3").stat().st_mtime_ns, pip)
        layers.insert(0, _made(folder, "python", mark, lambda place: _copy_python(python, place, with_pip=pip)))
    return Base(folder, tuple(layers))


def _known_to_apt() -> tuple[str, str]:
    try:
        return host.archive_of_packages()
    except RuntimeError:
        subprocess.run(["apt-get", "update"], check=True, capture_output=True)
        return host.archive_of_packages()


def _made(folder: Path, name: str, recipe: object, make: Callable[[Path], None]) -> Path:
    """The folder of a recipe; it appears whole or not at all."""
    key = hashlib.sha256(repr((_RECIPE, recipe)).encode()).hexdigest()[:12]
    whole = folder / f"{name}-{key}"
    with _alone(folder / "lock"):
        if not whole.exists():
            part = folder / f"{whole.name}.part"
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            make(part)
            part.rename(whole)
    return whole


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _bootstrap(place: Path, packages: tuple[str, ...], archive: tuple[str, str]) -> None:
    if shutil.which("debootstrap") is None:
        subprocess.run(["apt-get", "update"], check=True, capture_output=True)
        subprocess.run(["apt-get", "install", "-y", "debootstrap"], check=True, capture_output=True)
    site, release = archive
    line = ["debootstrap", "--variant=minbase", f"--include={','.join(packages)}"]
    line += ["--components=main,universe"] if "ubuntu" in Path("/etc/os-release").read_text(encoding="utf-8") else []
    plain = {name: value for name, value in os.environ.items() if name != "COMPONENTS"}  # debootstrap's own variable
    made = subprocess.run([*line, release, str(place), site], capture_output=True, text=True, env=plain)
    if made.returncode:
        raise RuntimeError(f"debootstrap failed (exit {made.returncode}):\n{(made.stdout + made.stderr)[-2000:]}")
    for name in ("var/lib/apt/lists", "var/cache/apt/archives"):
        shutil.rmtree(place / name)
        (place / name / "partial").mkdir(parents=True)
    (place / "etc/apt/sources.list").unlink()  # an image gets this machine's sources
    policy = place / "usr/sbin/policy-rc.d"
    policy.write_text(_NO_SERVICES, encoding="ascii")
    policy.chmod(0o755)


def _copy_python(prefix: Path, place: Path, *, with_pip: bool) -> None:
    shutil.copytree(prefix, place / "usr/local", symlinks=True, ignore=_LEFT_OUT)
    library = next((place / "usr/local/lib").glob("python3.*"))
    (library / "site-packages").mkdir()
    for part in (prefix / library.relative_to(place / "usr/local") / "site-packages").glob("pip*"):
        if with_pip and part.is_dir():
            shutil.copytree(part, library / "site-packages" / part.name)
    for script in (place / "usr/local/bin").iterdir():
        if not script.name.startswith("python"):  # pip and others name the prefix from which they come
            script.unlink()
    # The loader's list of libraries is not remade for it.
    for shared in (place / "usr/local/lib").glob("libpython*.so*"):
        target = place / "usr/lib" / shared.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(shared, target)
