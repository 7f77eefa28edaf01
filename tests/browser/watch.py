"""What a page does while it is open, and whether it may."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Error, Page, Route

from tests.browser.chromium import Trap, trap

INSIDE = ("about", "blob", "data")  # schemes that ask nobody
# Chromium asks for this by itself, for every site, and a page cannot forbid it.
ICON = "/favicon.ico"


@dataclass
class Watch:
    """All that a context of the browser did that it may not; ``origins`` are the sites that it may ask."""

    origins: set[str]
    world: Trap
    noted: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """What it may not do, so far."""
        return [*self.noted, *(f"connection to another site: {line}" for line in self.world.came)]

    def over(self, context: BrowserContext) -> None:
        """Listen to all pages that there will be; requests to other sites end here."""
        context.route("**/*", self._judge)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.noted.append(f"script error: {error.error}"))
        context.on("dialog", self._dialog)
        context.on("page", self._page)

    def _judge(self, route: Route) -> None:
        url = route.request.url
        parts = urlsplit(url)
        self.asked.append(url)
        if parts.scheme in INSIDE or f"{parts.scheme}://{parts.netloc}" in self.origins:
            route.continue_()
        else:
            self.noted.append(f"request to another site: {url}")
            route.abort()

    def _console(self, message: ConsoleMessage) -> None:
        self.said.append(message.text)
        if message.type == "error" and not message.location.get("url", "").endswith(ICON):
            self.noted.append(f"error on the console: {message.text}")

    def _dialog(self, dialog: Dialog) -> None:
        self.noted.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _page(self, page: Page) -> None:
        """One page is opened by the test; more are not asked for."""
        if len(page.context.pages) > 1:
            self.noted.append(f"window: {page.url}")
        page.on("download", lambda download: self.noted.append(f"download: {download.url}"))
        page.on("websocket", lambda socket: self._socket(socket.url))
        page.on("crash", lambda _: self.noted.append("crash"))

    def _socket(self, url: str) -> None:
        if f"http://{urlsplit(url).netloc}" not in self.origins:
            self.noted.append(f"socket to another site: {url}")


@contextlib.contextmanager
def watched(browser: Browser, *origins: str, **options: object) -> Iterator[tuple[Page, Watch]]:
    """A new page that knows of no other, and what it does that it may not, complete when the block ends.

    ``origins`` are the sites that it may ask, more can be added; ``options`` are those of Playwright's contexts.
    """
    with trap() as world:
        watch = Watch(set(origins), world)
        # Only this machine is reached without the trap; other ports of it are judged by their requests.
        context = browser.new_context(proxy={"server": world.server, "bypass": "127.0.0.1"}, **options)  # type: ignore[arg-type]
        try:
            watch.over(context)
            page = context.new_page()
            yield page, watch
            for one in context.pages:
                with contextlib.suppress(Error):  # it is on its way to another page
                    one.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))")
            context.cookies()  # what was told before this answer has been heard with it
        finally:
            context.close()
