"""Write ``uv.lock`` anew, and from it what the Gradescope zip installs: hash-pinned, and no more than grading needs.

With ``--check`` nothing is resolved or changed: it fails where the second file is not what the first one says.
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from setup import ROOT, find_uv, run

REQUIREMENTS = ROOT / "autograder" / "gradescope" / "requirements.txt"
EXPORT = ["export", "--frozen", "--only-group", "gradescope", "--no-annotate", "--no-header", "--quiet"]
# What Otter wants and its test classes do not need: a browser, notebooks as PDF, tables, widgets.
OF_OTTER = [
    "click",
    "dill",
    "fica",
    "ipylab",
    "ipywidgets",
    "jupytext",
    "nbconvert",
    "nbformat",
    "pandas",
    "python-frontmatter",
    "python-on-whales",
    "requests",
    "wrapt",
]
OF_WINDOWS = ["colorama"]


def main():
    """Write or check."""
    uv = find_uv()
    if sys.argv[1:] != ["--check"]:
        run([*uv, "lock"], cwd=ROOT)
    pruned = [word for name in [*OF_OTTER, *OF_WINDOWS] for word in ("--prune", name)]
    text = subprocess.run([*uv, *EXPORT, *pruned], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode()
    if sys.argv[1:] != ["--check"]:
        REQUIREMENTS.write_text(text)
    elif REQUIREMENTS.read_text() != text:
        sys.exit("%s is not what uv.lock says; run make lock." % REQUIREMENTS)


if __name__ == "__main__":
    main()
