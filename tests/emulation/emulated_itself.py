"""The emulator keeps its word: tiny zips, whose scripts say what they see. To be run by path, as root."""

from __future__ import annotations

import ctypes
import json
import os
import re
import signal
from collections.abc import Iterator
from errno import ENOSYS
from pathlib import Path

import pytest

from tests.emulation import KNOCK_PORT, Base, Image, Limits, build, groups
from tests.emulation.reading import CUT
from tests.emulation.rootfs import FOLDER
from tests.emulation.tiny import results_of, run, running, zipped
from tests.helpers import container

ALWAYS_CHANGED = ["results", "results/stdout", "submission", "submission/do.sh", "submission_metadata.json"]
SEEN = """
cat > /autograder/seen.py << 'END'
import json, os, pathlib
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(json.dumps({name: status[name].strip() for name in
    ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "Seccomp", "NoNewPrivs")}))
END
set -e
test -x /autograder/run_autograder
! grep -q "$(printf '\\r')" /autograder/run_autograder
test -e /tmp/autograder.zip
test "$(ls /var/lib/apt/lists | wc -l)" -gt 2
python3 /autograder/seen.py > /autograder/seen_in_build
touch /tmp/left /var/tmp/left
"""


@pytest.fixture(scope="session")
def image(the_base: Base, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Image]:
    with build(zipped(tmp_path_factory.mktemp("zip"), SEEN), the_base) as made:
        yield made


# Building


def test_setup_sees_what_the_documented_order_has_made_by_then(image: Image) -> None:
    order = ["unzip", "copy", "dos2unix", "chmod", "apt-get update", "setup.sh", "clean"]
    assert list(image.seconds) == order
    assert re.findall(r"^=== (.*)$", image.log, re.MULTILINE) == order


def test_what_setup_leaves_in_tmp_and_the_package_lists_are_gone_at_run_time(image: Image, tmp_path: Path) -> None:
    assert run(image, tmp_path, "ls -A /tmp /var/tmp /var/lib/apt/lists").stdout.split() == [
        "/tmp:",
        "/var/lib/apt/lists:",
        "/var/tmp:",
    ]


# Privileges


def test_build_and_run_have_the_privileges_of_a_container(image: Image, tmp_path: Path) -> None:
    script = "cat seen_in_build\npython3 seen.py\n"
    expected = dict.fromkeys(("CapPrm", "CapEff", "CapBnd"), f"{container.CAPABILITIES:016x}")
    expected |= {"CapInh": "0" * 16, "CapAmb": "0" * 16, "Seccomp": "2", "NoNewPrivs": "0"}
    assert [json.loads(line) for line in run(image, tmp_path, script).stdout.splitlines()] == [expected] * 2


@pytest.mark.parametrize(
    "act",
    [
        "mount -t tmpfs none /mnt",
        "unshare --user true",
        "unshare --net true",
        "echo 0 > /proc/sys/kernel/panic_on_oops",
        "mknod /dev/disk b {device} && head -c 1 /dev/disk",
        "mknod /disk b {device} && head -c 1 /disk",
        "test -e {here}",
        "head -c 1 /proc/1/root/{here}",
    ],
)
def test_a_run_cannot_get_at_this_machine(image: Image, tmp_path: Path, act: str) -> None:
    number = Path(__file__).stat().st_dev
    device = f"{number >> 8 & 0xFFF} {number & 0xFF}"
    line = act.format(device=device, here=str(Path(__file__).resolve()))
    ran = run(image, tmp_path, f"({line}) && echo reached\ntrue && echo came to the end\n")
    assert "reached" not in ran.stdout
    assert ran.stdout.endswith("came to the end\n")


