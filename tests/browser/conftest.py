"""A page of a real browser that fails its test when it does what it may not, and a site to open in it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import Site, lacking, served, started
from tests.browser.watch import Watch, watched


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is here, and skip it where there is no browser; pytest hands over the items of all folders."""
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    reason = lacking() if here else ""
    for item in here:
        item.add_marker(pytest.mark.browser)
        item.add_marker(pytest.mark.long)
        if reason:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each page has a profile of its own in it."""
    with started() as browser:
        yield browser


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], Site]]:
    """Serve a folder until the tests end."""
    with contextlib.ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))


@pytest.fixture
def watch_and_page(browser: Browser) -> Iterator[tuple[Watch, Page]]:
    with watched(browser) as (page, watch):
        yield watch, page
    assert watch.faults == []


@pytest.fixture
def page(watch_and_page: tuple[Watch, Page]) -> Page:
    """A page that fails its test on a console error, a script error, a dialog, a window or an outside request.

    What it may ask is added to ``watch.origins``.
    """
    return watch_and_page[1]


@pytest.fixture
def watch(watch_and_page: tuple[Watch, Page]) -> Watch:
    """What the page of this test did."""
    return watch_and_page[0]
