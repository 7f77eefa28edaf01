"""What client and worker agree on: which kit, and how a submission is written for the way."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.model import Submission

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class ClusterRules:
    """What a worker grades by.

    ``kit`` is a folder that the worker reaches under this path, and whose context must be ``context``; ``required``
    names the layers of isolation without which nothing is run; ``saved`` is a folder shared by all workers, for
    grades on their way, and empty where there is none.
    """

    kit: str
    required: tuple[str, ...]
    context: str
    saved: str = ""


def packed(submission: Submission, data: bytes) -> str:
    """A submission as one line of text: its id, what it is to be graded as, and its bytes; nobody is named."""
    contents = base64.b64encode(zlib.compress(data, 1)).decode()
    known = {"id": submission.id, "asked": submission.asked, "renamed": submission.renamed}
    return json.dumps({**known, "contents": contents})


def unpacked(request: str, path: Path) -> tuple[Submission, bytes]:
    """The submission that was packed, as one that lies at ``path``, and its bytes."""
    document = json.loads(request)
    renamed = tuple((question, name) for question, name in document["renamed"])
    submission = Submission(document["id"], path, asked=document["asked"], renamed=renamed)
    return submission, zlib.decompress(base64.b64decode(document["contents"]))
