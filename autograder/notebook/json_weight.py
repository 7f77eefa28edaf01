"""How much memory a JSON text may take once it is parsed: told from its bytes, before any is spent.

A long text, such as a picture in a notebook, weighs what it is long. Many small parts weigh thirty times their bytes:
31 MB of ``{"":0},`` end a container of 768 MB.
"""

from __future__ import annotations

import re

_OBJECT, _LIST, _TEXT, _ITEM = 240, 100, 200, 40  # bytes of each in CPython; a text may be a key, with its place
_COUNTED = b'"{[,'
_OTHERS = bytes(set(range(256)) - set(_COUNTED))
_EMPTY_TEXT = re.compile(rb'"[^"]*"')


def parts_weight(data: bytes, enough: int) -> int:
    """Bytes of memory that the parts of a JSON text take, beside the characters in them.

    It is exact where more than ``enough``, and may be too high below. What stands behind a place that is no JSON is
    not told right; no parser gets there.
    """
    most = _weight(data, data.count(b'"') // 2)
    if most <= enough:
        return most
    plain = data.replace(b"\\\\", b"").replace(b'\\"', b"").translate(None, _OTHERS)
    texts = (plain.count(b'"') + 1) // 2
    if texts * _TEXT > enough:
        return texts * _TEXT
    return _weight(_EMPTY_TEXT.sub(b"", plain), texts)


def _weight(data: bytes, texts: int) -> int:
    return data.count(b"{") * _OBJECT + data.count(b"[") * _LIST + data.count(b",") * _ITEM + texts * _TEXT