def test_landlock_can_be_taken_away(image: Image, tmp_path: Path) -> None:
    number = container.syscall_nr("landlock_create_ruleset")
    libc = ctypes.CDLL(None, use_errno=True)
    here = (libc.syscall(number, None, 0, 1), ctypes.get_errno())
    assert here[0] > 0, "this kernel has no Landlock to take away"
    ask = "import ctypes as c; l = c.CDLL(None, use_errno=True)"
    script = f'python3 -c "{ask}; print(l.syscall({number}, None, 0, 1), c.get_errno())"'
    assert run(image, tmp_path, script).stdout == f"{here[0]} 0\n"
    assert run(image, tmp_path, script, landlock=False).stdout == f"-1 {ENOSYS}\n"


# The harness


def test_a_run_starts_in_its_folder_with_files_and_metadata(image: Image, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "data.csv").write_text("1,2", encoding="ascii")
    ran = run(image, tmp_path, "pwd; id -u; find submission -type f | sort; cat submission_metadata.json; exit 7")
    *words, document = ran.stdout.splitlines()
    assert words == ["/autograder", "0", "submission/do.sh", "submission/more/data.csv"]
    assert json.loads(document)["assignment"]["total_points"] == "20.0"
    assert ran.status == 7
    assert ran.results is None


def test_a_valid_document_counts_whatever_the_exit_status(image: Image, tmp_path: Path) -> None:
    ran = run(image, tmp_path, results_of("b'{\"score\": 3}'") + "exit 1")
    assert (ran.status, ran.results, ran.raw) == (1, {"score": 3}, '{"score": 3}')


def test_a_timeout_kills_the_direct_child_alone_and_gives_the_harness_own_results(image: Image, tmp_path: Path) -> None:
    script = "sleep 87654.5 &\n" + results_of("b'{\"score\": 5}'") + "wait"
    ran = run(image, tmp_path, script, Limits(cpus=2, timeout_s=1.5, grace_s=0.1))
    words = "Your submission timed out. It took longer than 1.5 seconds to run."
    assert (ran.timed_out, ran.status, ran.results) == (True, -signal.SIGKILL, {"score": 0, "output": words})
    assert ran.left == ["sleep 87654.5"]
    assert ran.seconds >= 1.5
    assert not running("sleep 87654.5")


def test_long_outputs_lose_their_middle(image: Image, tmp_path: Path) -> None:
    long, right = "'a' + 100_000 * 'b' + 'c'", "100_000 * 'd'"
    document = f"{{'output': {long}, 'tests': [{{'output': {long}}}, {{'output': {right}}}]}}"
    script = results_of(f"json.dumps({document}).encode()") + f'python3 -c "print({long})"'
    ran = run(image, tmp_path, script)
    outputs = [ran.results["output"], *(test["output"] for test in ran.results["tests"]), ran.stdout]
    assert [len(output) for output in outputs] == [100_000] * 4
    assert [CUT in output for output in outputs] == [True, True, False, True]
    assert {(output[0], output.rstrip()[-1]) for output in outputs} == {("a", "c"), ("d", "d")}
    assert len(ran.raw) > 300_000


@pytest.mark.parametrize(
    ("python", "results"),
    [
        ('b\'{"output": "\\xff"}\'', {"output": "\ufffd"}),
        ("json.dumps({'output': chr(0)}).encode()", {"output": "\ufffd"}),
        ("b'{\"score\": 1'", {"score": 0, "error_code": "invalid_json"}),
        ("b'[1]'", {"score": 0, "error_code": "invalid_json"}),
        ("b'printed\\n{\"score\": 1}'", {"score": 0, "error_code": "invalid_json"}),
    ],
)
def test_a_document_is_read_as_the_harness_reads_it(
    image: Image, tmp_path: Path, python: str, results: dict[str, object]
) -> None:
    assert run(image, tmp_path, results_of(python)).results == results


