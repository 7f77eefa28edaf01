"""Canvas, Brightspace and Moodle: what a file's or folder's name tells. The names are written out by hand."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.lms.collect import collect
from autograder.model import Person, Submission
from tests.helpers.downloads import assert_harmless, pack, write


def told(folder: Path, *names: str) -> dict[str, Submission]:
    """The submissions of a zip with these files, by place."""
    submissions = collect([pack(folder / "class.zip", dict.fromkeys(names, b"x"))]).submissions
    assert_harmless([one.id for one in submissions])
    assert len({one.place for one in submissions}) == len(submissions)
    return {one.place: one for one in submissions}


# --- Canvas

CANVAS = {
    "smithmaryann_12345_678901_net_input.ipynb": (Person(name="smithmaryann", lms_id="12345"), False),
    "oharasean_LATE_12346_678902_homework - final.ipynb": (Person(name="oharasean", lms_id="12346"), True),
    "šmídzoë_12347_678903_Übung 1.ipynb": (Person(name="šmídzoë", lms_id="12347"), False),
    "李明_12348_678904_a_1_2_b.ipynb": (Person(name="李明", lms_id="12348"), False),
    "doej2_12349_678905_lab.zip": (Person(name="doej2", lms_id="12349"), False),
    "smithjohn_late_12350_678906_net_input.ipynb": (Person(name="smithjohn", lms_id="12350"), True),
    "anon_zQ3x1_678907_work.ipynb": (Person(lms_id="anon_zQ3x1"), False),
    "LATE_anon_bB7c2_678908_work.ipynb": (Person(lms_id="anon_bB7c2"), True),
    "leelinh_12351_text.html": (Person(name="leelinh", lms_id="12351"), False),
    "kimmin_LATE_12352_link.html": (Person(name="kimmin", lms_id="12352"), True),
    "LATE_anon_cC8d3_text.html": (Person(lms_id="anon_cC8d3"), True),
}


def test_canvas_names(tmp_path: Path) -> None:
    found = told(tmp_path, *CANVAS)
    assert {place: (*one.people, one.late) for place, one in found.items()} == CANVAS
    assert all((one.submitted_at, one.chosen) == (None, None) for one in found.values())


def test_canvas_ids_may_be_small_where_many_agree(tmp_path: Path) -> None:
    found = told(tmp_path, "adal_4_12_work.ipynb", "benb_5_13_work.ipynb", "cycy_6_14_work.ipynb")
    assert [one.people[0].lms_id for one in found.values()] == ["4", "5", "6"]


def test_a_suffix_of_canvas_is_an_attempt_where_somebody_has_the_name_without_it(tmp_path: Path) -> None:
    names = {
        "adal_12345_678901_net_input.ipynb": None,
        "benb_12346_678902_net_input-1.ipynb": 2,
        "cycy_12347_678903_net_input-12.ipynb": 13,
        "dand_12348_678904_lab-1.ipynb": None,
        "evee_12349_678905_lab-2.ipynb": None,
        "finn_12350_678906_notes": None,
        "finn_12350_678907_notes-1": 2,
    }
    assert {place: one.attempt for place, one in told(tmp_path, *names).items()} == names


def test_a_zip_of_canvas_that_was_unpacked_keeps_its_person(tmp_path: Path) -> None:
    place = "adal_12345_678901_lab"
    write(tmp_path, {f"{place}/work.ipynb": b"1", f"{place}/data.csv": b"2"})
    [one] = collect([tmp_path]).submissions
    assert (one.people, one.place) == ((Person(name="adal", lms_id="12345"),), place)
    write(tmp_path, {f"{place}.zip": b"3", f"{place} (1).zip": b"3"})
    assert {each.people for each in collect([tmp_path]).submissions} == {one.people}


NAMES = st.text(st.characters(categories=["Ll", "Lo", "Nd"]), min_size=1).filter(lambda text: text == text.lower())
FILES = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="/\\"), min_size=1)


@given(NAMES, st.sampled_from(["", "_LATE"]), st.tuples(st.integers(1, 10**17), st.integers(10_000, 10**17)), FILES)
def test_any_name_of_canvas_is_taken_apart_as_it_was_put_together(
    name: str, late: str, numbers: tuple[int, int], file: str
) -> None:
    user, attachment = numbers
    place = f"{name}{late}_{user}_{attachment}_{file}.ipynb"
    with tempfile.TemporaryDirectory() as folder:
        one = told(Path(folder), place)[place]
    assert (one.people, one.late) == ((Person(name=name, lms_id=str(user)),), bool(late))


# --- Brightspace

BRIGHTSPACE = {
    "397063-2557369 - Mary-Ann Smith - Sep 24, 2024 926 PM": (
        "397063-2557369",
        "Mary-Ann Smith",
        (2024, 9, 24, 21, 26),
    ),
    "397064-2557369 - Seán O'Hara - September 4, 2024 1205 AM": ("397064-2557369", "Seán O'Hara", (2024, 9, 4, 0, 5)),
    "13394-80551 - Charlie Brown - Mar 29, 2018 1205 PM": ("13394-80551", "Charlie Brown", (2018, 3, 29, 12, 5)),
    "13395-80551 - Ann - Lee - May 1, 2020 1129 AM": ("13395-80551", "Ann - Lee", (2020, 5, 1, 11, 29)),
    "13396-80551 - J. R. Núñez - Sept. 2, 2020 5 PM": ("13396-80551", "J. R. Núñez", (2020, 9, 2, 17, 0)),
    "13397-80551 - Zoë\u202fŠmíd - 2 Oct 2020 2126": ("13397-80551", "Zoë_Šmíd", (2020, 10, 2, 21, 26)),
    "13398-80551 - Bo Li - Feb 30, 2020 100 AM": ("13398-80551", "Bo Li", None),
    "13399-80551 - Cy Twombly - Lut 3, 2020 100 AM": ("13399-80551", "Cy Twombly", None),
    "13400-80551 - Di Vo - Feb 3, 2020 77 PM": ("13400-80551", "Di Vo", None),
}


def brightspace(found: dict[str, Submission]) -> dict[str, object]:
    return {
        place: (one.people[0].lms_id, one.people[0].name, one.submitted_at and one.submitted_at.timetuple()[:5])
        for place, one in found.items()
    }


def test_brightspace_folders(tmp_path: Path) -> None:
    found = told(tmp_path, "index.html", *(f"{name}/work - 1.ipynb" for name in BRIGHTSPACE))
    assert brightspace(found) == BRIGHTSPACE
    assert all(one.submitted_at is None or one.submitted_at.tzinfo is None for one in found.values())


def test_brightspace_files(tmp_path: Path) -> None:
    files = {f"{name} - CBrown - Homework 6.zip": known for name, known in BRIGHTSPACE.items()}
    assert brightspace(told(tmp_path, "index.html", *files)) == files


def test_brightspace_with_a_student_number(tmp_path: Path) -> None:
    names = [
        "123456-78901 - N0123456 - Ada Lovelace - Oct 1, 2024 926 PM - work.ipynb",
        "123457-78901 - T0123457 - Ben - Brown - Oct 1, 2024 926 PM - work.ipynb",
    ]
    assert [one.people for one in told(tmp_path, *names).values()] == [
        (Person(student_id="N0123456", name="Ada Lovelace", lms_id="123456-78901"),),
        (Person(student_id="T0123457", name="Ben - Brown", lms_id="123457-78901"),),
    ]


def test_attempts_of_brightspace_are_counted_by_date(tmp_path: Path) -> None:
    attempts = {
        "1-9 - Ada L - Oct 10, 2024 900 AM": 3,
        "1-9 - Ada L - Oct 9, 2024 1000 PM": 2,
        "1-9 - Ada L - Oct 9, 2024 900 PM": 1,
        "2-9 - Ada L - Oct 11, 2024 900 PM": 1,
    }
    found = told(tmp_path, *(f"{name}/work.ipynb" for name in attempts))
    assert {place: one.attempt for place, one in found.items()} == attempts


def test_an_index_of_somebodys_own_is_theirs(tmp_path: Path) -> None:
    found = told(tmp_path, "index.html", *(f"{name}/index.html" for name in BRIGHTSPACE))
    assert set(found) == set(BRIGHTSPACE)


@given(st.text(st.characters(categories=["L", "N", "P"], exclude_characters='/\\"*:<>?|'), min_size=1, max_size=40))
def test_any_name_of_brightspace_is_kept(name: str) -> None:
    place = f"1-9 - Q {name} - Oct 10, 2024 900 AM"
    with tempfile.TemporaryDirectory() as folder:
        [person] = told(Path(folder), f"{place}/work.ipynb")[place].people
    assert person.name == f"Q {name}"


# --- Moodle

MOODLE = {
    "Ada Lovelace_123_assignsubmission_file_": Person(name="Ada Lovelace", lms_id="Participant 123"),
    "Mary-Ann OHara_124_assignsubmission_file_": Person(name="Mary-Ann OHara", lms_id="Participant 124"),
    "Zoë Šmíd_125_assignsubmission_file": Person(name="Zoë Šmíd", lms_id="Participant 125"),
    "Luka_Ursic_126_assignsubmission_onlinetext_": Person(name="Luka Ursic", lms_id="Participant 126"),
    "R2 D2_127_assignsubmission_onlinetext": Person(name="R2 D2", lms_id="Participant 127"),
}


def people(found: dict[str, Submission]) -> dict[str, Person]:
    return {place: person for place, one in found.items() for person in one.people}


def test_moodle_folders(tmp_path: Path) -> None:
    assert people(told(tmp_path, *(f"{name}/sub/work_1_2.ipynb" for name in MOODLE))) == MOODLE


def test_moodle_files(tmp_path: Path) -> None:
    files = {f"{name.rstrip('_')}_net_input_2.ipynb": person for name, person in MOODLE.items()}
    assert people(told(tmp_path, *files)) == files


@pytest.mark.parametrize("word", ["Participant", "Teilnehmerin", "参加者"])
def test_in_blind_marking_of_moodle_nobody_has_a_name(word: str, tmp_path: Path) -> None:
    found = people(told(tmp_path, *(f"{word}_{number}_assignsubmission_file_/a.ipynb" for number in (41, 42))))
    assert set(found.values()) == {Person(lms_id="Participant 41"), Person(lms_id="Participant 42")}


def test_one_blind_hand_in_and_one_that_is_not(tmp_path: Path) -> None:
    assert people(told(tmp_path, "Participant_41_assignsubmission_file_/a.ipynb")) == {
        "Participant_41_assignsubmission_file_": Person(lms_id="Participant 41")
    }
    assert people(told(tmp_path, "Ada L_41_assignsubmission_file_/a.ipynb")) == {
        "Ada L_41_assignsubmission_file_": Person(name="Ada L", lms_id="Participant 41")
    }


def test_a_group_of_moodle_is_no_participant(tmp_path: Path) -> None:
    names = ["Group A_123_assignsubmission_file_", "Gruppe 2_124_assignsubmission_file_"]
    found = people(told(tmp_path, *(f"{name}/a.ipynb" for name in names)))
    assert found == {names[0]: Person(name="Group A"), names[1]: Person(name="Gruppe 2")}
    names = ["The Neurons_123_assignsubmission_file_", "Standardgruppe_assignsubmission_file_"]
    found = people(told(tmp_path, *(f"{name}/a.ipynb" for name in names)))
    assert found == {names[0]: Person(name="The Neurons"), names[1]: Person(name="Standardgruppe")}


def test_a_file_and_a_typed_text_of_one_person_are_two_submissions_of_theirs(tmp_path: Path) -> None:
    start = "Ada Lovelace_123_assignsubmission"
    found = told(tmp_path, f"{start}_file/work.ipynb", f"{start}_onlinetext/onlinetext.html")
    assert [one.people[0].lms_id for one in found.values()] == ["Participant 123"] * 2


# --- one for another

MIXED = {
    "Canvas download": ["adal_12345_678901_Ada L_123_assignsubmission_file_x.ipynb", "b_12346_678902_1-2 - x.ipynb"],
    "Moodle download": ["Ada L_1_assignsubmission_file_doej_12345_678901_x.ipynb"],
    "Brightspace download": ["1-2 - Ada - Oct 1, 2024 926 PM - doej_12345_678901_x_1_assignsubmission_file_.ipynb"],
}


@pytest.mark.parametrize("name", MIXED)
def test_a_file_that_went_through_another_lms_before(name: str, tmp_path: Path) -> None:
    path = pack(tmp_path / "class.zip", dict.fromkeys(MIXED[name], b"x"))
    assert collect([path]).recognised[0].startswith(f"class.zip: {name}")


def test_what_steers_a_terminal_stays_out_of_names_but_in_places(tmp_path: Path) -> None:
    place = "Ada\x1b[2J L_1_assignsubmission_file_"
    one = told(tmp_path, f"{place}/a.ipynb")[place]
    assert one.people[0].name == "Ada_[2J L"
    assert one.place == place


def test_a_time_of_brightspace_is_a_datetime(tmp_path: Path) -> None:
    [one] = told(tmp_path, "1-9 - Ada L - Dec 31, 2024 1159 PM/work.ipynb").values()
    assert one.submitted_at == datetime.fromisoformat("2024-12-31 23:59")
