"""What Gradescope's harness makes of the text that it finds in ``results.json``."""

from __future__ import annotations

import json

MAX_OUTPUT_LENGTH = 100_000
CUT = "[...(truncated)...]"
INVALID = "invalid_json"


def as_read(text: str | None) -> dict[str, object]:
    """The results as they are sent on: NULs replaced, long outputs cut, and score 0 for what is no JSON object."""
    if text is None:
        return {"score": 0, "error_code": "no_results"}
    try:
        results = json.loads(text.replace("\0", "\ufffd"))
    except (ValueError, RecursionError):
        return {"score": 0, "error_code": INVALID}
    if not isinstance(results, dict):
        return {"score": 0, "error_code": INVALID}
    tests = results.get("tests")
    for holder in (results, *(tests if isinstance(tests, list) else ())):
        if isinstance(holder, dict) and isinstance(holder.get("output"), str):
            holder["output"] = shortened(holder["output"])
    return results


def shortened(text: str) -> str:
    """At most ``MAX_OUTPUT_LENGTH`` characters; the middle goes."""
    text = text.replace("\0", "\ufffd")
    if len(text) <= MAX_OUTPUT_LENGTH:
        return text
    kept = MAX_OUTPUT_LENGTH - len(CUT)
    head = kept - kept // 2
    return text[:head] + CUT + text[len(text) - kept // 2 :]
