"""The zip: same input, same bytes; only what this assignment needs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from ruamel.yaml import YAML

from autograder.config import FILE_NAME
from autograder.errors import ConfigError

if TYPE_CHECKING:
    from autograder.kit import Assignment, Kit

_HERE = Path(__file__).parent
_ENGINE = _HERE.parent
_TOOLS = ("pyproject.toml", "uv.lock", "README.md", "LICENSE", ".ci/setup.py")
_KNOWN = ("wrong.yaml", "probes.yaml")  # by which mistakes are recognised
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def write_zip(kit: Kit, assignment: Assignment, path: Path) -> None:
    """Write the autograder zip of one assignment.

    Raises
    ------
    ConfigError
        When the zip cannot be written there, or a file that it needs is missing.
    """
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in sorted(_contents(kit, assignment).items()):
                info = zipfile.ZipInfo(name, _FIXED_DATE)
                info.external_attr = (0o755 if name in ("setup.sh", "run_autograder") else 0o644) << 16
                archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    except OSError as error:
        raise ConfigError(f"{error.filename or path}: {error.strerror}; the zip was not made.") from error


def _contents(kit: Kit, assignment: Assignment) -> dict[str, bytes]:
    root = kit.root
    files = {name: root / name for name in _TOOLS}
    files |= {f"autograder/{p.relative_to(_ENGINE).as_posix()}": p for p in _ENGINE.rglob("*") if _is_source(p)}
    needed = [root / "solutions" / "__init__.py", root / "solutions" / f"{assignment.name}.py", assignment.source]
    needed += [assignment.notebook, *assignment.public_data]
    needed += [path for name in _KNOWN if (path := assignment.answers / name).is_file()]
    needed += [
        test(question) for question in assignment.points for test in (assignment.public_test, assignment.hidden_test)
    ]
    files |= {path.relative_to(root).as_posix(): path for path in needed}
    files |= {name: _HERE / name for name in ("setup.sh", "run_autograder")}
    contents = {name: path.read_bytes() for name, path in files.items()}
    return contents | {FILE_NAME: _config_of_one(kit, assignment)}


def _is_source(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def _config_of_one(kit: Kit, assignment: Assignment) -> bytes:
    document = kit.config.model_dump(mode="json", by_alias=True)
    document["assignments"] = {assignment.name: document["assignments"][assignment.name]}
    stream = io.BytesIO()
    YAML(typ="rt").dump(document, stream)  # keeps the order of the questions
    return stream.getvalue()
