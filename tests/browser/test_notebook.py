"""Both released notebooks, mailed alone to a bare JupyterLab, as a learner meets them in a browser."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import subprocess
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.browser.watch import watched
from tests.helpers.known_answers import KIT, ROOT, filled_notebook, plain_right, save

BARE = ROOT / ".cache" / "bare-jupyterlab"
PACKAGES = ("jupyterlab", "numpy", "matplotlib", "ipykernel")
WRONG = {
    "net_input": "def net_input_loop(a, wj):\n    return a[9]",
    "activation_functions": "def linear(n):\n    return -n",
}
LONGEST_MS = 600_000  # that a busy machine may take for a notebook


@pytest.fixture(scope="session")
def python() -> Path:
    """A Python with what student.md asks for and nothing else, made once."""
    own = BARE / "bin" / "python"
    if not (BARE / "ready").is_file():
        venv.create(BARE, with_pip=True, clear=True)
        done = subprocess.run([own, "-m", "pip", "install", "-q", *PACKAGES], capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"no JupyterLab could be installed: {done.stderr.strip().splitlines()[-1]}")
        (BARE / "ready").touch()
    return own


@pytest.fixture(scope="session")
def lab(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Path]]:
    """A JupyterLab whose folder holds three notebooks of each assignment under other names, and nothing else."""
    folder = tmp_path_factory.mktemp("mailed")
    for name in WRONG:
        right = plain_right(name)
        first = next(iter(right))
        save(filled_notebook(name, {}), folder / f"untouched {name}.ipynb")
        save(filled_notebook(name, {**right, first: WRONG[name]}), folder / f"{name} (1).ipynb")
    home = tmp_path_factory.mktemp("home")
    settings = home / "settings" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"windowingMode": "none"}', encoding="utf-8")  # else what is out of sight is in no page
    token = secrets.token_hex(16)
    options = ["--no-browser", "--ip=127.0.0.1", "--port=0", f"--IdentityProvider.token={token}", "--allow-root"]
    options += ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    environment = {**os.environ, "HOME": str(home), "JUPYTER_RUNTIME_DIR": str(home / "run"), "PYTHONPATH": ""}
    environment["JUPYTERLAB_SETTINGS_DIR"] = str(home / "settings")
    command = [str(python), "-m", "jupyterlab", *options, f"--ServerApp.root_dir={folder}"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)
    try:
        yield address(home, server), token, folder
    finally:
        server.terminate()
        server.wait()


def address(home: Path, server: subprocess.Popen[bytes]) -> str:
    """Where the server listens, as it writes it down once it does."""
    while server.poll() is None:
        for path in home.glob("run/jpserver-*.json"):
            with contextlib.suppress(ValueError):  # it is being written
                return f"http://127.0.0.1:{json.loads(path.read_text(encoding='utf-8'))['port']}"
        time.sleep(0.1)
    raise AssertionError((home / "log").read_text(encoding="utf-8"))


@pytest.mark.parametrize("which", ["untouched {}.ipynb", "{} (1).ipynb"], ids=["untouched", "answered"])
@pytest.mark.parametrize("name", list(WRONG))
def test_a_notebook_alone_checks_itself(browser: Browser, lab: tuple[str, str, Path], name: str, which: str) -> None:
    origin, token, _ = lab
    questions = list(KIT.assignments[name].points)
    address = f"{origin}/lab/workspaces/own/tree/{quote(which.format(name))}?token={token}&reset"
    with watched(browser, origin, viewport={"width": 1200, "height": 4000}) as (page, watch):
        page.set_default_timeout(LONGEST_MS)
        page.goto(address)
        page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()  # before that, Run All runs nothing
        page.locator(".jp-CodeCell").first.locator(".jp-InputPlaceholder").wait_for()  # it is folded
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.get_by_text("To hand in:").first.wait_for(state="attached")
        if shot := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=Path(shot) / f"{which.format(name)}.png")
        said = "\n".join(page.locator(".jp-OutputArea-output").all_inner_texts())
        images = page.locator(".jp-OutputArea-output img").all()
        words = [image.get_attribute("alt") or "" for image in images]
    assert [fault for fault in watch.noted if "another site" in fault] == []  # Chromium's own are not the page's
    if which.startswith("untouched"):
        assert said.count("is not begun yet. Write your code") == len(questions)
        assert "Error" not in said
    else:
        assert said.count("checks passed.") == len(questions) - 1
        assert f"{questions[0]}: " in said
        assert "checks passed so far." in said
        assert words
        assert min(map(len, words)) > 20
