"""This machine's own settings of package indices, for a build: names, certificates, apt's sources, pip's and uv's.

They come as one thin layer and an environment, so that a container reaches the indices that this machine reaches.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.emulation.task import HOST_NAME, ROOT

_CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
_SYSTEM = [
    "/etc/resolv.conf",
    "/etc/pip.conf",
    "/etc/xdg/pip",
    "/etc/uv",
    "/etc/xdg/uv",
    "/usr/local/share/ca-certificates",
    "/etc/apt/sources.list",
    "/etc/apt/sources.list.d",
    "/etc/apt/preferences.d",
    "/etc/apt/keyrings",
    "/etc/apt/trusted.gpg.d",
]
_OF_A_USER = (".config/pip", ".config/uv", ".pip")
_VARIABLES = re.compile(
    r"PIP_|UV_(DEFAULT_INDEX|INDEX|EXTRA_INDEX|FIND_LINKS|NATIVE_TLS|SYSTEM_CERTS|HTTP|KEYRING|INSECURE)|SSL_CERT_"
    r"|(REQUESTS_CA|CURL_CA)_BUNDLE$|(https?|no|all)_proxy$",
    re.IGNORECASE,
)
_LOCAL_PATH = re.compile(r"(?:file://)?(/[^\s'\",;:]+)")
_HOSTS = f"127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n127.0.0.1 {HOST_NAME}\n"


def lay_settings(layer: Path) -> None:
    """Fill a layer with this machine's settings, and with the folders that the platform's image has."""
    (layer / ROOT.lstrip("/")).mkdir(parents=True)
    homes = {name: Path.home() / name for name in _OF_A_USER}
    places = {Path(name): Path(name) for name in _SYSTEM}
    places |= {Path("/root", name): path for name, path in homes.items()}
    for place, source in places.items():
        _copy(source, layer / place.relative_to("/"))
    _write(layer / "etc/hosts", _HOSTS)
    _write(layer / "etc/apt/apt.conf.d/99of-this-machine", _apt_settings())
    certificates = Path(os.environ.get("SSL_CERT_FILE", _CERTIFICATES))
    _copy(certificates, layer / _CERTIFICATES.lstrip("/"))
    if "SSL_CERT_FILE" in os.environ:
        _copy(certificates, layer / str(certificates.absolute()).lstrip("/"))


def _copy(source: Path, place: Path) -> None:
    if source.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, place, dirs_exist_ok=True)
    elif source.exists():
        shutil.copy(source, place)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _apt_settings() -> str:
    line = ["apt-config", "dump", "--format", '%F "%v";%n', "Acquire"]
    return subprocess.run(line, check=True, capture_output=True, text=True).stdout


def environment() -> dict[str, str]:
    """The variables that say where packages come from and whom to trust."""
    return {name: value for name, value in os.environ.items() if _VARIABLES.match(name)}


def local_folders(layer: Path, base: Path) -> list[str]:
    """The folders of packages on this machine's disk that its settings name, and that a container would not have.

    An index named ``simple`` links to files beside it, so its parent is what is needed.
    """
    texts = [*environment().values(), *_texts(layer, ("etc/pip.conf", "etc/xdg", "etc/uv", "root"))]
    named = {Path(match) for text in texts for match in _LOCAL_PATH.findall(text)}
    needed = {path.parent if path.name == "simple" else path for path in named if path.is_dir()}
    inside = (layer, base)
    there = {path for path in needed if any((root / path.relative_to("/")).exists() for root in inside)}
    return sorted(str(path) for path in needed - there)


def _texts(layer: Path, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for path in (layer / name, *(layer / name).rglob("*")):
            if path.is_file():
                yield path.read_text(encoding="utf-8", errors="replace")


def archive_of_packages() -> tuple[str, str]:
    """The address and the release name from which apt installs this machine's own packages."""
    words = Path("/etc/os-release").read_text(encoding="utf-8")
    release = (re.search(r"^VERSION_CODENAME=(\S+)", words, re.MULTILINE) or ["", "bookworm"])[1]
    line = ["apt-get", "indextargets", "--format", "$(SITE) $(RELEASE) $(COMPONENT)", "Created-By: Packages"]
    targets = subprocess.run(line, check=True, capture_output=True, text=True).stdout.splitlines()
    sites = [target.split()[0] for target in targets if target.split()[1:] == [release, "main"]]
    if not sites:
        raise RuntimeError(f"apt knows no source of the release {release}")
    return sites[0], release
