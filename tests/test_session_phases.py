"""What student code learns from hidden tests stays out of what students are shown."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.helpers.command import autograder
from tests.helpers.known_answers import KIT, ROOT, filled_notebook, save

TELL_TALE = """
import builtins

def {question}(n):
    seen = builtins.__dict__.setdefault("seen", [])
    seen.append(len(np.ravel(n)))
    raise LookupError("SEEN " + " ".join(map(str, seen)))
"""


def test_no_hidden_input_comes_back_in_a_public_test(tmp_path: Path) -> None:
    questions = KIT.assignments["activation_functions"].points
    answers = {question: TELL_TALE.format(question=question) for question in questions}
    notebook = save(filled_notebook("activation_functions", answers), tmp_path / "n.ipynb")
    shown = autograder("grade", notebook, "--as-student", "--kit", ROOT).stdout
    whole = json.loads(autograder("grade", notebook, "--json", "--kit", ROOT).stdout)
    said = [v["says"] for mark in whole["marks"] for v in mark["verdicts"] if v["hidden"]]
    assert "SEEN" in shown
    assert any("1000" in words.split() for words in said)
    assert not [words for words in re.findall(r"SEEN ([\d\s]+)", shown) if "1000" in words.split()]
