"""The watch over a page notices whatever a page may not do, and axe-core sees what is hard to read."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import Site
from tests.browser.reading import too_wide, violations
from tests.browser.watch import Watch, watched

OUTSIDE = "request to another site: http://outside.test/"
# What a page may not do, and how its watch says it.
DOES = [
    ("<script>throw Error('x')</script>", "script error: x"),
    ("<script>console.error('x')</script>", "error on the console: x"),
    ("<script>alert(1)</script>", "dialog: 1"),
    ("<img src=data:, onerror=alert(1)>", "dialog: 1"),
    ("<script>open('/two.html')</script>", "window: "),
    ("<img src=//outside.test/>", OUTSIDE),
    ("<style>@import url(//outside.test/)</style>", OUTSIDE),
    ("<style>@font-face{font-family:x;src:url(//outside.test/)}*{font:1em x}</style>x", OUTSIDE),
    ("<iframe src=//outside.test/></iframe>", OUTSIDE),
    ("<script>fetch('//outside.test/')</script>", OUTSIDE),
    ("<script>navigator.sendBeacon('//outside.test/')</script>", OUTSIDE),
    ("<form action=//outside.test/></form><script>document.forms[0].submit()</script>", OUTSIDE),
    ("<img src=//127.0.0.1:9/x>", "request to another site: http://127.0.0.1:9/x"),
    ("<script>new WebSocket('ws://outside.test/x')</script>", "socket to another site: ws://outside.test/x"),
    ("<a href=data:application/zip,x download=x>x</a><script>document.links[0].click()</script>", "download: "),
    ("<meta http-equiv=refresh content='0;url=//outside.test/'>", OUTSIDE),
    ("<a ping=//outside.test/ href=#x>x</a><script>document.links[0].click()</script>", OUTSIDE),
    ("<link rel=prefetch href=//outside.test/>", OUTSIDE),
    # No event tells of these: they are heard where the world would be.
    ("<script>new WebSocket('ws://outside.test/x')</script>", "connection to another site: CONNECT outside.test"),
    ("<script>new SharedWorker('shared.js')</script>", "connection to another site: GET http://outside.test/"),
]
PATIENCE_S = 30  # until a test that has not seen it fails; none waits longer than it must


@pytest.fixture
def site(tmp_path: Path, watch: Watch, serve: Callable[[Path], Site]) -> Site:
    """A folder that the page may ask."""
    site = serve(tmp_path)
    watch.origins.add(site.origin)
    return site


@pytest.mark.parametrize(("body", "fault"), DOES)
def test_what_a_page_may_not_do_is_noticed(
    tmp_path: Path, browser: Browser, serve: Callable[[Path], Site], body: str, fault: str
) -> None:
    site = serve(tmp_path)
    write(tmp_path / "two.html", "")
    (tmp_path / "shared.js").write_text("fetch('http://outside.test/')", encoding="utf-8")
    with watched(browser, site.origin) as (page, watch):
        page.goto(site.url(write(tmp_path / "one.html", body)))
        last = time.monotonic() + PATIENCE_S
        while not (found := [one for one in watch.faults if one.startswith(fault)]) and time.monotonic() < last:
            page.wait_for_timeout(20)  # Playwright hears of nothing meanwhile unless it is asked
    assert found, watch.faults


def test_a_page_that_does_nothing_of_it_is_left_alone(page: Page, watch: Watch, site: Site) -> None:
    write(site.folder / "style.css", "h1 { color: black }")
    write(site.folder / "a name\udcff?#.html", "")
    page.goto(site.url(write(site.folder / "one.html", "<link rel=stylesheet href=style.css><h1>One</h1>")))
    page.goto(site.url(site.folder / "a name\udcff?#.html"))
    assert page.title() == "Title"
    assert watch.asked == [site.url(name) for name in ("one.html", "style.css", "a name\udcff?#.html")]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<p style='color: #999; background: #fff'>pale</p>", "color-contrast"),
        ("<p style='color: #767676; background: Canvas'>pale in the dark</p>", "color-contrast"),
        ("<h3>Deep</h3>", "heading-order"),
        ("<p>outside of all landmarks</p>", "region"),
        ("<a href='#a'>a</a><a href='#b' style='display: block; height: 4px; font-size: 4px'>b</a>", "target-size"),
        ("<table><tr><th></th></tr><tr><td>1</td></tr></table>", "empty-table-header"),
    ],
)
def test_axe_sees_what_is_hard_to_read(page: Page, site: Site, body: str, rule: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(site.url(write(site.folder / "one.html", f"<main><h1>One</h1></main>{body}")))
    assert rule in {found.split(":")[0] for found in violations(page)}


def test_what_is_too_wide_is_named(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site.url(write(site.folder / "one.html", "<p>narrow</p><pre>" + "wide " * 100)))
    assert page.evaluate("document.documentElement.scrollWidth") > 320
    assert too_wide(page) == ["pre"]


def write(path: Path, body: str) -> Path:
    """A page with a body."""
    head = '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
    text = f'<!DOCTYPE html><html lang="en"><head><title>Title</title>{head}</head><body>{body}</body></html>'
    path.write_text(body if path.suffix == ".css" else text, encoding="utf-8")
    return path
