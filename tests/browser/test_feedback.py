"""The feedback pages as people see them: at every width, light and dark, for everybody, with nothing live in them."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from autograder.kit import Kit
from autograder.model import Grade, Person
from autograder.reports import feedback_page
from tests.browser.chromium import Site
from tests.browser.classes import ANSWERS, hostile, sample
from tests.browser.markup import MARKUP
from tests.browser.reading import broken_words, outline, too_wide, violations
from tests.browser.watch import Watch
from tests.helpers.grades import COURSE, EVERY_GRADE, HOSTILE, HOSTILE_FILE, SEEN, UNSEEN, owned
from tests.helpers.known_answers import ROOT

WIDTHS = (320, 768, 1280, 1920)
SCHEMES = ("light", "dark")
TEMPLATE = ROOT / "autograder" / "reports" / "feedback.html.j2"
IMPLIED = {"html", "head", "body"}


@pytest.fixture(scope="module")
def sample_site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Site]) -> Site:
    return serve(sample(tmp_path_factory.mktemp("sample")))


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Site]) -> Site:
    return serve(hostile(tmp_path_factory.mktemp("hostile")))


@pytest.fixture(scope="module")
def made_site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Site]) -> Site:
    """Pages of grades that a class rarely has, by every policy."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "feedback").mkdir()
    grades = itertools.product([*EVERY_GRADE, HOSTILE, HOSTILE_FILE], (SEEN, UNSEEN))
    for number, (grade, visibility) in enumerate(grades):
        text = feedback_page(owned(grade), visibility, COURSE, ("Handed in 2 days late: nothing is taken off.",))
        (folder / "feedback" / f"{number}.html").write_text(text, encoding="utf-8")
    return serve(folder)


def pages(site: Site) -> list[Path]:
    return sorted((site.folder / "feedback").rglob("*.html"))


# --- for everybody


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_page_can_be_read(sample_site: Site, page: Page, watch: Watch, width: int, scheme: str) -> None:
    assert readable(sample_site, pages(sample_site), page, watch, (width, scheme)) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_policy_makes_a_page_that_can_be_read(made_site: Site, page: Page, watch: Watch, scheme: str) -> None:
    assert readable(made_site, pages(made_site), page, watch, (WIDTHS[0], scheme)) == {}


def readable(
    site: Site, paths: list[Path], page: Page, watch: Watch, shown: tuple[int, str]
) -> dict[str, tuple[list[str], list[str]]]:
    """Pages that somebody cannot read, and why; each asks for nothing but itself."""
    width, scheme = shown
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    found = {}
    for path in paths:
        opened(site, path, page, watch)
        assert page.evaluate(f"matchMedia('(prefers-color-scheme: {scheme})').matches")
        found[path.name] = (violations(page), too_wide(page))
    assert len(found) >= len(paths) > 0
    return {name: why for name, why in found.items() if why != ([], [])}


@pytest.mark.parametrize("site", ["sample_site", "made_site"])
def test_no_word_of_ours_is_broken_on_a_small_screen(
    site: str, page: Page, watch: Watch, request: pytest.FixtureRequest
) -> None:
    """The table of the questions fits, and is folded between words and after underscores only."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    for path in pages(request.getfixturevalue(site)):
        opened(request.getfixturevalue(site), path, page, watch)
        if "<script>" not in page.locator("body").inner_text():
            assert broken_words(page, "table th, table td") == [], path.name


def test_nothing_of_a_student_is_painted_over_what_is_ours(hostile_site: Site, page: Page, watch: Watch) -> None:
    """With everything that holds a student's words made invisible, what is ours looks as before."""
    number = next(number for number, text in enumerate(MARKUP) if "\u0301" in text)
    place = f"feedback/assignment_77_export/submission_{9000 + number}/work.ipynb.html"
    opened(hostile_site, hostile_site.folder / place, page, watch)
    ours = page.locator("h1, .total, table, h2, .standing, .checks > li > .outcome, .further").all()
    before = [one.screenshot() for one in ours]
    page.add_style_tag(content=".words, .who, .stopped ul { visibility: hidden }")
    assert [one.screenshot() == picture for one, picture in zip(ours, before, strict=True)] == [True] * len(before)


