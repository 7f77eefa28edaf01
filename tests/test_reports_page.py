"""The feedback page as a document, and hostile text in every report."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from autograder.model import Person
from autograder.reports import feedback_page
from tests.helpers.grades import (
    COURSE,
    EVERY_GRADE,
    EVERY_VISIBILITY,
    GRADED,
    HALF_OPEN,
    HOSTILE,
    HOSTILE_FILE,
    RELU,
    SEEN,
    UNSEEABLE,
    Page,
    grade,
    owned,
    public,
    student_texts,
    summary,
    table,
    terminal,
)

# --- hostile text


@pytest.mark.parametrize("one", [HOSTILE, HOSTILE_FILE], ids=["marked", "unreadable"])
def test_markup_in_student_text_is_inert(one):
    page = Page(feedback_page(owned(one), SEEN, COURSE))
    assert "<script>alert(1)</script>" in page.text
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "b", "iframe", "object", "form", "link", "base"}
    names = {name for _, attributes in page.elements for name in attributes}
    assert not [name for name in names if name.startswith("on")]
    harmless = Page(feedback_page(owned(replace(HOSTILE, status=one.status, reason="x")), SEEN, COURSE))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in harmless.elements]


@pytest.mark.parametrize("one", [HOSTILE, HOSTILE_FILE], ids=["marked", "unreadable"])
def test_controls_bidi_and_surrogates_become_visible(one):
    texts = {**student_texts(one, SEEN), "csv": table(one)}
    texts["gradescope"] = unfolded(json.loads(texts["gradescope"]))
    texts["summary"] = terminal(summary([one]).table()) + terminal(summary([one]).totals())
    for reader, text in texts.items():
        assert re.findall(UNSEEABLE, text) == [], reader
        text.encode("utf-8")
    for reader in ("page", "text", "gradescope", "csv"):
        assert "␛[31m␀�" in texts[reader], reader


def unfolded(document: object) -> str:
    """All the text that a JSON document holds, without JSON's own escapes."""
    if isinstance(document, dict):
        return "\n".join(unfolded(value) for value in document.values())
    return "\n".join(map(unfolded, document)) if isinstance(document, list) else str(document)


def test_line_ends_are_unified_and_tabs_are_spaces():
    told = replace(RELU, note="", verdicts=(public("c", "failed", "one\r\ntwo\rthree\u2028four\n\tfive"),))
    assert "one\ntwo\nthree\nfour\n    five</p>" in feedback_page(owned(grade(told)), SEEN, COURSE)


@pytest.mark.parametrize("mark", ["\u0301", "\u0489", "\u0e49", "\u20dd", "\ufe0f"])
def test_accents_are_not_stacked_over_the_page(mark):
    told = grade(replace(RELU, verdicts=(public("c", "failed", f"e{mark}" + f"o{mark * 900}"),)))
    named = owned(told, Person(name=f"A{mark * 900}"))
    texts = student_texts(told, SEEN) | {"page": feedback_page(named, SEEN, COURSE), "csv": table(named)}
    for reader, text in texts.items():
        plain = unfolded(json.loads(text)) if reader == "gradescope" else text
        assert mark * 7 not in plain, reader
        assert reader == "csv" or f"e{mark}o{mark * 6}\ufffd" in "".join(plain.split()), reader


def test_what_people_really_write_is_left_as_it_is():
    words = "Zo\u00eb o\u0302\u0301 \u05d1\u05bc\u05b8\u0591 \u0e17\u0e35\u0e48 \u0928\u094d\u0926\u0940 \u2764\ufe0f"
    assert words in feedback_page(owned(grade(replace(RELU, note=words))), SEEN, COURSE)


def test_empty_lines_do_not_push_the_rest_out_of_sight():
    told = grade(
        replace(RELU, note="", verdicts=(public("c", "failed", "one" + "\n \r\u2028" * 500 + "two\n    three"),))
    )
    for text in student_texts(told, SEEN).values():
        plain = text.replace("\\n", "\n")
        assert re.search(r"one\n\n *two\n +three", plain)
    many = "\n".join(map(str, range(1000, 2000)))
    page = Page(feedback_page(owned(replace(told, marks=(replace(RELU, note=many),))), SEEN, COURSE))
    assert "1039..." in page.text
    assert "1040" not in page.text


# --- the page as a document


@pytest.mark.parametrize("one", [*EVERY_GRADE, HOSTILE], ids=lambda one: one.status)
def test_the_page_is_self_contained(one):
    harmless = replace(one, marks=one.marks if one is not HOSTILE else (RELU,), troubles=())
    source = feedback_page(owned(replace(harmless, submission="a"), Person()), SEEN, COURSE)
    assert not re.search(r"https?:|//|src\s*=|@import|url\(|<script|<link", source)
    policy = [meta["content"] for meta in Page(source).named("meta") if "http-equiv" in meta]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert all(str(anchor["href"]).startswith("#question-") for anchor in Page(source).named("a"))


@pytest.mark.parametrize("one", EVERY_GRADE, ids=lambda one: one.status)
@pytest.mark.parametrize("visibility", EVERY_VISIBILITY, ids=str)
def test_the_page_is_a_well_formed_outline(one, visibility):
    source = feedback_page(owned(one), visibility, COURSE)
    page = Page(source)
    assert source.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert len(page.named("h1")) == 1
    headings = [heading["id"] for heading in page.named("h2")]
    assert [section["aria-labelledby"] for section in page.named("section")] == headings
    assert headings
    assert len(set(headings)) == len(headings)
    assert {str(anchor["href"])[1:] for anchor in page.named("a")} <= set(headings)
    assert len(page.named("title")) == 1


def test_the_page_has_a_section_for_each_question_and_for_stopped_cells():
    headings = [heading["id"] for heading in Page(feedback_page(owned(GRADED), SEEN, COURSE)).named("h2")]
    assert headings == ["question-1", "question-2", "stopped"]


def test_every_tick_has_its_word_beside_it():
    source = feedback_page(owned(HALF_OPEN), SEEN, COURSE)
    ticks = re.findall(r'aria-hidden="true">.</span>\s*<span class="outcome \w+">(.*?):</span>', source)
    assert ticks == ["Passed", "Not passed", "Not run"]
    states = re.findall(r'class="state \w+"><span aria-hidden="true">.(?: |&nbsp;)</span>(.*?)</', source)
    assert states == ["Partly there", "Ours to finish"] * 2
