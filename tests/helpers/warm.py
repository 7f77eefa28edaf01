"""The command, forked from a process that has loaded it: for tests that call it dozens of times one after another.

From ``main()`` to the end of its interpreter a call is the one of ``command.py``. What it does not try again is
that the command can be started; and all calls share one hash seed, so that two of them prove nothing about the order
of a set. ``tests/test_cli.py`` and ``tests/test_faults.py`` start the command itself for both.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.helpers.command import COMMAND

_SERVER = """
import json, os, sys
sys.argv[0] = {command!r}
sys.path[0] = os.path.dirname({command!r})
from autograder.cli import main

asked, told = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
for line in asked:
    call = json.loads(line)
    pid = os.fork()
    if pid == 0:
        break
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), file=told, flush=True)
else:
    sys.exit()
asked.close()
told.close()
for number, path in enumerate(call["streams"]):
    opened = os.open(path, os.O_RDWR)
    os.dup2(opened, number)
    os.close(opened)
os.chdir(call["cwd"])
os.environ.clear()
os.environ.update(call["environment"])
sys.argv += call["arguments"]
sys.exit(main())
"""


@cache
def _server() -> subprocess.Popen[str]:
    line = [sys.executable, "-c", _SERVER.format(command=COMMAND)]
    server = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(server.communicate)
    return server


def autograder(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run ``autograder`` and hear what it says."""
    with tempfile.TemporaryDirectory(prefix="said-") as folder:
        said = [Path(folder, name) for name in ("out", "err")]
        for path in said:
            path.touch()
        call = {
            "arguments": [*map(str, arguments)],
            "cwd": str(cwd or Path.cwd()),
            "environment": {**os.environ, "COLUMNS": "200"},
            "streams": [os.devnull, *map(str, said)],
        }
        server = _server()
        print(json.dumps(call), file=server.stdin, flush=True)
        code = int(server.stdout.readline())
        return subprocess.CompletedProcess(
            [COMMAND, *call["arguments"]], code, *(path.read_text("utf-8") for path in said)
        )
