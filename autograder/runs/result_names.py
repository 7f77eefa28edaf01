"""What the files of a submission's result are called: by its id, and on no file system two of them alike.

An ordinary id is its own name. What a student calls things may be more than a file system can keep apart: ``A.ipynb``
beside ``a.ipynb``, a folder ``a.ipynb.json`` beside the result of ``a.ipynb``, ``CON``, a name of 250 letters. Then the
name is made ordinary, and ends with a digest of the id; no ordinary name ends so.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_PART, _CUT_PART = 220, 180  # of the 255 bytes of most file systems; an ending and a draft's mark are to come
_LONGEST = 1000  # of the 4,096 of a path; the report folder stands before it
_DIGITS = 16
_HAS_DIGEST = re.compile(rf"~[0-9a-f]{{{_DIGITS}}}\Z")
_FORBIDDEN = re.compile(r'[<>:"\\|?*]')  # on Windows, where a colon begins another stream of the same file
_RESERVED = {"con", "prn", "aux", "nul", *(f"{device}{digit}" for device in ("com", "lpt") for digit in "123456789¹²³")}
_OUR_ENDINGS = (".json", ".html", ".part")  # what results, pages and drafts end with: no folder may


class ResultNames:
    """The names of a class's results."""

    def __init__(self, submissions: Iterable[str] = ()) -> None:
        """Keep the ids of a class apart, of which some may be one name to a file system."""
        counted = Counter(map(_as_seen, submissions))
        self._shared = {name for name, count in counted.items() if count > 1}

    def of(self, submission: str) -> str:
        """A relative path without an ending, with slashes as in the id."""
        *folders, last = submission.split("/")
        parts = [*(_ordinary(part, is_folder=True) for part in folders), _ordinary(last, is_folder=False)]
        seen = _as_seen(submission)
        if "/".join(parts) == submission and not (seen in self._shared or _HAS_DIGEST.search(seen) or _is_long(parts)):
            return submission
        while _is_long(parts):
            del parts[0]
        digest = hashlib.sha256(submission.encode("utf-8", "backslashreplace")).hexdigest()[:_DIGITS]
        return f"{'/'.join(parts)}~{digest}"


def _as_seen(name: str) -> str:
    """A name as the coarsest of file systems sees it: neither case nor normal form tells two apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).upper().casefold())


def _ordinary(part: str, *, is_folder: bool) -> str:
    """A part of a path that any file system takes as it is; an ordinary one unchanged."""
    kept = _FORBIDDEN.sub("_", part)
    if len(kept.encode("utf-8", "backslashreplace")) > _LONGEST_PART:
        kept = kept.encode("utf-8", "ignore")[:_CUT_PART].decode("utf-8", "ignore")
    if _as_seen(kept.partition(".")[0].rstrip()) in _RESERVED:
        kept = f"_{kept}"
    if is_folder and kept.endswith((".", " ")):
        kept = f"{kept[:-1]}_"  # Windows would drop it
    if is_folder and _as_seen(kept).endswith(_OUR_ENDINGS):
        kept = f"{kept}_"
    return kept or "_"


def _is_long(parts: list[str]) -> bool:
    return len("/".join(parts).encode("utf-8", "ignore")) > _LONGEST
