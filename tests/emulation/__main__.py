"""``python -m tests.emulation ZIP SUBMISSION_FOLDER``: build once, grade once, say what came of it."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from tests.emulation import BuildError, EmulatorError, Image, Limits, Ran, base, build, faults, lacking, metadata
from tests.emulation.rootfs import FOLDER


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.emulation", description=__doc__)
    parser.add_argument("zip", type=Path)
    parser.add_argument("submission", type=Path, help="a folder with the files that a student handed in")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where base and images lie (%(default)s)")
    parser.add_argument("--points", type=float, help="of the assignment; without it their sum is not checked")
    parser.add_argument("--cpus", type=float, default=Limits.cpus)
    parser.add_argument("--memory-mb", type=int, default=Limits.memory_mb)
    parser.add_argument("--timeout", type=float, default=Limits.timeout_s, help="the harness's, in seconds")
    parser.add_argument("--no-network", action="store_true", help="build without a network")
    parser.add_argument("--no-landlock", action="store_true", help="run as on a kernel without Landlock")
    parser.add_argument("--pip", action="store_true", help="with python3-pip in the base")
    parser.add_argument("--python", type=Path, help="prefix of another Python, put under /usr/local")
    parser.add_argument("--log", action="store_true", help="print the log of the build")
    return parser.parse_args()


def main() -> int:
    """Exit status: 0 graded with valid results, 1 not so, 2 this machine cannot do it."""
    asked = _arguments()
    if reason := lacking():
        print(reason, file=sys.stderr)
        return 2
    start = time.monotonic()
    lowest = base(asked.folder, pip=asked.pip, python=asked.python)
    print(f"base ready after {time.monotonic() - start:.1f} s")
    try:
        with build(asked.zip, lowest, network=not asked.no_network) as image:
            _say_what_was_built(image, with_log=asked.log)
            limits = Limits(asked.cpus, asked.memory_mb, asked.timeout)
            given = None if asked.points is None else metadata.example(asked.points)
            ran = image.run(asked.submission, given, limits, landlock=not asked.no_landlock)
    except (BuildError, EmulatorError) as error:
        print(error, file=sys.stderr)
        return 1
    return _say_what_ran(ran, asked.points)


def _say_what_was_built(image: Image, *, with_log: bool) -> None:
    if with_log:
        print(image.log)
    for step, seconds in image.seconds.items():
        print(f"{seconds:8.1f} s  {step}")
    print(f"{sum(image.seconds.values()):8.1f} s  build, with a layer of {image.size_mb:.0f} MB")


def _say_what_ran(ran: Ran, points: float | None) -> int:
    print(f"{ran.seconds:8.1f} s  run: {ran.cpu_s:.1f} s of CPU, peak {ran.peak_mb:.0f} MB, exit {ran.status}", end="")
    print(f", {ran.oom_kills} killed for memory, {ran.knocks} knocks" + ", timed out" * ran.timed_out)
    for title, lines in (("changed", ran.changed), ("still running", ran.left), ("stdout", ran.stdout.splitlines())):
        print(f"{title}:", *lines or ["nothing"], sep="\n  ")
    print("results:", json.dumps(ran.results, indent=2, ensure_ascii=False))
    wrong = faults(ran.results, points)
    print("against the specification:", *wrong or ["nothing"], sep="\n  ")
    return 1 if wrong or ran.status else 0


if __name__ == "__main__":
    sys.exit(main())