def test_background_processes_live_until_the_results_are_read(image: Image, tmp_path: Path) -> None:
    late = "(sleep 0.5; echo '{\"score\": 9}' > results/results.json; exec sleep 87654.75) &\n"
    ran = run(image, tmp_path, results_of("b'{\"score\": 1}'") + late, Limits(cpus=2, grace_s=8))
    assert (ran.timed_out, ran.results) == (False, {"score": 9})
    assert ran.left == ["sleep 87654.75"]
    assert not running("sleep 87654.75")


def test_signals_do_not_reach_the_harness(image: Image, tmp_path: Path) -> None:
    script = results_of("b'{\"score\": 2}'") + "kill -INT 1; kill -TERM 1; kill -KILL 1; kill -INT -1; echo $?"
    assert run(image, tmp_path, "trap '' INT\n" + script).results == {"score": 2}


# Limits


def test_too_much_memory_is_killed(image: Image, tmp_path: Path) -> None:
    script = "python3 -c \"print(len(b'x' * (200 << 20)))\"; echo $?"
    with_little, with_enough = (run(image, tmp_path, script, Limits(2, mb, grace_s=0.1)) for mb in (96, 768))
    assert (with_little.oom_kills, with_enough.oom_kills) == (1, 0)
    assert with_little.stdout.split()[-1] == "137"
    assert with_enough.stdout.split() == [str(200 << 20), "0"]
    assert with_little.peak_mb <= 96
    assert 200 < with_enough.peak_mb < 300


def test_a_ceiling_of_cpu_is_kept(image: Image, tmp_path: Path) -> None:
    script = 'python3 -c "import time\nwhile time.process_time() < 0.6: pass"'
    ran = run(image, tmp_path, script, Limits(cpus=0.25, grace_s=0.1))
    assert 0.6 < ran.cpu_s < 1.5
    assert ran.seconds > 0.6 / 0.25 * 0.8


def test_nothing_of_a_run_is_there_in_the_next_and_all_of_it_is_told(image: Image, tmp_path: Path) -> None:
    script = "ls source\nrm source/setup.sh; echo x >> run_autograder; chmod o= source; mkdir new; touch /usr/bin/sh\n"
    first, second = run(image, tmp_path, script), run(image, tmp_path, script)
    always = {f"/autograder/{name}" for name in ALWAYS_CHANGED}
    changed = {"source", "source/setup.sh (removed)", "run_autograder", "new"}
    for ran in (first, second):
        assert ran.stdout.split() == ["run_autograder", "setup.sh"]
        assert set(ran.changed) == always | {f"/autograder/{name}" for name in changed} | {"/usr/bin/dash"}
    assert set(run(image, tmp_path, "true").changed) == always


# The network of a run, and its end


def test_knocks_on_the_loopback_are_counted_and_nothing_else_is_there(image: Image, tmp_path: Path) -> None:
    connect = "python3 -c \"import socket; socket.create_connection(('{}', {}), 5)\"; echo $?\n"
    script = connect.format("127.0.0.1", KNOCK_PORT) * 2 + connect.format("192.0.2.1", 80)
    ran = run(image, tmp_path, script)
    assert ran.knocks == 2
    assert re.findall(r"^\d$", ran.stdout, re.MULTILINE) == ["0", "0", "1"]
    assert "Network is unreachable" in ran.stdout
    assert run(image, tmp_path, "true").knocks == 0


def test_an_interrupt_leaves_no_process_no_group_and_no_folder(image: Image, tmp_path: Path) -> None:
    def interrupt_once_it_runs(*_: object) -> None:
        if not running("sleep 87654.125"):
            return
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt_once_it_runs)
    signal.setitimer(signal.ITIMER_REAL, 0.2, 0.2)
    try:
        with pytest.raises(KeyboardInterrupt):
            run(image, tmp_path, "sleep 87654.125", Limits(timeout_s=20))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert not running("sleep 87654.125")
    assert list((FOLDER / "rooms").glob(f"{os.getpid()}-*")) == [image.folder]
    mine = f"autograder-platform-{os.getpid()}-*"
    assert not [group for place in groups._places().values() for group in place.glob(mine)]