def test_the_two_schemes_are_two(sample_site: Site, page: Page, watch: Watch) -> None:
    papers = set()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        opened(sample_site, pages(sample_site)[0], page, watch)
        papers.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(papers) == len(SCHEMES)


def test_the_list_of_questions_leads_to_each_by_keyboard(sample_site: Site, page: Page, watch: Watch) -> None:
    opened(sample_site, pages(sample_site)[0], page, watch)
    links = page.locator("table a")
    assert links.count() > 1
    for place in range(links.count()):
        page.keyboard.press("Tab")
        assert links.nth(place).evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    target = page.evaluate("document.querySelector(':target').textContent")
    assert target == links.last.text_content()


# --- nothing live


def test_what_students_wrote_is_text_and_nothing_else(hostile_site: Site, page: Page, watch: Watch) -> None:
    """The browser makes of each page the very elements that it makes of one whose student wrote harmless letters."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    own = {*IMPLIED, *re.findall(r"<(\w+)", TEMPLATE.read_text(encoding="utf-8"))}
    config = Kit(hostile_site.folder.parent / "kit").config
    faults = {}
    for path in pages(hostile_site):
        opened(hostile_site, path, page, watch)
        found, wide = outline(page), too_wide(page)
        assert {line.split()[0] for line in found} <= own
        text = (hostile_site.folder / "results" / page_name(hostile_site, path)).read_text(encoding="utf-8")
        notes = ["late"] * (path.name == "work.ipynb.html")
        whose = json.loads(tamed(text))
        one = owned(Grade.from_json(tamed(text)), Person(whose["student_id"], whose["name"]))
        harmless = feedback_page(one, config.visibility, config.course, notes)
        page.set_content(harmless)
        if (found, wide) != (outline(page), []):
            faults[path.name] = [line for line in found if line not in outline(page)], wide
    assert faults == {}
    assert watch.said == []


def page_name(site: Site, path: Path) -> str:
    return str(path.relative_to(site.folder / "feedback")).removesuffix(".html") + ".json"


def tamed(document: str) -> str:
    """The same result, where every character that means something to a browser is a letter."""

    def each(value: object) -> object:
        if isinstance(value, dict):
            return {name: each(one) for name, one in value.items()}
        if isinstance(value, list):
            return [each(one) for one in value]
        return re.sub(r"[<>&\"'=`/:]", "x", value) if isinstance(value, str) else value

    return json.dumps(each(json.loads(document)))


def test_all_that_students_wrote_is_on_the_page(hostile_site: Site, page: Page, watch: Watch) -> None:
    """Inert, and there: markup is shown as it was written."""
    begins = {number: text.split("\n")[0][:20].strip() for number, text in enumerate(MARKUP)}
    plain = {number: text for number, text in begins.items() if text.isascii() and text.isprintable() and text}
    assert len(plain) > len(MARKUP) * 0.8
    found = {}
    for number in plain:
        place = f"feedback/assignment_77_export/submission_{9000 + number}/work.ipynb.html"
        opened(hostile_site, hostile_site.folder / place, page, watch)
        found[number] = page.locator("body").inner_text().count(plain[number])
    assert {MARKUP[number]: count for number, count in found.items() if count < len(ANSWERS)} == {}


def test_no_policy_makes_a_page_live(made_site: Site, page: Page, watch: Watch) -> None:
    for path in pages(made_site):
        opened(made_site, path, page, watch)
        for live in ("scripts", "forms", "images", "embeds"):
            assert page.evaluate(f"document.{live}.length") == 0
        targets = page.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        assert {target[0] for target in targets} <= {"#"}


def opened(site: Site, path: Path, page: Page, watch: Watch) -> None:
    """Open a page; it may ask for itself only."""
    watch.origins.add(site.origin)
    watch.asked.clear()
    page.goto(site.url(path))
    assert watch.asked == [site.url(path)]
    assert (
        page.evaluate("document.compatMode + document.documentElement.lang + document.characterSet")
        == "CSS1CompatenUTF-8"
    )
    assert page.title().split(" · ")[1].startswith("feedback for ")
