"""One worker in a process of its own, for systems where a warm process cannot be forked and confined.

It has the rights of whoever started it: no layer of isolation holds here, and it says so.
"""

from __future__ import annotations

import os
import socket
from typing import Any

from autograder.sandbox import shell, worker


def serve(settings: dict[str, Any]) -> None:
    """Connect to the grader, prove that it was us whom it started, and answer its requests."""
    try:
        with socket.create_connection(("127.0.0.1", settings["port"])) as sock:
            sock.sendall(settings["token"].encode("ascii"))
            worker.serve(sock, shell.make_shell(), settings["job"], _give_up_nothing)
    except EOFError:
        os._exit(0)


def _give_up_nothing(_limits: dict[str, Any]) -> list[str]:
    return []
