"""The packages themselves, for a zip that needs no network when its image is built."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.markers import Environment, default_environment
from packaging.requirements import Requirement

from autograder.errors import ConfigError, KitError

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
_VERSION = re.compile(r"3\.(1[0-9])")
_OLDEST_GLIBC, _NEWEST_GLIBC = 17, 35  # 2.35 is Ubuntu 22.04's
_LONGEST_S = 600  # some hundred megabytes over a slow line


def wheels(python: str) -> dict[str, bytes]:
    """Wheels of all that grading needs, by file name, for one Python on 64-bit Linux (x86).

    Raises
    ------
    ConfigError
        When that is no version of Python that the kit runs on.
    KitError
        When the package index does not give them.
    """
    if not _VERSION.fullmatch(python):
        raise ConfigError(f"{python} is no version of Python from 3.10 on; write for example 3.10 (Ubuntu 22.04).")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "wanted.txt").write_text(pinned(REQUIREMENTS.read_text(encoding="utf-8"), python), encoding="utf-8")
        platforms = [f"manylinux_2_{minor}_x86_64" for minor in range(_NEWEST_GLIBC, _OLDEST_GLIBC - 1, -1)]
        _download(folder, python, [*platforms, "manylinux2014_x86_64"])
        return {path.name: path.read_bytes() for path in sorted(folder.glob("*.whl"))}


def pinned(requirements: str, python: str) -> str:
    """The requirements, with their hashes, that hold for one Python on 64-bit Linux (x86)."""
    kept = []
    for entry in re.split(r"\n(?=\S)", requirements.strip()):
        wanted, *hashes = (line.strip(" \\") for line in entry.splitlines())
        requirement = Requirement(wanted)
        if requirement.marker is None or requirement.marker.evaluate(_environment(python)):
            kept.append(" ".join([f"{requirement.name}{requirement.specifier}", *hashes]))
    return "\n".join(kept) + "\n"


def _environment(python: str) -> dict[str, str]:
    environment: Environment = {
        **default_environment(),
        "implementation_name": "cpython",
        "os_name": "posix",
        "platform_machine": "x86_64",
        "platform_system": "Linux",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": "linux",
    }
    return {name: str(value) for name, value in environment.items()}


def _download(folder: Path, python: str, platforms: list[str]) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--only-binary", ":all:", "--python-version", python, "--implementation", "cp"]
    command += [word for name in platforms for word in ("--platform", name)]
    command += ["--dest", str(folder), "--requirement", str(folder / "wanted.txt")]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter
            command, capture_output=True, text=True, timeout=_LONGEST_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise KitError(f"The package index did not answer within {_LONGEST_S} s; try again.") from error
    if done.returncode:
        last = "\n".join(done.stderr.strip().splitlines()[-3:])
        raise KitError(f"The packages for Python {python} could not be fetched:\n{last}")
