"""What the process that makes a container is told, as plain data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

ROOT = "/autograder"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
HOST_NAME = "container"
KNOCK_PORT = 39171


@dataclass(frozen=True)
class Step:
    """One command of an image's build."""

    name: str
    command: list[str]


@dataclass(frozen=True)
class Task:
    """One container: its layers (the top one first), what is laid into it, and what happens there.

    With ``steps``, these commands run one after the other and write to the file ``log``; without, the harness runs.
    """

    layers: list[str]
    upper: str
    work: str
    mounted: str
    log: str = ""
    steps: list[Step] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    copied: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    own_network: bool = True
    missing_calls: list[str] = field(default_factory=list)
    metadata: str = ""
    timeout_s: float = 600.0
    grace_s: float = 1.0

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Task:
        document = json.loads(text)
        return cls(**(document | {"steps": [Step(**step) for step in document["steps"]]}))
