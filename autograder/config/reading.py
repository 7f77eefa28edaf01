"""Reading ``grading_config.yaml``: checked whole and at once, and every mistake told with its line."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from autograder.config.fields import AssignmentPolicy, Config
from autograder.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

_OURS = "<<<<<<< "  # git's mark before the first of two versions


def load_config(path: Path) -> Config:
    """Read and check a configuration.

    Raises
    ------
    ConfigError
        Listing every mistake, each with its line and what to do.
    """
    yaml = YAML(typ="rt")
    try:
        text = path.read_text(encoding="utf-8")
        _refuse_two_versions(path, text)
        data = yaml.load(text)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text; save it as UTF-8.") from error
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        raise ConfigError(
            f"{path.name} is not valid YAML.\n  line {line}: {error.problem}; check indentation and colons"
        ) from error
    except YAMLError as error:
        raise ConfigError(f"{path.name} is not valid YAML: {error}") from error
    if not isinstance(data, dict):
        raise ConfigError(f"{path.name} is empty or no mapping; it needs at least course, term and assignments.")
    try:
        return Config.model_validate(data)
    except ValidationError as error:
        faults = [_describe(fault, data) for fault in error.errors()]
        lines = "\n".join(f"  line {line}: {text}" for line, text in sorted(faults))
        count = f"{len(faults)} mistakes" if len(faults) > 1 else "a mistake"
        raise ConfigError(f"{path.name} has {count}:\n{lines}") from error


def _refuse_two_versions(path: Path, text: str) -> None:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(_OURS):
            raise ConfigError(
                f"{path.name}, line {number}: git found two versions of these lines, and both stand there. Keep the "
                "one that you want, and take out the other with the lines <<<<<<<, ======= and >>>>>>>."
            )


def _describe(fault: Any, data: Any) -> tuple[int, str]:
    where: tuple[str | int, ...] = fault["loc"]
    key = ".".join(str(part) for part in where)
    line = _line_of(where, data)
    if fault["type"] == "extra_forbidden":
        return line, f"{key}: unknown key{_nearest(where)}"
    if fault["type"] == "missing":
        return line, f"{key}: is missing; add it"
    said = "" if isinstance(fault["input"], dict) else f" (it says {fault['input']!r})"
    return line, f"{key}: {fault['msg'].removeprefix('Value error, ')}{said}"


def _nearest(where: tuple[str | int, ...]) -> str:
    section: Any = Config
    for part in where[:-1]:
        field = _fields(section).get(part)
        section = field.annotation if field else AssignmentPolicy
    known = [str(name) for name in _fields(section)]
    close = difflib.get_close_matches(str(where[-1]), known, n=1)
    return f"; did you mean {close[0]}?" if close else f"; known here: {', '.join(known)}"


def _fields(section: Any) -> dict[str | int, Any]:
    """Fields of a section by the keys that the file has for them."""
    fields = getattr(section, "model_fields", {})
    return {field.alias or name: field for name, field in fields.items()}


def _line_of(where: tuple[str | int, ...], data: Any) -> int:
    """Line of the deepest part of ``where`` that the file holds, counting from 1."""
    line = 1
    for part in where:
        if not isinstance(data, CommentedMap) or part not in data:
            break
        line = data.lc.key(part)[0] + 1
        data = data[part]
    return line
