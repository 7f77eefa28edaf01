"""Feedback back to the LMS: the names that its own upload asks for."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

from autograder.errors import ConfigError
from autograder.lms.export.exported import Exported
from autograder.lms.send import FEEDBACK, export_feedback
from autograder.model import Entry
from tests.helpers.export_class import ADA, MARY, ZOE, entry, said

PAGE, OTHER = b"<h1>Ada</h1>", b"<h1>Mary-Ann</h1>"
PLACES = {
    "brightspace": {
        "397063-2557369 - Mary-Ann O'Neil - Sep 24, 2024 926 PM": "/feedback.html",
        "397063-25 - Zoë Šmíd - September 4, 2024 1226 AM/": "feedback.html",
        "13394-80551 - Ada - L - Mar 29, 2018 1205 PM - CB - Lab 6.zip": (
            "13394-80551 - Ada - L - Mar 29, 2018 1205 PM - feedback.html"
        ),
        "39-25 - u1953 - Mary O - 4 sept. 2024 21:26": "/feedback.html",
        "39-25 - A B - Sep 3, 2024 900 AM - Sep 4, 2024 1226 AM": "/feedback.html",
        "Downloads/39-25 - A B - Sep 4, 2024 1226 AM": "39-25 - A B - Sep 4, 2024 1226 AM/feedback.html",
    },
    "moodle": {
        "Zoë Šmíd_123_assignsubmission_file_": "/feedback.html",
        "Zoë Šmíd_123_assignsubmission_file": "/feedback.html",
        "Participant_123_assignsubmission_file_": "/feedback.html",
        "Ada Lovelace_123_assignsubmission_file_lab_1.ipynb": "Ada Lovelace_123_assignsubmission_file_feedback.html",
    },
    "canvas": {
        "lovelaceada_2001_5678_lab1.ipynb": "lovelaceada_2001_5678_feedback.html",
        "lovelaceada_LATE_2001_5678_lab_1_2.ipynb": "lovelaceada_LATE_2001_5678_feedback.html",
        "anon_Ab3xZ_5678_lab1.ipynb": "anon_Ab3xZ_5678_feedback.html",
        "LATE_anon_12345_5678_lab1.ipynb": "LATE_anon_12345_5678_feedback.html",
    },
}
NOWHERE = {
    "brightspace": ["index.html", "Ada Lovelace", "39-25 - A B - Sep 3, 2024 900 AM - Sep 4, 2024 1226 AM - n.ipynb"],
    "moodle": ["Ada Lovelace", "Ada Lovelace_x_assignsubmission_file_", "Ada_12_quiz_essay_"],
    "canvas": ["lovelaceada_2001_text.html", "lab1.ipynb"],
}


def inside(done: Exported) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(done.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def placed(place: str, person=ADA, **other) -> Entry:
    return entry(person, place=place, **other)


def test_every_form_is_tried():
    assert set(FEEDBACK) == set(PLACES) == set(NOWHERE)


@pytest.mark.parametrize(
    ("form", "place", "path"), [(form, place, path) for form, some in PLACES.items() for place, path in some.items()]
)
def test_a_page_goes_where_the_submission_was(form, place, path):
    done = export_feedback(form, [(placed(place), PAGE)])
    expected = place + path if path in ("/feedback.html", "feedback.html") else path
    assert inside(done) == {expected: PAGE}
    assert (done.suffix, done.matched) == (".zip", 1)
    assert done.told[0] == "1 page for 1 person."


@pytest.mark.parametrize(("form", "place"), [(form, place) for form, some in NOWHERE.items() for place in some])
def test_what_has_no_place_is_said(form, place):
    good = next(iter(PLACES[form]))
    done = export_feedback(form, [(placed(place), PAGE), (placed(good, MARY), OTHER), (placed("", ZOE), PAGE)])
    assert list(inside(done).values()) == [OTHER]
    assert said(done.told, "No page in the zip", "Ada Lovelace; Zoë Šmíd")


@pytest.mark.parametrize(
    "place", ["lovelaceada_2001_2002_5678_n.ipynb", "lovelaceada_2001_LATE_2002_5678_n.ipynb"], ids=["in time", "late"]
)
def test_a_page_that_canvas_would_give_to_somebody_else_is_not_sent(place):
    other = placed("lovelaceada_2001_5677_2_n.ipynb")
    done = export_feedback("canvas", [(placed(place, MARY), PAGE), (other, OTHER)])
    assert inside(done) == {"lovelaceada_2001_5677_feedback.html": OTHER}
    assert said(done.told, "No page in the zip", "Mary-Ann O'Neil")


@pytest.mark.parametrize("form", FEEDBACK)
@pytest.mark.parametrize("place", ["../..", "..", "/", "a\\..\\{good}", "{good}\x00", "{good}\n"])
def test_no_page_leaves_the_zip(form, place):
    done = export_feedback(form, [(placed(place.format(good=next(iter(PLACES[form])))), PAGE)])
    assert inside(done) == {}


@pytest.mark.parametrize("form", FEEDBACK)
def test_a_group_has_one_page(form):
    place = next(iter(PLACES[form]))
    pages = [(placed(place), PAGE), (placed(place, MARY), PAGE), (placed(place, ZOE), OTHER)]
    done = export_feedback(form, pages)
    assert list(inside(done).values()) == [PAGE]
    assert done.told[0] == "1 page for 3 people."
    assert said(done.told, "One page for each group: Ada Lovelace and Mary-Ann O'Neil and Zoë Šmíd.")
    assert said(done.told, "Their page differs", "Zoë Šmíd.")


@pytest.mark.parametrize("form", FEEDBACK)
def test_the_same_pages_give_the_same_bytes(form):
    pages = [(placed(place), place.encode()) for place in PLACES[form]]
    done = export_feedback(form, pages)
    assert done.content == export_feedback(form, pages[::-1]).content
    assert list(inside(done)) == sorted(inside(done))
    with zipfile.ZipFile(io.BytesIO(done.content)) as archive:
        found = {(info.date_time[0], info.external_attr >> 16) for info in archive.infolist()}
    assert found == {(1980, stat.S_IFREG | 0o644)}


def test_canvas_s_name_for_the_page_is_said():
    done = export_feedback("canvas", [(placed("lovelaceada_2001_5678_lab1.ipynb"), PAGE)])
    assert said(done.told, "under the name of the file that was handed in")


def test_one_assignment_at_a_time():
    pages = [(placed("a"), PAGE), (placed("b", assignment="other"), PAGE)]
    with pytest.raises(ConfigError, match="--assignment"):
        export_feedback("moodle", pages)
    with pytest.raises(ConfigError, match="no marks"):
        export_feedback("moodle", [])


def test_gradescope_takes_no_feedback():
    with pytest.raises(ConfigError, match="export feedback brightspace or canvas or moodle"):
        export_feedback("gradescope", [(placed("a"), PAGE)])
