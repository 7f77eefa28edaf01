"""What a guide shows: its commands, and its examples by the file that they belong into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^(?P<fence>```+)(?P<language>\w+)\n(?P<text>.*?)^(?P=fence)$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One example, and the heading that it stands below."""

    heading: str
    language: str
    text: str

    @property
    def first(self) -> str:
        """Its first line, without the sign of a comment or a heading."""
        return self.text.partition("\n")[0].lstrip("# ")


def blocks(page: Path) -> list[Block]:
    """Every example of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in FENCE.finditer(text):
        headings = re.findall(r"^## (.*)$", FENCE.sub("", text[: match.start()]), re.MULTILINE)
        found.append(Block(headings[-1] if headings else "", match["language"], match["text"]))
    return found


def shell(text: str) -> list[str]:
    """The commands of a block."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def commands(page: Path, name: str) -> list[str]:
    """The commands of a page that begin with a program's name."""
    lines = [line for block in blocks(page) if block.language == "sh" for line in shell(block.text)]
    return [line for line in lines if line.startswith(f"{name} ")]
