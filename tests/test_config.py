"""The configuration: a good one loads, and a bad one is told every mistake, with its line and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.config import CONFIG_FILE, Config, load_config
from autograder.errors import ConfigError
from autograder.model.isolation import LAYERS, refusal
from tests.helpers.known_answers import ROOT

GOOD = """\
course: Computational Neuroscience
term: 2026-fall
assignments:
  net_input:
    points:
      net_input_loop: 5
      net_input_sum: 2.5
limits:
  call_cpu_s: 3
"""


def load(text: str | bytes, folder: Path) -> Config:
    path = folder / CONFIG_FILE
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_config(path)


def mistakes(text: str | bytes, folder: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        load(text, folder)
    assert CONFIG_FILE in str(caught.value)
    return str(caught.value)


def lines(told: str) -> dict[int, str]:
    return {int(line): words for line, words in re.findall(r"^  line (\d+): (.+)$", told, re.MULTILINE)}


def test_the_kits_own_configuration_loads() -> None:
    config = load_config(ROOT / CONFIG_FILE)
    assert set(config.assignments) == {folder.name for folder in (ROOT / "assignments").iterdir() if folder.is_dir()}
    assert all(points > 0 for policy in config.assignments.values() for points in policy.points.values())


def test_what_is_not_said_has_a_default(tmp_path: Path) -> None:
    config = load(GOOD, tmp_path)
    assert config.assignments["net_input"].points == {"net_input_loop": 5, "net_input_sum": 2.5}
    assert list(config.assignments["net_input"].points) == ["net_input_loop", "net_input_sum"]
    assert (config.limits.call_cpu_s, config.limits.cell_cpu_s) == (3, 5)
    assert (config.visibility.marks, config.visibility.hidden_cases) == (True, "count")


def test_every_mistake_is_told_with_its_line_and_a_remedy(tmp_path: Path) -> None:
    told = mistakes(
        """\
course: ""
assignments:
  net_input:
    points:
      net_input_loop: five
    pionts: {}
limits:
  cell_cpu_s: 0
  memory_mbs: 4096
visibility:
  hidden_cases: all
