"""Which row is whose, and which column it is: the LMS's keys in their order, and no guess."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import ConfigError
from autograder.lms.export.columns import MarksColumn, chosen_column, number_in
from autograder.lms.export.match import key, match, name_key
from autograder.model import Person
from tests.helpers.export_class import ADA, CLASS, MARY

KEYS = (key("id", "lms_id", proper=True), key("sis", "student_id", proper=True), key("mail", "email"), name_key("name"))


def row(person: Person, **other: str) -> dict[str, str]:
    known = {"id": person.lms_id, "sis": person.student_id, "mail": person.email, "name": person.name}
    return {**known, **other}


def bare(person: Person, **known: str) -> Person:
    return replace(Person(name=person.name), **known)


def test_each_key_finds():
    for known in ("lms_id", "student_id", "email", "name"):
        person = Person(**{known: getattr(ADA, known)})
        assert match([person], [row(MARY), row(ADA)], KEYS).rows == {0: 1}


@pytest.mark.parametrize("name", ["Lovelace, Ada", "LOVELACE  ada", "Ada, Lovelace"])
def test_a_name_may_be_turned(name):
    assert match([bare(ADA)], [row(ADA, id="", sis="", mail="", name=name)], KEYS).rows == {0: 0}


def test_hyphens_apostrophes_and_accents_are_read_alike():
    rows = [row(one, name=one.name.replace("-", " ").replace("'", "’").upper()) for one in CLASS]
    assert match([bare(one) for one in CLASS], rows, KEYS).rows == {n: n for n in range(len(CLASS))}


def test_two_of_a_name_are_nobody():
    twins = [row(ADA, id="1", sis="", mail=""), row(ADA, id="2", sis="", mail="")]
    assert match([bare(ADA)], twins, KEYS) == match([bare(ADA)], twins[::-1], KEYS)
    assert match([bare(ADA)], twins, KEYS).unsure == (0,)
    one_known = match([bare(ADA, lms_id="1"), bare(ADA)], twins, KEYS)
    assert (one_known.rows, one_known.unsure) == ({0: 0}, (1,))


def test_two_people_on_one_row_are_nobody():
    found = match([bare(ADA), bare(ADA, email="other@uni.edu")], [row(ADA)], KEYS)
    assert (found.rows, found.unsure) == ({}, (0, 1))


def test_a_row_is_one_person_s():
    found = match([ADA, bare(MARY)], [row(ADA, sis="", mail="", name=MARY.name)], KEYS)
    assert (found.rows, found.unsure) == ({0: 0}, (1,))


def test_the_same_name_under_another_id_is_another_person():
    stranger = row(ADA, id="9", sis="u9999", mail="")
    assert match([ADA, MARY], [stranger, row(MARY)], KEYS).rows == {1: 1}


def test_zeros_that_one_side_lost_make_no_other_person():
    twins = [Person("0001007", "Wei Zhang"), Person("0001008", "Wei Zhang"), Person("2001009", "Zoë", "z@uni.edu")]
    rows = [row(one, sis=one.student_id.lstrip("0")) for one in twins]
    assert match(twins, rows[::-1], KEYS).rows == {0: 2, 1: 1, 2: 0}
    assert match(twins[:2], rows[::-1], KEYS).rows == {0: 2, 1: 1}
    assert match([twins[0], twins[2]], [rows[1], rows[2]], KEYS).rows == {1: 1}


def test_ids_of_another_kind_say_nothing():
    rows = [row(one, id="", sis=f"900{n}") for n, one in enumerate(CLASS)]
    assert len(match(CLASS, rows, KEYS).rows) == len(CLASS)


def test_one_key_may_differ_where_more_agree():
    found = match([ADA, MARY], [row(ADA, mail="new@uni.edu", name="Ada King"), row(MARY)], KEYS)
    assert found.rows == {0: 0, 1: 1}
    assert match([ADA, MARY], [row(ADA, id="77"), row(MARY)], KEYS).rows == {1: 1}


@given(st.permutations(range(5)), st.sets(st.integers(0, 4)), st.sets(st.integers(0, 4)))
def test_everybody_is_found_in_any_order(order, without_ids, absent):
    people = [bare(one) if n in without_ids else one for n, one in enumerate(CLASS)]
    rows = [row(CLASS[n]) for n in order if n not in absent]
    found = match(people, rows, KEYS)
    assert {n: rows[place]["name"] for n, place in found.rows.items()} == {
        n: one.name for n, one in enumerate(CLASS) if n not in absent
    }


# --- the column


def columns(*titles: str, closed: str = "") -> list[MarksColumn]:
    return [MarksColumn(n, f"{title} ({n})", title, closed=closed) for n, title in enumerate(titles)]


@pytest.mark.parametrize("title", ["Net input", "net_input", "NET-INPUT", " Net  input! "])
def test_a_title_fits_whatever_its_case_and_punctuation(title):
    assert chosen_column(columns("Quiz", title), "net_input", None).index == 1


@pytest.mark.parametrize("asked", ["Quiz (0)", "quiz", " Quiz "])
def test_a_column_is_asked_for_by_header_or_title(asked):
    assert chosen_column(columns("Quiz", "net input"), "net_input", asked).index == 0


def test_a_header_goes_before_a_title():
    found = chosen_column([MarksColumn(0, "Quiz (1)", "Quiz"), MarksColumn(1, "Quiz", "Quiz")], "net_input", "Quiz")
    assert found.index == 1


def test_no_column_is_guessed():
    with pytest.raises(ConfigError, match=r"No column .* net_input: .*--column.*'Net input quiz \(1\)'; 'Essay \(0\)'"):
        chosen_column(columns("Essay", "Net input quiz"), "net_input", None)
    with pytest.raises(ConfigError, match=r"More than one column .*'net input \(0\)'; 'Net Input \(1\)'"):
        chosen_column(columns("net input", "Net Input", "Essay"), "net_input", None)
    with pytest.raises(ConfigError, match=r"is called 'Labor'"):
        chosen_column(columns("Essay"), "net_input", "Labor")


def test_a_closed_column_is_never_chosen():
    shut = columns("net input", closed="it is read only")
    with pytest.raises(ConfigError, match="it is read only"):
        chosen_column(shut, "net_input", "net input")
    with pytest.raises(ConfigError, match="No column") as caught:
        chosen_column(shut, "net_input", None)
    assert "meant" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "number"),
    [("4", 4), ("4.00", 4), ("3,5", 3.5), ("1,000.50", 1000.5), ("-1", -1), ("EX", None), ("", None), (".", None)],
)
def test_numbers_as_gradebooks_write_them(text, number):
    assert number_in(text) == number
