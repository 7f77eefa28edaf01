"""The minimum of isolation: below it nothing is run, unless the instructor says so."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from autograder.errors import KitError
from autograder.model.isolation import LAYERS
from autograder.sandbox.landlock import abi_version
from autograder.sandbox.launch import ZygoteProcess
from tests.helpers.command import COMMAND, autograder, quick_kit, rows
from tests.helpers.known_answers import ROOT, filled_notebook, plain_right, save
from tests.helpers.sandbox_case import student

pytestmark = pytest.mark.slow  # make quick tries each kind elsewhere once

NOBODY = 60998


def enterable(path: Path) -> bool:
    """Whether every folder on the way to a path lets other users through."""
    return all(parent.stat().st_mode & 0o001 for parent in path.resolve().parents)


@pytest.mark.skipif(os.geteuid() == 0, reason="root lacks no layer here")
def test_nothing_is_run_without_a_required_layer() -> None:
    with (
        ZygoteProcess(required=["rlimits", "private_uid"]) as zygote,
        pytest.raises(KitError, match=r"lacks isolation .*\n  private_uid"),
        student(zygote, "x = 1"),
    ):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.skipif(not enterable(ROOT / ".venv" / "bin"), reason="other users cannot enter the kit's folder")
def test_an_unprivileged_grader_is_refused_what_needs_root_and_may_be_trusted(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = Path("/tmp", f"autograder-test-{os.getpid()}")
    kit = quick_kit(folder)
    try:
        config = (kit / "grading_config.yaml").read_text(encoding="utf-8")
        (kit / "grading_config.yaml").write_text(
            config.replace("require: [", "require: [private_uid, "), encoding="utf-8"
        )
        notebook = save(filled_notebook("net_input", plain_right("net_input")), kit / "n.ipynb")
        os.chown(kit, NOBODY, NOBODY)
        command = [COMMAND, "grade", str(notebook), "--kit", str(kit)]
        options = {
            "user": NOBODY,
            "group": NOBODY,
            "extra_groups": [],
            "capture_output": True,
            "text": True,
            "cwd": kit,
        }
        options["env"] = {"PATH": os.environ["PATH"], "HOME": str(kit), "TMPDIR": str(kit)}
        refused = subprocess.run(command, **options)
        trusted = subprocess.run([*command, "--trust-submissions", "--out", str(kit / "out")], **options)
        assert (refused.returncode, trusted.returncode) == (2, 0), refused.stderr + trusted.stderr
        assert "private_uid" in refused.stderr
        assert "grade as root" in refused.stderr
        assert "Traceback" not in refused.stderr
        assert rows(kit / "out")["n.ipynb"]["score"] == "15"
    finally:
        subprocess.run(["rm", "-rf", str(folder)], check=True)


def test_doctor_says_what_each_layer_does() -> None:
    said = autograder("doctor", "--kit", ROOT).stdout
    assert f"Landlock ABI {abi_version()}" in said
    for name, layer in LAYERS.items():
        assert f"{name}" in said
        assert layer.does in said
