"""A class to export: people as a roster and an LMS name them, and how to see what changed in a file."""

from __future__ import annotations

import csv
import io

from autograder.model import Entry, Person

ADA = Person("u1815", "Ada Lovelace", "ada@uni.edu", "alovelace", "2001")
MARY = Person("u1953", "Mary-Ann O'Neil", "mary@uni.edu", "mao", "2002")
ZOE = Person("u1977", "Zoë Šmíd", "zoe@uni.edu", "zsmid", "2003")
LI = Person("u1990", 'Li; the "Quick"', "li@uni.edu", "li", "2004")
JOSE = Person("u2001", "José de la Cruz", "jose@uni.edu", "jcruz", "2005")
CLASS = (ADA, MARY, ZOE, LI, JOSE)


def entry(person: Person, score: float | None = 3.5, status: str = "graded", **other) -> Entry:
    fields = {"submission": f"{person.login}.ipynb", "max_score": 4, "raw": score, "score": score}
    return Entry(person, **{"assignment": "net_input", "status": status, **fields, **other})


def marks(*scores: float | None) -> list[Entry]:
    """The class with these scores, in order; None is open."""
    return [entry(one, score, "open" if score is None else "graded") for one, score in zip(CLASS, scores, strict=False)]


def table(content: bytes, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding), newline=""), delimiter=delimiter))


def records(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def changed(before: bytes, after: bytes, encoding: str = "utf-8-sig", delimiter: str = ",") -> dict[str, str]:
    """What the changed cells hold now, by the first cell of their rows; the two files have the same shape."""
    old, new = table(before, encoding, delimiter), table(after, encoding, delimiter)
    assert [len(row) for row in old] == [len(row) for row in new]
    found = {}
    for one, other in zip(old, new, strict=True):
        for left, right in zip(one, other, strict=True):
            if left != right:
                assert one[0] not in found, "one cell of a row changes"
                found[one[0]] = right
    return found


def said(told: tuple[str, ...], *words: str) -> bool:
    """Whether one sentence has all these words."""
    return any(all(word in sentence for word in words) for sentence in told)
