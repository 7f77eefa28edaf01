"""The zip: same input, same bytes; only what this assignment needs."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from ruamel.yaml import YAML

from autograder.config import CONFIG_FILE
from autograder.errors import ConfigError
from autograder.files import whole, zipped
from autograder.marking.sound import require_sound
from autograder.questions.flatten import reference_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from autograder.kit import Assignment, Kit

_HERE = Path(__file__).parent
_ENGINE = _HERE.parent
PROGRAMS = ("setup.sh", "run_autograder")
_REQUIREMENTS = "requirements.txt"
_NOT_THERE = ("namespaces", "landlock", "landlock_scope")  # layers that a container may lack


def write_zip(kit: Kit, assignment: Assignment, path: Path, wheels: Mapping[str, bytes]) -> None:
    """Write the autograder zip of one assignment, with these wheels in it, if any.

    Raises
    ------
    ConfigError
        When the zip cannot be written there, or something is wrong with what it would judge by.
    """
    require_sound(kit, assignment, "the zip was not made")
    try:
        contents = _contents(kit, assignment) | {f"wheels/{name}": data for name, data in wheels.items()}
        with whole(path) as file:
            file.write(zipped(contents, PROGRAMS))
    except OSError as error:
        raise ConfigError(f"{error.filename or path}: {error.strerror}; the zip was not made.") from error


def _contents(kit: Kit, assignment: Assignment) -> dict[str, bytes]:
    root = kit.root
    files = {f"autograder/{p.relative_to(_ENGINE).as_posix()}": p for p in _ENGINE.rglob("*") if _is_source(p)}
    needed = [*reference_files(assignment), assignment.source, assignment.notebook, *assignment.public_data]
    needed += [*assignment.mistakes, *assignment.question_files]
    needed += [
        test(question) for question in assignment.points for test in (assignment.public_test, assignment.hidden_test)
    ]
    files |= {path.relative_to(root).as_posix(): path for path in needed}
    files |= {name: _HERE / name for name in (*PROGRAMS, _REQUIREMENTS)}
    contents = {name: path.read_bytes() for name, path in files.items()}
    return contents | {CONFIG_FILE: _config_of_one(kit, assignment)}


def _is_source(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def _config_of_one(kit: Kit, assignment: Assignment) -> bytes:
    """The configuration, cut down to one assignment, for a container.

    There the worker has a user of its own, who can enter neither the tests nor the results; whether the platform's
    kernel knows Landlock, which would also keep it from them, nobody has said.
    """
    document = kit.config.model_dump(mode="json", by_alias=True)
    document["assignments"] = {assignment.name: document["assignments"][assignment.name]}
    asked = [layer for layer in document["isolation"]["require"] if layer not in _NOT_THERE]
    document["isolation"]["require"] = list(dict.fromkeys(["private_uid", *asked]))
    stream = io.BytesIO()
    YAML(typ="rt").dump(document, stream)  # keeps the order of the questions
    return stream.getvalue()
