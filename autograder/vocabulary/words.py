"""What a teacher reads of values and their kinds."""

from __future__ import annotations

import re
from typing import Any

import numpy as np


def kind_of(got: Any) -> str:
    """What to call a value that is of another kind than the right one."""
    if isinstance(got, np.ndarray):
        return f"an array of {'text' if _holds_text(got) else got.dtype}"
    return with_article(getattr(got, "type_name", type(got).__name__))


def with_article(name: str) -> str:
    """A name with the article that belongs to it."""
    spoken = re.match(r"[aeio]|u(?!func|int|ni|s)|nd", name, re.IGNORECASE)  # an ndarray, a ufunc
    return f"{'an' if spoken else 'a'} {name}"


def _holds_text(array: np.ndarray[Any, Any]) -> bool:
    return array.dtype.kind in "UT" or (array.size > 0 and all(isinstance(item, str) for item in array.flat))


def counted(number: int, what: str) -> str:
    """So many of something."""
    return f"{number} {what}{'s' * (number != 1)}"
