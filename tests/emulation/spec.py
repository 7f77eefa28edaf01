"""Gradescope's documented format of ``results.json``, written down independently of the kit's own report."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

MAX_OUTPUT_LENGTH = 100_000
_FORMATS = ("text", "html", "simple_format", "md", "ansi")
_VISIBILITIES = ("hidden", "after_due_date", "after_published", "visible")
_CLOSE = 1e-6

Check = Callable[[object], "str | None"]


def _text(value: object) -> str | None:
    return None if isinstance(value, str) else "is not a text"


def _output(value: object) -> str | None:
    if not isinstance(value, str):
        return "is not a text"
    if len(value) > MAX_OUTPUT_LENGTH:
        return f"has {len(value)} characters; the middle will be cut out"
    wrong = {"\0": "a NUL", "\r": "a carriage return"}
    found = [name for character, name in wrong.items() if character in value]
    if any("\ud800" <= character <= "\udfff" for character in value):
        found.append("half of a surrogate pair")
    return f"holds {' and '.join(found)}" if found else None


def _number(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "is not a number"
    return None if math.isfinite(value) else "is not a finite number"


def _not_negative(value: object) -> str | None:
    return _number(value) or ("is negative" if value < 0 else None)


def _value(value: object) -> str | None:
    """Of a leaderboard: a number, or a text such as a row of stars."""
    return None if isinstance(value, str) else _number(value)


def _one_of(*words: str) -> Check:
    return lambda value: None if value in words else f"is {value!r}, none of {', '.join(words)}"


def _object(value: object) -> str | None:
    return None if isinstance(value, dict) else "is not an object"


def _list(value: object) -> str | None:
    return None if isinstance(value, list) else "is not a list"


def _texts(value: object) -> str | None:
    right = isinstance(value, list) and all(isinstance(word, str) for word in value)
    return None if right else "is not a list of texts"


_FORMAT, _VISIBILITY = _one_of(*_FORMATS), _one_of(*_VISIBILITIES)
TOP: dict[str, Check] = {
    "score": _number,
    "execution_time": _not_negative,
    "output": _output,
    "output_format": _FORMAT,
    "test_output_format": _FORMAT,
    "test_name_format": _FORMAT,
    "visibility": _VISIBILITY,
    "stdout_visibility": _VISIBILITY,
    "extra_data": _object,
    "tests": _list,
    "leaderboard": _list,
}
TEST: dict[str, Check] = {
    "score": _number,
    "max_score": _not_negative,
    "status": _one_of("passed", "failed"),
    "name": _output,
    "name_format": _FORMAT,
    "number": _text,
    "output": _output,
    "output_format": _FORMAT,
    "tags": _texts,
    "visibility": _VISIBILITY,
    "extra_data": _object,
}
ROW: dict[str, Check] = {"name": _text, "value": _value, "order": _one_of("asc", "desc")}


def faults(document: object, points: float | None) -> list[str]:
    """What is wrong with a results document of an assignment worth so many points; empty for nothing.

    With None for the points, nothing is compared with them.

    The points of tests that carry any must come to the assignment's, and a top-level score must be their sum: the
    format lets it override the sum, but then what a student sees does not add up. Extra points are for no test here.
    """
    if not isinstance(document, dict):
        return ["the document is not an object"]
    found = list(_of_object("", document, TOP))
    tests = document.get("tests", [])
    rows = document.get("leaderboard", [])
    for name, entries, known in (("tests", tests, TEST), ("leaderboard", rows, ROW)):
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            found += _of_object(f"{name}[{index}].", entry, known)
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            found += [f"leaderboard[{index}].{key} is missing" for key in ("name", "value") if key not in row]
    return found or [*_of_sums(document, tests, points), *_of_numbers(document)]


def _of_object(where: str, entry: object, known: dict[str, Check]) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"{where.rstrip('.')} is not an object"
        return
    for key, value in entry.items():
        if key not in known:
            yield f"{where}{key} is no key of the format"
        elif reason := known[key](value):
            yield f"{where}{key} {reason}"


def _of_sums(document: dict, tests: list[dict], points: float | None) -> Iterator[str]:
    scored = [test for test in tests if "score" in test]
    total = sum(test["score"] for test in scored)
    if "score" not in document and len(scored) < max(len(tests), 1):
        yield "score is missing, and not every test has one"
    if "score" in document and scored and not _same(document["score"], total):
        yield f"score is {document['score']:g}, the tests' scores come to {total:g}"
    for index, test in enumerate(tests):
        if {"score", "max_score"} <= test.keys() and not 0 <= test["score"] <= test["max_score"] + _CLOSE:
            yield f"tests[{index}].score {test['score']:g} is not from 0 to {test['max_score']:g}"
    if points is not None:
        yield from _of_points(document.get("score", total), tests, points)


def _of_points(score: float, tests: list[dict], points: float) -> Iterator[str]:
    most = [test["max_score"] for test in tests if "max_score" in test]
    if most and not _same(sum(most), points):
        yield f"the tests' max_score come to {sum(most):g}, the assignment's points are {points:g}"
    if not 0 <= score <= points + _CLOSE:
        yield f"the score {score:g} is not from 0 to {points:g}"


def _of_numbers(document: dict) -> Iterator[str]:
    """Only numbers in ``extra_data`` are left: what is no JSON there spoils the whole file."""
    holders = [document, *document.get("tests", [])]
    for holder in holders:
        if not _all_finite(holder.get("extra_data", {})):
            yield "extra_data holds a number that is not finite"


def _all_finite(value: object) -> bool:
    if isinstance(value, dict | list):
        return all(map(_all_finite, value.values() if isinstance(value, dict) else value))
    return not isinstance(value, float) or math.isfinite(value)


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _CLOSE