""",
        tmp_path,
    )
    found = lines(told)
    assert "7 mistakes" in told
    assert sum(line.startswith("  line ") for line in told.splitlines()) == 7
    assert re.search(r"assignments\.net_input\.points\.net_input_loop: .*number.*'five'", found[5])
    assert found[6] == "assignments.net_input.pionts: unknown key; did you mean points?"
    assert re.search(r"limits\.cell_cpu_s: .*greater than 0.*it says 0", found[8])
    assert found[9] == "limits.memory_mbs: unknown key; did you mean memory_mb?"
    assert re.search(r"visibility\.hidden_cases: .*'count' or 'none'.*'all'", found[11])
    assert "  line 1: term: is missing; add it" in told
    assert re.search(r"  line 1: course: .*at least 1 character", told)


def test_one_mistake_is_told_as_one(tmp_path: Path) -> None:
    told = mistakes(GOOD + "visibillity: {}\n", tmp_path)
    assert "has a mistake:\n  line 10: visibillity: unknown key; did you mean visibility?" in told


def test_a_key_like_no_other_is_told_what_there_is(tmp_path: Path) -> None:
    told = lines(mistakes(GOOD + "xyz: 1\n", tmp_path))
    assert told == {
        10: "xyz: unknown key; known here: course, term, time_zone, tracks, assignments, marks, late, handing_in, "
        "class, limits, isolation, visibility, notebook, gradescope"
    }


@pytest.mark.parametrize("points", ["0", "-1", "1001", ".nan", ".inf"])
def test_points_that_no_mark_can_be_given_for_are_refused_at_their_line(points: str, tmp_path: Path) -> None:
    told = mistakes(GOOD.replace("sum: 2.5", f"sum: {points}"), tmp_path)
    assert list(lines(told)) == [7]
    assert "net_input_sum" in told


def test_all_bad_points_are_told_at_once(tmp_path: Path) -> None:
    told = mistakes(GOOD.replace("sum: 2.5", "sum: 0").replace("loop: 5", "loop: -5"), tmp_path)
    assert list(lines(told)) == [6, 7]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (GOOD.replace("2026-fall", "2026"), "term"),
        (GOOD.replace("  call_cpu_s: 3", "  call_cpu_s: fast"), "limits.call_cpu_s"),
        (GOOD + "visibility: none\n", "visibility"),
        (GOOD + "1: 2\n", "1"),
        ("course: a\nterm: b\nassignments: {}\n", "assignments"),
        ("course: a\nterm: b\nassignments:\n  net_input:\n", "assignments.net_input"),
        ("course: a\nterm: b\nassignments:\n  net_input:\n    points: {}\n", "assignments.net_input.points"),
    ],
    ids=["a number as text", "text as number", "text as section", "number as key", "none", "no policy", "no questions"],
)
def test_a_value_of_the_wrong_kind_is_told_by_its_key(text: str, key: str, tmp_path: Path) -> None:
    assert re.search(rf"^  line [1-9]\d*: {re.escape(key)}\S*:? ", mistakes(text, tmp_path), re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("# nothing yet\n", "is empty"),
        ("- course\n", "no mapping"),
        ("just text", "no mapping"),
        (GOOD + "limits:\n\tcall_cpu_s: 1\n", "not valid YAML.\n  line 1[01]: "),
        (GOOD + "course: [1, 2\n", "not valid YAML.\n  line 1[01]: "),
        (GOOD + "course: twice\n", "not valid YAML.\n  line 10: .*duplicate"),
        (GOOD + "--- \ncourse: again\n", "not valid YAML"),
        (GOOD + "# bell \x07\n", "not valid YAML"),
        ("course: é\n".encode("latin-1"), "not UTF-8"),
        (GOOD.encode("utf-16"), "not UTF-8"),
    ],
    ids=["empty", "comment", "list", "text", "tab", "bracket", "twice", "documents", "control", "Latin-1", "UTF-16"],
)
def test_what_is_no_configuration_is_told_in_words(text: str | bytes, words: str, tmp_path: Path) -> None:
    assert re.search(words, mistakes(text, tmp_path))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / CONFIG_FILE, tmp_path):
        with pytest.raises(ConfigError, match="cannot be read"):
            load_config(path)


@pytest.mark.parametrize("zone", ["Chicago", "/etc/passwd", "../UTC", "America"])
def test_a_time_zone_that_is_none_is_refused_at_its_line(zone: str, tmp_path: Path) -> None:
    told = mistakes(GOOD + f"time_zone: {zone}\n", tmp_path)
    assert "  line 10: time_zone: is no time zone of the IANA list; write for example America/Chicago" in told


def test_gradescope_has_defaults_that_change_nothing(tmp_path: Path) -> None:
    policy = load(GOOD, tmp_path).gradescope
    assert (policy.marks, policy.submissions, policy.per_hours, policy.leaderboard) == ("visible", 0, 24, False)
    assert policy.time_limit_s < 600, "below the platform's own"
    assert policy == load_config(ROOT / CONFIG_FILE).gradescope, "the kit's own file says what is the case anyway"


def test_gradescope_is_read(tmp_path: Path) -> None:
    section = "gradescope:\n  marks: after_due_date\n  submissions: 3\n  per_hours: 1.5\n  leaderboard: true\n"
    policy = load(GOOD + section + "  time_limit_s: 60\n", tmp_path).gradescope
    assert (policy.marks, policy.submissions, policy.per_hours) == ("after_due_date", 3, 1.5)
    assert (policy.leaderboard, policy.time_limit_s) == (True, 60)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("marks: shown", "'visible', 'after_due_date', 'after_published' or 'hidden'"),
        ("marks: true", "'visible', 'after_due_date', 'after_published' or 'hidden'"),
        ("submissions: -1", "greater than or equal to 0"),
        ("submissions: 1.5", "valid integer"),
        ("per_hours: 0", "greater than 0"),
        ("per_hours: .inf", "less than or equal to 10000"),
        ("leaderboard: 7", "valid boolean"),
        ("time_limit_s: 59", "greater than or equal to 60"),
        ("time_limit_s: 2400", "less than or equal to 2340"),
        ("submisions: 1", "did you mean submissions?"),
    ],
)
def test_what_gradescope_cannot_be_told_is_refused_at_its_line(line: str, words: str, tmp_path: Path) -> None:
    found = lines(mistakes(f"{GOOD}gradescope:\n  {line}\n", tmp_path))
    assert list(found) == [11]
    assert found[11].startswith(f"gradescope.{line.partition(':')[0]}: ")
    assert words in found[11]


def test_a_due_date_without_a_time_is_told_what_it_would_mean(tmp_path: Path) -> None:
    told = mistakes(GOOD.replace("    points:\n", "    due: 2026-10-09\n    points:\n"), tmp_path)
    assert "give a time too, as in 2026-10-09 23:59" in told


def test_a_machine_without_a_layer_is_told_what_would_help() -> None:
    told = refusal(["landlock", "seccomp"])
    assert all(LAYERS[name].does in told and LAYERS[name].remedy in told for name in ("landlock", "seccomp"))
    assert told.endswith("--trust-submissions.")
