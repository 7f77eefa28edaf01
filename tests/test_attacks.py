"""Every attack of ``tests/attacks/``, through the real command: what it gets, what it costs, what it leaves."""

from __future__ import annotations

import contextlib
import html.parser
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import nbformat
import pytest

from tests.attacks import ATTACKS, Attack
from tests.attacks.run import LONGEST_S, SETUPS, Ran, attacked, attacks, skip_reason
from tests.attacks.tiers import HERE, pair

BIDI = {*map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))}
PLACES = ("/tmp", "/dev/shm", "/var/tmp", "/root", "/etc/cron.d", str(Path(nbformat.__file__).parents[1]))
in_every_setup = pytest.mark.parametrize(
    "setup", [pytest.param(setup, marks=[] if setup == HERE[0] else pytest.mark.long) for setup in HERE]
)


def chosen(session: pytest.Session, setup: str) -> list[Attack]:
    """The attacks that this run of pytest has selected for a set-up."""
    selected = [item.callspec.params for item in session.items if hasattr(item, "callspec")]
    return [params["attack"] for params in selected if "attack" in params and params.get("setup") == setup]


@pytest.fixture(scope="module")
def runs(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Ran | Exception]]:
    """Each set-up, run once, when it is first asked for; also one that fails takes its time only once."""
    with contextlib.ExitStack() as stack:

        @cache
        def once(setup: str) -> Ran | Exception:
            try:
                return stack.enter_context(attacked(setup, chosen(request.session, setup)))
            except Exception as error:  # noqa: BLE001 - each test of this set-up fails with it
                return error

        yield once


@pytest.fixture
def ran(runs: Callable[[str], Ran | Exception], setup: str) -> Ran:
    result = runs(setup)
    if isinstance(result, Exception):
        raise result
    return result


@pytest.mark.parametrize("setup", SETUPS)
def test_this_machine_can_give_the_setup(setup: str) -> None:
    if reason := skip_reason(setup):
        pytest.skip(f"{setup}, with {len(attacks(setup))} attacks: {reason}")


@pytest.mark.parametrize(("setup", "attack"), [pair(setup, attack) for setup in HERE for attack in attacks(setup)])
def test_an_attack_gets_nothing(ran: Ran, attack: Attack) -> None:
    row = ran.grades[attack.file]
    result = (ran.folder / "out" / "results" / f"{attack.file}.json").read_text(encoding="utf-8")
    page = (ran.folder / "out" / "feedback" / f"{attack.file}.html").read_text(encoding="utf-8")
    for text in (result, page):
        assert "THROUGH" not in text, text[text.index("THROUGH") :][:300]
        assert "BROKEN" not in text, text[text.index("BROKEN") :][:300]
    assert "TOLD" not in page, "a hidden input is shown to the student"
    assert row["status"] == "graded"
    assert row["relu"] == f"{attack.points:g}", [m for m in json.loads(result)["marks"] if m["question"] == "relu"]
    if attack.kind != "own":
        assert [row[name] for name in ("linear", "step", "sigmoid", "tanh")] == ["4"] * 4


@in_every_setup
def test_the_setup_is_what_it_says(ran: Ran) -> None:
    result = json.loads((ran.folder / "out" / "results" / "keeper.ipynb.json").read_text(encoding="utf-8"))
    layers = set(result["provenance"]["isolation"])
    assert layers >= {"rlimits", "no_new_privileges", "landlock", "landlock_scope", "seccomp", "seccomp_allow_list"}
    assert ("private_uid" in layers) == (ran.setup != "plain-user")
    assert ran.setup != "docker-root" or "namespaces" not in layers


@in_every_setup
def test_an_honest_notebook_loses_nothing(ran: Ran) -> None:
    others = {attack.file for attack in ATTACKS} | {n for n, e in ran.handed_in.items() if e.status != "graded"}
    found = {name: row for name, row in ran.grades.items() if name not in others}
    graded = [name for name, expected in ran.handed_in.items() if expected.status == "graded"]
    assert len(found) == len(ran.families) + len(graded) + 1
    assert {
        name: (row["score"], row["status"])
        for name, row in found.items()
        if (row["score"], row["status"]) != ("20", "graded")
    } == {}


@in_every_setup
def test_what_is_no_notebook_is_refused(ran: Ran) -> None:
    refused = {name: expected.status for name, expected in ran.handed_in.items() if expected.status != "graded"}
    assert {name: row["status"] for name, row in ran.grades.items() if row["status"] != "graded"} == refused


@in_every_setup
def test_no_secret_comes_out(ran: Ran) -> None:
    secrets = [*ran.secrets.values(), "THROUGH"]
    assert not [(where, text[:80]) for where, text in ran.texts().items() if any(word in text for word in secrets)]


@in_every_setup
def test_nothing_outside_has_changed(ran: Ran) -> None:
    assert ran.after == ran.before
    assert not [path for place in PLACES if Path(place).is_dir() for path in Path(place).glob(f"*{ran.mark}*")]
    assert not list(ran.folder.rglob(f"*{ran.mark}*")) + list((ran.folder / "tmp").iterdir())


@in_every_setup
def test_no_process_and_no_packet_is_left(ran: Ran) -> None:
    assert (ran.left, ran.knocks) == ([], [])


@in_every_setup
def test_the_command_ends_in_time_and_in_order(ran: Ran) -> None:
    assert ran.seconds < LONGEST_S
    assert ran.done.returncode == 1, ran.done.stderr[-2000:]  # 1: some of what was handed in is no notebook
    assert "Traceback" not in ran.done.stderr


@in_every_setup
def test_out_holds_our_files_only(ran: Ran) -> None:
    top = {path.name for path in (ran.folder / "out").iterdir()}
    assert top <= {
        "grades.csv",
        "marks.csv",
        "review.csv",
        ".claim",
        ".gitignore",
        "feedback",
        "results",
        "gradebook.sqlite",
    }
    for room, ending in (("results", ".json"), ("feedback", ".html")):
        files = [path for path in (ran.folder / "out" / room).rglob("*") if path.is_file()]
        assert len(files) == len(ran.grades)
        assert {path.suffix for path in files} == {ending}


@in_every_setup
def test_what_is_said_cannot_steer_a_terminal(ran: Ran) -> None:
    for where, text in ran.texts().items():
        if not where.endswith((".sqlite", ".sqlite-wal", ".sqlite-shm")):
            bad = {c for c in text if (ord(c) < 32 and c not in "\n\r") or 127 <= ord(c) < 160 or c in BIDI}
            assert not bad, (where, bad)


class Page(html.parser.HTMLParser):
    """Notes whatever a page could do."""

    def __init__(self) -> None:
        super().__init__()
        self.active: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag in {"script", "iframe", "img", "svg", "object", "embed", "form", "base", "link"} or "src" in names:
            self.active.append(tag)
        self.active += [name for name in names if name.startswith("on")]


@in_every_setup
def test_feedback_pages_are_inert(ran: Ran) -> None:
    for path in (ran.folder / "out" / "feedback").rglob("*.html"):
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        assert not page.active, (path.name, page.active)
