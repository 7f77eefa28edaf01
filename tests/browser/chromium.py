"""Where Chromium is, how it is started, and a folder that is served to it."""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseRequestHandler, StreamRequestHandler
from urllib.parse import quote, unquote_to_bytes, urlsplit

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What Chromium would do beside showing our pages; and no sandbox of its own, which it cannot have as root.
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",  # a container gives /dev/shm 64 MB
)
NOBODY = "127.0.0.1:9"  # the discard service, which nobody offers: where the browser's own requests end


def lacking() -> str:
    """What this machine lacks for a browser, and how to get it; nothing when all is there."""
    how = "on Debian: apt-get install chromium; or set CHROMIUM to its path"
    if (path := executable()) is None:
        return f"needs Chromium ({how})"
    try:  # a name on the PATH may be a script that only says where to get it
        subprocess.run([path, "--version"], capture_output=True, check=True, timeout=120)
    except (OSError, subprocess.SubprocessError) as error:
        return f"{path} does not start ({error}; {how})"
    return ""


def executable() -> str | None:
    """The browser that the environment names, or else the first on the PATH."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@contextlib.contextmanager
def started() -> Iterator[Browser]:
    """A browser with a profile of its own, which is deleted with it; its own requests come to nobody."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=OPTIONS, proxy={"server": f"http://{NOBODY}"}
        )
        try:
            yield browser
        finally:
            browser.close()


@dataclass(frozen=True)
class Site:
    """A folder that is served on a port of this machine alone."""

    folder: Path
    origin: str

    def url(self, path: Path | str = "") -> str:
        """The address of a file in it, whatever bytes its name is made of."""
        relative = Path(path).relative_to(self.folder) if Path(path).is_absolute() else Path(path)
        return f"{self.origin}/{quote(os.fsencode(relative))}" if str(path) else f"{self.origin}/"


class _Files(SimpleHTTPRequestHandler):
    """The files of a folder, also those whose names are no text, and not a word about it."""

    def translate_path(self, path: str) -> str:
        parts = os.fsdecode(unquote_to_bytes(urlsplit(path).path)).split("/")
        return str(Path(self.directory, *(part for part in parts if part not in ("", ".", ".."))))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that is called
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Serve a folder on a free port of 127.0.0.1."""
    with _listening(functools.partial(_Files, directory=str(folder))) as port:
        yield Site(folder, f"http://127.0.0.1:{port}")


@dataclass
class Trap:
    """Stands where the world would be: notes whoever comes and gives nothing."""

    server: str
    came: list[str]


@contextlib.contextmanager
def trap() -> Iterator[Trap]:
    """A proxy for a page, so that also what no event of the page tells of is heard: a preconnect, a ping."""
    came: list[str] = []

    class Nothing(StreamRequestHandler):
        timeout = 5  # seconds until one who says nothing is let go

        def handle(self) -> None:
            came.append("without a word")
            place = len(came) - 1
            with contextlib.suppress(OSError):
                if line := self.rfile.readline(1000).decode("latin-1").strip():
                    came[place] = line

    with _listening(Nothing) as port:
        yield Trap(f"http://127.0.0.1:{port}", came)


@contextlib.contextmanager
def _listening(handler: Callable[..., BaseRequestHandler]) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
