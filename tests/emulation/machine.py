"""Whether this machine can emulate the platform at all."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from tests.emulation import groups
from tests.helpers import container

_TOOLS = ("apt-get", "apt-config", "unshare", "mount")
_OVERLAY = 'cd "$1" && mkdir a b c d && exec mount -t overlay overlay -o lowerdir=a,upperdir=b,workdir=c d'


@cache
def lacking() -> str:
    """Why this machine cannot do it; nothing when it can."""
    if reason := container.lacking():
        return reason
    if not Path("/proc/self/ns/pid").exists():
        return "needs PID namespaces"
    if missing := [tool for tool in _TOOLS if shutil.which(tool) is None]:
        return f"needs a Debian or Ubuntu with {', '.join(missing)}"
    return groups.lacking() or _no_overlay()


def _no_overlay() -> str:
    """A mount is tried: within a container, or without the module, it fails."""
    with tempfile.TemporaryDirectory() as folder:
        line = ["unshare", "--mount", "--pid", "--fork", "--net", "--", "sh", "-c", _OVERLAY, "sh", folder]
        tried = subprocess.run(line, capture_output=True, text=True)
    return f"needs overlayfs and namespaces: {tried.stderr.strip()}" if tried.returncode else ""
