"""Set up ``.venv`` with the command ``autograder`` in it, from nothing but a Python and the package index.

Run by ``make setup`` with any Python 3; needs nothing else. Set PYTHON to choose the interpreter yourself.
"""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
UV = "uv==0.13.9"
CANDIDATES = ["/usr/bin/python3", "/usr/local/bin/python3"] + ["python3.%d" % minor for minor in (11, 12, 13, 10, 14)]
# What a notebook may import, and what a grader and its workers load. A worker may write nothing beside what it loads:
# whatever is not compiled by then is compiled by each zygote anew (0.6 CPU seconds), and by each notebook.
IMPORTED = ["numpy", "scipy", "matplotlib"]
COMPILE = """import compileall, importlib.util, sys
for name in sys.argv[1:]:
    compileall.compile_dir(importlib.util.find_spec(name).submodule_search_locations[0], quiet=2, workers=0)
"""
WARM = """
import autograder.cli, autograder.runs.bulk
from autograder.sandbox import shell, worker
shell.make_shell()
"""
ASK = """import json, sys, sysconfig
print(json.dumps([sys.version_info[:2], sys.executable, sysconfig.get_path("stdlib")]))
"""


def main():
    """Choose an interpreter, get uv, install what the lock says, compile what is loaded, warm the font cache."""
    if install(choose_python(), VENV):
        sys.exit("The packages of uv.lock could not be installed; what went wrong stands above.")
    fonts = VENV / "var" / "matplotlib"
    fonts.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as nothing_kept:
        environment = dict(os.environ, MPLCONFIGDIR=str(fonts), IPYTHONDIR=nothing_kept, MPLBACKEND="agg")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        run([str(VENV / "bin" / "python"), "-c", WARM], env=environment)
    for path in (VENV / "var", fonts, *fonts.iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (VENV / ".ready").touch()
    print("ready: %s" % (VENV / "bin" / "autograder"))


def install(python, folder, options=()):
    """Install what the lock says, and compile what notebooks import; the exit code of what failed, or 0.

    Nobody could keep what a worker compiles: without this, ``import scipy.special`` costs each notebook twice its time.
    """
    environment = dict(os.environ, UV_PROJECT_ENVIRONMENT=str(folder), UV_PYTHON_DOWNLOADS="never")
    environment.pop("VIRTUAL_ENV", None)
    sync = [*find_uv(), "sync", "--frozen", "--quiet", "--python", python, *options]
    return run(sync, env=environment, cwd=ROOT, fatal=False) or run(
        [str(folder / "bin" / "python"), "-c", COMPILE, *IMPORTED], fatal=False
    )


def choose_python():
    """Take the first Python from 3.10 on that a worker's private user can run too; else the first at all."""
    asked = os.environ.get("PYTHON")
    found = [answer for answer in map(ask, [asked] if asked else [sys.executable, *CANDIDATES]) if answer]
    if not found:
        sys.exit("No Python 3.10 or newer was found. Install one (for example: apt install python3), or set PYTHON.")
    for executable, library in found:
        if os.geteuid() != 0 or (open_to_all(executable) and open_to_all(library)):
            return executable
    print("note: other users cannot enter the folder of %s; workers need namespaces to reach it." % found[0][0])
    return found[0][0]


def ask(name):
    """Real path and library of an interpreter, if it is there and new enough."""
    try:
        answer = subprocess.run([name, "-c", ASK], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        version, executable, library = json.loads(answer.stdout.decode())
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return (executable, library) if version >= [3, 10] else None


def open_to_all(path):
    """Whether every folder on the way to a file lets other users through."""
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in Path(path).resolve().parents)


def find_uv():
    """Take the command uv from the PATH if it is new enough, else from the package index, kept in .uv."""
    if shutil.which("uv") and run(["uv", "lock", "--check", "--quiet"], cwd=ROOT, fatal=False) == 0:
        return ["uv"]
    home = ROOT / ".uv"
    if not (home / "bin" / "uv").exists():
        print("getting %s from the package index" % UV)
        if run([sys.executable, "-m", "venv", str(home)], fatal=False, quiet=True) == 0:
            run([str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", UV])
        else:
            shutil.rmtree(home, ignore_errors=True)
            run([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(home), UV])
    return [str(home / "bin" / "uv")]


def run(command, fatal=True, quiet=False, **options):
    """Run a command; stop with its name when it fails and that matters."""
    if quiet:
        options.update(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    status = subprocess.call(command, **options)
    if status and fatal:
        sys.exit("failed (exit %d): %s" % (status, " ".join(command)))
    return status


if __name__ == "__main__":
    main()
