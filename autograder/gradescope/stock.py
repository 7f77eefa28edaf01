"""The same tests as a plain Otter autograder zip, made by Otter's own ``otter generate``.

For those who must run Otter itself. Otter copies the zip's ``files/`` beside the submission and runs everything, tests
too, in the notebook's own process; so the reference and the vocabulary of the hidden tests go along as packages.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import ConfigError, KitError
from autograder.files import whole, zipped
from autograder.gradescope.archive import PROGRAMS
from autograder.marking.otter_tests import staged
from autograder.marking.sound import require_sound
from autograder.questions.flatten import reference_files
from autograder.questions.kind import kind_of

if TYPE_CHECKING:
    from autograder.kit import Assignment, Kit

WARNING = """\
Stock Otter does not protect what this zip holds. On Gradescope, code in a notebook runs as root in the very process
that holds the hidden tests and the reference: it can read and rewrite them and its own score, and the network is open.
The .OTTER_LOG of a submission is unpickled, which runs code before any cell does. Otter sets no time limit: one hang
costs the whole submission. A mark is the share of hidden cases that passed: no diagnosis, nothing about form, lateness
or voided questions. A text that is marked by hand is worth 0 here, and so is a figure: nobody looks at either."""

_ENGINE = Path(__file__).parent.parent
_VOCABULARY = "vocabulary"  # with the face of the whole, all that a hidden test's `from autograder import` runs
_LIBRARIES = ("ipython", "matplotlib", "numpy", "scipy")  # what notebooks use; Otter adds itself and a kernel
_CONFIG = {"show_hidden": False, "show_stdout": False}  # the message of a hidden case gives the right value


def write_stock_zip(kit: Kit, assignment: Assignment, path: Path) -> None:
    """Write a plain Otter autograder zip of one assignment, whole or not at all: same input, same bytes.

    Raises
    ------
    ConfigError
        When the zip cannot be written there, or something is wrong with what it would judge by.
    KitError
        When ``otter generate`` fails, with its own words.
    """
    require_sound(kit, assignment, "the zip was not made")
    try:
        with whole(path) as file, tempfile.TemporaryDirectory() as folder:  # opened before Otter takes seconds
            _stage(kit, assignment, Path(folder))
            file.write(_settled(_generated(Path(folder))))
    except OSError as error:
        what = f"{error.filename or path}: {error.strerror}; the zip was not made."
        raise ConfigError(f"{what} Mend that, or name another file for it.") from error


def _stage(kit: Kit, assignment: Assignment, stage: Path) -> None:
    """Lay out what ``otter generate`` takes: tests, files for beside the submission, libraries and settings."""
    sources = [_ENGINE / "__init__.py", *(_ENGINE / _VOCABULARY).glob("*.py")]
    files = {f"autograder/{path.relative_to(_ENGINE).as_posix()}": path for path in sources}
    files |= {path.relative_to(kit.root).as_posix(): path for path in reference_files(assignment)}
    files |= {path.name: path for path in assignment.public_data}
    for name, source in files.items():
        place = stage / "files" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(source.read_bytes())
    (stage / "tests").mkdir()
    for question, points in assignment.points.items():
        unjudged = question in assignment.by_hand or kind_of(assignment, question) == "figure"
        judged = 0 if unjudged else points
        for test, worth in ((assignment.public_test(question), 0), (assignment.hidden_test(question), judged)):
            (stage / "tests" / test.name).write_text(staged(test, worth, kit.config.term), encoding="utf-8")
    pins = "".join(f"{name}=={version(name)}\n" for name in _LIBRARIES)
    (stage / "requirements.txt").write_text(pins, encoding="utf-8")
    (stage / "otter_config.json").write_text(json.dumps(_CONFIG), encoding="utf-8")


def _generated(stage: Path) -> Path:
    """The zip that Otter makes of it, for the Python that the pinned libraries are known to work with."""
    made, files = stage / "autograder.zip", stage / "files"
    command = [sys.executable, "-m", "otter", "generate", "--no-environment", "-t", "../tests", "-o", str(made)]
    command += ["-r", "../requirements.txt", "-c", "../otter_config.json"]
    command += ["--python-version", f"{sys.version_info.major}.{sys.version_info.minor}"]
    command += ["--", *sorted(file.name for file in files.iterdir())]
    done = subprocess.run(  # noqa: S603 - our own arguments
        command, cwd=files, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode or not made.is_file():
        said = (done.stderr or done.stdout).strip().splitlines() or [f"nothing, and ended with {done.returncode}"]
        raise KitError(f"otter generate made no zip; it says: {said[-1].strip()} Run make setup, then try again.")
    return made


def _settled(made: Path) -> bytes:
    """The same zip without the times and the order of this run."""
    with zipfile.ZipFile(made) as otters:
        return zipped({name: otters.read(name) for name in otters.namelist()}, PROGRAMS)
