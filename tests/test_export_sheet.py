"""The instructor's file: whatever is in it, nothing but the chosen cells changes."""

from __future__ import annotations

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course.sheet import read_sheet
from autograder.errors import ConfigError
from autograder.lms.send import export_marks
from tests.helpers.export_class import ADA, changed, entry, said, table

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
CELL = st.one_of(TEXT, st.sampled_from(["", "a,b", 'say "hi"', "two\nlines", ";", "\t", "=1+1", "é", " x ", '"']))
ROWS = st.lists(st.lists(CELL, min_size=2, max_size=4), max_size=6)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
ENCODINGS = {"utf-8": b"", "utf-8-sig": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def written(rows: list[list[str]], delimiter: str, end: str, quoting: int) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return text.getvalue()


@given(ROWS, st.sampled_from(",;\t"), ENDS, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.data())
def test_nothing_but_the_chosen_cells_changes(rows, delimiter, end, quoting, data):
    rows = [["alpha", "beta", "gamma"], *rows]
    text = written(rows, delimiter, end, quoting)
    rows = [row or [""] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    encoding = data.draw(st.sampled_from(list(ENCODINGS)))
    content = ENCODINGS[encoding] + text.encode(encoding)
    sheet = read_sheet(content, {"alpha", "beta"})
    assert [[cell.value for cell in row] for row in sheet.rows] == rows
    assert sheet.filled({}) == content
    places = [(number, column) for number, row in enumerate(rows) for column in range(len(row))]
    chosen = data.draw(st.dictionaries(st.sampled_from(places), st.sampled_from(["3.5", "EX", "0"])))
    after = sheet.filled(chosen)
    expected = [
        [chosen.get((number, column), value) for column, value in enumerate(row)] for number, row in enumerate(rows)
    ]
    read_back = read_sheet(after, {"alpha", "beta", *chosen.values()})
    if {value for place, value in chosen.items() if place[0] == 0}:
        return  # the header may no longer tell the delimiter
    assert [[cell.value for cell in row] for row in read_back.rows] == expected


@given(st.text(st.sampled_from('a",;\t\n\r '), max_size=30))
def test_any_text_is_cut_as_csv_cuts_it(text):
    text = f"alpha,beta\n{text}"
    try:
        sheet = read_sheet(text.encode(), {"alpha", "beta"})
    except ConfigError:
        return  # a quote that never closes
    cut = [[cell.value for cell in row] for row in sheet.rows]
    assert cut == [row or [""] for row in csv.reader(io.StringIO(text, newline=""))]
    assert sheet.filled({}) == text.encode()


CANVAS = "Student,ID,SIS Login ID,Section,Net input (7)\r\n{name},2001,alovelace,A,\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encoding_and_delimiter_stay(encoding, delimiter):
    rows = table(CANVAS.format(name='"Lovelace, Äda"').encode())
    before = written(rows, delimiter, "\r\n", csv.QUOTE_MINIMAL).encode(encoding)
    done = export_marks("canvas", [entry(ADA)], into=before)
    assert changed(before, done.content, encoding, delimiter) == {"Lovelace, Äda": "3.5"}
    after = done.content.decode(encoding).replace(f"{delimiter}3.5\r\n", f"{delimiter}\r\n").encode(encoding)
    assert after == before
    assert said(done.told, "UTF-16", "Excel") == (encoding == "utf-16")
    assert said(done.told, "not in UTF-8", "cp1252") == (encoding == "cp1252")
    assert said(done.told, "tabs", "Canvas") == (delimiter == "\t")


def test_bytes_that_are_no_known_encoding_stay():
    before = CANVAS.format(name="Ada").encode().replace(b"Ada", b"Ada\x81\xe9")
    done = export_marks("canvas", [entry(ADA)], into=before)
    assert done.content == before.replace(b",A,\r\n", b",A,3.5\r\n")
    assert said(done.told, "latin-1")


def test_quotes_around_a_mark_stay():
    before = b'"Student","ID","SIS Login ID","Section","Net input (7)"\n"Lovelace, Ada","2001","alovelace","A",""'
    done = export_marks("canvas", [entry(ADA)], into=before)
    assert done.content == before[:-2] + b'"3.5"'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"PK\x03\x04...", "workbook"),
        (b"S\0t\0u\0", "no text"),
        (codecs.BOM_UTF16_LE + b"a", "damaged"),
        (b'Student,ID,Section\n"Ada,1,A\n', "line 2"),
    ],
)
def test_what_is_no_such_file_is_refused(content, words):
    with pytest.raises(ConfigError, match=words):
        export_marks("canvas", [entry(ADA)], into=content)
