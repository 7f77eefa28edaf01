"""A new assignment: a text, a reference and a question that can be proved at once, to be changed into one's own."""

from __future__ import annotations

import keyword
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from autograder.config import CONFIG_FILE
from autograder.errors import ConfigError
from autograder.files import whole
from autograder.text import listing

if TYPE_CHECKING:
    from autograder.kit import Kit

_TEMPLATE = Path(__file__).parent / "template"
_POINTS = 4
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def new(kit: Kit, name: str, question: str) -> list[Path]:
    """Write an assignment with one question, and its points into the configuration; the files that were written.

    Raises
    ------
    ConfigError
        When a name cannot be one, or is taken, or the configuration is written in a way that has no room for a line.
    """
    for what, word in (("assignment", name), ("question", question)):
        if not _NAME.fullmatch(word) or keyword.iskeyword(word):
            raise ConfigError(f"{word} is no name for {_a(what)}: use small letters, digits and _, a letter first.")
    asked = {one: other.name for other in kit.written.values() for one in other.points}
    if question in asked:
        raise ConfigError(f"{asked[question]} asks {question} already; give --question another name.")
    root = kit.root
    files = {
        root / "assignments" / name / f"{name}.md": "text.md",
        root / "solutions" / f"{name}.py": "solutions.txt",
        root / "tests" / "questions" / name / f"{question}.py": "question.txt",
    }
    if there := [path.relative_to(root).as_posix() for path in files if path.exists()]:
        raise ConfigError(f"{listing(there)} is there already, and nothing was written; choose another name.")
    config = _with_points(root / CONFIG_FILE, name, question)
    for path, template in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (_TEMPLATE / template).read_text(encoding="utf-8")
        path.write_text(text.replace("ASSIGNMENT", name).replace("QUESTION", question), encoding="utf-8")
    package = root / "solutions" / "__init__.py"
    if not package.exists():
        package.write_text('"""The references: what is right."""\n', encoding="utf-8")
    with whole(root / CONFIG_FILE) as file:
        file.write(config.encode("utf-8"))
    return [*files, root / CONFIG_FILE]


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _with_points(path: Path, name: str, question: str) -> str:
    """The configuration with the new assignment behind the others; all else stays byte for byte.

    Raises
    ------
    ConfigError
        When the assignments do not stand there in lines of their own.
    """
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    first = next((i for i, line in enumerate(lines) if re.match(r"assignments:\s*(#.*)?$", line)), None)
    own = [i for i in range((first or 0) + 1, len(lines)) if lines[i].strip() and not lines[i].lstrip().startswith("#")]
    inside = [i for n, i in enumerate(own) if all(lines[k].startswith(" ") for k in own[: n + 1])]
    indent = (re.match(r" +", lines[inside[0]]) or ["  "])[0] if inside else "  "
    entry = f"{indent}{name}:\n{indent * 2}points:\n{indent * 3}{question}: {_POINTS}\n"
    if inside:
        last = inside[-1]
        made = "".join([*lines[:last], f"{lines[last].rstrip()}\n", entry, *lines[last + 1 :]])
        if _holds(made, name):
            return made
    raise ConfigError(f"{CONFIG_FILE}: there is no room for a line below assignments. Write there yourself:\n{entry}")


def _holds(text: str, name: str) -> bool:
    try:
        return name in YAML(typ="safe").load(text)["assignments"]
    except (YAMLError, TypeError, KeyError):
        return False
